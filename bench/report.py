"""`alongside report` on 200,000 rows × 20 questions: seconds and peak memory, CSV and XLSX.

Run as `python -m bench.report`. The files are made once, under out/, from invented people.
"""

import csv
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "out" / "bench-report"
ROWS = 200_000
BARS = {"csv": (10.0, 1024), "xlsx": (20.0, 1024)}
"""For each kind of file, the most seconds and the most MB that the issue allows."""

AGREE = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
SERVICES = ("GP surgery", "Pharmacy", "Dentist", "NHS 111", "Walk-in centre", "Hospital")
WORDS = [
    "the",
    "clinic",
    "was",
    "easy",
    "to",
    "find",
    "but",
    "I",
    "waited",
    "two",
    "hours",
    "and",
    "nobody",
    "told",
    "us",
    "why",
    "please",
    "keep",
    "evening",
    "appointments",
    "for",
    "people",
    "who",
    "work",
    "and",
    "for",
    "carers",
    "bus",
    "runs",
    "once",
    "an",
    "hour",
    "so",
    "a",
    "later",
    "time",
    "would",
    "help",
]


def header() -> list[str]:
    """Twenty questions of every kind."""
    return [
        "Response ID", "Submitted", "How easy was it to get here?", "Which services have you used?",
        *(f"To what extent do you agree with proposal {n}?" for n in range(1, 8)),
        "What is your age group?", "Which borough do you live in?", "How many miles did you travel?",
        "How likely are you to recommend us, from 0 to 10?", "Do you look after someone?",
        "What went well?", "What could be better?", "Anything else?", "Nearest town",
    ]  # fmt: skip


def people(rng: random.Random) -> list[str]:
    """One response."""

    def words(low: int, high: int) -> str:
        return " ".join(rng.choices(WORDS, k=rng.randint(low, high))) if rng.random() < 0.6 else ""

    return [
        f"ANON-{rng.getrandbits(40):010X}", f"{rng.randint(1, 28):02d}/0{rng.randint(1, 6)}/2026 {rng.randint(8, 22):02d}:{rng.randint(0, 59):02d}",
        rng.choice(("Very easy", "Fairly easy", "Neither easy nor difficult", "Fairly difficult", "Very difficult", "")),
        ";".join(s for s in SERVICES if rng.random() < 0.3),
        *(rng.choice(AGREE) if rng.random() < 0.95 else "" for _n in range(7)),
        rng.choice(("Under 18", "18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 or over")),
        rng.choice(("Eastvale", "Carrow Hill", "Wend", "Northmere")), f"{rng.expovariate(0.2):.1f}", str(rng.randint(0, 10)),
        rng.choice(("Yes", "No", "Prefer not to say")), words(5, 40), words(5, 40), words(2, 20),
        rng.choice(("Little Harrow", "Marlow Green", "Kings Ford", "Wend", "St Anne's")),
    ]  # fmt: skip


def make_files() -> None:
    """Write both files, unless they are there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if (FOLDER / "big.csv").exists() and (FOLDER / "big.xlsx").exists():
        return
    rng = random.Random(7)
    book = xlsxwriter.Workbook(str(FOLDER / "making.xlsx"), {"constant_memory": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    with (FOLDER / "making.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for r in range(ROWS + 1):
            row = people(rng) if r else header()
            writer.writerow(row)
            for c, cell in enumerate(row):
                if c in (13, 14) and r:
                    sheet.write_number(r, c, float(cell))
                elif cell:
                    sheet.write_string(r, c, cell)
    book.close()
    (FOLDER / "making.csv").rename(FOLDER / "big.csv")
    (FOLDER / "making.xlsx").rename(FOLDER / "big.xlsx")


def resident_mb(pid: int) -> float:
    """The resident size now of a process and its children, together, in MB."""
    total = 0.0
    for process in (pid, *children(pid)):
        try:
            status = Path(f"/proc/{process}/status").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0) / 1024
    return total


def children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in listed]


def measure(kind: str) -> tuple[float, float, float]:
    """Seconds, seconds of CPU (its children's too) and peak MB of the whole command, process start included."""
    command = [sys.executable, "-m", "alongside.commands", "report", str(FOLDER / f"big.{kind}"),
               "--out", str(FOLDER / f"report-{kind}"), "--format", "json,xlsx"]  # fmt: skip
    start, before = time.perf_counter(), os.times()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, resident_mb(process.pid))
        time.sleep(0.02)
    if process.returncode:
        raise SystemExit(f"alongside report failed on big.{kind}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, cpu, peak


def main() -> None:
    """Make the files, measure, print a table."""
    make_files()
    print(f"alongside report, {ROWS:,} rows × {len(header())} questions, JSON and XLSX out")
    print("| file | size | seconds | bar | CPU seconds | peak MB | bar |")
    print("|---|---|---|---|---|---|---|")
    for kind, (seconds_bar, memory_bar) in BARS.items():
        seconds, cpu, peak = measure(kind)
        size = (FOLDER / f"big.{kind}").stat().st_size / 1e6
        print(f"| {kind} | {size:.0f} MB | {seconds:.1f} | {seconds_bar:.0f} | {cpu:.1f} | {peak:.0f} | {memory_bar} |")


if __name__ == "__main__":
    main()
