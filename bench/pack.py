"""An evidence pack of a project with many responses, as the worker makes it: `python -m bench.pack 20000`."""

import resource
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from bench import place

place.wake()

from django.core.management import call_command

from alongside.analysis import keeping
from alongside.core.work import run_due
from alongside.evidence.actions import ask_for_pack
from alongside.record.actions import note_public_all, seal
from alongside.record.verifying import look_at
from alongside.tools.survey.models import Response
from bench.rows import house, respond


def took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak() -> float:
    """MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int) -> None:
    call_command("migrate", verbosity=0)
    _home, lead, survey = house()
    respond(survey, count)
    project = survey.activity.project
    said = Response.objects.values_list("contribution", flat=True)
    ids = said.iterator(2000)
    while some := list(islice(ids, 40)):  # as many as come in a busy minute; each minute is sealed and signed
        note_public_all(scope=project.pk, verb="contribution.made", said=[(each, b"said") for each in some])
        seal()
    while keeping.keep_up():
        pass
    run_due()
    pack = ask_for_pack(project=project, by=lead.pk)
    before = peak()
    seconds = took(run_due)
    pack.refresh_from_db()
    path = Path(pack.file.path)
    checked = took(lambda: look_at(path, None))
    print(
        f"{count:,} responses on {place.DATABASE}: pack made in {seconds:.1f} s (no more than 30), "
        f"{peak() - before:.0f} MB more memory, {pack.size / 1e6:.1f} MB, checked in {checked:.2f} s"
    )


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
