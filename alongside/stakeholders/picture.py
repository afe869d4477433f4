"""The map as a picture, made on the server: one drawing, painted as SVG for pages and as PNG for slides. Pure.

Influence goes up, interest to the right, and the size of a circle says how much somebody is affected.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import cos, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from PIL import Image, ImageDraw, ImageFont

from alongside.stakeholders.rules import HIGH, easily_missed

WIDE, LEFT, TOP, SIDE = 480, 40, 12, 424
BOTTOM = TOP + SIDE
HIGH_UP = BOTTOM + 40
LINE = 22
INK, QUIET, RULE, PAPER = "#212b32", "#4c6272", "#aeb7bd", "#ffffff"
SHADES = ("#e8f1f8", "#f4f7f9", "#f4f7f9", "#ffffff")
DOT, RING = "#215a94", "#d5281b"
TWICE = 2


@dataclass(frozen=True)
class Marker:
    """Somebody on the map. ``key`` is for scripts; ``name`` for the list beneath a picture that stands alone."""

    key: str
    number: int
    name: str
    influence: int
    interest: int
    affected: int


@dataclass(frozen=True)
class Words:
    """What the picture says: its title, what it shows in a sentence or two, the axes and what to do in the four
    quadrants (together, aware, updated, watch)."""

    title: str
    told: str
    influence: str
    interest: str
    quadrants: tuple[str, ...]


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    wide: float
    high: float
    fill: str


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    words: str
    anchor: str = "start"
    fill: str = INK
    size: int = 15
    bold: bool = False
    turned: bool = False


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    number: int
    key: str
    ringed: bool


Shape = Rect | Line | Text | Dot


def radius(affected: int) -> float:
    return 11 + affected


def _at(value: float) -> float:
    return SIDE * value / 10


def drawing(markers: Iterable[Marker], words: Words, *, names: bool = False) -> tuple[list[Shape], int]:
    """The shapes, from the back to the front, and how high the picture is. ``names`` adds who each number is."""
    shapes: list[Shape] = _ground(words)
    shown = sorted(markers, key=lambda each: (-each.affected, each.number))
    places: defaultdict[tuple[int, int], list[Marker]] = defaultdict(list)
    for each in shown:
        places[each.interest, each.influence].append(each)
    for (interest, influence), here in places.items():
        for place, each in enumerate(here):
            away = 0.0 if len(here) == 1 else 13.0 + 2 * len(here)
            angle = 2 * pi * place / len(here)
            # Whole circles: who stands at an edge is drawn just inside it.
            size = radius(each.affected)
            x = min(max(LEFT + _at(interest) + away * cos(angle), LEFT + size), LEFT + SIDE - size)
            y = min(max(BOTTOM - _at(influence) + away * sin(angle), TOP + size), BOTTOM - size)
            missed = easily_missed(influence=each.influence, affected=each.affected)
            shapes.append(Dot(x, y, size, each.number, each.key, missed))
    high = HIGH_UP
    if names:
        for place, each in enumerate(sorted(shown, key=lambda each: each.number)):
            shapes.append(Text(LEFT, high + 8 + LINE * place, f"{each.number}  {each.name}"))
        high += LINE * len(shown) + 8
    return shapes, high


def _ground(words: Words) -> list[Shape]:
    middle = _at(HIGH)
    together, aware, updated, watch = words.quadrants
    corners = (
        (LEFT + middle, TOP, SIDE - middle, SIDE - middle, together, SHADES[0]),
        (LEFT, TOP, middle, SIDE - middle, aware, SHADES[1]),
        (LEFT + middle, BOTTOM - middle, SIDE - middle, middle, updated, SHADES[2]),
        (LEFT, BOTTOM - middle, middle, middle, watch, SHADES[3]),
    )
    shapes: list[Shape] = [Rect(0, 0, WIDE, HIGH_UP, PAPER)]
    for x, y, wide, high, doing, shade in corners:
        shapes.append(Rect(x, y, wide, high, shade))
        shapes.append(Text(x + 8, y + 22, doing, bold=True))
    right = LEFT + SIDE
    for x1, y1, x2, y2 in (
        (LEFT, TOP, right, TOP),
        (LEFT, BOTTOM, right, BOTTOM),
        (LEFT, TOP, LEFT, BOTTOM),
        (right, TOP, right, BOTTOM),
        (LEFT, BOTTOM - middle, right, BOTTOM - middle),
        (LEFT + middle, TOP, LEFT + middle, BOTTOM),
    ):
        shapes.append(Line(x1, y1, x2, y2))
    shapes.append(Text(LEFT + SIDE / 2, BOTTOM + 22, words.interest, "middle", QUIET))
    shapes.append(Text(22, TOP + SIDE / 2, words.influence, "middle", QUIET, turned=True))
    for at in (0, 10):
        shapes.append(Text(LEFT + _at(at), BOTTOM + 22, str(at), "end" if at else "start", QUIET))
        shapes.append(Text(LEFT - 6, BOTTOM - _at(at) + (14 if at else 0), str(at), "end", QUIET))
    return shapes


def svg(markers: Sequence[Marker], words: Words, *, alone: bool = False, name: str = "map") -> SafeString:
    """The map as an SVG element; ``alone`` as a file of its own, with who each number is."""
    shapes, high = drawing(markers, words, names=alone)
    if alone:
        shapes.insert(1, Rect(0, 0, WIDE, high, PAPER))
    body = "".join(_painted(shape) for shape in shapes)
    grid = f'data-left="{LEFT}" data-bottom="{BOTTOM}" data-side="{SIDE}"'
    size = f' width="{WIDE}" height="{high}"' if alone else ""
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f'<svg role="img" aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {WIDE} {high}"{size} {grid} '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-title">{escape(words.title)}</title>'
        f'<desc id="{name}-desc">{escape(words.told)}</desc>{body}</svg>'
    )


def _painted(shape: Shape) -> str:
    match shape:
        case Rect(x, y, wide, high, fill):
            return f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="{fill}"/>'
        case Line(x1, y1, x2, y2):
            return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{RULE}"/>'
        case Text(x, y, words, anchor, fill, size, bold, turned):
            weight = ' font-weight="700"' if bold else ""
            turn = f' transform="rotate(-90 {x:g} {y:g})"' if turned else ""
            return (
                f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"{weight}{turn} '
                f'font-family="Arial, sans-serif">{escape(words)}</text>'
            )
        case Dot(x, y, radius, number, key, ringed):
            edge = RING if ringed else PAPER
            return (
                f'<g data-who="{escape(key)}"><circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{DOT}" '
                f'stroke="{edge}" stroke-width="{4 if ringed else 2}"/><text x="{x:.1f}" y="{y + 5:.1f}" font-size="14" '
                f'font-weight="700" fill="{PAPER}" text-anchor="middle" font-family="Arial, sans-serif">{number}</text></g>'
            )


def png(markers: Sequence[Marker], words: Words) -> bytes:
    """The map with who each number is, twice as large as it is drawn, so that it stays sharp on a screen."""
    shapes, high = drawing(markers, words, names=True)
    picture = Image.new("RGB", (WIDE * TWICE, high * TWICE), PAPER)
    pen = ImageDraw.Draw(picture)
    for shape in shapes:
        match shape:
            case Rect(x, y, wide, tall, fill):
                pen.rectangle((x * TWICE, y * TWICE, (x + wide) * TWICE, (y + tall) * TWICE), fill=fill)
            case Line(x1, y1, x2, y2):
                pen.line((x1 * TWICE, y1 * TWICE, x2 * TWICE, y2 * TWICE), fill=RULE, width=TWICE)
            case Text():
                _write(picture, pen, shape)
            case Dot(x, y, radius, number, _key, ringed):
                box = tuple(side * TWICE for side in (x - radius, y - radius, x + radius, y + radius))
                edge, width = (RING, 4) if ringed else (PAPER, 2)
                pen.ellipse(box, fill=DOT, outline=edge, width=width * TWICE)
                pen.text((x * TWICE, y * TWICE), str(number), PAPER, _font(14, True), anchor="mm")
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def _write(picture: Image.Image, pen: ImageDraw.ImageDraw, text: Text) -> None:
    font = _font(text.size, text.bold)
    if not text.turned:
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[text.anchor]
        pen.text((text.x * TWICE, text.y * TWICE), text.words, text.fill, font, anchor=anchor)
        return
    left, top, right, bottom = font.getbbox(text.words)
    piece = Image.new("RGB", (int(right - left) + 4, int(bottom - top) + 8), PAPER)
    ImageDraw.Draw(piece).text((-left, 2 - top), text.words, text.fill, font)
    turned = piece.rotate(90, expand=True)
    picture.paste(turned, (int(text.x * TWICE) - turned.width + 4, int(text.y * TWICE) - turned.height // 2))


def _font(size: int, bold: bool) -> "ImageFont.FreeTypeFont | ImageFont.ImageFont":
    """A font of the system that has most letters; Pillow's own where there is none."""
    for name in (
        ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf") if bold else ("LiberationSans-Regular.ttf", "DejaVuSans.ttf")
    ):
        try:
            return ImageFont.truetype(name, size * TWICE)
        except OSError:
            continue
    return ImageFont.load_default(size * TWICE)
