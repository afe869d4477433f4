"""What a project gives to the evidence pack: its public facts, its moves, approvals, dates and notices, what was missing."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.dates import in_words, with_clock
from alongside.projects import panels, staff
from alongside.projects.chapter_public import opening, project_rows, project_tell
from alongside.projects.facts import checks
from alongside.projects.models import Project
from alongside.projects.rules import Check, Weight
from alongside.record.chapter import is_told
from alongside.record.chapters import Chapter, File, Part, Public, Table, as_json, as_lines, register
from alongside.record.timeline import sentence, timeline

# The contact's name, telephone and email address are not evidence: that there is a contact is among the checks.
FACTS = (
    *("slug", "name", "question", "summary", "why", "level", "formal_consultation", "formal_reason"),
    *("can_change", "cannot_change", "who_decides", "decides_on", "who_it_affects", "topics", "area_codes"),
    *("area_words", "on_paper", "by_phone", "in_person", "as_a_group", "contact_role", "content_note", "minutes"),
    *("late_rule", "opens_at", "closes_at", "findings_by", "published_at", "paused_at", "pause_reason"),
    *("pause_next_on", "answered_at", "created_at", "changed_at"),
)
# So many of the newest lines of the timeline are in the PDF; all are in the file.
IN_THE_PDF = 200
AT_ONCE = 500


def rows(scope: UUID) -> Iterator[File]:
    project = _project(scope)
    facts = {name: getattr(project, name) for name in FACTS}
    run_by = project.run_by.name if project.run_by else None
    yield as_json("project/project.json", {"organisation": project.organisation.name, "run_by": run_by, **facts})
    moves = project.moves.order_by("at").values("to", "reason", "was", "becomes", "at")
    yield as_lines("project/moves.jsonl", moves.iterator(AT_ONCE))
    yield as_lines("project/dates.jsonl", project.dates.values("on", "time", "words").iterator(AT_ONCE))
    updates = project.updates.order_by("published_at").values("title", "body", "published_at")
    yield as_lines("project/updates.jsonl", updates.iterator(AT_ONCE))
    yield as_lines("project/checks.jsonl", (_plain(each) for each in _checks(project)))
    overrides = list(project.overrides.all())
    names = staff.names(each.by for each in overrides)
    approvals = [
        {"check": each.check_key, "reason": each.reason, "by": names[each.by], "at": each.at} for each in overrides
    ]
    yield as_lines("project/overrides.jsonl", approvals)
    lines = ({"entry": seq, "at": at, "words": words} for seq, at, words in _timeline(scope))
    yield as_lines("project/timeline.jsonl", lines)


def _project(scope: UUID) -> Project:
    return Project.objects.select_related("organisation", "run_by").get(pk=scope)


def _checks(project: Project) -> list[Check]:
    """What is there now, by the day it was published: that a closing date has passed since is no gap."""
    by = project.published_at or timezone.now()
    return checks(project, panels.shares(project, project.organisation.slug), by)


def _plain(check: Check) -> dict[str, Any]:
    return {"check": check.key, "state": check.weight, "words": check.words, "published_all_the_same": check.overridden}


def _timeline(scope: UUID) -> Iterator[tuple[int, datetime, str]]:
    """What the team did, newest first, read in pieces. What the public did is in numbers elsewhere, where small ones are
    protected; what was done about somebody's words or needs is in the chain alone."""
    before = None
    while lines := timeline(scope, limit=AT_ONCE, before=before):
        names = staff.names(line.actor for line in lines)
        yield from (
            (line.seq, line.at, sentence(line, names))
            for line in lines
            if line.by != "public" and is_told(line.subject)
        )
        before = lines[-1].seq


def tell(scope: UUID) -> Iterator[Part]:
    project = _project(scope)
    yield from opening(project)
    yield _gaps(project)
    yield _lines(scope)


def _gaps(project: Project) -> Part:
    """What is there and what is not, as "Ready to publish?" says it. Never a verdict."""
    found = _checks(project)
    states = {
        Weight.DONE: _("Evidence held"),
        Weight.WORTH_FIXING: _("Worth fixing"),
        Weight.STOPS: _("Gap"),
    }
    shown = [
        (states[each.weight], f"{each.words}. {each.overridden}" if each.overridden else each.words) for each in found
    ]
    return Part(
        _("Evidence and gaps"),
        [
            _("What is there now, judged as on %(day)s, when it was published.")
            % {"day": in_words(project.published_at)}
            if project.published_at
            else _("As they stand on the day this pack was made.")
        ],
        [Table(_("Checks before publishing"), [_("State"), _("What")], shown)],
    )


def _lines(scope: UUID) -> Part:
    lines = list(islice(_timeline(scope), IN_THE_PDF + 1))
    shown = [(str(seq), with_clock(at), words) for seq, at, words in lines[:IN_THE_PDF]]
    said = [
        _("What the team did. Lines about what people wrote, and about their needs, are in the record without words.")
    ]
    if len(lines) > IN_THE_PDF:
        words = _("These are the newest %(count)s lines. All are in project/timeline.jsonl.")
        said.append(words % {"count": IN_THE_PDF})
    return Part(_("Timeline"), said, [Table(_("Newest first"), [_("Entry"), _("When"), _("What")], shown)])


register(Chapter("project", lambda: _("The project"), 10, rows, tell, Public(project_rows, project_tell)))
