"""What a timetable is asked: formats wanted when it opens, and meetings on the way."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.knowledge.lead_times import INTERPRETER, lead_times

PURPOSES = {
    "assurance": gettext_lazy("Agrees the plan before it opens"),
    "scrutiny": gettext_lazy("Health scrutiny, which comments before the decision"),
    "council": gettext_lazy("A council or a committee of it, whose papers are public"),
    "board": gettext_lazy("A board of the organisation"),
    "participants": gettext_lazy("People who take part"),
}


def format_words(keys: Iterable[str]) -> list[str]:
    """Each format with how long it takes to make."""
    words, known = _("%(format)s: %(days)s working days"), lead_times()
    made = [known[key] for key in keys if key in known]
    return [words % {"format": each.name[:1].upper() + each.name[1:], "days": each.days} for each in made]


class FormatsForm(forms.Form):
    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Which formats are ready on the day it opens?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        known = [each for each in lead_times() if each != INTERPRETER]
        self.fields["formats"].choices = list(zip(known, format_words(known), strict=True))  # type: ignore[attr-defined]


class MeetingForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Which meeting?"),
        help_text=gettext_lazy("Like Board, or Health scrutiny committee."),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter the name of the meeting")},
    )
    date = DateField(
        label=gettext_lazy("When is it?"),
        what=gettext_lazy("The day of the meeting"),
        error_messages={"required": gettext_lazy("Enter the day of the meeting")},
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What is it for?"),
        choices=list(PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what the meeting is for")},
    )
