"""`commonground tabulate` as a program calls it, and every bad file with its place."""

from pathlib import Path

import pytest

from commonground.cli.tests.asking import ask, run

DATA = "sex,agree,words,weight\n" + "".join(
    f"{'f' if at % 5 else 'm'},{('yes', 'yes', 'no')[at % 3]},own words {at},{1 + at % 4}\n" for at in range(240)
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "data.csv").write_text(DATA)
    return tmp_path / "data.csv"


def test_tables_for_everyone_and_by_group(file: Path) -> None:
    found = ask("tabulate", file, "--by", "sex", "--disclosure", "none")
    everyone, by = (each for each in found["tables"] if each["question"] == "agree")
    assert (found["rows"], found["disclosure"], everyone["by"], by["by"]) == (240, "none", None, "sex")
    assert [(cell["category"], cell["count"], cell["percent"]) for cell in everyone["cells"]] == [
        ("no", 80, 33),
        ("yes", 160, 67),
    ]
    assert by["bases"] == {"f": 192, "m": 48} and found["left_out"] == {"words": 240}
    assert sum(cell["count"] for cell in by["cells"]) == 240


def test_small_numbers_are_hidden_unless_asked_otherwise(file: Path) -> None:
    file.write_text(DATA + "m,rare,x,1\n")
    found = ask("tabulate", file)
    agree = next(each for each in found["tables"] if each["question"] == "agree")
    rare = next(cell for cell in agree["cells"] if cell["category"] == "rare")
    assert found["disclosure"] == "SDC-ONS105" and rare["suppressed"] and rare["count"] is None
    assert sum(cell["suppressed"] for cell in agree["cells"]) >= 2, "one alone could be worked out"
    assert run("tabulate", file, "--json").stdout.startswith("{"), "nothing else on standard output"


def test_own_words_are_no_categories_even_where_some_are_the_same(file: Path) -> None:
    file.write_text("agree,said\n" + "".join(f"{('yes', 'no')[at % 2]},said {max(at, 1)}\n" for at in range(22)))
    found = ask("tabulate", file, "--disclosure", "none")
    assert [each["question"] for each in found["tables"]] == ["agree"] and found["left_out"] == {"said": 21}


def test_weights(file: Path) -> None:
    found = ask("tabulate", file, "--weight", "weight")
    assert {each["question"]: each["weighted"] for each in found["tables"]} == {"sex": True, "agree": True}


def test_it_reads_without_json_and_as_a_page(file: Path, tmp_path: Path) -> None:
    shown = run("tabulate", file, "--by", "sex")
    assert "agree, by sex" in shown.stdout and "is left out" in shown.stderr
    done = run("tabulate", file, "--by", "sex", "--html", tmp_path / "page.html")
    assert done.returncode == 0 and "10-5 rule" in (tmp_path / "page.html").read_text()


BAD = {
    "no such column": (DATA, ["--by", "height"], "data.csv, line 1, column “height”: There is no column"),
    "no such profile": (DATA, ["--disclosure", "SDC"], "there is no profile “SDC”"),
    "weight of nought": (
        DATA.replace(",1\n", ",0\n", 1),
        ["--weight", "weight"],
        "data.csv, line 2, column “weight”: 0 is no",
    ),
    "weight in words": (
        DATA.replace(",1\n", ",one\n", 1),
        ["--weight", "weight"],
        "data.csv, line 2, column “weight”: “one”",
    ),
    "nobody": ("sex,agree\n", [], "data.csv: There is nobody"),
    "empty": ("", [], "data.csv: The file is empty"),
    "twice": ("a,a\n1,2\n", [], "data.csv, line 1, column “a”: Two columns"),
    "ragged": ("a,b\n1\n", [], "data.csv, line 2: The line has 1 fields"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_with_their_place(file: Path, case: str) -> None:
    text, options, says = BAD[case]
    file.write_text(text)
    done = run("tabulate", file, *options, "--json")
    assert done.returncode == 2 and not done.stdout and says in done.stderr, done.stderr
