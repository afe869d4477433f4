"""Bar charts as SVG: 320 units wide for a phone, wider for a desk. Labels above or beside their bars.

Bars begin at nothing and share a scale that ends at 25, 50, 75 or 100 per cent, so that they fill the room they have.
"""

import textwrap
from collections.abc import Iterable, Sequence
from html import escape

from .figures import Bar, Figure, Thirds

PHONE, BESIDE_WIDE, DESK = 320, 460, 560
SCALES = (25, 50, 75, 100)
INK, FILL, LINE = "#212b32", "#215a94", "#212b32"
THIRDS = ("#0a1f3c", "#808c94", "#a04400")
_TEXT, _LINE_HEIGHT, _BAR = 16, 20, 26
_STEP, _STEP_OF_MANY, _MANY = 48, 40, 8
_LETTER = 8.6
_SHORT = 12
_ROOM_FOR_FIGURE = 60


def scale_of(figures: Iterable[Figure]) -> int:
    """The per cent at which bars end, the same for charts that are read together."""
    most = max((bar.percent or 0 for figure in figures for bar in figure.bars), default=0)
    return next((scale for scale in SCALES if most <= scale), SCALES[-1])


def chart(figure: Figure, *, name: str, width: int = PHONE, scale: int = 0) -> str:
    """The chart of a figure as an SVG element, or nothing. `name` makes its ids unique in the page."""
    scale = scale or scale_of([figure])
    if figure.thirds:
        body, height = _thirds(figure.thirds, width)
    elif not figure.bars:
        return ""
    elif width > PHONE or all(len(bar.label) <= _SHORT for bar in figure.bars):
        body, height = _beside(figure.bars, width, scale)
    else:
        body, height = _above(figure.bars, width, scale)
    return (
        f'<svg class="chart" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(figure.question)}</title>'
        f'<desc id="{name}-desc">{escape(figure.alternative)}</desc>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(body)}</svg>'
    )


def _text(x: float, y: float, text: str, *, bold: bool = False, end: bool = False, size: int = _TEXT) -> str:
    weight = ' font-weight="bold"' if bold else ""
    anchor = ' text-anchor="end"' if end else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{INK}"{weight}{anchor} '
        f'font-family="Arial, Liberation Sans, sans-serif">{escape(text)}</text>'
    )


def _bar(x: float, y: float, room: float, bar: Bar, scale: int) -> list[str]:
    """The bar and its figure; a hidden number has the word and no bar."""
    if bar.percent is None:
        return [_text(x + 8, y + 19, bar.words)]
    length = room * min(bar.percent, scale) / scale
    drawn = [f'<rect x="{x:g}" y="{y:g}" width="{length:.1f}" height="{_BAR}" fill="{FILL}"/>'] if length else []
    return [*drawn, _text(x + length + 8, y + 19, bar.words, bold=True)]


def _axis(x: float, top: float, bottom: float) -> str:
    return f'<line x1="{x:g}" y1="{top:g}" x2="{x:g}" y2="{bottom:g}" stroke="{LINE}" stroke-width="2"/>'


def _lines(label: str, room: float, most: int) -> list[str]:
    return textwrap.wrap(label, max(4, int(room / _LETTER)), max_lines=most, placeholder=" …")


def _beside(bars: Sequence[Bar], width: int, scale: int) -> tuple[list[str], int]:
    left = min(max(len(bar.label) for bar in bars) * _LETTER + 12, width * 0.4)
    step = _STEP if len(bars) <= _MANY else _STEP_OF_MANY
    body = []
    y = 6
    for bar in bars:
        lines = _lines(bar.label, left - 8, 2)
        first = y + 19 - 9 * (len(lines) - 1)
        for place, line in enumerate(lines):
            body.append(_text(left - 8, first + place * 18, line, end=True))
        body += _bar(left, y, width - left - _ROOM_FOR_FIGURE, bar, scale)
        y += step
    height = y - step + _BAR + 6
    return [*body, _axis(left, 0, height)], height


def _above(bars: Sequence[Bar], width: int, scale: int) -> tuple[list[str], int]:
    body = []
    y = 0
    for bar in bars:
        for line in _lines(bar.label, width, 3):
            y += _LINE_HEIGHT
            body.append(_text(0, y - 6, line))
        body += _bar(1, y, width - _ROOM_FOR_FIGURE, bar, scale)
        body.append(_axis(1, y, y + _BAR))
        y += _BAR + 14
    return body, y


def _thirds(statements: Sequence[Thirds], width: int) -> tuple[list[str], int]:
    """A bar of three parts a statement: words and numbers above at fixed places, white gaps between."""
    body = []
    y = 0
    for statement in statements:
        for line in _lines(statement.label, width, 3):
            y += _LINE_HEIGHT
            body.append(_text(0, y - 4, line, bold=True))
        y += _LINE_HEIGHT
        step = width / len(statement.parts)
        for place, (words, percent) in enumerate(statement.parts):
            x = place * step
            body.append(f'<rect x="{x:g}" y="{y - 14:g}" width="12" height="12" fill="{THIRDS[place]}"/>')
            body.append(_text(x + 17, y - 3, f"{words} {percent}%", size=14))
        y += 6
        whole = sum(percent for _, percent in statement.parts) or 1
        x = 0.0
        for place, (_, percent) in enumerate(statement.parts):
            length = width * percent / whole
            if length > 3:
                body.append(
                    f'<rect x="{x:.1f}" y="{y:g}" width="{length - 3:.1f}" height="{_BAR}" fill="{THIRDS[place]}"/>'
                )
            x += length
        y += _BAR + 22
    return body, y - 16
