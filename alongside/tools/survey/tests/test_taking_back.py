"""What somebody took back, or was promised not to be kept, is nowhere any more."""

import uuid
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from alongside.activities.models import Contribution
from alongside.analysis import marks
from alongside.analysis.models import Mark
from alongside.feedback.models import Evidence, Finding
from alongside.moderation.models import ShownText
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Upload
from alongside.questionnaires.types import Answer, State
from alongside.tools.survey import actions, entry
from alongside.tools.survey.entry_screen import refill
from alongside.tools.survey.models import Batch, Form, Survey
from alongside.tools.survey.tests.test_entry import at, everything_blank, survey
from tests.cast import Cast, login

__all__ = ["survey"]
pytestmark = pytest.mark.django_db
WORDS = "My sister died in ward 5"


def typed_in(survey: Survey, cast: Cast, channel: str = "paper", **answers: Any) -> Form:
    batch = survey.batches.first() or entry.open_batch(survey=survey, channel=channel, forms=None, by=cast.ben.pk)
    found = {key: value if isinstance(value, Answer) else Answer(value) for key, value in answers.items()}
    return entry.enter(batch=batch, answers=found, printed=None, once=uuid.uuid4(), late=False, by=cast.ben.pk).form


def test_a_second_entry_goes_with_the_answers_and_cannot_bring_them_back(cast: Cast, survey: Survey) -> None:
    form = typed_in(survey, cast, change=WORDS)
    entry.enter_again(form=form, answers={"change": Answer(WORDS + "!")}, by=cast.amira.pk)
    actions.withdraw(survey=survey, voice=form.response.contribution.voice)
    kept = Form.objects.select_related("response__submission").get(pk=form.pk)
    assert kept.second is None and kept.response.submission.answers == {}
    client = login(Client(), cast.ben)
    for page in ("differences/", "", "again/"):
        assert client.get(at(1, 1) + page).status_code == 404
    with pytest.raises(entry.NoSuchForm):
        entry.correct(form=kept, answers={"change": Answer(WORDS)}, by=cast.ben.pk)
    with pytest.raises(entry.NoSuchForm):
        entry.enter_again(form=kept, answers={"change": Answer(WORDS)}, by=cast.amira.pk)


def test_quotes_go_with_the_answers(cast: Cast, survey: Survey) -> None:
    form = typed_in(survey, cast, change=WORDS)
    said = form.response.contribution
    Contribution.objects.filter(pk=said.pk).update(may_quote=True)
    said.refresh_from_db()
    marks.quote(contribution=said, question="change", words=WORDS, answer=WORDS, by=cast.amira.pk)
    marks.tag(contribution=said, question="change", words="grief", by=cast.amira.pk)
    finding = Finding.objects.create(project=survey.activity.project, number=1, heard="Wards matter")
    Evidence.objects.create(finding=finding, contribution=said, question="change", quote=WORDS)
    assert ShownText.objects.filter(words=WORDS).exists()
    actions.withdraw(survey=survey, voice=said.voice)
    assert not ShownText.objects.exists() and not Mark.objects.exists()
    assert [each.quote for each in Evidence.objects.all()] == [""]


def test_consent_taken_back_on_paper_takes_the_quote_along(cast: Cast, survey: Survey) -> None:
    form = typed_in(survey, cast, change=WORDS)
    said = form.response.contribution
    Contribution.objects.filter(pk=said.pk).update(may_quote=True)
    said.refresh_from_db()
    marks.quote(contribution=said, question="change", words=WORDS, answer=WORDS, by=cast.amira.pk)
    entry.correct(form=form, answers={"change": Answer(WORDS)}, by=cast.ben.pk)  # no consent on the paper
    said.refresh_from_db()
    assert not said.may_quote and not Mark.objects.exists() and not ShownText.objects.exists()


def test_a_whole_postcode_is_never_kept_from_paper(cast: Cast, survey: Survey) -> None:
    whole = {"postcode": "SE15 4QF"}
    form = typed_in(survey, cast, area=whole)
    assert form.response.submission.answers["area"]["value"]["postcode"] == "SE15"
    assert entry.enter_again(form=form, answers={"area": Answer(whole)}, by=cast.amira.pk) == []
    entry.correct(form=form, answers={"area": Answer({"postcode": "SE1 7PB"})}, by=cast.ben.pk)
    form.refresh_from_db()
    assert Form.objects.get(pk=form.pk).response.submission.answers["area"]["value"]["postcode"] == "SE1"
    assert "SE15 4QF" not in str(Form.objects.values().get(pk=form.pk))


def test_the_same_screen_with_other_answers_is_not_said_to_be_saved(client: Client, cast: Cast, survey: Survey) -> None:
    login(client, cast.ben)
    client.post(at(), {"channel": "paper", "forms": ""})
    once = str(uuid.uuid4())
    client.post(at(1), everything_blank(survey, once))
    again = client.post(at(1), everything_blank(survey, once, q_change=WORDS))
    assert again.status_code == 422 and "saved before, as form 1, with other answers" in again.content.decode()
    assert WORDS in again.content.decode() and Form.objects.count() == 1


