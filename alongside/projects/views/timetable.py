"""The timetable of a project: what has to begin when at the latest, what is in the way, and a day that would work."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.core.addresses import whole
from alongside.core.dates import in_words, local
from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.plans.timetable_forms import PURPOSES, FormatsForm, MeetingForm, format_words
from alongside.plans.timetables import ChosenMeanwhile, choose
from alongside.projects import stages, timetabling
from alongside.projects.views.common import project_of


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def timetable(request: TeamRequest, project: str) -> HttpResponse:
    """Table first, picture second, warnings with their reasons."""
    found, now = project_of(request, project), timezone.now()
    made = timetabling.timetable_of(found, now)
    context: dict[str, Any] = {**stages.frame(found, request.organisation, now, "plan"), "made": made}
    if made.table is not None:
        context |= {
            "rows": timetabling.rows(found, made),
            "picture": timetabling.picture(found, made.table, local(now).date()),
            "warnings": timetabling.warnings(made.table),
        }
    context |= {"meetings": _meetings(made), "formats": format_words(made.choice.formats if made.choice else [])}
    return render(request, "projects/team/timetable.html", context)


def _meetings(made: timetabling.Made) -> list[tuple[str, str, str]]:
    held = made.choice.meetings if made.choice else []
    return [(each["name"], in_words(date.fromisoformat(each["date"])), str(PURPOSES[each["purpose"]])) for each in held]


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def change(request: TeamRequest, project: str) -> HttpResponse:
    """Formats wanted and meetings: each button saves its own part and leaves the other as it is."""
    found, now = project_of(request, project), timezone.now()
    made = timetabling.timetable_of(found, now)
    formats = list(made.choice.formats) if made.choice else []
    meetings = list(made.choice.meetings) if made.choice else []
    posted = request.POST if request.method == "POST" else None
    form = FormatsForm(posted if posted and "save-formats" in posted else None, initial={"formats": formats})
    meeting = MeetingForm(posted if posted and "add-meeting" in posted else None)
    valid = False
    if posted and "remove" in posted:
        place, valid = _number(posted["remove"]), True
        meetings = [each for at, each in enumerate(meetings) if at != place]
    elif form.is_bound and form.is_valid():
        formats, valid = form.cleaned_data["formats"], True
    elif meeting.is_bound and meeting.is_valid():
        data, valid = meeting.cleaned_data, True
        meetings = [*meetings, {**data, "date": data["date"].isoformat()}]
    if posted and valid:
        seen = _number(posted.get("seen", ""))
        try:
            choose(scope=found.pk, formats=formats, meetings=meetings, seen=seen, by=request.user.pk, at=now)
        except ChosenMeanwhile:
            messages.warning(request, _("Somebody changed this while you were here. Look again, then do it once more."))
        else:
            messages.success(request, _("The timetable is made again."))
        here = "timetable-change" if "save-formats" not in posted else "timetable"
        return redirect(f"projects-team:{here}", request.organisation.slug, found.slug)
    problems = bool((form.is_bound and form.errors) or (meeting.is_bound and meeting.errors))
    context = {
        **stages.frame(found, request.organisation, now, "plan"),
        "form": form,
        "meeting": meeting,
        "meetings": _meetings(made),
        "seen": made.choice.number if made.choice else 0,
        "problems": problems,
    }
    return render(request, "projects/team/timetable_change.html", context, status=422 if problems else 200)


@team_page(Permission.SEE_TEAM_PAGES)
@require_GET
def calendar(request: TeamRequest, project: str) -> HttpResponse:
    """A file for calendars."""
    found, now = project_of(request, project), timezone.now()
    link = request.build_absolute_uri(request.path.removesuffix("timetable.ics") + "timetable/")
    content = timetabling.calendar(found, timetabling.timetable_of(found, now), link, now)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}-timetable.ics"'
    return answer


def _number(typed: str) -> int:
    return whole(typed)
