"""Addresses of pages, remembered: a page has some 40 of them and they do not change while we run."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, reverse


def identifier(typed: str) -> UUID | None:
    """What somebody's browser sent as the identifier of a row; None where it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def whole(typed: str) -> int:
    """What somebody's browser sent as a number, of a version or a place; 0 where it is none."""
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page."""
    if kwargs:
        return reverse(name, args=args or None, kwargs=kwargs)
    return _url(settings.ROOT_URLCONF, get_script_prefix(), name, args)


@lru_cache(maxsize=20_000)
def _url(_urlconf: str, _prefix: str, name: str, args: tuple[Any, ...]) -> str:
    return reverse(name, args=args or None)
