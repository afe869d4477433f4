"""After 500 responses an option is renamed, another removed and a third changes meaning: every place tells the right base."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from alongside.analysis import actions, exporting, keeping, stories
from alongside.analysis.access import Results, results_of
from alongside.analysis.counting import Counted
from alongside.analysis.reporting.figures import Figure
from alongside.analysis.tests.makers import answer_survey
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.build import options
from alongside.questionnaires.types import Answer, Definition, Kind, Option, Question, Section
from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import survey_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def definition(*choices: Option) -> Definition:
    return Definition(
        "Clinics", (Section("s", "Clinics", questions=(Question("time", Kind.SINGLE, "When?", options=choices),)),)
    )


BEFORE = options(("mornings", "Mornings"), ("evenings", "Evenings"), ("weekend", "Weekend"))
AFTER = (
    Option("mornings", "Mornings from 8am", number=1),
    Option("evenings", "Evenings", number=2, retired=True),
    Option("weekend", "Weekend", number=3, retired=True),
    Option("saturday", "Saturday mornings", number=4, replaces="weekend"),
)


@pytest.fixture
def survey(cast: Cast) -> Survey:
    now = timezone.now()
    made = survey_in(
        cast.northmere, definition(*BEFORE), opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1)
    )
    for key, people in (("mornings", 250), ("evenings", 150), ("weekend", 100)):
        for _one in range(people):
            answer_survey(made, {"time": Answer(key)})
    keeping.follow(made)
    questionnaires.save_draft(questionnaire=made.questionnaire, definition=definition(*AFTER))
    questionnaires.publish(questionnaire=made.questionnaire)
    for key, people in (("mornings", 60), ("saturday", 40)):
        for _one in range(people):
            answer_survey(made, {"time": Answer(key)})
    keeping.follow(made)
    return made


def results(survey: Survey) -> Results:
    found = results_of(survey.activity.project)
    assert found is not None
    return found


def row(figure: Figure, label: str) -> tuple[str, ...]:
    return next(each for each in figure.rows if each[0] == label)


def test_results_have_three_right_bases(survey: Survey) -> None:
    counts = results(survey).counts
    assert counts is not None
    time: Counted = counts.questions["time"]
    assert time.counts == {"mornings": 310, "saturday": 40, "evenings": 150, "weekend": 100}
    assert time.bases == {"mornings": 600, "saturday": 100, "evenings": 500, "weekend": 500}


def test_the_report_says_what_happened_to_each(survey: Survey) -> None:
    figure = stories.internal_story(results(survey)).figures[0]
    assert figure.heads == ("Answer", "People", "Could choose it", "Per cent")
    assert row(figure, "Mornings from 8am") == ("Mornings from 8am", "310", "600", "52%")
    assert row(figure, "Evenings") == ("Evenings", "150", "500", "30%")
    assert row(figure, "Weekend") == ("Weekend", "100", "500", "20%")
    assert row(figure, "Saturday mornings") == ("Saturday mornings", "40", "100", "40%")
    notes = " ".join(figure.notes)
    assert "was called “Mornings”" in notes
    assert "means something else than “Weekend”" in notes
    assert "“Evenings” was offered until" in notes


def test_the_export_keeps_both_meanings_apart(survey: Survey, tmp_path: Path) -> None:
    exporting.write_csv(results(survey), tmp_path / "all.csv")
    rows = list(csv.DictReader((tmp_path / "all.csv").open(encoding="utf-8-sig")))
    said = [(each["When?"], each["Version of the survey"]) for each in rows]
    assert said.count(("Mornings from 8am", "1")) == 250 and said.count(("Mornings from 8am", "2")) == 60
    assert said.count(("Weekend", "1")) == 100 and said.count(("Saturday mornings", "2")) == 40


def test_what_is_published_has_the_bases_too(survey: Survey, cast: Cast) -> None:
    actions.propose(project=str(survey.activity.project_id), chosen=[], by=str(cast.amira.pk))
    actions.publish(results=results(survey), number=1, by=cast.amira.pk, at=timezone.now())
    figure = stories.public_story(results(survey)).figures[0]
    assert row(figure, "Evenings") == ("Evenings", "150", "500", "30%")
    assert row(figure, "Saturday mornings") == ("Saturday mornings", "40", "100", "40%")
    assert row(figure, "Mornings from 8am") == ("Mornings from 8am", "310", "600", "52%")
