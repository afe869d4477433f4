"""What somebody changes in My Alongside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people.accounts.needs import NEEDS


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("What we call you"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )


class NeedsForm(forms.Form):
    """``needs`` with a detail for each: the detail's box is named after the need."""

    needs = forms.MultipleChoiceField(choices=list(NEEDS.items()), required=False, widget=forms.CheckboxSelectMultiple)
    shared = forms.BooleanField(label=_("Teams whose projects I take part in may see these"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for need in NEEDS:
            self.fields[f"detail-{need}"] = forms.CharField(required=False, max_length=300)

    @property
    def kept(self) -> dict[str, str]:
        """{need: detail}."""
        data: dict[str, Any] = self.cleaned_data
        return {need: data[f"detail-{need}"] for need in data["needs"]}
