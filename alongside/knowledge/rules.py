"""Which duties apply: pure judgement over facts, dated knowledge and a day. It asks nobody and remembers nothing.

A condition is true, false or not known (Kleene's three values: "and" is false as soon as one part is false, whatever is
not known; "or" is true as soon as one part is true). What is not known never counts as no. An exception is the other way
round: it lifts a duty only once it is shown, because who relies on it has to show it; until then the duty applies, and
says which answer could lift it. Nothing here calls anything compliant, and nothing decides what is substantial.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from alongside.knowledge.entries import Clause, Duty, Knowledge
from alongside.knowledge.facts import Facts, vehicles

Applies = Literal["yes", "no", "unknown"]
NOT_KNOWN: Literal["unknown"] = "unknown"


@dataclass(frozen=True)
class Said:
    """What a condition comes to: ``because`` are the facts that decide it, as ``key = value``; ``unknown`` the keys that
    could still decide it."""

    value: bool | None
    because: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What comes out for one duty. ``unknown`` of one that applies are answers that could still lift it."""

    duty: Duty
    applies: Applies
    because: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class LevelRequired:
    """The least that is asked: ``required`` is formal_consultation, fair_consultation, involve, inform, or unknown;
    ``at_least`` holds whatever the unknown facts turn out to be."""

    required: str
    at_least: str
    reasons: tuple[str, ...]
    unknown: tuple[str, ...]


def duties_that_apply(facts: Facts, known: Knowledge, *, on: date) -> list[Finding]:
    """Every duty in the order of the knowledge, those that come out no included."""
    return [_finding(duty, facts, on) for duty in known.duties]


def level_required(facts: Facts, known: Knowledge) -> LevelRequired:
    """The strictest level whose condition holds; unknown while a stricter one could still hold."""
    said = [(each, judge(each.when, each.unless, facts)) for each in known.levels]
    holding = [each for each, found in said if found.value]
    at_least = holding[0].key
    reasons = [f"{each.words}{_given(found)}" for each, found in said if found.value and each.key == at_least]
    open_: list[str] = []
    for each, found in said:
        if each.key == at_least:
            break
        open_ += found.unknown if found.value is None else ()
    required = NOT_KNOWN if open_ else at_least
    return LevelRequired(required, at_least, tuple(reasons), tuple(dict.fromkeys(open_)))


def warnings(facts: Facts, known: Knowledge, findings: Iterable[Finding]) -> list[str]:
    """What to look out for: advice whose condition holds, then changes of law that touch what applies."""
    said = [each.words for each in known.warnings if weigh(each.when, facts).value]
    touched = dict.fromkeys(id for each in findings if each.applies != "no" for id in each.duty.watch)
    changes = [known.changes[id] for id in touched]
    return said + [f"{each.id}: {each.title}. {each.state}." for each in changes]


def weigh(clause: Clause, facts: Facts) -> Said:
    """A condition in three values. KeyError where the knowledge has a condition of no known kind."""
    if "all" in clause:
        return _all([weigh(each, facts) for each in clause["all"]])
    if "any" in clause:
        return _any([weigh(each, facts) for each in clause["any"]])
    key = clause["fact"]
    if key not in facts:
        return Said(None, unknown=(key,))
    if key == "bodies":
        return _bodies(clause, facts)
    value = facts[key]
    if "is" in clause:
        holds = value is clause["is"]
    elif "in" in clause:
        holds = value in clause["in"]
    elif "at_least" in clause:
        holds = isinstance(value, int) and value >= clause["at_least"]
    else:
        holds = isinstance(value, date) and value < date.fromisoformat(clause["before"])
    return Said(holds, because=(told(key, value),))


def judge(when: Clause, unless: Clause | None, facts: Facts) -> Said:
    """A condition with its exception. ``unknown`` of one that holds are answers that could show the exception."""
    trigger = weigh(when, facts)
    if trigger.value is False or unless is None:
        return trigger
    lifted = weigh(unless, facts)
    if lifted.value:
        return Said(False, lifted.because)
    shown_not = [lifted] if lifted.value is False else []
    return Said(trigger.value, _because([trigger, *shown_not]), _unknown([trigger, lifted]))


def told(key: str, value: object) -> str:
    """``impact.manner = true``"""
    return f"{key} = {str(value).lower() if isinstance(value, bool) else value}"


def _bodies(clause: Clause, facts: Facts) -> Said:
    bodies = facts["bodies"]
    assert isinstance(bodies, tuple)
    if "count" in clause:
        return Said(len(bodies) >= clause["count"], because=tuple(told("bodies", each) for each in bodies))
    named = [each for each in bodies if each in clause["any_of"]]
    if named:
        return Said(True, because=tuple(told("bodies", each) for each in named))
    if vehicles().issuperset(bodies):  # who is accountable stands behind them, and has not been named
        return Said(None, unknown=("bodies",))
    return Said(False, because=tuple(told("bodies", each) for each in bodies))


def _all(parts: list[Said]) -> Said:
    for each in parts:
        if each.value is False:
            return each
    value = None if any(each.value is None for each in parts) else True
    return Said(value, _because(parts), _unknown(parts))


def _any(parts: list[Said]) -> Said:
    holding = [each for each in parts if each.value]
    if holding:
        return Said(True, _because(holding))
    if any(each.value is None for each in parts):
        open_ = [each for each in parts if each.value is None]
        return Said(None, _because(open_), _unknown(open_))
    return Said(False, _because(parts))


def _because(parts: Iterable[Said]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for part in parts for each in part.because))


def _unknown(parts: Iterable[Said]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for part in parts for each in part.unknown))


def _finding(duty: Duty, facts: Facts, on: date) -> Finding:
    if not duty.in_force(on):
        return Finding(duty, "no", (told("on", on),), ())
    said = judge(duty.when, duty.unless, facts)
    applies: Applies = NOT_KNOWN if said.value is None else "yes" if said.value else "no"
    return Finding(duty, applies, said.because, said.unknown)


def _given(found: Said) -> str:
    return f" ({', '.join(found.because)})" if found.because else ""
