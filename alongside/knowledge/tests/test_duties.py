"""The rules against the worked cases; every clause of every rule is needed; what holds of all facts."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.knowledge.entries import Knowledge, knowledge
from alongside.knowledge.facts import Facts, facts
from alongside.knowledge.rules import duties_that_apply, level_required, warnings, weigh
from alongside.knowledge.tests.cases import CASES, DATES, JOINT, UNKNOWN, Case


def found(case: Case, known: Knowledge) -> tuple[set[str], dict[str, set[str]], set[str]]:
    """(the duties that apply, what is open by duty, the duties not known)"""
    all_ = duties_that_apply(case.facts, known, on=date.fromisoformat(case.on))
    return (
        {each.duty.id for each in all_ if each.applies == "yes"},
        {each.duty.id: set(each.unknown) for each in all_ if each.unknown},
        {each.duty.id for each in all_ if each.applies == "unknown"},
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_worked_case(case: Case) -> None:
    known = knowledge()
    yes, undecided, unknown = found(case, known)
    assert yes == case.applying
    assert undecided == case.undecided
    assert unknown == set(case.undecided) - case.applying
    assert level_required(case.facts, known).required == case.level
    reasons = {each.duty.id: set(each.because) for each in duties_that_apply(case.facts, known, on=date.fromisoformat(case.on))}  # fmt: skip
    for id, told in case.reasons.items():
        assert reasons[id] == told


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 60 and len(UNKNOWN) >= 15 and len(JOINT) >= 15 and len(DATES) >= 10
    assert len({case.name for case in CASES}) == len(CASES)


# What each line of advice needs: facts for which it is given, and facts, near to those, for which it is not.
ADVICE: dict[str, tuple[list[Facts], list[Facts]]] = {
    "scrutiny-view": ([{"impact.substantial": "unsure"}], [{"impact.substantial": "yes"}, {}]),
    "not-substantial": (
        [{"impact.substantial": each, key: True} for each in ("no", "agreed_no") for key in ("impact.manner", "impact.range")],
        [{"impact.substantial": "yes", "impact.manner": True}, {"impact.substantial": "no", "impact.manner": False, "impact.range": False}],
    ),
    "contradiction": (
        [{"impact.substantial": "yes", "impact.manner": False, "impact.range": False}],
        [
            {"impact.substantial": "yes", "impact.manner": False, "impact.range": True},
            {"impact.substantial": "yes", "impact.manner": True, "impact.range": False},
            {"impact.substantial": "no", "impact.manner": False, "impact.range": False},
        ],
    ),
    "urgency": ([{"urgent_safety": True}], [{"urgent_safety": False}, {}]),
    "temporary": ([{"temporary": True}], [{"temporary": False}, {}]),
    "joint": ([{"bodies": ("ICB", "LA_ASC")}], [{"bodies": ("ICB",)}]),
    "vehicle": ([{"bodies": (each, "ICB")} for each in ("S75", "JOINT_CTTEE", "COMBINED_AUTH")], [{"bodies": ("ICB", "LA_ASC")}]),
    "health-and-care": (
        [{"bodies": (each, "LA_ASC"), "impact.substantial": how} for each in ("ICB", "NHSE") for how in ("yes", "unsure")],
        [
            {"bodies": ("ICB", "LA_PH"), "impact.substantial": "yes"},
            {"bodies": ("NHS_FT", "LA_ASC"), "impact.substantial": "yes"},
            {"bodies": ("ICB", "LA_ASC"), "impact.substantial": "no"},
        ],
    ),
    "contractor": ([{"bodies": ("VCSE",)}], [{"bodies": ("ICB",)}]),
    "impact-assessment": (
        [
            {"personal_data": True, "data.special": True, "data.scale": True},
            *({"personal_data": True, key: True} for key in ("ai_used", "under18", "capacity_doubt")),
        ],
        [
            {"personal_data": False, "ai_used": True},
            {"personal_data": True, "data.special": True, "data.scale": False, "ai_used": False, "under18": False, "capacity_doubt": False},
            {"personal_data": True, "data.special": False, "data.scale": True},
        ],
    ),
    "machine": ([{"ai_used": True}], [{"ai_used": False}]),
    "benefits": ([{"paid": True}], [{"paid": False}]),
    "children": ([{"under18": True}], [{"under18": False}]),
    "several-councils": ([{"councils_affected": 2}, {"councils_affected": 5}], [{"councils_affected": 1}]),
}  # fmt: skip


@pytest.mark.parametrize("key", ADVICE)
def test_advice_is_given_where_it_is_needed(key: str) -> None:
    assert advice_holds(key, knowledge())


def advice_holds(key: str, known: Knowledge) -> bool:
    line = next(each for each in known.warnings if each.key == key)
    wanted, unwanted = ADVICE[key]
    return all(weigh(line.when, each).value for each in wanted) and not any(weigh(line.when, each).value for each in unwanted)  # fmt: skip


def test_all_advice_has_its_cases_and_changes_of_law_are_named() -> None:
    known = knowledge()
    assert {each.key for each in known.warnings} == set(ADVICE)
    case: dict[str, Any] = {"bodies": ("NHSE",), "stage": "planning"}
    told = warnings(case, known, duties_that_apply(case, known, on=date(2026, 11, 26)))
    assert any(each.startswith("CHG-01: ") for each in told)


# ── Every clause is needed ──


def mutants(clause: Any) -> Iterator[Any]:
    """The condition with one part left out, turned round, or short of one value."""
    yield {"not": clause}
    for kind in ("all", "any"):
        for at, part in enumerate(clause.get(kind, ())):
            rest = [*clause[kind][:at], *clause[kind][at + 1 :]]
            if rest:
                yield {kind: rest}
            for mutant in mutants(part):
                yield {kind: [*clause[kind][:at], mutant, *clause[kind][at + 1 :]]}
    for kind in ("in", "any_of"):
        for at in range(len(clause.get(kind, ()))):
            yield {**clause, kind: [*clause[kind][:at], *clause[kind][at + 1 :]]}


def settled(clause: Any) -> Any:
    """A turned condition in the words that rules have: by de Morgan down to the facts, and there the other values."""
    if "not" not in clause:
        return {kind: [settled(each) for each in clause[kind]] for kind in ("all", "any") if kind in clause} or clause
    turned = clause["not"]
    for kind, other in (("all", "any"), ("any", "all")):
        if kind in turned:
            return {other: [settled({"not": each}) for each in turned[kind]]}
    if "is" in turned:
        return {**turned, "is": not turned["is"]}
    for kind in ("in", "any_of"):
        if kind in turned:
            return {**turned, kind: [each for each in facts()[turned["fact"]].choices if each not in turned[kind]]}
    return {"any": []}  # a date or a number: never


def passes(known: Knowledge, only: str = "") -> bool:
    """Whether all cases come out, of one duty or line of advice or of all."""
    asked = [each.id for each in known.duties if only in ("", each.id)]
    few = replace(known, duties=tuple(each for each in known.duties if each.id in asked))
    for case in CASES:
        yes, undecided, _unknown = found(case, few)
        wanted = {id: keys for id, keys in case.undecided.items() if id in asked}
        if yes != case.applying & set(asked) or undecided != wanted:
            return False
        if not only.startswith(("DUTY", "PRIN")) and level_required(case.facts, known).required != case.level:
            return False
    return only not in ADVICE or advice_holds(only, known)


def changed(known: Knowledge) -> Iterator[tuple[str, Knowledge]]:
    for shelf in ("duties", "levels", "warnings"):
        entries = getattr(known, shelf)
        for at, entry in enumerate(entries):
            if entry.when == {"all": []}:
                continue  # the last level holds always
            for side in ("when", "unless"):
                if getattr(entry, side) is None:
                    continue
                others = [None] if side == "unless" else []
                for mutant in [*others, *mutants(copy.deepcopy(getattr(entry, side)))]:
                    made = replace(entry, **{side: settled(mutant) if mutant else None})
                    name = getattr(entry, "id", None) or entry.key
                    yield (
                        f"{name} {side} {mutant}",
                        replace(known, **{shelf: (*entries[:at], made, *entries[at + 1 :])}),
                    )


def test_every_clause_of_every_rule_is_needed() -> None:
    known = knowledge()
    assert passes(known)
    survived, tried = [], 0
    for name, mutant in changed(known):
        if name.startswith("DUTY-02b"):
            continue  # a draft: in force on no day, so nothing of it can show
        tried += 1
        if passes(mutant, name.split()[0]):
            survived.append(name)
    assert not survived
    assert tried > 300


# ── What holds of all facts ──


def some_facts() -> st.SearchStrategy[dict[str, Any]]:
    values: dict[str, st.SearchStrategy[Any]] = {}
    for key, fact in facts().items():
        values[key] = {
            "yes_no": st.booleans(),
            "number": st.integers(0, 5),
            "choice": st.sampled_from(fact.choices or ("",)),
            "date": st.dates(date(2023, 6, 1), date(2026, 12, 31)),
            "list": st.lists(st.sampled_from(fact.choices or ("",)), min_size=1, max_size=4, unique=True).map(tuple),
        }[fact.kind]
    bodies = values.pop("bodies")
    return st.fixed_dictionaries({"bodies": bodies}, optional=values)


@settings(max_examples=300, deadline=None)
@given(some_facts(), some_facts(), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_more_facts_settle_and_never_unsettle(less: dict[str, Any], more: dict[str, Any], on: date) -> None:
    known = knowledge()
    before = {each.duty.id: each for each in duties_that_apply(less, known, on=on)}
    for key, value in more.items():
        if key in less:
            continue
        after = {each.duty.id: each for each in duties_that_apply({**less, key: value}, known, on=on)}
        for id, was in before.items():
            now = after[id]
            if was.applies == "no":
                assert now.applies == "no"
            if was.applies == "yes" and now.applies != "yes":
                assert now.applies == "no" and any(each.startswith(f"{key} = ") for each in now.because)
            if was.applies != now.applies:
                assert key in was.unknown  # what could change it had been said


@settings(max_examples=300, deadline=None)
@given(some_facts(), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_reasons_are_facts_and_decide_alone(given_facts: dict[str, Any], on: date) -> None:
    """A duty that does not apply has reasons that are known; kept alone, they give the same answer: nothing unknown
    counted as no."""
    known = knowledge()
    for each in duties_that_apply(given_facts, known, on=on):
        if each.because == (f"on = {on}",):
            assert not each.duty.in_force(on) and each.applies == "no"
            continue
        assert each.duty.in_force(on)
        keys = {reason.split(" = ")[0] for reason in each.because}
        assert keys <= set(given_facts) and not keys & set(each.unknown) - {"bodies"}
        kept = {key: value for key, value in given_facts.items() if key in keys or key == "bodies"}
        again = next(other for other in duties_that_apply(kept, known, on=on) if other.duty.id == each.duty.id)
        assert again.applies == each.applies if each.applies != "unknown" else again.applies in ("unknown", "yes")


def test_dates_outside_validity_never_apply() -> None:
    known, everything = knowledge(), {key: True for key, fact in facts().items() if fact.kind == "yes_no"}
    for duty in known.duties:
        edges = [*([duty.valid_from - timedelta(1)] if duty.valid_from else []), *([duty.valid_to + timedelta(1)] if duty.valid_to else [])]  # fmt: skip
        for body in facts()["bodies"].choices:
            for on in edges:
                case: dict[str, Any] = {
                    **everything,
                    "bodies": (body,),
                    "stage": "proposal",
                    "impact.substantial": "yes",
                }
                outcome = next(each for each in duties_that_apply(case, known, on=on) if each.duty.id == duty.id)
                assert outcome.applies == "no" and outcome.because == (f"on = {on}",)
