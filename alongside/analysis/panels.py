"""Where results show in rooms below: on the project's public page."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from alongside.analysis.models import PublishedResult, Tally
from alongside.projects.models import Project
from alongside.projects.public_panels import Shown, register

FEWEST = 10
NEAREST = 5
"""How many took part is said to the nearest 5, and not below 10, so that nobody is seen coming or going."""


def _shown(project: Project) -> Shown:
    """How many took part, and a link to the results once there are some. One query."""
    out = PublishedResult.objects.filter(activity=OuterRef("activity"), published_at__isnull=False)
    found = list(Tally.objects.filter(activity__project=project).values_list("responses", Exists(out)))
    responses = sum(count for count, _published in found)
    published = any(published for _count, published in found)
    return Shown(
        people=NEAREST * round(responses / NEAREST) if responses >= FEWEST else None,
        results=reverse("analysis:results", args=[project.organisation.slug, project.slug]) if published else "",
    )


register("analysis", _shown)
