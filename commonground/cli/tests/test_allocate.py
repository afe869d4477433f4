"""`commonground allocate` as a program calls it, and as a council analyst reads it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from commonground.cli.allocate import allocate

ROOT = Path(__file__).parents[3]
THORNBECK = ROOT / "docs/commonground/thornbeck.pb"
SCHEMA = Draft202012Validator(json.loads((ROOT / "commonground/schemas/allocate.schema.json").read_text()))
EXAMPLES = ROOT / "commonground/schemas/examples/allocate"

POINTS = """META
key;value
budget;90
vote_type;cumulative
max_sum_points;3
PROJECTS
project_id;cost;category
bench;30;park
pond;40;park
ramp;50;road
VOTES
voter_id;vote;points
1;bench,pond;2,1
2;bench,ramp;2,1
3;pond;3
4;ramp;3
"""

program = typer.Typer()
program.command()(allocate)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(program, [str(each) for each in arguments])


def found(*arguments: object) -> Any:
    """The one JSON object, which is as the schema says."""
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    SCHEMA.validate(told)
    return told


@pytest.fixture
def points(tmp_path: Path) -> Path:
    (tmp_path / "points.pb").write_text(POINTS)
    return tmp_path / "points.pb"


def test_the_examples_are_what_the_command_says(points: Path) -> None:
    """All but the clock."""
    for name, arguments in {
        "equal-shares": (THORNBECK, "--rule", "equal-shares", "--completion", "add1", "--compare"),
        "greedy": (THORNBECK, "--rule", "greedy", "--category-limit", "green=500"),
        "points": (points, "--satisfaction", "additive", "--ties", "cost"),
    }.items():
        example = json.loads((EXAMPLES / f"{name}.json").read_text())
        assert found(*arguments) | {"seconds": 0.0} == example | {"seconds": 0.0}


def test_winners_are_in_order_of_selection_and_every_project_is_explained() -> None:
    told = found(THORNBECK, "--rule", "equal-shares", "--completion", "add1")
    assert told["winners"] == ["playground", "garden", "library"]
    assert (told["cost"], told["budget"], told["raised"], told["share"]) == (920, 1000, 20, 100)
    assert list(told["explanations"]) == ["cycle", "garden", "library", "playground"]
    assert told["explanations"]["library"]["paid"] == {"most": 120.0, "in_full": 1, "less": 2, "from_those": 120.0}
    assert "comparison" not in told


def test_another_budget_and_limits() -> None:
    assert found(THORNBECK, "--rule", "greedy", "--budget", "400.50")["winners"] == ["cycle"]
    assert found(THORNBECK, "--rule", "greedy", "--max-cost", "450")["winners"] == ["cycle", "garden", "library"]
    assert found(THORNBECK, "--rule", "greedy", "--min-cost", "450")["winners"] == ["playground"]
    told = found(THORNBECK, "--rule", "greedy", "--category-limit", "road=100", "--category-limit", "green=500")
    assert told["winners"] == ["playground", "library"]
    assert told["explanations"]["cycle"]["reason"] == "category_full"


def test_the_readable_form_says_why() -> None:
    result = run(THORNBECK, "--rule", "greedy", "--compare")
    assert result.exit_code == 0
    flat = " ".join(result.stdout.split())
    assert "2 of 4 projects funded, for 900 of 1,000, by 10 ballots" in flat
    assert "Justified representation fails: for example, 3 supporters of garden have nothing" in flat
    assert "Side by side" in flat and "Phragmén" in flat


def test_the_page_stands_alone_and_escapes(tmp_path: Path) -> None:
    file = tmp_path / "a.pb"
    file.write_text(THORNBECK.read_text().replace("New playground", "<script>alert(1)</script>"))
    page = tmp_path / "page.html"
    result = run(file, "--html", page, "--compare", "--completion", "add1-greedy")
    assert result.exit_code == 0 and result.stdout == "" and "page.html" in result.stderr
    text = page.read_text()
    assert "&lt;script&gt;" in text and "<script" not in text
    assert 'lang="en-GB"' in text and "Thornbeck decides together" in text and 'role="img"' in text
    assert "How the count works" in text and "everybody's share was raised by 20" in text.replace("&#x27;", "'")
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    "change, words",
    [
        (("library;240", "library;"), "line 12, column “cost”: Project “library” has no cost."),
        (("Ivy;library", "Ivy;libary"), "line 24, column “vote”: The ballot names “libary”, which is not a project."),
        (("META", "PROJECTS"), "line 1: The file does not begin with META."),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    file = tmp_path / "bad.pb"
    file.write_text(THORNBECK.read_text().replace(*change, 1))
    result = run(file, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"bad.pb, {words}" in result.stderr


def test_a_ballot_over_its_limit_is_refused(points: Path) -> None:
    points.write_text(POINTS.replace("3;pond;3", "3;pond;4"))
    result = run(points, "--json")
    assert result.exit_code == 2
    assert "line 15, column “points”: The ballot gives 4 points together; the most is 3." in result.stderr


def test_files_that_are_no_text(tmp_path: Path) -> None:
    for raw, words in ((b"", "empty"), ("META\nJos\xe9".encode("latin-1"), "not UTF-8")):
        (tmp_path / "x.pb").write_bytes(raw)
        result = run(tmp_path / "x.pb", "--json")
        assert result.exit_code == 2 and words in result.stderr
    assert run(tmp_path / "none.pb", "--json").exit_code == 2


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--rule", "greedy", "--completion", "add1"], "Completion is for equal shares"),
        (["--budget", "lots"], "--budget: “lots” is not an amount"),
        (["--category-limit", "green"], "not a name, “=” and an amount"),
        (["--category-limit", "sea=4"], "No project is in a category “sea”. The categories are “green”"),
        (["--min-cost", "5", "--max-cost", "4"], "more than the most"),
        (["--rule", "lottery"], "lottery"),
    ],
)
def test_terms_that_make_no_sense_are_refused(arguments: list[str], words: str) -> None:
    result = run(THORNBECK, *arguments, "--json")
    assert (result.exit_code, result.stdout) == (2, "") and words in result.stderr


def test_the_console_script() -> None:
    script = "from commonground.cli import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", script, "allocate", str(THORNBECK), "--rule", "phragmen", "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert json.loads(done.stdout)["winners"] == ["garden", "cycle", "library"] and done.stderr == ""
