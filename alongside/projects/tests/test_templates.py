"""Template forms in a project: papers that are added, filled in with what is known, and plans that begin with a template."""

import re
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from alongside.core.work import run_due
from alongside.plans import consulting, keeping, writing
from alongside.plans.models import KeptPlan, SectionEdition, Sheet
from alongside.plans.sheets import TEMPLATES
from alongside.plans.suggesting import MARK
from alongside.projects import known
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.questionnaires.types import TEXTS, Answer
from alongside.stakeholders.models import Stakeholder
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
TEAM = "/team/northmere/projects/ward/"
FROM = "/team/northmere/projects/start/from/"
PAPERS = [each for each in TEMPLATES.values() if not each.essential]


@pytest.fixture
def made(cast: Cast) -> Project:
    return make_project(cast.northmere, "ward", State.DRAFT, name="Birch Ward")


@pytest.fixture
def amira(cast: Cast, made: Project) -> Client:
    return login(Client(), cast.amira)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def write(project: Project, by, template: str, section: str, **said: str) -> None:
    sheet = writing.begin(scope=project.pk, template=template, by=by, at=timezone.now())
    part = TEMPLATES[template].section(section)
    assert part is not None
    seen = writing.filled(sheet).numbers.get(section, 0)
    answers = {key: Answer(value) for key, value in said.items()}
    writing.keep(sheet=sheet, section=part, answers=answers, complete=False, seen=seen, by=by, at=timezone.now())


def test_a_paper_that_nobody_began_is_no_task(amira: Client, cast: Cast, made: Project) -> None:
    page = text(amira, TEAM + "assessments/")
    listed, _heading, others = page.partition('id="papers"')
    assert all(each.name not in listed for each in PAPERS) and listed.count("Not started") == 5
    assert "None yet." in others and all(f"/sheets/{each.key}/" in others for each in PAPERS)
    assert "Not started" not in others
    assert "0 of 5 begun</div>" in text(amira, TEAM)
    text(amira, TEAM + "sheets/terms/")
    assert not Sheet.objects.exists(), "to look at it does not begin it"
    write(made, cast.amira.pk, "terms", "purpose", purpose="To advise the board")
    page = text(amira, TEAM + "assessments/").partition('id="papers"')[2]
    assert page.index("Terms of reference") < page.index("Add a paper") and page.count("Terms of reference") == 1
    assert "0 of 5 begun. 1 other paper" in text(amira, TEAM)


def test_a_viewer_is_not_offered_to_add_one(cast: Cast, made: Project) -> None:
    assert "Add a paper" not in text(login(Client(), cast.dot), TEAM + "assessments/")


@pytest.mark.parametrize("key", [each.key for each in PAPERS])
def test_every_paper_is_written_signed_published_and_made(key: str, amira: Client, cast: Cast, made: Project) -> None:
    template, path = TEMPLATES[key], f"{TEAM}sheets/{key}/"
    section = template.definition.sections[0]
    long = next(each for each in section.questions if each.kind in TEXTS)
    posted = {long.key: "We ask people first.", "seen": "0", "complete": "yes"}
    answer = amira.post(f"{path}sections/{section.key}/", posted)
    assert answer.status_code == 302, answer.content.decode()
    assert "1 of" in text(amira, path) and "We ask people first." in text(amira, path + "read/")
    seen = ",".join(f"{name}.{number}" for name, number in writing.filled(Sheet.objects.get()).numbers.items())
    assert amira.post(path + "approve/", {"seen": seen}).status_code == 302
    assert amira.post(path + "publish/", {"public": "yes"}).status_code == 302
    Project.objects.update(published_at=timezone.now())
    assert "We ask people first." in text(Client(), f"/northmere/projects/ward/how-this-was-run/{key}/")
    assert "Approved" in text(amira, TEAM + "assessments/")
    assert amira.get(path + "paper.docx").status_code == 202 and amira.get(path + "paper.pdf").status_code == 202
    run_due()
    words = [each.text for each in Document(BytesIO(amira.get(path + "paper.docx").content)).paragraphs]
    assert "We ask people first." in words and f"{template.name}. Northmere" in words
    assert amira.get(path + "paper.pdf").content.startswith(b"%PDF")


def test_every_rule_of_filling_in_points_to_a_question() -> None:
    for (sheet, key), _rule in known.RULES.items():
        section = TEMPLATES[sheet].section(key)
        assert section is not None, (sheet, key)


