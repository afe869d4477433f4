"""What we make of exports in the layouts of survey tools, against what a person says each question is."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from alongside.questionnaires.reading import CannotRead, read_export
from alongside.questionnaires.reading.results import make_results, profile_called, results_schema

EXPORTS = Path(__file__).parent / "exports"
LABELS: dict[str, dict[str, str]] = json.loads((EXPORTS / "labels.json").read_text("utf-8"))
REAL = Path(__file__).parents[4] / "shared/data/instances/imports"


def test_thirty_exports_are_labelled_and_all_are_there() -> None:
    files = {path.name for path in EXPORTS.iterdir() if path.suffix in (".csv", ".txt", ".xlsx", ".ods")}
    assert files == set(LABELS)
    assert len(files) == 30


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_question_is_found_and_every_wrong_kind_is_warned_of(name: str) -> None:
    export = read_export(EXPORTS / name)
    assert [question.label for question in export.questions] == list(LABELS[name])
    warned = {note.params["label"] for note in export.warnings if note.code == "kind_doubtful"}
    for question in export.questions:
        if question.kind != LABELS[name][question.label]:
            assert question.label in warned, f"{question.label}: {question.kind}, and no warning"


def test_nineteen_kinds_in_twenty_are_right() -> None:
    right = total = doubtful = 0
    for name, labels in LABELS.items():
        for question in read_export(EXPORTS / name).questions:
            total += 1
            right += question.kind == labels[question.label]
            doubtful += question.doubtful
    assert right / total >= 0.95, f"{right} of {total}"
    # A reader that warns of everything would pass the other test.
    assert doubtful / total < 0.2


@pytest.mark.parametrize("profile", ["none", "SDC-ONS105", "SDC-LT5"])
@pytest.mark.parametrize("name", sorted(LABELS))
def test_results_fit_their_schema_and_add_up(name: str, profile: str) -> None:
    results = make_results(read_export(EXPORTS / name), profile_called(profile))
    Draft202012Validator(results_schema()).validate(results)
    for question in results["questions"]:
        if question["answered"] is not None and question["blank"] is not None:
            assert question["answered"] + question["blank"] == results["responses"]
        if profile == "none" and question["kind"] in ("single", "scale", "number", "date"):
            assert sum(option["count"] or 0 for option in question["options"]) == question["answered"]


@pytest.mark.skipif(not REAL.is_dir(), reason=f"no real export layouts at {REAL}")
class TestRealLayouts:
    def test_each_is_read_or_refused_in_words(self) -> None:
        for path in sorted(REAL.iterdir()):
            try:
                export = read_export(path)
            except CannotRead as refusal:
                assert str(refusal)
            else:
                assert export.responses > 0

    def test_two_rows_of_names(self) -> None:
        export = read_export(REAL / "responses_biomass_format.csv")
        assert [question.label for question in export.questions][:2] == [
            "Ident 1 - What is your name?",
            "Ident 2 - What is your email address?",
        ]
        assert export.responses == 5

    def test_one_row_of_names_that_have_two_parts(self) -> None:
        kinds = [question.kind for question in read_export(REAL / "responses_lgr_format.csv").questions]
        assert kinds[3:] == ["scale", "scale", "long_text", "scale", "long_text"]

    def test_a_blank_row_under_the_names(self) -> None:
        export = read_export(REAL / "responses_scr_format.csv")
        assert export.responses == 5
        assert next(iter(export.rows()))[0] == 3
        assert [question.kind for question in export.questions] == [
            "single", "identifier", "single", "scale", "long_text",
        ]  # fmt: skip
