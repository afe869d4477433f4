"""Looking after an installation: `backup`, `restore`, `move-to-postgres`, `check`."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from alongside.commands import django_side

console = Console()
TABLES = "tables.jsonl"
FILES = "files/"
FORMAT = "alongside backup 1"


def backup(file: Annotated[Path, typer.Argument(help="The file to write, such as monday.alongside")]) -> None:
    """Write the database and the uploaded files into one file. Keep the secret key apart: it is not in it."""
    django_side.ready()
    from django.conf import settings

    from alongside.core.portable import dump

    file = file.resolve()
    if not file.parent.is_dir():
        django_side.stop(f"There is no folder {file.parent}.")
    unfinished = file.with_name(file.name + ".unfinished")
    with console.status("Writing the backup"), zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("format", FORMAT)
        with archive.open(TABLES, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, encoding="utf-8") as lines:
            counts = dump(lines)
        root = Path(settings.MEDIA_ROOT)
        uploads = sorted(path for path in root.rglob("*") if path.is_file()) if root.exists() else []
        for path in uploads:
            archive.write(path, FILES + str(path.relative_to(root)))
    os.chmod(unfinished, 0o600)
    os.replace(unfinished, file)
    console.print(
        f"Backed up {sum(counts.values()):,} rows and {len(uploads):,} files to {file.name}. Addresses in it are sealed: "
        "keep the secret key somewhere else, or nobody can read them again."
    )


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `alongside backup` wrote", exists=True, dir_okay=False)],
) -> None:
    """Fill an empty installation from a backup, then erase again what was erased since."""
    django_side.wake()
    from django.conf import settings
    from django.core.management import call_command

    from alongside.core import erasures
    from alongside.core.portable import NotEmpty, load
    from alongside.record import actions as record

    try:
        archive = zipfile.ZipFile(file)
        if archive.read("format").decode() != FORMAT or archive.testzip() is not None:
            raise KeyError
    except (zipfile.BadZipFile, KeyError, OSError):
        django_side.stop(f"{file.name} is not a whole Alongside backup. Nothing was changed.")
    with archive:
        with console.status("Restoring the database"):
            call_command("migrate", verbosity=0, interactive=False)
            try:
                with archive.open(TABLES) as raw, io.TextIOWrapper(raw, encoding="utf-8") as lines:
                    counts = load(lines)
            except NotEmpty as full:
                django_side.stop(
                    f"The database already has rows (in {full.table}). Restore into an empty one: set DATABASE_URL or "
                    "ALONGSIDE_DATA to a new place. Nothing was changed."
                )
            except Exception as problem:
                django_side.stop(f"The backup could not be read ({type(problem).__name__}). Nothing was changed.")
        root = Path(settings.MEDIA_ROOT)
        uploads = [name for name in archive.namelist() if name.startswith(FILES) and not name.endswith("/")]
        for name in uploads:
            to = (root / name.removeprefix(FILES)).resolve()
            if not to.is_relative_to(root.resolve()):
                django_side.stop("The backup names a file outside the files folder. It was not made by Alongside.")
            to.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, to.open("wb") as target:
                shutil.copyfileobj(source, target)
    again = erasures.repeat_all()
    record.restored()
    console.print(
        f"Restored {sum(counts.values()):,} rows and {len(uploads):,} files. Erased again: {again}. Now run: alongside check"
    )


def move_to_postgres(
    url: Annotated[str, typer.Argument(help="postgresql://user:password@host:5432/name, an empty database")],
) -> None:
    """Copy everything from SQLite into an empty PostgreSQL database, and compare. SQLite stays as it is."""
    django_side.ready()
    from django.db import connection

    from alongside.core.portable import dump

    if connection.vendor != "sqlite":
        django_side.stop("This installation is not on SQLite.")
    if not url.startswith(("postgresql://", "postgres://")):
        django_side.stop("Enter an address that starts with postgresql://")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / TABLES
        with console.status("Reading SQLite"), path.open("w", encoding="utf-8") as lines:
            counts = dump(lines)
        with console.status("Writing PostgreSQL"):
            done = subprocess.run(  # noqa: S603 (our own interpreter and module)
                [sys.executable, "-m", "alongside.commands.fill", str(path)],
                env={**os.environ, "DATABASE_URL": url},
                capture_output=True,
                text=True,
            )
    if done.returncode != 0:
        django_side.stop(
            done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "PostgreSQL could not be filled."
        )
    if int(done.stdout.strip().splitlines()[-1]) != sum(counts.values()):
        django_side.stop("PostgreSQL holds another number of rows than SQLite. Nothing was removed; use SQLite still.")
    console.print(
        f"PostgreSQL holds all {sum(counts.values()):,} rows. Set DATABASE_URL to it, start again, and run: alongside check"
    )


def check(
    make_key: Annotated[bool, typer.Option("--make-key", help="Make a secret key if there is none.")] = False,
) -> None:
    """Say in plain words whether everything is in order. The exit code is 0, or 1 where something needs a person."""
    if make_key:
        console.print(f"The secret key is in {django_side.make_key()}. Back it up apart from the database.")
    django_side.wake()
    from alongside.commands.health import look_at_everything

    findings = look_at_everything()
    for finding in findings:
        console.print(
            f"[{'green' if finding.fine else 'red bold'}]{'Fine ' if finding.fine else 'Look '}[/] {finding.words}"
        )
    wrong = sum(not finding.fine for finding in findings)
    if wrong:
        django_side.stop(f"{wrong} of {len(findings)} checks need a person.", code=1)
    console.print("Everything is in order.")
