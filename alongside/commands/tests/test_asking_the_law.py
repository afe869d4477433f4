"""`alongside duties`, `timetable` and `knowledge` as whole processes: the shapes they promise, and bad input in a sentence."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import alongside.knowledge
from alongside.knowledge.facts import facts

SCHEMAS = Path(alongside.knowledge.__file__).parent / "schemas"
EXAMPLES = sorted((SCHEMAS / "examples").glob("facts.*.json"))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "alongside.commands", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads((SCHEMAS / f"{name}.schema.json").read_text()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples_fit_their_schemas_and_come_out_as_kept(example: Path) -> None:
    schema("facts").validate(json.loads(example.read_text()))
    done = run("duties", example, "--on", "2026-11-26", "--json")
    assert done.returncode == 0 and not done.stderr
    found = json.loads(done.stdout)
    schema("duties").validate(found)
    kept = example.with_name(example.name.replace("facts", "duties"))
    assert found == json.loads(kept.read_text())


def test_there_are_three_examples_and_the_schema_knows_every_fact() -> None:
    assert len(EXAMPLES) == 3
    properties = json.loads((SCHEMAS / "facts.schema.json").read_text())["properties"]
    assert set(properties) == set(facts())
    for key, fact in facts().items():
        choices = properties[key].get("items", properties[key]).get("enum", [])
        assert [each for each in choices if each is not None] == list(fact.choices)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"bodies": ["ICB"], "stag": "idea"}', "“stag” is not a fact we know"),
        ('{"bodies": ["ICB"], "stage": "dream"}', '“stage” is "dream", and must be one of idea, planning'),
        ('{"bodies": ["ICB", "XYZ"]}', "“bodies” has “XYZ”"),
        ('{"bodies": "ICB"}', '“bodies” is "ICB", and must be a list'),
        ('{"bodies": [["ICB"]]}', "“bodies” has “['ICB']”"),
        ('{"bodies": []}', "name at least one accountable body"),
        ('{"stage": "idea"}', "“bodies” is missing"),
        ('{"bodies": ["ICB"], "paid": "yes"}', "must be true or false"),
        ('{"bodies": ["ICB"], "paid": 1}', "must be true or false"),
        ('{"bodies": ["ICB"], "stage": ["idea"]}', '“stage” is ["idea"]'),
        ('{"bodies": ["ICB"], "councils_affected": -1}', "must be a whole number from 0"),
        ('{"bodies": ["ICB"], "councils_affected": true}', "must be a whole number from 0"),
        ('{"bodies": ["ICB"], "councils_affected": 1.5}', "must be a whole number from 0"),
        ('{"bodies": ["ICB"], "scrutiny_began": "30/1/2024"}', "must be a date like"),
        ('{"bodies": ["ICB"], "paid": true, "paid": false}', "“paid” is there more than once"),
        ('["ICB"]', "one JSON object"),
        ('{"bodies": ["ICB"],', "this is not JSON"),
        ("", "this is not JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_bad_facts_are_refused_by_name(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(text)
    done = run("duties", tmp_path / "facts.json", "--json")
    assert done.returncode == 2 and done.stdout == ""
    assert says in done.stderr and "facts.json" in done.stderr and "Traceback" not in done.stderr


def test_bad_files_and_days(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'{"bodies": ["\xe9"]}')
    assert "not UTF-8" in run("duties", tmp_path / "latin.json").stderr
    assert "No such file" in run("duties", tmp_path / "none.json").stderr
    done = run("duties", EXAMPLES[0], "--on", "tomorrow")
    assert done.returncode == 2 and "is not a date" in done.stderr


def test_a_null_is_unknown_and_reads_like_a_fact_left_out(tmp_path: Path) -> None:
    answers: list[Any] = []
    for given in ('{"bodies": ["ICB"], "stage": null}', '{"bodies": ["ICB"]}'):
        (tmp_path / "facts.json").write_text(given)
        answers.append(json.loads(run("duties", tmp_path / "facts.json", "--json").stdout))
    assert answers[0] == answers[1]
    first = answers[0]["duties"][0]
    assert (first["id"], first["applies"], first["unknown"]) == (
        "DUTY-01",
        "unknown",
        ["stage", "impact.manner", "impact.range"],
    )


def test_it_reads_like_english_and_says_what_it_is_not() -> None:
    said = run("duties", EXAMPLES[-1], "--on", "2026-11-26").stdout
    assert "An integrated care board involves the people it serves" in said
    assert "The least that is asked: a formal consultation" in said
    assert "not legal advice" in said
    assert "compliant" not in said


def test_it_starts_without_the_web_framework() -> None:
    code = (
        "import sys; sys.argv = ['alongside', 'duties', sys.argv[1], '--json']\n"
        "import alongside.commands\n"
        "try: alongside.commands.run()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'numpy')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(EXAMPLES[0])], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]" and json.loads(done.stdout)["duties"]


def test_what_is_due_for_review_has_an_exit_code_for_monitors() -> None:
    quiet, due = (
        run("knowledge", "check", "--on", "2026-11-26"),
        run("knowledge", "check", "--on", "2027-04-01", "--json"),
    )
    assert quiet.returncode == 0 and "Nothing is due" in quiet.stdout
    assert due.returncode == 1 and json.loads(due.stdout)["due"][0]["review_by"] == "2027-03-31"
    later = {each["id"] for each in json.loads(run("knowledge", "check", "--on", "2027-06-01", "--json").stdout)["due"]}
    assert {"T-DPIA", "T-PHOTO"} <= later and "T-PLAN" not in later, "template forms are looked at again too"
    assert "T-PHOTO" in run("knowledge", "find", "photo").stdout


def test_superseded_law_is_found_from_the_command_line() -> None:
    said = run("knowledge", "find", "section", "11").stdout
    assert "superseded" in said and "now DUTY-03" in said
    found = json.loads(run("knowledge", "find", "14Z45", "--json").stdout)["found"]
    assert found == [
        {
            "id": "DUTY-01",
            "title": "An integrated care board involves the people it serves",
            "superseded": False,
            "replaced_by": [],
        }
    ]


PLANS = sorted((SCHEMAS / "examples").glob("plan.*.json"))


@pytest.mark.parametrize("example", PLANS, ids=lambda path: path.name)
def test_timetables_fit_their_schemas_and_come_out_as_kept(example: Path) -> None:
    schema("plan").validate(json.loads(example.read_text()))
    done = run("timetable", example, "--json")
    assert done.returncode == 0 and not done.stderr
    found = json.loads(done.stdout)
    schema("timetable").validate(found)
    assert found == json.loads(example.with_name(example.name.replace("plan", "timetable")).read_text())


def test_a_timetable_reads_like_english() -> None:
    assert len(PLANS) == 3
    said = " ".join(run("timetable", SCHEMAS / "examples" / "plan.too-late.json").stdout.split())
    assert "Begin at the latest" in said and "Planning had to begin on 2026-11-06, 20 days ago" in said
    assert "A day that would work: 2027-05-28" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "one JSON object"),
        ('{"kind": "consult"}', "“decision_date” is missing"),
        ('{"decision_date": "soon", "kind": "consult"}', "“decision_date” is “soon”"),
        ('{"decision_date": "9999-12-31", "kind": "consult"}', "“decision_date” is “9999-12-31”"),
        ('{"decision_date": "2027-06-01"}', "“kind” has “None”, which is not one of inform"),
        ('{"decision_date": "2027-06-01", "kind": "chat"}', "“kind” has “chat”"),
        ('{"decision_date": "2027-06-01", "kind": "consult", "length": 4}', "“length” is not a key of the plan"),
        ('{"decision_date": "2027-06-01", "kind": "consult", "formats": ["fax"]}', "“formats” has “fax”"),
        ('{"decision_date": "2027-06-01", "kind": "consult", "formats": "bsl"}', "must be lists"),
        ('{"decision_date": "2027-06-01", "kind": "consult", "formal_consultation": "no"}', "must be true or false"),
        ('{"decision_date": "2027-06-01", "kind": "consult", "meetings": ["board"]}', "must be an object"),
        (
            '{"decision_date": "2027-06-01", "kind": "consult", "meetings": [{"date": "2027-06-01", "purpose": "board"}]}',
            "needs a “name”",
        ),
        (
            '{"decision_date": "2027-06-01", "kind": "consult", "meetings": [{"name": "x", "date": "2027-06-01", "purpose": "tea"}]}',
            "“purpose” has “tea”",
        ),
    ],
)
def test_bad_plans_are_refused_by_name(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(text)
    done = run("timetable", tmp_path / "plan.json", "--json")
    assert done.returncode == 2 and done.stdout == ""
    assert says in done.stderr and "plan.json" in done.stderr and "Traceback" not in done.stderr
