"""What pages about a sheet list: its sections and how far each is, comments, who agrees, and all of it to read."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.core.dates import in_words
from alongside.organisations.models import Organisation
from alongside.plans.joining import compare
from alongside.plans.models import SectionEdition, Sheet
from alongside.plans.parts import PLAN_PARTS
from alongside.plans.sheet_forms import all_asked
from alongside.plans.sheets import TEMPLATES
from alongside.plans.suggesting import suggested
from alongside.plans.writing import Filled, answers_of, filled
from alongside.projects import panels, staff
from alongside.projects.models import Project
from alongside.projects.panels import Task
from alongside.projects.sections import SECTIONS
from alongside.projects.workspace import section_task
from alongside.questionnaires.presenters import Line, line_of

# Under which part of the plan a project's own sections stand.
PART_OF = {
    "purpose": "Purpose",
    "decision": "Purpose",
    "change": "Purpose",
    "people": "People",
    "contact": "People",
    "kind": "Ways",
    "ways": "Ways",
    "dates": "Time and money",
}


@dataclass(frozen=True)
class Row:
    """A section in the list: ``mine`` where somebody who was invited may write it."""

    title: str
    hint: str
    status: str
    link: str
    colour: str = ""
    mine: bool = False


def overview(
    project: Project, found: Filled, may_write: Callable[[str], bool], organisation: Organisation
) -> dict[str, Any]:
    """Sections by group, how many are complete, and how it stands. Constant queries."""
    sheet, template = found.sheet, found.template
    open_comments = _open_comments(sheet)
    names = staff.names(each.by for each in found.newest.values())
    groups: dict[str, list[Row]] = {}
    shown = [section for section, _questions in all_asked(template, found.answers)]
    for section in shown:
        newest, link = found.newest.get(section.key), url("projects-team:sheet-section", organisation.slug, project.slug, template.key, section.key)  # fmt: skip
        hint = _("%(name)s saved this on %(day)s") % {"name": names[newest.by], "day": in_words(newest.at)} if newest else ""  # fmt: skip
        if newest and any(suggested(each) for each in answers_of(newest).values()):
            hint = _("Holds suggestions to replace")
        count = open_comments.get(section.key, 0)
        if count:
            waiting = ngettext("%(count)s open comment", "%(count)s open comments", count) % {"count": count}
            hint = f"{hint}. {waiting}" if hint else waiting
        status, colour = _("Not started"), "blue"
        if newest is not None:
            status, colour = (_("Completed"), "") if newest.complete else (_("In progress"), "blue")
        groups.setdefault(template.groups.get(section.key, ""), []).append(
            Row(section.title, hint, status, link, colour, may_write(section.key))
        )
    done = sum(bool(found.newest.get(each.key) and found.newest[each.key].complete) for each in shown)
    return {"groups": groups, "done": done, "count": len(shown), **standing(found)}


def with_the_rest(found: dict[str, Any], project: Project, organisation: Organisation, may: Collection[str]) -> None:
    """Add to a plan's overview what other parts of the project hold of it, each where it belongs. ``project`` comes
    from ``panels.counting``."""
    edits = {edit.key: edit for edit in project.section_edits.all()}
    names = staff.names(edit.by for edit in edits.values())
    held: dict[str, list[Task]] = {part: [] for part in PLAN_PARTS}
    for section in SECTIONS.values():
        task = section_task(section, project, organisation, edits.get(section.key), names, stops=False)
        held[PART_OF[section.key]].append(task)
    for share in panels.progress_of(project, organisation.slug):
        for task in share.tasks:
            if task.part:
                held[task.part].append(task)
    groups = {}
    for part, tasks in held.items():
        rows = [
            Row(task.title, task.hint, task.status, task.link if task.needs.name in may else "", task.colour)
            for task in tasks
        ]
        groups[part] = rows + found["groups"].get(part, [])
    found["groups"] = groups


def standing(found: Filled) -> dict[str, Any]:
    """Who agrees, who signed, who writes. What changed since somebody agreed is said."""
    sheet = found.sheet
    if sheet._state.adding:
        return {"opinions": [], "authors": [], "approved_since": False, "public_since": False, "people": {}}
    newest: dict[Any, Any] = {}
    for opinion in sheet.opinions.all():
        newest.setdefault(opinion.by, opinion)
    authors = list(sheet.co_authors.filter(until=None))
    people = staff.names([sheet.owner, sheet.approved_by, *newest, *(each.person for each in authors)])
    numbers = found.numbers
    return {
        "opinions": [(people[by], each, each.editions != numbers) for by, each in newest.items()],
        "authors": [(people[each.person], each) for each in authors],
        "public_since": bool(sheet.published_at) and sheet.published_editions != numbers,
        "approved_since": bool(sheet.approved_at) and sheet.approved_editions != numbers,
        "people": people,
    }


def comments(sheet: Sheet | None, section: str, newest: SectionEdition | None) -> dict[str, Any]:
    """Comments on a section, the open ones first, with names."""
    held = sorted(sheet.comments.filter(section=section), key=lambda each: bool(each.answered_at)) if sheet else []
    people = staff.names(
        [name for each in held for name in (each.by, each.answered_by)] + ([newest.by] if newest else [])
    )
    return {"comments": held, "people": people}


def assessments(project: Project) -> dict[str, Any]:
    """(template, sheet or none, complete sections, asked sections, is it signed as it stands) of each assessment, then of
    other papers that were begun; and the papers that can be added. Two queries, and names."""
    held = {each.template: each for each in Sheet.objects.filter(scope=project.pk).prefetch_related("editions")}
    rows: list[Any] = []
    papers: list[Any] = []
    more: list[Any] = []
    for template in TEMPLATES.values():
        sheet = held.get(template.key)
        if template.key == "plan":
            continue
        if not template.essential and sheet is None:
            more.append(template)
            continue
        found = filled(sheet) if sheet else Filled(Sheet(scope=project.pk), template, {})
        shown = all_asked(template, found.answers)
        signed = sheet is not None and sheet.approved_at is not None and sheet.approved_editions == found.numbers
        (rows if template.essential else papers).append((template, sheet, found.complete, len(shown), signed))
    people = staff.names(name for each in held.values() for name in (each.owner, each.approved_by))
    return {"rows": rows, "papers": papers, "more": more, "people": people}


def in_full(found: Filled) -> list[tuple[str, list[Line]]]:
    """(section's title, its questions with answers) of every section that is asked. Suggested words are no answer."""
    answers = found.said
    return [
        (section.title, [line_of(each, answers.get(each.key)) for each in questions])
        for section, questions in all_asked(found.template, found.answers)
    ]


def difference(before: Filled | None, after: Filled | None) -> dict[str, Any]:
    """What one filling of a questionnaire says otherwise than another: (section, [(question, pieces)])."""
    if before is None or after is None:
        return {"before": before, "after": after, "parts": []}
    said = {
        key: "\n".join(line_of(question, before.answers.get(key)).lines)
        for key, question in before.template.definition.by_key.items()
    }
    parts = []
    for section, questions in all_asked(after.template, {**before.answers, **after.answers}):
        changed = [
            (each.wording, compare(said.get(each.key, ""), now))
            for each in questions
            if (now := "\n".join(line_of(each, after.answers.get(each.key)).lines)) != said.get(each.key, "")
        ]
        if changed:
            parts.append((section.title, changed))
    return {"before": before, "after": after, "parts": parts}


def _open_comments(sheet: Sheet) -> dict[str, int]:
    if sheet._state.adding:
        return {}
    counted = sheet.comments.values("section").annotate(count=Count("pk", filter=Q(answered_at=None))).order_by()
    return {each["section"]: each["count"] for each in counted}
