"""One of everything in an organisation's house: what addresses need so that every route can be opened."""

import io
import uuid
import zipfile
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from alongside.analysis.files import KINDS
from alongside.analysis.models import MadeFile
from alongside.documents import actions as documents
from alongside.documents.models import Document, DocumentEdition
from alongside.evidence.actions import ask_for_pack
from alongside.evidence.models import Pack
from alongside.feedback import actions as feedback
from alongside.groups import actions as groups
from alongside.knowledge.picking import read_answers
from alongside.messaging.actions import Address, add_task, make_letters
from alongside.moderation import actions as moderation
from alongside.organisations.models import Organisation
from alongside.people.accounts.actions import keep_in_touch, link_person
from alongside.people.accounts.models import Arrangement, Consent, Membership, Person
from alongside.people.accounts.needs import keep_needs
from alongside.plans import advising, assuring, consulting, keeping, means, writing
from alongside.plans import methods as plan_methods
from alongside.plans.doing import plan_activity
from alongside.plans.doing_rules import Step
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.types import Answer
from alongside.stakeholders import actions as register
from alongside.stakeholders import bringing, granting, mapping, merging
from alongside.tools.survey import actions as survey_actions
from alongside.tools.survey import entry
from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import BLOOD_TESTS


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as bundle:
        bundle.writestr("evidence.pdf", b"%PDF-1.4")
        bundle.writestr("manifest.json", '{"files": []}')
    return held.getvalue()


