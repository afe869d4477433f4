"""What staff fill in about partners. Forms read; actions write."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.stakeholders.models import Consent, Kind, Way

TOO_LONG = gettext_lazy("Your text must be %(limit_value)d characters or fewer. You have typed %(show_value)d")


def text(label: Any, *, rows: int = 0, hint: Any = "", required: Any = None, limit: int = 2000) -> forms.CharField:
    """A text field; ``required`` is the error when it is empty, None makes it optional."""
    errors = {"max_length": TOO_LONG} | ({"required": required} if required is not None else {})
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        required=required is not None,
        error_messages=errors,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
    )


def choices(of: Any, none: Any) -> list[tuple[str, Any]]:
    return [("", none), *of.choices]


class StakeholderForm(forms.Form):
    """One partner. ``colleagues``: (id, name) of those who may look after it."""

    name = text(gettext_lazy("Name"), required=gettext_lazy("Enter the name"), limit=160)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=choices(Kind, gettext_lazy("Choose a kind")),
        error_messages={
            "required": gettext_lazy("Select what kind of partner this is"),
            "invalid_choice": gettext_lazy("Select what kind of partner this is"),
        },
    )
    communities = text(
        gettext_lazy("Communities reached (optional)"),
        rows=4,
        hint=gettext_lazy("One on each line, like: Unpaid carers"),
    )
    languages = text(gettext_lazy("Languages (optional)"), limit=200, hint=gettext_lazy("Like: Bengali, Polish, BSL"))
    barriers = text(
        gettext_lazy("What makes it hard for them to take part (optional)"),
        rows=3,
        hint=gettext_lazy("Like: evenings only, no computers, asked too often"),
    )
    contact_name = text(gettext_lazy("Contact person (optional)"), limit=120)
    email = forms.EmailField(
        label=gettext_lazy("Email address (optional)"),
        required=False,
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
        error_messages={"invalid": gettext_lazy("Enter an email address like name@example.com")},
    )
    phone = text(gettext_lazy("Phone number (optional)"), limit=40)
    preferred = forms.ChoiceField(
        label=gettext_lazy("How they prefer to be reached"),
        choices=choices(Way, gettext_lazy("Not known")),
        required=False,
    )
    owner = forms.ChoiceField(label=gettext_lazy("Who looks after the relationship"), required=False)
    consent = forms.ChoiceField(
        label=gettext_lazy("Did they agree to be contacted?"),
        choices=Consent.choices,
        widget=forms.RadioSelect,
        initial=Consent.NOT_ASKED,
        error_messages={"required": gettext_lazy("Select whether they agreed to be contacted")},
    )
    consent_on = DateField(
        label=gettext_lazy("When they said so"), what=gettext_lazy("The day they said so"), required=False
    )
    consent_how = text(
        gettext_lazy("How they said so"), limit=200, hint=gettext_lazy("Like: by email, or at a meeting")
    )

    # Sent once with each page: pressing twice is one partner.
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, colleagues: list[tuple[str, str]], **named: Any) -> None:
        named.setdefault("initial", {}).setdefault("once", uuid4())
        super().__init__(*given, **named)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = [("", _("Nobody yet")), *colleagues]

    def clean_communities(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["communities"].splitlines() if line.strip()]

    def clean_owner(self) -> UUID | None:
        return UUID(self.cleaned_data["owner"]) if self.cleaned_data["owner"] else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("consent") in (Consent.YES, Consent.NO):
            if "consent_on" in data and data["consent_on"] is None:
                self.add_error("consent_on", _("Enter the day they said so"))
            if not data.get("consent_how"):
                self.add_error("consent_how", _("Enter how they said so"))
        elif data.get("consent") == Consent.NOT_ASKED:
            data |= {"consent_on": None, "consent_how": ""}
        return data


class ContactForm(forms.Form):
    """A conversation with a partner."""

    on = DateField(
        label=gettext_lazy("When"),
        what=gettext_lazy("The day"),
        error_messages={"required": gettext_lazy("Enter the day")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=choices(Way, gettext_lazy("Choose how")),
        error_messages={
            "required": gettext_lazy("Select how you were in contact"),
            "invalid_choice": gettext_lazy("Select how you were in contact"),
        },
    )
    said = text(gettext_lazy("What was said"), rows=5, required=gettext_lazy("Enter what was said"), limit=5000)
    promise = text(gettext_lazy("What you promised (optional)"), limit=300)
    due_on = DateField(
        label=gettext_lazy("By when (if you promised something)"),
        what=gettext_lazy("The day of the promise"),
        required=False,
    )
    # Sent once with each page: pressing twice is one note.
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        named.setdefault("initial", {}).setdefault("once", uuid4())
        super().__init__(*given, **named)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("promise") and "due_on" in data and data["due_on"] is None:
            self.add_error("due_on", _("Enter by when you promised it"))
        if data.get("due_on") and "promise" in data and not data["promise"]:
            self.add_error("promise", _("Enter what you promised, or leave out the day"))
        return data


class RelationForm(forms.Form):
    """What a partner has to do with another. ``others``: (id, name) of those that were found."""

    other = forms.ChoiceField(
        label=gettext_lazy("The other partner"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Select the other partner"),
            "invalid_choice": gettext_lazy("Select the other partner"),
        },
    )
    words = text(
        gettext_lazy("What they have to do with each other"),
        required=gettext_lazy("Enter what they have to do with each other"),
        limit=120,
        hint=gettext_lazy("Like: is part of, is funded by, shares members with"),
    )

    def __init__(self, *given: Any, others: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        other = self.fields["other"]
        assert isinstance(other, forms.ChoiceField)
        other.choices = others


class FilterForm(forms.Form):
    """What narrows the register; it is read by ``register.Asked``."""

    words = forms.CharField(label=gettext_lazy("Words in the name or community"), required=False, max_length=80)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=choices(Kind, gettext_lazy("Any kind")), required=False
    )
    community = forms.CharField(label=gettext_lazy("Community reached"), required=False, max_length=80)
