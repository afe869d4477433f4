"""A closed project says about how many took part, once they are enough not to be known."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.analysis.tests.test_pages import closed, fill, text
from alongside.tools.survey.tests.makers import survey_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/northmere/projects/blood-tests/"


def test_about_how_many_took_part(cast: Cast, client: Client) -> None:
    survey = survey_in(cast.northmere)
    fill(survey, 9)
    project = survey.activity.project
    type(project).objects.update(**closed())
    assert "took part" not in text(client.get(PAGE))
    fill(survey, 3)
    assert "About 10 people took part." in text(client.get(PAGE))
    fill(survey, 1)
    assert "About 15 people took part." in text(client.get(PAGE))
    type(project).objects.update(closes_at=timezone.now() + timedelta(days=1))
    assert "took part" not in text(client.get(PAGE))
