"""Hearing, on its project's workspace: what came in, who is missing, what the public has been shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.analysis.models import PublishedResult, Tally
from alongside.core.addresses import url
from alongside.core.dates import in_words
from alongside.design.words import number
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project, State
from alongside.projects.panels import Progress, Task, register_progress


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    state = project.state_at(timezone.now())
    if state in (State.DRAFT, State.UPCOMING):
        when = _("From %(day)s") % {"day": in_words(project.opens_at)} if project.opens_at else _("Once it is open")
        yield Task("hear", _("Read what people say"), _("Cannot start yet"), hint=when, left=False)
        return
    responses = counts["responses"]
    yield Task(
        "hear",
        _("Read what people say"),
        ngettext("%(shown)s response", "%(shown)s responses", responses) % {"shown": number(responses)},
        url("analysis-team:responses", org, project.slug),
        left=False,
        needs=Permission.SEE_TEAM_PAGES,
    )
    yield Task(
        "hear",
        _("See who is missing"),
        _("While it is open") if state in (State.OPEN, State.PAUSED) else _("Closed"),
        url("analysis-team:reach", org, project.slug),
        _("Beside who lives here"),
        left=False,
        needs=Permission.SEE_RESULTS,
    )
    yield _results(project, org, state, published=counts["published"])


def _results(project: Project, org: str, state: State, *, published: bool) -> Task:
    link, title = url("analysis-team:publish", org, project.slug), _("Publish the results")
    if published:
        return Task("hear", title, _("Completed"), link, left=False, needs=Permission.PUBLISH)
    waits = state in (State.CLOSED, State.ANSWERED)
    hint, colour = ("", "blue") if waits else (_("Usually after it closes"), "")
    return Task("hear", title, _("Not started"), link, hint, colour, needs=Permission.PUBLISH)


_tallies = Tally.objects.filter(activity__project=OuterRef("pk")).order_by().values("activity__project")
_out = PublishedResult.objects.filter(activity__project=OuterRef("pk"), published_at__isnull=False)
register_progress(
    Progress(
        "analysis",
        {
            "responses": Coalesce(
                Subquery(_tallies.annotate(all=Sum("responses")).values("all"), output_field=IntegerField()), 0
            ),
            "published": Exists(_out),
        },
        tasks,
    )
)
