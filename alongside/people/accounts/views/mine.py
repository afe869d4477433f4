"""My Alongside: consents, how to reach me, access needs, my data. What I took part in is in front, which knows projects."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.people.accounts import actions, rights
from alongside.people.accounts.access import own_page
from alongside.people.accounts.forms.mine import NameForm, NeedsForm
from alongside.people.accounts.forms.public import HowForm
from alongside.people.accounts.models import Arrangement, Consent, Contact
from alongside.people.accounts.needs import NEEDS, keep_needs, still_right
from alongside.people.accounts.roles import ROLES, Permission
from alongside.people.accounts.teams import who_may


def _page(request: Any, template: str, status: int = 200, **context: Any) -> HttpResponse:
    words = {"current": "mine", "problems": status == 422, **context}
    return render(request, f"accounts/mine/{template}.html", words, status=status)


def _contacts(request: Any) -> list[Contact]:
    return [each for each in rights.contacts_of(request.user) if each.organisation_id == request.organisation.id]


@never_cache
@own_page
def consents(request: Any) -> HttpResponse:
    found = Consent.objects.filter(contact__in=_contacts(request)).order_by("stopped_at", "-given_at")
    projects = dict(request.organisation.projects.values_list("id", "name"))
    rows = [(each, projects.get(each.scope, "")) for each in found]
    return _page(request, "consents", rows=rows)


@require_POST
@own_page
def stop(request: Any, consent: UUID) -> HttpResponse:
    held = get_object_or_404(Consent.objects.select_related("contact"), pk=consent, contact__in=_contacts(request))
    actions.stop(consent=held)
    messages.success(request, _("Stopped: “%(consent)s”.") % {"consent": held.wording})
    return redirect("front:mine-consents", request.organisation.slug)


@never_cache
@own_page
def contact(request: Any) -> HttpResponse:
    held = next(iter(_contacts(request)), None)
    if held is None:
        return _page(request, "no_contact")
    box = HowForm.BOX_OF[Contact.Route(held.route)]
    initial = {
        "route": held.route,
        "name": held.name,
        "language": held.language,
        "format": held.format,
        box: held.address,
    }
    form = HowForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_contact(contact=held, **form.how)
        messages.success(request, _("Saved. We reach you this way from now on."))
        return redirect("front:mine", request.organisation.slug)
    return _page(request, "contact", 422 if form.errors else 200, form=form)


@never_cache
@own_page
def needs(request: Any) -> HttpResponse:
    held = {each.need: each for each in request.user.access_needs.all()}
    initial = {
        "needs": list(held),
        "shared": any(each.shared_with_teams for each in held.values()),
        **{f"detail-{need}": each.detail for need, each in held.items()},
    }
    form = NeedsForm(request.POST if request.POST.get("what") != "right" else None, initial=initial)
    if request.method == "POST":
        if request.POST.get("what") == "right":
            still_right(person=request.user)
        elif form.is_bound and form.is_valid():
            keep_needs(person=request.user, needs=form.kept, shared=form.cleaned_data["shared"])
        if not form.errors:
            messages.success(request, _("Saved. We ask you to check them in a year."))
            return redirect("front:mine", request.organisation.slug)
    check_by = min((each.check_by for each in held.values()), default=None)
    done = list(
        Arrangement.objects.filter(
            need__in=held.values(), organisation=request.organisation, need__shared_with_teams=True
        ).select_related("need")
    )
    projects = dict(
        request.organisation.projects.filter(pk__in={each.scope for each in done}).values_list("pk", "name")
    )
    return _page(
        request,
        "needs",
        422 if form.errors else 200,
        form=form,
        rows=[(key, words, form[f"detail-{key}"]) for key, words in NEEDS.items()],
        who=[(each.person, ROLES[each.role].name) for each in who_may(request.organisation, Permission.SEE_CONTACTS)],
        done=[(NEEDS[each.need.need], projects.get(each.scope, ""), each) for each in done],
        projects=sorted(projects.values()),
        check_by=check_by,
        overdue=check_by is not None and check_by <= timezone.localdate(),
    )


@never_cache
@own_page
def data(request: Any) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.change_name(person=request.user, name=form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return redirect("front:mine-data", request.organisation.slug)
    return _page(request, "data", 422 if form.errors else 200, form=form)


@never_cache
@own_page
def download(request: Any) -> HttpResponse:
    response = JsonResponse(rights.my_data(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-alongside.json"'
    return response


@never_cache
@own_page
def delete(request: Any) -> HttpResponse:
    if request.method != "POST":
        return _page(request, "delete")
    person = request.user
    try:
        rights.erase_person(person=person)
    except rights.WorksHere:
        return _page(request, "delete", 422, works_here=True)
    logout(request)
    return render(request, "accounts/mine/deleted.html")
