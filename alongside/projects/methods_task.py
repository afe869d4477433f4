"""Methods, on a project's workspace: those that were chosen, and how many notices are planned."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Aggregate, CharField, Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.people.accounts.roles import Permission
from alongside.plans.models_methods import ChosenMethod, ScheduledNotice
from alongside.projects.models import Project
from alongside.projects.panels import Progress, Task, register_progress

BETWEEN = "\t"


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    """A row for the methods, and under it one for each that was chosen."""
    link, see = url("projects-team:methods", org, project.slug), Permission.SEE_TEAM_PAGES
    chosen = sorted(line.split(BETWEEN) for line in (counts["chosen"] or "").splitlines())
    if not chosen:
        hint = _("How people can take part, and how they hear of it")
        yield Task("plan", _("Methods"), _("Not started"), link, hint, left=False, needs=see, part="Ways")
        return
    hint = ngettext("%(num)s notice planned", "%(num)s notices planned", counts["planned"]) % {"num": counts["planned"]}
    yield Task("plan", _("Methods"), _("Completed"), link, hint, left=False, needs=see, part="Ways")
    for name, method in chosen:
        page = url("library-team:entry", org, "methods", method)
        yield Task("plan", _(name), _("Chosen"), page, _("A method of this plan"), left=False, needs=see, part="Ways")


class _Lines(Aggregate):
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
    .annotate(lines=_Lines(Concat(F("name"), Value(BETWEEN), F("method"), output_field=CharField()), Value("\n")))
    .values("lines")
)
register_progress(
    Progress(
        "methods",
        {
            "chosen": _chosen,
            "planned": _number(ScheduledNotice.objects.filter(status=ScheduledNotice.Status.PLANNED)),
        },
        tasks,
    )
)
