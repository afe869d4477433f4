"""The demo's own pages: the mail that was sent, and a door for each invented person."""

from datetime import UTC, datetime

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.demo.mail import outbox
from alongside.demo.organisations import HOUSES, RESIDENTS, email_of
from alongside.demo.residents import codes
from alongside.people.accounts.models import Person
from alongside.people.accounts.roles import ROLES


@login_not_required
def sent_mail(request: HttpRequest) -> HttpResponse:
    shown = [{**each, "at": datetime.fromtimestamp(each["at"], UTC)} for each in outbox()]
    return render(request, "demo/outbox.html", {"mail": shown})


@login_not_required
def people(request: HttpRequest) -> HttpResponse:
    houses = [(house, [(each, email_of(each.name), ROLES[each.role]) for each in house.colleagues]) for house in HOUSES]
    page = {"houses": houses, "residents": [(n, email_of(n)) for n in RESIDENTS], "codes": codes()}
    return render(request, "demo/people.html", page)


@login_not_required
@require_POST
def log_in_as(request: HttpRequest) -> HttpResponse:
    """As one of the demo's people and nobody else; the demo room is never installed in production."""
    known = {email_of(each.name) for house in HOUSES for each in house.colleagues} | set(map(email_of, RESIDENTS))
    person = get_object_or_404(Person, email=request.POST.get("email", ""), email__in=known)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    request.session["second_factor"] = True
    return redirect("/after-log-in/")
