"""10,334 real comments and three real layouts, where they are at hand; and people who answer meanwhile."""

import sys
import time
from threading import Event, Thread

import pytest
from django.db import close_old_connections, connection

from alongside.demo import real
from alongside.demo.real import CARE, INSTANCES
from alongside.questionnaires.models import Submission
from alongside.questionnaires.reading import read_export
from alongside.questionnaires.types import Answer
from alongside.tools.survey import actions as answering
from alongside.tools.survey.importing import actions
from alongside.tools.survey.models import Response
from alongside.tools.survey.tests.makers import survey_in
from tests.cast import assemble, organisation

COMMENTS = INSTANCES / "text" / "nhs_fft_comments_phase1.csv"
HERE = pytest.mark.skipif(not COMMENTS.exists(), reason=f"The real comments are not here: {COMMENTS.name}")


@HERE
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_real_comments_while_people_answer(capsys: pytest.CaptureFixture[str]) -> None:
    survey = survey_in(assemble().northmere, CARE)
    edition = survey.questionnaire.editions.get()
    waits: list[float] = []
    finished = Event()

    def somebody() -> None:
        """Answers again and again until the import is done; how long each answer waited."""
        try:
            while not finished.is_set():
                began = time.perf_counter()
                sitting, _code = answering.begin(survey=survey, edition_id=edition.pk)
                answering.save(sitting=sitting, question=CARE.by_key["feedback"], answer=Answer("While you import"))
                answering.send(survey=survey, sitting=sitting, late=False)
                waits.append(time.perf_counter() - began)
                time.sleep(0.02)
        finally:
            connection.close()

    export = read_export(COMMENTS)
    began = time.perf_counter()
    staged = actions.stage(survey=survey, export=export)
    staging = time.perf_counter() - began
    thread = Thread(target=somebody)
    thread.start()
    began = time.perf_counter()
    try:
        outcome = actions.bring_in(survey=survey, staged=staged, channel="partner", replacing=False, by=None)
    finally:
        took = time.perf_counter() - began
        finished.set()
        thread.join()
        close_old_connections()
    assert outcome.added == 10_334 and not staged.rejected
    assert {each.label for each in staged.left} == {"code", "subcategory", "criticality", "row_index"}
    assert waits, "nobody could answer"
    assert Response.objects.filter(survey=survey).count() == 10_334 + len(waits)
    assert actions.bring_in(survey=survey, staged=staged, channel="partner", replacing=False, by=None).made is None
    with capsys.disabled():
        sys.stdout.write(
            f"\n{connection.vendor}: 10,334 comments matched in {staging:.1f} s, brought in in {took:.1f} s; "
            f"meanwhile {len(waits)} people sent answers, the slowest in {max(waits):.2f} s\n"
        )


@HERE
@pytest.mark.django_db
def test_the_real_layouts_of_consultations(monkeypatch: pytest.MonkeyPatch) -> None:
    organisation("south-riverside", "South Riverside")
    layouts = [each for each in real.REALS if each.file.startswith("imports/")]
    monkeypatch.setattr(real, "REALS", layouts)
    brought = list(real.bring_all())
    assert [(each.added, each.rejected) for each in brought] == [(5, 0)] * 3
    assert [each.left for each in brought] == [
        ("Ident 1 - What is your name?", "Ident 2 - What is your email address?"),
        (),
        ("Organisation name",),
    ]
    councils = Submission.objects.filter(edition__questionnaire__title=real.COUNCILS.title)
    assert all(len(each.answers) == len(real.COUNCILS.questions) for each in councils)
    assert not any("BuildCo" in str(each.answers) for each in Submission.objects.all())
    assert [each.added for each in real.bring_all()] == [0, 0, 0]
