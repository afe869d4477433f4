"""Typing in paper forms and phone answers."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.activities.models import Activity, Contribution
from alongside.people.voices.actions import voice_for_code
from alongside.projects.models import Project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.saved import SAVED_SETS
from alongside.tools.survey import actions, entry
from alongside.tools.survey.models import Batch, Form, Survey
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(cast: Cast) -> Survey:
    now = timezone.now()
    project = Project.objects.create(
        organisation=cast.northmere,
        slug="clinics",
        name="Clinics",
        question="When should clinics open?",
        summary="Tell us.",
        level="consult",
        opens_at=now - timedelta(days=3),
        closes_at=now + timedelta(days=3),
        published_at=now - timedelta(days=4),
    )
    asked = questionnaires.start(
        owner=cast.northmere.pk, title="Clinics", definition=SAVED_SETS["clinic_times"].definition
    )
    questionnaires.publish(questionnaire=asked)
    activity = Activity.objects.create(project=project, tool="survey", title="Clinics")
    return Survey.objects.create(activity=activity, questionnaire=asked)


def at(*more: object) -> str:
    return "/team/northmere/projects/clinics/typing-in/" + "".join(f"{part}/" for part in more)


def everything_blank(survey: Survey, once: str, **typed: str) -> dict[str, str]:
    definition = questionnaires.definition_of(questionnaires.current(survey.questionnaire))
    posted = {f"blank-{question.key}": "on" for question in definition.questions if f"q_{question.key}" not in typed}
    return {**posted, **{name.replace("q_", "q-", 1): value for name, value in typed.items()}, "once": once}


def test_a_batch_is_opened_and_a_form_typed_in_once(client: Client, cast: Cast, survey: Survey) -> None:
    login(client, cast.ben)
    opened = client.post(at(), {"channel": "paper", "forms": "40"})
    assert opened["Location"] == at(1)
    once = str(uuid.uuid4())
    posted = everything_blank(survey, once)
    for _time in range(2):
        assert client.post(at(1), posted).status_code == 302
    form = Form.objects.get()
    assert form.response.contribution.channel == "paper"
    assert form.response.contribution.entered_by == cast.ben.pk
    assert "batch 1, form 1" in client.get(at(1)).content.decode()


def test_left_blank_cannot_read_and_ticked_twice_are_kept_apart(client: Client, cast: Cast, survey: Survey) -> None:
    login(client, cast.ben)
    client.post(at(), {"channel": "paper"})
    definition = questionnaires.definition_of(questionnaires.current(survey.questionnaire))
    single = [each for each in definition.questions if each.kind in ("single", "yes_no", "scale")][:3]
    posted = everything_blank(survey, str(uuid.uuid4()))
    for question in single:
        del posted[f"blank-{question.key}"]
    posted[f"q-{single[0].key}"] = f"{single[0].offered[0].number}"
    posted[f"q-{single[1].key}"] = f"{single[1].offered[0].number} {single[1].offered[1].number}"
    posted[f"unread-{single[2].key}"] = "on"
    assert client.post(at(1), posted).status_code == 302
    stored = Form.objects.get().response.submission.answers
    assert stored[single[0].key]["value"] == single[0].offered[0].key
    assert stored[single[1].key]["state"] == "double_ticked"
    assert stored[single[2].key]["state"] == "cannot_read"
    assert any(answer.get("state") == "left_blank" for answer in stored.values())


def test_what_is_not_on_the_paper_is_refused_and_typing_is_kept(client: Client, cast: Cast, survey: Survey) -> None:
    login(client, cast.ben)
    client.post(at(), {"channel": "paper"})
    definition = questionnaires.definition_of(questionnaires.current(survey.questionnaire))
    question = next(each for each in definition.questions if each.kind == "single")
    posted = everything_blank(survey, str(uuid.uuid4()))
    del posted[f"blank-{question.key}"]
    posted[f"q-{question.key}"] = "99"
    answer = client.post(at(1), posted)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Error: " in page and 'value="99"' in page
    assert not Form.objects.exists()


def test_a_phone_caller_is_told_a_code_that_works(client: Client, cast: Cast, survey: Survey) -> None:
    batch = entry.open_batch(survey=survey, channel="phone", forms=None, by=cast.ben.pk)
    made = entry.enter(batch=batch, answers={}, printed=None, once=uuid.uuid4(), late=False, by=cast.ben.pk)
    assert made.code is not None
    voice = voice_for_code(made.code)
    assert voice is not None and voice.pk == made.form.response.contribution.voice_id


def test_a_printed_form_gives_its_answers_to_the_code_that_was_torn_off(cast: Cast, survey: Survey) -> None:
    [(printed, code)] = actions.print_forms(survey=survey)
    batch = entry.open_batch(survey=survey, channel="paper", forms=1, by=cast.ben.pk)
    made = entry.enter(batch=batch, answers={}, printed=printed.number, once=uuid.uuid4(), late=False, by=cast.ben.pk)
    voice = voice_for_code(code)
    assert voice is not None and made.form.response.contribution.voice_id == voice.pk
    with pytest.raises(entry.NoSuchForm):
        entry.enter(batch=batch, answers={}, printed=printed.number, once=uuid.uuid4(), late=False, by=cast.ben.pk)
    assert Contribution.objects.count() == 1


def test_second_entry_is_by_somebody_else_and_shows_only_differences(
    client: Client, cast: Cast, survey: Survey
) -> None:
    login(client, cast.ben)
    client.post(at(), {"channel": "paper"})
    client.post(at(1), everything_blank(survey, str(uuid.uuid4())))
    Form.objects.update(second_wanted=True)
    assert client.get(at(1, 1, "again"))["Location"] == at(1)
    login(client, cast.amira)
    definition = questionnaires.definition_of(questionnaires.current(survey.questionnaire))
    question = next(each for each in definition.questions if each.kind == "single")
    posted = everything_blank(survey, "")
    del posted[f"blank-{question.key}"]
    posted[f"q-{question.key}"] = str(question.offered[1].number)
    assert client.post(at(1, 1, "again"), posted)["Location"] == at(1, 1, "differences")
    page = client.get(at(1, 1, "differences")).content.decode()
    assert question.wording in page and page.count("<fieldset") == 1
    assert client.post(at(1, 1, "differences"), {}).status_code == 422
    client.post(at(1, 1, "differences"), {question.key: "second"})
    form = Form.objects.get()
    assert form.settled_at is not None
    assert form.response.submission.answers[question.key]["value"] == question.offered[1].key


def test_typed_twice_stops_counting_and_two_people_do_not(cast: Cast, survey: Survey) -> None:
    batch = entry.open_batch(survey=survey, channel="paper", forms=None, by=cast.ben.pk)
    first = entry.enter(batch=batch, answers={}, printed=None, once=uuid.uuid4(), late=False, by=cast.ben.pk).form
    second = entry.enter(batch=batch, answers={}, printed=None, once=uuid.uuid4(), late=False, by=cast.ben.pk).form
    second.like = first
    entry.settle_likeness(form=second, same=False, by=cast.ben.pk)
    assert Contribution.objects.counted().count() == 2
    entry.settle_likeness(form=second, same=True, by=cast.ben.pk)
    assert Contribution.objects.counted().count() == 1


def test_analysts_cannot_type_in_and_entry_staff_cannot_see_slips(client: Client, cast: Cast, survey: Survey) -> None:
    assert login(client, cast.ana).get(at()).status_code == 403
    assert login(client, cast.eve).get(at()).status_code == 404
    assert login(client, cast.ben).get(at("slip")).status_code == 403
    assert login(client, cast.amira).get(at("slip")).status_code == 200
    assert not Batch.objects.exists()


def test_a_dash_is_left_blank_and_a_question_mark_cannot_be_read(client: Client, cast: Cast, survey: Survey) -> None:
    login(client, cast.ben)
    client.post(at(), {"channel": "paper"})
    definition = questionnaires.definition_of(questionnaires.current(survey.questionnaire))
    posted = {f"q-{question.key}": "-" for question in definition.questions}
    unread = definition.questions[0].key
    posted[f"q-{unread}"] = "?"
    assert client.post(at(1), {**posted, "once": str(uuid.uuid4())}).status_code == 302
    stored = Form.objects.get().response.submission.answers
    assert stored.pop(unread)["state"] == "cannot_read"
    assert {answer["state"] for answer in stored.values()} == {"left_blank"}
