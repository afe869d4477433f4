"""Published rates for people's time: somewhere to start. No national tariff binds boards or councils.

Source: data/rates.json, each rate with its scheme, source and confidence. Amounts are in pounds.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from alongside.knowledge.entries import Source

FILE = Path(__file__).parent / "data" / "rates.json"


@dataclass(frozen=True)
class Rate:
    """``amount`` pounds for each ``unit``. An organisation's own has ``shipped``, what comes with Alongside."""

    id: str
    title: str
    unit: str
    amount: Decimal
    scheme: str
    source: Source
    valid_from: date
    valid_to: date | None
    replaced_by: str | None
    review_by: date
    shipped: "Rate | None" = None


@cache
def rates() -> tuple[Rate, ...]:
    return tuple(
        Rate(
            **{
                **each,
                "amount": Decimal(each["amount"]),
                "source": Source(**each["source"]),
                "valid_from": date.fromisoformat(each["valid_from"]),
                "valid_to": date.fromisoformat(each["valid_to"]) if each["valid_to"] else None,
                "review_by": date.fromisoformat(each["review_by"]),
            }
        )
        for each in json.loads(FILE.read_text(encoding="utf-8"))["entries"]
    )


def rates_on(day: date) -> list[Rate]:
    """Those that hold on that day."""
    return [each for each in rates() if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)]
