"""Columns to questions, cells to answers: in the layouts that survey tools write, and in any other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.questionnaires.answers import check_answer
from alongside.questionnaires.reading import read_export
from alongside.questionnaires.types import Answer
from alongside.tools.survey.importing.comparing import compare
from alongside.tools.survey.importing.matching import Plan, Trouble, Why, match
from alongside.tools.survey.tests.makers import EVERY_KIND


def read(tmp_path: Path, text: str) -> tuple[Plan, list[tuple[int, dict[str, Answer], list[Trouble]]]]:
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    export = read_export(path)
    plan = match(EVERY_KIND, export)
    return plan, list(plan.rows(export))


def test_every_kind_in_a_column_of_its_own(tmp_path: Path) -> None:
    head = (
        "Which clinic do you use?;What would you change?;Which is best?;Have you been?;Which do you use?;"
        "How easy was it?;How far do you travel?;When did you last go?;Which year were you born?;What matters most?;"
        "What may we do with your words?"
    )
    first = (
        "East clinic;More chairs;A;Yes;A, B;Very easy;12 miles;25/12/2025;1970;"
        "Quick, Near;You may quote me without my name"
    )
    second = "West clinic;Later hours;I do not know;no;A;2;3;1/2/2026;1981;Kind, Quick, Near;"
    _plan, rows = read(tmp_path, f"{head}\n{first}\n{second}\n")
    assert [row for row, _answers, _troubles in rows] == [2, 3]
    assert not any(troubles for _row, _answers, troubles in rows)
    one, two = ({key: answer.value for key, answer in answers.items()} for _row, answers, _t in rows)
    assert one == {
        "short": "East clinic",
        "long": "More chairs",
        "one": "a",
        "yes": "yes",
        "many": ["a", "b"],
        "ease": "e1",
        "miles": 12,
        "when": "2025-12-25",
        "born": "1970",
        "order": ["quick", "near"],
        "uses": ["quote"],
    }
    assert (two["one"], two["yes"], two["ease"], two["when"]) == ("do_not_know", "no", "e2", "2026-02-01")
    assert two["order"] == ["kind", "quick", "near"] and "uses" not in two


def test_a_column_for_each_option_and_each_statement(tmp_path: Path) -> None:
    _plan, rows = read(
        tmp_path,
        "Q5. Which do you use? - A,Q5. Which do you use? - B,Q5. Which do you use? - B - Please specify,"
        "How good are these? [Parking],How good are these? [Staff],What matters most? - Near,What matters most? - Quick\n"
        "1,0,,Good,Bad,2,1\n"
        "0,1,The bus,Bad,,1,\n"
        "Yes,Yes,,Good,Good,,\n",
    )
    values = [{key: answer.value for key, answer in answers.items()} for _row, answers, _t in rows]
    assert values == [
        {"many": ["a"], "rows": {"parking": "good", "staff": "bad"}, "order": ["quick", "near"]},
        {"many": ["b"], "rows": {"parking": "bad"}, "order": ["near"]},
        {"many": ["a", "b"], "rows": {"parking": "good", "staff": "good"}},
    ]
    assert rows[1][1]["many"].words == {"b": "The bus"}


def test_what_says_who_somebody_is_is_not_brought_in(tmp_path: Path) -> None:
    plan, rows = read(
        tmp_path,
        "What is your email address?,Your name,Respondent ID,What is your postcode?,Which clinic do you use?,Colour\n"
        "jo@people.example,Jo Reid,1001,SE1 7PB,East,Blue\nsam@people.example,Amir Khan,1002,SE1 8PB,West,Red\n",
    )
    left = {each.label: each.why for each in plan.left}
    assert left["What is your email address?"] is Why.SAYS_WHO and left["Your name"] is Why.SAYS_WHO
    assert left["Respondent ID"] is Why.SAYS_WHO and left["Colour"] is Why.NO_QUESTION
    for _row, answers, _troubles in rows:
        assert set(answers) == {"short", "place"} and answers["place"].value == {"postcode": "SE1"}


def test_what_is_none_of_the_options_is_own_words_or_a_reason(tmp_path: Path) -> None:
    _plan, rows = read(
        tmp_path,
        "Which is best?,How easy was it?,How far do you travel?\nA crèche,Easy,5\nA,Purple,5\nB,Hard,1000\nA,Easy,5\n",
    )
    assert rows[0][1]["one"] == Answer("b", {"b": "A crèche"})
    assert [(t.question, t.text, t.problem) for t in rows[1][2]] == [("ease", "Purple", None)]
    assert rows[2][2][0].question == "miles" and rows[2][2][0].problem is not None
    assert not rows[3][2]


def test_the_same_question_twice_and_a_name_that_is_cut_short(tmp_path: Path) -> None:
    plan, rows = read(
        tmp_path,
        "Which clinic do you use?,Which clinic do you use?,What may we do with your wor\nEast,West,You may quote me without my name\n",
    )
    assert [each.why for each in plan.left] == [Why.TWICE]
    assert rows[0][1]["short"].value == "East" and rows[0][1]["uses"].value == ["quote"]


HEADS = [question.wording for question in EVERY_KIND.questions] + ["Which do you use? - A", "Other", ""]
CELLS = st.one_of(
    st.sampled_from(["", "A", "B", "A; B", "Yes", "no", "Good", "12", "=1+1", "1/2/2026", "SE1 7PB", "<b>x</b>", "✓"]),
    st.text(max_size=30),
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@given(rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=6), heads=st.permutations(HEADS))
def test_no_file_can_break_it_and_what_it_takes_the_form_would_take(
    folder: Path, rows: list[list[str]], heads: list[str]
) -> None:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""').replace("\r", " ").replace("\n", " ").replace("\x00", " ") + '"'

    lines = [",".join(cell(text) for text in line) for line in [heads[:4], *rows, ["A", "B", "1", "x"]]]
    path = folder / "any.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
    export = read_export(path)
    for _number, answers, _troubles in match(EVERY_KIND, export).rows(export):
        for key, answer in answers.items():
            assert key not in ("mail", "call", "photo")
            if key != "place":
                problems = [each.code for each in check_answer(EVERY_KIND.by_key[key], answer)]
                assert problems in ([], ["row_missing"])


@given(
    before=st.dictionaries(st.integers(2, 30), st.sampled_from("abcd")),
    now=st.dictionaries(st.integers(2, 30), st.sampled_from("abcd")),
)
def test_a_difference_accounts_for_every_row_once(before: dict[int, str], now: dict[int, str]) -> None:
    difference = compare(before, now)
    assert sorted([*difference.same, *difference.changed, *difference.added]) == sorted(now)
    assert sorted([*difference.same.values(), *difference.changed.values(), *difference.gone]) == sorted(before)
    assert all(before[was] == now[row] for row, was in difference.same.items())
    assert all(before[was] != now[row] for row, was in difference.changed.items())
    assert compare(now, now).nothing


def test_a_row_put_in_above_moves_the_others_without_changing_them() -> None:
    difference = compare({2: "a", 3: "b"}, {2: "new", 3: "a", 4: "b"})
    assert dict(difference.same) == {3: 2, 4: 3} and difference.added == (2,) and not difference.gone
