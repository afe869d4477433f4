"""The methods of a project, as its team sees them: questions, the mix, what was chosen, and the schedule."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.library import actions as library
from alongside.plans.models_methods import ChosenMethod, ScheduledNotice
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
HERE = "/team/northmere/projects/clinics/methods/"
ASKED = "?why=measure&who=experience&weeks=6&budget=low&digital_exclusion=unknown"


@pytest.fixture
def project(cast: Cast) -> Project:
    made = make_project(cast.northmere, "clinics", State.DRAFT)
    Project.objects.filter(pk=made.pk).update(level="consult", decides_on=timezone.localdate() + timedelta(weeks=9))
    return made


@pytest.fixture
def amira(client: Client, cast: Cast, project: Project) -> Client:
    cache.clear()
    return login(client, cast.amira)


def text(client: Client, path: str = "", status: int = 200) -> str:
    answer = client.get(HERE + path)
    assert answer.status_code == status
    return answer.content.decode()


def notice(**changed: str) -> dict[str, str]:
    day = timezone.localdate()
    return {
        **{"channel": "website", "audience": "Everybody", "what": "It has begun", "owner": "", "status": "planned"},
        **{"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year), "reach": ""},
        **{"once": str(uuid4()), **changed},
    }


def test_the_questions_are_filled_in_with_what_the_project_says(amira: Client) -> None:
    page = text(amira, "find/")
    assert 'value="consult" checked' in page and 'name="weeks" type="text" value="9"' in page
    assert "it never counts as no" in page and "These would go together" not in page


def test_the_mix_gives_its_reasons_with_the_answers_and_says_whom_it_leaves_out(amira: Client) -> None:
    page = text(amira, "find/" + ASKED)
    assert "These would go together." in page and "Leaves out:" in page and "people whom nobody invites" in page
    assert (
        "It helps to find out how many, or how often" in page
        and "You said: Little: staff time, printing and expenses" in page
    )
    assert "would help, but" in page and "It costs more than you can spend" in page
    assert "Posters and leaflets in clinics" in page and "Not known yet, and could change this:" in page


def test_a_purpose_is_asked_for_by_the_field(amira: Client) -> None:
    page = text(amira, "find/?weeks=many", 422)
    assert "Select at least one reason" in page and "Enter a whole number" in page and "There is a problem" in page


def test_what_is_ticked_is_in_the_plan_with_who_and_why(amira: Client) -> None:
    answer = amira.post(
        HERE + "choose/" + ASKED, {"method": ["survey", "paper-form", "joint-panel"], "reason": "All homes"}
    )
    assert answer.status_code == 302
    assert set(ChosenMethod.objects.values_list("method", flat=True)) == {"survey", "paper-form"}, (
        "only what was offered"
    )
    page = text(amira)
    for words in (
        "2 methods are in the plan.",
        "All homes",
        "Chosen by Amira",
        "Answers that led to it",
        "Leaves out: ",
    ):
        assert words in page
    workspace = amira.get("/team/northmere/projects/clinics/").content.decode()
    assert "Paper form, Survey. " in workspace
    assert "in the plan already" in text(amira, "find/" + ASKED)


def test_ticking_nothing_is_said(amira: Client) -> None:
    answer = amira.post(HERE + "choose/" + ASKED, {})
    assert answer.status_code == 422 and "Select at least one method" in answer.content.decode()
    assert amira.post(HERE + "choose/", {"method": "survey"}).status_code == 200 and not ChosenMethod.objects.exists()


def test_a_plan_that_needs_internet_is_told_so(amira: Client) -> None:
    answers = "?why=share&who=population&kind=educate&weeks=6&budget=low&digital_exclusion=no"
    amira.post(HERE + "choose/" + answers, {"method": ["webinar"]})
    assert "Everything chosen needs internet." in text(amira) and "people without internet" in text(amira)


def test_taking_out_keeps_that_it_was_there(amira: Client) -> None:
    amira.post(HERE + "choose/" + ASKED, {"method": ["survey"]})
    row = ChosenMethod.objects.get()
    assert amira.post(f"{HERE}{row.pk}/take-out/").status_code == 302
    row.refresh_from_db()
    assert row.removed_at is not None and "A few plain questions" in text(amira)


def test_what_the_organisation_hid_is_not_proposed(amira: Client, cast: Cast) -> None:
    values = {"hidden": True}
    library.keep(
        organisation=cast.northmere, kind="method", key="survey", values=values, reason="No", by=cast.amira.pk,
        at=timezone.now(), seen=None,
    )  # fmt: skip
    assert 'id="method-survey"' not in text(amira, "find/" + ASKED)


def test_a_notice_is_planned_sent_and_counted(amira: Client, cast: Cast) -> None:
    assert "Nothing is planned yet" in text(amira)
    assert 'value="website" selected' in text(amira, "notices/add/?channel=website")
    assert amira.post(HERE + "notices/add/", notice(owner=str(cast.amira.pk))).status_code == 302
    row = ScheduledNotice.objects.get()
    page = text(amira)
    assert "Your website" in page and "It has begun" in page and "Amira" in page and "Planned" in page
    sent = notice(status="sent", reach="1200", seen=str(row.version))
    assert amira.post(f"{HERE}notices/{row.pk}/", sent).status_code == 302
    assert "1,200" in text(amira)


def test_errors_of_a_notice_stand_by_the_field(amira: Client) -> None:
    later = timezone.localdate() + timedelta(days=3)
    wrong = notice(
        channel="fax",
        audience="",
        status="sent",
        on_day=str(later.day),
        on_month=str(later.month),
        on_year=str(later.year),
    )
    answer = amira.post(HERE + "notices/add/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Enter for whom it is", "What is sent has a day that has come", "It has begun", "There is a problem"):
        assert words in page
    page = amira.post(HERE + "notices/add/", notice(reach="5")).content.decode()
    assert "Leave this empty until it is sent" in page and not ScheduledNotice.objects.exists()


def test_two_people_change_a_notice(amira: Client) -> None:
    amira.post(HERE + "notices/add/", notice())
    row = ScheduledNotice.objects.get()
    amira.post(f"{HERE}notices/{row.pk}/", notice(what="Theirs", seen="1"))
    answer = amira.post(f"{HERE}notices/{row.pk}/", notice(what="Mine", seen="1"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Now it says: Theirs" in page and "Mine" in page and 'value="2"' in page
    assert amira.post(f"{HERE}notices/{row.pk}/", notice(what="Mine", seen="2")).status_code == 302


def test_a_notice_of_another_project_is_not_found(amira: Client, cast: Cast) -> None:
    other = make_project(cast.northmere, "other", State.DRAFT)
    row = ScheduledNotice.objects.create(
        scope=other.pk,
        channel="website",
        audience="x",
        what="x",
        on=timezone.localdate(),
        by=cast.amira.pk,
        at=timezone.now(),
    )
    assert amira.get(f"{HERE}notices/{row.pk}/").status_code == 404


def test_who_only_reads_is_offered_nothing_to_change(client: Client, cast: Cast, project: Project) -> None:
    cache.clear()
    reader = login(client, cast.ana)
    assert "Add a notice" not in text(reader) and "Put into the plan" not in text(reader, "find/" + ASKED)
    assert reader.post(HERE + "choose/" + ASKED, {"method": "survey"}).status_code == 403


def test_a_long_schedule_is_paged_and_costs_no_more_queries(amira: Client, cast: Cast, project: Project) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            text(amira)
        return len(caught)

    def add(number: int) -> None:
        ScheduledNotice.objects.bulk_create(
            ScheduledNotice(
                scope=project.pk, channel="website", audience="x", what="x", owner=cast.amira.pk,
                on=timezone.localdate(), by=cast.amira.pk, at=timezone.now(),
            )
            for _each in range(number)
        )  # fmt: skip

    add(5)
    count()
    few = count()
    add(5000)
    assert count() == few and "Page 2 of 101" in text(amira)
