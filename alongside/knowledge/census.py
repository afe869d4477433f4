"""Who lives where: Census 2021 counts and deprivation by local authority, for comparing with who took part.

Areas are local authorities by their 2022 codes. Counts are people, small random changes by the census included.
Universes differ (sexual orientation is of people aged 16 and over, unpaid care of people aged 5 and over, age,
sex, ethnic group, religion and disability of everyone), so shares are within one variable only.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "census2021.json"


@lru_cache(maxsize=1)
def _all() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def source() -> str:
    """The line to show wherever a figure is shown."""
    return str(_all()["source"])


def variables() -> dict[str, list[str]]:
    """{variable: its categories' keys, in order}."""
    return dict(_all()["variables"])


def areas() -> list[tuple[str, str]]:
    """[(code, name)], by name."""
    return sorted(((code, area["name"]) for code, area in _all()["areas"].items()), key=lambda pair: pair[1])


def population(codes: Iterable[str], variable: str) -> dict[str, int] | None:
    """{category: people} over these areas together; None when an area is unknown or has no such figures."""
    keys = _all()["variables"][variable]
    counts = [0] * len(keys)
    seen = False
    for code in codes:
        figures = _all()["areas"].get(code, {}).get(variable)
        if figures is None:
            return None
        seen = True
        counts = [before + more for before, more in zip(counts, figures, strict=True)]
    return dict(zip(keys, counts, strict=True)) if seen else None