def test_a_caller_gets_a_code_that_works_when_the_first_reply_was_lost(cast: Cast, survey: Survey) -> None:
    batch = entry.open_batch(survey=survey, channel="phone", forms=None, by=cast.ben.pk)
    once = uuid.uuid4()
    both = [
        entry.enter(batch=batch, answers={}, printed=None, once=once, late=False, by=cast.ben.pk) for _time in range(2)
    ]
    assert both[0].form == both[1].form and both[1].code and both[0].code != both[1].code
    from alongside.people.voices.actions import voice_for_code

    assert voice_for_code(both[1].code) == both[1].form.response.contribution.voice


def test_a_finished_batch_takes_no_more(client: Client, cast: Cast, survey: Survey) -> None:
    login(client, cast.ben)
    client.post(at(), {"channel": "paper", "forms": ""})
    entry.finish_batch(batch=Batch.objects.get(), by=cast.ben.pk)
    page = client.post(at(1), everything_blank(survey, str(uuid.uuid4())), follow=True)
    assert "Batch 1 is finished" in page.content.decode() and not Form.objects.exists()


def test_a_printed_number_of_many_digits_is_refused(client: Client, cast: Cast, survey: Survey) -> None:
    login(client, cast.ben)
    client.post(at(), {"channel": "paper", "forms": ""})
    page = client.post(at(1), {**everything_blank(survey, str(uuid.uuid4())), "printed": "9" * 5000})
    assert page.status_code == 422 and "must be a number" in page.content.decode()


def test_ticked_twice_in_a_grid_stays_so_when_a_form_is_corrected() -> None:
    from alongside.questionnaires.paper import read_form
    from alongside.questionnaires.types import Definition, Kind, Option, Question, Row, Section

    rows = (Row("a", "A"), Row("b", "B"))
    points = (Option("yes", "Yes", number=1), Option("no", "No", number=2))
    grid = Question(key="grid", kind=Kind.MATRIX, wording="What?", options=points, rows=rows)
    definition = Definition(title="T", sections=(Section(key="s", title="S", questions=(grid,)),))
    answer = Answer({"b": "no"}, rows={"a": State.DOUBLE_TICKED})
    read = read_form(definition, refill(definition, {"grid": answer}))
    assert not read.problems and read.answers["grid"] == answer


def test_answers_that_routing_hides_are_no_evidence(cast: Cast, survey: Survey) -> None:
    from alongside.tools.survey.evidence import who_said

    typed_in(survey, cast, has_tests="yes", how_easy="very_hard")
    typed_in(survey, cast, has_tests="no", how_easy="very_hard")
    assert len(list(who_said(survey.activity, "how_easy", "very_hard"))) == 1


def test_numbers_too_large_for_a_definition_are_refused_beside_the_field(
    client: Client, cast: Cast, survey: Survey
) -> None:
    login(client, cast.amira)
    base = "/team/northmere/projects/clinics/ask/"
    for box, value in (("maximum", "1000000000000000"), ("minimum", "-1e308")):
        page = client.post(
            f"{base}questions/miles/", {"kind": "number", "wording": "Miles?", "who_sees": "team", box: value}
        )
        assert page.status_code in (409, 422)
        assert client.get(base).status_code == 200 and client.get(base + "preview/").status_code == 200


def test_forged_places_and_previews_are_no_errors_of_ours(client: Client, cast: Cast, survey: Survey) -> None:
    login(client, cast.amira)
    base = "/team/northmere/projects/clinics/"
    assert client.get(f"{base}responses/?after=0001-01-01T00:00:00%2B14:00_{'0' * 32}").status_code == 200
    assert client.post(f"{base}ask/preview/", {"so_far": "[" * 200_000}).status_code == 422


def test_a_postcode_is_forgotten_with_its_question(cast: Cast, survey: Survey) -> None:
    from dataclasses import replace

    from alongside.activities import identity

    edition = questionnaires.current(survey.questionnaire)
    sitting, _code = actions.begin(survey=survey, edition_id=edition.pk, capacity="self")
    old = questionnaires.definition_by_id(sitting.submission.edition_id)
    actions.save(sitting=sitting, question=old.by_key["area"], answer=Answer({"postcode": "SW9 8QQ"}))
    sections = tuple(
        replace(part, questions=tuple(q for q in part.questions if q.key != "area")) for part in old.sections
    )
    questionnaires.save_draft(questionnaire=survey.questionnaire, definition=replace(old, sections=sections))
    questionnaires.publish(questionnaire=survey.questionnaire, note="Not needed", at=timezone.now())
    moved = actions.bring_up_to_date(sitting=sitting, edition_id=questionnaires.current(survey.questionnaire).pk)
    assert moved.gone == 1 and identity.kept(sitting.submission.voice_id) == {}


def test_a_photo_that_was_removed_is_gone(
    cast: Cast, survey: Survey, django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    edition = questionnaires.current(survey.questionnaire)
    sitting, _code = actions.begin(survey=survey, edition_id=edition.pk, capacity="self")
    question = questionnaires.definition_by_id(edition.pk).by_key["change"]
    for name in ("change", "another"):
        Upload.objects.create(
            submission=sitting.submission,
            question=name,
            file=ContentFile(b"a photo", "photo.png"),
            media_type="image/png",
            size=7,
        )
    gone, stays = (Upload.objects.get(question=name) for name in ("change", "another"))
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_file(sitting=sitting, question=question)
    assert [each.pk for each in Upload.objects.all()] == [stays.pk]
    assert not gone.file.storage.exists(gone.file.name) and stays.file.storage.exists(stays.file.name)
