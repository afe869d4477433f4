"""Words and shapes for the pages of a survey."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alongside.core.dates import in_words as day_in_words
from alongside.design.said import woven
from alongside.projects.models import Project
from alongside.questionnaires.actions import definition_by_id
from alongside.questionnaires.flow import counted, hidden_answers, visible
from alongside.questionnaires.models import Edition
from alongside.questionnaires.presenters import Line, line_of
from alongside.questionnaires.types import Answer, Answers, Definition, Kind, Question, Section
from alongside.tools.survey.models import Survey
from alongside.tools.survey.rules import may_quote


@dataclass(frozen=True)
class Part:
    """A section of the check page."""

    title: str
    lines: list[Line]


def sections(definition: Definition, answers: Answers) -> list[Part]:
    """The questions that are asked, by section, with what was answered."""
    shown = set(visible(definition, answers))
    made = []
    for section in definition.sections:
        lines = [
            line_of(question, answers.get(question.key), definition.numbers[question.key])
            for question in section.questions
            if question.key in shown
        ]
        if lines:
            made.append(Part(section.title, lines))
    return made


def in_words(question: Question, answer: Answer) -> list[str]:
    return line_of(question, answer).lines or [_("Not answered")]


def hidden_count(definition: Definition, answers: Answers) -> int:
    """Answers that other answers have since put aside: kept, not counted."""
    return sum(1 for answer in hidden_answers(definition, answers).values() if answer.says_something)


def quote_choice(definition: Definition, answers: Answers) -> bool | None:
    """Whether they agreed to be quoted; None where they were not asked."""
    if not any(question.kind is Kind.CONSENT for question in definition.questions):
        return None
    return may_quote(definition, counted(definition, answers))


def intro_before(definition: Definition, answers: Answers, question: Question) -> Section | None:
    """The section that begins with this question, if it has something to say."""
    for section in definition.sections:
        keys = {each.key for each in section.questions}
        if question.key in keys:
            first = next((key for key in visible(definition, answers) if key in keys), None)
            return section if first == question.key and section.intro else None
    return None


@dataclass(frozen=True)
class Step:
    title: str
    words: str


@dataclass(frozen=True)
class Understood:
    """A question that checks what was understood, for whoever has sent their answers. ``said`` is the answer to them."""

    question: str
    said: str
    explanation: str


def understood(definition: Definition, answers: Answers) -> list[Understood]:
    """Those that were asked, with which answer is right. Never before the answers are sent."""
    shown = set(visible(definition, answers))
    found = []
    for question in definition.questions:
        right = question.option_by_key.get(question.right)
        if right is None or question.key not in shown:
            continue
        answer = answers.get(question.key)
        chosen = question.option_by_key.get(str(answer.value)) if answer is not None and answer.says_something else None
        if chosen is None:
            said = _("The right answer is “%(right)s”.") % {"right": right.label}
        elif chosen is right:
            said = _("You answered “%(answer)s”. That is right.") % {"answer": chosen.label}
        else:
            facts = {"answer": chosen.label, "right": right.label}
            said = _("You answered “%(answer)s”. The right answer is “%(right)s”.") % facts
        found.append(Understood(question.wording, said, question.explanation))
    return found


def what_next(project: Project) -> list[Step]:
    """What happens after sending, with dates."""
    steps = [
        Step(
            _("We read every answer"),
            _("People in the team share the reading. Your care will not change because of what you said."),
        )
    ]
    if project.findings_by:
        steps.append(
            Step(
                _("By %(day)s we publish what we heard") % {"day": day_in_words(project.findings_by)},
                _("Use your code to see how your words were used."),
            )
        )
    if project.decides_on:
        steps.append(_decision(project, project.decides_on))
    return steps


def _decision(project: Project, on: date) -> Step:
    who = project.who_decides or _("a decision is made")
    title = (
        woven(_("On %(day)s it is decided by %(who)s"), day=day_in_words(on), who=who)
        if project.who_decides
        else _("On %(day)s a decision is made") % {"day": day_in_words(on)}
    )
    return Step(title, _("We tell you what was decided, and why."))


def about_you(survey: Survey) -> int:
    """How many optional questions about the person there are; 0 where they are not offered."""
    if survey.monitoring_id is None:
        return 0
    newest = (
        Edition.objects.filter(questionnaire=survey.monitoring_id, published_at__isnull=False)
        .order_by("-number")
        .values_list("pk", flat=True)
        .first()
    )
    return len(visible(definition_by_id(newest), {})) if newest else 0
