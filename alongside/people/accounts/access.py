"""Team pages: who may open them. Strangers are told there is nothing; colleagues, whom to ask."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.organisations.models import Organisation
from alongside.people.accounts.models import Membership, Person
from alongside.people.accounts.roles import ROLES, Permission

View = Callable[..., HttpResponseBase]

# What a session remembers: the second factor was used, when the team's pages were first and last opened in it.
SECOND_FACTOR = "second_factor"
SINCE, SEEN = "team_since", "team_seen"
LONGEST = 12 * 3600  # seconds a colleague stays logged in
IDLE = 2 * 3600  # seconds without opening a page
RESPOND = "RESPOND"  # what the organisation says to a finding, whoever's work that is
NOTED = 300  # seconds between notes of having been seen: reading a page seldom writes


class TeamRequest(HttpRequest):
    """A request by a colleague, in one organisation."""

    organisation: Organisation
    membership: Membership
    may: frozenset[str]
    run: "Run | None"
    user: Person


def can(membership: Membership | None, permission: Permission) -> bool:
    return membership is not None and permission in rights_of(membership)


def rights_of(membership: Membership) -> frozenset[Permission]:
    """Those of the role; on pages of work that is somebody's own, as a room said (see ``own_work``)."""
    rights: frozenset[Permission] | None = getattr(membership, "rights", None)
    return ROLES[membership.role].permissions if rights is None else rights


@dataclass(frozen=True)
class Run:
    """By which group the work that a page is about is run, and whether whoever asks is in it."""

    name: str
    inside: bool
    rights: frozenset[Permission]


OwnWork = Callable[[Any, Permission, Mapping[str, Any]], Run | None]
_own_work: list[OwnWork] = []


def own_work(look: OwnWork) -> OwnWork:
    """Register what looks, for every team page of an organisation that has such work, whether the page is about some.
    Given the request, the permission that the page asks for and what is in its address."""
    _own_work.append(look)
    return look


def present_memberships(person: Any) -> list[Membership]:
    """Every organisation in which somebody works now, by name."""
    return list(
        Membership.objects.filter(person=person.pk, until=None)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def membership_of(person: Person, slug: str) -> Membership | None:
    """The colleague's present role in that organisation (there is one at most), with the organisation, in one query."""
    present = Membership.objects.filter(person=person.pk, organisation__slug=slug, until=None)
    return next(iter(present.select_related("organisation")), None)


def team_page(permission: Permission) -> Callable[[View], View]:
    """Colleagues with this permission may open this page.

    The address's ``org`` becomes ``request.organisation``, the role ``request.membership``, and the names of its
    permissions ``request.may``, in templates ``may``: a page offers nobody what they may not do. Someone from outside
    gets 404, a colleague without the permission 403 with the names of people who can help.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: Any, org: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            membership = membership_of(request.user, org)
            if membership is None:
                raise Http404
            request.membership = membership
            request.organisation = membership.organisation
            request.run = _run(request, permission, kwargs) if request.organisation.independent_work else None
            if request.run is not None:
                membership.rights = request.run.rights  # type: ignore[attr-defined]
            request.may = frozenset(each.name for each in rights_of(membership))
            if Permission.ANSWER in ROLES[membership.role].permissions:
                request.may |= {RESPOND}
            if ended := session_ended(request):
                return ended
            if ROLES[membership.role].sees_personal_data and not has_second_factor(request):
                return redirect("accounts:second-factor")
            if not can(membership, permission):
                return no_right(request)
            return view(request, *args, **kwargs)

        page.permission = permission  # type: ignore[attr-defined]
        return page

    return decorate


def _run(request: Any, permission: Permission, address: Mapping[str, Any]) -> Run | None:
    return next((found for look in _own_work if (found := look(request, permission, address)) is not None), None)


def own_page(view: View) -> View:
    """Whoever is logged in may open this page of their own. ``request.organisation`` as on the public site."""

    @wraps(view)
    def page(request: Any, org: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.organisation = get_object_or_404(Organisation, slug=org)
        return view(request, *args, **kwargs)

    page.own_page = True  # type: ignore[attr-defined]
    return page


def has_second_factor(request: HttpRequest) -> bool:
    """A passkey, an app's code or a recovery code was used in this session, not merely set up once."""
    if request.session.get(SECOND_FACTOR):
        return True
    if any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user)):
        request.session[SECOND_FACTOR] = True
        return True
    return False


def session_ended(request: Any) -> HttpResponse | None:
    """Colleagues are logged out after 12 hours, or 2 without opening a page. What was typed is shown to be copied."""
    now = int(time.time())
    since, seen = request.session.get(SINCE), request.session.get(SEEN)
    if since is not None and (now - since > LONGEST or now - seen > IDLE):
        logout(request)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        typed = [
            (name, value)
            for name in request.POST
            if name != "csrfmiddlewaretoken"
            for value in request.POST.getlist(name)
            if value.strip()
        ]
        return render(request, "accounts/session_ended.html", {"typed": typed}, status=403)
    if since is None or now - seen > NOTED:
        request.session[SINCE] = since or now
        request.session[SEEN] = now
        Membership.objects.filter(pk=request.membership.pk).update(last_here_at=timezone.now())
    return None


def no_right(request: Any) -> HttpResponse:
    """403: says what happened and whom to ask."""
    owners = Membership.objects.filter(
        organisation=request.organisation, role="owner", until__isnull=True
    ).select_related("person")[:3]
    words = {
        "owners": [str(each.person) for each in owners],
        "role": ROLES[request.membership.role].name,
        "run": getattr(request, "run", None),
        "project_slug": request.resolver_match.kwargs.get("project", ""),
    }
    return render(request, "accounts/no_right.html", words, status=403)
