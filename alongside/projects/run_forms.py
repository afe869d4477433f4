"""Handing a project over, and giving it back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.groups.models import Group


class GiveBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everybody can read it on “How this was run”."),
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": _("Enter why")},
    )


class HandOverForm(GiveBackForm):
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("To which group?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select a group"),
            "invalid_choice": _("Select an independent group that has members"),
        },
    )
    field_order = ("group", "reason")

    def __init__(self, data: Any = None, *, groups: Any) -> None:
        super().__init__(data)
        self.fields["reason"].label = _("What is agreed with them?")
        self.fields["reason"].error_messages["required"] = _("Enter what is agreed with them")
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
