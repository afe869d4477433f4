"""What a group is given to read about a project, and what its verdict stops."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.core.dates import in_words, local
from alongside.knowledge.rules import duties_that_apply
from alongside.knowledge.spectrums import word_for
from alongside.library.duties import asked_now
from alongside.organisations.models import Organisation
from alongside.plans import actions as duties
from alongside.plans import assuring
from alongside.plans.giving import sheets_of
from alongside.plans.joining import Piece, compare
from alongside.plans.models import Submission
from alongside.projects import evidence, sheet_lists
from alongside.projects.models import Project
from alongside.projects.panels import Panel, Share, register
from alongside.projects.rules import Check, Weight


def paragraphs(project: Project, organisation: Organisation, now: datetime) -> list[dict[str, str]]:
    """Everything a group reads, as it stands now, in paragraphs to be numbered."""
    found = [*of_project(project, organisation), *_of_sheets(project), *of_duties(project, local(now).date())]
    gaps = [
        f"{_(item.words)[:1].upper()}{_(item.words)[1:]}: {result.why}"
        for item, result in evidence.standing(project, now).results
        if result.state in ("gap", "unknown")
    ]
    found.append((_("Gaps"), "\n".join(gaps) if gaps else _("No gaps.")))
    listed = (_("Gaps"), _("Duties"))
    return [
        {"heading": heading, "text": text, **({"list": "yes"} if heading in listed else {})}
        for heading, text in found
        if text
    ]


def of_project(project: Project, organisation: Organisation) -> list[tuple[str, str]]:
    kind = word_for(project.level, organisation.vocabulary) if project.level else ""
    if project.formal_consultation:
        kind = _("%(kind)s: formal consultation") % {"kind": kind}
    opens, closes = project.opens_at, project.closes_at
    dates = [
        _("Opens %(day)s.") % {"day": in_words(opens)} if opens else "",
        _("Closes %(day)s.") % {"day": in_words(closes)} if closes else "",
        _("Decided on %(day)s.") % {"day": in_words(project.decides_on)} if project.decides_on else "",
    ]
    return [
        (_("What is asked, and why"), "\n".join(each for each in (project.question, project.summary, project.why) if each)),
        (_("What can change"), project.can_change),
        (_("What cannot change"), project.cannot_change),
        (_("Who decides"), project.who_decides),
        (_("Who is affected"), project.who_it_affects),
        (_("Kind of involvement"), "\n".join(each for each in (kind, project.formal_reason) if each)),
        (_("Dates"), " ".join(each for each in dates if each)),
    ]  # fmt: skip


def _of_sheets(project: Project) -> list[tuple[str, str]]:
    found = []
    for template, held in sorted(sheets_of(project.pk).items(), reverse=True):
        for title, lines in sheet_lists.in_full(held):
            answered = [f"{line.question.wording}\n" + "\n".join(line.lines) for line in lines if line.answered]
            heading = title if template == "plan" else f"{held.template.name}: {title}"
            found.append((heading, "\n\n".join(answered)))
    return found


def of_duties(project: Project, today: date) -> list[tuple[str, str]]:
    assessed = duties.newest(project.pk)
    if assessed is None:
        return [(_("Duties"), _("Nobody has answered the questions about duties."))]
    asked = asked_now(project.organisation)
    found = duties_that_apply(assessed.facts, asked.known, on=today)
    said = {"yes": _("Applies:"), "unknown": _("Not known:")}
    own = dict.fromkeys(asked.own, f" ({_('our own')})")
    lines = [
        f"{said[each.applies]} {_(each.duty.title)}{own.get(each.duty.id, '')}"
        for each in found
        if each.applies in said
    ]
    return [(_("Duties"), "\n".join(lines))]


@dataclass(frozen=True)
class Paragraph:
    """``new`` where it was not in what was read before; ``pieces`` where its words changed since."""

    number: int
    heading: str
    text: str
    new: bool = False
    pieces: tuple[Piece, ...] = ()
    listed: bool = False


def numbered(submission: Submission) -> tuple[list[Paragraph], list[str]]:
    """With what changed since the last time the group was given this stage; and the headings that are not there now."""
    before = (
        Submission.objects.filter(
            scope=submission.scope, group=submission.group_id, stage=submission.stage, number__lt=submission.number
        )
        .order_by("-number")
        .first()
    )
    was = {each["heading"]: each["text"] for each in before.paragraphs} if before else None
    found = []
    for place, each in enumerate(submission.paragraphs, 1):
        old = was.get(each["heading"]) if was is not None else each["text"]
        pieces = tuple(compare(old, each["text"])) if old not in (None, each["text"]) else ()
        found.append(Paragraph(place, each["heading"], each["text"], old is None, pieces, "list" in each))
    gone = [heading for heading in was or {} if heading not in {each.heading for each in found}]
    return found, gone


def checks(project: Project, org: str) -> list[Check]:
    """Before publishing: what a group said, and what is still open. A formal consultation goes before one, or somebody
    says why not."""
    held = assuring.standing(project.pk)
    link = url("projects-team:assurance", org, project.slug)
    plan = held["newest"].get("plan")
    found = []
    if held["open"]:
        count = len(held["open"])
        words = ngettext("%(count)s condition is still open", "%(count)s conditions are still open", count) % {"count": count}  # fmt: skip
        found.append(Check("assurance-conditions", Weight.STOPS, words, link=link, detail=held["open"][0].words))
    said_no = held["refused"]
    assures = plan is not None and assuring.assures(plan)
    if said_no:
        # Another group does not undo it: only the same one can.
        plan = said_no[0]
        found.append(Check("assurance", Weight.STOPS, _("“%(group)s” says: not yet") % {"group": plan.group.name}, link=link, detail=plan.verdict_reasons))  # fmt: skip
    elif plan is not None and not plan.verdict:
        found.append(Check("assurance", Weight.STOPS, _("“%(group)s” has not given its verdict yet") % {"group": plan.group.name}, link=link))  # fmt: skip
    elif not assures and project.formal_consultation and held["exemption"] is None:
        found.append(Check("assurance", Weight.STOPS, _("Put the plan before a group, or say why that is not needed"), link=link))  # fmt: skip
    elif plan is not None and assures:
        if _says_otherwise(project, plan):
            found.append(Check("assurance-changed", Weight.WORTH_FIXING, _("It has changed since “%(group)s” read it") % {"group": plan.group.name}, link=link))  # fmt: skip
        found.append(Check("assurance", Weight.DONE, _("“%(group)s” has assured the plan") % {"group": plan.group.name}, link=link))  # fmt: skip
    return found


def _says_otherwise(project: Project, plan: Submission) -> bool:
    """Whether what the group read of the project and its plan is not what they say now."""
    read = {each["heading"]: each["text"] for each in plan.paragraphs}
    now = {
        heading: text for heading, text in (*of_project(project, project.organisation), *_of_sheets(project)) if text
    }
    # Gaps and duties change by themselves; what people wrote is what a group has read.
    return {heading: text for heading, text in read.items() if heading not in (_("Gaps"), _("Duties"))} != now


def _share(project: Project, org: str) -> Share:
    return Share() if project.published_at is not None else Share(checks=tuple(checks(project, org)))


def scopes_of(person: Any) -> Any:
    """Of which pieces of work somebody is asked to read something, as a member."""
    asked = Submission.objects.filter(group__members__person=person, group__members__until=None)
    return asked.order_by().values("scope")


def waiting(person: Any, scopes: Any) -> list[Submission]:
    """What somebody is asked to read as a member, the newest first, of these projects."""
    asked = Submission.objects.filter(
        scope__in=scopes, group__members__person=person, group__members__until=None
    ).select_related("group")
    return list(asked.order_by("-at")[:50])


def _deep(project: Project) -> bool:
    return project.published_at is None and project.formal_consultation


register(Panel("assurance", _share, lambda project, by, at: None, _deep))
