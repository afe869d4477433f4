"""Ways in which people hear of an involvement: whom each reaches and whom not. Source: data/channels.json."""

from dataclasses import dataclass
from functools import cache

from alongside.knowledge.practice import Practice, Span, entries


@dataclass(frozen=True, kw_only=True)
class Channel(Practice):
    """``lead_days`` are working days from having the text; ``offline`` reaches people without internet.
    ``only_for`` are audiences without which it is not worth the work; none where it is for everybody."""

    reaches: str
    not_reaches: str
    audiences: tuple[str, ...]
    lead_days: Span
    cost: str
    offline: bool
    only_for: tuple[str, ...]


@cache
def channels() -> dict[str, Channel]:
    """Every channel by its key."""
    return {each["key"]: Channel(**each) for each in entries("channels")}
