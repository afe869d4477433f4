"""Routing in words that a person with a pen can follow: "If you chose 5, go to question 6".

Someone reading a paper form knows only what they have just answered and how they came here. So directions
are worked out from what is certain at each point, and a question that they might reach wrongly says itself
whom it is for. The tests let a reader follow the directions and compare with `flow.visible`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .flow import evaluate
from .types import NUMBER_OPS, ONE_CHOICE, AllOf, AnyOf, Condition, Definition, Op, When, tests_in

Atom = tuple[str, str, str]
"""One yes-or-no thing about an answer: question, row, and an option key, "answered" or a comparison."""

ANSWERED = "?answered"
NEEDS_NO_ANSWER = frozenset({Op.IS_NOT, Op.NOT_ANSWERED})
MOST_STEPS = 2000
MOST_WAYS = 4
"""More tests than this of one question are not printed beside it: each later question says whom it is for."""


@dataclass(frozen=True)
class GoTo:
    """After answering: those for whom `test` holds (and, where `blank`, those who left it blank) go on to
    `target` (None: the end). With neither test nor blank it is for everyone else."""

    target: str | None
    test: When | None = None
    blank: bool = False


@dataclass(frozen=True)
class Directions:
    """What is printed with one question. Before it: answer only if `only_if`, otherwise go to `skip_to`.
    After it: the first of `go_to` that fits; where none fits, carry on to the next question."""

    only_if: Condition | None = None
    skip_to: str | None = None
    go_to: tuple[GoTo, ...] = ()


@dataclass
class Known:
    """What is certain at one point of the form."""

    definition: Definition
    atoms: dict[Atom, bool] = field(default_factory=dict)
    held: list[Condition] = field(default_factory=list)
    refuted: list[Condition] = field(default_factory=list)
    tests: list[When] = field(default_factory=list)
    contradiction: bool = False
    _before: dict[str, list[str]] = field(default_factory=dict)
    _shown: dict[str, bool | None] = field(default_factory=dict)

    def copy(self) -> Known:
        return replace(
            self,
            atoms=dict(self.atoms),
            held=list(self.held),
            refuted=list(self.refuted),
            tests=list(self.tests),
            _shown={},
        )

    def learn(self, atom: Atom, value: bool) -> None:
        self._shown.clear()
        if self.atoms.setdefault(atom, value) is not value:
            self.contradiction = True

    def learn_unanswered(self, key: str) -> None:
        self.learn((key, "", ANSWERED), False)

    def learn_shown(self, key: str) -> None:
        self.learn_true(self.definition.conditions.get(key))

    def learn_true(self, condition: Condition | None) -> None:
        """Whatever must be so if this holds. Alternatives teach nothing unless they are one test."""
        todo, shown = [condition], set[str]()
        while todo:
            part = todo.pop()
            if part is not None:
                self.held.append(part)
            if isinstance(part, AllOf):
                todo += part.conditions
            elif isinstance(part, AnyOf):
                todo.append(_as_one_test(part))
            elif part is not None and part.question in self.definition.by_key:
                self._learn_test(part)
                if part.op not in NEEDS_NO_ANSWER and part.question not in shown:
                    shown.add(part.question)
                    todo.append(self.definition.conditions.get(part.question))

    def _learn_test(self, test: When) -> None:
        key, question = test.question, self.definition.by_key[test.question]
        if test.op is Op.IS_NOT:
            for option in test.values:
                self.learn((key, test.row, option), False)
            return
        self.learn((key, "", ANSWERED), test.op is not Op.NOT_ANSWERED)
        if test.op in NUMBER_OPS:
            self.tests.append(test)
            self.learn(_number_atom(test), True)
        if test.op in (Op.IS, Op.ANY_OF):
            if question.kind in ONE_CHOICE or test.row:
                for option in question.option_by_key:
                    if option not in test.values:
                        self.learn((key, test.row, option), False)
            if len(test.values) == 1:
                self.learn((key, test.row, test.values[0]), True)

    def learn_false(self, condition: Condition) -> None:
        self._shown.clear()
        self.refuted.append(condition)
        if isinstance(condition, AnyOf):
            for part in condition.conditions:
                self.learn_false(part)
        elif isinstance(condition, When) and condition.op in (Op.IS, Op.ANY_OF):
            for option in condition.values:
                self.learn((condition.question, condition.row, option), False)
        elif isinstance(condition, When) and condition.op is Op.IS_NOT and len(condition.values) == 1:
            self.learn_true(When(condition.question, Op.IS, condition.values, row=condition.row))
        elif isinstance(condition, When) and condition.op is Op.ANSWERED:
            self.learn_unanswered(condition.question)

    def shows(self, key: str) -> bool | None:
        """Whether a question is shown; None where it may be either."""
        if key not in self._shown:
            # From the first on, so that each finds what it depends on already judged.
            for earlier in self._leading_to(key):
                if earlier not in self._shown:
                    self._shown[earlier] = self._judge(self.definition.conditions.get(earlier))
        return self._shown[key]

    def _leading_to(self, key: str) -> list[str]:
        """The question after every question that its being shown depends on, in order."""
        if key not in self._before:
            todo, found = [key], {key}
            while todo:
                for test in tests_in(self.definition.conditions.get(todo.pop())):
                    if test.question in self.definition.order and test.question not in found:
                        found.add(test.question)
                        todo.append(test.question)
            self._before[key] = sorted(found, key=self.definition.order.__getitem__)
        return self._before[key]

    def _judge(self, condition: Condition | None) -> bool | None:
        parts = condition.conditions if isinstance(condition, AllOf) else (condition,)
        if condition in self.refuted or any(part in self.refuted for part in parts):
            return False
        open_parts = tuple(part for part in parts if part is not None and part not in self.held)
        return evaluate(AllOf(open_parts), self._truth)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition is certain."""
        return condition in self.held or evaluate(condition, self._truth) is True

    def _truth(self, test: When) -> bool | None:
        if test in self.refuted:
            return False
        if test.op is Op.NOT_ANSWERED:
            return _opposite(self._atom((test.question, "", ANSWERED)))
        if test.op is Op.ANSWERED:
            return self._atom((test.question, "", ANSWERED))
        if test.op in NUMBER_OPS:
            return self._atom(_number_atom(test))
        known = [self._atom((test.question, test.row, option)) for option in test.values]
        found = True if True in known else None if None in known else False
        if found is None and any(_narrower(other, test) for other in self.held):
            found = True
        return _opposite(found) if test.op is Op.IS_NOT else found

    def _atom(self, atom: Atom) -> bool | None:
        known = self.atoms.get(atom)
        if known is None and (
            atom[0] not in self.definition.by_key
            or self.atoms.get((atom[0], "", ANSWERED)) is False
            or self.shows(atom[0]) is False
        ):
            return False
        return known


