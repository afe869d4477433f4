"""Work that an independent group runs: only its members change and publish it, whoever owns the house answers."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from alongside.feedback.chapter import rows, tell
from alongside.feedback.models import Evidence, Finding, Promise, Response
from alongside.groups import actions as groups
from alongside.groups.models import Group, Member
from alongside.people.accounts.models import Membership, Person
from alongside.people.accounts.roles import Permission
from alongside.plans import assuring, writing
from alongside.plans.models import CoAuthor, SectionEdition, Sheet
from alongside.plans.sheets import TEMPLATES
from alongside.projects import running
from alongside.projects.independence import ANSWERING, TRYING
from alongside.projects.models import Project
from alongside.record.timeline import timeline
from tests.access.table import OPEN, PERSON, ROUTES
from tests.access.test_every_route import PATTERNS, address
from tests.cast import Cast, login, person
from tests.world import furnish

pytestmark = pytest.mark.django_db
TEAM = "/team/northmere/projects/clinics/"


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    cache.clear()
    return furnish(cast.northmere, cast.amira)


@pytest.fixture
def forum(cast: Cast, world: dict[str, Any]) -> Group:
    """Fay is in it and has no other role; it runs the project."""
    made = groups.make(organisation=cast.northmere, name="Patients’ Forum", kind="independent", purpose="", by=cast.olu.pk, at=timezone.now())  # fmt: skip
    fay = person("Fay", cast.northmere, "partner")
    Member.objects.create(group=made, person=fay.pk, since=timezone.localdate())
    project = Project.objects.get(organisation=cast.northmere, slug="clinics")
    running.hand_over(project=project, group=made, reason="They ask what they want.", by=cast.olu.pk, at=timezone.now())
    return made


def fay(cast: Cast) -> Client:
    return login(Client(), Person.objects.get(name="Fay"))


def everything() -> dict[str, list[Any]]:
    """All rows of all tables, but for sessions and when a colleague was last here."""
    quiet = {"sessions.Session", "accounts.Membership", "accounts.Person", "accounts.Session"}
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label not in quiet and not model._meta.proxy
    }


# What those outside may send all the same: answers of the organisation, files of their own.
SENT = ANSWERING | {name for name, who in ROUTES.items() if who is Permission.EXPORT}


def test_nobody_outside_changes_anything_by_any_route(cast: Cast, world: dict[str, Any], forum: Group) -> None:
    """The owner of the house and its lead walk every address of the project and post to it."""
    named = [name for name, who in ROUTES.items() if who not in (OPEN, PERSON) and "<slug:project>" in PATTERNS[name]]
    assert len(named) > 120
    before = everything()
    for somebody in (cast.olu, cast.amira):
        client = login(Client(), somebody)
        for name in sorted(set(named) - SENT - TRYING):
            for method in ("post", "put", "patch", "delete"):
                answer = getattr(client, method)(address(name, world))
                allowed = (
                    (403, 404, 405) if ROUTES[name] is not Permission.WORK_TOGETHER else (302, 403, 404, 405, 409, 422)
                )
                assert answer.status_code in allowed, (name, method, answer.status_code)
            if ROUTES[name] in (
                Permission.EDIT_PROJECTS,
                Permission.PUBLISH,
                Permission.ANSWER,
                Permission.ENTER_ANSWERS,
            ):
                assert client.get(address(name, world)).status_code in (403, 405), name
    after = everything()
    changed = {label for label in before if before[label] != after[label]}
    assert not changed, changed


def test_those_outside_read_and_are_told_why_they_do_no_more(cast: Cast, forum: Group) -> None:
    owner = login(Client(), cast.olu)
    page = owner.get(TEAM).content.decode()
    assert "Patients’ Forum runs this, and is independent." in page
    refused = owner.get(f"{TEAM}edit/purpose/")
    words = refused.content.decode()
    assert f'href="{TEAM}"' in words
    assert refused.status_code == 403 and "Only its members can change or publish it." in words
    for path in ("findings/", "results/", "record/", "sheets/plan/", "evidence/", "budget/"):
        assert owner.get(TEAM + path).status_code == 200, path
    assert "Add somebody" not in owner.get(f"{TEAM}plan/team/").content.decode()


def test_the_organisation_answers_and_does_not_touch_what_was_found(cast: Cast, forum: Group) -> None:
    finding = Finding.objects.get(project__slug="clinics")
    owner = login(Client(), cast.olu)
    at = f"{TEAM}findings/{finding.number}/"
    page = owner.get(at).content.decode()
    assert "response/" in page
    assert "Change what we heard" not in page and "Add or remove evidence" not in page
    sent = {"kind": "accepted", "reason": "You are right.", "owner": "The board", "decided_on_day": "1", "decided_on_month": "3", "decided_on_year": "2026"}  # fmt: skip
    answer = owner.post(f"{at}response/", sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert Response.objects.get(finding=finding).reason == "You are right."
    heard = Finding.objects.filter(pk=finding.pk).values()
    before = list(heard)
    assert owner.post(f"{at}change/", {"heard": "Nothing at all"}).status_code == 403
    assert list(heard) == before
    promises = Promise.objects.count()
    due = timezone.localdate() + timedelta(days=90)
    promised = owner.post(f"{at}promise/", {"words": "Open later.", "you_said": "x", "owner": "The board", "due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year})  # fmt: skip
    assert promised.status_code == 302 and Promise.objects.count() == promises + 1
    # Members answer nothing in the name of the organisation.
    assert fay(cast).post(f"{at}response/", sent).status_code == 403


def test_members_run_it_whatever_their_role_is_and_nothing_else(
    cast: Cast, world: dict[str, Any], forum: Group
) -> None:
    member = fay(cast)
    assert "Run by your group" in member.get("/team/northmere/together/").content.decode()
    page = member.get(TEAM).content.decode()
    assert "Patients’ Forum runs this. Only its members change it." in page
    assert 'href="/team/northmere/projects/"' not in page and 'href="/team/northmere/together/"' in page
    assert member.get(f"{TEAM}edit/purpose/").status_code == 200
    assert member.post(f"{TEAM}plan/team/", {"name": "Grace", "part": "lived", "does": ""}).status_code == 302
    finding = Finding.objects.get(project__slug="clinics")
    assert member.get(f"{TEAM}findings/{finding.number}/change/").status_code == 200
    for path in (
        "/team/northmere/today/",
        "/team/northmere/projects/",
        "/team/northmere/people/",
        "/team/northmere/settings/",
    ):
        assert member.get(path).status_code in (403, 404), path
    other = Project.objects.create(organisation=cast.northmere, slug="other", name="Other", question="What?")
    assert member.get(f"/team/northmere/projects/{other.slug}/").status_code == 403
    assert member.get("/team/carrow-hill/projects/clinics/").status_code == 404


def test_who_left_the_group_is_outside(cast: Cast, forum: Group) -> None:
    lead = login(Client(), cast.amira)
    joined = Member.objects.create(group=forum, person=cast.amira.pk, since=timezone.localdate())
    assert lead.get(f"{TEAM}edit/purpose/").status_code == 200
    groups.let_go(member=joined, on=timezone.localdate(), by=cast.amira.pk)
    assert lead.get(f"{TEAM}edit/purpose/").status_code == 403


def test_nobody_outside_lets_people_into_the_group(cast: Cast, forum: Group) -> None:
    page = f"/team/northmere/groups/{forum.pk}/"
    sent = {"let-in": "yes", "name": "Olu", "email": cast.olu.email, "format": "web"}
    owner = login(Client(), cast.olu)
    assert owner.get(page).status_code == 200 and owner.post(page, sent).status_code == 403
    (held,) = Member.objects.filter(group=forum, until=None)
    assert owner.post(page, {"let-go": str(held.pk)}).status_code == 403
    assert Member.objects.filter(group=forum, until=None).count() == 1
    assert fay(cast).post(page, {**sent, "name": "Ana", "email": cast.ana.email}).status_code == 302
    assert Member.objects.filter(group=forum, person=cast.ana.pk, until=None).exists()
    # Other groups are as they were.
    usual = groups.make(organisation=cast.northmere, name="Usual", kind="assurance", purpose="", by=cast.olu.pk, at=timezone.now())  # fmt: skip
    assert owner.post(f"/team/northmere/groups/{usual.pk}/", sent).status_code == 302


def test_nobody_outside_takes_an_account_of_a_member_away(cast: Cast, forum: Group) -> None:
    owner = login(Client(), cast.olu)
    held = Membership.objects.get(person__name="Fay")
    # That she is in groups of another house too changes nothing, whichever is found first.
    for number in range(8):
        away = groups.make(organisation=cast.carrow_hill, name=f"A {number}", kind="independent", purpose="", by=cast.eve.pk, at=timezone.now())  # fmt: skip
        Member.objects.create(group=away, person=held.person_id, since=timezone.localdate())
        Project.objects.create(organisation=cast.carrow_hill, slug=f"a-{number}", name="A", question="?", run_by=away)
    path = f"/team/northmere/people/colleagues/{held.pk}/remove/"
    refused = owner.post(path, {"yes": "yes"})
    held.refresh_from_db()
    assert refused.status_code == 403 and held.until is None
    assert "independent" in refused.content.decode()
    assert fay(cast).post(path).status_code == 403, "members manage no accounts"
    other = Membership.objects.get(person=cast.ben)
    assert owner.get(f"/team/northmere/people/colleagues/{other.pk}/remove/").status_code == 200


def test_what_a_group_found_waits_for_nobodys_answer(cast: Cast, forum: Group) -> None:
    """Whoever does not answer cannot keep it from the public."""
    project = Project.objects.get(slug="clinics")
    finding = Finding.objects.get(project=project)
    Promise.objects.filter(project=project).delete()
    Response.objects.filter(finding=finding).delete()
    Finding.objects.filter(pk=finding.pk).update(published_at=None)
    Evidence.objects.filter(finding=finding).update(people=30)
    now = timezone.now()
    Project.objects.filter(pk=project.pk).update(closes_at=now - timedelta(days=2), answered_at=now)
    at = f"{TEAM}findings/{finding.number}/publish/"
    assert login(Client(), cast.olu).post(at).status_code == 403
    assert fay(cast).post(at).status_code == 302
    finding.refresh_from_db()
    assert finding.published_at is not None
    page = Client().get("/northmere/projects/clinics/").content.decode()
    assert "What Patients’ Forum heard, and what Northmere decided" in page
    assert "Northmere has not answered this yet." in page
    assert rows(project.pk) and [part.heading for part in tell(project.pk)]
    # The organisation's own waits for its answer, as before.
    Project.objects.filter(pk=project.pk).update(run_by=None)
    Finding.objects.filter(pk=finding.pk).update(published_at=None)
    login(Client(), cast.amira).post(at)
    finding.refresh_from_db()
    assert finding.published_at is None


LINK, FORM = re.compile(r'<a [^>]*href="(/team/[^"#?]*)'), re.compile(r'<form method="post"(?: action="([^"]*)")?')


def test_pages_offer_nothing_that_is_refused(cast: Cast, world: dict[str, Any], forum: Group) -> None:
    """Every link on every page of it opens, and every form is taken, for somebody outside."""
    owner = login(Client(), cast.olu)
    shut: set[tuple[str, str]] = set()
    links: dict[str, str] = {}
    for name, who in ROUTES.items():
        if who in (OPEN, PERSON) or "<slug:project>" not in PATTERNS[name]:
            continue
        answer = owner.get(address(name, world))
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        page = answer.content.decode()
        links |= dict.fromkeys(LINK.findall(page), name)
        for action in FORM.findall(page):
            place = action or address(name, world)
            if (
                place.startswith(TEAM)
                and ROUTES[route := resolve(place.partition("?")[0]).view_name]
                not in (Permission.WORK_TOGETHER, Permission.EXPORT)
                and route not in SENT | TRYING
            ):
                shut.add((name, f"form to {place}"))
    for link, name in links.items():
        if link.startswith(TEAM) and owner.get(link).status_code == 403:
            shut.add((name, link))
    assert not shut, "\n".join(map(str, sorted(shut)))


def test_whom_the_team_invited_writes_no_more(cast: Cast, world: dict[str, Any]) -> None:
    project = Project.objects.get(slug="clinics")
    sheet = Sheet.objects.get(scope=project.pk, template="plan")
    section = TEMPLATES["plan"].definition.sections[0].key
    writing.invite(sheet=sheet, person=cast.olu.pk, sections=[section], by=cast.amira.pk, at=timezone.now())
    group = groups.make(organisation=cast.northmere, name="Forum", kind="independent", purpose="", by=cast.olu.pk, at=timezone.now())  # fmt: skip
    Member.objects.create(group=group, person=cast.ana.pk, since=timezone.localdate())
    running.hand_over(project=project, group=group, reason="x", by=cast.olu.pk, at=timezone.now())
    owner = login(Client(), cast.olu)
    before = list(SectionEdition.objects.filter(sheet=sheet).values())
    assert owner.post(f"{TEAM}sheets/plan/sections/{section}/", {"seen": "0"}).status_code == 403
    assert list(SectionEdition.objects.filter(sheet=sheet).values()) == before
    assert not CoAuthor.objects.filter(sheet=sheet, until=None).exists()


def test_others_decide_only_what_the_group_puts_before_them(cast: Cast, forum: Group) -> None:
    project = Project.objects.get(slug="clinics")
    now = timezone.now()
    usual = groups.make(organisation=cast.northmere, name="Committee", kind="assurance", purpose="", by=cast.olu.pk, at=now)  # fmt: skip
    Member.objects.create(group=usual, person=cast.olu.pk, chairs=True, since=timezone.localdate())
    owner = login(Client(), cast.olu)
    for by, answers in ((cast.amira.pk, 403), (Person.objects.get(name="Fay").pk, 302)):
        made = assuring.submit(scope=project.pk, group=usual, stage="plan", ask="assure", summary=str(by), paragraphs=[{"heading": "Why", "text": "x"}], meeting_on=None, by=by, at=now)  # fmt: skip
        at = f"{TEAM}assurance/{made.number}/"
        sent = {"verdict": "not-yet", "reasons": "No."}
        assert owner.post(f"{at}verdict/", sent).status_code == answers
        assert owner.post(f"{at}conclude/", sent).status_code == answers
        page = owner.get(at).content.decode()
        assert page.count("reading-verdict") == 0 and ("Say what you think of it" in page) is False
        made.refresh_from_db()
        assert bool(made.verdict) == (answers == 302)


def test_a_group_that_runs_something_is_never_without_anybody(cast: Cast, forum: Group) -> None:
    (held,) = Member.objects.filter(group=forum, until=None)
    with pytest.raises(groups.LastMember):
        groups.let_go(member=held, on=timezone.localdate(), by=held.person)
    page = f"/team/northmere/groups/{forum.pk}/"
    answer = fay(cast).post(page, {"let-go": str(held.pk)}, follow=True).content.decode()
    assert "Let somebody else in first, or give the project back." in answer
    # If nobody can log in for it any more, the organisation fills it again.
    Membership.objects.filter(person=held.person).update(until=timezone.now())
    owner = login(Client(), cast.olu)
    sent = {"let-in": "yes", "name": "Ana", "email": cast.ana.email, "format": "web"}
    assert owner.post(page, sent).status_code == 302
    assert login(Client(), cast.ana).get(f"{TEAM}edit/purpose/").status_code == 200
    assert owner.post(page, {**sent, "name": "Olu", "email": cast.olu.email}).status_code == 403


def test_it_is_handed_over_by_owners_and_given_back_by_members(cast: Cast, world: dict[str, Any]) -> None:
    place = f"{TEAM}run-by/"
    owner, lead = login(Client(), cast.olu), login(Client(), cast.amira)
    assert "First make an independent group" in owner.get(place).content.decode()
    assert "Hand it over" not in lead.post(place, {"reason": "x"}).content.decode()
    forum = groups.make(organisation=cast.northmere, name="Patients’ Forum", kind="independent", purpose="", by=cast.olu.pk, at=timezone.now())  # fmt: skip
    usual = groups.make(organisation=cast.northmere, name="Usual", kind="assurance", purpose="", by=cast.olu.pk, at=timezone.now())  # fmt: skip
    for group in (forum, usual):
        wrong = owner.post(place, {"group": str(group.pk), "reason": "x"})
        assert wrong.status_code == 422 and "Select an independent group that has members" in wrong.content.decode()
        project = Project.objects.get(slug="clinics")
        with pytest.raises(running.NotIndependent):
            running.hand_over(project=project, group=group, reason="x", by=cast.olu.pk, at=timezone.now())
    Member.objects.create(group=forum, person=cast.ana.pk, since=timezone.localdate())
    assert owner.post(place, {"group": str(forum.pk), "reason": ""}).status_code == 422
    sent = {"group": str(forum.pk), "reason": "Three years, their own questions."}
    assert owner.post(place, sent).status_code == 302
    assert owner.post(place, sent).status_code == 403  # it is theirs now
    assert "<strong>Handed over to an independent group</strong>" in owner.get(TEAM).content.decode()
    public = Client().get("/northmere/projects/clinics/").content.decode()
    assert "Patients’ Forum runs this. It is independent" in public and "Northmere answers." in public
    run = Client().get("/northmere/projects/clinics/how-this-was-run/").content.decode()
    assert "Three years, their own questions." in run and "An independent group runs it from now on" in run
    with pytest.raises(running.NotAMember):
        running.give_back(project=Project.objects.get(slug="clinics"), reason="x", by=cast.olu.pk, at=timezone.now())
    ana = login(Client(), cast.ana)
    assert ana.post(place, {"reason": "We are too few."}).status_code == 302
    assert lead.get(f"{TEAM}edit/purpose/").status_code == 200
    assert "runs this. It is independent" not in Client().get("/northmere/projects/clinics/").content.decode()
    words = " ".join(each.words for each in timeline(Project.objects.get(slug="clinics").pk))
    assert "handed the project over to Patients’ Forum" in words and "gave the project back" in words
