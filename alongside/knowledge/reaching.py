"""Ways to hear from people who have not been heard: general suggestions for each group, for staff to judge.

Source: data/reaching.json. No partner is named: who works with whom in a place is known there.
"""

import json
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

FILE = Path(__file__).parent / "data" / "reaching.json"


@cache
def _ways() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(FILE.read_text(encoding="utf-8"))["ways"]
    return found


def ways_to_reach(characteristic: str, group: str) -> list[str]:
    """Suggestions in words; none for a group we do not know."""
    return [_(words) for words in _ways().get(f"{characteristic}:{group}", [])]
