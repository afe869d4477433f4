"""The workspace of a project: its task list, what comes next, and what the public sees now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.core.addresses import url
from alongside.core.dates import days_left, in_words, local, with_clock
from alongside.knowledge.spectrums import word_for
from alongside.organisations.models import Organisation
from alongside.projects.models import Project, SectionEdit, State
from alongside.projects.panels import Share, Task, more_to_ask
from alongside.projects.rules import Check
from alongside.projects.sections import SECTIONS, Section, unfinished


@dataclass(frozen=True)
class Next:
    """The one thing to do now."""

    words: str
    detail: str
    link: str
    button: str


@dataclass(frozen=True)
class TaskList:
    stage: str
    title: str
    tasks: list[Task]


def task_lists(
    project: Project,
    organisation: Organisation,
    shares: list[Share],
    checks: list[Check],
    edits: Mapping[str, SectionEdit],
    names: Mapping[UUID, str],
) -> list[TaskList]:
    """Tasks by stage: the project's sections, what rooms upstairs add, and publishing last."""
    at = organisation.slug
    published = project.published_at is not None
    # What stops publishing is no problem of a page that is out.
    stopping = {check.section for check in checks if check.stops and not published}
    own = [
        section_task(section, project, organisation, edits.get(section.key), names, section.key in stopping)
        for section in SECTIONS.values()
    ]
    shared = [task for share in shares for task in share.tasks]
    lists = [
        TaskList("plan", _("Plan"), [task for task in [*own, *shared] if task.stage == "plan"]),
        TaskList("ask", _("Ask"), [task for task in [*shared, *own] if task.stage == "ask"]),
    ]
    if not published:
        lists[1].tasks.append(_ready_task(project, at, checks))
    lists += [
        TaskList(stage, title, [task for task in shared if task.stage == stage])
        for stage, title in (("hear", _("Hear")), ("answer", _("Answer")), ("learn", _("Learn")))
    ]
    return [each for each in lists if each.tasks]


def section_task(
    section: Section,
    project: Project,
    organisation: Organisation,
    edit: SectionEdit | None,
    names: Mapping[UUID, str],
    stops: bool,
) -> Task:
    """How far a section of the project is; ``stops`` where it stands in the way of publishing."""
    link = url("projects-team:edit", organisation.slug, project.slug, section.key)
    if section.complete(project) and not stops:
        return Task(
            section.stage,
            str(section.title),
            _("Completed"),
            link,
            _summary(section, project, organisation),
            left=False,
        )
    if section.complete(project):
        return Task(
            section.stage, str(section.title), _("Stops you"), link, _summary(section, project, organisation), "red"
        )
    if section.started(project):
        hint = ""
        if edit is not None:
            hint = _("%(name)s saved this on %(day)s") % {"name": names.get(edit.by, ""), "day": in_words(edit.at)}
        return Task(section.stage, str(section.title), _("In progress"), link, hint, "blue")
    if section.key == "ways":
        return Task(
            section.stage,
            str(section.title),
            _("Stops you"),
            link,
            _("You need at least one before you publish"),
            "red",
        )
    return Task(section.stage, str(section.title), _("Not started"), link, "", "blue")


def _summary(section: Section, project: Project, organisation: Organisation) -> str:
    """What was filled in, in a few words, where that says something."""
    if section.key == "kind":
        word = word_for(project.level, organisation.vocabulary)
        return _("%(kind)s: formal consultation") % {"kind": word} if project.formal_consultation else word
    if section.key == "contact":
        return project.contact_name
    if section.key == "decision" and project.decides_on is not None:
        return _("%(who)s, %(day)s") % {"who": project.who_decides, "day": in_words(project.decides_on)}
    if section.key == "ways":
        ways = (
            (project.on_paper, _("Paper")),
            (project.by_phone, _("Phone")),
            (project.in_person, _("In person")),
            (project.as_a_group, _("As a group")),
        )
        return ", ".join(word for text, word in ways if text)
    return ""


def _ready_task(project: Project, org: str, checks: list[Check]) -> Task:
    stopping = sum(check.stops for check in checks)
    link = url("projects-team:ready", org, project.slug)
    title = _("Ready to publish?")
    if more_to_ask(project) and project.formal_consultation:
        return Task(
            "ask", title, _("Look what stops you"), link, _("Evidence and assurance are looked at there"), "orange"
        )
    if stopping:
        return Task("ask", title, _("%(count)s to put right") % {"count": stopping}, link, "", "orange")
    return Task("ask", title, _("Ready"), link, _("Nothing stops you"), "green")


