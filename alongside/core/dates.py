"""Dates in words, as people in the UK read them. Stored in UTC, shown in UK time."""

from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def moment(day: date, at: time = time(0)) -> datetime:
    """A UK day and time as a moment."""
    return timezone.make_aware(datetime.combine(day, at))


def said(day: date | datetime, form: str) -> str:
    """A day in the language of the page, in a form of Django's date filter. Remembered: lists say the same few days."""
    return _said(local(day).date() if isinstance(day, datetime) else day, form, get_language())


@lru_cache(maxsize=5_000)
def _said(day: date, form: str, _language: str | None) -> str:
    return date_format(day, form)


def in_words(day: date | datetime) -> str:
    """Friday 12 June 2026."""
    return said(day, "l j E Y")


def short(day: date | datetime) -> str:
    """12 June 2026."""
    return said(day, "j E Y")


def day_and_month(day: date | datetime) -> str:
    """12 June: where the year goes without saying."""
    return said(day, "j E")


def unbroken(words: str) -> str:
    """A date that stays on one line: its spaces do not break, but before the year, for the narrowest screens."""
    first, space, year = words.rpartition(" ")
    return first.replace(" ", "\N{NO-BREAK SPACE}") + space + year


def clock(moment: datetime) -> str:
    """5pm, 5:30pm, midday, midnight."""
    here = local(moment)
    if (here.hour, here.minute) == (12, 0):
        return _("midday")
    if (here.hour, here.minute) == (0, 0):
        return _("midnight")
    hour = here.hour % 12 or 12
    half = "am" if here.hour < 12 else "pm"
    return f"{hour}{half}" if here.minute == 0 else f"{hour}:{here.minute:02}{half}"


def with_clock(moment: datetime) -> str:
    """5pm, Friday 12 June 2026."""
    return _("%(time)s, %(day)s") % {"time": clock(moment), "day": in_words(moment)}


def days_left(until: datetime, now: datetime) -> int:
    """Whole days between the two local dates; 0 on the last day."""
    return (local(until).date() - local(now).date()).days
