"""What needs somebody in the team: a promise, a task, a date, a text to check, a worry, an access need.

Each kind is read in one query that is short for any size of the house. Words are made for rows that are shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, Min, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.activities.models import Channel
from alongside.core.addresses import url
from alongside.core.dates import local, said
from alongside.messaging.models import Task
from alongside.moderation.models import ShownText, Worry
from alongside.organisations.models import Organisation
from alongside.people.accounts.access import can
from alongside.people.accounts.models import Arrangement, Membership
from alongside.people.accounts.needs import UNMET
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project, State

MOST_READ = 20
"""So many of a kind are read; where there are more, the page says "at least"."""
SOON = timedelta(days=7)
MODERATION = timedelta(days=2)  # a text is looked at within two days of being sent
READ_OF_PROJECTS = (
    *("organisation", "slug", "name", "opens_at", "closes_at", "findings_by"),
    *("published_at", "paused_at", "pause_next_on", "answered_at", "run_by"),
)
# One of the rows that are counted together. PostgreSQL has no least of identifiers.
ONE: Any = Min(Cast("pk", CharField()))


class Rank(IntEnum):
    """What comes first when several things cannot wait."""

    WORRY = 0
    DATE = 1
    PROMISE = 2
    NEED = 3
    TASK = 4
    TEXT = 5


@dataclass(frozen=True)
class Row:
    """A sentence with a verb, where it belongs, when it is due, and how that stands."""

    words: str
    link: str
    where: str
    detail: str
    tag: str
    colour: str


class Due(NamedTuple):
    """Something that needs somebody by a day. ``say`` puts it in words."""

    rank: Rank
    due: date
    say: Callable[[], Row]


def near(day: date | datetime) -> str:
    """Friday 29 May: every date on this page is near enough to need no year."""
    return said(day, "l j F")


def needing(membership: Membership, today: date, now: datetime) -> Iterator[Due]:
    """Everything that this colleague's role may do."""
    house = membership.organisation
    if can(membership, Permission.ANSWER):
        yield from _promises(house, today)
    if can(membership, Permission.MODERATE):
        yield from _texts(house, today)
    publishes, meets = can(membership, Permission.PUBLISH), can(membership, Permission.SEE_CONTACTS)
    if not publishes and not meets:
        return
    needs, tasks = (_unmet(house), _to_do(membership, today)) if meets else ([], [])
    scopes = {scope for scope, *_more in needs} | {task[3] for task in tasks}
    projects = _projects(house, scopes, today, now)
    if meets:
        yield from _worries(house, today)
        yield from _needs(house, needs, projects, today)
        yield from _tasks(membership, tasks, projects, today)
    if publishes:
        yield from _dates(house, projects.values(), today, now)


def _standing(due: date, today: date) -> tuple[str, str]:
    """The tag and its colour."""
    if due < today:
        return _("Late"), "red"
    return (_("Due soon"), "orange") if due <= today + SOON else (_("On time"), "white")


def _row(words: str, link: str, where: str, due: date, today: date, what: str) -> Row:
    """``what`` is "Due" or "Promised by" with its day filled in."""
    tag, colour = _standing(due, today)
    detail = f"{where}. {what}" if where else what
    if due < today:
        late = (today - due).days
        words_late = ngettext("%(count)s day late", "%(count)s days late", late) % {"count": late}
        detail = f"{detail}, {words_late}"
    return Row(words, link, where, detail, tag, colour)


def _due(due: date, today: date) -> str:
    return _("Due %(day)s") % {"day": _("today") if due == today else near(due)}


def _promised(due: date) -> str:
    return _("Promised by %(day)s") % {"day": near(due)}


def _promises(house: Organisation, today: date) -> Iterator[Due]:
    found = house.promises.filter(done_on=None, due_on__lte=today + 2 * SOON).order_by("due_on")

    def say(words: str, due: date, project: str | None) -> Row:
        link = url("feedback-team:promises", house.slug)
        what = _("Keep the promise: %(words)s") % {"words": words}
        return _row(what, link, project or "", due, today, _promised(due))

    for row in found.values_list("words", "due_on", "project__name")[:MOST_READ]:
        yield Due(Rank.PROMISE, row[1], partial(say, *row))


