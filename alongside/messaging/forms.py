"""Asking for another way, and finishing a task."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people.accounts.forms.public import HowForm

WAYS = {
    "large-print": _("Large print"),
    "easy-read": _("Easy Read"),
    "audio": _("Audio"),
    "bsl": _("British Sign Language"),
    "braille": _("Braille"),
    "language": _("Another language, or an interpreter"),
    "call": _("Answer by phone: you call me"),
    "visit": _("Answer face to face, or have somebody visit"),
    "paper": _("A paper form by post"),
    "other": _("Something else"),
}
# Ways that are another format: which of an organisation's promised days are theirs.
FORMAT_OF = {
    "large-print": "large-print",
    "easy-read": "easy-read",
    "audio": "audio",
    "bsl": "bsl",
    "braille": "braille",
    "language": "translation",
}


class AnotherWayForm(HowForm):
    """What somebody needs, and how to reach them about it."""

    ways = forms.MultipleChoiceField(
        choices=list(WAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Select what you need")},
    )
    details = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"max_length": _("Your words must be 2,000 characters or fewer")},
    )
    # Sent once with each page: pressing twice is one request.
    once = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("ways", "details", "route")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("once", uuid4())
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "other" in data.get("ways", []) and not data.get("details", "").strip():
            self.add_error("details", _("Tell us what you need"))
        return data


class DoneForm(forms.Form):
    outcome = forms.CharField(
        label=_("What was done"),
        help_text=_("One or two sentences. Leave out names and addresses."),
        max_length=500,
        widget=forms.Textarea(),
        error_messages={"required": _("Say what was done")},
    )
    need_met = forms.ChoiceField(
        label=_("Was the need met?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("unknown", _("We do not know yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether the need was met")},
    )

    @property
    def met(self) -> bool | None:
        return {"yes": True, "no": False, "unknown": None}[self.cleaned_data["need_met"]]


class OwnerForm(forms.Form):
    owner = forms.ChoiceField(
        label=_("Who does it"),
        error_messages={"required": _("Select who does it"), "invalid_choice": _("Select who does it")},
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = [("", _("Nobody yet")), *colleagues]
