"""What a board reads before it agrees to involve people, and what goes into the document that begins a project.

Both are put together from what stands in the plan today: nothing is written for them alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.dates import in_words, local
from alongside.plans import assuring, consulting, means
from alongside.plans import methods as chosen_methods
from alongside.plans.giving import sheets_of
from alongside.plans.models import BudgetLine, TeamMember
from alongside.plans.presenters_methods import led
from alongside.plans.writing import Filled
from alongside.projects import assurance, evidence, sheet_lists, timetabling
from alongside.projects.models import Project
from alongside.stakeholders import map_words, mapping

Paragraph = dict[str, Any]
"""``heading`` and ``text``; ``list`` where each line is an item; ``table``: rows of cells, the first of them headings."""


def _said(heading: str, text: str) -> Paragraph:
    return {"heading": heading, "text": text}


def _listed(heading: str, lines: Iterable[str]) -> Paragraph:
    """An item of several lines stays one item."""
    return {"heading": heading, "text": "\n".join(" ".join(each.split()) for each in lines), "list": "yes"}


def _table(heading: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Paragraph:
    """Nothing where there are no rows."""
    held = [list(row) for row in rows]
    return {"heading": heading, "text": " ", "table": [list(columns), *held]} if held else _said(heading, "")


class Plan:
    """What the papers are made of."""

    def __init__(self, project: Project, now: datetime) -> None:
        self.project, self.now = project, now
        self.sheets = sheets_of(project.pk)
        self.of_project = dict(assurance.of_project(project, project.organisation))

    def of(self, *names: str) -> list[Paragraph]:
        """What the project itself says, under the headings that it has there."""
        return [_said(name, self.of_project.get(name, "")) for name in names]

    def sections(self, *keys: str, template: str = "plan") -> Iterator[Paragraph]:
        """Sections of a sheet, with what is answered."""
        found: Filled | None = self.sheets.get(template)
        titles = {each.key: each.title for each in found.template.definition.sections} if found else {}
        written = dict(sheet_lists.in_full(found)) if found else {}
        for key in keys:
            lines = [each for each in written.get(titles.get(key, ""), []) if each.answered]
            text = "\n\n".join("\n".join([each.question.wording, *each.lines]) for each in lines)
            yield _said(titles.get(key, key), text)

    def methods(self) -> Paragraph:
        rows = []
        for each in chosen_methods.chosen(self.project.pk):
            rows.append(f"{_(each.name)}. {each.reason or ' '.join(led(each.led))}".strip())
        return _listed(_("How people take part"), rows)

    def options(self) -> Paragraph:
        rows = []
        for each in consulting.options(self.project.pk):
            standing = each.standing
            rows.append((f"{each.number}. {each.title}", str(standing.get_standing_display()) if standing else "", standing.reason if standing else ""))  # fmt: skip
        return _table(_("Options"), (_("Option"), _("How it stands"), _("Why")), rows)

    def money(self) -> Paragraph:
        lines = list(BudgetLine.objects.filter(scope=self.project.pk))
        sums, whole = means.sums(lines)
        rows = [(each.words, *map(_pounds, (each.planned, each.committed, each.spent))) for each in sums]
        if rows:
            rows.append((_("All of it"), *map(_pounds, (whole.planned, whole.committed, whole.spent))))
        return _table(_("Budget"), (_("What for"), _("Planned"), _("Committed"), _("Spent")), rows)

    def days(self) -> Paragraph:
        made = timetabling.timetable_of(self.project, self.now)
        found = timetabling.rows(self.project, made) if made.table else []
        rows = [(each.title, each.start, each.end or each.start, each.planned) for each in found]
        columns = (_("Phase"), _("Begins at the latest"), _("Ends at the latest"), _("What is set"))
        return _table(_("Timetable"), columns, rows)

    def team(self) -> Paragraph:
        held = TeamMember.objects.filter(scope=self.project.pk)
        rows = [(each.name, str(each.get_part_display()), each.does) for each in held]
        return _table(_("Team and roles"), (_("Who"), _("Part"), _("What they do")), rows)

    def partners(self) -> Paragraph:
        scope = self.project.pk
        standing = mapping.standing(scope, self.now)
        found = map_words.rows(standing, mapping.numbers(scope), self.project.organisation.vocabulary)
        rows = [(each.stakeholder.name, each.strategy) for each in found]
        return _table(_("Who is affected, and who can reach them"), (_("Who"), _("How we work with them")), rows)

    def group_said(self) -> Paragraph:
        held = assuring.standing(self.project.pk)
        lines = [
            f"{each.group.name}: {each.get_verdict_display() or _('Being read')}. {each.verdict_reasons}".strip()
            for each in held["newest"].values()
        ]
        lines += [_("Open condition: %(words)s") % {"words": each.words} for each in held["open"]]
        if held["exemption"]:
            lines.append(_("Not put before a group: %(reason)s") % {"reason": held["exemption"].reason})
        return _listed(_("Assurance"), lines or [_("Nobody has assured it yet.")])

    def gaps(self) -> Paragraph:
        found = [result for result in evidence.standing(self.project, self.now).results if result[1].state in ("gap", "unknown")]  # fmt: skip
        found.sort(key=lambda each: not each[1].stopping)
        return _listed(_("What is missing"), [f"{_(item.words)[:1].upper()}{_(item.words)[1:]}: {result.why}" for item, result in found] or [_("No gaps.")])  # fmt: skip

    def afterwards(self) -> Paragraph:
        project = self.project
        days = [
            (_("What people said is published by %(day)s."), project.findings_by),
            (_("It is decided on %(day)s."), project.decides_on),
        ]
        return _listed(_("What happens next"), [words % {"day": in_words(day)} for words, day in days if day])


def board(project: Project, now: datetime) -> list[Paragraph]:
    """For a meeting that agrees to it: what is asked of the board first, gaps that stop it before others."""
    plan = Plan(project, now)
    asked = _listed(
        _("What the board is asked"),
        [_("To agree how people are involved before this is decided"), _("To note what is still missing")],
    )
    found = [
        asked,
        *plan.of(_("What is asked, and why"), _("What can change"), _("What cannot change"), _("Who decides")),
        *plan.of(_("Who is affected"), _("Kind of involvement"), _("Dates")),
        *plan.sections("seldom"),
        plan.methods(),
        plan.options(),
        *map(_said_as_list, assurance.of_duties(project, local(now).date())),
        *plan.sections("groups", "decision", template="equality-before"),
        *plan.sections("risks"),
        plan.money(),
        plan.group_said(),
        plan.gaps(),
        plan.afterwards(),
    ]
    return [each for each in found if each["text"]]


def initiation(project: Project, now: datetime) -> list[Paragraph]:
    """The part on involving people of the document that begins a project, in the order such documents have."""
    plan = Plan(project, now)
    found = [
        *plan.of(_("What is asked, and why")),
        *plan.sections("known"),
        *plan.of(_("What can change"), _("What cannot change"), _("Who is affected")),
        *plan.sections("seldom"),
        plan.partners(),
        *plan.of(_("Kind of involvement")),
        *plan.sections("influence"),
        plan.methods(),
        *plan.sections("messages", "access", "safety", "offer", "data"),
        plan.days(),
        plan.team(),
        plan.money(),
        *plan.sections("risks"),
        *plan.of(_("Who decides")),
        plan.group_said(),
        *plan.sections("feedback", "evaluation"),
    ]
    return [each for each in found if each["text"]]


KINDS: dict[str, tuple[Any, Callable[[Project, datetime], list[Paragraph]]]] = {
    "board": (gettext_lazy("Board paper"), board),
    "initiation": (gettext_lazy("Project initiation: involving people"), initiation),
}
"""By key, as addresses name them: (title, what it says)."""


def _said_as_list(each: tuple[str, str]) -> Paragraph:
    return _listed(each[0], each[1].splitlines())


def _pounds(amount: Decimal) -> str:
    return f"£{amount:,.2f}".removesuffix(".00")