def directions(definition: Definition) -> dict[str, Directions]:
    """What to print with each question that needs it. Conditions may look only at earlier questions."""
    keys = [question.key for question in definition.questions]
    tested = _tests_by_question(definition)
    arrivals: dict[str, list[Known]] = {key: [] for key in keys}
    found: dict[str, Directions] = {}
    start = Known(definition)
    for place, key in enumerate(keys):
        only_if = _still_to_say(definition.conditions.get(key), arrivals[key])
        skip_to = None
        if only_if is not None:
            passing = start.copy()
            passing.learn_false(only_if)
            passing.learn_unanswered(key)
            skip_to = _first_after(keys, place, passing, arrivals)
        here = start.copy()
        here.learn_shown(key)
        groups: dict[str | None, list[tuple[When | None, bool]]] = {}
        for test, blank, known in _ways_on(definition, key, here, tested.get(key, [])):
            target = _first_after(keys, place, known, arrivals)
            groups.setdefault(target, []).append((test, blank))
        following = keys[place + 1] if place + 1 < len(keys) else None
        found[key] = Directions(only_if, skip_to, _go_to(key, groups, following))
    return {key: item for key, item in found.items() if item != Directions()}


def _still_to_say(condition: Condition | None, arrivals: list[Known]) -> Condition | None:
    """The parts of a condition that somebody may arrive without; None where all arrive with all of it."""
    if condition is None:
        return None
    parts = condition.conditions if isinstance(condition, AllOf) else (condition,)
    open_parts = tuple(part for part in parts if not all(known.holds(part) for known in arrivals))
    return AllOf(open_parts) if len(open_parts) > 1 else next(iter(open_parts), None)


def reachable(definition: Definition, key: str) -> bool:
    """False when no answers at all could lead to this question. Gives up, and says True, on huge routing.

    Conditions may look only at earlier questions.
    """
    condition = definition.conditions.get(key)
    branches: list[tuple[list[Condition], Known]] = [([condition] if condition else [], Known(definition))]
    for _ in range(MOST_STEPS):
        if not branches:
            return False
        todo, known = branches.pop()
        if known.contradiction:
            continue
        if not todo:
            if _numbers_agree(known.tests):
                return True
            continue
        first, rest = todo[0], todo[1:]
        if isinstance(first, AllOf):
            branches.append(([*first.conditions, *rest], known))
        elif isinstance(first, AnyOf):
            branches += [([part, *rest], known.copy()) for part in first.conditions]
        else:
            branches += [([*needed, *rest], branch) for needed, branch in _ways_to_hold(first, known)]
    return True


def _ways_to_hold(test: When, known: Known) -> list[tuple[list[Condition], Known]]:
    """Each way a test can hold: what else must hold then, and what is known then."""
    question = known.definition.by_key.get(test.question)
    if question is None:
        return [([], known)] if test.op in NEEDS_NO_ANSWER else []
    ways = [test]
    if test.op in (Op.IS, Op.ANY_OF):
        offered = {option.key for option in question.offered}
        ways = [When(test.question, Op.IS, (value,), row=test.row) for value in test.values if value in offered]
    condition = known.definition.conditions.get(test.question)
    found: list[tuple[list[Condition], Known]] = []
    for way in ways:
        branch = known.copy()
        branch.learn_true(way)
        found.append(([condition] if condition and way.op not in NEEDS_NO_ANSWER else [], branch))
    return found


