"""`alongside report` as people run it: what it prints, what it writes, and what it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from alongside.commands import app, load
from alongside.questionnaires.reading.results import results_schema

EXPORTS = Path(__file__).parents[2] / "questionnaires/tests/exports"

load("report")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, words)], env={"COLUMNS": "200"})


def test_it_needs_no_django(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['django'] = None; "
        f"sys.argv = ['alongside', 'report', {str(EXPORTS / '07-google-forms-gp.csv')!r}, "
        f"'--out', {str(tmp_path)!r}, '--format', 'json,html,pdf,xlsx,docx']; "
        "from alongside.commands import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {
        "results.json", "report.html", "report.pdf", "report.xlsx", "report.docx",
    }  # fmt: skip


def test_it_says_what_it_took_each_question_to_be_and_why(tmp_path: Path) -> None:
    done = run(EXPORTS / "01-surveymonkey-gp.xlsx", "--out", tmp_path, "--format", "json", "--disclosure", "none")
    assert done.exit_code == 0, done.output
    assert "several choices" in done.output
    assert "There is a column for each option" in done.output
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))
    Draft202012Validator(results_schema()).validate(results)
    assert (results["file"], results["responses"], results["disclosure"]) == ("01-surveymonkey-gp.xlsx", 64, "none")


def test_numbers_are_protected_unless_told_otherwise(tmp_path: Path) -> None:
    assert run(EXPORTS / "08-google-forms-event.csv", "--out", tmp_path, "--format", "json").exit_code == 0
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert results["disclosure"] != "none"
    assert any(option["suppressed"] for question in results["questions"] for option in question["options"])


def test_it_takes_corrections(tmp_path: Path) -> None:
    kinds = tmp_path / "kinds.csv"
    kinds.write_text("label,kind\nHow old are you?,long_text\n", encoding="utf-8")
    out = tmp_path / "out"
    assert run(EXPORTS / "07-google-forms-gp.csv", "--out", out, "--format", "json", "--kinds", kinds).exit_code == 0
    results = json.loads((out / "results.json").read_text("utf-8"))
    assert {q["label"]: q["kind"] for q in results["questions"]}["How old are you?"] == "long_text"


@pytest.mark.parametrize(
    "words",
    [
        ("missing.csv",),
        ("empty.csv",),
        ("picture.csv",),
        ("good.csv", "--format", "json,odt"),
        ("good.csv", "--disclosure", "loose"),
        ("good.csv", "--kinds", "missing.json"),
        ("good.csv", "--out", "good.csv/under-a-file"),
    ],
)
def test_a_refusal_is_one_message_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.csv").write_bytes(b"")
    Path("picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    Path("good.csv").write_text("Town,Why\nWend,near\nWend,far\n", encoding="utf-8")
    before = sorted(Path().iterdir())
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert len(done.stderr.strip().splitlines()) == 1
    assert sorted(Path().iterdir()) == before


def test_a_writer_that_fails_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    assert run(EXPORTS / "08-google-forms-event.csv", "--out", out, "--format", "json").exit_code == 0
    before = (out / "results.json").read_bytes()

    def fails(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("alongside.analysis.reporting.web.write_html", fails)
    done = run(EXPORTS / "01-surveymonkey-gp.xlsx", "--out", out, "--format", "json,html")
    assert done.exit_code == 2
    assert [path.name for path in out.iterdir()] == ["results.json"]
    assert (out / "results.json").read_bytes() == before