def _worries(house: Organisation, today: date) -> Iterator[Due]:
    """Not closed yet, by project. A worry is for the day on which it was passed on."""
    found = Worry.objects.filter(project__organisation=house, closed_at=None).order_by()
    rows = found.values_list("project__name").annotate(
        each=Count("pk"), oldest=Min("raised_at"), one=ONE, channel=Min("contribution__channel")
    )

    def say(project: str, count: int, due: date, one: str, channel: str) -> Row:
        if count > 1:
            words = ngettext("Read %(count)s safety worry", "Read %(count)s safety worries", count) % {"count": count}
            return _row(words, url("moderation:worries", house.slug), project, due, today, _due(due, today))
        said = {
            Channel.PAPER.value: _("Read a safety worry in a paper answer"),
            Channel.PHONE.value: _("Read a safety worry from a phone call"),
        }
        link = url("moderation:one-worry", house.slug, UUID(one))
        return _row(said.get(channel, _("Read a safety worry")), link, project, due, today, _due(due, today))

    for project, count, oldest, one, channel in rows[:MOST_READ]:
        due = local(oldest).date()
        yield Due(Rank.WORRY, due, partial(say, project, count, due, one, channel))


def _unmet(house: Organisation) -> list[tuple[UUID, int, int]]:
    """(project, needs that nobody has taken up or that were not met, how many of them were not met)."""
    found = Arrangement.objects.filter(organisation=house, state__in=UNMET, need__shared_with_teams=True).order_by()
    failed = Count("pk", filter=Q(state=Arrangement.State.NOT_MET))
    return list(found.values_list("scope").annotate(each=Count("pk"), failed=failed)[:MOST_READ])


def _needs(
    house: Organisation, found: Iterable[tuple[UUID, int, int]], projects: Mapping[UUID, Project], today: date
) -> Iterator[Due]:
    """By project that is not over. They have no date of their own (see ``Arrangement``): they are for today."""

    def say(project: Project, count: int, failed: int) -> Row:
        words = ngettext("Meet %(count)s access need", "Meet %(count)s access needs", count) % {"count": count}
        how = _("%(count)s not met so far") % {"count": failed} if failed else _("Nobody has taken it up")
        link = url("team:people-needs", house.slug) + f"?project={project.slug}"
        colour = "red" if failed else "orange"
        return Row(words, link, project.name, f"{project.name}. {how}", _("Not met"), colour)

    for scope, count, failed in found:
        if (project := projects.get(scope)) and project.answered_at is None:
            yield Due(Rank.NEED, today, partial(say, project, count, failed))


TaskRow = tuple[date, str, str, UUID | None, UUID | None, int, str]


def _to_do(membership: Membership, today: date) -> list[TaskRow]:
    """Mine and nobody's; and everybody's who may do it once somebody waits too long for another way.

    Letters with the same words for the same day are one row: (due, kind, title, scope, owner, how many, one of them).
    """
    late_way = Q(kind=Task.Kind.ANOTHER_WAY, due_on__lt=today)
    mine = Q(owner=None) | Q(owner=membership.person_id) | late_way
    found = membership.organisation.tasks.filter(mine, done_at=None).order_by("due_on")
    rows: Any = found.values_list("due_on", "kind", "title", "scope", "owner").annotate(each=Count("pk"), one=ONE)
    return list(rows[:MOST_READ])


def _tasks(
    membership: Membership, found: Iterable[TaskRow], projects: Mapping[UUID, Project], today: date
) -> Iterator[Due]:
    house = membership.organisation.slug

    def say(due: date, kind: str, title: str, scope: UUID | None, owner: UUID | None, count: int, one: str) -> Row:
        link = url("messaging-team:task", house, UUID(one)) if count == 1 else url("messaging-team:tasks", house)
        theirs = _("A colleague has it") if owner is not None and owner != membership.person_id else ""
        project = projects[scope].name if scope is not None and scope in projects else ""
        where = ". ".join(part for part in (project, theirs) if part)
        return _row(_task_words(kind, title, count), link, where, due, today, _due(due, today))

    for row in found:
        rank = Rank.NEED if row[1] == Task.Kind.ANOTHER_WAY else Rank.TASK
        yield Due(rank, row[0], partial(say, *row))


