"""What staff fill in about grants. Forms read; granting.py writes."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.stakeholders.forms import text

AMOUNT = gettext_lazy("Enter the amount in pounds, like 500 or 1250.50")


class GrantForm(forms.Form):
    """``partners``: (id, name) of those on the map."""

    who = forms.ChoiceField(
        label=gettext_lazy("Partner"),
        help_text=gettext_lazy("Somebody on the map of this project"),
        error_messages={
            "required": gettext_lazy("Select the partner"),
            "invalid_choice": gettext_lazy("Select the partner"),
        },
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Amount in pounds"),
        min_value=1,
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_digits", "max_whole_digits", "max_decimal_places"), AMOUNT
        ),
    )
    what_for = text(gettext_lazy("What it is for"), rows=3, required=gettext_lazy("Enter what it is for"))
    agreed_on = DateField(
        label=gettext_lazy("When it was agreed"),
        what=gettext_lazy("The day it was agreed"),
        error_messages={"required": gettext_lazy("Enter the day it was agreed")},
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, partners: list[tuple[str, str]], **named: Any) -> None:
        named.setdefault("initial", {}).setdefault("once", uuid4())
        super().__init__(*given, **named)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [("", _("Choose")), *partners]

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if not amount.is_finite():
            raise forms.ValidationError(str(AMOUNT))
        return amount


class DeliverableForm(forms.Form):
    words = text(
        gettext_lazy("What it brings"),
        hint=gettext_lazy("Like: 30 paper surveys filled in with families"),
        required=gettext_lazy("Enter what the grant brings"),
        limit=300,
    )
    due_on = DateField(
        label=gettext_lazy("By when"),
        what=gettext_lazy("The day it is due"),
        error_messages={"required": gettext_lazy("Enter by when it is due")},
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        named.setdefault("initial", {}).setdefault("once", uuid4())
        super().__init__(*given, **named)


class ReturnForm(forms.Form):
    on = DateField(
        label=gettext_lazy("When it came"),
        what=gettext_lazy("The day it came"),
        error_messages={"required": gettext_lazy("Enter the day it came")},
    )
    what = text(
        gettext_lazy("What came"),
        hint=gettext_lazy("Like: 28 surveys, typed in as batch 14"),
        required=gettext_lazy("Enter what came"),
        limit=300,
    )
