"""The demo's translations and its Easy Read edition: invented, like the rest. Days are counted from today.

``before`` holds English words that have changed since they were translated, so that a stale translation can be seen.
"""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.documents import actions
from alongside.documents.models import Document, DocumentEdition
from alongside.projects.languages import parts
from alongside.projects.models import Project, SectionEdit

CHANGED = -10
FILE = Path(__file__).parent / "translations.json"
Day = Callable[[int], date]

EASY_READ = {
    "blood-tests": (
        "Blood tests: tell us what you think",
        "This is about blood tests.\n\nA nurse takes a little of your blood. Doctors look at it to see if you are well."
        "\n\nWe want to open 4 new places for blood tests.\n\nWe want to know:\n\nWhen is a good time for you?"
        "\n\nWhere is a good place for you?\n\nYou can tell us on this website, on paper or by phone."
        "\n\nYou can ask somebody to help you.\n\nYou do not have to tell us anything.",
        -25,
        -26,
    )
}


def translate(project: Project, by: UUID, day: Day) -> None:
    """Every translation that the demo has of this project, published."""
    if project.slug in _all():
        changed = timezone.make_aware(datetime.combine(day(CHANGED), time(11)))
        SectionEdit.objects.create(project=project, key="change", by=by, at=changed)
    for language, made in _all().get(project.slug, {}).items():
        texts = {text.path: text for part in parts(project) for text in part.texts}
        paths = _paths(project)
        said = {paths.get(path, path): words for path, words in made["texts"].items()}
        said = {path: words for path, words in said.items() if path in texts}
        before: dict[str, str] = made["before"]
        translation = actions.save_translation(
            scope=project.pk,
            language=language,
            texts=said,
            made_from={
                path: [before[path], day(made["of"]).isoformat()]
                if path in before
                else [texts[path].words, texts[path].since.isoformat()]
                for path in said
            },
            facts={
                "translated_by": made["translated_by"],
                "checked_by": made["checked_by"],
                "checked_on": day(made["checked"]) if made["checked"] is not None else None,
            },
            by=by,
        )
        actions.publish_translation(translation=translation, by=by)


def _paths(project: Project) -> dict[str, str]:
    """What the file calls page.updates.0.title, by the name that the database gave it."""
    found: dict[str, str] = {}
    for kind, things, names in (
        ("dates", project.dates.all(), ("words",)),
        ("updates", project.updates.all(), ("title", "body")),
    ):
        for place, thing in enumerate(things):
            found |= {f"page.{kind}.{place}.{name}": f"page.{kind}.{thing.pk}.{name}" for name in names}
    return found


def _all() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def easy_read(project: Project, day: Day) -> None:
    """The page itself in Easy Read, checked with people with learning disabilities."""
    if project.slug not in EASY_READ:
        return
    title, body, made, checked = EASY_READ[project.slug]
    about = Document.objects.create(
        organisation=project.organisation,
        scope=project.pk,
        slug="about",
        title=project.name,
        position=99,
        published_at=project.published_at,
    )
    DocumentEdition.objects.create(
        document=about,
        format=DocumentEdition.Format.EASY_READ,
        title=title,
        body=body,
        made_on=day(made),
        checked_with_people_on=day(checked),
    )
