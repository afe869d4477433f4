"""Bad files are refused with the place and a sentence."""

from pathlib import Path

import pytest

from commonground.cli.running import where
from commonground.cli.tables import read_table, whole_number
from commonground.errors import Refused

CASES = {
    "empty": (b"", "empty"),
    "only white space": (b" \n\n", "empty"),
    "not UTF-8": ("name\nJos\xe9\n".encode("latin-1"), "line 2: The file is not UTF-8"),
    "NUL": (b"name\nA\0\n", "line 2: The file holds a NUL"),
    "the same column twice": (b"age,age\n1,2\n", "line 1, column “age”: Two columns"),
    "a column without a name": (b"age,,sex\n1,2,3\n", "line 1: The second column has no name"),
    "too many fields": (b"age\n1\n2,3\n", "line 3: The line has 2 fields"),
    "too few fields": (b"age,sex\n1\n", "line 2: The line has 1 fields"),
    "a quote that never ends": (b'age\n"1\n', "cannot be read as CSV"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, case: str) -> None:
    raw, words = CASES[case]
    (tmp_path / "people.csv").write_bytes(raw)
    with pytest.raises(Refused) as caught:
        read_table(tmp_path / "people.csv")
    said = where(caught.value) + caught.value.words
    assert said.startswith("people.csv") and words in said


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_table(tmp_path / "nobody.csv")


def test_what_is_there_is_read_with_its_lines(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes('\ufeffname,age\n\n Ola , 40\n"Ann\nLee",50\n'.encode())
    table = read_table(tmp_path / "people.csv")
    assert table.columns == ["name", "age"] and table.rows == [["Ola", "40"], ["Ann\nLee", "50"]]
    assert [line for line, _row in table] == [3, 5] and table.column("age") == ["40", "50"]
    with pytest.raises(Refused, match="no column “sex”"):
        table.need("sex")


def test_columns_without_a_name_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "quotas.csv").write_text("feature,value,,\nage,old,,x\nage,young\n")
    table = read_table(tmp_path / "quotas.csv", unnamed=True)
    assert table.columns == ["feature", "value"] and table.rows == [["age", "old"], ["age", "young"]]


def test_numbers() -> None:
    assert whole_number("7", file="q.csv", line=2, column="min") == 7
    for text, words in (("x", "not a whole number"), ("1.5", "not a whole number"), ("-1", "less than 0")):
        with pytest.raises(Refused, match=words):
            whole_number(text, file="q.csv", line=2, column="min", least=0)
