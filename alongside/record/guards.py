"""Triggers that refuse, in the database itself, whatever is not adding to the record.

Entries, batches and checkpoints stay as they are. A chain's head moves on by one. A leaf is put into a batch once.
What can be read may be emptied, by erasure, and not changed. Put up after every migration (see ``apps``), because
SQLite loses a table's triggers when a migration remakes the table.
"""

from typing import Any

from django.db import connection

REFUSAL = "The record is only ever added to."


def _kept(*columns: str) -> list[str]:
    return [f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns]


def _kept_or(column: str, empty: str) -> str:
    return f"(NEW.{column} IS NOT DISTINCT FROM OLD.{column} OR NEW.{column} {empty})"


# Table -> what an update may be; none for tables that take no update at all.
ALLOWED: dict[str, list[str]] = {
    "record_entry": [],
    "record_batch": [],
    "record_checkpoint": [],
    "record_chain": [*_kept("id", "scope"), "NEW.seq = OLD.seq + 1"],
    "record_detail": [
        *_kept("entry_id"),
        _kept_or("actor", "IS NULL"),
        _kept_or("actor_salt", "= ''"),
        _kept_or("subject", "= ''"),
        _kept_or("words", "= '{}'"),
        _kept_or("salt", "= ''"),
    ],
    "record_leaf": [
        *_kept("id", "scope", "verb", "digest"),
        _kept_or("batch_id", "IS NOT NULL AND OLD.batch_id IS NULL"),
        _kept_or("subject", "IS NULL"),
        _kept_or("salt", "= ''"),
    ],
}


def _wanted() -> dict[str, str]:
    """Trigger name -> the statement that makes it, for the database in use."""
    made: dict[str, str] = {}
    sqlite = connection.vendor == "sqlite"
    act = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END" if sqlite else "EXECUTE FUNCTION record_refuse()"
    for table, allowed in ALLOWED.items():
        when = f"WHEN (NOT ({' AND '.join(allowed)}))" if allowed else ""
        if sqlite:
            when = when.replace("IS NOT DISTINCT FROM", "IS")
        made[f"{table}_update"] = f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} FOR EACH ROW {when} {act}"
        made[f"{table}_delete"] = f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW {act}"
        if not sqlite:
            made[f"{table}_truncate"] = (
                f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {act}"
            )
    return made


def put_up(**_signal: Any) -> None:
    """Make every trigger anew."""
    if "record_entry" not in connection.introspection.table_names():
        return  # the room was migrated away
    take_down()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
            )
        for statement in _wanted().values():
            cursor.execute(statement)


def take_down() -> None:
    """For tests that empty the database, and before a restore into it."""
    with connection.cursor() as cursor:
        for name in _wanted():
            table = name.rpartition("_")[0]
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing() -> list[str]:
    """Names of triggers that are not there, are switched off, or (on SQLite) say something else now."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'record\\_%' ESCAPE '\\'"
            )
            found = dict(cursor.fetchall())
            return [name for name, statement in _wanted().items() if found.get(name) != statement]
        cursor.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE tgenabled IN ('O', 'A') AND proname = 'record_refuse' AND prosrc LIKE '%%RAISE EXCEPTION%%'"
        )
        there = {row[0] for row in cursor.fetchall()}
        return [name for name in _wanted() if name not in there]


def triggers_present() -> bool:
    return not missing()
