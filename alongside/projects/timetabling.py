"""A project's timetable: from its dates and what was chosen, as rows, a picture and a calendar file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from alongside.core.dates import in_words, local
from alongside.knowledge.timetable import Meeting, Phase, Plan, Timetable, timetable
from alongside.library import presenters_own
from alongside.library.values import lengths
from alongside.organisations.lead_times import promised
from alongside.plans.models import TimetableChoice
from alongside.plans.picture import Bar, gantt
from alongside.plans.saying import said
from alongside.plans.timetables import newest
from alongside.projects.models import Project


@dataclass(frozen=True)
class Row:
    """A phase in words. ``planned`` is what the project has set; ``late`` where that leaves less than the least."""

    title: str
    start: str
    end: str
    minimum: str
    source: str
    planned: str = ""
    late: bool = False
    own: tuple[str, ...] = ()
    """What is the organisation's own in it, beside what comes with Alongside."""


@dataclass(frozen=True)
class Made:
    """``plan`` is none, and with it everything else, while the decision date or the kind is missing."""

    choice: TimetableChoice | None
    plan: Plan | None
    table: Timetable | None


def timetable_of(project: Project, now: datetime) -> Made:
    """Two queries."""
    choice = newest(project.pk)
    if project.decides_on is None or not project.level:
        return Made(choice, None, None)
    today = local(now).date()
    measured = lengths(project.organisation, today)
    plan = Plan(
        decision=project.decides_on,
        kind=project.level,
        formal=project.formal_consultation,
        formats=tuple(choice.formats) if choice else (),
        meetings=tuple(
            Meeting(each["name"], date.fromisoformat(each["date"]), each["purpose"])
            for each in (choice.meetings if choice else ())
        ),
        today=today,
        timings=measured.timings,
        lead_times=measured.lead_times,
    )
    return Made(choice, plan, timetable(plan))


def rows(project: Project, made: Made) -> list[Row]:
    return [_row(project, each, made.plan) for each in made.table.phases] if made.table and made.plan else []


def _row(project: Project, phase: Phase, plan: Plan) -> Row:
    planned, late = _planned(project, phase)
    single = phase.start == phase.end
    return Row(
        title=said(phase.title),
        start=in_words(phase.start),
        end="" if single else in_words(phase.end),
        minimum=said(phase.minimum),
        source=said(phase.source),
        planned=" ".join(words for words, _day in planned),
        late=late,
        own=tuple(_own(project, phase, plan)),
    )


def _own(project: Project, phase: Phase, plan: Plan) -> Iterator[str]:
    measured = [plan.timings[each] for each in phase.source.split(", ") if each in plan.timings]
    yield from (words for each in measured if (words := presenters_own.timing(each)))
    if phase.key == "formats":
        held = promised(project.organisation)
        slowest = max((held[each] for each in plan.formats), key=lambda each: each.days)
        own = replace(slowest.default, days=slowest.days)
        if words := presenters_own.instead(own, slowest.default, slowest.since):
            yield words


def _planned(project: Project, phase: Phase) -> tuple[list[tuple[str, date]], bool]:
    """What the project has set for this phase, and whether that is later than the latest day."""
    opens = local(project.opens_at).date() if project.opens_at else None
    closes = local(project.closes_at).date() if project.closes_at else None
    if phase.key == "involve" and opens and closes:
        words = _("Opens %(opens)s, closes %(closes)s.") % {"opens": in_words(opens), "closes": in_words(closes)}
        return [(words, opens)], opens > phase.start or closes > phase.end
    if phase.key == "feed back" and project.findings_by:
        words = _("Promised by %(day)s.") % {"day": in_words(project.findings_by)}
        return [(words, project.findings_by)], project.findings_by > phase.end
    return [], False


def picture(project: Project, table: Timetable, today: date) -> str:
    opens, closes = project.opens_at, project.closes_at
    set_days = (local(opens).date(), local(closes).date()) if opens and closes else None
    bars = [Bar(said(each.title), each.start, each.end, set_days if each.key == "involve" else None) for each in table.phases]  # fmt: skip
    return gantt(
        bars,
        title=_("Timetable"),
        said=_("One bar for each phase, from %(first)s to %(last)s. The table says the same.")
        % {"first": in_words(bars[0].start), "last": in_words(max(each.end for each in bars))},
        today=today,
        today_words=_("Today"),
    )


def warnings(table: Timetable) -> list[dict[str, Any]]:
    return [
        {"words": said(each.words), "works": in_words(each.works) if each.works else "", "source": each.source}
        for each in table.warnings
    ]


def calendar(project: Project, made: Made, link: str, now: datetime) -> bytes:
    """Every phase and meeting as days of a calendar. Calendars that read it again change their entries by id."""
    found = Calendar()
    found.add("prodid", "-//Alongside//Timetable//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", project.name)
    if made.plan is None or made.table is None:
        return bytes(found.to_ical())
    days = [(str(each.key), said(each.title), each.start, each.end) for each in made.table.phases]
    days += [(f"meeting-{each.name}-{each.day.isoformat()}", each.name, each.day, each.day) for each in made.plan.meetings]  # fmt: skip
    for key, words, start, end in days:
        event = Event()
        event.add("uid", f"{project.pk}-{key.replace(' ', '-')}@alongside")
        event.add("dtstamp", now)
        event.add("summary", f"{project.name}: {words}")
        event.add("dtstart", start)
        event.add("dtend", end + timedelta(days=1))
        event.add("url", link)
        found.add_component(event)
    return bytes(found.to_ical())