def _numbers_agree(tests: list[When]) -> bool:
    by_question: dict[str, list[When]] = {}
    for test in tests:
        by_question.setdefault(test.question, []).append(test)
    for group in by_question.values():
        lowest, highest, above, below = float("-inf"), float("inf"), False, False
        for test in group:
            number = test.number if test.number is not None else 0.0
            if test.op in (Op.AT_LEAST, Op.MORE_THAN, Op.EQUAL_TO):
                above = (above and lowest >= number) or (test.op is Op.MORE_THAN and number >= lowest)
                lowest = max(lowest, number)
            if test.op in (Op.AT_MOST, Op.LESS_THAN, Op.EQUAL_TO):
                below = (below and highest <= number) or (test.op is Op.LESS_THAN and number <= highest)
                highest = min(highest, number)
        if lowest > highest or (lowest == highest and (above or below)):
            return False
    return True


def _ways_on(
    definition: Definition, key: str, here: Known, tested: list[When]
) -> list[tuple[When | None, bool, Known]]:
    """Each way past a question that later routing tells apart: test, left blank, what is known."""
    question = definition.by_key[key]
    if not tested or (question.kind not in ONE_CHOICE and len(tested) > MOST_WAYS):
        return [(None, False, here)]
    blank = here.copy()
    blank.learn_unanswered(key)
    ways: list[tuple[When | None, bool, Known]] = []
    one_choice = question.kind in ONE_CHOICE
    tests = [When(key, Op.IS, (option.key,)) for option in question.offered] if one_choice else tested
    for test in tests:
        known = here.copy()
        known.learn_true(test)
        ways.append((test, False, known))
    if one_choice:
        return [*ways, (None, True, blank)]
    otherwise = here.copy()
    for test in tests:
        otherwise.learn_false(test)
    return [*ways, (None, False, otherwise)]


def _first_after(keys: list[str], place: int, known: Known, arrivals: dict[str, list[Known]]) -> str | None:
    for key in keys[place + 1 :]:
        if known.shows(key) is not False:
            arrivals[key].append(known)
            return key
    return None


def _go_to(
    key: str, groups: dict[str | None, list[tuple[When | None, bool]]], following: str | None
) -> tuple[GoTo, ...]:
    """Directions for those who jump, then one for everyone else; nothing where all carry on."""
    if set(groups) == {following}:
        return ()
    everyone_else = following if following in groups else max(groups, key=lambda target: len(groups[target]))
    for target, ways in groups.items():
        if any(test is None and not left_blank for test, left_blank in ways):
            everyone_else = target
    found: list[GoTo] = []
    for target, ways in groups.items():
        if target == everyone_else:
            continue
        tests = [test for test, _ in ways if test is not None]
        blank = any(left_blank for _, left_blank in ways)
        if tests and all(test.op is Op.IS and not test.row for test in tests):
            values = tuple(value for test in tests for value in test.values)
            found.append(GoTo(target, When(key, Op.ANY_OF, values), blank))
        else:
            found.extend(GoTo(target, test) for test in tests)
            found.extend([GoTo(target, None, True)] if blank else [])
    return (*found, GoTo(everyone_else))


def _tests_by_question(definition: Definition) -> dict[str, list[When]]:
    """The tests that later routing makes of each question, one choice at a time, without repeats."""
    found: dict[str, list[When]] = {}
    for condition in definition.conditions.values():
        for test in tests_in(condition):
            if test.op in (Op.IS, Op.IS_NOT, Op.ANY_OF):
                parts = [When(test.question, Op.IS, (value,), row=test.row) for value in test.values]
            elif test.op is Op.NOT_ANSWERED:
                parts = [When(test.question, Op.ANSWERED)]
            else:
                parts = [test]
            known = found.setdefault(test.question, [])
            known.extend(part for part in parts if part not in known)
    return found


def _as_one_test(condition: AnyOf) -> When | None:
    """ "Is a, or is b" of one question as "is any of a, b"."""
    parts = [part for part in condition.conditions if isinstance(part, When)]
    same = {(part.question, part.row) for part in parts}
    if len(parts) != len(condition.conditions) or len(same) != 1:
        return None
    if any(part.op not in (Op.IS, Op.ANY_OF) for part in parts):
        return None
    values = tuple(dict.fromkeys(value for part in parts for value in part.values))
    return When(parts[0].question, Op.ANY_OF, values, row=parts[0].row)


def _narrower(held: Condition, test: When) -> bool:
    """Whether "it is one of these", which holds, makes the test hold."""
    return (
        isinstance(held, When)
        and (held.question, held.row) == (test.question, test.row)
        and held.op in (Op.IS, Op.ANY_OF)
        and set(held.values) <= set(test.values)
    )


def _number_atom(test: When) -> Atom:
    return (test.question, str(test.number), test.op.value)


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value
