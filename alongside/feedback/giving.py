"""What findings, responses and promises give to a plan's checks."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now, TruncDate

from alongside.core.dates import local
from alongside.feedback.models import Evidence, Finding, Promise, Response
from alongside.plans.facts import give


def _count(rows: "QuerySet[Any]") -> Coalesce:
    counted = rows.filter(project=OuterRef("pk")).order_by().values("project").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count"), output_field=IntegerField()), 0)


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    told = values["told"]
    counts = {
        name: values[name] for name in ("findings", "findings_traced", "findings_answered", "promises", "promises_late")
    }
    return {**counts, "told_on": local(told).date() if told else None}


_held = Evidence.objects.filter(finding=OuterRef("pk"), people__gt=0)
_told = Finding.objects.filter(project=OuterRef("pk")).order_by().values("project").annotate(told=Max("told_at"))
give(
    "feedback",
    expressions={
        "findings": _count(Finding.objects.all()),
        "findings_traced": _count(Finding.objects.filter(Exists(_held))),
        "findings_answered": _count(Finding.objects.filter(Exists(Response.objects.filter(finding=OuterRef("pk"))))),
        "told": Subquery(_told.values("told")),
        "promises": _count(Promise.objects.all()),
        "promises_late": _count(Promise.objects.filter(done_on=None, due_on__lt=TruncDate(Now()))),
    },
    facts=_facts,
)
