"""Whether a brand colour can be read. Contrast as WCAG 2.2 defines it (success criterion 1.4.3)."""

from dataclasses import dataclass

LEAST = 4.5
WHITE, PAGE = "#ffffff", "#f0f4f5"


@dataclass(frozen=True)
class Contrast:
    """Ratios of a colour: with white words on it, and as a line or word on the page."""

    on_white: float
    on_page: float

    @property
    def enough(self) -> bool:
        return min(self.on_white, self.on_page) >= LEAST


def contrast(colour: str) -> Contrast:
    """``colour`` is #rrggbb. ValueError when it is not."""
    return Contrast(ratio(colour, WHITE), ratio(colour, PAGE))


def ratio(one: str, other: str) -> float:
    """From 1 to 21, cut (not rounded) to one decimal: 4.49 is not 4.5."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return int((light + 0.05) / (dark + 0.05) * 10) / 10


def _luminance(colour: str) -> float:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError("A colour is #rrggbb.")
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
