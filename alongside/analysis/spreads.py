"""Answers that are numbers or dates: bands, and where the middle lies. Pure; says nothing that is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.analysis.counting import Counted
from alongside.analysis.reporting.figures import MOST_BARS, Bar, Figure, in_short, share_sentence
from alongside.analysis.shares import people, share
from alongside.questionnaires.lineage import Line
from alongside.questionnaires.types import Kind


def spread(made: Figure, line: Line, counted: Counted, measure: str) -> Figure:
    """Numbers in bands, dates in days, weeks, months or years."""
    if line.kind is Kind.NUMBER:
        whole = counted.summary.get("whole", False)
        bands = counted.summary.get("bands", [])
        labels = [
            (_band(low, high, whole, last=place == len(bands) - 1), n) for place, (low, high, n) in enumerate(bands)
        ]
    else:
        unit = counted.summary.get("unit", "day")
        labels = [(_period(start, unit), n) for start, n in counted.summary.get("periods", [])]
    shares = [share(n, counted.answered) for _label, n in labels]
    bars = tuple(Bar(label, *each) for (label, _n), each in zip(labels, shares, strict=True))[:MOST_BARS]
    answer = _("Answer (%(unit)s)") % {"unit": measure} if measure else _("Answer")
    return replace(
        made,
        columns=(answer, _("People"), _("Per cent")),
        rows=tuple((label, people(n), each[1]) for (label, n), each in zip(labels, shares, strict=True)),
        total=(_("Answered"), people(counted.answered), "") if labels else None,
        bars=bars if any(bar.percent is not None for bar in bars) else (),
    )


def _band(low: float, high: float | None, whole: bool, *, last: bool) -> str:
    if high is None:
        return _("%(low)s or more") % {"low": f"{low:,g}"}
    if whole:
        top = int(high) - (0 if last and high == low else 1)
        return (
            f"{int(low):,}" if top <= low else _("%(low)s to %(high)s") % {"low": f"{int(low):,}", "high": f"{top:,}"}
        )
    return _("%(low)s to under %(high)s") % {"low": f"{low:,g}", "high": f"{high:,g}"}


def _period(start: str, unit: str) -> str:
    day = date.fromisoformat(start)
    if unit == "year":
        return str(day.year)
    if unit == "month":
        return date_format(day, "F Y")
    words = date_format(day, "j F Y")
    return _("Week of %(day)s") % {"day": words} if unit == "week" else words


def middle(counted: Counted, unit: str) -> str:
    """Where the middle of the numbers lies, with its unit; nothing where that may not be told."""
    if "quartiles" not in counted.summary:
        return _by_bands(counted, unit)
    low, half_way, high = (in_short(each) for each in counted.summary["quartiles"])
    half = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    return _("The middle answer was %(middle)s. Half of the people who answered said %(half)s (%(count)s people)") % {
        "middle": _measured(half_way, unit),
        "half": _measured(half, unit),
        "count": people(counted.answered),
    }


def _measured(words: str, unit: str) -> str:
    return f"£{words}" if unit == "£" else f"{words} {unit}".strip()


def _by_bands(counted: Counted, unit: str) -> str:
    """Where the middle answer itself may not be told: the band it lies in, and the bands of the middle half. Nothing
    but numbers that are shown."""
    bands = counted.summary.get("bands", [])
    whole = counted.summary.get("whole", False)
    quarters = _quarters([n for _low, _high, n in bands], counted.answered or 0)
    if quarters is None:
        return _largest_band(bands, counted.answered or 0, unit, whole=whole)
    first, middle, last = quarters
    people_there = sum(n for _low, _high, n in bands[first : last + 1])
    words = _measured(_band(bands[first][0], bands[last][1], whole, last=last == len(bands) - 1), unit)
    share_there = share_sentence(min(people_there, counted.answered or 0), counted.answered or 0, words)
    if first == last:
        return share_there
    low, high, _n = bands[middle]
    return _("The middle answer was %(middle)s. %(share)s") % {
        "middle": _measured(_band(low, high, whole, last=middle == len(bands) - 1), unit),
        "share": share_there,
    }


def _quarters(counts: list[int | None], base: int) -> tuple[int, int, int] | None:
    """The places of the bands where a quarter, half and three quarters of people are reached, if no number before is
    hidden."""
    found: list[int] = []
    reached = 0
    for place, n in enumerate(counts):
        if n is None:
            return None
        reached += n
        while len(found) < 3 and reached >= base * (len(found) + 1) / 4 > 0:
            found.append(place)
        if len(found) == 3:
            return found[0], found[1], found[2]
    return None


def _largest_band(bands: list[list[Any]], answered: int, unit: str, *, whole: bool) -> str:
    shown = [(n, place) for place, (_low, _high, n) in enumerate(bands) if n]
    if not shown or not answered:
        return ""
    most, place = max(shown)
    low, high, _n = bands[place]
    words = _measured(_band(low, high, whole, last=place == len(bands) - 1), unit)
    return share_sentence(min(most, answered), answered, words)