def furnish(home: Organisation, lead: Person, *, slug: str = "clinics", state: State = State.OPEN) -> dict[str, Any]:
    """A project with a survey, a response, a batch, a finding, a promise, a task and a contact.

    Returns what addresses are made of, by the names that addresses use.
    """
    project = make_project(home, slug, state, lead=lead.pk)
    asked = questionnaires.start(owner=home.pk, title="Clinics", definition=BLOOD_TESTS)
    questionnaires.publish(questionnaire=asked)
    activity = project.activities.create(tool="survey", title="Clinics")
    survey = Survey.objects.create(activity=activity, questionnaire=asked)
    edition = questionnaires.current(asked)
    sitting, code = survey_actions.begin(survey=survey, edition_id=edition.pk)
    definition = questionnaires.definition_of(edition)
    survey_actions.save(sitting=sitting, question=definition.by_key["suits"], answer=Answer("evenings"))
    response = survey_actions.send(survey=survey, sitting=sitting, late=False)
    batch = entry.open_batch(survey=survey, channel="paper", forms=1, by=lead.pk)
    typed = [
        entry.enter(batch=batch, answers={}, printed=None, once=uuid.uuid4(), late=False, by=lead.pk).form
        for _form in range(2)
    ]
    typed[1].like = typed[0]
    typed[1].second = {}
    typed[1].save()
    document = Document.objects.create(
        organisation=home, scope=project.pk, slug="case", title="The case", published_at=timezone.now()
    )
    for language in ("en-gb", "bn"):
        DocumentEdition.objects.create(document=document, language=language, body="Why.")
    made = documents.save_translation(
        scope=project.pk,
        language="bn",
        texts={"page.question": "রক্ত পরীক্ষা"},
        made_from={"page.question": [project.question, "2026-06-03"]},
        facts={"translated_by": "A translator"},
        by=lead.pk,
    )
    documents.publish_translation(translation=made, by=lead.pk)
    finding = feedback.write(project=project, values={"heard": "People want evenings"}, by=lead.pk)
    feedback.rest_on_answer(
        finding=finding, activity=activity, question="suits", option="evenings", words="Evenings", by=lead.pk
    )
    answer = feedback.respond(
        finding=finding,
        values={"kind": "accepted", "reason": "We can.", "owner": "The board", "decided_on": timezone.localdate()},
        by=lead.pk,
    )
    promise = feedback.promise(
        organisation=home,
        project=project,
        response=answer,
        you_said="I work shifts",
        words="Open late",
        owner="The board",
        due_on=timezone.localdate(),
        by=lead.pk,
    )
    contact = keep_in_touch(
        organisation=home,
        route="letter",
        address="1 High Street",
        name="Somebody",
        purposes=[Consent.Purpose.PROJECT],
        voice=response.contribution.voice,
    )
    task = add_task(
        organisation=home, kind="letter", title="A letter", words="Dear you", to=Address("letter", "1 High Street")
    )
    pile = make_letters(organisation=home, tasks=[task.pk], by=lead)
    holder = Person.objects.create_user(f"holder-{slug}@{home.slug}.example", "Somebody")
    link_person(voice=response.contribution.voice, person=holder)
    keep_needs(person=holder, needs={"bsl": "I lip-read too"}, shared=True)
    arrangement = Arrangement.objects.get(need__person=holder)
    text = moderation.ask(contribution=response.contribution, question="better", text="Open later", by=lead.pk)
    worry = moderation.worry(text=text, words="Somebody may not be safe", by=lead.pk)
    made = MadeFile(project=project, kind=next(iter(KINDS)), by=lead.pk, ready_at=timezone.now())
    made.file.save("responses.csv", ContentFile(b"number\r\n"))
    sheet = writing.begin(scope=project.pk, template="plan", by=lead.pk, at=timezone.now())
    kept = keeping.keep_plan(
        organisation=home,
        name="A kept plan",
        what="",
        words={"risks": {"risks": "Rain"}},
        by=lead.pk,
        at=timezone.now(),
    )
    comment = writing.comment(sheet=sheet, section="known", text="And the café?", by=lead.pk, at=timezone.now())
    option = consulting.add_option(
        scope=project.pk,
        values={"title": "Open in the evening", "origin": "team"},
        on=timezone.localdate(),
        by=lead.pk,
        at=timezone.now(),
    )
    group = groups.make(
        organisation=home, name="Assurance", kind="assurance", purpose="", by=lead.pk, at=timezone.now()
    )
    submission = assuring.submit(
        scope=project.pk,
        group=group,
        stage="plan",
        ask="assure",
        summary="In short",
        paragraphs=[{"heading": "Why", "text": "Because."}],
        meeting_on=None,
        by=lead.pk,
        at=timezone.now(),
    )
    condition = submission.conditions.create(
        words="Ask carers too", owner="Priya Shah", due_on=timezone.localdate(), by=lead.pk, at=timezone.now()
    )
    promised = submission.formats.create(
        person=lead.pk, format="large-print", due_on=timezone.localdate(), owner=lead.pk, by=lead.pk, at=timezone.now()
    )
    asked_us = advising.ask(
        organisation=home,
        about="Move a clinic?",
        size="small",
        needed_by=None,
        by=lead.pk,
        at=timezone.now(),
    )
    cost = means.keep_line(
        scope=project.pk,
        line=None,
        values={"category": "access", "what": "Interpreters", "each": 90},
        by=lead.pk,
        at=timezone.now(),
    )
    pack = ask_for_pack(project=project, by=lead.pk)
    pack.file.save("pack.zip", ContentFile(b"PK"), save=False)
    pack.state, pack.made_at = pack.State.READY, timezone.now()
    pack.save()
    edition = Pack(project=project, by=lead.pk, public=True, state=Pack.State.READY, made_at=timezone.now())
    edition.file.save("edition.zip", ContentFile(_zip()), save=False)
    edition.published_at, edition.published_by = timezone.now(), lead.pk
    edition.save()
    (picked,) = plan_methods.choose(
        scope=project.pk,
        choices=[plan_methods.Choice("survey", "Survey", ("why = measure",))],
        answers=read_answers({"why": ["measure"]}),
        reason="Many people",
        by=lead.pk,
        at=timezone.now(),
    )
    planned = plan_activity(
        scope=project.pk,
        method="survey",
        values={
            **dict.fromkeys(("lead", "first_on", "last_on", "people")),
            **dict.fromkeys(("for_whom", "where", "left"), ""),
            **{"title": "Survey", "kind": "consult", "audiences": ["deaf"], "times": 1},
        },
        steps=[Step("Test the questions")],
        chosen=picked,
        by=lead.pk,
        at=timezone.now(),
    )
    notice = plan_methods.schedule(
        scope=project.pk,
        values={
            "channel": "website",
            "audience": "Everybody",
            "what": "It has begun",
            "owner": lead.pk,
            "on": timezone.localdate(),
            "status": "planned",
            "reach": None,
        },
        by=lead.pk,
        at=timezone.now(),
        id=uuid.uuid4(),
    )
    partners = furnish_partners(home, lead, project)
    colleague = Membership.objects.filter(organisation=home).exclude(person=lead).first()
    return {
        "org": home.slug,
        "project": project.slug,
        "question": "suits",
        "key": "suits",
        "section": "purpose",
        "survey_section": "use",
        "sheet": "plan",
        "sheet_section": "known",
        "comment": comment.pk,
        "kept": kept.pk,
        "item": "e-g1-3",
        "group": group.pk,
        "advice": asked_us.pk,
        "line": cost.pk,
        "condition": condition.pk,
        "promised": promised.pk,
        "paragraph": 1,
        "option_number": option.number,
        "check": "contact",
        "number": batch.number,
        "finding_number": finding.number,
        "form": typed[1].number,
        "contribution": response.contribution.pk,
        "promise": promise.pk,
        "task": task.pk,
        "letters": pile.pk,
        "membership": colleague.pk if colleague else uuid.uuid4(),
        "kind": "contact",
        "who": contact.pk,
        "arrangement": arrangement.pk,
        "page": "brand",
        "shelf": "methods",
        "entry": "survey",
        "questions": "case_study",
        "what": "report",
        "chosen": picked.pk,
        "notice": notice.pk,
        "activity": planned.pk,
        "planned_task": planned.tasks.get().pk,
        "audience": "deaf",
        "audience_check": "captions",
        "name": "privacy",
        "document": document.slug,
        "language": "bn",
        "format": "web",
        "layout": "csv",
        "code": code,
        "file": made.pk,
        "text": text.pk,
        "worry": worry.pk,
        "pack": pack.pk,
        "public_pack": edition.pk,
        "pk": 1,
        "consent": uuid.uuid4(),
        **partners,
    }


