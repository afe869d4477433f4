"""`commonground opinions` as a program calls it, and every bad file with its place."""

import json
from pathlib import Path

import pytest

from commonground.cli.tests.asking import ask, run

HEAD = "timestamp,comment-id,voter-id,vote\n"
VOTES = HEAD + "".join(
    f"{at * 10 + on},{on},v{at},{(1 if on % 2 == at % 2 else -1) if on < 8 else 1}\n"
    for at in range(12)
    for on in range(10)
)
MATRIX = "participant,group-id,n-votes,0,1,2\na,0,3,1,-1,1\nb,0,3,1,-1,\nc,1,3,-1,1,0\nd,1,3,-1,1,1\n"
STATEMENTS = "comment-id,moderated,comment-body\n" + "".join(
    f"{at},{-1 if at == 9 else 1},Words of {at}\n" for at in range(10)
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    for name, text in (("votes", VOTES), ("matrix", MATRIX), ("statements", STATEMENTS)):
        (tmp_path / f"{name}.csv").write_text(text)
    return {name: tmp_path / f"{name}.csv" for name in ("votes", "matrix", "statements")}


def test_groups_from_records(files: dict[str, Path]) -> None:
    found = ask("opinions", "--votes", files["votes"], "--statements", files["statements"])
    assert (found["participants"], found["statements"]) == (12, 9)
    assert [group["size"] for group in found["groups"]] == [6, 6]
    assert {frozenset(int(each[1:]) % 2 for each in group["members"]) for group in found["groups"]} == {
        frozenset({0}),
        frozenset({1}),
    }
    assert [each["statement"] for each in found["consensus"]] == ["8"], "9 was moderated out"
    assert set(found["positions"]) == {f"v{at}" for at in range(12)} and found["stability"] == 1


def test_groups_from_a_matrix(files: dict[str, Path]) -> None:
    found = ask("opinions", "--matrix", files["matrix"], "--min-votes", 2, "--groups", 2)
    assert sorted(group["members"] for group in found["groups"]) == [["a", "b"], ["c", "d"]]
    few = ask("opinions", "--matrix", files["matrix"], "--min-votes", 2, "--smallest", 3)
    assert [group["size"] for group in few["groups"]] == [4] and few["stability"] is None


def test_it_reads_without_json_and_as_a_page(files: dict[str, Path], tmp_path: Path) -> None:
    shown = run("opinions", "--votes", files["votes"], "--statements", files["statements"])
    assert "What all groups share" in shown.stdout and "8. Words of 8" in shown.stdout
    done = run(
        "opinions", "--votes", files["votes"], "--statements", files["statements"], "--html", tmp_path / "page.html"
    )
    page = (tmp_path / "page.html").read_text()
    assert (
        done.returncode == 0 and page.index("What all groups share") < page.index("Who votes alike") and "<svg" in page
    )


def test_a_later_vote_counts(files: dict[str, Path]) -> None:
    files["votes"].write_text(VOTES + "1,8,v0,-1\n99999,8,v1,-1\n")
    first = ask("opinions", "--votes", files["votes"], "--groups", 1)
    share = {each["statement"]: each["value"] for each in first["consensus"]}
    # Of twelve, v0's earlier disagreement is replaced and v1's later one counts: 11 agree.
    assert share["8"] == pytest.approx(12 / 14, abs=1e-6) and share["9"] == pytest.approx(13 / 14, abs=1e-6)


BAD = {
    "no such column": (
        "votes",
        VOTES.replace("vote\n", "answer\n", 1),
        "votes.csv, line 1, column “vote”: There is no",
    ),
    "outside": ("votes", HEAD + "1,0,v0,2\n", "votes.csv, line 2, column “vote”: “2” is no vote"),
    "time in words": (
        "votes",
        HEAD + "noon,0,v0,1\n",
        "votes.csv, line 2, column “timestamp”: “noon” is not a whole number",
    ),
    "blank vote": ("votes", HEAD + "1,0,v0,\n", "votes.csv, line 2, column “vote”: “” is no vote"),
    "nobody": ("votes", HEAD + "1,0,,1\n", "votes.csv, line 2, column “voter-id”"),
    "no votes": ("votes", HEAD, "votes.csv: There are no votes"),
    "empty": ("votes", "", "votes.csv: The file is empty"),
    "matrix outside": ("matrix", MATRIX.replace("-1,1,0", "-1,9,0"), "matrix.csv, line 4, column “1”: “9” is no vote"),
    "matrix twice": (
        "matrix",
        MATRIX.replace("\nb,", "\na,"),
        "matrix.csv, line 3, column “participant”: The person “a”",
    ),
    "matrix without people": ("matrix", "participant,0\n", "matrix.csv: The file has no participants"),
    "moderated": ("statements", "comment-id,moderated\n1,maybe\n", "statements.csv, line 2, column “moderated”"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_with_their_place(files: dict[str, Path], case: str) -> None:
    which, text, says = BAD[case]
    files[which].write_text(text)
    source = ("--matrix", files["matrix"]) if which == "matrix" else ("--votes", files["votes"])
    done = run("opinions", *source, "--statements", files["statements"], "--json")
    assert done.returncode == 2 and not done.stdout and says in done.stderr, done.stderr


def test_a_file_that_is_not_utf_8_and_no_file_at_all(files: dict[str, Path]) -> None:
    files["votes"].write_bytes(VOTES.encode("utf-16"))
    done = run("opinions", "--votes", files["votes"])
    assert done.returncode == 2 and "not UTF-8" in done.stderr
    assert "either --votes or --matrix" in run("opinions").stderr and run("opinions").returncode == 2


def test_too_few_people_are_said_as_data(files: dict[str, Path]) -> None:
    done = run("opinions", "--matrix", files["matrix"], "--json")
    assert done.returncode == 0, "three statements are enough where there are only three"
    done = run("opinions", "--matrix", files["matrix"], "--groups", 5, "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 3 and found["status"] == "too_few" and found["clustered"] == 3
