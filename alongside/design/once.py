"""A form that is sent twice makes one row. A page draws the hidden field; the row's identifier is made of it and of all
that was sent with it, so that somebody who went back and wrote something else makes another row: nothing is lost."""

from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest
from markupsafe import Markup

from alongside.core.addresses import identifier

NOT_SAID = {"once", "csrfmiddlewaretoken"}


def once() -> Markup:
    """The hidden field, another one each time the page is shown."""
    return Markup('<input type="hidden" name="once" value="{}">').format(uuid4())


def row(request: HttpRequest) -> UUID:
    """The identifier of the row that this form makes, on this page; a new one where the form carries no field."""
    field = identifier(request.POST.get("once", ""))
    if field is None:
        return uuid4()
    said = [(name, value) for name, values in sorted(request.POST.lists()) if name not in NOT_SAID for value in values]
    return uuid5(field, urlencode([("", request.path), *said]))
