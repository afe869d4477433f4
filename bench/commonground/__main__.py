"""How fast is the mathematics beside what others use, and do both say the same? Prints one table.

    python -m bench.commonground [FAMILY …] [--case WORD]

For each family with a lock file here, an environment of its own is made once in var/yardsticks (the yardsticks are
never among our dependencies). Each case runs in a process of ours and in one of theirs, in turn; CPU seconds, so that
a busy machine disturbs both alike, and ratios within the run. A yardstick that needs longer than its bound is stopped,
and its bound is what counts.
"""

import argparse
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.commonground.cases import Case

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
YARDSTICKS = ROOT / "var" / "yardsticks"


def main() -> None:
    families = sorted(each.stem for each in HERE.glob("*.lock"))
    parser = argparse.ArgumentParser(description="Ours beside theirs, in one table.")
    parser.add_argument("families", nargs="*", default=families, metavar="FAMILY", help=", ".join(families))
    parser.add_argument("--case", default="", help="only cases whose name holds this word")
    asked = parser.parse_args()
    columns = ("what", "ours", "theirs", "ratio", "bar", "agreement")
    print(f"{columns[0]:<62} {columns[1]:>9} {columns[2]:>10} {columns[3]:>9}  {columns[4]:<22} {columns[5]}")
    for family in asked.families:
        theirs = environment(family)
        module = importlib.import_module(f"bench.commonground.{family}")
        for case in module.CASES:
            if asked.case in case.name:
                compare(family, module, case, theirs)


def environment(family: str) -> Path:
    """The yardsticks' own Python, made where it is missing or its lock has changed."""
    lock = HERE / f"{family}.lock"
    home = YARDSTICKS / family
    stamp = home / "lock"
    python = home / "bin" / "python"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        print(f"Installing the yardsticks of {family} (once).", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        uv = [str(ROOT / ".venv" / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(python)]
        subprocess.run([*uv, "--require-hashes", "-r", str(lock)], check=True)
        stamp.write_bytes(lock.read_bytes())
    return python


def compare(family: str, module: Any, case: Case, python: Path) -> None:
    if case.needs is not None and not (ROOT / case.needs).exists():
        print(f"{case.what:<62} left out: {case.needs} is not here")
        return
    ours = run([sys.executable, "-m", f"bench.commonground.{family}", case.name], case)
    theirs = run([str(python), str(HERE / f"theirs_{family}.py"), case.theirs], case) if case.theirs else None
    if ours is None or "seconds" not in ours:
        print(f"{case.what:<62} FAILED")
        return
    ratio = theirs["seconds"] / ours["seconds"] if theirs else None
    agreement = module.agreement(case, ours, theirs) if theirs and "outcome" in theirs else ""
    if not case.theirs and hasattr(module, "told"):
        agreement = module.told(ours)
    bars = [
        (f"≥ {case.ratio:.3g} ×", ratio is not None and ratio >= case.ratio) if case.ratio else None,
        (f"< {case.seconds:g} s", ours["seconds"] < case.seconds) if case.seconds else None,
        (f"< {case.megabytes:g} MB", ours["megabytes"] < case.megabytes) if case.megabytes else None,
    ]
    judged = ", ".join(f"{words} {'yes' if met else 'NO'}" for words, met in (each for each in bars if each))
    over = "> " if theirs and "outcome" not in theirs else ""
    print(
        f"{case.what:<62} {ours['seconds']:>9.4f} {over + format(theirs['seconds'], '.2f') if theirs else '':>10} "
        f"{over + format(ratio, ',.0f') if ratio else '':>9}  {judged:<22} {agreement}",
        flush=True,
    )


def run(command: list[str], case: Case) -> dict[str, Any] | None:
    """What the process says as JSON; the CPU time and memory of the whole of it where the case is of that."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (case.bound, case.bound + 5))

    # Programs are compiled once, as they are where they are installed.
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    surroundings["PYTHONPYCACHEPREFIX"] = str(YARDSTICKS / "compiled")
    turns = []
    for _turn in range(2 if case.whole else 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, cwd=ROOT, env=surroundings, preexec_fn=bound, text=True
        )
        said, _none = process.communicate()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return {"seconds": float(case.bound)}
        if process.returncode:
            return None
        found: dict[str, Any] = json.loads(said.splitlines()[-1])
        if case.whole:
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            found |= {"seconds": used, "wall": time.monotonic() - started}
        turns.append(found)
    return min(turns, key=lambda each: each["seconds"])


if __name__ == "__main__":
    main()
