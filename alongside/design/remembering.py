"""Remembering public pages for a few seconds, for visitors who are nobody in particular.

A page is kept for people without a log-in and without answers in their browser, with blanks where their own nonce and
form token go. Whoever is logged in, has answers here, or is to be told something gets a page made for them.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from alongside.design.choosing import reads

View = Callable[..., HttpResponseBase]

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*(")')
NONCE_BLANK, TOKEN_BLANK = b"{{the visitor's nonce}}", b"{{the visitor's token}}"
OF_NOBODY = {"csrftoken", settings.LANGUAGE_COOKIE_NAME}
LARGEST = 200_000


def remembered(view: View) -> View:
    """Keep what this page shows to nobody in particular for ``settings.REMEMBER_PAGES`` seconds; 0 keeps nothing."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seconds = settings.REMEMBER_PAGES
        if not seconds or request.method != "GET" or not request.COOKIES.keys() <= OF_NOBODY:
            return view(request, *args, **kwargs)
        key = f"page:{request.get_host()}:{get_language()}:{reads()}:{request.get_full_path()}"
        if len(key) > 200:
            return view(request, *args, **kwargs)
        kept: bytes | None = cache.get(key)
        if kept is not None:
            return HttpResponse(_filled(request, kept))
        made = view(request, *args, **kwargs)
        if isinstance(made, HttpResponse) and _may_keep(request, made):
            cache.set(key, _blanked(request, made.content), seconds)
        return made

    return page


def _may_keep(request: HttpRequest, made: HttpResponse) -> bool:
    plain = made.status_code == 200 and made.get("Content-Type", "").startswith("text/html")
    return plain and len(made.content) < LARGEST and not made.cookies and not get_messages(request)


def _blanked(request: HttpRequest, content: bytes) -> bytes:
    nonce = str(getattr(request, "csp_nonce", "")).encode()
    return TOKEN.sub(rb"\1" + TOKEN_BLANK + rb"\2", content.replace(nonce, NONCE_BLANK) if nonce else content)


def _filled(request: HttpRequest, kept: bytes) -> bytes:
    content = kept.replace(NONCE_BLANK, str(getattr(request, "csp_nonce", "")).encode())
    return content.replace(TOKEN_BLANK, get_token(request).encode()) if TOKEN_BLANK in content else content
