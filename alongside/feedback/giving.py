"""What findings, responses and promises give to a plan's checks."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from alongside.core.dates import local
from alongside.feedback.models import Evidence, Finding, Promise, Response
from alongside.plans.facts import give


def _given(scope: UUID) -> dict[str, Any]:
    today = timezone.localdate()
    found = Finding.objects.filter(project=scope).aggregate(
        findings=Count("pk"),
        traced=Count("pk", filter=Exists(Evidence.objects.filter(finding=OuterRef("pk")))),
        answered=Count("pk", filter=Exists(Response.objects.filter(finding=OuterRef("pk")))),
        told=Max("told_at"),
    )
    promised = Promise.objects.filter(project=scope).aggregate(
        count=Count("pk"), late=Count("pk", filter=Q(done_on=None, due_on__lt=today))
    )
    return {
        "findings": found["findings"],
        "findings_traced": found["traced"],
        "findings_answered": found["answered"],
        "told_on": local(found["told"]).date() if found["told"] else None,
        "promises": promised["count"],
        "promises_late": promised["late"],
    }


give("feedback", _given)
