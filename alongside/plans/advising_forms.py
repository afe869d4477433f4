"""Asking for advice, giving a request to somebody, and answering it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.plans.models_advice import AdviceRequest


class AskForm(forms.Form):
    about = forms.CharField(
        label=gettext_lazy("What are you planning, and what do you want to know?"),
        help_text=gettext_lazy("A few sentences are enough. What is decided already, and when is the decision?"),
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": gettext_lazy("Enter what you are planning, and what you want to know")},
    )
    size = forms.ChoiceField(
        label=gettext_lazy("How large is it?"),
        choices=AdviceRequest.Size.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how large it is")},
    )
    needed_by = DateField(
        label=gettext_lazy("By when do you need an answer? (optional)"), what=gettext_lazy("The day"), required=False
    )


class GiveForm(forms.Form):
    lead = forms.ChoiceField(
        label=gettext_lazy("Who answers it?"), error_messages={"required": gettext_lazy("Select who answers it")}
    )

    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]], initial: Any = None) -> None:
        super().__init__(data, initial={"lead": initial} if initial else None)
        self.fields["lead"].choices = [("", _("Choose somebody")), *people]  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Your advice"),
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": gettext_lazy("Enter your advice")},
    )
