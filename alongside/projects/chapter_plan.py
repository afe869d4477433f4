"""What the plan gives to the evidence pack: every edition of every sheet, views and comments, options, evidence and gaps,
who read what, and the decision. Co-authors are named as they are to everyone who can read the sheet."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.knowledge.entries import knowledge
from alongside.plans import consulting
from alongside.plans.models import (
    ChangeOption,
    Comment,
    Confirmation,
    ConsultationPart,
    DatedStep,
    Decision,
    Exemption,
    Opinion,
    SectionEdition,
    Sheet,
    Statement,
    Submission,
    TimetableChoice,
)
from alongside.plans.sheets import TEMPLATES
from alongside.plans.writing import filled
from alongside.projects import evidence, sheet_lists, staff
from alongside.projects.chapter_public import plan_rows, plan_tell, state_words
from alongside.projects.models import Project
from alongside.record.chapters import Chapter, File, Part, Public, Table, as_json, as_lines, register

OPTION = ("number", "title", "origin", *ChangeOption.NEEDED, "shaped_by", "preferred", "provisional", "at")

STEP = ("item", "on", "who", "told", "document", "words", "at")
SUBMISSION = ("number", "stage", "ask", "summary", "paragraphs", "at", "verdict", "verdict_reasons", "verdict_at")
CONDITION = ("words", "owner", "due_on", "met_on", "proof")


def rows(scope: UUID) -> Iterator[File]:
    for sheet in Sheet.objects.filter(scope=scope).order_by("template"):
        yield as_json(f"plan/sheets/{sheet.template}.json", _sheet(sheet))
    yield as_json("plan/options.json", [_option(each) for each in consulting.options(scope)])
    parts = ConsultationPart.objects.filter(scope=scope).order_by("part").values("part", "document", "at")
    yield as_lines("plan/consultation-parts.jsonl", parts)
    yield as_lines("plan/timetable.jsonl", TimetableChoice.objects.filter(scope=scope).order_by("number").values("number", "formats", "meetings", "at"))  # fmt: skip
    # Lists, because what is iterated over is read when every chapter has been asked.
    statements = list(Statement.objects.filter(scope=scope).order_by("at"))
    names = staff.names(each.by for each in statements)
    said = [{"item": each.item, "shows": each.shows, "words": each.words, "by": names[each.by], "at": each.at} for each in statements]  # fmt: skip
    yield as_lines("plan/statements.jsonl", said)
    yield as_lines("plan/evidence-and-gaps.jsonl", (each for each in _evidence(scope)))
    yield as_lines("plan/dated-steps.jsonl", DatedStep.objects.filter(scope=scope).order_by("on", "at").values(*STEP))
    yield as_lines("plan/assurance.jsonl", (_submission(each) for each in _submissions(scope)))
    exempt = Exemption.objects.filter(scope=scope)
    names = staff.names(each.by for each in exempt)
    why = [{"reason": each.reason, "by": names[each.by], "at": each.at} for each in exempt]
    yield as_lines("plan/not-put-before-a-group.jsonl", why)
    read = Confirmation.objects.filter(scope=scope).values("name", "role", "document", "read_on", "at")
    yield as_lines("plan/read-by-decision-makers.jsonl", read)
    decisions = Decision.objects.filter(scope=scope).values("body", "decided_on", "decided", "reasons", "minute", "at")
    yield as_lines("plan/decisions.jsonl", decisions)


def _submissions(scope: UUID) -> QuerySet[Submission]:
    held = Submission.objects.filter(scope=scope).select_related("group").prefetch_related("conditions")
    return held.order_by("number")


def _submission(each: Submission) -> dict[str, Any]:
    """What a group was given and what it said as a group; what members said one by one is theirs."""
    conditions = [{name: getattr(one, name) for name in CONDITION} for one in each.conditions.all()]
    return {**{name: getattr(each, name) for name in SUBMISSION}, "group": each.group.name, "conditions": conditions}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    editions: list[SectionEdition] = list(sheet.editions.all())
    comments: list[Comment] = list(sheet.comments.all())
    opinions: list[Opinion] = list(sheet.opinions.all())
    authors = [edition.by for edition in editions] + [opinion.by for opinion in opinions]
    remarks = [who for each in comments for who in (each.by, each.answered_by)]
    names = staff.names([sheet.owner, sheet.approved_by, *authors, *remarks])
    return {
        "sheet": TEMPLATES[sheet.template].title,
        "owner": names[sheet.owner],
        "started_at": sheet.started_at,
        "approved_by": names[sheet.approved_by] if sheet.approved_by else None,
        "approved_at": sheet.approved_at,
        "approved_editions": sheet.approved_editions,
        "review_on": sheet.review_on,
        "published_at": sheet.published_at,
        "editions": [
            {
                "section": each.section,
                "edition": each.number,
                "answers": each.answers,
                "complete": each.complete,
                "by": names[each.by],
                "at": each.at,
            }
            for each in sorted(editions, key=lambda edition: (edition.section, edition.number))
        ],
        "comments": [
            {
                "section": each.section,
                "text": each.text,
                "by": names[each.by],
                "at": each.at,
                "answer": each.answer,
                "answered_by": names[each.answered_by] if each.answered_by else None,
                "answered_at": each.answered_at,
            }
            for each in comments
        ],
        "views": [
            {"agrees": each.agrees, "reasons": each.reasons, "editions": each.editions, "by": names[each.by], "at": each.at}
            for each in opinions
        ],
    }  # fmt: skip


def _option(option: ChangeOption) -> dict[str, Any]:
    standings = [{"standing": each.standing, "reason": each.reason, "on": each.on} for each in option.standings.all()]
    return {**{name: getattr(option, name) for name in OPTION}, "standings": standings}


def _evidence(scope: UUID) -> Iterator[dict[str, Any]]:
    project = Project.objects.get(pk=scope)
    for item, found in evidence.standing(project, timezone.now()).results:
        yield {
            "item": item.id,
            "words": item.words,
            "state": found.state,
            "why": found.why,
            "said_by": found.who or None,
            "said_on": found.on,
        }


def tell(scope: UUID) -> Iterator[Part]:
    held = [filled(each) for each in Sheet.objects.filter(scope=scope).prefetch_related("editions")]
    for found in held:
        questions = [line for _title, lines in sheet_lists.in_full(found) for line in lines if line.answered]
        table = [(line.question.wording, "\n".join(line.lines)) for line in questions]
        yield Part(
            found.template.name,
            [] if table else [_("Nothing is written yet.")],
            [Table(found.template.name, [_("Question"), _("Answer")], table)] if table else [],
        )
    options = consulting.options(scope)
    if options:
        log = [(f"{each.number}. {each.title}", *_stands(each)) for each in options]
        yield Part(_("Options"), [], [Table(_("Options"), [_("Option"), _("How it stands"), _("Why")], log)])
    results = list(_evidence(scope))
    states = state_words()
    stand = [(_(each["words"]), states[each["state"]], each["why"]) for each in results]
    yield Part(
        _("Evidence and gaps"),
        [_("Held means that there is something to show. Whether it is enough in law is for people to judge.")],
        [Table(_("Evidence and gaps"), [_("Item"), _("State"), _("Why")], stand)],
    )
    items = knowledge().evidence
    steps = [(in_words(each.on), each.who, _(items[each.item].words)) for each in DatedStep.objects.filter(scope=scope)]
    if steps:
        yield Part(_("Steps with a day"), [], [Table(_("Steps with a day"), [_("Day"), _("With whom"), _("What for")], steps)])  # fmt: skip
    read = [
        (
            f"{each.number}. {each.get_stage_display()}",
            each.group.name,
            str(each.get_verdict_display()) or _("Being read"),
            "\n".join([each.verdict_reasons, *(one.words for one in each.conditions.all())]).strip(),
        )
        for each in _submissions(scope)
    ]
    if read:
        columns = [_("What was put forward"), _("Group"), _("Verdict"), _("Reasons and conditions")]
        yield Part(_("Assurance"), [], [Table(_("Assurance"), columns, read)])
    for decision in Decision.objects.filter(scope=scope):
        heading = _("The decision of %(body)s, %(day)s") % {"body": decision.body, "day": in_words(decision.decided_on)}
        yield Part(heading, [decision.decided, decision.reasons])


def _stands(option: ChangeOption) -> tuple[str, str]:
    standing = option.standing
    return (str(standing.get_standing_display()), standing.reason) if standing else ("", "")


register(Chapter("plan", lambda: _("Plan, evidence and decision"), 25, rows, tell, Public(plan_rows, plan_tell)))
