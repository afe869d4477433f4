"""What `alongside report` does, step by step, with a progress bar for anything slow."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from alongside.analysis.reporting import FORMATS, file_name, write_report
from alongside.questionnaires.reading import KIND_NAMES, CannotRead, Export, read_export
from alongside.questionnaires.reading.results import Results, make_results, profile_called
from commonground.disclosure import PROFILES, Profile

SLOW_BYTES = 4_000_000
"""A file of this size may take more than two seconds."""


class Refused(Exception):
    """Why there is no report, in words for the person at the keyboard."""


def make_report(file: Path, out: Path, formats: str, disclosure: str | None, kinds: Path | None) -> None:
    """Read, print what was inferred, and write the report: all of its files or none. Raises `Refused`."""
    wanted = _formats(formats)
    profile = _profile(disclosure)
    console = Console()
    # Millions of cells and no cycles among them: looking for cycles would take a quarter of the time.
    gc.disable()
    try:
        with _progress(console, file) as show:
            export = read_export(file, kinds, show)
            results = make_results(export, profile)
    except CannotRead as problem:
        raise Refused(str(problem)) from problem
    except MemoryError as problem:
        raise Refused(
            _("%(file)s is too large for the memory of this machine. Split the file.") % {"file": file.name}
        ) from problem
    finally:
        gc.enable()
    console.print(_reading(export, results))
    for warning in results["warnings"]:
        console.print(f"[yellow]{_('Check:')}[/yellow] {escape(warning)}", highlight=False)
    written = _write_all(results, profile, wanted, out)
    for path in written:
        console.print(f"{_('Written:')} {escape(str(path))}", highlight=False, soft_wrap=True)


def _cannot_write(out: Path, error: OSError) -> Refused:
    return Refused(_("We cannot write to %(folder)s: %(why)s.") % {"folder": out, "why": error.strerror})


def _formats(text: str) -> list[str]:
    wanted = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise Refused(
            _("We cannot write “%(formats)s”. Use any of: %(known)s.") % {"formats": text, "known": ", ".join(FORMATS)}
        )
    return wanted


def _profile(name: str | None) -> Profile:
    try:
        return profile_called(name)
    except KeyError as error:
        listed = "; ".join(f"{profile.id} ({profile.name})" for profile in PROFILES.values())
        raise Refused(
            _("There is no disclosure profile “%(name)s”. Use none, or one of: %(listed)s.")
            % {"name": name, "listed": listed}
        ) from error


@contextmanager
def _progress(console: Console, file: Path) -> Iterator[Callable[[float], None]]:
    """A callback for the share read; the bar shows for large files only."""
    size = file.stat().st_size if file.is_file() else 0
    columns = (TextColumn("{task.fields[name]}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=size < SLOW_BYTES) as bar:
        task = bar.add_task("", total=1.0, name=escape(file.name))
        yield lambda share: bar.update(task, completed=share)


def _reading(export: Export, results: Results) -> Table:
    table = Table(
        title=_("%(file)s: %(count)s responses") % {"file": escape(export.file), "count": f"{results['responses']:,}"},
        title_justify="left",
    )
    table.add_column(_("Question"), ratio=4, overflow="fold")
    table.add_column(_("Read as"), ratio=2)
    table.add_column(_("Why"), ratio=4)
    table.add_column(_("Answered"), justify="right")
    for question, result in zip(export.questions, results["questions"], strict=True):
        answered = result["answered"]
        table.add_row(
            escape(question.label),
            _(KIND_NAMES[question.kind]) + (f" ({_('check')})" if question.doubtful else ""),
            escape(question.reading.reason),
            _("hidden") if answered is None else f"{answered:,}",
        )
    return table


def _write_all(results: Results, profile: Profile, formats: list[str], out: Path) -> list[Path]:
    """Write everything beside the folder first, then move it in: a failure leaves nothing half-written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".report-", dir=out))
    except OSError as error:
        raise _cannot_write(out, error) from error
    try:
        names = [file_name(name) for name in formats]
        for name, format_ in zip(names, formats, strict=True):
            write_report(results, profile, format_, made / name)
        for name in names:
            os.replace(made / name, out / name)
    except OSError as error:
        raise _cannot_write(out, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return [out / name for name in names]