def furnish_partners(home: Organisation, lead: Person, project: Project) -> dict[str, Any]:
    """Two partners who have to do with each other, and a contact with a promise."""
    at, day = timezone.now(), timezone.localdate()
    carers, other = (
        register.add(
            organisation=home,
            values={"name": f"{name} {project.slug}", "kind": "voluntary", "communities": ["Unpaid carers"]},
            by=lead.pk,
        )
        for name in ("Carers Forum", "Mosque Trust")
    )
    entry = register.log_contact(
        stakeholder=carers,
        values={"on": day, "way": "phone", "said": "They can help.", "promise": "Send dates", "due_on": day},
        once=uuid.uuid4(),
        by=lead.pk,
        at=at,
    )
    relation = register.relate(stakeholder=carers, other=other, words="shares members with", by=lead.pk)
    values = {"influence": 2, "interest": 8, "affected": 9, "view": "Worried", "level": "consult"}
    for each in (carers, other):
        mapping.place(stakeholder=each, scope=project.pk, values=values, why="They told us", by=lead.pk, at=at)
    twin = register.add(
        organisation=home, values={"name": f"The Carers Forum {project.slug}", "kind": "group"}, by=lead.pk
    )
    merge = merging.merge(kept=carers, merged=twin, by=lead.pk, at=at)
    grant = granting.agree(
        stakeholder=carers,
        scope=project.pk,
        values={"amount": 500, "what_for": "Meals", "agreed_on": day},
        once=uuid.uuid4(),
        by=lead.pk,
        at=at,
    )
    deliverable = granting.expect(grant=grant, words="30 forms", due_on=day, once=uuid.uuid4(), by=lead.pk)
    return {
        "brought": bringing.stage(
            organisation=home, file_name="partners.csv", found=bringing.Read(), by=lead.pk, at=at
        ).pk,
        "grant": grant.pk,
        "deliverable": deliverable.pk,
        "stakeholder": carers.pk,
        "other": other.pk,
        "contact_entry": entry.pk,
        "relation": relation.pk,
        "merge": merge.pk,
    }


def unpublished(home: Organisation, lead: Person) -> Project:
    return make_project(home, "not-yet", State.DRAFT, lead=lead.pk)
