"""Colleagues, and the purpose of looking at who somebody is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people.accounts.models import Arrangement
from alongside.people.accounts.roles import ROLES

ROLE_CHOICES = [(role.key, role.name) for role in ROLES.values()]


class RoleForm(forms.Form):
    job_title = forms.CharField(label=_("Job title (optional)"), required=False, max_length=80)
    role = forms.ChoiceField(
        label=_("What they may do"),
        choices=ROLE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select a role"), "invalid_choice": _("Select a role")},
    )


class ColleagueForm(RoleForm):
    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Enter their name")})
    email = forms.EmailField(
        label=_("Work email address"),
        help_text=_("They log in with codes sent to it."),
        max_length=254,
        error_messages={
            "required": _("Enter an email address, like name@example.com"),
            "invalid": _("Enter an email address, like name@example.com"),
        },
    )
    field_order = ("name", "email", "job_title", "role")


class ArrangementForm(forms.Form):
    """What is done about a need. Going back to "nobody has taken it up" is not a choice."""

    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[each for each in Arrangement.State.choices if each[0] != Arrangement.State.TO_DO],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how it stands")},
    )
    note = forms.CharField(
        label=_("What was done, or why not"),
        help_text=_("One or two sentences, without names. The person can read it in My Alongside."),
        max_length=500,
        widget=forms.Textarea(),
        error_messages={"required": _("Say what was done, or why not")},
    )


class PurposeForm(forms.Form):
    PURPOSES = [
        ("asked", _("To do something they asked for")),
        ("access", _("To meet a need, such as a format or an interpreter")),
        ("data", _("To correct, hand over or delete their data")),
        ("safety", _("A worry about somebody’s safety")),
        ("other", _("Something else")),
    ]
    why = forms.ChoiceField(
        label=_("Why do you need to know who this is?"),
        choices=PURPOSES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select why you need to know who this is")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("An owner, and the person if they ask, can read this."),
        max_length=500,
        widget=forms.Textarea(),
        error_messages={"required": _("Say in your own words why you need to know")},
    )

    @property
    def purpose(self) -> str:
        data: dict[str, Any] = self.cleaned_data
        return f"{dict(self.PURPOSES)[data['why']]}: {data['words']}"
