"""Putting something before a group, members' remarks, interests and verdicts, the group's verdict and its conditions."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.groups.models import Group, Member
from alongside.plans.models_assurance import Submission


def _words(label: Any, missing: Any, hint: Any = "", limit: int = 5000) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea, max_length=limit, error_messages={"required": missing}
    )


class SubmitForm(forms.Form):
    group = forms.ModelChoiceField(
        label=gettext_lazy("Which group?"),
        queryset=Group.objects.none(),
        empty_label=gettext_lazy("Choose a group"),
        error_messages={"required": gettext_lazy("Select the group")},
    )
    stage = forms.ChoiceField(
        label=gettext_lazy("What do they read?"),
        choices=Submission.Stage.choices,
        widget=forms.RadioSelect,
        initial="plan",
        error_messages={"required": gettext_lazy("Select what they read")},
    )
    ask = forms.ChoiceField(
        label=gettext_lazy("What do you ask of them?"),
        choices=Submission.Ask.choices,
        widget=forms.RadioSelect,
        initial="assure",
        error_messages={"required": gettext_lazy("Select what you ask")},
    )
    meeting_on = DateField(
        label=gettext_lazy("At which meeting? (optional)"), what=gettext_lazy("The day of the meeting"), required=False
    )
    summary = _words(
        gettext_lazy("One page that says it all"),
        gettext_lazy("Enter a summary"),
        gettext_lazy("What is planned, what you are not sure of, and what you want the group to look at."),
    )

    def __init__(self, data: Any = None, *, groups: Any) -> None:
        super().__init__(data)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    text = _words(gettext_lazy("Your comment"), gettext_lazy("Enter your comment"))


class InterestForm(forms.Form):
    interest = _words(
        gettext_lazy("What is your interest?"),
        gettext_lazy("Enter what your interest is"),
        gettext_lazy("For example: a relative works for the service. You can still comment, but give no verdict."),
    )


class VerdictForm(forms.Form):
    """A member's own verdict."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what you say")},
    )
    reasons = forms.CharField(
        label=gettext_lazy("Your reasons, and your conditions if you have any"),
        widget=forms.Textarea,
        max_length=5000,
        required=False,
    )

    def __init__(self, data: Any = None, *, verdicts: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["verdict"].choices = verdicts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("verdict") in ("conditions", "not-yet") and not data.get("reasons"):
            self.add_error("reasons", _("Enter your conditions, or what is missing"))
        if data.get("verdict") == Submission.Verdict.CONSIDERED and not data.get("reasons"):
            self.add_error("reasons", _("Enter what was considered, and what follows from it"))
        return data


CONDITIONS = 3


class ConcludeForm(VerdictForm):
    """The group's verdict, with up to three conditions; each needs an owner and a day."""

    def __init__(self, data: Any = None, *, verdicts: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data, verdicts=verdicts)
        self.fields["verdict"].label = _("What does the group say?")
        self.fields["reasons"].label = _("The group’s reasons")
        for place in range(1, CONDITIONS + 1):
            self.fields[f"words_{place}"] = forms.CharField(
                label=_("Condition %(number)s (optional)") % {"number": place}, required=False, max_length=500
            )
            self.fields[f"owner_{place}"] = forms.CharField(label=_("Who meets it?"), required=False, max_length=120)
            self.fields[f"due_{place}"] = DateField(label=_("By when?"), what=_("The day"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for place in range(1, CONDITIONS + 1):
            if not data.get(f"words_{place}"):
                continue
            if not data.get(f"owner_{place}"):
                self.add_error(f"owner_{place}", _("Enter who meets the condition"))
            if not data.get(f"due_{place}") and f"due_{place}" not in self.errors:
                self.add_error(f"due_{place}", _("Enter the day by which it is met"))
        if data.get("verdict") == "conditions" and not any(data.get(f"words_{each}") for each in (1, 2, 3)):
            self.add_error("words_1", _("Enter at least one condition"))
        return data

    def conditions(self) -> Iterable[dict[str, Any]]:
        data = self.cleaned_data
        for place in range(1, CONDITIONS + 1):
            if data[f"words_{place}"]:
                yield {
                    "words": data[f"words_{place}"],
                    "owner": data[f"owner_{place}"],
                    "due_on": data[f"due_{place}"],
                }


class SentForm(forms.Form):
    words = _words(
        gettext_lazy("What was sent, and how?"),
        gettext_lazy("Enter what was sent, and how"),
        gettext_lazy("For example: the Easy Read copy, by post on Monday."),
        500,
    )


class OwnerForm(forms.Form):
    """Who sees to a format that was promised."""

    owner = forms.ChoiceField(
        label=gettext_lazy("Who sees to it?"), error_messages={"required": gettext_lazy("Select who sees to it")}
    )

    def __init__(self, data: Any = None, *, colleagues: Sequence[tuple[str, str]], held: str) -> None:
        super().__init__(data, initial={"owner": held})
        self.fields["owner"].choices = colleagues  # type: ignore[attr-defined]


class FormatForm(forms.Form):
    """A member asks for another format of what they read."""

    format = forms.ChoiceField(
        label=gettext_lazy("In which format?"),
        choices=[each for each in Member.Format.choices if each[0] != Member.Format.WEB],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the format")},
    )
    always = forms.BooleanField(
        label=gettext_lazy("Send me papers of this group like that from now on"), required=False
    )


class MetForm(forms.Form):
    proof = _words(gettext_lazy("What shows that it is met?"), gettext_lazy("Enter what shows that it is met"))


class ExemptForm(forms.Form):
    reason = _words(
        gettext_lazy("Why need it not go before a group?"),
        gettext_lazy("Enter the reason"),
        gettext_lazy("For small projects. Your name and the reason stay visible."),
        2000,
    )