def test_a_report_is_filled_in_with_where_each_fact_comes_from(amira: Client, cast: Cast, made: Project) -> None:
    path = TEAM + "sheets/report/sections/about/"
    page = text(amira, path)
    assert "Filled in for you" in page and f"{TEAM}edit/dates/" in page and f"{TEAM}edit/kind/" in page
    assert made.question in page and "Consult" in page and made.opens_at is not None
    assert f'value="{timezone.localtime(made.opens_at).year}"' in page
    assert not SectionEdition.objects.exists(), "nothing is saved before somebody looked at it"
    write(made, cast.amira.pk, "report", "about", purpose="Ours")
    page = text(amira, path)
    assert "What the project says now" in page and "Filled in for you" not in page
    assert f">{made.question}" not in page.partition('class="team-sheet"')[2], "what somebody wrote is not written over"


def test_a_decision_and_methods_are_known_to_papers(amira: Client, cast: Cast, made: Project) -> None:
    values = {
        "decided_on": date(2026, 11, 2),
        "body": "The board",
        "decided": "Keep it open",
        "reasons": "People need it",
        "minute": "",
    }
    consulting.decide(scope=made.pk, values=values, by=cast.amira.pk, at=timezone.now())
    for path in ("report/sections/follows/", "case-study/sections/changed/", "evaluation/sections/influence/"):
        page = text(amira, TEAM + "sheets/" + path)
        assert "Keep it open" in page and f"{TEAM}decision/" in page, path
    write(made, cast.amira.pk, "plan", "evaluation", measures="Fewer long trips", agreed_with="Carers")
    assert "Fewer long trips" in text(amira, TEAM + "sheets/evaluation/sections/agreed/")
    page = text(amira, TEAM + "sheets/role/sections/applying/")
    assert "Engagement lead" in page and "Jo Reid" not in page.partition("Filled in for you")[2]


@pytest.mark.parametrize("key", known.RULES, ids="/".join)
def test_a_section_that_is_filled_in_asks_few_queries(
    key: tuple[str, str], amira: Client, cast: Cast, made: Project
) -> None:
    write(made, cast.amira.pk, "plan", "evaluation", measures="Fewer long trips")
    with CaptureQueriesContext(connection) as asked:
        text(amira, f"{TEAM}sheets/{key[0]}/sections/{key[1]}/")
    assert len(asked) <= 12


def test_pages_about_papers_ask_the_same_however_many_there_are(amira: Client, cast: Cast, made: Project) -> None:
    def counted() -> list[int]:
        found = []
        for path in (TEAM + "assessments/", FROM, TEAM + "plan/begin/", "/team/northmere/projects/start/paper/report/"):
            with CaptureQueriesContext(connection) as asked:
                text(amira, path)
            found.append(len(asked))
        return found

    before = counted()
    for template in PAPERS:
        writing.begin(scope=made.pk, template=template.key, by=cast.amira.pk, at=timezone.now())
    for number in range(4):
        make_project(cast.northmere, f"ward-{number}", State.DRAFT, name=f"Ward {number}")
        keeping.keep_plan(
            organisation=cast.northmere,
            name=f"Kept {number}",
            what="",
            words={"risks": {"risks": "Rain"}},
            by=cast.amira.pk,
            at=timezone.now(),
        )
    after = counted()
    assert after[1:] == before[1:] and after[0] <= before[0] + 2 and max(after) <= 12


def test_a_project_begins_with_a_template_once(amira: Client, made: Project) -> None:
    page = text(amira, FROM + "?with=template:designing-together")
    assert '<option value="template:designing-together" selected>' in page and "Earlier project: Birch Ward" in page
    once = str(uuid4())
    values = {"past": "template:designing-together", "name": "New ward", "question": "How?", "once": once}
    answers = [amira.post(FROM, values) for _twice in range(2)]
    assert {each["Location"] for each in answers} == {"/team/northmere/projects/new-ward/"}
    new = Project.objects.get(name="New ward")
    found = writing.filled(Sheet.objects.get(scope=new.pk))
    assert found.said == {} and found.complete == 0 and len(found.newest) == 11
    page = text(amira, "/team/northmere/projects/new-ward/sheets/plan/")
    assert page.count("Holds suggestions to replace") == 11 and "0 of 11 sections are complete" in page
    section = "/team/northmere/projects/new-ward/sheets/plan/sections/risks/"
    assert MARK in text(amira, section)
    answer = amira.post(section, {"risks": f"{MARK} still here", "seen": "1", "complete": "yes"}, follow=True)
    assert "It is not complete yet" in answer.content.decode()
    amira.post(section, {"risks": "People are tired.", "seen": "2", "complete": "yes"})
    assert "1 of 11 sections are complete" in text(amira, "/team/northmere/projects/new-ward/sheets/plan/")
    assert MARK not in text(amira, "/team/northmere/projects/new-ward/sheets/plan/read/")


