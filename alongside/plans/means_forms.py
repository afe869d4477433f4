"""A line of the budget, and a member of the team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alongside.plans.models_means import BudgetLine, TeamMember

WHOLE: dict[str, Any] = {
    "invalid": gettext_lazy("Enter a whole number, like 12"),
    "min_value": gettext_lazy("Enter 1 or more"),
}
POUNDS: dict[str, Any] = {
    "min_value": 0,
    "max_digits": 9,
    "decimal_places": 2,
    "widget": forms.TextInput({"inputmode": "decimal"}),
    "error_messages": {
        "required": gettext_lazy("Enter an amount in pounds, like 27.50"),
        "invalid": gettext_lazy("Enter an amount in pounds, like 27.50"),
        "min_value": gettext_lazy("The amount must be 0 or more"),
        "max_decimal_places": gettext_lazy("Enter pounds and pence, like 27.50"),
        "max_digits": gettext_lazy("The amount must be less than 10 million"),
        "max_whole_digits": gettext_lazy("The amount must be less than 10 million"),
    },
}
NUMBER: dict[str, Any] = {"widget": forms.TextInput({"inputmode": "numeric"}), "min_value": 1, "max_value": 100_000}


class LineForm(forms.Form):
    category = forms.ChoiceField(
        label=gettext_lazy("What kind of cost is it?"),
        choices=BudgetLine.Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what kind of cost it is")},
    )
    what = forms.CharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("Like Interpreters for four workshops."),
        max_length=160,
        error_messages={"required": gettext_lazy("Enter what it is for")},
    )
    people = forms.IntegerField(
        label=gettext_lazy("How many people, or how many of it?"),
        initial=1,
        error_messages={"required": gettext_lazy("Enter how many"), **WHOLE},
        **NUMBER,
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many times each?"),
        initial=1,
        error_messages={"required": gettext_lazy("Enter how many times"), **WHOLE},
        **NUMBER,
    )
    each = forms.DecimalField(label=gettext_lazy("How much each time, in pounds?"), **POUNDS)
    committed = forms.DecimalField(
        label=gettext_lazy("Committed so far, in pounds (optional)"), required=False, **{**POUNDS, "max_digits": 11}
    )
    spent = forms.DecimalField(
        label=gettext_lazy("Spent so far, in pounds (optional)"), required=False, **{**POUNDS, "max_digits": 11}
    )

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**data, "committed": data["committed"] or 0, "spent": data["spent"] or 0}


class TeamForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, error_messages={"required": gettext_lazy("Enter a name")}
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Which part do they have?"),
        choices=TeamMember.Part.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select which part they have")},
    )
    does = forms.CharField(label=gettext_lazy("What do they do? (optional)"), max_length=300, required=False)
