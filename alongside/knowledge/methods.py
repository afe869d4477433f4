"""Ways to inform, ask and work with people: what each is good for, whom it leaves out, what it takes.

Source: data/methods.json. Texts are in English; a page puts them through gettext.
"""

from dataclasses import dataclass
from functools import cache

from alongside.knowledge.practice import Practice, Span, entries

COSTS = ("low", "medium", "high")
ONLINE = "online"


@dataclass(frozen=True, kw_only=True)
class Method(Practice):
    """``group`` is how many take part at once, ``people`` how many it usually hears in all, ``weeks`` how long it takes
    to prepare and hold. ``levels`` are kinds of involvement, ``leaves_out`` keys of picking.leaves_out."""

    tells: str
    ways: tuple[str, ...]
    levels: tuple[str, ...]
    purposes: tuple[str, ...]
    audiences: tuple[str, ...]
    group: Span
    people: Span
    weeks: Span
    cost: str
    staff: str
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    access: tuple[str, ...]
    leaves_out: tuple[str, ...]
    beside: tuple[str, ...]

    @property
    def needs_internet(self) -> bool:
        """Nobody can take part without it."""
        return set(self.ways) == {ONLINE}


@cache
def methods() -> dict[str, Method]:
    """Every method by its key."""
    return {each["key"]: Method(**each) for each in entries("methods")}