def test_an_identifier_of_another_house_is_not_taken_for_ones_own(amira: Client, cast: Cast) -> None:
    theirs = make_project(cast.carrow_hill, "theirs", State.DRAFT)
    sent = {"past": "template:ongoing-group", "name": "Oak", "question": "What about Oak?", "once": str(theirs.pk)}
    for path in (FROM, "/team/northmere/projects/start/"):
        answer = amira.post(path, {**sent, "name": f"Oak {len(path)}", "summary": "Oak."})
        assert answer.status_code == 302 and answer["Location"].startswith("/team/northmere/projects/oak-"), answer
    theirs.refresh_from_db()
    assert theirs.name != "Oak" and cast.northmere.projects.filter(name__startswith="Oak").count() == 2


def test_what_cannot_be_begun_with_is_said(amira: Client) -> None:
    for past in ("", "template:none", f"kept:{uuid4()}", "other"):
        answer = amira.post(FROM, {"past": past, "name": "New", "question": "How?"})
        assert answer.status_code == 422 and "Select a template or a project" in answer.content.decode()


def test_a_plan_begins_with_a_template_while_nobody_wrote_in_it(amira: Client, cast: Cast, made: Project) -> None:
    begin = TEAM + "plan/begin/"
    assert begin in text(amira, TEAM + "sheets/plan/") and "plan/keep/" not in text(amira, TEAM + "sheets/plan/")
    assert "Earlier project: Birch Ward" not in text(amira, begin), "not with itself"
    assert amira.post(begin, {}).status_code == 422
    assert amira.post(begin, {"past": "template:small-survey"}).status_code == 302
    assert begin not in text(amira, TEAM + "sheets/plan/")
    before = SectionEdition.objects.count()
    assert amira.post(begin, {"past": "template:ongoing-group"}).status_code == 302
    assert SectionEdition.objects.count() == before
    assert amira.get(begin).status_code == 302
    assert "began the plan with the template" in text(amira, TEAM + "record/")


def test_a_plan_is_kept_for_colleagues_without_people(amira: Client, cast: Cast, made: Project) -> None:
    keep = TEAM + "plan/keep/"
    assert amira.get(keep).status_code == 404
    write(made, cast.amira.pk, "plan", "risks", risks="Amira and Jo Reid worry about 12 May 2027.")
    write(made, cast.amira.pk, "plan", "feedback", promise="A letter within 6 weeks.")
    page = text(amira, keep)
    assert "[name] and [name] worry about [day]." in page and "Jo Reid" not in page
    answer = amira.post(keep, {"seen": seen_in(page)})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Enter what the template is called" in shown
    assert "Select at least one section" in shown and "Read the words, then tick" in shown
    values = {"name": "Moving a ward", "sections": ["risks"], "read": "on", "seen": seen_in(page)}
    places = {amira.post(keep, values)["Location"] for _twice in range(2)}
    kept = KeptPlan.objects.get()
    assert places == {f"/team/northmere/projects/start/kept/{kept.pk}/"}
    assert kept.sections == {"risks": {"risks": "[name] and [name] worry about [day]."}}
    assert (
        "Your organisation keeps another template"
        in amira.post(keep, {**values, "sections": ["feedback"]}).content.decode()
    )
    assert "Amira kept it" in text(amira, places.pop())
    # A colleague begins with it; somebody in another house does not see it.
    olu = login(Client(), cast.olu)
    answer = olu.post(FROM, {"past": f"kept:{kept.pk}", "name": "Oak", "question": "What about Oak?"})
    assert answer.status_code == 302
    said = writing.filled(Sheet.objects.get(scope=Project.objects.get(name="Oak").pk)).answers["risks"].value
    assert str(said).endswith("[name] and [name] worry about [day].") and MARK in str(said)
    stranger = login(Client(), cast.eve)
    assert stranger.get(f"/team/carrow-hill/projects/start/kept/{kept.pk}/").status_code in (403, 404)
    # It ends.
    assert amira.post(f"/team/northmere/projects/start/kept/{kept.pk}/").status_code == 302
    assert "Moving a ward" not in text(amira, FROM)
    assert amira.get(f"/team/northmere/projects/start/kept/{kept.pk}/").status_code == 404
    assert "kept a plan for others as" in text(amira, "/team/northmere/record/")


