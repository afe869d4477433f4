"""`commonground weigh` as a program calls it, and every bad file with its place."""

import csv
import json
from pathlib import Path

import pytest

from commonground.cli.tests.asking import ask, run

DATA = "age,sex,score,said\n" + "".join(
    f"{age},{sex},{score},{said}\n"
    for age, sex, score, said, times in (
        ("young", "f", 7, "yes", 6),
        ("young", "m", 5, "no", 2),
        ("old", "f", 8, "yes", 7),
        ("old", "m", 6, "no", 5),
    )
    for _time in range(times)
)
MARGINS = "variable,category,share\nage,young,0.5\nage,old,50%\nsex,f,0.52\nsex,m,0.48\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "data.csv").write_text(DATA)
    (tmp_path / "margins.csv").write_text(MARGINS)
    return {"data": tmp_path / "data.csv", "margins": tmp_path / "margins.csv", "out": tmp_path / "out.csv"}


def given(files: dict[str, Path]) -> tuple[object, ...]:
    return ("--data", files["data"], "--margins", files["margins"])


def test_weights_are_in_file_order_and_meet_the_margins(files: dict[str, Path]) -> None:
    found = ask("weigh", *given(files), "--estimate", "score", "--estimate", "said", "--out", files["out"])
    assert found["rows"] == 20 and found["converged"] and found["largest_miss"] < 1e-9
    women = sum(
        weight
        for weight, row in zip(found["weights"], csv.DictReader(DATA.splitlines()), strict=True)
        if row["sex"] == "f"
    )
    assert women == pytest.approx(0.52 * 20, abs=1e-6)
    assert [(each["column"], each["category"]) for each in found["estimates"]] == [
        ("score", None),
        ("said", "no"),
        ("said", "yes"),
    ]
    written = list(csv.DictReader(files["out"].read_text().splitlines()))
    assert [float(row["weight"]) for row in written] == pytest.approx(found["weights"], abs=1e-8)


def test_trimming_keeps_weights_between_the_bounds(files: dict[str, Path]) -> None:
    found = ask("weigh", *given(files), "--trim", "0.59,1.9", "--method", "linear")
    assert min(found["weights"]) >= 0.59 - 1e-6 and max(found["weights"]) <= 1.9 + 1e-6


def test_it_reads_without_json_and_as_a_page(files: dict[str, Path], tmp_path: Path) -> None:
    done = run("weigh", *given(files), "--estimate", "said", "--html", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text()
    assert done.returncode == 0 and "<table" in page and "Design effect" in page
    shown = run("weigh", *given(files), "--estimate", "said")
    assert "Margins" in shown.stdout and "Design effect" in shown.stdout


def test_margins_that_cannot_be_met_are_said_as_data(files: dict[str, Path]) -> None:
    files["data"].write_text("age,sex\nyoung,f\nyoung,f\nold,f\nold,m\n")
    files["margins"].write_text("variable,category,share\nage,young,0.7\nage,old,0.3\nsex,f,0.5\nsex,m,0.5\n")
    done = run("weigh", *given(files), "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 3 and {each["variable"] for each in found["clash"]} == {"age", "sex"}
    assert "contradict each other" in done.stderr


BAD = {
    "no such column": ("margins", MARGINS.replace("age,", "height,"), "column “height”"),
    "no share": ("margins", MARGINS.replace("share", "part"), "margins.csv, line 1: A margin needs a column “share”"),
    "not a number": ("margins", MARGINS.replace("0.52", "half"), "margins.csv, line 4, column “share”: “half” is not"),
    "below zero": ("margins", MARGINS.replace("0.52", "-0.5"), "margins.csv, line 4, column “share”: “-0.5”"),
    "twice": ("margins", MARGINS + "sex,m,0.1\n", "margins.csv, line 6, column “category”: “sex” has “m” twice"),
    "no variable": ("margins", MARGINS + ",m,0.1\n", "margins.csv, line 6, column “variable”"),
    "totals": ("margins", MARGINS.replace("0.48", "0.4"), "margins.csv: The margins contradict each other"),
    "unknown value": ("data", DATA + "young,x,1,yes\n", "data.csv, line 22, column “sex”: “x” of “sex” has no margin"),
    "nobody": ("data", "age,sex\n", "data.csv: There is nobody in the file"),
    "empty": ("data", "", "data.csv"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_with_their_place(files: dict[str, Path], case: str) -> None:
    which, text, says = BAD[case]
    files[which].write_text(text)
    done = run("weigh", *given(files), "--json")
    assert done.returncode == 2 and not done.stdout, done.stdout
    assert says in done.stderr, done.stderr


def test_a_file_that_is_not_utf_8_is_refused(files: dict[str, Path]) -> None:
    files["data"].write_bytes(DATA.encode("utf-16"))
    done = run("weigh", *given(files), "--json")
    assert done.returncode == 2 and "data.csv" in done.stderr


@pytest.mark.parametrize("trim", ["3", "a,b", "1.2,3", "-1,3"])
def test_bounds_that_make_no_sense_are_refused(files: dict[str, Path], trim: str) -> None:
    done = run("weigh", *given(files), f"--trim={trim}", "--json")
    assert done.returncode == 2 and done.stderr
