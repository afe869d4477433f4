"""Every verb that any room writes down has words, and is given what its words ask for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from alongside.record import verbs

HOUSE = Path(__file__).parents[2]


def written() -> Iterator[tuple[str, str, set[str] | None]]:
    """Where, which verb, and the details given, for each call of note and note_public that names them outright."""
    for file in sorted(HOUSE.rglob("*.py")):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = {each.arg: each.value for each in node.keywords}
            verb = given.get("verb")
            if name not in ("note", "note_public") or not isinstance(verb, ast.Constant):
                continue
            detail = given.get("detail")
            names: set[str] | None = set()
            if name == "note_public":
                names = {"count"}
            elif isinstance(detail, ast.Dict) and all(isinstance(key, ast.Constant) for key in detail.keys):
                names = {key.value for key in detail.keys}
            elif detail is not None:
                names = None
            yield f"{file.relative_to(HOUSE)}:{node.lineno}", verb.value, names


@pytest.mark.parametrize("where, verb, given", [pytest.param(*each, id=each[0]) for each in written()])
def test_every_verb_has_words_and_what_they_need(where: str, verb: str, given: set[str] | None) -> None:
    assert apps.ready
    assert verbs.known(verb), f"{where} writes {verb!r}, which no room has words for."
    if given is not None:
        phrase = str(verbs.in_words(verb, dict.fromkeys(given, 2)))
        assert "(no longer kept)" not in phrase, f"{where} does not give all that the words of {verb!r} ask for."
        assert not re.search(r"%\(", phrase)


def test_words_of_which_a_detail_was_erased() -> None:
    assert verbs.in_words("test.paused", {}) == "paused the project: (no longer kept)"
    assert verbs.in_words("test.said", {}) == "(no longer kept) people took part"
