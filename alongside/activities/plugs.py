"""Where activities show on a project's public page: the one green button."""

from alongside.activities.registry import tool
from alongside.projects.models import Project
from alongside.projects.public_panels import Shown, Start, register


def show(project: Project) -> Shown:
    """The start of the first activity; further activities are blocks of their tools."""
    first = project.activities.first()
    if first is None:
        return Shown()
    held = tool(first.tool)
    at = (project.organisation.slug, project.slug, first)
    return Shown(
        start=Start(
            link=held.start_url(*at),
            questions=held.questions(first) if held.questions is not None else None,
            print_link=held.paper_url(*at) if held.paper_url is not None else "",
        )
    )


register("activities", show)
