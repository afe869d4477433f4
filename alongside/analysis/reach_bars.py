"""Bars of who took part with a black line for who lives here, as SVG: for a phone and for a desk. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alongside.analysis.reporting.bars import PHONE

BAR, INK = "#4f86bd", "#212b32"
LEFT = 150  # units for labels beside bars
AFTER = 110  # units for words after the longest bar
HIGH = 18


@dataclass(frozen=True)
class ReachBar:
    """Shares are 0 to 1. ``took_part`` is None where it is hidden, or few or none: no bar, only ``words``."""

    label: str
    took_part: float | None
    lives_here: float
    words: str
    here: str


def chart(bars: Sequence[ReachBar], *, name: str, title: str, description: str, width: int) -> SafeString:
    """The chart as an SVG element. ``name`` makes its ids unique in the page; 14 units are 14 pixels."""
    most = max([each.lives_here for each in bars] + [each.took_part or 0 for each in bars]) or 1
    body, height = _above(bars, width, most) if width <= PHONE else _beside(bars, width, most)
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f'<svg role="img" aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(body)}</svg>'
    )


def _text(x: float, y: float, words: str, *, end: bool = False, size: int = 14) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{INK}"{anchor} font-family="Arial, sans-serif">'
        f"{escape(words)}</text>"
    )


def _drawn(bar: ReachBar, x: float, y: float, room: float, most: float) -> list[str]:
    """The bar from zero, and the line: white beside it, so that it shows on the bar."""
    shapes = [f'<line x1="{x:g}" y1="{y - 4:g}" x2="{x:g}" y2="{y + HIGH + 4:g}" stroke="{INK}"/>']
    if bar.took_part:
        shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{room * bar.took_part / most:.1f}" height="{HIGH}" fill="{BAR}"/>'
        )
    line = x + room * bar.lives_here / most
    shapes.append(f'<rect x="{line - 1.5:.1f}" y="{y - 4:g}" width="3" height="{HIGH + 8}" fill="{INK}"/>')
    return shapes


def _beside(bars: Sequence[ReachBar], width: int, most: float) -> tuple[list[str], int]:
    body, y, room = [], 24.0, width - LEFT - AFTER
    first = bars[0]
    body.append(_text(LEFT + room * first.lives_here / most, 12, _("%(share)s live here") % {"share": first.here}))
    for bar in bars:
        body.append(_text(LEFT - 8, y + 14, bar.label, end=True))
        body += _drawn(bar, LEFT, y, room, most)
        after = LEFT + room * max(bar.took_part or 0, bar.lives_here) / most + 8
        words = bar.words if bar.took_part is None else _("%(share)s took part") % {"share": bar.words}
        body.append(_text(after, y + 14, words))
        y += HIGH + 18
    return body, int(y - 8)


def _above(bars: Sequence[ReachBar], width: int, most: float) -> tuple[list[str], int]:
    body, y, room = [], 0.0, width - 4
    for bar in bars:
        both = {"share": bar.words, "here": bar.here}
        words = (
            _("%(share)s, %(here)s live here")
            if bar.took_part is None
            else _("%(share)s took part, %(here)s live here")
        )
        body.append(_text(0, y + 15, bar.label, size=15))
        y += 20
        body.append(_text(0, y + 14, words % both))
        y += 24
        body += _drawn(bar, 1, y, room, most)
        y += HIGH + 20
    return body, int(y - 8)
