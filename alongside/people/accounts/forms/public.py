"""Keep in touch, and what a person changes in My Alongside."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.design.said import Said
from alongside.people.accounts.consents import WORDING, Purpose
from alongside.people.accounts.models import Contact
from alongside.people.accounts.preferences import FORMATS, languages
from alongside.people.profiles.rules import ProfileQuestion
from alongside.questionnaires.formats import Wrong, read_email, read_phone

OFFERED = (Purpose.PROJECT, Purpose.TOPICS, Purpose.PANEL)
Route = Contact.Route


class HowForm(forms.Form):
    """A route and what it needs, a language and a format. ``address`` is what the chosen route goes to."""

    route = forms.ChoiceField(
        choices=Route.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how we can reach you")},
    )
    email = forms.CharField(required=False, max_length=254)
    mobile = forms.CharField(required=False, max_length=40)
    postal = forms.CharField(required=False, max_length=400)
    phone = forms.CharField(required=False, max_length=40)
    name = forms.CharField(required=False, max_length=120)
    language = forms.ChoiceField(choices=languages, initial="en-gb")
    format = forms.ChoiceField(choices=list(FORMATS.items()), initial="standard")

    BOX_OF = {Route.EMAIL: "email", Route.TEXT: "mobile", Route.LETTER: "postal", Route.PHONE: "phone"}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        route = data.get("route")
        if not route:
            return data
        box = self.BOX_OF[Route(route)]
        typed = str(data.get(box, "")).strip()
        if route == Route.EMAIL:
            address = read_email(typed)
            words = _("Enter an email address, like name@example.com")
        elif route == Route.LETTER:
            lines = [line.strip() for line in typed.splitlines() if line.strip()]
            address = "\n".join(lines) if len(lines) > 1 else Wrong("address", {})
            words = _("Enter your address, with the postcode on a line of its own")
        else:
            address = read_phone(typed)
            words = _("Enter a phone number, like 020 7946 0142")
        if isinstance(address, Wrong):
            self.add_error(box, words)
        else:
            data["address"] = address
        if route == Route.LETTER and not data.get("name"):
            self.add_error("name", _("Enter the name to put on the envelope"))
        return data

    @property
    def how(self) -> dict[str, Any]:
        """What ``keep_in_touch`` needs."""
        return {name: self.cleaned_data[name] for name in ("route", "address", "name", "language", "format")}


class KeepInTouchForm(HowForm):
    """Nothing is ticked before the person ticks it."""

    purposes = forms.MultipleChoiceField(
        choices=[(purpose.value, WORDING[purpose]) for purpose in OFFERED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Select what you want to hear about, or choose “No thanks, finish”")},
    )
    topics = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ("purposes", "topics", "route")

    def __init__(self, *args: Any, topics: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["topics"]
        assert isinstance(choices, forms.MultipleChoiceField)
        choices.choices = [(topic, Said(topic)) for topic in topics]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        topics_offered = bool(self.fields["topics"].choices)  # type: ignore[attr-defined]
        if Purpose.TOPICS in data.get("purposes", []) and topics_offered and not data.get("topics"):
            self.add_error("topics", _("Select at least one topic"))
        return data


class ProfileForm(forms.Form):
    """A few things about somebody, each optional, and the consent without which none is kept."""

    consent = forms.BooleanField(
        error_messages={"required": _("Tick the box so that we may keep this, or choose “No thanks, finish”")},
    )

    def __init__(self, *args: Any, questions: Sequence[ProfileQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = str(WORDING[Purpose.PROFILE])
        for question in questions:
            choices = list(question.options.items())
            self.fields[question.key] = (
                forms.MultipleChoiceField(
                    label=str(question.wording),
                    help_text=_("Select all that apply."),
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
                if question.several
                else forms.ChoiceField(
                    label=str(question.wording), choices=choices, required=False, widget=forms.RadioSelect
                )
            )
        self.order_fields([*(question.key for question in questions), "consent"])

    @property
    def said(self) -> dict[str, list[str]]:
        return {
            key: value if isinstance(value, list) else [value]
            for key, value in self.cleaned_data.items()
            if key != "consent" and value
        }
