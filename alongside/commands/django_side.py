"""Commands that need the database wake Django with these settings; `alongside report` never does."""

import os
import secrets
from pathlib import Path
from typing import NoReturn

import django
import typer


def data_folder() -> Path:
    """Where the database, files and keys of this installation are."""
    return Path(os.environ.get("ALONGSIDE_DATA", Path.cwd() / "var"))


def wake(*, demo: bool = False) -> None:
    """Load the settings and the rooms."""
    if demo:
        os.environ["ALONGSIDE_DEMO"] = "1"
    if os.environ.get("ALONGSIDE_DEMO") == "1":
        os.environ.setdefault("ALONGSIDE_DATA", str(Path.cwd() / "var" / "demo"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    (data_folder() / "static").mkdir(parents=True, exist_ok=True)
    django.setup()


def stop(words: str, *, code: int = 2) -> NoReturn:
    """End the command with one sentence on standard error."""
    typer.secho(words, err=True, fg=typer.colors.RED)
    raise typer.Exit(code)


def ready() -> None:
    """Wake Django; stop in words where the database is not there or not prepared."""
    wake()
    # Settings first: what needs them is imported after.
    from django.db import DatabaseError, connection

    try:
        prepared = "organisations_organisation" in connection.introspection.table_names()
    except DatabaseError as problem:
        stop(f"The database cannot be opened ({type(problem).__name__}). Check DATABASE_URL and ALONGSIDE_DATA.")
    if not prepared:
        stop("The database is empty. Check DATABASE_URL and ALONGSIDE_DATA, or start the server once.")
    from alongside.commands.health import migrations

    if not (state := migrations()).fine:
        stop(state.words)


def make_key() -> Path:
    """Write a new secret key, readable by its owner alone, unless there is one."""
    path = data_folder() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path
