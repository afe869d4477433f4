"""What is said about numbers: their unit, no more digits than they bear, and nothing that is hidden."""

from typing import Any

import pytest

from alongside.analysis.counting import Counted, Counts
from alongside.analysis.figures import Telling, figure, tell
from alongside.analysis.reporting.figures import Figure
from alongside.questionnaires.lineage import lineage
from alongside.questionnaires.types import Audience, Definition, Kind, Limits, Option, Question, Section


def told(unit: str, answered: int, summary: dict[str, Any]) -> Figure:
    asked = Question("wait", Kind.NUMBER, "How long did you wait?", limits=Limits(unit=unit))
    history = {1: Definition("Waits", (Section("s", "Waits", questions=(asked,)),))}
    return figure(lineage(history, "wait"), Counted({}, {}, answered, summary=summary), Telling(history, {}), 1)


BANDS = [[0, 2, 100], [2, 4, 150], [4, 6, 200], [6, 8, 150], [8, None, 80]]


def test_the_middle_answers_have_a_unit_and_few_digits() -> None:
    made = told("miles", 680, {"bands": BANDS, "whole": False, "quartiles": [2.951, 4.75, 7.475]})
    assert made.headline == (
        "The middle answer was 4.8 miles. Half of the people who answered said 3 to 7.5 miles (680 people)"
    )
    assert made.heads[0] == "Answer (miles)"
    assert made.rows[0] == ("0 to under 2", "100", "15%") and made.rows[-1][0] == "8 or more"


def test_published_bands_tell_the_middle_half() -> None:
    made = told("weeks", 680, {"bands": BANDS, "whole": True})
    assert made.headline == (
        "The middle answer was 4 to 5 weeks. Just under three quarters of the people who answered said 2 to 7 "
        "weeks (500 of 680)"
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([600, 40, 40, None, None], "Just under 9 in 10 people who answered said 0 to 1 weeks (600 of 680)"),
        ([None, 300, 200, 100, 60], "Just over 4 in 10 people who answered said 2 to 3 weeks (300 of 680)"),
        ([None] * 5, "680 people answered"),
    ],
)
def test_what_is_hidden_is_not_told_by_the_middle(counts: list[int | None], said: str) -> None:
    bands = [[low, high, n] for (low, high, _n), n in zip(BANDS, counts, strict=True)]
    assert told("weeks", 680, {"bands": bands, "whole": True}).headline == said


def test_pounds_stand_before_their_number() -> None:
    made = told("£", 60, {"bands": BANDS, "whole": False, "quartiles": [1204.3, 2010.0, 3000.9]})
    assert made.headline.startswith("The middle answer was £2,010. Half of the people who answered said £1,204 to")


@pytest.mark.parametrize(
    ("audience", "answered", "narrow", "shown"),
    [
        (Audience.COUNTS_ONLY, 40, False, True),
        (Audience.COUNTS_ONLY, 40, True, False),
        (Audience.COUNTS_ONLY, 9, False, False),
        (Audience.RESTRICTED, 40, True, False),
        (Audience.TEAM, 1, True, True),
        (Audience.PUBLIC, 1, False, True),
    ],
)
def test_counts_alone_are_promised_so_counts_of_few_or_chosen_people_are_not_shown(
    audience: Audience, answered: int, narrow: bool, shown: bool
) -> None:
    options = (Option("yes", "Yes", number=1), Option("no", "No", number=2))
    asked = Question("ill", Kind.SINGLE, "Do you live with it?", options=options, who_sees=audience)
    history = {1: Definition("Health", (Section("s", "Health", questions=(asked,)),))}
    questions = {"ill": Counted({"yes": answered, "no": 0}, {"yes": answered, "no": answered}, answered)}
    counts = Counts(answered, {}, {}, {}, 0, "", "", questions)
    (made,) = tell(counts, Telling(history, {}, narrow=narrow))
    assert bool(made.rows) == shown and ("Shown for everyone together" in made.headline) == (not shown)
