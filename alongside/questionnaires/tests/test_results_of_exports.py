"""What is counted from an export, and that nothing hidden can be had back from what is shown."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.questionnaires.reading import read_export
from alongside.questionnaires.reading.results import Results, make_results, profile_called, to_json


def results_of(folder: Path, text: str, profile: str = "none", **kinds: Any) -> Results:
    path = folder / "answers.csv"
    path.write_text(text, encoding="utf-8")
    return make_results(read_export(path, kinds or None), profile_called(profile))


def table(results: Results, place: int = 0) -> dict[str, int | None]:
    return {option["label"]: option["count"] for option in results["questions"][place]["options"]}


def test_the_default_profile_protects() -> None:
    assert profile_called(None).threshold == 10
    assert profile_called("none").threshold == 0


def test_a_column_an_option_counts_people_and_their_own_words(tmp_path: Path) -> None:
    rows = [
        "Help? - Bus,Help? - Car,Help? - Other (please specify)",
        *["Bus,,"] * 5,
        *["Bus,Car,"] * 4,
        ",,a lift",
        ",,",
    ]
    rows += ["Bus,,my son"]
    results = results_of(tmp_path, "\n".join(rows))
    assert table(results) == {"Bus": 10, "Car": 4, "Other (please specify)": 2}
    assert (results["questions"][0]["answered"], results["questions"][0]["blank"]) == (11, 0)
    assert results["questions"][1]["label"] == "Help? - Other (please specify)"
    assert results["questions"][1]["answered"] == 2
    assert "a lift" not in to_json(results)


def test_own_words_do_not_tell_a_hidden_option(tmp_path: Path) -> None:
    rows = [
        "Help? - Bus,Help? - Car,Help? - Other (please specify)",
        *["Bus,,"] * 60,
        *["Bus,Car,"] * 30,
        *[",Car,word"] * 3,
    ]
    results = results_of(tmp_path, "\n".join(rows), "SDC-LT5")
    assert table(results)["Other (please specify)"] is None
    assert results["questions"][1]["answered"] is None
    assert results["questions"][1]["blank"] is None


def test_several_choices_in_a_cell_with_a_comma_inside_an_option(tmp_path: Path) -> None:
    cells = [
        "Bus",
        "Bus, Car",
        "Evenings, after 6pm",
        "Bus, Evenings, after 6pm",
        "Car",
        "Car, Evenings, after 6pm",
    ] * 4
    results = results_of(tmp_path, "How?,N\n" + "\n".join(f'"{cell}",{i}' for i, cell in enumerate(cells)))
    assert table(results) == {"Bus": 12, "Car": 12, "Evenings, after 6pm": 12}


def test_a_scale_of_numbers_shows_the_points_that_nobody_chose(tmp_path: Path) -> None:
    results = results_of(
        tmp_path, "How likely are you to recommend us?,N\n" + "\n".join(f"{n},x" for n in "0" * 4 + "3" * 8)
    )
    assert table(results) == {"0": 4, "1": 0, "2": 0, "3": 8}
    assert results["questions"][0]["summary"] == {"mean": 2.0, "median": 3.0}


def test_a_mean_is_not_shown_beside_hidden_numbers(tmp_path: Path) -> None:
    answers = "0" * 3 + "1" * 40 + "2" * 2 + "3" * 40
    results = results_of(
        tmp_path, "How likely are you to recommend us?,N\n" + "\n".join(f"{n},x" for n in answers), "SDC-LT5"
    )
    assert None in table(results).values()
    assert results["questions"][0]["summary"] == {}


def test_numbers_are_banded_and_an_extreme_one_has_no_band_of_its_own(tmp_path: Path) -> None:
    ages = [20 + i % 50 for i in range(200)] + [104]
    text = "How old are you?,N\n" + "\n".join(f"{age},x" for age in ages)
    shown = table(results_of(tmp_path, text, "SDC-ONS105"))
    assert not any("10" in label.split() or "100" in label for label in shown)
    assert results_of(tmp_path, text)["questions"][0]["summary"]["maximum"] == 104


def test_words_that_one_person_wrote_are_not_listed(tmp_path: Path) -> None:
    rows = [
        "Which town?,N",
        *["Wend,1"] * 40,
        *["Eastvale,1"] * 40,
        *[f"near {name}'s house,1" for name in ("Ann", "Bo", "Cy", "Di")],
    ]
    results = results_of(tmp_path, "\n".join(rows), "SDC-ONS105")
    assert "house" not in to_json(results)
    assert "Other answers (4 different)" in table(results)


def test_dates_are_grouped_until_few_are_too_small(tmp_path: Path) -> None:
    days = [f"{1 + i % 28:02d}/0{1 + i % 3}/2026" for i in range(120)]
    results = results_of(tmp_path, "Date,N\n" + "\n".join(f"{day},x" for day in days), "SDC-ONS105")
    assert results["questions"][0]["summary"] == {"unit": "month"}
    assert table(results) == {"January 2026": 40, "February 2026": 40, "March 2026": 40}


def test_identifiers_are_never_listed(tmp_path: Path) -> None:
    rows = "\n".join(f"person{i}@example.com,Yes" for i in range(30))
    results = results_of(tmp_path, f"Email address,Do you agree?\n{rows}")
    assert results["questions"][0]["kind"] == "identifier"
    assert "@example" not in to_json(results)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.sampled_from(["Red", "Green", "Blue", "Grey", ""]), min_size=30, max_size=90))
def test_what_is_shown_leaves_small_numbers_open(tmp_path: Path, answers: list[str]) -> None:
    """One hidden number alone, beside an exact base, would be a subtraction away."""
    if not any(answers):
        return
    rows = "\n".join(f"{answer},x" for answer in answers)
    results = results_of(tmp_path, f"Which colour?,N\n{rows}", "SDC-LT5", **{"Which colour?": "single"})
    question = results["questions"][0]
    hidden = [option for option in question["options"] if option["suppressed"]]
    if hidden and question["answered"] is not None:
        left = question["answered"] - sum(option["count"] or 0 for option in question["options"])
        assert len(hidden) >= 2
        assert left >= 5
    shown = [option for option in question["options"] if not option["suppressed"]]
    assert [o["label"] for o in shown] == [
        o["label"] for o in sorted(shown, key=lambda o: (-(o["count"] or 0), o["label"]))
    ]
