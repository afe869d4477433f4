"""The whole database as lines of JSON, the same from SQLite and from PostgreSQL, and back into an empty one.

Sealed columns stay sealed. Left out: log-in sessions, and what migrations fill themselves.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models.functions import Cast

LEFT_OUT = {"contenttypes.contenttype", "auth.permission", "auth.group", "accounts.session"}


class NotEmpty(Exception):
    """The database to fill already has rows; ``table`` names the first found."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


def tables() -> list[type[models.Model]]:
    """Every table of ours, many-to-many ones included, in the order of the rooms."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in LEFT_OUT
        and model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label != "auth"
    ]


def _columns(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return list(model._meta.local_concrete_fields)


def rows(model: type[models.Model]) -> Iterator[list[Any]]:
    """Values in column order; sealed ones as they are stored."""
    names: list[str] = []
    raw: dict[str, Cast] = {}
    for field in _columns(model):
        if getattr(field, "sealed", False):
            raw[f"raw_{field.attname}"] = Cast(field.attname, models.TextField())
            names.append(f"raw_{field.attname}")
        else:
            names.append(field.attname)
    found = model._base_manager.annotate(**raw).order_by("pk").values_list(*names)
    for row in found.iterator(chunk_size=2000):
        yield list(row)


def dump(file: IO[str]) -> dict[str, int]:
    """Write every table; how many rows of each."""
    counts: dict[str, int] = {}
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in tables():
            label = model._meta.label_lower
            file.write(json.dumps({"table": label, "columns": [field.attname for field in _columns(model)]}) + "\n")
            counts[label] = 0
            for row in rows(model):
                file.write(json.dumps(row, default=_as_text, ensure_ascii=False) + "\n")
                counts[label] += 1
    return counts


def load(file: IO[str]) -> dict[str, int]:
    """Fill an empty, migrated database, all or nothing; how many rows of each table."""
    counts: dict[str, int] = {}
    by_label = {model._meta.label_lower: model for model in tables()}
    with transaction.atomic():
        for each in by_label.values():
            if each._base_manager.exists():
                raise NotEmpty(each._meta.label_lower)
        model: type[models.Model] | None = None
        fields: list[models.Field[Any, Any]] = []
        waiting: list[models.Model] = []
        limit = 1

        def flush() -> None:
            if model is not None and waiting:
                model._base_manager._insert(waiting, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]
                waiting.clear()

        for line in file:
            read = json.loads(line)
            if isinstance(read, dict):
                flush()
                model = by_label[read["table"]]
                known = {field.attname: field for field in _columns(model)}
                fields = [known[name] for name in read["columns"]]
                counts[read["table"]] = 0
                limit = max(1, (connection.features.max_query_params or 20000) // max(1, len(fields)))
                continue
            assert model is not None
            values = {field.attname: _value(field, value) for field, value in zip(fields, read, strict=True)}
            waiting.append(model(**values))
            counts[model._meta.label_lower] += 1
            if len(waiting) >= min(500, limit):
                flush()
        flush()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
                cursor.execute(statement)
    return counts


def _as_text(value: Any) -> str:
    """What JSON has no word for. Moments keep their microseconds: hashes in the record are made of them."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return bytes.fromhex(value)
    if getattr(field, "sealed", False):
        return field.already_sealed(value)  # type: ignore[attr-defined]
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)
