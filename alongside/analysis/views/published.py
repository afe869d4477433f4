"""What people told us, for everybody; and for the team, what the public would see before it does."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.analysis import actions, files
from alongside.analysis.access import Results, results_of, results_or_404, team_project
from alongside.analysis.columns import characteristics
from alongside.analysis.keeping import editions_of
from alongside.analysis.models import PublishedResult
from alongside.analysis.published import Published, told
from alongside.analysis.publishing import MOST_CHARACTERISTICS
from alongside.analysis.quotes import quotes_of
from alongside.analysis.sheets import table_response
from alongside.analysis.views.results import figures_html
from alongside.design.words import file_size
from alongside.organisations.access import PublicRequest, open_to_all
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.access import project_or_404
from alongside.projects.models import State
from alongside.projects.stages import frame
from alongside.questionnaires.lineage import lineage
from commonground.disclosure import PROFILES


def _told(here: Results, made: PublishedResult) -> Published:
    about = editions_of(here.survey.monitoring_id).history if made.tables["by"] else {}
    profile = PROFILES.get(made.profile, here.profile)
    return told(made.tables, here.editions.history, about, here.telling(exact=False, staff=False), profile)


def _page(here: Results, made: PublishedResult, tables: str) -> dict[str, Any]:
    said = _told(here, made)
    key = ("public", made.pk, bool(tables))
    return {
        "made": made,
        "said": said,
        "figures": figures_html(list(said.figures), key=key, by_characteristics=said.compared, tables=tables),
        "sections": [title for title in dict.fromkeys(each.section for each in said.figures) if title],
        "quotes": quotes_of(here),
    }


@open_to_all
@require_GET
def results(request: PublicRequest, project: str) -> HttpResponse:
    found = project_or_404(request, project)
    here = results_of(found)
    made = actions.last_published(here.survey.activity_id) if here else None
    context: dict[str, Any] = {"current": "projects", "project": found, "state": found.state_at(timezone.now())}
    if here is not None and made is not None:
        if "table" in request.GET:
            return table_response(_told(here, made).figures, request.GET["table"])
        context |= _page(here, made, "?table=")
        at = [request.organisation.slug, found.slug]
        context["downloads"] = [
            {
                "link": reverse("analysis:file", args=[*at, each.pk]),
                "words": files.KINDS[each.kind].download % {"size": file_size(each.size)},
            }
            for each in found.made_files.filter(options={"published": made.number}, ready_at__isnull=False).order_by(
                "kind"
            )
        ]
    return render(request, "analysis/published.html", context)


@team_page(Permission.PUBLISH)
@require_http_methods(["GET", "POST"])
def publishing(request: TeamRequest, project: str) -> HttpResponse:
    """Choose the cuts, see what the public would see, publish it."""
    now = timezone.now()
    found = team_project(request, project)
    here = results_or_404(found)
    about = editions_of(here.survey.monitoring_id).history
    choices = {key: lineage(about, key).wording for key in characteristics(about)}
    if request.method == "POST":
        chosen = [key for key in request.POST.getlist("by") if key in choices]
        try:
            actions.ask_for_proposal(results=here, by_characteristics=chosen, by=request.user.pk)
        except actions.NotYet as early:
            messages.info(request, wait_words(early))
        return redirect("analysis-team:publish", request.organisation.slug, found.slug)
    activity = here.survey.activity_id
    proposal = actions.proposal_of(activity)
    context = {
        **frame(found, request.organisation, now, "hear"),
        "here": here,
        "choices": choices,
        "most": MOST_CHARACTERISTICS,
        "work": actions.work_on(found),
        "wait": actions.may_publish(here),
        "last": actions.last_published(activity),
        "closed": found.state_at(now) in (State.CLOSED, State.ANSWERED),
    }
    if proposal is not None:
        context |= _page(here, proposal, "")
    return render(request, "analysis/publish.html", context)


@team_page(Permission.PUBLISH)
@require_POST
def publish(request: TeamRequest, project: str) -> HttpResponse:
    found = team_project(request, project)
    here = results_or_404(found)
    number = _whole(request.POST.get("number", ""))
    try:
        actions.publish(results=here, number=number, by=request.user.pk, at=timezone.now())
    except actions.TooEarly:
        messages.info(request, _("Results are published after the project closes. Nothing was published."))
    except actions.NotYet as early:
        messages.info(request, wait_words(early))
    except PublishedResult.DoesNotExist:
        messages.info(request, _("These results have been made again or published meanwhile. Look at them once more."))
    else:
        messages.success(request, _("The results are published. Everyone can see them now."))
    return redirect("analysis-team:publish", request.organisation.slug, found.slug)


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise Http404
    return int(text)


def wait_words(early: actions.NotYet) -> str:
    missing = early.wait.short_by
    return ngettext(
        "%(count)s more person has to answer before results can be published again.",
        "%(count)s more people have to answer before results can be published.",
        missing,
    ) % {"count": missing}
