"""The questions that lead to a mix of methods, and one line of the communications schedule. Neither saves."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.knowledge.picking import EXCLUSION, NOT_KNOWN, Answers, Question, questions, read_answers
from alongside.knowledge.spectrums import word_for
from alongside.plans.models_methods import ScheduledNotice

OPEN = ""


class AnswersForm(forms.Form):
    """One field a question, under its key. Leaving one open is an answer: not known yet."""

    def __init__(self, data: Any = None, *, known: Answers, vocabulary: dict[str, str]) -> None:
        initial = {key: list(value) if isinstance(value, tuple) else value for key, value in known.items()}
        super().__init__(data, initial=initial)
        for key, question in questions().items():
            self.fields[key] = _field(question, vocabulary)

    def answers(self) -> Answers:
        """What is known, once valid."""
        return read_answers({key: value for key, value in self.cleaned_data.items() if value not in (OPEN, None, [])})


def _field(question: Question, vocabulary: dict[str, str]) -> forms.Field:
    label, hint = _(question.words), _(question.hint) if question.hint else ""
    choices = [(key, _(question.word(key))) for key in question.choices]
    if question.key == "kind":
        choices = [(key, word_for(key, vocabulary)) for key in question.choices]
    if question.kind == "list":
        return forms.MultipleChoiceField(
            label=label,
            help_text=hint,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            required=question.key == "why",
            error_messages={"required": _("Select at least one reason")},
        )
    if question.kind == "number":
        return forms.IntegerField(
            label=label,
            help_text=hint,
            required=False,
            min_value=0,
            max_value=question.most,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": _("Enter a whole number")},
        )
    dont_know = [] if question.key == EXCLUSION else [(OPEN, _("We do not know yet"))]
    initial = NOT_KNOWN if question.key == EXCLUSION else OPEN
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=[*choices, *dont_know],
        widget=forms.RadioSelect,
        required=False,
        initial=initial,
    )


class NoticeForm(forms.Form):
    """A channel, for whom, what it says, who sees to it, when, and what came of it."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"), error_messages={"required": gettext_lazy("Select a channel")}
    )
    audience = forms.CharField(
        label=gettext_lazy("For whom?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter for whom it is")},
    )
    what = forms.CharField(
        label=gettext_lazy("What does it say?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter what it says")},
    )
    owner = forms.ChoiceField(label=gettext_lazy("Who sees to it?"), required=False)
    on = DateField(
        label=gettext_lazy("On which day?"),
        what=gettext_lazy("The day"),
        error_messages={"required": gettext_lazy("Enter the day")},
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=ScheduledNotice.Status.choices,
        widget=forms.RadioSelect,
        initial=ScheduledNotice.Status.PLANNED,
        error_messages={"required": gettext_lazy("Select a status")},
    )
    reach = forms.IntegerField(
        label=gettext_lazy("How many people did it reach? (optional)"),
        help_text=gettext_lazy("Once it is sent. Your best number: printed, sent, or in the room."),
        required=False,
        min_value=0,
        max_value=100_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Enter a whole number")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        initial: dict[str, Any] | None = None,
        channels: Iterable[tuple[str, str]],
        colleagues: Iterable[tuple[str, str]],
        today: date,
    ) -> None:
        super().__init__(data, initial=initial)
        self.today = today
        self.fields["channel"].choices = [("", _("Choose")), *channels]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", _("Nobody yet")), *colleagues]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        sent = found.get("status") == ScheduledNotice.Status.SENT
        if sent and found.get("on") and found["on"] > self.today:
            self.add_error("on", _("What is sent has a day that has come"))
        if not sent and found.get("reach") is not None:
            self.add_error("reach", _("Leave this empty until it is sent"))
        return found

    def values(self) -> dict[str, Any]:
        """What is kept, once valid."""
        owner = self.cleaned_data["owner"]
        return {**self.cleaned_data, "owner": UUID(owner) if owner else None}