def _task_words(kind: str, title: str, count: int) -> str:
    facts = {"title": title, "count": count}
    if kind == Task.Kind.LETTER:
        return ngettext("Post a letter: %(title)s", "Post %(count)s letters: %(title)s", count) % facts
    if kind == Task.Kind.CALL:
        return ngettext("Phone somebody: %(title)s", "Phone %(count)s people: %(title)s", count) % facts
    if kind == Task.Kind.TEXT:
        words = ngettext("Send a text message: %(title)s", "Send %(count)s text messages: %(title)s", count)
        return words % facts
    return ngettext("Help somebody. %(title)s", "Help %(count)s people. %(title)s", count) % facts


def _projects(house: Organisation, scopes: set[UUID | None], today: date, now: datetime) -> dict[UUID, Project]:
    """Those that other rows speak of, and those that wait for findings, for more about a pause, or to be published."""
    unpublished = Q(published_at=None, opens_at__lte=now + 2 * SOON)
    closed = Q(closes_at__lte=now, findings_by__lte=today + 4 * SOON)
    waiting = Q(unpublished | closed | Q(paused_at__isnull=False), answered_at=None)
    waiting &= Q(run_by=None)  # an independent group sees to its own, also below
    found = house.projects.filter(waiting | Q(pk__in=scopes - {None})).only(*READ_OF_PROJECTS)
    return {project.pk: project for project in found[: 2 * MOST_READ]}


def _dates(house: Organisation, projects: Iterable[Project], today: date, now: datetime) -> Iterator[Due]:
    """Findings that were promised, pauses to say more about, and openings that are not published."""

    def say(words: str, page: str, project: Project, due: date) -> Row:
        what = _("Opens %(day)s") % {"day": near(due)} if project.published_at is None else _promised(due)
        return _row(words, url(page, house.slug, project.slug), project.name, due, today, what)

    for project in projects:
        if project.run_by_id:
            continue
        state = project.state_at(now)
        if state is State.CLOSED and project.findings_by is not None and project.findings_by <= today + 4 * SOON:
            due, words, page = project.findings_by, _("Say what you heard"), "feedback-team:findings"
        elif state is State.PAUSED and project.pause_next_on is not None:
            words, page = _("Say what happens next while it is paused"), "projects-team:resume"
            due = project.pause_next_on
        elif state is State.DRAFT and project.opens_at is not None and project.opens_at <= now + 2 * SOON:
            due, words = local(project.opens_at).date(), _("Publish it before it opens")
            page = "projects-team:ready"
        else:
            continue
        yield Due(Rank.DATE, due, partial(say, words, page, project, due))


def _texts(house: Organisation, today: date) -> Iterator[Due]:
    found = ShownText.objects.filter(project__organisation=house, state=ShownText.State.WAITING)
    rows = (
        found.order_by()
        .values_list("project__slug", "project__name")
        .annotate(each=Count("pk"), oldest=Min("asked_at"))
    )

    def say(slug: str, name: str, count: int, oldest: date) -> Row:
        words = ngettext(
            "Check %(count)s comment before it is published",
            "Check %(count)s comments before they are published",
            count,
        )
        tag, colour = (_("Late"), "red") if oldest + MODERATION < today else (_("On time"), "white")
        detail = _("%(project)s. Oldest from %(day)s") % {"project": name, "day": near(oldest)}
        link = url("moderation:queue", house.slug) + f"?project={slug}"
        return Row(words % {"count": count}, link, name, detail, tag, colour)

    for slug, name, count, asked in rows[:MOST_READ]:
        oldest = local(asked).date()
        yield Due(Rank.TEXT, oldest + MODERATION, partial(say, slug, name, count, oldest))
