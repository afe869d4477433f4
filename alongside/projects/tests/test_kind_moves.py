"""How much people can influence it may change over time: when and why stays, and the public reads it."""

import pytest
from django.test import Client

from alongside.projects import actions
from alongside.projects.models import Move, State
from alongside.projects.sections import SECTIONS
from alongside.projects.tests.makers import project
from alongside.record.models import Entry
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db


def test_a_kind_that_the_public_was_told_moves_with_a_reason(cast: Cast, client: Client) -> None:
    made = project(cast.northmere, "clinics", level="consult")
    login(client, cast.amira)
    path = "/team/northmere/projects/clinics/edit/kind/"
    seen = actions.seen(made, SECTIONS["kind"])
    posted = {"level": "co-design", "seen": seen, "formal_reason": made.formal_reason}
    refused = client.post(path, posted)
    assert refused.status_code == 422 and "Enter why the kind of involvement changes" in refused.content.decode()
    assert client.post(path, {**posted, "why_changed": "Carers asked to design it with us."}).status_code == 302
    made.refresh_from_db()
    assert made.level == "co-design"
    public = client.get("/northmere/projects/clinics/how-this-was-run/").content.decode()
    assert "The kind of involvement moved from Consult to Co-design" in public
    assert "Carers asked to design it with us." in public
    assert Entry.objects.filter(chain__scope=made.pk, verb="project.kind").count() == 1


def test_the_kind_of_a_draft_changes_without_a_word(cast: Cast, client: Client) -> None:
    made = project(cast.northmere, "clinics", State.DRAFT, level="consult")
    posted = {"level": "engage", "seen": actions.seen(made, SECTIONS["kind"]), "formal_reason": made.formal_reason}
    assert login(client, cast.amira).post("/team/northmere/projects/clinics/edit/kind/", posted).status_code == 302
    assert not Move.objects.exists()
