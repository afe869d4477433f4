"""A timetable as a picture: one bar a phase, words above it, months as lines. The table beside it says the same.

Places are percentages of the width, so that the picture fits a phone and its words keep their size.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

from alongside.core.dates import said as day_said
from alongside.knowledge.timings import months_before

ROW, BAR, TOP = 52, 16, 28  # pixels
INK, FILL, LINE, PLANNED = "#212b32", "#215a94", "#768692", "#c8720c"
MOST_MONTHS = 3
At = Callable[[date], float]


@dataclass(frozen=True)
class Bar:
    """From the morning of ``start`` to the evening of ``end``. ``planned`` is what the project has set, if it has."""

    words: str
    start: date
    end: date
    planned: tuple[date, date] | None = None


def gantt(bars: Sequence[Bar], *, title: str, said: str, today: date, today_words: str) -> str:
    """SVG with a title and a description. ``bars`` has at least one."""
    days = [day for bar in bars for day in (bar.start, bar.end, *(bar.planned or ()))]
    first, last = min(days), max(days) + timedelta(days=1)
    length = (last - first).days

    def at(day: date) -> float:
        return float(round((day - first).days * 100 / length, 2))

    height = TOP + ROW * len(bars) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="team-gantt" width="100%" height="{height}" role="img" '
        f'aria-labelledby="gantt-title gantt-said" font-family="Arial, sans-serif" font-size="14">',
        f'<title id="gantt-title">{escape(title)}</title><desc id="gantt-said">{escape(said)}</desc>',
        f'<rect width="100%" height="{height}" fill="#ffffff"/>',
        *_months(first, last, at, height),
    ]
    if first <= today < last:
        parts.append(f'<line x1="{at(today)}%" x2="{at(today)}%" y1="{TOP}" y2="{height}" stroke="{INK}" stroke-width="2" stroke-dasharray="4 3"/>')  # fmt: skip
        anchor = "end" if at(today) > 70 else "start"
        parts.append(f'<text x="{at(today)}%" dx="{-4 if anchor == "end" else 4}" y="{height - 2}" text-anchor="{anchor}" fill="{INK}">{escape(today_words)}</text>')  # fmt: skip
    for place, bar in enumerate(bars):
        parts += _row(bar, TOP + ROW * place, at)
    return "".join([*parts, "</svg>"])


def _row(bar: Bar, top: int, at: At) -> Iterable[str]:
    start, end = at(bar.start), at(bar.end + timedelta(days=1))
    # Words begin at the left, whatever the width: beside a late bar a phone would cut them off.
    yield f'<text x="0" dx="2" y="{top + 16}" fill="{INK}">{escape(bar.words)}</text>'
    yield f'<rect x="{start}%" y="{top + 22}" width="{max(end - start, 0.6):.2f}%" height="{BAR}" fill="{FILL}"/>'
    if bar.planned:
        begins, ends = at(bar.planned[0]), at(bar.planned[1] + timedelta(days=1))
        yield f'<rect x="{begins}%" y="{top + 22 + BAR + 2}" width="{max(ends - begins, 0.6):.2f}%" height="6" fill="{PLANNED}"/>'


def _months(first: date, last: date, at: At, height: int) -> Iterable[str]:
    starts, day = [], first.replace(day=1)
    while day < last:
        if day >= first:
            starts.append(day)
        day = months_before(day, -1)
    step = -(-len(starts) // MOST_MONTHS) or 1
    for place, day in enumerate(starts):
        yield f'<line x1="{at(day)}%" x2="{at(day)}%" y1="{TOP - 6}" y2="{height}" stroke="{LINE}" stroke-opacity="0.4"/>'
        if place % step == 0 and at(day) < 88:
            yield f'<text x="{at(day)}%" dx="4" y="16" fill="{INK}">{day_said(day, "M Y")}</text>'
