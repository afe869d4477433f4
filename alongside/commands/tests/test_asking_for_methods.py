"""`alongside methods` as a whole process: the shape it promises, bad input in a sentence, and no web framework."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.commands.tests.test_asking_the_law import SCHEMAS, run, schema
from alongside.knowledge.picking import questions

EXAMPLES = sorted((SCHEMAS / "examples").glob("answers.*.json"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples_fit_their_schemas_and_come_out_as_kept(example: Path) -> None:
    schema("answers").validate(json.loads(example.read_text()))
    done = run("methods", example, "--on", "2026-11-27", "--json")
    assert done.returncode == 0 and not done.stderr
    found = json.loads(done.stdout)
    schema("mix").validate(found)
    assert found == json.loads(example.with_name(example.name.replace("answers", "mix")).read_text())


def test_there_are_three_examples_and_the_schema_knows_every_question() -> None:
    assert len(EXAMPLES) == 3
    properties = json.loads((SCHEMAS / "answers.schema.json").read_text())["properties"]
    assert set(properties) == set(questions())
    for key, question in questions().items():
        choices = properties[key].get("items", properties[key]).get("enum", [])
        assert [each for each in choices if each is not None] == list(question.choices)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"why": ["ideas"], "hwo": []}', "“hwo” is not a question we ask. The questions are why, who"),
        ('{"why": ["fun"]}', "“why” has “fun”, which is not one of explore-why"),
        ('{"why": [["ideas"]]}', "“why” has “['ideas']”"),
        ('{"why": "ideas"}', '“why” is "ideas", and must be a list of any of'),
        ('{"why": []}', "“why” is missing"),
        ('{"weeks": 4}', "“why” is missing"),
        ('{"why": ["ideas"], "weeks": -1}', "“weeks” is -1, and must be a whole number from 0 to 260"),
        ('{"why": ["ideas"], "weeks": 261}', "must be a whole number from 0 to 260"),
        ('{"why": ["ideas"], "weeks": true}', "must be a whole number"),
        ('{"why": ["ideas"], "weeks": "4"}', "must be a whole number"),
        ('{"why": ["ideas"], "kind": "chat"}', '“kind” is "chat", and must be one of inform'),
        ('{"why": ["ideas"], "budget": {}}', "“budget” is {}, and must be one of low"),
        ('{"why": ["ideas"], "digital_exclusion": false}', "“digital_exclusion” is false, and must be one of yes"),
        ('{"why": ["ideas"], "why": ["share"]}', "“why” is there more than once"),
        ('["ideas"]', "one JSON object"),
        ('{"why": ["ideas"],', "this is not JSON"),
    ],
)
def test_bad_answers_are_refused_by_name(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_text(text)
    done = run("methods", tmp_path / "answers.json", "--json")
    assert done.returncode == 2 and done.stdout == ""
    assert says in done.stderr and "answers.json" in done.stderr and "Traceback" not in done.stderr


def test_it_reads_like_english_and_names_the_answers() -> None:
    said = run("methods", SCHEMAS / "examples" / "answers.too-soon.json").stdout
    assert "Leaves out: people" in said
    assert "Weeks it takes, at least, to decide together: 6. You have 3 (weeks = 3)" in said
    assert "Not known, and could change this: people (How many people do you hope to hear from?)" in said


def test_it_starts_without_the_web_framework() -> None:
    code = (
        "import sys; sys.argv = ['alongside', 'methods', sys.argv[1], '--json']\n"
        "import alongside.commands\n"
        "try: alongside.commands.run()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'numpy')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(EXAMPLES[0])], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]" and json.loads(done.stdout)["methods"]


def test_knowledge_finds_methods_and_says_what_of_practice_is_due() -> None:
    assert "MET-07  Citizens’ jury: method" in run("knowledge", "find", "jury").stdout
    found = json.loads(run("knowledge", "find", "4pi", "--json").stdout)["found"]
    assert [each["id"] for each in found] == ["STA-05"]
    due = json.loads(run("knowledge", "check", "--on", "2027-11-30", "--json").stdout)["due"]
    assert {"MET-01", "CHA-01", "AUD-01", "STA-01", "DUTY-01", "TIM-12", "ramadan-2026"} <= {each["id"] for each in due}
