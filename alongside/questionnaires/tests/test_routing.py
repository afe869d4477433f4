"""Directions on paper lead a reader through exactly the questions that the web would ask."""

from hypothesis import given, settings

from alongside.questionnaires.build import when
from alongside.questionnaires.flow import evaluate, passes, visible
from alongside.questionnaires.routing import Directions, GoTo, directions, reachable
from alongside.questionnaires.rules import check_definition
from alongside.questionnaires.types import (
    AllOf,
    Answer,
    Answers,
    AnyOf,
    Definition,
    Kind,
    Op,
    Option,
    Question,
    Section,
    When,
)

from .makers import filled_in


def read_on_paper(definition: Definition, answers: Answers) -> list[str]:
    """Follow the printed directions as somebody with a pen would."""
    printed = directions(definition)
    keys = [question.key for question in definition.questions]
    met: list[str] = []
    done: dict[str, Answer] = {}
    key: str | None = keys[0]
    while key is not None:
        assert key not in met
        following = keys[keys.index(key) + 1] if keys.index(key) + 1 < len(keys) else None
        here = printed.get(key, Directions())
        if here.only_if is not None and not evaluate(
            here.only_if, lambda test: passes(test, definition, done.get(test.question))
        ):
            key = here.skip_to
            continue
        met.append(key)
        done[key] = answers[key]
        fitting = [way for way in here.go_to if fits(way, definition, done[key])]
        key = fitting[0].target if fitting else following
    return met


def fits(way: GoTo, definition: Definition, answer: Answer) -> bool:
    if way.blank and not answer.says_something:
        return True
    return passes(way.test, definition, answer) if way.test is not None else not way.blank


@settings(max_examples=400, deadline=None)
@given(filled_in())
def test_following_the_paper_meets_the_same_questions_as_the_web(case):
    definition, answers = case
    assert read_on_paper(definition, answers) == visible(definition, answers)


@settings(max_examples=200, deadline=None)
@given(filled_in())
def test_a_question_that_somebody_met_is_reachable(case):
    definition, answers = case
    assert all(reachable(definition, key) for key in visible(definition, answers))


YES_NO = (Option("yes", "Yes"), Option("no", "No"))


def ask(key: str, show_when=None, kind: Kind = Kind.YES_NO) -> Question:
    options = YES_NO if kind is Kind.YES_NO else ()
    return Question(key, kind, f"{key}?", options=options, show_when=show_when)


def made_of(*questions: Question) -> Definition:
    return Definition("Test", (Section("all", "All", questions=questions),))


USES = When("uses", Op.IS, ("yes",))


def test_a_block_right_after_its_question_is_jumped_over():
    definition = made_of(ask("uses"), ask("often", USES), ask("easy", USES), ask("else_"))
    assert directions(definition) == {
        "uses": Directions(go_to=(GoTo("else_", When("uses", Op.ANY_OF, ("no",)), blank=True), GoTo("often")))
    }


def test_two_branches_join_again():
    definition = made_of(ask("uses"), ask("often", USES), ask("why_not", When("uses", Op.IS, ("no",))), ask("else_"))
    printed = directions(definition)
    assert [way.target for way in printed["uses"].go_to] == ["why_not", "else_", "often"]
    assert printed["often"].go_to == (GoTo("else_"),)
    assert "why_not" not in printed


def test_a_question_far_from_its_test_says_whom_it_is_for():
    definition = made_of(ask("uses"), ask("area"), ask("often", USES), ask("else_"))
    assert directions(definition) == {"often": Directions(only_if=USES, skip_to="else_")}


def test_a_whole_block_far_from_its_test_is_passed_in_one_step():
    both = AllOf((USES, When("drives", Op.IS, ("yes",))))
    definition = made_of(ask("uses"), ask("drives"), ask("area"), ask("park", both), ask("cost", both), ask("else_"))
    assert directions(definition) == {"park": Directions(only_if=both, skip_to="else_")}


def test_somebody_deep_in_a_branch_is_led_past_the_other_branch():
    definition = made_of(
        ask("uses"),
        ask("easy", USES),
        ask("why", When("easy", Op.IS, ("no",))),
        ask("why_not", When("uses", Op.IS, ("no",))),
        ask("else_"),
    )
    printed = directions(definition)
    assert printed["why"].go_to == (GoTo("else_"),)
    assert all(here.only_if is None for here in printed.values())


def test_long_chains_and_circles_do_not_break_it():
    chain = made_of(ask("q0"), *(ask(f"q{place}", when(f"q{place - 1}", "yes")) for place in range(1, 200)))
    assert check_definition(chain) == []
    assert len(directions(chain)) == 199
    circle = made_of(ask("a", when("b", "yes")), ask("b", when("a", "yes")), ask("c", when("b", "yes")))
    assert {finding.code for finding in check_definition(circle)} == {"routing_later"}
    assert visible(circle, {key: Answer("yes") for key in "abc"}) == []


def test_what_can_never_be_asked_is_found():
    never = AllOf((When("uses", Op.IS, ("yes",)), When("uses", Op.IS, ("no",))))
    nested = When("often", Op.ANSWERED)
    miles = AllOf((When("miles", Op.AT_LEAST, number=10), When("miles", Op.LESS_THAN, number=5)))
    either = AnyOf((never, When("uses", Op.IS, ("perhaps",))))
    hidden_then_asked = AllOf((When("uses", Op.IS, ("no",)), nested))
    definition = made_of(
        ask("uses"),
        ask("miles", kind=Kind.NUMBER),
        ask("often", USES),
        ask("a", never),
        ask("b", nested),
        ask("c", miles),
        ask("d", either),
        ask("e", hidden_then_asked),
        ask("f", When("a", Op.ANSWERED)),
        ask("g", When("a", Op.NOT_ANSWERED)),
    )
    unreachable = [question.key for question in definition.questions if not reachable(definition, question.key)]
    assert unreachable == ["a", "c", "d", "e", "f"]
