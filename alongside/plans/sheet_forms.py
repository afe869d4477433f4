"""Reading what was typed into a sheet's section, a comment, an invitation to write together and an opinion."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.plans.sheets import Template
from alongside.plans.suggesting import suggested
from alongside.questionnaires.answers import read_answer
from alongside.questionnaires.flow import visible
from alongside.questionnaires.presenters import Field, field_of
from alongside.questionnaires.types import Answer, Answers, Problem, Question, Section

Posted = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class SectionForm:
    """A section's questions on one page. ``answers`` are to be kept where there are no problems. Nothing is required to
    save: what is missing, or stands as a template suggested it, keeps a section from being complete."""

    fields: list[Field]
    answers: dict[str, Answer]
    missing: list[Question]

    @property
    def errors(self) -> bool:
        return any(field.errors for field in self.fields)

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [each for field in self.fields if field.errors for each in field.summary]


def asked(template: Template, section: Section, answers: Answers) -> list[Question]:
    """The section's questions that the answers, of all sections, show."""
    shown = set(visible(template.definition, answers))
    return [question for question in section.questions if question.key in shown]


def all_asked(template: Template, answers: Answers) -> list[tuple[Section, list[Question]]]:
    """Every section in which something is asked, with its questions. Routing is followed once."""
    shown = set(visible(template.definition, answers))
    found = [(each, [one for one in each.questions if one.key in shown]) for each in template.definition.sections]
    return [(section, questions) for section, questions in found if questions]


def show_section(template: Template, section: Section, answers: Answers) -> SectionForm:
    questions = asked(template, section, answers)
    return SectionForm([_field(each, answers.get(each.key)) for each in questions], dict(answers), [])


def read_section(template: Template, section: Section, others: Answers, posted: Posted) -> SectionForm:
    """``others`` are the answers of all sections as they stand. An answer that routing hides now is kept as it was."""
    shown = {each.key for each in asked(template, section, others)}
    # A colleague's answer elsewhere may hide a question while somebody answers it: what they typed is kept all the same.
    typed = {name.split("-")[0] for name, values in posted.items() if any(each.strip() for each in values)}
    questions = [each for each in section.questions if each.key in shown | typed]
    kept = {each.key: others[each.key] for each in section.questions if each.key in others}
    read: dict[str, Answer] = {}
    problems: dict[str, Sequence[Problem]] = {}
    for question in questions:
        found = read_answer(replace(question, required=False), posted)
        if isinstance(found, Answer):
            read[question.key] = found
        else:
            problems[question.key] = found
    fields = [_field(each, None, posted, problems.get(each.key, ())) for each in questions]
    # Answering one question can ask another one of the same section.
    now = asked(template, section, {**others, **read})
    answers = {key: value for key, value in {**kept, **read}.items() if value.says_something}
    missing = [
        each
        for each in now
        if (each.required and each.key not in answers) or (each.key in answers and suggested(answers[each.key]))
    ]
    return SectionForm(fields, answers, missing)


def _field(
    question: Question, answer: Answer | None, posted: Posted | None = None, problems: Sequence[Problem] = ()
) -> Field:
    # A team leaves open what it does not know yet: nothing here is marked as optional or required.
    plain = replace(question, required=True, required_reason="")
    return replace(field_of(plain, answer, posted=posted, problems=problems), page_heading=False)


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": gettext_lazy("Enter your comment")},
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What was done about it"),
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": gettext_lazy("Enter what was done about the comment")},
    )


class OpinionForm(forms.Form):
    agrees = forms.ChoiceField(
        label=gettext_lazy("Do you agree with it as it stands?"),
        choices=[("yes", gettext_lazy("Yes, I agree")), ("no", gettext_lazy("No, I do not agree"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether you agree")},
    )
    reasons = forms.CharField(
        label=gettext_lazy("Your reasons (optional if you agree)"),
        help_text=gettext_lazy("Your name and your reasons are shown to everyone who can read this."),
        widget=forms.Textarea,
        max_length=5000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agrees") == "no" and not data.get("reasons"):
            self.add_error("reasons", gettext_lazy("Enter your reasons, so that others can understand"))
        return data


class ApproveForm(forms.Form):
    review_on = DateField(
        label=gettext_lazy("When is it looked at again? (optional)"),
        what=gettext_lazy("The day to look again"),
        required=False,
    )


class CoAuthorForm(forms.Form):
    """Who is invited to write, and what. Somebody who works here already keeps their role."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter a name")},
    )
    email = forms.EmailField(
        max_length=254,
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("They log in with a code sent to this address. We tell them by email."),
        error_messages={
            "required": gettext_lazy("Enter an email address, like name@example.com"),
            "invalid": gettext_lazy("Enter an email address, like name@example.com"),
        },
    )
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Which sections?"),
        help_text=gettext_lazy("They can read all of it, and comment on all of it. These they can write."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select at least one section")},
    )

    def __init__(self, data: Any = None, *, sections: Iterable[Section]) -> None:
        super().__init__(data)
        chosen = [(each.key, each.title) for each in sections]
        self.fields["sections"].choices = chosen  # type: ignore[attr-defined]
