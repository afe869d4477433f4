"""The front of the installation, and what machines ask: is it alive, is it ready, what may be indexed."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from alongside.organisations.models import Organisation

View = Callable[[HttpRequest], HttpResponse]


def open_page(view: View) -> View:
    """Anyone may see this, in nobody's house."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return login_not_required(view)


@require_safe
@open_page
def installation(request: HttpRequest) -> HttpResponse:
    """Every organisation that lives here; with only one, its own front page."""
    organisations = list(Organisation.objects.prefetch_related("areas"))
    if len(organisations) == 1:
        return redirect("front:home", organisations[0].slug)
    return render(request, "front/installation.html", {"organisations": organisations})


@require_safe
@open_page
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@require_safe
@open_page
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too."""
    try:
        Organisation.objects.exists()
    except DatabaseError:
        return HttpResponse("not ready: the database does not answer\n", "text/plain; charset=utf-8", status=503)
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")


@require_safe
@open_page
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are welcome on public pages, not on staff pages or inside forms."""
    lines = ["User-agent: *", "Disallow: /team/", "Disallow: /log-in/", "Disallow: /*/answer/", "Disallow: /*/code/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
