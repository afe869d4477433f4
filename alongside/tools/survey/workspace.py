"""The survey on its project's workspace: a task, the checks before publishing, and publishing with the project."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.panels import Panel, Share, Task, register
from alongside.projects.rules import Check, Weight
from alongside.questionnaires.types import Definition
from alongside.tools.survey.build_words import Advice, advice
from alongside.tools.survey.building import Editions, editions_of, publish_with_project

READ = Permission.SEE_TEAM_PAGES


def share(project: Project, org: str) -> Share:
    found = editions_of(project)
    link = url("survey-team:build", org, project.slug)
    if found is None or not found.definition.questions:
        task = Task(
            "ask",
            _("Questions"),
            _("Not started"),
            link,
            _("Start from a saved set: experience of care"),
            "blue",
            needs=READ,
        )
        check = Check("questions", Weight.STOPS, _("Write at least one question"), link=link, waivable=False)
        return Share((task,), (check,))
    stops, prompts = advice(found.definition)
    count = len(found.definition.questions)
    stopping = sum(len(words) for words in stops.values())
    return Share((_task(found, count, stopping, link),), tuple(_checks(found, count, stops, prompts, org, project)))


def _task(found: Editions, count: int, stopping: int, link: str) -> Task:
    questions = ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
    if stopping:
        return Task(
            "ask", _("Questions"), _("%(count)s to put right") % {"count": stopping}, link, questions, "red", needs=READ
        )
    if found.changes:
        changes = ngettext("%(count)s change", "%(count)s changes", len(found.changes)) % {"count": len(found.changes)}
        return Task(
            "ask", _("Questions"), _("Not published yet"), link, f"{questions}, {changes}", "orange", needs=READ
        )
    return Task("ask", _("Questions"), _("Completed"), link, questions, left=False, needs=READ)


def _checks(found: Editions, count: int, stops: Advice, prompts: Advice, org: str, project: Project) -> list[Check]:
    definition = found.definition
    made = [
        Check(
            f"question-{key or 'all'}-{place}",
            Weight.STOPS,
            _("Question %(number)s: %(problem)s") % {"number": definition.numbers[key], "problem": words}
            if key in definition.numbers
            else words,
            link=_link(org, project, key),
        )
        for key, found_here in stops.items()
        for place, words in enumerate(found_here, 1)
    ]
    advised = sum(len(words) for words in prompts.values())
    if advised:
        made.append(
            Check(
                "question-prompts",
                Weight.WORTH_FIXING,
                ngettext(
                    "There is %(count)s suggestion for your questions",
                    "There are %(count)s suggestions for your questions",
                    advised,
                )
                % {"count": advised},
                link=_link(org, project, ""),
            )
        )
    if found.teaches:
        made.append(_understanding(definition, _link(org, project, "")))
    if not any(check.weight is Weight.STOPS for check in made):
        words = ngettext("There is %(count)s question", "There are %(count)s questions", count) % {"count": count}
        made.append(Check("questions", Weight.DONE, words))
    return made


def _understanding(definition: Definition, link: str) -> Check:
    """To educate is to check that it worked."""
    checking = sum(bool(each.right) for each in definition.questions)
    if not checking:
        words = _(
            "This is to educate, and no question checks what people understood. Mark the right answer of at least one"
        )
        return Check("understanding", Weight.WORTH_FIXING, words, link=link)
    words = ngettext("%(count)s question checks what people understood", "%(count)s questions check what people understood", checking)  # fmt: skip
    return Check("understanding", Weight.DONE, words % {"count": checking})


def _link(org: str, project: Project, key: str) -> str:
    if key:
        return url("survey-team:question", org, project.slug, key)
    return url("survey-team:build", org, project.slug)


register(Panel("survey", share, publish_with_project))
