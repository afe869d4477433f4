"""Made-up questionnaires and answers for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from alongside.questionnaires.types import (
    LEFT_BLANK,
    NEEDS_OPTIONS,
    AllOf,
    Answer,
    AnyOf,
    Condition,
    DateParts,
    Definition,
    Kind,
    Limits,
    Op,
    Option,
    Question,
    Role,
    Row,
    Section,
    When,
)

OPTIONS = tuple(Option(key, key.upper()) for key in ("a", "b", "c"))
ROWS = (Row("top", "Top"), Row("bottom", "Bottom"))
ROUTABLE = (Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX, Kind.NUMBER, Kind.SHORT_TEXT)


@st.composite
def tests_of(draw: st.DrawFn, question: Question) -> When:
    if question.kind is Kind.SHORT_TEXT:
        return When(question.key, draw(st.sampled_from([Op.ANSWERED, Op.NOT_ANSWERED])))
    if question.kind is Kind.NUMBER:
        return When(question.key, draw(st.sampled_from([Op.AT_LEAST, Op.LESS_THAN])), number=draw(st.integers(1, 3)))
    op = draw(st.sampled_from([Op.IS, Op.IS_NOT, Op.ANY_OF, Op.ANSWERED, Op.NOT_ANSWERED]))
    values: tuple[str, ...] = ()
    if op in (Op.IS, Op.IS_NOT):
        values = (draw(st.sampled_from("abc")),)
    elif op is Op.ANY_OF:
        values = tuple(draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True)))
    row = draw(st.sampled_from(["", "top", "bottom"])) if question.kind is Kind.MATRIX and values else ""
    return When(question.key, op, values, row=row)


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Question]) -> Condition:
    single = st.sampled_from(earlier).flatmap(tests_of)
    shape = draw(st.sampled_from(["one", "one", "one", "all", "any"]))
    if shape == "one":
        return draw(single)
    parts = tuple(draw(st.lists(single, min_size=2, max_size=3)))
    return AllOf(parts) if shape == "all" else AnyOf(parts)


@st.composite
def definitions(draw: st.DrawFn, most: int = 8) -> Definition:
    """Routed questionnaires whose conditions look at earlier questions only."""
    made: list[Question] = []
    sections: list[Section] = []
    for number in range(draw(st.integers(1, 3))):
        before = list(made)
        inside: list[Question] = []
        for _ in range(draw(st.integers(1, max(1, most // 3)))):
            kind = draw(st.sampled_from(ROUTABLE))
            routed = bool(made) and draw(st.booleans())
            question = Question(
                key=f"q{len(made)}",
                kind=kind,
                wording=f"Question {len(made)}?",
                options=OPTIONS if kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.MATRIX) else (),
                rows=ROWS if kind is Kind.MATRIX else (),
                show_when=draw(conditions(made)) if routed else None,
            )
            made.append(question)
            inside.append(question)
        routed = bool(before) and draw(st.booleans())
        sections.append(
            Section(
                f"s{number}",
                f"Part {number}",
                questions=tuple(inside),
                show_when=draw(conditions(before)) if routed else None,
            )
        )
    return Definition("Made up", tuple(sections))


def answer_to(question: Question) -> st.SearchStrategy[Answer]:
    letters = st.sampled_from("abc")
    kinds: dict[Kind, st.SearchStrategy[Answer]] = {
        Kind.SINGLE: letters.map(Answer),
        Kind.MULTIPLE: st.lists(letters, min_size=1, unique=True).map(sorted).map(Answer),
        Kind.MATRIX: st.dictionaries(st.sampled_from(["top", "bottom"]), letters, min_size=1).map(Answer),
        Kind.NUMBER: st.integers(0, 4).map(Answer),
        Kind.SHORT_TEXT: st.just(Answer("words")),
    }
    return st.one_of(st.just(LEFT_BLANK), kinds[question.kind])


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[Definition, dict[str, Answer]]:
    """A questionnaire with an answer, or a blank, at every question, hidden or not."""
    definition = draw(definitions())
    return definition, {question.key: draw(answer_to(question)) for question in definition.questions}


TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=30),
    st.sampled_from(
        ["", " ", "\r\n", "\x00", "\u202eabc", "👩‍👩‍👧", "e\u0301", "\ud800", "<script>", "=1+1", "١٢", "x" * 30_000]
    ),
)
LIKELY = st.sampled_from(
    [
        "a",
        "b",
        "c",
        "d",
        "none",
        "other",
        "top",
        "1",
        "2",
        "3",
        "12",
        "1.5",
        "-4",
        "1,120",
        "£5",
        "2024",
        "Feb",
        "29",
        "name@example.com",
        "east",
        "1e5",
        "inf",
        "nan",
        "0",
        "00",
        "²",
        "02079460142",
        "se17pb",
    ]
)
TYPED = st.one_of(LIKELY, TEXT)

ALL_OPTIONS = (
    *OPTIONS,
    Option("other", "Other", own_words=True),
    Option("old", "Old", retired=True),
    Option("none", "None of these", role=Role.NONE),
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Any kind, with options and limits that fit."""
    kind = draw(st.sampled_from(list(Kind)))
    limits = {
        Kind.SHORT_TEXT: Limits(max_length=draw(st.integers(1, 40))),
        Kind.LONG_TEXT: Limits(max_length=draw(st.integers(1, 3000))),
        Kind.MULTIPLE: Limits(min_choices=draw(st.integers(0, 2)), max_choices=draw(st.integers(2, 4))),
        Kind.RANKING: Limits(rank_at_least=draw(st.integers(0, 3))),
        Kind.NUMBER: Limits(
            minimum=draw(st.sampled_from([None, -5, 0.5])),
            maximum=draw(st.sampled_from([None, 10, 5000])),
            decimals=draw(st.integers(0, 6)),
            unit=draw(st.sampled_from(["", "miles", "£", "%"])),
        ),
        Kind.DATE: Limits(
            date_parts=draw(st.sampled_from(list(DateParts))),
            earliest=draw(st.sampled_from(["", "2000-02-29"])),
            latest=draw(st.sampled_from(["", "2026-06-30"])),
        ),
    }
    return Question(
        key="q",
        kind=kind,
        wording="What?",
        options=(Option("east", "East"),) if kind is Kind.POSTCODE else ALL_OPTIONS if kind in NEEDS_OPTIONS else (),
        rows=(*ROWS, Row("gone", "Gone", retired=True)) if kind is Kind.MATRIX else (),
        limits=limits.get(kind, Limits()),
        required=draw(st.booleans()),
    )


FIELDS = st.sampled_from(
    [
        "q",
        "q-day",
        "q-month",
        "q-year",
        "q-area",
        "q-row-top",
        "q-row-bottom",
        "q-row-gone",
        "q-words-other",
        "q-words-a",
        "q-rank-a",
        "q-rank-b",
        "q-rank-c",
        "q-rank-other",
        "q-rank-",
        "forged",
    ]
)
POSTED = st.dictionaries(FIELDS, st.lists(TYPED, max_size=4), max_size=8)
