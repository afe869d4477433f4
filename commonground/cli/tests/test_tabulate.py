"""`commonground tabulate` as a program calls it, and every bad file with its place."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT / "commonground" / "schemas" / "tabulate.schema.json"
DATA = "sex,agree,words,weight\n" + "".join(
    f"{'f' if at % 5 else 'm'},{('yes', 'yes', 'no')[at % 3]},own words {at},{1 + at % 4}\n" for at in range(240)
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "data.csv").write_text(DATA)
    return tmp_path / "data.csv"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from commonground.cli import run; run()", "tabulate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def ask(*arguments: object) -> Any:
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(found)
    return found


def test_tables_for_everyone_and_by_group(file: Path) -> None:
    found = ask(file, "--by", "sex", "--disclosure", "none")
    everyone, by = (each for each in found["tables"] if each["question"] == "agree")
    assert (found["rows"], found["disclosure"], everyone["by"], by["by"]) == (240, "none", None, "sex")
    assert [(cell["category"], cell["count"], cell["percent"]) for cell in everyone["cells"]] == [
        ("no", 80, 33),
        ("yes", 160, 67),
    ]
    assert by["bases"] == {"f": 192, "m": 48} and found["left_out"] == {"words": 240}
    assert sum(cell["count"] for cell in by["cells"]) == 240


def test_small_numbers_are_hidden_unless_asked_otherwise(file: Path) -> None:
    file.write_text(DATA + "m,rare,x,1\n")
    found = ask(file)
    agree = next(each for each in found["tables"] if each["question"] == "agree")
    rare = next(cell for cell in agree["cells"] if cell["category"] == "rare")
    assert found["disclosure"] == "SDC-ONS105" and rare["suppressed"] and rare["count"] is None
    assert sum(cell["suppressed"] for cell in agree["cells"]) >= 2, "one alone could be worked out"
    assert run(file, "--json").stdout.startswith("{"), "nothing else on standard output"


def test_weights(file: Path) -> None:
    found = ask(file, "--weight", "weight")
    assert {each["question"]: each["weighted"] for each in found["tables"]} == {"sex": True, "agree": True}


def test_it_reads_without_json_and_as_a_page(file: Path, tmp_path: Path) -> None:
    shown = run(file, "--by", "sex")
    assert "agree, by sex" in shown.stdout and "is left out" in shown.stderr
    done = run(file, "--by", "sex", "--html", tmp_path / "page.html")
    assert done.returncode == 0 and "10-5 rule" in (tmp_path / "page.html").read_text()


BAD = {
    "no such column": (DATA, ["--by", "height"], "data.csv, line 1, column “height”: There is no column"),
    "no such profile": (DATA, ["--disclosure", "SDC"], "there is no profile “SDC”"),
    "weight of nought": (
        DATA.replace(",1\n", ",0\n", 1),
        ["--weight", "weight"],
        "data.csv, line 2, column “weight”: 0 is no",
    ),
    "weight in words": (
        DATA.replace(",1\n", ",one\n", 1),
        ["--weight", "weight"],
        "data.csv, line 2, column “weight”: “one”",
    ),
    "nobody": ("sex,agree\n", [], "data.csv: There is nobody"),
    "empty": ("", [], "data.csv: The file is empty"),
    "twice": ("a,a\n1,2\n", [], "data.csv, line 1, column “a”: Two columns"),
    "ragged": ("a,b\n1\n", [], "data.csv, line 2: The line has 1 fields"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_with_their_place(file: Path, case: str) -> None:
    text, options, says = BAD[case]
    file.write_text(text)
    done = run(file, *options, "--json")
    assert done.returncode == 2 and not done.stdout and says in done.stderr, done.stderr
