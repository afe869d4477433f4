"""How many answers came when: a column for each day, or for each week of a long survey. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.analysis.reporting.bars import PHONE
from alongside.core.dates import day_and_month
from alongside.design.words import number

BAR, INK = "#4f86bd", "#212b32"
MOST_DAYS = 63
"""More days than these are shown as weeks."""
HIGH = 96  # units: the tallest column
BELOW, ABOVE = 22, 20  # units for the dates below, and the number above the tallest


@dataclass(frozen=True)
class Days:
    """``columns`` are (first day, answers) without gaps, of days or of weeks; ``rows`` are the table, newest first."""

    told: str
    columns: tuple[tuple[date, int], ...]
    by_week: bool

    @property
    def title(self) -> str:
        return _("Answers by week") if self.by_week else _("Answers by day")

    @property
    def rows(self) -> list[tuple[str, str]]:
        return [
            (_("Week from %(day)s") % {"day": day_and_month(day)} if self.by_week else day_and_month(day), number(n))
            for day, n in reversed(self.columns)
        ]

    def chart(self, width: int) -> SafeString:
        """As an SVG element: the tallest column with its number, the first and the last day below."""
        most = max(n for _day, n in self.columns)
        wide = min(width / len(self.columns), 40)
        base = ABOVE + HIGH
        body = []
        for at, (_day, n) in enumerate(self.columns):
            tall = HIGH * n / most
            body.append(
                f'<rect x="{at * wide + wide * 0.1:.1f}" y="{base - tall:.1f}" width="{wide * 0.8:.1f}" '
                f'height="{tall:.1f}" fill="{BAR}"/>'
            )
        right = wide * len(self.columns)
        tallest = next(at for at, (_day, n) in enumerate(self.columns) if n == most)
        middle = min(max((tallest + 0.5) * wide, 16), max(right, 32) - 16)
        body.append(f'<line x1="0" y1="{base}" x2="{right:.1f}" y2="{base}" stroke="{INK}"/>')
        body.append(_text(middle, ABOVE - 6, number(most), "middle"))
        body.append(_text(0, base + BELOW - 4, day_and_month(self.columns[0][0]), "start"))
        if len(self.columns) > 1 and right > 200:
            body.append(_text(right, base + BELOW - 4, day_and_month(self.columns[-1][0]), "end"))
        name = f"days-{'phone' if width <= PHONE else 'desk'}"
        high = base + BELOW
        return mark_safe(  # noqa: S308 (every text in it is escaped)
            f'<svg role="img" aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {width} {high}" width="{width}" '
            f'height="{high}" xmlns="http://www.w3.org/2000/svg"><title id="{name}-title">{escape(self.title)}</title>'
            f'<desc id="{name}-desc">{escape(self.told)}</desc>{"".join(body)}</svg>'
        )


def by_day(counts: Mapping[str, int]) -> Days | None:
    """``counts`` is {ISO date: answers}; None where nobody came. From the first day with an answer to the last."""
    came = {date.fromisoformat(day): n for day, n in counts.items()}
    if not came:
        return None
    first, last = min(came), max(came)
    by_week = (last - first).days >= MOST_DAYS
    step = 7 if by_week else 1
    columns = Counter({first + timedelta(days=at): 0 for at in range(0, (last - first).days + 1, step)})
    for day, n in came.items():
        columns[first + timedelta(days=(day - first).days // step * step)] += n
    return Days(_told(came, last), tuple(sorted(columns.items())), by_week)


def _told(came: Mapping[date, int], last: date) -> str:
    busiest = max(came, key=lambda day: (came[day], -day.toordinal()))
    week = sum(n for day, n in came.items() if day > last - timedelta(days=7))
    most = ngettext("Most on %(day)s: %(shown)s answer.", "Most on %(day)s: %(shown)s answers.", came[busiest])
    recent = _("%(shown)s in the 7 days to %(day)s.")
    return " ".join(
        words % {"day": day_and_month(day), "shown": number(n)}
        for words, day, n in ((most, busiest, came[busiest]), (recent, last, week))
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:g}" font-size="14" fill="{INK}" text-anchor="{anchor}" '
        f'font-family="Arial, sans-serif">{escape(words)}</text>'
    )
