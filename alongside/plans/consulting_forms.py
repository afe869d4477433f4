"""Options, their standing, the parts of a consultation document, statements, confirmations and the decision."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.plans.models import ChangeOption
from alongside.plans.parts import AFTERWARDS, PARTS

Choices = Sequence[tuple[str, str]]


def _long(label: Any, hint: Any = "", **more: Any) -> forms.CharField:
    more.setdefault("required", False)
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea, max_length=5000, **more)


class OptionForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What could be done?"),
        help_text=gettext_lazy("A few plain words, like Keep both clinics and share staff."),
        max_length=160,
        error_messages={"required": gettext_lazy("Enter what could be done")},
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Where does it come from?"),
        choices=ChangeOption.Origin.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select where the option comes from")},
    )
    benefits = _long(gettext_lazy("What would be better?"))
    drawbacks = _long(gettext_lazy("What would be worse?"))
    affected = _long(gettext_lazy("Who would be affected, and how?"))
    cost = _long(gettext_lazy("What would it cost or save?"))
    travel = _long(gettext_lazy("What would it mean for travel?"))
    evidence = _long(gettext_lazy("What is this based on?"), gettext_lazy("Name the data or the document."))
    shaped_by = _long(
        gettext_lazy("What had people said before that shaped it? (optional)"),
        gettext_lazy("Name the survey, the group or the finding."),
    )
    preferred = forms.BooleanField(label=gettext_lazy("We prefer this option for now"), required=False)
    provisional = _long(gettext_lazy("If you prefer it: why is that provisional, and what could change it?"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("preferred") and not data.get("provisional"):
            self.add_error("provisional", _("Say why the preference is provisional, and what could change it"))
        return data


class StandingForm(forms.Form):
    standing = forms.ChoiceField(
        label=gettext_lazy("How does it stand?"),
        choices=ChangeOption.Standing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how the option stands")},
    )
    on = DateField(
        label=gettext_lazy("Since when?"),
        what=gettext_lazy("The day"),
        past=True,
        error_messages={"required": gettext_lazy("Enter the day")},
    )
    reason = _long(gettext_lazy("Why?"), gettext_lazy("Needed when it is discarded or chosen."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("standing") in ("discarded", "chosen") and not data.get("reason"):
            self.add_error("reason", _("Enter the reason"))
        return data


class PartsForm(forms.Form):
    """One select a part: which document of the project holds it."""

    def __init__(self, data: Any = None, *, documents: Choices, named: dict[str, str]) -> None:
        super().__init__(data, initial=named)
        choices = [("", _("No document yet")), *documents]
        for key, words in {**PARTS, **AFTERWARDS}.items():
            label = _(words)
            self.fields[key] = forms.ChoiceField(label=label[:1].upper() + label[1:], choices=choices, required=False)

    def groups(self) -> Iterable[tuple[str, list[forms.BoundField]]]:
        yield _("In the consultation document"), [self[key] for key in PARTS]
        yield _("Afterwards"), [self[key] for key in AFTERWARDS]


class StatementForm(forms.Form):
    shows = forms.ChoiceField(
        label=gettext_lazy("What do you want to say?"),
        choices=[
            ("yes", gettext_lazy("What shows it, or what was done")),
            ("no", gettext_lazy("It does not apply, and why")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what you want to say")},
    )
    words = _long(
        gettext_lazy("In words"),
        gettext_lazy("Name the document, the meeting or the day. Your name and today’s date stand beside it."),
        required=True,
        error_messages={"required": gettext_lazy("Enter what shows it, or why it does not apply")},
    )


class StepForm(forms.Form):
    """What was done on a day. ``told`` only where the other side was told of a day."""

    on = DateField(
        label=gettext_lazy("When was it done?"),
        what=gettext_lazy("The day"),
        past=True,
        error_messages={"required": gettext_lazy("Enter the day on which it was done")},
    )
    who = forms.CharField(
        label=gettext_lazy("With whom, or to whom?"),
        help_text=gettext_lazy("Like Eastvale health scrutiny committee."),
        max_length=160,
        error_messages={"required": gettext_lazy("Enter with whom, or to whom")},
    )
    told = DateField(
        label=gettext_lazy("Which day were they told of?"),
        what=gettext_lazy("The day they were told of"),
        error_messages={"required": gettext_lazy("Enter the day they were told of")},
    )
    document = forms.ChoiceField(label=gettext_lazy("Which document shows it? (optional)"), required=False)
    words = _long(gettext_lazy("In words (optional)"))

    def __init__(self, data: Any = None, *, documents: Choices, telling: bool) -> None:
        super().__init__(data)
        self.fields["document"].choices = [("", _("No document")), *documents]  # type: ignore[attr-defined]
        if not telling:
            del self.fields["told"]


class ConfirmationForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Who?"), max_length=120, error_messages={"required": gettext_lazy("Enter who read it")}
    )
    role = forms.CharField(
        label=gettext_lazy("In which role?"),
        help_text=gettext_lazy("Like Chair of the board."),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter their role")},
    )
    document = forms.ChoiceField(
        label=gettext_lazy("What did they read?"),
        error_messages={"required": gettext_lazy("Select the document they read")},
    )
    read_on = DateField(
        label=gettext_lazy("When did they confirm it?"),
        what=gettext_lazy("The day"),
        past=True,
        error_messages={"required": gettext_lazy("Enter the day")},
    )

    def __init__(self, data: Any = None, *, documents: Choices) -> None:
        super().__init__(data)
        self.fields["document"].choices = [("", _("Choose a document")), *documents]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    body = forms.CharField(
        label=gettext_lazy("Who decided?"),
        max_length=160,
        error_messages={"required": gettext_lazy("Enter who decided")},
    )
    decided_on = DateField(
        label=gettext_lazy("When?"),
        what=gettext_lazy("The day of the decision"),
        past=True,
        error_messages={"required": gettext_lazy("Enter the day of the decision")},
    )
    decided = _long(
        gettext_lazy("What was decided?"),
        required=True,
        error_messages={"required": gettext_lazy("Enter what was decided")},
    )
    reasons = _long(
        gettext_lazy("Why?"),
        gettext_lazy("Say what people’s answers changed, and what they did not, with the reason."),
        required=True,
        error_messages={"required": gettext_lazy("Enter the reasons")},
    )
    minute = forms.ChoiceField(label=gettext_lazy("Which document holds the minute?"), required=False)
    going_ahead = _long(gettext_lazy("Evidence is missing. Why do you record the decision all the same?"))

    def __init__(self, data: Any = None, *, documents: Choices, gaps: int, closed_on: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.closed_on = closed_on
        self.fields["minute"].choices = [("", _("No document yet")), *documents]  # type: ignore[attr-defined]
        if not gaps:
            del self.fields["going_ahead"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "going_ahead" in self.fields and not data.get("going_ahead"):
            self.add_error("going_ahead", _("Enter the reason. It stays visible, with your name"))
        if data.get("decided_on") and self.closed_on and data["decided_on"] < self.closed_on:
            self.add_error("decided_on", _("The decision must come after the closing date"))
        return data
