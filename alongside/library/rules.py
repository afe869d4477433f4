"""What an organisation's library holds: what comes with Alongside, with the organisation's changes in sight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.core.dates import local
from alongside.knowledge.catalogue import catalogue
from alongside.knowledge.entries import Source
from alongside.knowledge.methods import Method
from alongside.knowledge.mixing import Shelf
from alongside.knowledge.practice import Span, holding
from alongside.knowledge.templates import TemplateForm, templates
from alongside.library.models import OwnEntry

LISTS = ("ways", "levels", "purposes", "audiences", "strengths", "weaknesses", "access", "leaves_out")
SPANS = ("group", "people", "weeks")


@dataclass(frozen=True)
class Shown:
    """An entry as an organisation has it. ``change`` is its newest change; ``replaced_by`` its own that stands for it."""

    kind: str
    entry: Any
    change: OwnEntry | None = None
    replaced_by: Method | None = None

    @property
    def hidden(self) -> bool:
        """It is not offered any more, and can still be looked at."""
        return self.replaced_by is not None or (self.change is not None and self.change.hidden)


def shelf_of(kind: str, changes: Iterable[OwnEntry], on: date) -> list[Shown]:
    """Every entry of one kind: the organisation's own first, then what comes with Alongside, in its order."""
    now = {each.key: each for each in changes if each.kind == kind}
    own = {key: own_method(each) for key, each in now.items() if each.is_own}
    stands = {each.replaces: own[key] for key, each in now.items() if each.is_own and each.replaces and not each.hidden}
    mine = [Shown(kind, entry, now[key]) for key, entry in sorted(own.items(), key=lambda each: each[1].name)]
    shipped = holding(catalogue()[kind].values(), on)
    return [*mine, *(Shown(kind, each, now.get(each.key), stands.get(each.key)) for each in shipped)]


def to_choose_from(changes: Iterable[OwnEntry], on: date) -> Shelf:
    """What an organisation's projects are recommended from: what it has not hidden."""
    rows = list(changes)

    def kept(kind: str) -> tuple[Any, ...]:
        return tuple(each.entry for each in shelf_of(kind, rows, on) if not each.hidden)

    # To hide advice about working with people takes it from the list, and never from a plan that needs it.
    audiences = tuple(each.entry for each in shelf_of("audience", rows, on))
    return Shelf(kept("method"), kept("channel"), audiences)


def own_method(row: OwnEntry) -> Method:
    """An organisation's method in the shape of the others. Its source is the organisation."""
    held: Mapping[str, Any] = row.details
    shape: dict[str, Any] = {name: tuple(held[name]) for name in LISTS}
    shape |= {name: Span(*held[name]) for name in SPANS}
    day = local(row.at).date()
    return Method(
        id=f"OWN-{str(row.key).removeprefix('own-')}",
        key=row.key,
        name=held["name"],
        what=held["what"],
        tells=held["tells"],
        cost=held["cost"],
        staff=held["staff"],
        beside=(),
        source=Source(row.organisation.name, f"{day:%Y-%m}", "K", "M"),
        valid_from=None,
        valid_to=None,
        replaced_by=None,
        review_by=day.replace(year=day.year + 1, day=min(day.day, 28)),
        **shape,
    )


def forms_of() -> dict[str, TemplateForm]:
    """Every set of questions of a template form, with the template it belongs to."""
    return {form.set: each for each in templates().values() for form in each.forms if form.set}
