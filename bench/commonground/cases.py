"""What a family's bench is made of.

bench/commonground/FAMILY.in and .lock: the yardsticks. FAMILY.py: CASES, agreement(case, ours, theirs) in a few words,
and, run with a case's name, the measurement as one line of JSON: seconds (CPU), outcome, megabytes.
theirs_FAMILY.py: the same for the yardsticks, in their own Python and without anything of ours.
"""

import resource
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """name: what FAMILY.py is asked for; theirs: what theirs_FAMILY.py is asked for, nothing where it has no answer.

    ratio, seconds, megabytes: the bars. bound: CPU seconds after which a run is stopped. whole: the whole process
    counts, start to end, not what it says of itself. needs: a file without which the case is left out.
    """

    name: str
    what: str
    theirs: str = ""
    ratio: float | None = None
    seconds: float | None = None
    megabytes: float | None = None
    bound: int = 60
    whole: bool = False
    needs: str | None = None


def cpu() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def megabytes() -> float:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """(the least CPU seconds of so many turns, what the work gave)."""
    turns = []
    for _turn in range(times):
        before = cpu()
        given = work()
        turns.append(cpu() - before)
    return min(turns), given
