"""Writing what an organisation asks of itself, and setting its own times and rates."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.knowledge.entries import knowledge
from alongside.knowledge.facts import facts
from alongside.knowledge.lead_times import LeadTime
from alongside.knowledge.rates import Rate
from alongside.knowledge.timings import AT_MOST, Timing
from alongside.library.duties import by_question
from alongside.library.forms import CommentForm, _Reason
from alongside.library.presenters import CONFIDENCE
from alongside.library.presenters_own import Thing, amount, answers_to, hardness

ANSWERS = 5
MOST = {"days": 366, "working days": 250, "weeks": 104, "months": 36}
MOST_DAYS_OF_A_FORMAT = 90


class DutyCommentForm(CommentForm):
    """What an organisation says about a duty that comes with Alongside. Law is not hidden."""

    hidden = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        data = forms.Form.clean(self) or {}
        if not data.get("note") and not self.initial.get("note"):
            self.add_error("note", _("Enter what colleagues should know"))
        return data

    def values(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"]}


class DutyForm(_Reason):
    """What an organisation asks of itself: where that stands, since when, and when it applies."""

    title = forms.CharField(
        label=gettext_lazy("What do you ask, in a few words?"),
        help_text=gettext_lazy("Like: The patient forum sees changes of opening hours first."),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter what you ask")},
    )
    requires = forms.CharField(
        label=gettext_lazy("What has to be done?"),
        widget=forms.Textarea,
        max_length=1500,
        error_messages={"required": gettext_lazy("Enter what has to be done")},
    )
    source = forms.CharField(
        label=gettext_lazy("Where does it stand?"),
        help_text=gettext_lazy("The document and its date, or the minute in which it was agreed."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter where it stands")},
    )
    link = forms.URLField(
        label=gettext_lazy("Link to it (optional)"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Enter a link that begins with https://")},
    )
    seen = DateField(
        label=gettext_lazy("When did you last look at it?"),
        what=gettext_lazy("The day you looked at it"),
        past=True,
        error_messages={"required": gettext_lazy("Enter the day you looked at it")},
    )
    hardness = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("Law comes with Alongside. What you ask of yourselves is never shown as law."),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what it is")},
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure are you that it says this?"),
        choices=list(CONFIDENCE.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how sure you are")},
    )
    join = forms.ChoiceField(
        label=gettext_lazy("When does it apply?"),
        choices=[
            ("always", gettext_lazy("Always")),
            ("all", gettext_lazy("When all of the answers below are given about a project")),
            ("any", gettext_lazy("When any of the answers below is given about a project")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select when it applies")},
    )
    valid_from = DateField(
        label=gettext_lazy("First day (optional)"), what=gettext_lazy("The first day"), required=False
    )
    valid_to = DateField(label=gettext_lazy("Last day (optional)"), what=gettext_lazy("The last day"), required=False)
    review_by = DateField(
        label=gettext_lazy("Look again by"),
        what=gettext_lazy("The day to look again"),
        error_messages={"required": gettext_lazy("Enter the day to look again")},
    )

    def __init__(self, data: Any = None, *, held: dict[str, Any]) -> None:
        initial = {**held, **{f"answer_{at}": each for at, each in enumerate(held.get("answers", ()), 1)}}
        for name in ("valid_from", "valid_to", "review_by"):
            initial[name] = date.fromisoformat(held[name]) if held.get(name) else None
        initial["seen"] = date.fromisoformat(f"{held['seen']}-01") if held else None
        super().__init__(data, initial=initial)
        self.fields["hardness"].choices = list(hardness().items())  # type: ignore[attr-defined]
        asked = [
            (_(fact.words), [(f"{key}={value}", words) for value, words in answers_to(key)])
            for key, fact in facts().items()
            if fact.kind in ("yes_no", "choice", "list")
        ]
        for at in range(1, ANSWERS + 1):
            label = _("Answer %(number)s (optional)") % {"number": at}
            self.fields[f"answer_{at}"] = forms.ChoiceField(label=label, choices=[("", "–"), *asked], required=False)
        self.fields["evidence"] = forms.MultipleChoiceField(
            label=_("What would show it? (optional)"),
            choices=[
                (each.id, _(each.words)[:1].upper() + _(each.words)[1:]) for each in knowledge().evidence.values()
            ],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        if held:
            self.fields["hidden"] = forms.BooleanField(label=_("Do not ask it any more"), required=False)
        self.order_fields(
            [
                *("title", "requires", "source", "link", "seen", "hardness", "confidence", "join"),
                *(f"answer_{at}" for at in range(1, ANSWERS + 1)),
                *("evidence", "valid_from", "valid_to", "review_by", "hidden", "reason"),
            ]
        )

    @property
    def answers(self) -> list[forms.BoundField]:
        return [self[f"answer_{at}"] for at in range(1, ANSWERS + 1)]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self._chosen(found)
        if found.get("join") in ("all", "any") and not chosen:
            self.add_error("answer_1", _("Select at least one answer, or that it always applies"))
        for key, values in by_question(chosen).items():
            if facts()[key].kind == "yes_no" and len(values) > 1:
                words = _("Select yes or no, not both: %(question)s") % {"question": _(facts()[key].words)}
                self.add_error("answer_1", words)
        first, last = found.get("valid_from"), found.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day must not be before the first day"))
        return found

    @staticmethod
    def _chosen(found: dict[str, Any]) -> list[str]:
        every = (found.get(f"answer_{at}") for at in range(1, ANSWERS + 1))
        return list(dict.fromkeys(each for each in every if each))

    def values(self) -> dict[str, Any]:
        """What is kept, once valid."""
        found = self.cleaned_data
        kept = {name: found[name] for name in ("title", "requires", "source", "link", "hardness", "confidence", "join")}
        kept |= {
            name: found[name].isoformat() if found[name] else "" for name in ("valid_from", "valid_to", "review_by")
        }
        kept["seen"] = f"{found['seen']:%Y-%m}"
        kept["answers"] = [] if found["join"] == "always" else self._chosen(found)
        kept["evidence"] = list(found["evidence"])
        return {"details": kept, "hidden": found.get("hidden", False)}


class ValueForm(_Reason):
    """One's own value for a time or a rate, or, where ``back`` is set, going back to what comes with Alongside."""

    source = forms.CharField(
        label=gettext_lazy("Where does it stand?"),
        help_text=gettext_lazy("Your policy and its date, or the minute in which it was agreed."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter where it stands")},
    )
    since = DateField(
        label=gettext_lazy("From which day does it count?"),
        what=gettext_lazy("The day"),
        error_messages={"required": gettext_lazy("Enter the day from which it counts")},
    )

    def __init__(self, data: Any = None, *, shipped: Thing, today: date, back: bool = False) -> None:
        # Both forms stand on one page.
        super().__init__(data, initial={"since": today}, auto_id="back-%s" if back else "id_%s")
        self.shipped, self.today = shipped, today
        self.fields["value"] = _value_field(shipped)
        if back:
            del self.fields["value"], self.fields["source"]
        if isinstance(shipped, LeadTime):  # promises that were made keep their day
            del self.fields["since"]
        self.order_fields(["value", "since", "source", "reason"])

    def clean_value(self) -> str:
        value = self.cleaned_data["value"]
        shipped = self.shipped
        if isinstance(shipped, Timing) and shipped.hardness == "LAW" and shipped.weaker(value):
            words = _("The law asks %(time)s. Enter %(number)s or less") if shipped.id in AT_MOST else _("The law asks %(time)s. Enter %(number)s or more")  # fmt: skip
            raise forms.ValidationError(words % {"time": amount(shipped), "number": shipped.value})
        return f"{value:.2f}" if isinstance(shipped, Rate) else str(value)

    def values(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {
            "value": found.get("value", ""),
            "source": found.get("source", ""),
            "since": found.get("since", self.today),
        }


def _value_field(shipped: Thing) -> forms.Field:
    if isinstance(shipped, Rate):
        return forms.DecimalField(
            label=_("Your rate, in pounds"),
            min_value=Decimal("0.01"),
            max_digits=7,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={
                name: _("Enter an amount in pounds, like 27.50")
                for name in ("required", "invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits")
            },
        )
    unit = shipped.unit if isinstance(shipped, Timing) else "working days"
    most = MOST[unit] if isinstance(shipped, Timing) else MOST_DAYS_OF_A_FORMAT
    labels = {
        "days": _("How many days?"),
        "working days": _("How many working days?"),
        "weeks": _("How many weeks?"),
        "months": _("How many months?"),
    }
    words = _("Enter a whole number from 1 to %(most)s") % {"most": most}
    return forms.IntegerField(
        label=labels[unit],
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
    )
