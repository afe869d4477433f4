"""What single answers look like: dates, numbers, addresses. Pure functions over texts."""

import re
from collections.abc import Sequence
from datetime import date

_CLOCK = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|[A-Z]{2,4}(?:[+\-]\d{1,2})?|[+\-]\d{2}:?\d{2}))?)?"
_ZONE = r"(?: (?:UTC|GMT|BST|CET))?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK}{_ZONE}\Z")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_CLOCK}{_ZONE}\Z")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_DAY_MONTH = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? )?(\d{{1,2}})(?:st|nd|rd|th)?[ -]([A-Za-z]{{3,9}})[ -](\d{{4}}|\d{{2}}){_CLOCK}{_ZONE}\Z"
)
_MONTH_DAY = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? )?([A-Za-z]{{3,9}}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_CLOCK}{_ZONE}\Z"
)
_NUMBER = re.compile(r"[-+−]?\s*[£$€]?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*%?\Z")
_COMMA_DECIMAL = re.compile(r"[-+−]?(\d+),(\d{1,2}|\d{4,})\Z")
_LONGEST_NUMBER = 24
_DURATION = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})\Z")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}\Z")
IP_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}(?:\d{1,3}|x|\*)\Z|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){4,7}\Z")
PHONE = re.compile(r"(?:\+|00?)[\d ()\-]{9,16}\Z")
POSTCODE = re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\Z")
TOKEN = re.compile(
    r"(?:R_\w{10,}|(?=\w*\d)(?=\w*[a-zA-Z])[\w\-]{16,}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|"
    r"ANON-[\w\-]{6,}|\d{9,})\Z"
)


def number_of(text: str) -> float | None:
    """The number that a text is, with £, %, thousands commas or a decimal comma; else None."""
    if len(text) > _LONGEST_NUMBER:
        return None
    match = _NUMBER.match(text)
    if match:
        number = float(match[1].replace(",", "") + (match[2] or ""))
        return -number if text[0] in "-−" else number
    match = _COMMA_DECIMAL.match(text)
    if match:
        number = float(f"{match[1]}.{match[2]}")
        return -number if text[0] in "-−" else number
    return None


def seconds_of(text: str) -> float | None:
    """The seconds in "00:12:31" or "12:31"; else None."""
    match = _DURATION.match(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def looks_like_date(text: str) -> bool:
    """Whether a text is written as a date, in any of the orders that survey tools write."""
    return _date(text, day_first=True) is not None or _date(text, day_first=False) is not None


def day_comes_first(texts: Sequence[str]) -> tuple[bool, bool]:
    """Whether 3/4/2026 is 3 April in these texts; and whether some text settles it.

    British order is taken where nothing settles it.
    """
    for text in texts:
        match = _YEAR_LAST.match(text)
        if match and int(match[1]) > 12:
            return True, True
        if match and int(match[2]) > 12:
            return False, True
    return True, not any(_YEAR_LAST.match(text) for text in texts[:1])


def date_of(text: str, *, day_first: bool = True) -> date | None:
    """The day that a text names, without its time; None where it names none."""
    return _date(text, day_first=day_first)


def _date(text: str, *, day_first: bool) -> date | None:
    if match := _YEAR_FIRST.match(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _YEAR_LAST.match(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        day, month = (first, second) if day_first else (second, first)
    elif match := _DAY_MONTH.match(text):
        day, month, year = int(match[1]), _MONTHS.get(match[2].lower(), 0), int(match[3])
    elif match := _MONTH_DAY.match(text):
        month, day, year = _MONTHS.get(match[1].lower(), 0), int(match[2]), int(match[3])
    else:
        return None
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    try:
        return date(year, month, day) if year >= 1880 else None
    except ValueError:
        return None
