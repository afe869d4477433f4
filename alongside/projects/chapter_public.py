"""What of a project and its plan everybody may have in the public edition of an evidence pack: what its page and "How this
was run" show. Nobody is named: a file that was handed out cannot be put right as a page can."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.dates import in_words, local, with_clock
from alongside.knowledge.rules import duties_that_apply
from alongside.knowledge.spectrums import word_for
from alongside.library.duties import asked_at
from alongside.plans import assuring
from alongside.plans.models import Decision, DutyAssessment, Sheet
from alongside.plans.sheets import TEMPLATES
from alongside.plans.writing import as_published
from alongside.projects import evidence, presenters, sheet_lists
from alongside.projects.history import history
from alongside.projects.models import Project
from alongside.record.chapters import File, Part, Table, as_json, as_lines

FACTS = (
    *("slug", "name", "question", "summary", "why", "level", "formal_consultation", "formal_reason"),
    *("can_change", "cannot_change", "who_decides", "decides_on", "who_it_affects", "topics", "area_codes"),
    *("area_words", "on_paper", "by_phone", "in_person", "as_a_group", "content_note", "minutes"),
    *("opens_at", "closes_at", "findings_by", "published_at", "paused_at", "pause_reason"),
    *("pause_next_on", "answered_at"),
)
DECISION = ("body", "decided_on", "decided", "reasons")


def _project(scope: UUID) -> Project:
    return Project.objects.select_related("organisation", "run_by").get(pk=scope)


def project_rows(scope: UUID) -> Iterator[File]:
    project = _project(scope)
    facts = {name: getattr(project, name) for name in FACTS}
    run_by = project.run_by.name if project.run_by else None
    yield as_json("project/project.json", {"organisation": project.organisation.name, "run_by": run_by, **facts})
    happened = ({"at": each.at, "words": each.words, "reason": each.reason} for each in history(project))
    yield as_lines("project/what-happened.jsonl", happened)
    yield as_lines("project/dates.jsonl", project.dates.values("on", "time", "words"))
    yield as_lines(
        "project/updates.jsonl", project.updates.order_by("published_at").values("title", "body", "published_at")
    )
    ahead = ({"when": when, "reason": reason, "at": at} for when, why in _gone_ahead(project) for reason, at in why)
    yield as_lines("project/went-ahead.jsonl", ahead)


def _gone_ahead(project: Project) -> list[tuple[str, list[tuple[str, Any]]]]:
    return presenters.gone_ahead(project.overrides.all())


def project_tell(scope: UUID) -> Iterator[Part]:
    project = _project(scope)
    yield from opening(project)
    ahead = [(with_clock(at), reason) for _when, why in _gone_ahead(project) for reason, at in why]
    if ahead:
        said = [_("Somebody answerable decided to go ahead all the same, and gave this reason.")]
        yield Part(_("Where something was missing"), said, [Table(_("Reasons"), [_("When"), _("Why")], ahead)])


def opening(project: Project) -> Iterator[Part]:
    """What a pack says first, whoever it is for: the project as the public reads it, and what happened."""
    said = [project.question, project.summary]
    said.append(_("We call it: %(kind)s.") % {"kind": word_for(project.level, project.organisation.vocabulary)})
    if project.formal_consultation:
        said.append(_("It is a formal consultation. %(reason)s") % {"reason": project.formal_reason})
    yield Part(project.name, said, [Table(_("Facts"), [_("What"), _("As published")], facts_in_words(project))])
    happened = [(with_clock(each.at), f"{each.words}. {each.reason}".strip()) for each in history(project)]
    yield Part(
        _("What happened"),
        () if happened else [_("Nothing has changed.") if project.published_at else _("It has not been published.")],
        [Table(_("Changes and notices"), [_("When"), _("What")], happened)] if happened else (),
    )


def _moment(at: datetime | None) -> str:
    return with_clock(at) if at else ""


def _day(on: date | None) -> str:
    return in_words(on) if on else ""


def facts_in_words(project: Project) -> list[tuple[str, str]]:
    facts = [
        (_("Run by"), project.run_by.name if project.run_by else ""),
        (_("Why"), project.why),
        (_("What can change"), project.can_change),
        (_("What cannot change"), project.cannot_change),
        (_("Who decides"), project.who_decides),
        (_("When they decide"), _day(project.decides_on)),
        (_("Who it affects"), project.who_it_affects),
        (_("Published"), _moment(project.published_at)),
        (_("Opens"), _moment(project.opens_at)),
        (_("Closes"), _moment(project.closes_at)),
        (_("What was heard is published by"), _day(project.findings_by)),
        (_("Answered"), _moment(project.answered_at)),
        (_("On paper"), project.on_paper),
        (_("By phone"), project.by_phone),
        (_("Face to face"), project.in_person),
        (_("As a group"), project.as_a_group),
    ]
    return [(name, words) for name, words in facts if words] + [(in_words(d.on), d.words) for d in project.dates.all()]


def state_words() -> dict[str, str]:
    return {
        "held": _("Held"),
        "gap": _("Gap"),
        "unknown": _("Not known"),
        "not due": _("Not due yet"),
        "not applicable": _("Does not apply"),
    }


def _sheets(scope: UUID) -> list[Sheet]:
    shown = Sheet.objects.filter(scope=scope, published_at__isnull=False).order_by("template")
    return list(shown.prefetch_related("editions"))


def _written(sheet: Sheet) -> list[tuple[str, str, str]]:
    """(section, question, what is said)"""
    return [
        (title, line.question.wording, "\n".join(line.lines))
        for title, lines in sheet_lists.in_full(as_published(sheet))
        for line in lines
        if line.answered
    ]


def _evidence(project: Project) -> list[dict[str, Any]]:
    """Where the team shows them to everybody. Who said so is on the page, where a name can be taken off."""
    if not project.evidence_public:
        return []
    found = evidence.standing(project, timezone.now()).results
    return [{"item": item.id, "words": item.words, "state": it.state, "why": it.why, "on": it.on} for item, it in found]


def _duties(project: Project) -> list[dict[str, Any]]:
    """Of the newest answers, where evidence is shown to everybody: what applies or is not known, and because of what."""
    newest = DutyAssessment.objects.filter(scope=project.pk).order_by("-number").first()
    if newest is None or not project.evidence_public:
        return []
    asked = asked_at(project.organisation, newest.at)
    return [
        {
            "id": each.duty.id,
            "title": each.duty.title,
            "source": each.duty.source.name,
            "kind": each.duty.hardness,
            "the_organisations_own": each.duty.id in asked.own,
            "applies": each.applies,
            "because": each.because,
            "unknown": each.unknown,
            "answered_at": newest.at,
        }
        for each in duties_that_apply(newest.facts, asked.known, on=local(newest.at).date())
        if each.applies != "no"
    ]


def _assured(scope: UUID) -> list[dict[str, Any]]:
    """What groups said, as groups."""
    return [
        {
            "group": each.group.name,
            "stage": each.stage,
            "verdict": each.verdict,
            "at": each.verdict_at,
            "conditions": each.conditions_all,  # type: ignore[attr-defined]
            "conditions_met": each.conditions_met,  # type: ignore[attr-defined]
        }
        for each in assuring.concluded(scope)
    ]


def plan_rows(scope: UUID) -> Iterator[File]:
    project = _project(scope)
    for sheet in _sheets(scope):
        said = [{"section": section, "question": asked, "answer": words} for section, asked, words in _written(sheet)]
        about = {"sheet": TEMPLATES[sheet.template].title, "published_at": sheet.published_at}
        yield as_json(f"plan/sheets/{sheet.template}.json", {**about, "answers": said})
    if project.evidence_public:
        yield as_lines("plan/evidence-and-gaps.jsonl", _evidence(project))
        yield as_lines("plan/duties.jsonl", _duties(project))
    yield as_lines("plan/assurance.jsonl", _assured(scope))
    yield as_lines("plan/decisions.jsonl", Decision.objects.filter(scope=scope).values(*DECISION))


def plan_tell(scope: UUID) -> Iterator[Part]:
    parts = list(_plan_parts(_project(scope)))
    yield from parts or [Part(_("Plan"), [_("Nothing of the plan is published, and no decision.")])]


def _plan_parts(project: Project) -> Iterator[Part]:
    scope = project.pk
    for sheet in _sheets(scope):
        name = TEMPLATES[sheet.template].name
        table = [(asked, words) for _section, asked, words in _written(sheet)]
        yield Part(name, [], [Table(name, [_("Question"), _("Answer")], table)])
    if duties := _duties(project):
        states = {"yes": _("Applies"), "unknown": _("Not known")}
        rows = [(f"{_(each['title'])} ({each['source']})", states[each["applies"]], ". ".join(each["because"])) for each in duties]  # fmt: skip
        yield Part(_("Duties"), [], [Table(_("Duties"), [_("Duty"), _("State"), _("Because")], rows)])
    if found := _evidence(project):
        rows = [(_(each["words"]), state_words()[each["state"]], each["why"]) for each in found]
        said = [_("Held means that there is something to show. Whether it is enough in law is for people to judge.")]
        yield Part(
            _("Evidence and gaps"), said, [Table(_("Evidence and gaps"), [_("Item"), _("State"), _("Why")], rows)]
        )
    if said_by := assuring.concluded(scope):
        told = [(each.group.name, str(each.get_stage_display()), str(each.get_verdict_display())) for each in said_by]
        heads = [_("Group"), _("What was put forward"), _("Verdict")]
        yield Part(_("What groups said about it"), [], [Table(_("What groups said about it"), heads, told)])
    for decision in Decision.objects.filter(scope=scope):
        heading = _("The decision of %(body)s, %(day)s") % {"body": decision.body, "day": in_words(decision.decided_on)}
        yield Part(heading, [decision.decided, decision.reasons])
