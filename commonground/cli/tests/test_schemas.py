"""Each command's output has a schema and three examples of it, written down before the command was."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from commonground.cli import COMMANDS

SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("command", COMMANDS)
def test_three_examples_are_as_the_schema_says(command: str) -> None:
    schema = json.loads((SCHEMAS / f"{command}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    examples = sorted((SCHEMAS / "examples" / command).glob("*.json"))
    assert len(examples) >= 3
    for file in examples:
        Draft202012Validator(schema).validate(json.loads(file.read_text()))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_schema_refuses_what_it_does_not_know(command: str) -> None:
    schema = json.loads((SCHEMAS / f"{command}.schema.json").read_text())
    assert not Draft202012Validator(schema).is_valid({})
    first = sorted((SCHEMAS / "examples" / command).glob("*.json"))[0]
    assert not Draft202012Validator(schema).is_valid(json.loads(first.read_text()) | {"surprise": 1})
