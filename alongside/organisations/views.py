from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import cache_control

from alongside.organisations.access import open_to_all


@open_to_all
@cache_control(public=True, max_age=86400, immutable=True)
def brand(request: Any) -> HttpResponse:
    """The organisation's colour as a stylesheet: the security policy allows no inline styles."""
    return HttpResponse(
        f":root{{--brand:{request.organisation.brand_colour}}}\n", content_type="text/css; charset=utf-8"
    )
