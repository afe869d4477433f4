"""The evidence pack on its project's workspace."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from alongside.core.addresses import url
from alongside.core.dates import in_words
from alongside.evidence.models import Pack
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project
from alongside.projects.panels import Progress, Task, register_progress


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    if project.published_at is None:
        return
    made = counts["made"]
    yield Task(
        "learn",
        _("Evidence pack"),
        _("Made %(day)s") % {"day": in_words(made)} if made else _("Whenever you need it"),
        url("evidence:packs", org, project.slug),
        _("How it was run, as a PDF and files that anybody can check"),
        left=False,
        needs=Permission.EXPORT,
    )


_made = (
    Pack.objects.filter(project=OuterRef("pk"), public=False, made_at__isnull=False)
    .order_by("-made_at")
    .values("made_at")
)
register_progress(Progress("evidence", {"made": Subquery(_made[:1])}, tasks))
