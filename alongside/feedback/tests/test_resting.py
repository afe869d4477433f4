"""What a finding rests on: somebody said it."""

from datetime import date

import pytest
from django.utils import timezone

from alongside.feedback import actions
from alongside.feedback.actions import NotFinished
from alongside.projects.evidence import standing
from alongside.tools.survey.models import Survey
from tests.cast import assemble
from tests.people.taking_part import survey_about_people

pytestmark = pytest.mark.django_db


def test_an_answer_that_nobody_gave_holds_no_finding() -> None:
    cast = assemble()
    survey: Survey = survey_about_people(cast.northmere)
    by, project = cast.amira.pk, survey.activity.project
    finding = actions.write(project=project, values={"heard": "People want evenings"}, by=by)
    actions.rest_on_answer(
        finding=finding, activity=survey.activity, question="suits", option="evenings", words="Evenings", by=by
    )
    values = {"kind": "accepted", "reason": "Yes.", "owner": "The board", "decided_on": date(2026, 1, 5)}
    actions.respond(finding=finding, values=values, by=by)
    with pytest.raises(NotFinished):
        actions.publish(finding=finding, by=by)
    finding.refresh_from_db()
    assert finding.published_at is None
    assert standing(project, timezone.now()).known.findings_traced == 0
