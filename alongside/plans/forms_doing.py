"""A planned activity, a task of it, why it is called off, and how a check of an audience is met. None saves."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.plans.means_forms import NUMBER, WHOLE

Choices = Iterable[tuple[str, str]]


def _owner(form: forms.Form, name: str, colleagues: Choices) -> None:
    form.fields[name].choices = [("", _("Nobody yet")), *colleagues]  # type: ignore[attr-defined]


def _who(typed: str) -> UUID | None:
    return UUID(typed) if typed else None


class ActivityForm(forms.Form):
    """``methods`` are given where one is added by hand; of one that is there, the method stays."""

    method = forms.ChoiceField(
        label=gettext_lazy("Which method?"), error_messages={"required": gettext_lazy("Select a method")}
    )
    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter what it is called")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of involvement is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what kind of involvement it is")},
    )
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Who has to be thought of?"),
        help_text=gettext_lazy("What helps when working with them becomes a list of checks for this project."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    for_whom = forms.CharField(
        label=gettext_lazy("For whom? (optional)"),
        help_text=gettext_lazy("In your own words, like Visitors of Birch Ward."),
        max_length=160,
        required=False,
    )
    lead = forms.ChoiceField(label=gettext_lazy("Who leads it?"), required=False)
    first_on = DateField(label=gettext_lazy("First day (optional)"), what=gettext_lazy("The first day"), required=False)
    last_on = DateField(label=gettext_lazy("Last day (optional)"), what=gettext_lazy("The last day"), required=False)
    times = forms.IntegerField(
        label=gettext_lazy("How many times?"),
        initial=1,
        error_messages={"required": gettext_lazy("Enter how many times"), **WHOLE},
        **NUMBER,
    )
    people = forms.IntegerField(
        label=gettext_lazy("How many people each time? (optional)"),
        help_text=gettext_lazy("The budget is worked out from it."),
        required=False,
        error_messages=WHOLE,
        **NUMBER,
    )
    where = forms.CharField(label=gettext_lazy("Where, or how? (optional)"), max_length=160, required=False)
    left = forms.CharField(
        label=gettext_lazy("What is still to be settled? (optional)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        initial: dict[str, Any] | None = None,
        methods: Choices | None,
        kinds: Choices,
        audiences: Choices,
        colleagues: Choices,
    ) -> None:
        super().__init__(data, initial=initial)
        if methods is None:
            del self.fields["method"]
        else:
            self.fields["method"].choices = [("", _("Choose")), *methods]  # type: ignore[attr-defined]
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]
        self.fields["audiences"].choices = list(audiences)  # type: ignore[attr-defined]
        _owner(self, "lead", colleagues)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = found.get("first_on"), found.get("last_on")
        if last and not first and "first_on" not in self.errors:
            self.add_error("first_on", _("Enter the first day too"))
        elif first and last and last < first:
            self.add_error("last_on", _("The last day must not come before the first day"))
        return found

    def values(self) -> dict[str, Any]:
        """What is kept, once valid."""
        kept = {**self.cleaned_data, "lead": _who(self.cleaned_data["lead"])}
        kept.pop("method", None)
        return kept


class TaskForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What is to be done?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what is to be done")},
    )
    owner = forms.ChoiceField(label=gettext_lazy("Who sees to it?"), required=False)
    due_on = DateField(label=gettext_lazy("By which day? (optional)"), what=gettext_lazy("The day"), required=False)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, colleagues: Choices) -> None:
        super().__init__(data, initial=initial)
        _owner(self, "owner", colleagues)

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "owner": _who(self.cleaned_data["owner"])}


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it called off?"),
        help_text=gettext_lazy("It stays in the plan, with this reason."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter why it is called off")},
    )


class CheckForm(forms.Form):
    """How a check is met, or why it does not apply to this project."""

    APPLIES = (("yes", gettext_lazy("This is how")), ("no", gettext_lazy("It does not apply, because")))
    applies = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        choices=APPLIES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it applies")},
    )
    words = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("Name a person, a day or a document where you can."),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Enter how it is met, or why it does not apply")},
    )
    section = forms.ChoiceField(
        label=gettext_lazy("Which section of the plan says more? (optional)"),
        required=False,
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, sections: Choices) -> None:
        super().__init__(data, initial=initial)
        self.fields["section"].choices = [("", _("None")), *sections]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"applies": data["applies"] == "yes", "words": data["words"], "section": data["section"]}
