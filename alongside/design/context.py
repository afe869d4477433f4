"""What every page needs: its house, who is logged in, its language, its nonce."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import translation


def page(request: HttpRequest) -> dict[str, Any]:
    # A visitor without a session cookie costs no query.
    user = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user") else None
    return {
        "organisation": getattr(request, "organisation", None),
        "membership": getattr(request, "membership", None),
        "run": getattr(request, "run", None),
        "may": getattr(request, "may", frozenset()),
        "signed_in": user if user is not None and user.is_authenticated else None,
        "nonce": str(getattr(request, "csp_nonce", "")),
        "language": translation.get_language() or "en-gb",
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "messages": lambda: _messages(request),
    }


def _messages(request: HttpRequest) -> Iterable[Any]:
    """What is to be said once. Looking when there is nothing would send a cookie with every page."""
    kept = get_messages(request)
    return kept if "messages" in request.COOKIES or getattr(kept, "added_new", False) else ()
