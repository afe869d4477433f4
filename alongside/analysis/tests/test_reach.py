"""Reach: whom a gap is called, what is hidden, what the page says, and what it costs."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.activities.actions import contribute
from alongside.analysis import keeping, reach
from alongside.analysis.models import ReachTable
from alongside.analysis.reach import GROUPS, group_of, table_of
from alongside.analysis.reach_page import population
from alongside.analysis.rules import is_gap
from alongside.knowledge import census
from alongside.people.monitoring import actions as monitoring
from alongside.people.voices.actions import new_voice_without_code
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Submission
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import Answer, Definition, Kind, Question, Section
from alongside.tools.survey import actions as survey_actions
from alongside.tools.survey.models import Response, Survey
from alongside.tools.survey.tests.makers import survey_in
from commonground.disclosure import DEFAULT_PROFILE
from tests.browser import Visitor
from tests.cast import Cast, login

LAMBETH = "E09000022"


def test_a_gap_is_well_under_the_share_and_more_than_chance() -> None:
    assert is_gap(30, 745, 0.08)
    assert not is_gap(55, 745, 0.08)  # nine tenths of the share
    assert not is_gap(3, 60, 0.08)  # under the share, but so few could be chance
    assert not is_gap(0, 49, 0.5)  # too few to compare
    assert is_gap(100, 745, 0.2) and not is_gap(100, 745, 0.2, noise=900)


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 1))
def test_fewer_people_never_close_a_gap(count: int, base: int, share: float) -> None:
    if is_gap(count, base, share) and count:
        assert is_gap(count - 1, base, share)


def test_every_category_of_the_census_has_a_group_and_shares_make_a_whole() -> None:
    for name in GROUPS:
        shares = population([LAMBETH], name)
        assert shares is not None
        assert sum(shares.values()) == pytest.approx(1)
        assert set(shares) == set(GROUPS[name])
    young = census.population([LAMBETH], "age")
    assert young is not None
    left_out = [each for each in young if group_of("age", each) is None]
    assert left_out == ["under_16"]
    assert population(["nowhere"], "age") is None


def table(sizes: dict[str, int], names: tuple[str, ...], unknown: int = 0, seed: int = 1) -> reach.Table:
    codes = np.array([names.index(name) for name, n in sizes.items() for _one in range(n)] + [-1] * unknown, np.intp)
    chance = np.random.default_rng(seed)
    keys = chance.integers(0, 2**63, len(codes)).astype(np.uint64)
    return table_of(codes, keys, names, DEFAULT_PROFILE, chance.random(len(codes)) < 0.7)


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5), st.integers(0, 30), st.integers(0, 1000))
def test_small_groups_are_hidden_and_no_number_under_the_threshold_leaves(
    sizes: list[int], unknown: int, seed: int
) -> None:
    names = GROUPS["ethnic_group"]
    made = table(dict(zip(names, sizes, strict=True)), names, unknown, seed)
    for name, size in zip(names, sizes, strict=True):
        assert (made.groups[name] is None) == (size < DEFAULT_PROFILE.threshold)
    shown = [made.told, made.together, *made.groups.values()]
    shown += [n for _base, groups in made.ways.values() for n in groups.values()]
    assert all(n is None or n == 0 or n >= DEFAULT_PROFILE.threshold for n in shown)
    if 0 < unknown < DEFAULT_PROFILE.threshold:
        assert made.ways == {}


pytestmark = pytest.mark.django_db
AGES = {"age_18_24": 4, "age_25_34": 12, "age_45_54": 60, "age_65_74": 60}


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_in(cast.northmere, area_codes=[LAMBETH])


def answered(survey: Survey, ages: dict[str, int], untold: int = 0) -> None:
    """People who answered one day, with their ages and nothing else about them; and one the next day, untold."""
    asked = questionnaires.start(
        owner=survey.activity.project.organisation_id,
        title="About you",
        definition=SAVED_SETS["equality_monitoring"].definition,
    )
    about = questionnaires.publish(questionnaire=asked)
    survey.monitoring = asked
    survey.save()
    edition = questionnaires.current(survey.questionnaire)
    then = timezone.now() - timedelta(days=3)
    people = [age for age, n in ages.items() for _one in range(n)] + [""] * untold
    random.Random(7).shuffle(people)
    people.append("")
    told = []
    for number, age in enumerate(people):
        voice = new_voice_without_code(scope=survey.activity.project_id)
        at = then if number < len(people) - 1 else then + timedelta(days=1)
        submission = Submission.objects.create(edition=edition, voice=voice, answers={}, sent_at=at, saved_at=at)
        contribution = contribute(
            project=survey.activity.project, activity=survey.activity, voice=voice, content=b"", at=at
        )
        Response.objects.create(
            survey=survey, contribution=contribution, submission=submission, number=str(number), once=str(number)
        )
        if age:
            told.append((voice.pk, {"age": {"value": age}}))
    monitoring.keep_many(scope=survey.activity.project_id, edition=about, rows=told)
    keeping.follow(Survey.objects.select_related("activity").get(pk=survey.pk))
    reach.keep_up()


def page(cast: Cast, survey: Survey) -> str:
    address = reverse("analysis-team:reach", args=["northmere", survey.activity.project.slug])
    return login(Client(), cast.ana).get(address).content.decode()


def test_the_page_names_the_gap_and_never_a_small_number(cast: Cast, survey: Survey) -> None:
    answered(survey, AGES, untold=20)
    shown = page(cast, survey)
    assert "157 people have taken part." in shown
    assert "People aged 25 to 34" in shown
    assert "What you could do" in shown
    assert "Hidden" in shown
    assert ReachTable.objects.get().tables["groups"]["age"]["groups"]["16_24"] is None
    assert "Census 2021" in shown


def test_fewer_than_fifty_are_too_few(cast: Cast, survey: Survey) -> None:
    answered(survey, {"age_45_54": 49})
    shown = page(cast, survey)
    assert "Too few to compare" in shown
    assert "live here" not in shown


def test_before_anybody_answered_it_says_so(cast: Cast, survey: Survey) -> None:
    assert "No answers yet." in page(cast, survey)


def test_without_postcodes_deprivation_is_not_known(cast: Cast, survey: Survey) -> None:
    answered(survey, AGES)
    assert "Not known. To compare by deprivation" in page(cast, survey)


def test_a_few_newcomers_change_nothing(cast: Cast, survey: Survey) -> None:
    answered(survey, AGES)
    before = ReachTable.objects.get()
    voice = new_voice_without_code(scope=survey.activity.project_id)
    edition = questionnaires.current(survey.questionnaire)
    now = timezone.now()
    submission = Submission.objects.create(edition=edition, voice=voice, answers={}, sent_at=now, saved_at=now)
    contribution = contribute(project=survey.activity.project, activity=survey.activity, voice=voice, content=b"")
    Response.objects.create(survey=survey, contribution=contribution, submission=submission, number="n", once="n")
    keeping.follow(Survey.objects.select_related("activity").get(pk=survey.pk))
    assert reach.keep_up() == 0
    after = ReachTable.objects.get()
    assert after.tables == before.tables
    assert after.upto > before.upto


def test_the_page_costs_few_queries(cast: Cast, survey: Survey, django_assert_num_queries: Callable[..., Any]) -> None:
    answered(survey, AGES)
    client = login(Client(), cast.ana)
    address = reverse("analysis-team:reach", args=["northmere", survey.activity.project.slug])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)


def test_deprivation_comes_from_postcodes_that_were_looked_up(cast: Cast, settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "postcodes.csv"
    file.write_text("postcode,lsoa,imd_fifth\nSE1 7PB,E1,1\nSE1 7PC,E2,5\n")
    settings.POSTCODES = str(file)
    where = Question("where", Kind.POSTCODE, "What is your postcode?", why_we_ask="To find your area.")
    asks = Definition("Clinics", (Section("where", "Where", questions=(where,)),))
    survey = survey_in(cast.northmere, asks, area_codes=[LAMBETH])
    answered(survey, {})
    edition = questionnaires.current(survey.questionnaire)
    for number in range(70):
        sitting, _code = survey_actions.begin(survey=survey, edition_id=edition.pk)
        postcode = "SE1 7PB" if number < 12 else "SE1 7PC"
        survey_actions.save(sitting=sitting, question=where, answer=Answer({"postcode": postcode}))
        survey_actions.send(survey=survey, sitting=sitting, late=False)
    assert not any("7P" in str(each) for each in Submission.objects.values_list("answers", flat=True))
    survey.activity.project.closes_at = timezone.now()
    survey.activity.project.save()
    keeping.follow(Survey.objects.select_related("activity").get(pk=survey.pk))
    reach.keep_up()
    kept = ReachTable.objects.get().tables["groups"]["deprivation"]
    assert kept["groups"]["1"] in (0, *range(10, 25))
    assert 45 <= kept["groups"]["5"] <= 71
    assert kept["groups"]["3"] is None


@pytest.mark.django_db(transaction=True)
def test_the_page_reads_well_everywhere(phone: Visitor, cast: Cast, survey: Survey) -> None:
    answered(survey, AGES, untold=20)
    phone.logs_in(cast.ana).goes_to(f"/team/northmere/projects/{survey.activity.project.slug}/reach/")
    phone.sees("Who have we not heard from?", "People aged 25 to 34")
    phone.is_accessible()
    phone.fits(320)
