"""An organisation's own times and rates in place of those that come with Alongside: since a day, with a reason.

Each act says what counts from a day on; the newest whose day has come counts. Going back is an act too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from alongside.knowledge.lead_times import LeadTime, lead_times
from alongside.knowledge.rates import Rate, rates, rates_on
from alongside.knowledge.timings import USED, Timing, timings
from alongside.library.duties import rows
from alongside.library.models import OwnEntry
from alongside.organisations.lead_times import promised
from alongside.organisations.models import Organisation

Kind = OwnEntry.Kind


class AgainstLaw(Exception):
    """A value under what the law asks. ``shipped`` is what it asks."""

    def __init__(self, shipped: Timing) -> None:
        super().__init__(f"{shipped.title}: the law asks {shipped.words}.")
        self.shipped = shipped


@dataclass(frozen=True)
class Lengths:
    """What timetables and checks of an organisation's projects measure by."""

    timings: Mapping[str, Timing]
    lead_times: Mapping[str, LeadTime]


def lengths(organisation: Organisation, on: date) -> Lengths:
    counting = _counting(organisation, Kind.TIMING, on)
    own = {key: _timing(each) for key, each in counting.items() if key in USED}
    days = {key: replace(each.default, days=each.days) for key, each in promised(organisation).items()}
    return Lengths({**timings(), **own}, days)


def rates_of(organisation: Organisation, on: date) -> list[Rate]:
    """The published rates that hold on that day, with the organisation's own amounts in their place."""
    own = _counting(organisation, Kind.RATE, on)
    return [_rate(each, own[each.id]) if each.id in own else each for each in rates_on(on)]


def check(kind: str, key: str, value: str) -> None:
    """Raises AgainstLaw for a time under what the law asks, and KeyError for a time or a rate that there is not."""
    known: Mapping[str, object] = offered()[kind]
    shipped = known[key]
    if isinstance(shipped, Timing) and shipped.hardness == "LAW" and shipped.weaker(int(value)):
        raise AgainstLaw(shipped)


def offered() -> dict[str, Mapping[str, Timing | LeadTime | Rate]]:
    """{kind: {key: what comes with Alongside}}: all that an organisation can set its own for."""
    return {
        Kind.TIMING: {key: timings()[key] for key in USED},
        Kind.LEAD_TIME: dict(lead_times()),
        Kind.RATE: {each.id: each for each in rates()},
    }


def _counting(organisation: Organisation, kind: str, on: date) -> dict[str, OwnEntry]:
    """{key: the act that counts on that day}, where that is a value and not a going back."""
    found: dict[str, OwnEntry] = {}
    for each in rows(organisation):
        if each.kind == kind and each.details["since"] <= on.isoformat():
            found.setdefault(each.key, each)
    return {key: each for key, each in found.items() if each.details["value"]}


def _timing(row: OwnEntry) -> Timing:
    shipped, since = timings()[row.key], date.fromisoformat(row.details["since"])
    return replace(shipped, value=int(row.details["value"]), source=row.details["source"], since=since, shipped=shipped)


def _rate(shipped: Rate, row: OwnEntry) -> Rate:
    since = date.fromisoformat(row.details["since"])
    return replace(shipped, amount=Decimal(row.details["value"]), valid_from=since, shipped=shipped)
