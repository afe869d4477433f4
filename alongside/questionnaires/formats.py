"""Numbers, dates and addresses as people type them, into one stored form, or the code of what is wrong."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .text import plain_line
from .types import DateParts, Limits

LARGEST = Decimal(10) ** 12
MOST_DECIMALS = 6

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_](?:[\w-]{0,61}[\w])")
_PHONE = re.compile(r"\+?[0-9() .\-/]+")
_POSTCODE = re.compile(
    r"(GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][ABD-HJLNP-UW-Z]{2})",
)
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True)
class Wrong:
    """What is wrong with something typed: a problem code and its figures."""

    code: str
    params: dict[str, str | int | float]
    part: str = ""


def read_email(typed: str) -> str | Wrong:
    """The part after @ is written small; the part before it is left as typed."""
    text = plain_line(typed)
    if len(text) > 254 or not _EMAIL.fullmatch(text) or ".." in text:
        return Wrong("email_format", {})
    name, _, host = text.rpartition("@")
    return f"{name}@{host.lower()}"


def read_phone(typed: str) -> str | Wrong:
    """Kept as typed: spaces help whoever dials. A relay prefix (18001) may come first."""
    text = plain_line(typed)
    if not _PHONE.fullmatch(text) or not 9 <= sum(letter.isdigit() for letter in text) <= 20:
        return Wrong("phone_format", {})
    return text


def read_postcode(typed: str) -> str | Wrong:
    """A full United Kingdom postcode in capitals with its space."""
    text = re.sub(r"[\s.\-]", "", plain_line(typed)).upper()
    if not _POSTCODE.fullmatch(text):
        return Wrong("postcode_format", {})
    return f"{text[:-3]} {text[-3:]}"


def read_number(typed: str, limits: Limits) -> int | float | Wrong:
    """ "1,120", "£55.50" or "12 miles" where miles is the unit. Whole numbers come back as int."""
    text = plain_line(typed).replace("−", "-")
    unit = plain_line(limits.unit)
    for sign in filter(None, (unit, "£", "%")):
        text = text.removeprefix(sign).strip()
        if text.casefold().endswith(sign.casefold()):
            text = text[: -len(sign)].strip()
    try:
        if not _NUMBER.fullmatch(text):
            raise InvalidOperation
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Wrong("number_format", {"unit": limits.unit})
    exponent = number.normalize().as_tuple().exponent
    decimals = min(limits.decimals, MOST_DECIMALS)
    if isinstance(exponent, int) and -exponent > decimals:
        return Wrong("number_whole" if decimals == 0 else "number_decimals", {"decimals": decimals})
    lowest = -LARGEST if limits.minimum is None else Decimal(str(limits.minimum))
    highest = LARGEST if limits.maximum is None else Decimal(str(limits.maximum))
    if limits.minimum is not None and limits.maximum is not None and not lowest <= number <= highest:
        return Wrong("number_between", {"minimum": limits.minimum, "maximum": limits.maximum})
    if number < lowest:
        return Wrong("number_minimum", {"minimum": float(lowest) if limits.minimum is None else limits.minimum})
    if number > highest:
        return Wrong("number_maximum", {"maximum": float(highest) if limits.maximum is None else limits.maximum})
    return int(number) if number == number.to_integral_value() else float(number)


def write_number(value: int | float) -> str:
    """Never with an exponent, so that it can be read again."""
    if isinstance(value, int):
        return str(value)
    return f"{value:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")


def read_date(day: str, month: str, year: str, limits: Limits) -> str | Wrong:
    """ISO text as far as the parts asked for: "2026-06-12", "2026-06" or "2026". Months may be named."""
    asked = _parts(limits.date_parts)
    typed = {"day": plain_line(day), "month": plain_line(month), "year": plain_line(year)}
    absent = [part for part in asked if not typed[part]]
    if absent:
        return Wrong(f"date_without_{absent[0]}", {}, absent[0])
    numbers = {part: _part_number(part, typed[part]) for part in asked}
    unread = next((part for part, number in numbers.items() if number is None), None)
    if unread:
        return Wrong("date_real", {}, unread)
    found = {part: number for part, number in numbers.items() if number is not None}
    if not 1000 <= found["year"] <= 9999:
        return Wrong("date_year", {}, "year")
    try:
        date = datetime.date(found["year"], found.get("month", 1), found.get("day", 1))
    except ValueError:
        return Wrong("date_real", {}, asked[0])
    return _within(write_date(date, limits.date_parts), limits, asked[0])


def _within(text: str, limits: Limits, part: str) -> str | Wrong:
    size = len(text)
    if limits.earliest and text < limits.earliest[:size]:
        return Wrong("date_earliest", {"earliest": limits.earliest}, part)
    if limits.latest and text > limits.latest[:size]:
        return Wrong("date_latest", {"latest": limits.latest}, part)
    return text


def write_date(date: datetime.date, parts: DateParts) -> str:
    return date.isoformat()[: {DateParts.DAY: 10, DateParts.MONTH: 7, DateParts.YEAR: 4}[parts]]


def split_date(text: str) -> tuple[str, str, str]:
    """Day, month and year of a stored date, as they would be typed; empty where not asked."""
    year, month, day = (*text.split("-"), "", "")[:3]
    return day.lstrip("0"), month.lstrip("0"), year


def _parts(parts: DateParts) -> list[str]:
    return {
        DateParts.DAY: ["day", "month", "year"],
        DateParts.MONTH: ["month", "year"],
        DateParts.YEAR: ["year"],
    }[parts]


def _part_number(part: str, typed: str) -> int | None:
    if part == "month" and len(typed) >= 3:
        named = [place for place, name in enumerate(_MONTHS, 1) if name.startswith(typed.lower().rstrip("."))]
        if named:
            return named[0]
    return int(typed) if typed.isdecimal() and len(typed) <= 4 else None
