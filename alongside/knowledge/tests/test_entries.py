"""Every entry of the knowledge: its shape, its dates, what it points to, and that its conditions speak of known facts."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alongside.knowledge.entries import DATA, Superseded, due_for_review, find, knowledge
from alongside.knowledge.facts import facts

SCHEMAS = Path(__file__).parents[1] / "schemas"
FILES = ["duties", "evidence", "changes", "superseded"]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_entries_have_the_shape_of_their_schema(name: str) -> None:
    raw = read(DATA / f"{name}.json")
    checker = Draft202012Validator(
        read(SCHEMAS / "entries.schema.json"), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert [problem.message for problem in checker.iter_errors(raw)] == []
    ids = [each["id"] for each in raw["entries"]]
    assert len(ids) == len(set(ids))


def test_a_wrong_entry_is_found() -> None:
    raw = read(DATA / "duties.json")
    raw["entries"][0]["when"] = {"fact": "stage", "maybe": True}
    checker = Draft202012Validator(read(SCHEMAS / "entries.schema.json"))
    assert list(checker.iter_errors(raw))


def test_every_duty_that_the_law_names_is_there() -> None:
    ids = {each.id for each in knowledge().duties}
    assert {f"DUTY-{number:02}" for number in range(1, 30)} | {"DUTY-02b", "DUTY-07x", "PRIN-01"} <= ids
    assert {f"CHG-{number:02}" for number in range(1, 11)} == set(knowledge().changes)


def test_what_entries_point_to_is_there() -> None:
    known = knowledge()
    ids = {each.id for each in known.duties} | set(known.changes)
    for duty in known.duties:
        assert set(duty.evidence) <= set(known.evidence), duty.id
        assert set(duty.watch) <= set(known.changes), duty.id
        assert duty.replaced_by is None or duty.replaced_by in ids
        assert (duty.valid_to is None) == (duty.replaced_by is None), f"{duty.id}: what ends is replaced"
    for old in known.superseded:
        assert set(old.replaced_by) <= ids, old.id


def test_every_edge_of_validity() -> None:
    day = timedelta(days=1)
    for duty in knowledge().duties:
        if duty.draft:
            assert not duty.in_force(date(2026, 11, 26)) and not duty.in_force(date(2100, 1, 1))
            continue
        assert duty.valid_from is None or duty.valid_to is None or duty.valid_from <= duty.valid_to
        if duty.valid_from:
            assert duty.in_force(duty.valid_from) and not duty.in_force(duty.valid_from - day)
        if duty.valid_to:
            assert duty.in_force(duty.valid_to) and not duty.in_force(duty.valid_to + day)
            following = next(each for each in knowledge().duties if each.id == duty.replaced_by)
            assert following.in_force(duty.valid_to + day) and not following.in_force(duty.valid_to), (
                "no gap, no overlap"
            )


def leaves(clause: Any) -> Iterator[dict[str, Any]]:
    for kind in ("all", "any"):
        for each in clause.get(kind, ()):
            yield from leaves(each)
    if "fact" in clause:
        yield clause


def test_conditions_speak_of_known_facts_and_values() -> None:
    known = knowledge()
    conditions = [each.when for each in (*known.duties, *known.levels, *known.warnings)]
    conditions += [each.unless for each in (*known.duties, *known.levels) if each.unless]
    used = set()
    for leaf in (leaf for clause in conditions for leaf in leaves(clause)):
        fact = facts()[leaf["fact"]]
        used.add(fact.key)
        kinds = {
            "is": "yes_no",
            "in": "choice",
            "any_of": "list",
            "count": "list",
            "at_least": "number",
            "before": "date",
        }
        (how,) = set(leaf) - {"fact"}
        assert kinds[how] == fact.kind, leaf
        if how in ("in", "any_of"):
            assert set(leaf[how]) <= set(fact.choices), leaf
    assert used == set(facts()), "a question nobody reads is a question too many"


def test_what_is_due_for_review() -> None:
    known = knowledge()
    assert due_for_review(known, date(2027, 3, 30)) == []
    due = due_for_review(known, date(2027, 3, 31))
    assert len(due) == len(known.duties) + len(known.evidence) + len(known.changes) + len(known.superseded)


@pytest.mark.parametrize(
    ("words", "id", "now"),
    [
        ("section 11", "SUP-01", "DUTY-03"),
        ("s.11 duty to involve", "SUP-01", "DUTY-01"),
        ("scrutiny referral", "SUP-03", "DUTY-08"),
        ("DCB1605", "SUP-04", "DUTY-19"),
        ("wcag 2.1", "SUP-05", "DUTY-18"),
    ],
)
def test_superseded_law_is_found_by_its_old_name(words: str, id: str, now: str) -> None:
    first = find(knowledge(), words)[0]
    assert isinstance(first, Superseded) and first.id == id and now in first.replaced_by


def test_nothing_is_found_for_nothing() -> None:
    assert find(knowledge(), "  ") == [] and find(knowledge(), "zebra crossing") == []
    assert [each.id for each in find(knowledge(), "14Z45")] == ["DUTY-01"]
