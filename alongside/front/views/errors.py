"""When things go wrong: what happened, whether anything was lost, and one next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

# When even our own templates fail.
LAST_RESORT = (
    "<!doctype html><html lang=en-gb><meta name=viewport content='width=device-width'><title>Sorry, something went "
    "wrong</title><h1>Sorry, something went wrong</h1><p>It is our fault. Answers you saved before are safe. "
    "Go back and try again in a few minutes.</p></html>"
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "front/not_found.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "front/not_allowed.html", status=403)


@requires_csrf_token
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token did not match. The browser still holds what was typed: Back brings it again."""
    return render(request, "front/form_expired.html", status=403)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database: it may be what failed."""
    try:
        nonce = str(getattr(request, "csp_nonce", ""))
        words = {"language": "en-gb", "direction": "ltr", "messages": list, "nonce": nonce}
        return HttpResponse(render_to_string("front/went_wrong.html", words), status=500)
    except Exception:  # the page about the failure must not fail
        return HttpResponse(LAST_RESORT, status=500)


def busy(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    response = render(request, "front/busy.html", status=429)
    response["Retry-After"] = str(seconds)
    return response
