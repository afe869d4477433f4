"""Which language somebody reads: what they chose by a link, else what their browser prefers.

``reads()`` is that language, whether or not our own words are ready in it. They are shown in it on the path of a
resident (views marked ``in_their_language``) and, where a catalogue has everything, everywhere.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from alongside.design.languages import ALL_NAMES, SOURCE, same, spoken_in

ASKED = "lang"
"""The part of an address that chooses: ?lang=bn."""

View = Callable[..., HttpResponseBase]


_reads: ContextVar[str] = ContextVar("reads", default=SOURCE)


def reads() -> str:
    """The language that whoever is looking at a page reads; English in the worker."""
    return _reads.get()


def in_their_language(view: View) -> View:
    """A page of the path: our own words are in the language somebody chose, where they are ready in it."""
    view.on_the_path = True  # type: ignore[attr-defined]
    return view


def _preferred(request: HttpRequest) -> str:
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        stem = code.split("-")[0]
        if stem == "en":
            return SOURCE
        for each in (code, stem):
            if each in ALL_NAMES:
                return each
    return SOURCE


def link_in(address: str, language: str) -> str:
    """An address that opens in this language, for a message or a poster."""
    return address if same(language, SOURCE) else f"{address}?{ASKED}={language}"


def choose(response: HttpResponseBase, language: str) -> None:
    """From now on, until the browser is closed."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def has_chosen(request: HttpRequest) -> bool:
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in ALL_NAMES


class ChosenLanguage:
    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        asked = request.GET.get(ASKED, "")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        _reads.set(next((each for each in (asked, kept) if each in ALL_NAMES), None) or _preferred(request))
        translation.activate(spoken_in(reads(), everything=True))
        response = self.get_response(request)
        if asked in ALL_NAMES and asked != kept:
            choose(response, asked)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", translation.get_language() or SOURCE)
        return response

    def process_view(self, request: Any, view: View, *_more: Any) -> None:
        if getattr(view, "on_the_path", False):
            translation.activate(spoken_in(reads()))
