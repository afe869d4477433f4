"""Settings: a task list, and one page for each thing with what it changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from alongside.knowledge.spectrums import levels, spectrums, word_for, words_of
from alongside.organisations import actions
from alongside.organisations.forms import AreaForm, BrandForm, FormatsForm, NumbersForm, ReachForm, WordsForm
from alongside.organisations.models import Organisation
from alongside.organisations.rules import contrast
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from commonground.disclosure.profiles import PROFILES


@dataclass(frozen=True)
class SettingsPage:
    """One page: its title, what changes and from when, its form, and what is set now in a few words."""

    title: str | Promise
    effect: str | Promise
    form: Callable[..., Any]
    now: Callable[[Organisation], str]


def _profile(organisation: Organisation) -> str:
    profile = PROFILES.get(organisation.disclosure_profile)
    return _(profile.name) if profile else organisation.disclosure_profile


PAGES: dict[str, SettingsPage] = {
    "brand": SettingsPage(
        gettext_lazy("Name and brand"),
        gettext_lazy("Shown on every page of your public site from the moment you save."),
        BrandForm,
        lambda here: (
            _("%(name)s, %(colour)s, contrast %(ratio)s to 1")
            % {"name": here.service_name, "colour": here.brand_colour, "ratio": contrast(here.brand_colour).on_white}
        ),
    ),
    "reach": SettingsPage(
        gettext_lazy("How people reach you"),
        gettext_lazy("Shown at the foot of every public page, on Help and on paper forms printed from now on."),
        ReachForm,
        lambda here: f"{here.phone}, {here.email}",
    ),
    "words": SettingsPage(
        gettext_lazy("Words we use"),
        gettext_lazy("Every project page says these words for its kind of involvement, from the moment you save."),
        WordsForm,
        lambda here: ", ".join(word_for(key, here.vocabulary) for key in list(levels())[:4]) + " …",
    ),
    "numbers": SettingsPage(
        gettext_lazy("Small numbers"),
        gettext_lazy("Used for results published from now on. What is already published does not change."),
        NumbersForm,
        _profile,
    ),
    "formats": SettingsPage(
        gettext_lazy("Answering and keeping"),
        gettext_lazy(
            "The day that people are promised when they ask, from the moment you save: earlier requests keep their day."
            " The privacy notice follows at once."
        ),
        FormatsForm,
        lambda here: (
            _("Another way within %(days)s working days. Answers kept for %(years)s years")
            % {"days": here.another_way_days, "years": here.keep_answers_years}
        ),
    ),
}


@team_page(Permission.MANAGE)
@require_GET
def overview(request: TeamRequest) -> HttpResponse:
    organisation = request.organisation
    names = [area.name for area in organisation.areas.all()]
    context = {
        "current": "settings",
        "pages": [(key, page.title, page.now(organisation)) for key, page in PAGES.items()],
        "areas": names,
    }
    return render(request, "front/team/settings.html", context)


@team_page(Permission.MANAGE)
@require_http_methods(["GET", "POST"])
def change(request: TeamRequest, page: str) -> HttpResponse:
    if page not in PAGES:
        raise Http404
    chosen = PAGES[page]
    form = chosen.form(request.POST if request.method == "POST" else None, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_settings(
            organisation=request.organisation, page=str(chosen.title), values=form.values(), by=request.user.pk
        )
        messages.success(request, _("“%(page)s” is saved.") % {"page": chosen.title})
        return redirect("team:settings", request.organisation.slug)
    context = {
        "current": "settings",
        "key": page,
        "page": chosen,
        "form": form,
        "vocabularies": {each.key: ", ".join(words_of(each.key)) for each in spectrums()},
        "ratios": contrast(request.organisation.brand_colour),
        "problems": bool(form.errors),
    }
    return render(request, "front/team/settings_page.html", context, status=422 if form.errors else 200)


@team_page(Permission.MANAGE)
@require_http_methods(["GET", "POST"])
def areas(request: TeamRequest) -> HttpResponse:
    here = list(request.organisation.areas.all())
    removing = request.method == "POST" and "remove" in request.POST
    form = AreaForm(
        request.POST if request.method == "POST" and not removing else None, already=[area.code for area in here]
    )
    if removing:
        area = get_object_or_404(request.organisation.areas, code=request.POST["remove"])
        actions.remove_area(area=area, by=request.user.pk)
        messages.success(request, _("%(area)s is removed.") % {"area": area.name})
        return redirect("team:settings-areas", request.organisation.slug)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        actions.add_area(organisation=request.organisation, code=code, name=form.name, by=request.user.pk)
        messages.success(request, _("%(area)s is added.") % {"area": form.name})
        return redirect("team:settings-areas", request.organisation.slug)
    context = {"current": "settings", "areas": here, "form": form, "problems": bool(form.errors)}
    return render(request, "front/team/settings_areas.html", context, status=422 if form.errors else 200)
