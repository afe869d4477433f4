"""The budget from planned activities: activities × people × rates. A price that nobody published is left to be entered."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.knowledge.rates import Rate
from alongside.plans.doing import ChangedMeanwhile
from alongside.plans.kinds import TOGETHER
from alongside.plans.means_forms import NUMBER, POUNDS, WHOLE
from alongside.plans.models_doing import PlannedActivity
from alongside.plans.models_means import BudgetLine
from alongside.record.actions import note

Category = BudgetLine.Category
FOR_EACH = (Category.PAYMENTS, Category.EXPENSES, Category.REFRESHMENTS)
"""Costs that grow with how many people there are; the others with how many times."""
IN_PERSON = "in-person"


@dataclass(frozen=True)
class Suggestion:
    """A cost that an activity would have. ``key`` names its fields in the form."""

    activity: PlannedActivity
    category: Category
    people: int
    times: int

    @property
    def key(self) -> str:
        return f"{self.activity.pk.hex}_{self.category.value}"

    @property
    def wanted(self) -> bool:
        """Ticked to begin with: payment, where people decide or act with us."""
        return self.category is Category.PAYMENTS and self.activity.kind in TOGETHER


def suggestions(
    activities: Iterable[PlannedActivity], there: Collection[tuple[UUID, str]], ways: Mapping[str, Sequence[str]]
) -> Iterator[Suggestion]:
    """For each activity what it would cost, without what is in the budget already: ``there`` as (activity, category);
    ``ways`` by method. Pure."""
    for each in activities:
        meets = IN_PERSON in ways.get(each.method, ())
        wanted = [Category.PAYMENTS, *((Category.EXPENSES,) if meets else ()), Category.ACCESS]
        wanted += [Category.REFRESHMENTS, Category.VENUES] if meets else []
        for category in wanted:
            people = each.people if category in FOR_EACH else 1
            if people and (each.pk, category.value) not in there:
                yield Suggestion(each, category, people, each.times)


class FillForm(forms.Form):
    """Four fields a suggestion, and one rate for all. It does not save."""

    rate = forms.ChoiceField(required=False)

    def __init__(self, data: Any = None, *, offered: Sequence[Suggestion], rates: Sequence[Rate]) -> None:
        super().__init__(data)
        self.offered = offered
        self.rates = {each.id: each for each in rates}
        rate = self.fields["rate"]
        rate.label = _("Which rate for people’s time?")
        rate.help_text = _("It is used for payments where you enter no amount. No national rate binds you.")
        named = [(each.id, f"£{each.amount}, {_(each.title)} ({_(each.scheme)})") for each in rates]
        rate.choices = [("", _("None: I enter the amounts")), *named]  # type: ignore[attr-defined]
        for each in offered:
            self._add(each)

    def _add(self, each: Suggestion) -> None:
        what = f"{each.activity.title}: {each.category.label}"
        self.fields[f"add_{each.key}"] = forms.BooleanField(label=what, required=False, initial=each.wanted)
        people = _("How many people") if each.category in FOR_EACH else _("How many")
        for name, label, initial in (("people", people, each.people), ("times", _("How many times"), each.times)):
            errors = {"required": _("Enter how many"), **WHOLE}
            self.fields[f"{name}_{each.key}"] = forms.IntegerField(
                label=label, initial=initial, error_messages=errors, **NUMBER
            )
        self.fields[f"each_{each.key}"] = forms.DecimalField(label=_("Pounds each time"), required=False, **POUNDS)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for each in self.offered:
            names = [f"{name}_{each.key}" for name in ("people", "times", "each")]
            if not found.get(f"add_{each.key}"):
                for name in names:  # what is not ticked may be wrong
                    self.errors.pop(name, None)
                continue
            priced = found.get(f"each_{each.key}") is not None or f"each_{each.key}" in self.errors
            if not priced and not (each.category is Category.PAYMENTS and found.get("rate")):
                self.add_error(f"each_{each.key}", _("Enter an amount in pounds, like 27.50"))
        return found

    def lines(self) -> list[tuple[Suggestion, dict[str, Any]]]:
        """What was ticked, once valid, as the budget keeps it."""
        data, chosen = self.cleaned_data, []
        for each in self.offered:
            if not data.get(f"add_{each.key}"):
                continue
            amount: Decimal | None = data[f"each_{each.key}"]
            rate = data["rate"] if amount is None else ""
            values = {
                "what": f"{each.activity.title}: {each.category.label}"[:160],
                "people": data[f"people_{each.key}"],
                "times": data[f"times_{each.key}"],
                "each": self.rates[rate].amount if amount is None else amount,
                "rate": rate,
                "had_people": each.activity.people,
                "had_times": each.activity.times,
            }
            chosen.append((each, values))
        return chosen


@transaction.atomic
def fill_in(
    *, scope: UUID, lines: Iterable[tuple[Suggestion, Mapping[str, Any]]], by: UUID, at: datetime
) -> list[BudgetLine]:
    """Add what was ticked. What an activity has in the budget already is left as it is: filling in twice is once."""
    made = []
    for each, values in lines:
        line, new = BudgetLine.objects.get_or_create(
            activity=each.activity,
            category=each.category,
            defaults={"scope": scope, "by": by, "at": at, **values},
        )
        if new:
            made.append(line)
    if made:
        note(scope=scope, by=by, verb="plan.budget-filled", subject=f"scope:{scope}", detail={"lines": len(made)})
    return made


@dataclass(frozen=True)
class Drift:
    """The activity behind a cost is not as it was: ``people`` and ``times`` as the cost would be now, or called off.
    ``grows`` with how many people there are."""

    people: int
    times: int
    grows: bool = False
    off: bool = False


def drift(line: BudgetLine) -> Drift | None:
    """Pure, for a line fetched with its activity."""
    activity = line.activity
    if activity is None:
        return None
    if activity.cancelled_at is not None:
        return Drift(line.people, line.times, off=True)
    grows = line.category in FOR_EACH
    same_people = not grows or activity.people in (None, line.had_people)
    if same_people and activity.times == line.had_times:
        return None
    people = line.people if same_people else activity.people or line.people
    return Drift(people, line.times if activity.times == line.had_times else activity.times, grows)


@transaction.atomic
def bring_up_to_date(*, line: BudgetLine, seen: tuple[int, int], by: UUID) -> None:
    """Take over the activity's people and times, as they were shown. Raises ChangedMeanwhile when they are others now."""
    held = BudgetLine.objects.select_for_update(of=("self",)).select_related("activity").get(pk=line.pk)
    now = drift(held)
    if now is None or now.off:
        return
    if (now.people, now.times) != seen or held.activity is None:
        raise ChangedMeanwhile
    held.people, held.times = now.people, now.times
    held.had_people, held.had_times = held.activity.people, held.activity.times
    held.save(update_fields=["people", "times", "had_people", "had_times"])
    note(scope=held.scope, by=by, verb="plan.budget-brought-up-to-date", subject=f"budget:{held.pk}")