def seen_in(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_words_that_changed_since_they_were_read_are_not_kept(amira: Client, cast: Cast, made: Project) -> None:
    keep = TEAM + "plan/keep/"
    write(made, cast.amira.pk, "plan", "risks", risks="Rain.")
    values = {"name": "Wet", "sections": ["risks"], "read": "on", "seen": seen_in(text(amira, keep))}
    write(made, cast.olu.pk, "plan", "feedback", promise="Ask Zebedee at home.")
    answer = amira.post(keep, values)
    page = answer.content.decode()
    assert answer.status_code == 409 and "The words have changed since you read them." in page
    assert "Zebedee" in page and not KeptPlan.objects.exists()
    assert 'value="Wet"' in page and re.search(r'value="risks"[^>]*checked', page)
    assert not re.search(r'name="read"[^>]*checked', page)
    assert amira.post(keep, {**values, "seen": seen_in(page)}).status_code == 302
    assert KeptPlan.objects.get().sections == {"risks": {"risks": "Rain."}}


def test_people_of_the_register_and_members_are_taken_out(amira: Client, cast: Cast, made: Project) -> None:
    for kind, name in (("person", "Zebedee Quill"), ("voluntary", "Zany Carers Hub")):
        Stakeholder.objects.create(organisation=cast.northmere, kind=kind, name=name)
    Stakeholder.objects.create(organisation=cast.carrow_hill, kind="person", name="Otherwise Elsewhere")
    write(made, cast.amira.pk, "plan", "risks", risks="QUILL of zany carers hub sees risks elsewhere.")
    assert "[name] of [group] sees risks elsewhere." in text(amira, TEAM + "plan/keep/")


def test_a_plan_that_somebody_began_meanwhile_is_not_begun_again(
    amira: Client, cast: Cast, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.projects.views.beginning.keeping.is_blank", lambda _scope: True)
    monkeypatch.setattr("alongside.projects.actions.keeping.begin_with", lambda **_any: False)
    answer = amira.post(TEAM + "plan/begin/", {"past": "template:ongoing-group"}, follow=True)
    assert "Nothing was added." in answer.content.decode() and "The plan has begun" not in answer.content.decode()


def test_removing_a_template_twice_says_so(amira: Client, cast: Cast) -> None:
    held = keeping.keep_plan(organisation=cast.northmere, name="Ours", what="", words={"risks": {"risks": "x"}}, by=cast.amira.pk, at=timezone.now())  # fmt: skip
    place = f"/team/northmere/projects/start/kept/{held.pk}/"
    assert "It is not offered any more." in amira.post(place, follow=True).content.decode()
    assert "It is removed already." in amira.post(place, follow=True).content.decode()


def test_a_kept_plan_of_another_house_is_not_there(amira: Client, cast: Cast) -> None:
    theirs = keeping.keep_plan(
        organisation=cast.carrow_hill,
        name="Theirs",
        what="",
        words={"risks": {"risks": "x"}},
        by=cast.eve.pk,
        at=timezone.now(),
    )
    assert amira.get(f"/team/northmere/projects/start/kept/{theirs.pk}/").status_code == 404
    assert "Theirs" not in text(amira, FROM)
    answer = amira.post(FROM, {"past": f"kept:{theirs.pk}", "name": "New", "question": "How?"})
    assert answer.status_code == 422


def test_a_template_leads_to_each_project(amira: Client, made: Project) -> None:
    places = {
        "report": "sheets/report/",
        "survey": "questions/",
        "stakeholders": "stakeholders/",
        "consultation": "consultation/",
        "assurance": "assurance/",
    }
    for what, place in places.items():
        page = text(amira, f"/team/northmere/projects/start/paper/{what}/")
        assert "Birch Ward" in page
        link = page.partition('class="as-rows"')[2].partition('href="')[2].partition('"')[0]
        assert link.startswith(TEAM) and amira.get(link).status_code == 200, (what, place, link)
    assert amira.get("/team/northmere/projects/start/paper/other/").status_code == 404


def test_keeping_a_plan_asks_few_queries(amira: Client, cast: Cast, made: Project) -> None:
    write(made, cast.amira.pk, "plan", "risks", risks="Rain")
    write(made, cast.olu.pk, "plan", "feedback", promise="A letter")
    with CaptureQueriesContext(connection) as asked:
        assert "A letter" in text(amira, TEAM + "plan/keep/")
    assert len(asked) <= 12
