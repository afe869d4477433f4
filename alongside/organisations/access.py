"""Opening a page to everyone, in one organisation's house."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from alongside.design.said import Said
from alongside.organisations.models import Organisation

REMEMBER_SECONDS = 5
# What an organisation says of itself in English, and pages in other languages show.
WRITTEN = ("strapline", "invitation", "relay", "hours", "team_name")

View = Callable[..., HttpResponseBase]


class PublicRequest(HttpRequest):
    """A request to an organisation's public site."""

    organisation: Organisation


def house(slug: str) -> Organisation:
    """The organisation with this name in addresses, seconds old at most: every public page asks for it."""
    found: Organisation | None = cache.get(f"house:{slug}")
    if found is None:
        found = Organisation.objects.filter(slug=slug).first()
        if found is None:
            raise Http404
        for name in WRITTEN:
            setattr(found, name, Said(getattr(found, name)))
        cache.set(f"house:{slug}", found, REMEMBER_SECONDS)
    return found


def forget(slug: str) -> None:
    """Its settings have changed: the next page asks again. Other processes follow within seconds."""
    cache.delete(f"house:{slug}")


def open_to_all(view: View) -> View:
    """Anyone may see this page. The address's ``org`` becomes ``request.organisation``; unknown is not found."""

    @wraps(view)
    def page(request: Any, org: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.organisation = house(org)
        return view(request, *args, **kwargs)

    page.open_to_all = True  # type: ignore[attr-defined]
    return login_not_required(page)
