"""The product's addresses, the yardstick (an empty view behind the full middleware), and a way to forget."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import path

from alongside.config.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    """Says ok. Logged in it knows who is there, as every page of the team must."""
    if request.COOKIES.get("sessionid"):
        assert request.user.is_authenticated
    return HttpResponse("ok")


@login_not_required
def forget(request: HttpRequest) -> HttpResponse:
    """Nothing is remembered any more: the next page is made cold."""
    cache.clear()
    return HttpResponse("ok")


urlpatterns = [path("bench-empty/", empty), path("bench-forget/", forget), *urlpatterns]
