"""The published pack beside "How this was run"."""

from alongside.evidence.models import Pack
from alongside.projects.models import Project
from alongside.projects.public_panels import Block, Place, beside_how_run

MOST = 20


@beside_how_run
def show(project: Project) -> Block | None:
    every = Pack.objects.filter(project=project, published_at__isnull=False).order_by("-published_at")
    published = list(every[:MOST])
    if not published:
        return None
    there = [each for each in published if each.withdrawn_at is None]
    context = {
        "newest": there[0] if there else None,
        "earlier": there[1:],
        "taken_off": [each for each in published if each.withdrawn_at],
    }
    return Block(Place.AFTER, "evidence/beside.html", context)