def next_step(project: Project, organisation: Organisation, lists: list[TaskList], now: datetime) -> Next | None:
    """What comes next: a section, the questions, publishing; then what the state asks for."""
    at = [organisation.slug, project.slug]
    state = project.state_at(now)
    if state is State.DRAFT:
        left = unfinished(project)
        if left:
            section = left[0]
            return Next(
                _("Next: %(what)s") % {"what": section.verb},
                _("About %(minutes)s minutes.") % {"minutes": section.minutes}
                if section.minutes > 1
                else _("About a minute."),
                url("projects-team:edit", *at, section.key),
                _("Continue"),
            )
        open_tasks = [task for each in lists for task in each.tasks if task.left and task.link]
        ready = url("projects-team:ready", *at)
        for task in open_tasks:
            if task.link != ready and task.colour:
                return Next(_("Next: %(what)s") % {"what": task.title}, task.hint, task.link, _("Continue"))
        return Next(_("Next: check that it is ready"), _("About 2 minutes."), ready, _("Check and publish"))
    if state is State.OPEN:
        return Next(
            _("Next: read what people say"),
            _("Type in paper and phone answers as they come, so that everyone is counted."),
            url("analysis-team:responses", *at),
            _("See the answers"),
        )
    if state is State.CLOSED:
        return Next(
            _("Next: say what you heard"),
            _("Promised by %(day)s.") % {"day": in_words(project.findings_by)} if project.findings_by else "",
            url("feedback-team:findings", *at),
            _("Continue"),
        )
    if state is State.PAUSED:
        return Next(
            _("Next: decide whether to resume"),
            _("People were told: %(day)s.") % {"day": in_words(project.pause_next_on)} if project.pause_next_on else "",
            url("projects-team:resume", *at),
            _("Resume"),
        )
    return None


def public_now(project: Project, now: datetime) -> str:
    """What somebody who finds the page sees of its state."""
    state = project.state_at(now)
    if state is State.UPCOMING and project.opens_at is not None:
        return _("The page, with the day it opens: %(day)s.") % {"day": with_clock(project.opens_at)}
    if state is State.OPEN and project.closes_at is not None:
        left = days_left(project.closes_at, now)
        return _("The page and the questions. It closes at %(when)s: %(days)s days left.") % {
            "when": with_clock(project.closes_at),
            "days": left,
        }
    if state is State.PAUSED:
        return _("The page, with the reason for the pause. Nobody can answer until you resume.")
    if state is State.CLOSED:
        if project.findings_by is None:
            return _("The page, saying that it has closed.")
        return _("The page, saying that it has closed, and that you will publish what you heard by %(day)s.") % {
            "day": in_words(project.findings_by)
        }
    if state is State.ANSWERED:
        return _("What you heard and decided comes first, then the page as it was.")
    return _("Nothing yet. The page goes public when you publish it.")


def date_items(project: Project, now: datetime) -> list[tuple[str, str, bool]]:
    """(when, what, past), in order of time, for the date list."""
    today = local(now).date()
    found = []
    if project.opens_at is not None:
        found.append((local(project.opens_at).date(), in_words(project.opens_at), _opens_words(project)))
    if project.closes_at is not None:
        found.append((local(project.closes_at).date(), with_clock(project.closes_at), _("Closes")))
    if project.findings_by is not None:
        found.append((project.findings_by, in_words(project.findings_by), _("What you heard is published")))
    if project.decides_on is not None:
        who = project.who_decides or _("The decision")
        found.append((project.decides_on, in_words(project.decides_on), _("%(who)s decides") % {"who": who}))
    found += [(each.on, in_words(each.on), each.words) for each in project.dates.all()]
    return [(words, what, day < today) for day, words, what in sorted(found, key=lambda each: each[0])]


def _opens_words(project: Project) -> str:
    if project.opens_at is None or project.closes_at is None:
        return _("Opens")
    weeks = round((project.closes_at - project.opens_at).days / 7)
    return _("Opens, for %(weeks)s weeks") % {"weeks": weeks} if weeks > 1 else _("Opens")
