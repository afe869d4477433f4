"""`alongside export`: a whole project as one file, to keep or to move elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from alongside.commands import django_side


def export(
    project: Annotated[str, typer.Argument(help="The organisation and project, such as northmere/blood-tests.")],
    out: Annotated[Path | None, typer.Option(help="The file to write.", metavar="FILE")] = None,
) -> None:
    """Write a project's pages, questions, responses, documents, findings and record as a ZIP. Names nobody."""
    django_side.ready()
    from alongside.analysis.access import results_of
    from alongside.analysis.whole import write_zip
    from alongside.projects.models import Project

    organisation, _slash, slug = project.partition("/")
    found = Project.objects.select_related("organisation").filter(organisation__slug=organisation, slug=slug).first()
    here = results_of(found) if found else None
    if here is None:
        django_side.stop(f"There is no project “{project}” with a survey.")
    path = out or Path(f"{slug}.zip")
    if not path.resolve().parent.is_dir():
        django_side.stop(f"There is no folder {path.resolve().parent}.")
    write_zip(here, path)
    typer.echo(f"Written: {path}")
