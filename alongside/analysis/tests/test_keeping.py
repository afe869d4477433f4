"""What the worker keeps is what counting everything by hand gives, whatever happened in between."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.activities.actions import withdraw
from alongside.activities.models import Contribution
from alongside.analysis import keeping
from alongside.analysis.access import results_of
from alongside.analysis.columns import ABOUT
from alongside.analysis.counting import Counts
from alongside.analysis.models import Columns
from alongside.analysis.tests.makers import answer_survey
from alongside.people.monitoring import actions as monitoring
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.codec import answer_to_json, answers_from_json
from alongside.questionnaires.lineage import tally
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import CANNOT_READ, LEFT_BLANK, Answer, State
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.tests.makers import survey_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ONE = st.sampled_from(
    [
        Answer("mornings"),
        Answer("evenings"),
        Answer("never"),
        LEFT_BLANK,
        CANNOT_READ,
        Answer(state=State.DOUBLE_TICKED),
    ]
)
MANY = st.sampled_from([Answer(["far"]), Answer(["far", "times"]), Answer(["none"]), LEFT_BLANK, CANNOT_READ])
SAID = st.fixed_dictionaries({}, optional={"suits": ONE, "hard": MANY, "better": st.just(Answer("A kinder letter"))})
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), SAID),
        st.tuples(st.just("withdraw"), st.integers(0, 30)),
        st.tuples(st.just("correct"), SAID),
        st.tuples(st.just("count"), st.none()),
    ),
    max_size=25,
)


def counts_of(survey: Survey) -> Counts:
    here = results_of(survey.activity.project)
    assert here is not None and here.counts is not None
    return here.counts


def by_hand(survey: Survey, key: str) -> Any:
    rows = Response.objects.filter(survey=survey, contribution__withdrawn_at=None).select_related("submission__edition")
    history = keeping.editions_of(survey.questionnaire_id).history
    return tally(
        history,
        [(row.submission.edition.number, answers_from_json(row.submission.answers)) for row in rows],
        key,
    )


def same(survey: Survey, key: str) -> None:
    kept, right = counts_of(survey).questions[key], by_hand(survey, key)
    assert kept.counts == right.counts
    assert kept.bases == right.bases
    for name in ("answered", "left_blank", "cannot_read", "double_ticked", "not_asked"):
        assert getattr(kept, name) == getattr(right, name), name


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_kept_counts_are_those_counted_by_hand(cast: Cast, steps: list[tuple[str, Any]]) -> None:
    Survey.objects.all().delete()
    cast.northmere.projects.all().delete()
    survey = survey_in(cast.northmere)
    for act, what in steps:
        standing = list(
            Contribution.objects.filter(activity=survey.activity, withdrawn_at=None).order_by("received_at")
        )
        if act == "say":
            answer_survey(survey, what)
        elif act == "withdraw" and standing:
            withdraw(voice=standing[what % len(standing)].voice, project=survey.activity.project)
        elif act == "correct" and standing:
            submission = standing[0].response.submission
            submission.answers = {key: answer_to_json(answer) for key, answer in what.items()}
            submission.saved_at = keeping.timezone.now()
            submission.save()
        elif act == "count":
            keeping.follow(survey)
    keeping.follow(survey)
    for key in ("suits", "hard"):
        same(survey, key)


def test_another_process_goes_on_from_what_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "SHEET", 4)
    survey = survey_in(cast.northmere)
    for place in range(11):
        answer_survey(survey, {"suits": Answer(("mornings", "evenings")[place % 2])})
    assert keeping.follow(survey)
    assert not keeping.follow(survey)
    keeping._held.clear()
    withdraw(
        voice=Response.objects.earliest("contribution__received_at").contribution.voice, project=survey.activity.project
    )
    answer_survey(survey, {"suits": Answer("never")})
    assert keeping.follow(survey)
    assert Columns.objects.filter(activity=survey.activity).count() == 3
    same(survey, "suits")


def test_a_response_that_vanished_is_no_longer_counted(cast: Cast) -> None:
    survey = survey_in(cast.northmere)
    for _place in range(3):
        answer_survey(survey, {"suits": Answer("mornings")})
    keeping.follow(survey)
    Contribution.objects.first().delete()  # type: ignore[union-attr]
    keeping.follow(survey)
    assert counts_of(survey).responses == 2


def test_equality_answers_come_and_go_beside_the_right_response(cast: Cast) -> None:
    survey = survey_in(cast.northmere)
    about = questionnaires.start(
        owner=cast.northmere.pk, title="About you", definition=SAVED_SETS["equality_monitoring"].definition
    )
    questionnaires.publish(questionnaire=about)
    survey.monitoring = about
    survey.save()
    first = answer_survey(survey, {"suits": Answer("mornings")}, about={"sex": "female"})
    answer_survey(survey, {"suits": Answer("evenings")})
    keeping.follow(survey)
    here = results_of(survey.activity.project)
    assert here is not None and here.tally is not None
    arrays = keeping.columns_of(here.tally)
    known = {bytes(pk): int(code) for pk, code in zip(arrays["id"].tolist(), arrays[ABOUT + "sex"], strict=True)}
    assert known.pop(first.contribution_id.bytes) >= 0
    assert list(known.values()) == [-1]
    monitoring.forget(voice=first.contribution.voice_id)
    keeping.follow(survey)
    here = results_of(survey.activity.project)
    assert here is not None and here.tally is not None
    assert keeping.columns_of(here.tally)[ABOUT + "sex"].tolist() == [-1, -1]


def test_what_is_kept_is_sealed(cast: Cast) -> None:
    survey = survey_in(cast.northmere)
    said = answer_survey(survey, {"suits": Answer("mornings")})
    keeping.follow(survey)
    sealed = bytes(Columns.objects.get(activity=survey.activity).sealed)
    assert said.contribution_id.bytes not in sealed and said.contribution.voice_id.bytes not in sealed
