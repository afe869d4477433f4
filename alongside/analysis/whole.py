"""A whole project as one ZIP of plain files: what the house holds about it, and nothing of who took part.

Rows are found by following what belongs to the project, so that a room that is added later is in it without being
named here. People, codes, contacts and equality answers live in rooms that are left out.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from alongside.analysis import exporting
from alongside.analysis.access import Results
from alongside.documents.models import DocumentEdition
from alongside.projects.models import Project
from alongside.questionnaires.models import Edition
from alongside.record.exporting import copy

AT_ONCE = 2000
ROOMS_LEFT_OUT = frozenset(
    {"accounts", "voices", "monitoring", "profiles", "messaging", "core", "record", "admin", "auth"}
)
TABLES_LEFT_OUT = frozenset(
    {
        "analysis.columns",  # made from answers, equality answers among them
        "analysis.tally",
        "analysis.reachtable",
        "analysis.madefile",
        "analysis.publishedresult",
        "activities.contribution",  # in responses.json, without the voice
        "survey.response",
        "survey.sitting",
        "survey.printedform",
        "survey.form",
        "survey.importedrow",
        "moderation.worry",  # safeguarding has a place of its own
    }
)
COLUMNS_LEFT_OUT = frozenset({"voice", "by", "lead", "entered_by", "opened_by", "second_by"})


def write_zip(here: Results, path: Path) -> None:
    project = here.project
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle, tempfile.TemporaryDirectory() as folder:
        bundle.writestr("README.txt", _readme(project))
        for name, write in {
            "responses.csv": exporting.write_csv,
            "responses.json": exporting.write_json,
        }.items():
            file = Path(folder) / name
            write(here, file)
            bundle.write(file, name)
        for number, definition in _definitions(here):
            bundle.writestr(
                f"questionnaire/edition-{number}.json", json.dumps(definition, indent=1, ensure_ascii=False)
            )
        for model, found in _belongings(project):
            with bundle.open(f"tables/{model._meta.label_lower}.jsonl", "w") as file_in_bundle:
                for row in _rows(model, found):
                    file_in_bundle.write((json.dumps(row, default=_plain, ensure_ascii=False) + "\n").encode())
        for edition in DocumentEdition.objects.filter(document__scope=project.pk).select_related("document"):
            _document(bundle, edition)
        with bundle.open("record.jsonl", "w") as chain:
            for line in copy(project.pk):
                chain.write(line.encode())


def _readme(project: Project) -> str:
    return (
        f"{project.name}: everything that Alongside holds about this project, but for who took part.\n\n"
        "responses.csv, responses.json   one response a row\n"
        "questionnaire/                  each published edition of the questions\n"
        "tables/                         pages, findings, promises and the rest, one row a line\n"
        "documents/                      every document in every edition\n"
        "record.jsonl                    the record; check it with: python -m alongside.record.verify record.jsonl\n"
    )


def _definitions(here: Results) -> Iterator[tuple[int, Any]]:
    found = Edition.objects.filter(questionnaire=here.survey.questionnaire_id, published_at__isnull=False)
    yield from found.values_list("number", "definition")


def _document(bundle: zipfile.ZipFile, edition: DocumentEdition) -> None:
    start = f"documents/{edition.document.slug}/{edition.language}-{edition.format}-{edition.version}"
    if edition.body:
        bundle.writestr(f"{start}.txt", edition.body)
    name = edition.file.name
    if name and edition.file.storage.exists(name):
        with edition.file.open("rb") as source, bundle.open(f"{start}{Path(name).suffix}", "w") as target:
            while block := source.read(1 << 20):
                target.write(block)


def _belongings(project: Project) -> Iterator[tuple[type[models.Model], "models.QuerySet[Any]"]]:
    """Every table that hangs on the project, by as many steps as it takes."""
    found: dict[type[models.Model], models.QuerySet[Any]] = {Project: Project.objects.filter(pk=project.pk)}
    waiting = [Project]
    while waiting:
        parents, waiting = waiting, []
        paths: dict[type[models.Model], models.Q] = {}
        for parent in parents:
            for model, field in _children(parent):
                if model not in found:
                    rows = found[parent].order_by().values("pk")
                    paths[model] = paths.get(model, models.Q()) | models.Q(**{f"{field}__in": rows})
        for model, path in paths.items():
            found[model] = model._default_manager.filter(path)
            waiting.append(model)  # type: ignore[arg-type]
    yield from ((model, rows) for model, rows in found.items() if model._meta.label_lower not in TABLES_LEFT_OUT)


def _children(parent: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        if model._meta.app_label in ROOMS_LEFT_OUT:
            continue
        for field in model._meta.local_concrete_fields:
            if field.is_relation and field.related_model is parent:
                yield model, field.name


def _rows(model: type[models.Model], found: "models.QuerySet[Any]") -> Iterator[dict[str, Any]]:
    names = [
        field.attname
        for field in model._meta.local_concrete_fields
        if field.name not in COLUMNS_LEFT_OUT
        and not getattr(field, "sealed", False)
        and not (field.is_relation and field.related_model._meta.app_label in ROOMS_LEFT_OUT)  # type: ignore[union-attr]
    ]
    yield from found.order_by("pk").values(*names).iterator(AT_ONCE)


def _plain(value: object) -> str:
    return (
        value.isoformat()
        if isinstance(value, (date, datetime))
        else str(value)
        if isinstance(value, UUID)
        else repr(value)
    )
