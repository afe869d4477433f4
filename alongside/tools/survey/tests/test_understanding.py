"""To educate is to check that it worked: a question with a right answer, told afterwards and never before."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.analysis.counting import Counted
from alongside.analysis.figures import Telling, figure
from alongside.plans.models import PlannedActivity
from alongside.projects.models import Project
from alongside.projects.rules import Weight
from alongside.questionnaires.build import DO_NOT_KNOW, options, when
from alongside.questionnaires.codec import from_json, to_json
from alongside.questionnaires.editions import Level, compare
from alongside.questionnaires.lineage import lineage
from alongside.questionnaires.rules import check_definition
from alongside.questionnaires.translation import in_language, texts_of
from alongside.questionnaires.types import Answer, Definition, Kind, Question, Section
from alongside.tools.survey import builder, building, presenters
from alongside.tools.survey.chapter import rows
from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import survey_in
from alongside.tools.survey.workspace import share
from tests.cast import Cast, login

WHY = "Zebra: a smear is taken from the neck of the womb."
HOW = Question(
    "how",
    Kind.SINGLE,
    "What does the test look for?",
    options=options(("virus", "A virus"), ("cancer", "Cancer itself"), DO_NOT_KNOW),
    right="virus",
    explanation=WHY,
)
AGAIN = Question(
    "again", Kind.YES_NO, "Is one test enough?", options=options(("yes", "Yes"), ("no", "No")), right="no",
    show_when=when("how", "virus", "cancer"),
)  # fmt: skip
LESSON = Definition("Screening", (Section("s", "Screening", questions=(HOW, AGAIN)),))
HOME = "/northmere/projects/blood-tests/answer/"
TEAM = "/team/northmere/projects/blood-tests/"


@pytest.fixture
def survey(cast: Cast) -> Survey:
    cache.clear()
    return survey_in(cast.northmere, LESSON)


def with_right(**changed: object) -> Definition:
    return replace(LESSON, sections=(Section("s", "Screening", questions=(replace(HOW, **changed), AGAIN)),))  # type: ignore[arg-type]


def test_only_an_answer_that_people_can_choose_is_right() -> None:
    def stops(definition: Definition) -> list[str]:
        return [each.code for each in check_definition(definition) if each.weight == "stops"]

    assert stops(LESSON) == []
    retired = (
        replace(HOW.options[0], retired=True),
        *HOW.options[1:],
        replace(HOW.options[1], key="c", label="Blood", number=9),
    )
    wrong: list[dict[str, object]] = [
        {"right": "gone"}, {"right": "do_not_know"}, {"options": retired}, {"kind": Kind.MULTIPLE}, {"kind": Kind.SCALE},
    ]  # fmt: skip
    for changed in wrong:
        assert "right_not_offered" in stops(with_right(**changed)), changed


def test_it_is_kept_translated_and_compared() -> None:
    assert from_json(json.loads(json.dumps(to_json(LESSON)))) == LESSON
    assert "right" not in json.dumps(to_json(with_right(right="", explanation="")).get("sections")[0]["questions"][0])  # type: ignore[index]
    assert texts_of(LESSON)["questions.how.explanation"] == WHY
    assert in_language(LESSON, "pl", {"questions.how.explanation": "Bo tak."}).by_key["how"].explanation == "Bo tak."
    changed = compare(LESSON, with_right(right="cancer"))
    assert [(each.code, each.level) for each in changed] == [("right_changed", Level.NEEDS_NOTE)]
    assert [each.level for each in compare(LESSON, with_right(explanation="Other"))] == [Level.SAFE]


@given(st.lists(st.sampled_from(["A bus", "A lift", "A (right)", "B | help", "C (write in)", "# Group"]), max_size=6))
def test_lines_are_read_as_they_are_written(typed: list[str]) -> None:
    lines = builder.read_lines("\n".join(typed))
    made = builder.options_from((), lines, roles=[], kept=False)
    right = next((option.key for option, line in zip(made, lines, strict=True) if line.right), "")
    again = builder.read_lines(builder.lines_of(made, right))
    assert [line.label for line in again] == [line.label for line in lines]
    assert [line.right for line in again] == [option.key == right for option in made]


def test_somebody_sees_what_is_right_after_sending_and_never_before(survey: Survey, client: Client) -> None:
    client.post(HOME, {"capacity": "self"})
    pages = [client.get(f"{HOME}question/how/"), client.post(f"{HOME}question/how/", {"how": "cancer"}, follow=True)]
    pages += [client.get(f"{HOME}question/how/"), client.get(f"{HOME}check/")]
    pages.append(client.post(f"{HOME}question/again/", {"again": "no"}, follow=True))
    pages.append(client.get("/northmere/projects/blood-tests/paper/"))
    for page in pages:
        words = page.content.decode()
        assert "Zebra" not in words and "right answer" not in words and "data-right" not in words
    done = client.post(f"{HOME}check/", follow=True).content.decode()
    assert "Did we explain it well?" in done and "This is not a test of you." in done
    assert "You answered “Cancer itself”. The right answer is “A virus”." in done and WHY in done
    assert "You answered “No”. That is right." in done
    assert "Zebra" not in Client().get(f"{HOME}done/").content.decode()


def test_what_was_passed_over_or_not_asked() -> None:
    said = [each.said for each in presenters.understood(LESSON, {})]
    assert said == ["The right answer is “A virus”."], "the second was not asked"
    known = {"how": Answer("do_not_know"), "again": Answer("yes")}
    assert [each.said for each in presenters.understood(LESSON, known)] == [
        "You answered “I do not know”. The right answer is “A virus”."
    ]
    assert presenters.understood(with_right(right=""), {"how": Answer("virus")})[0].question == AGAIN.wording


def test_the_team_marks_the_right_answer(cast: Cast, client: Client) -> None:
    project = Project.objects.create(
        organisation=cast.northmere, slug="blood-tests", name="Blood tests", question="When?"
    )
    building.start(project=project, saved="", by=cast.amira.pk)
    login(client, cast.amira)
    found = building.bench(project)
    assert found is not None
    add = f"{TEAM}ask/sections/{found.definition.sections[0].key}/add/"
    sent = {"kind": "single", "wording": "What is it for?", "who_sees": "team", "explanation": WHY}
    two = client.post(add, {**sent, "lines": "A virus (right)\nCancer (right)"})
    assert two.status_code == 422 and "Only one answer can be right" in two.content.decode()
    many = client.post(add, {**sent, "kind": "multiple", "lines": "A virus (right)\nCancer"})
    assert many.status_code == 422 and "Only a question with one answer can have" in many.content.decode()
    assert client.post(add, {**sent, "lines": "A virus (right)\nCancer", "roles": "do_not_know"}).status_code == 302
    assert client.post(add, {**sent, "kind": "yes_no", "wording": "Once?", "right": "no"}).status_code == 302
    found = building.bench(project)
    assert found is not None
    one, two_ = found.definition.questions
    assert (one.right, one.explanation, two_.right) == ("a_virus", WHY, "no")
    page = client.get(f"{TEAM}ask/questions/{one.key}/").content.decode()
    assert "A virus (right)" in page and WHY in page
    words = {**sent, "lines": "A virus\nCancer", "seen": building.seen(one)}
    assert client.post(f"{TEAM}ask/questions/{one.key}/", words).status_code == 302
    found = building.bench(project)
    assert found is not None and (found.definition.questions[0].right, found.definition.questions[0].explanation) == (
        "",
        "",
    )


def check_of(project: Project) -> Weight | None:
    (found,) = [each for each in share(project, "northmere").checks if each.key == "understanding"] or [None]
    return found and found.weight


def test_to_educate_without_a_check_is_worth_fixing(cast: Cast) -> None:
    plain = with_right(right="", explanation="")
    plain = replace(plain, sections=(replace(plain.sections[0], questions=plain.sections[0].questions[:1]),))
    project = survey_in(cast.northmere, plain).activity.project
    assert check_of(project) is None
    planned = PlannedActivity.objects.create(
        scope=project.pk, method="survey", title="Lesson", kind="educate", live=project.activities.get().pk,
        by=cast.amira.pk, at=timezone.now(),
    )  # fmt: skip
    assert check_of(project) is Weight.WORTH_FIXING
    PlannedActivity.objects.filter(pk=planned.pk).update(cancelled_at=timezone.now())
    assert check_of(project) is None
    Project.objects.filter(pk=project.pk).update(level="educate")
    project.refresh_from_db()
    assert check_of(project) is Weight.WORTH_FIXING
    other = survey_in(cast.northmere, LESSON, slug="lesson", level="educate").activity.project
    assert check_of(other) is Weight.DONE


@pytest.mark.parametrize(
    ("counts", "answered", "right", "said"),
    [
        ({"virus": 60, "cancer": 40}, 100, True, "About 6 in 10 people who answered had it right: “A virus” (60 of 100)"),
        ({"virus": None, "cancer": 40}, 100, True, "About 4 in 10 people who answered said “Cancer itself” (40 of 100)"),
        ({"virus": 60, "cancer": 40}, 100, False, "About 6 in 10 people who answered said “A virus” (60 of 100)"),
        ({"virus": 3, "cancer": 4}, None, True, "Fewer than 10 people answered"),
    ],
)  # fmt: skip
def test_how_many_had_it_right_is_told_only_where_that_number_is_shown(
    counts: dict[str, int | None], answered: int | None, right: bool, said: str
) -> None:
    history = {1: LESSON}
    bases = dict.fromkeys(["virus", "cancer", "do_not_know"], answered)
    counted = Counted({**counts, "do_not_know": 0}, bases, answered)
    headline = figure(lineage(history, "how"), counted, Telling(history, {}, right=right), 1).headline
    assert headline.startswith(said), headline


def test_a_public_pack_does_not_tell_while_people_answer(survey: Survey) -> None:
    project = survey.activity.project

    def told() -> str:
        return "".join(b"".join(each.blocks()).decode() for each in rows(project.pk, public=True))

    assert "What does the test look for?" in told() and "Zebra" not in told() and '"right"' not in told()
    assert "Zebra" in "".join(b"".join(each.blocks()).decode() for each in rows(project.pk))
    Project.objects.filter(pk=project.pk).update(closes_at=timezone.now() - timedelta(days=1))
    assert "Zebra" in told()
