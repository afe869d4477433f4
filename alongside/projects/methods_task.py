"""Methods, on a project's workspace: those that were chosen, what is planned with them, and how many notices."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Aggregate, CharField, Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.core.dates import in_words
from alongside.people.accounts.roles import Permission
from alongside.plans.models_doing import ActivityTask, PlannedActivity
from alongside.plans.models_methods import ChosenMethod, ScheduledNotice
from alongside.projects.models import Project
from alongside.projects.panels import Progress, Task, register_progress

BETWEEN = "\t"


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    """A row for the methods with their names, and one for what is planned with its tasks."""
    link, see = url("projects-team:methods", org, project.slug), Permission.SEE_TEAM_PAGES
    chosen = sorted(_(name) for name in (counts["chosen"] or "").splitlines())
    status, hint = _("Not started"), _("How people can take part, and how they hear of it")
    if chosen:
        notices = ngettext("%(num)s notice planned", "%(num)s notices planned", counts["planned"])
        status, hint = _("Completed"), f"{', '.join(chosen)}. {notices % {'num': counts['planned']}}"
    yield Task("plan", _("Methods"), status, link, hint, left=False, needs=see, part="Ways")
    if counts["activities"]:
        yield from _doing(project, org, counts)


def _doing(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    left, due, link = counts["left"], counts["due"], url("projects-team:activities", org, project.slug)
    hint = ngettext("%(num)s planned", "%(num)s planned", counts["activities"]) % {"num": counts["activities"]}
    words = ngettext("%(num)s task to do", "%(num)s tasks to do", left) % {"num": left}
    late = due is not None and due < timezone.localdate()
    if due is not None:
        hint = _("%(planned)s. The next task is due on %(day)s") % {"planned": hint, "day": in_words(due)}
    yield Task(
        "plan",
        _("Planned activities"),
        _("Tasks are late") if late else words if left else _("Completed"),
        link,
        hint,
        "red" if late else "blue" if left else "",
        left=False,
        needs=Permission.SEE_TEAM_PAGES,
        part="Ways",
    )


class Lines(Aggregate):
    """A column of text as lines, so that the workspace stays at one query."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s)"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


def _number(rows: Any) -> Coalesce:
    counted = rows.filter(scope=OuterRef("pk")).order_by().values("scope").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


_chosen = Subquery(
    ChosenMethod.objects.filter(removed_at=None, scope=OuterRef("pk"))
    .order_by()
    .values("scope")
    .annotate(lines=Lines(F("name"), Value("\n")))
    .values("lines")
)
_open = ActivityTask.objects.filter(done_at=None, activity__cancelled_at=None)
_due = _open.filter(scope=OuterRef("pk"), due_on__isnull=False).order_by("due_on").values("due_on")[:1]
register_progress(
    Progress(
        "methods",
        {
            "activities": _number(PlannedActivity.objects.filter(cancelled_at=None)),
            "left": _number(_open),
            "due": Subquery(_due),
            "chosen": _chosen,
            "planned": _number(ScheduledNotice.objects.filter(status=ScheduledNotice.Status.PLANNED)),
        },
        tasks,
    )
)
