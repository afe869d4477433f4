"""`commonground draw`, `replace` and `replay` as a program calls them, and every bad file with its place."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from commonground.cli.tests.asking import ROOT, SCHEMAS, ask, run

INSTANCES = ROOT.parent / "shared" / "data" / "instances" / "sortition"

QUOTAS = "feature,value,min,max\nage,old,2,3\nage,young,2,3\nsex,f,2,3\nsex,m,2,3\n"
PEOPLE = "name,age,sex,home\n" + "".join(
    f"n{i},{'old' if i % 3 else 'young'},{'f' if i % 2 else 'm'},{i // 2}\n" for i in range(12)
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "quotas.csv").write_text(QUOTAS)
    return {"people": tmp_path / "people.csv", "quotas": tmp_path / "quotas.csv", "out": tmp_path / "out"}


def options(files: dict[str, Path], number: int = 5) -> list[object]:
    return ["--people", files["people"], "--quotas", files["quotas"], "--number", number]


def test_a_panel_is_drawn_and_can_be_drawn_again_from_the_file(files: dict[str, Path]) -> None:
    found = ask("draw", *options(files), "--id", "name", "--household", "home", "--seed", "dice", "--out", files["out"])
    assert found["status"] == "ok" and found["seed"] == "dice" and found["method"] == "leximin"
    assert list(found["probabilities"]) == [f"n{i}" for i in range(12)]
    assert sum(found["weights"]) == pytest.approx(1) and sum(found["probabilities"].values()) == pytest.approx(5)
    for person, chance in found["probabilities"].items():
        on = zip(found["panels"], found["weights"], strict=True)
        assert chance == pytest.approx(sum(weight for panel, weight in on if person in panel))
    for panel in found["panels"]:
        assert len({int(person[1:]) // 2 for person in panel}) == 5, "two of one home"
    assert found["gap"] == pytest.approx(found["bound"] - found["min_probability"])
    assert all(row["min"] <= row["count"] <= row["max"] for row in found["composition"])
    again = ask("replay", files["out"] / "panels.csv", "--seed", "dice")
    assert again["selected"] == found["selected"]
    raw = (files["out"] / "panels.csv").read_bytes()
    assert again["fingerprint"] == hashlib.sha256(raw).hexdigest()
    assert (files["out"] / "panels.csv.sha256").read_text().startswith(again["fingerprint"])
    with (files["out"] / "chances.csv").open() as chances:
        assert [row["id"] for row in csv.DictReader(chances)] == list(found["probabilities"])


def test_panels_are_published_before_anybody_is_drawn(files: dict[str, Path]) -> None:
    found = ask("draw", *options(files), "--panels", 100, "--out", files["out"])
    assert found["seed"] is None and found["selected"] == [] and found["composition"] == []
    assert len(found["panels"]) == 100 and set(found["weights"]) == {0.01}
    panels = files["out"] / "panels.csv"
    mark = hashlib.sha256(panels.read_bytes()).hexdigest()
    drawn = ask("replay", panels, "--seed", "4 2 6", "--fingerprint", mark)
    assert drawn["tickets"] == 100 and drawn["selected"] == found["panels"][drawn["panel"] - 1]
    panels.write_text(panels.read_text().replace("2,1,", "2,2,", 1))
    other = run("replay", panels, "--seed", "4 2 6", "--fingerprint", mark)
    assert other.returncode == 2 and "not the file that was published" in other.stderr


def test_replacements_keep_those_who_stay(files: dict[str, Path]) -> None:
    first = ask("draw", *options(files), "--id", "name", "--seed", "1", "--out", files["out"])
    kinds = {row["name"]: (row["age"], row["sex"]) for row in csv.DictReader(PEOPLE.splitlines())}
    waiting = {kinds[person] for person in kinds if person not in first["selected"]}
    gone = next(person for person in first["selected"] if kinds[person] in waiting)
    panel = files["out"] / "selected.csv"
    found = ask("replace", *options(files), "--id", "name", "--panel", panel, "--left", gone, "--seed", "2")
    assert set(first["selected"]) - {gone} < set(found["selected"]) and gone not in found["selected"]
    assert found["probabilities"][gone] == 0 and all(
        row["min"] <= row["count"] <= row["max"] for row in found["composition"]
    )
    wrong = run("replace", *options(files), "--id", "name", "--panel", panel, "--left", "nobody")
    assert wrong.returncode == 2 and "“nobody” is said to have left" in wrong.stderr


def test_people_without_ids_are_numbered_and_some_are_in_or_out(files: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id\n3\n")
    (tmp_path / "not.csv").write_text("person,why\n1,moved\n")
    found = ask(
        "draw", *options(files), "--seed", "1", "--already", tmp_path / "in.csv", "--exclude", tmp_path / "not.csv"
    )
    assert list(found["probabilities"]) == [str(number) for number in range(1, 13)]
    assert found["probabilities"]["3"] == 1 and found["probabilities"]["1"] == 0 and found["uncoverable"] == []


def test_quotas_that_clash_are_said_with_what_would_help(files: dict[str, Path], tmp_path: Path) -> None:
    files["people"].write_text(
        "name,age,sex\n" + "".join(f"n{i},{a},{s}\n" for i, (a, s) in enumerate([("old", "f"), ("young", "m")] * 6))
    )
    files["quotas"].write_text("feature,value,min,max\nage,old,3,3\nage,young,2,2\nsex,f,2,2\nsex,m,3,3\n")
    done = run("draw", *options(files), "--json", "--html", tmp_path / "why.html")
    assert done.returncode == 3
    found = json.loads(done.stdout)
    page = (tmp_path / "why.html").read_text()
    assert "No panel of 5 meets the quotas" in page and page.count("<h2>What would be enough: way") == len(
        found["relaxations"]
    )
    Draft202012Validator(json.loads((SCHEMAS / "draw.schema.json").read_text())).validate(found)
    assert found["status"] == "infeasible" and found["clash"] and len(found["relaxations"]) >= 2
    assert found["relaxations"][0] != found["relaxations"][1]
    assert "cannot be met together" in done.stderr
    for way in found["relaxations"]:
        text = files["quotas"].read_text().splitlines()
        rows = {tuple(line.split(",")[:2]): [int(cell) for cell in line.split(",")[2:]] for line in text[1:]}
        for change in way:
            side = rows[change["feature"], change["value"]]
            assert side[change["bound"] == "max"] == change["from"]
            side[change["bound"] == "max"] = change["to"]
        lines = [f"{feature},{value},{low},{high}" for (feature, value), (low, high) in rows.items()]
        relaxed = files["quotas"].with_name("relaxed.csv")
        relaxed.write_text("\n".join([text[0], *lines]))
        assert ask("draw", *options(files | {"quotas": relaxed}))["status"] == "ok"


def test_how_far_quotas_may_move_is_respected(files: dict[str, Path]) -> None:
    files["people"].write_text("name,age\n" + "".join(f"n{i},{'old' if i < 3 else 'young'}\n" for i in range(9)))
    files["quotas"].write_text("feature,value,min,max,min_flex,max_flex\nage,old,4,4,4,4\nage,young,1,1,0,3\n")
    done = run("draw", *options(files), "--json")
    assert done.returncode == 3 and json.loads(done.stdout)["relaxations"] == []
    files["quotas"].write_text("feature,value,min,max,min_flex,max_flex\nage,old,4,4,0,4\nage,young,1,1,0,3\n")
    found = json.loads(run("draw", *options(files), "--json").stdout)
    # Three are old, so one of the four places has to go to somebody young; nothing else is enough.
    assert found["relaxations"] == [
        [
            {"feature": "age", "value": "old", "bound": "min", "from": 4, "to": 3},
            {"feature": "age", "value": "young", "bound": "max", "from": 1, "to": 2},
        ]
    ]


def test_a_search_that_is_stopped_says_so(files: dict[str, Path]) -> None:
    found = ask("draw", *options(files), "--seed", "1", "--time-limit", "0")
    assert found["status"] == "unfinished" and found["gap"] >= 0
    assert all(row["min"] <= row["count"] <= row["max"] for row in found["composition"])
    assert "stopped before it was proved" in run("draw", *options(files), "--seed", "1", "--time-limit", "0").stdout


BAD = {
    "no such column": ("quotas", QUOTAS.replace("age,", "height,"), 2, "people.csv, line 1, column “height”: There is no column"),
    "no minimum column": ("quotas", QUOTAS.replace("min", "least"), 2, "quotas.csv, line 1, column “min”: There is no column"),
    "a value without a quota": ("people", PEOPLE + "n12,ancient,f,9\n", 2, "people.csv, line 14, column “age”: The person “13” has “ancient”"),
    "an empty value": ("people", PEOPLE + "n12,,f,9\n", 2, "people.csv, line 14, column “age”: The person “13” has nothing"),
    "below zero": ("quotas", QUOTAS.replace("old,2,3", "old,-1,3"), 2, "quotas.csv, line 2, column “min”: The minimum for “age: old” is -1"),
    "crossed": ("quotas", QUOTAS.replace("old,2,3", "old,4,3"), 2, "quotas.csv, line 2, column “max”: The minimum"),
    "not a number": ("quotas", QUOTAS.replace("old,2,3", "old,two,3"), 2, "quotas.csv, line 2, column “min”: “two” is not a whole number"),
    "an empty quota": ("quotas", QUOTAS.replace("old,2,3", "old,,3"), 2, "quotas.csv, line 2, column “min”: The min is empty"),
    "maximums too low": ("quotas", QUOTAS.replace("2,3", "2,2"), 2, "quotas.csv: The maximums of “age” add up to 4"),
    "minimums too high": ("quotas", QUOTAS.replace("2,3", "3,3"), 2, "quotas.csv: The minimums of “age” add up to 6"),
    "the same quota twice": ("quotas", QUOTAS + "age,old,1,2\n", 2, "quotas.csv, line 6: There are two quotas"),
    "nobody": ("people", "name,age,sex,home\n", 2, "people.csv: The file has a header and nobody"),
    "empty people": ("people", "", 2, "people.csv: The file is empty"),
    "empty quotas": ("quotas", "", 2, "quotas.csv: The file is empty"),
    "ids twice": ("people", PEOPLE.replace("n3,", "n2,"), 2, "people.csv, line 5: Two people have the id “n2”"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_with_their_place(files: dict[str, Path], case: str) -> None:
    which, text, code, words = BAD[case]
    files[which].write_text(text)
    more = ["--id", "name"] if case == "ids twice" else []
    done = run("draw", *options(files), *more, "--json")
    assert done.returncode == code and words in done.stderr and not done.stdout


def test_more_places_than_people_and_files_that_are_not_text(files: dict[str, Path]) -> None:
    done = run("draw", *options(files, 13))
    assert done.returncode == 2 and "13 places, and the pool has 12 people" in done.stderr
    files["people"].write_bytes(PEOPLE.encode() + "José".encode("latin-1"))
    assert "not UTF-8" in run("draw", *options(files)).stderr
    files["people"].write_text(PEOPLE)
    wrong = run("draw", *options(files), "--id", "ref")
    assert wrong.returncode == 2 and "people.csv, line 1, column “ref”: There is no column “ref”" in wrong.stderr


LAYOUTS = {
    "example_small_20": ("respondents", "categories", 20, 0.1, []),
    "fixture_150_22": ("candidates", "features", 22, 1 / 11, ["--id", "nationbuilder_id"]),
    "opendlp_monitoring": ("respondents", "categories", 30, 0.2967, ["--id", "unique_id"]),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("method", ["leximin", "maximin", "nash"])
def test_real_layouts_reach_their_bound(name: str, method: str, tmp_path: Path) -> None:
    if not INSTANCES.is_dir():
        pytest.skip(f"The shared instances are not at {INSTANCES}.")
    people, quotas, number, best, more = LAYOUTS[name]
    where = ["--people", INSTANCES / name / f"{people}.csv", "--quotas", INSTANCES / name / f"{quotas}.csv"]
    page = tmp_path / "page.html"
    found = ask("draw", *where, "--number", number, "--method", method, "--seed", "1", "--html", page, *more)
    assert found["status"] == "ok" and found["bound"] == pytest.approx(best, abs=1e-4)
    if method != "nash":
        assert found["min_probability"] == pytest.approx(found["bound"], abs=1e-6)
    assert "<h1>A fair draw for a panel of" in page.read_text()


def test_it_reads_like_english(files: dict[str, Path]) -> None:
    said = run("draw", *options(files), "--seed", "1").stdout
    assert "12 people came forward for a panel of 5." in said and "Every quota is met." in said and "Drawn" in said
