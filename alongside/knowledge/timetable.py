"""A timetable that works backwards from the day of the decision: what has to begin when, at the latest, and what is in
the way.

Pure: the plan and today go in, phases and warnings come out. Every length names its source; a warning says why, and a day
that would work where there is one. Lengths are the least or the usual ones: more time is always better.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

from alongside.knowledge.english import english, english_n
from alongside.knowledge.holidays import is_working_day, working_days_after
from alongside.knowledge.lead_times import LeadTime, lead_times
from alongside.knowledge.spectrums import levels
from alongside.knowledge.timings import Timing, before_election, festivals, known_until, timings

DAY = timedelta(days=1)
MEETINGS = {
    "assurance": "agrees the plan before it opens",
    "scrutiny": "health scrutiny, which comments before the decision",
    "council": "a council or a committee of it, whose papers are public",
    "board": "a board of the organisation",
    "participants": "people who take part",
}
# How long people are involved, by kind. Who only informs or explains still leaves time to hear it and ask.
INVOLVING = {
    "inform": "TIM-05",
    "educate": "TIM-05",
    "consult": "TIM-01",
    "engage": "TIM-05",
    "co-design": "TIM-01",
    "co-produce": "TIM-01",
    "community-led": "TIM-01",
}
ON = {
    "opens": "It opens on %(festival)s.",
    "closes": "It closes on %(festival)s.",
    "decides": "The decision is on %(festival)s.",
}
BEFORE_POLL = {
    "opens": "It opens in the weeks before local elections on %(day)s. Where your area votes, publicity is limited.",
    "closes": "It closes in the weeks before local elections on %(day)s. Where your area votes, publicity is limited.",
}
LONGER = ("consult", "co-design", "co-produce")


class NotAPlan(Exception):
    """A key or a value of a plan that we do not know. The words name it."""


@dataclass(frozen=True)
class Meeting:
    name: str
    day: date
    purpose: str


@dataclass(frozen=True)
class Plan:
    """``kind`` is a kind of involvement; ``formats`` those that are wanted when it opens. ``timings`` and ``lead_times``
    are those that come with Alongside, or an organisation's own."""

    decision: date
    kind: str
    formal: bool
    formats: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    today: date
    timings: Mapping[str, Timing] = field(default_factory=timings)
    lead_times: Mapping[str, LeadTime] = field(default_factory=lead_times)


@dataclass(frozen=True)
class Phase:
    """From the morning of ``start`` to the evening of ``end``. ``minimum`` is the least, in words, by ``source``."""

    key: Literal["plan", "formats", "involve", "analyse", "papers", "decide", "feed back"]
    title: str
    start: date
    end: date
    minimum: str
    source: str

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Warning:
    """``works`` is a day that would do, where one can be named; ``about`` the phase or meeting it is about."""

    about: str
    words: str
    source: str = ""
    works: date | None = None


@dataclass(frozen=True)
class Timetable:
    phases: tuple[Phase, ...]
    warnings: tuple[Warning, ...] = field(default=())

    def phase(self, key: str) -> Phase:
        return next(each for each in self.phases if each.key == key)


def timetable(plan: Plan) -> Timetable:
    """The latest days that still leave each phase its least, and what stands in their way."""
    made = Timetable(tuple(_phases(plan)))
    return replace(made, warnings=tuple(_warnings(plan, made)))


def _phases(plan: Plan) -> Iterator[Phase]:
    papers, paper_rule = _papers_out(plan, plan.decision, council=_council_decides(plan))
    analyse = plan.timings["TIM-19"]
    close = analyse.before(papers) - DAY
    length = plan.timings["TIM-02" if plan.formal else INVOLVING[plan.kind]]
    opens = _working(length.before(close + DAY))
    if plan.kind == "co-produce":
        opens = min(opens, _half_a_year_before(plan, opens))
    ready = opens - DAY
    recruit = plan.timings["TIM-03"]
    start = _working(recruit.before(opens))
    slowest = max((plan.lead_times[each] for each in plan.formats), key=lambda each: each.days, default=None)
    making = working_days_after(opens, -slowest.days) if slowest else None
    yield Phase("plan", english("Plan and recruit"), min(start, making or start), ready, recruit.words, recruit.id)
    if slowest and making:
        what = english_n("Make %(count)s other format", "Make %(count)s other formats", len(plan.formats))
        least = english_n("%(count)s working day", "%(count)s working days", slowest.days)
        yield Phase("formats", what, making, ready, least, english("lead times of formats"))
    co_produced = plan.kind == "co-produce"
    title = english("Formal consultation") if plan.formal else english("Involve people")
    whole = plan.timings["TIM-04"].words
    half_a_year = english("%(least)s; %(time)s from plan to decision", least=length.words, time=whole)
    minimum = half_a_year if co_produced else length.words
    yield Phase("involve", title, opens, close, minimum, f"{length.id}{', TIM-04' if co_produced else ''}")
    yield Phase("analyse", english("Read, analyse and report"), close + DAY, papers - DAY, analyse.words, analyse.id)
    yield Phase("papers", english("Papers are with the decision-makers"), papers, plan.decision - DAY, paper_rule.words, paper_rule.id)  # fmt: skip
    yield Phase("decide", english("Decision"), plan.decision, plan.decision, english("1 day"), "")
    tell = plan.timings["TIM-06"]
    yield Phase("feed back", english("Tell people what came of it"), plan.decision, _told_by(plan, close), english("within %(time)s of the close", time=tell.words), tell.id)  # fmt: skip


def _half_a_year_before(plan: Plan, opens: date) -> date:
    """Co-production starts with the plan: the opening moves back until plan to decision is half a year."""
    begun, recruit = plan.timings["TIM-04"].before(plan.decision), plan.timings["TIM-03"]
    while recruit.before(opens) > begun:  # months differ in length: what is short is not always what is missing
        opens -= recruit.before(opens) - begun
    return _working(opens)


def _working(day: date) -> date:
    """The day itself, or the working day before."""
    return day if is_working_day(day) else working_days_after(day, -1)


def _told_by(plan: Plan, close: date) -> date:
    return max(plan.timings["TIM-06"].after(close), plan.decision)


def _council_decides(plan: Plan) -> bool:
    return any(each.purpose == "council" and each.day == plan.decision for each in plan.meetings)


def _papers_out(plan: Plan, meeting: date, *, council: bool) -> tuple[date, Timing]:
    """The last day on which papers can go out, by the strictest rule. Clear days leave out both ends."""
    rules = [plan.timings["TIM-12f" if plan.formats else "TIM-12"]]
    if council:
        rules.append(plan.timings["TIM-11"])
    out = [(_working(rule.before(meeting) - (DAY if rule.id == "TIM-11" else timedelta(0))), rule) for rule in rules]
    return min(out, key=lambda each: each[0])


# ── What stands in the way ──


def _warnings(plan: Plan, made: Timetable) -> Iterator[Warning]:
    yield from _too_late(plan, made)
    yield from _kinds(plan)
    yield from _key_days(plan, made)
    yield from _seasons(made)
    yield from _meetings(plan, made)


def _too_late(plan: Plan, made: Timetable) -> Iterator[Warning]:
    first = made.phases[0].start
    if plan.decision <= plan.today:
        yield Warning("decide", english("The decision date is not in the future."), works=_first_decision(plan))
    elif first < plan.today:
        days = (plan.today - first).days
        words = english_n(
            "Planning had to begin on %(day)s, %(count)s day ago. Move the decision, or record why less time is fair.",
            "Planning had to begin on %(day)s, %(count)s days ago. Move the decision, or record why less time is fair.",
            days,
            day=first,
        )
        yield Warning("plan", words, "TIM-03", _first_decision(plan))


def _first_decision(plan: Plan) -> date:
    """The earliest working day for a decision, not before the one planned, that leaves every phase its least."""
    first = max(plan.decision, plan.today + DAY)
    day = first
    while (short := _short(plan, day)) > 0:
        day += short * DAY
    # The jump may have gone a little too far: starts move back to working days.
    while day > first and _short(plan, day - DAY) <= 0:
        day -= DAY
    return day if is_working_day(day) else working_days_after(day, 1)


def _short(plan: Plan, decision: date) -> int:
    """How many days ago the work would have had to begin for a decision on that day. A decision takes its meeting along."""
    moved = tuple(replace(each, day=decision) if each.day == plan.decision else each for each in plan.meetings)
    return (plan.today - next(_phases(replace(plan, decision=decision, meetings=moved))).start).days


def _kinds(plan: Plan) -> Iterator[Warning]:
    if plan.formal and plan.kind != "consult":
        yield Warning("involve", english("A formal consultation asks about stated options for a fixed time. What goes deeper than that is an activity of its own beside it."))  # fmt: skip
    if plan.formal or plan.kind in LONGER:
        yield Warning("plan", english("The least to plan and recruit is %(time)s. A consultation or co-production usually wants more.", time=plan.timings["TIM-03"].words), "TIM-03")  # fmt: skip
    if plan.kind == "co-produce":
        yield Warning("involve", english("Co-production is rarely done well in less than %(time)s, and goes on after the decision.", time=plan.timings["TIM-04"].words), "TIM-04")  # fmt: skip


def _key_days(plan: Plan, made: Timetable) -> Iterator[Warning]:
    involve = made.phase("involve")
    if not is_working_day(plan.decision):
        words = english("The decision falls on %(day)s, which is not a working day.", day=plan.decision)
        yield Warning("decide", words, works=working_days_after(plan.decision, 1))
    days = [("opens", involve.start), ("closes", involve.end), ("decides", plan.decision)]
    for what, day in days:
        poll = before_election(day)
        if poll is not None and what != "decides":
            yield Warning("involve", english(BEFORE_POLL[what], day=poll), "TIM-17", poll + DAY)  # fmt: skip
        elif poll is not None:
            yield Warning("decide", english("The decision falls in the weeks before local elections on %(day)s. Where your area votes, it usually waits.", day=poll), "TIM-17", working_days_after(poll, 1))  # fmt: skip
        for festival in festivals():
            if festival.kind == "day" and festival.first <= day <= festival.last:
                yield Warning("involve" if what != "decides" else "decide", english(ON[what], festival=festival.title), "TIM-18", working_days_after(festival.last, 1))  # fmt: skip
    if made.phases[-1].end > known_until():
        yield Warning("feed back", english("Festivals are known to %(day)s only: look again later.", day=known_until()), "TIM-18")  # fmt: skip


def _seasons(made: Timetable) -> Iterator[Warning]:
    """Time that a season takes from the involvement is given back by opening earlier."""
    involve = made.phase("involve")
    for each in festivals():
        first, last = max(each.first, involve.start), min(each.last, involve.end)
        if each.kind == "season" and first <= last:
            days = (last - first).days + 1
            words = english_n(
                "%(season)s: %(count)s day of the time. Give it back by opening earlier, and choose times that suit.",
                "%(season)s: %(count)s days of the time. Give them back by opening earlier, and choose times that suit.",
                days,
                season=each.title,
            )
            yield Warning("involve", words, "TIM-18", _working(involve.start - days * DAY))


def _meetings(plan: Plan, made: Timetable) -> Iterator[Warning]:
    involve = made.phase("involve")
    for each in plan.meetings:
        about = f"meeting: {each.name}"
        if not is_working_day(each.day):
            yield Warning(
                about, english("%(day)s is not a working day.", day=each.day), works=working_days_after(each.day, 1)
            )
        for festival in festivals():
            if festival.kind == "day" and festival.first <= each.day <= festival.last:
                yield Warning(
                    about,
                    english("It falls on %(festival)s.", festival=festival.title),
                    "TIM-18",
                    working_days_after(festival.last, 1),
                )
        out, rule = _papers_out(plan, each.day, council=each.purpose == "council")
        if out < plan.today <= each.day:
            yield Warning(about, english("Its papers had to go out on %(day)s.", day=out), rule.id)
        if each.purpose == "assurance" and each.day >= involve.start:
            yield Warning(about, english("The plan is assured after it opens on %(day)s. Assurance comes first.", day=involve.start), works=working_days_after(involve.start, -1))  # fmt: skip
        if each.purpose == "scrutiny" and each.day > plan.decision:
            yield Warning(about, english("Health scrutiny meets after the decision. It has to be heard before."), "TIM-09", working_days_after(plan.decision, -1))  # fmt: skip
    if plan.formal and not any(each.purpose == "scrutiny" for each in plan.meetings):
        yield Warning("involve", english("No meeting of health scrutiny is planned. If the change is substantial, scrutiny is consulted, and both dates are published."), "TIM-09")  # fmt: skip


# ── Reading a plan ──


def read_plan(raw: object, today: date) -> Plan:
    """Plain JSON data as a plan; ``today`` where it does not say. Raises NotAPlan, naming the key."""
    if not isinstance(raw, dict):
        raise NotAPlan("The plan must be one JSON object of keys and values.")
    keys = ("decision_date", "kind", "formal_consultation", "formats", "meetings", "today")
    _known(raw, keys, "the plan")
    formats, meetings, formal = raw.get("formats") or [], raw.get("meetings") or [], raw.get("formal_consultation")
    if formal is not None and not isinstance(formal, bool):
        raise NotAPlan("“formal_consultation” must be true or false.")
    if not isinstance(formats, list) or not isinstance(meetings, list):
        raise NotAPlan("“formats” and “meetings” must be lists.")
    return Plan(
        decision=_day(raw, "decision_date"),
        kind=_choice(raw.get("kind"), levels(), "kind"),
        formal=bool(formal),
        formats=tuple(dict.fromkeys(_choice(each, lead_times(), "formats") for each in formats)),
        meetings=tuple(_meeting(each) for each in meetings),
        today=_day(raw, "today") if raw.get("today") is not None else today,
    )


def _meeting(raw: object) -> Meeting:
    if not isinstance(raw, dict):
        raise NotAPlan("Each of “meetings” must be an object with name, date and purpose.")
    _known(raw, ("name", "date", "purpose"), "a meeting")
    name = raw.get("name")
    if not isinstance(name, str) or not name.strip():
        raise NotAPlan("A meeting needs a “name”.")
    return Meeting(name.strip(), _day(raw, "date"), _choice(raw.get("purpose"), MEETINGS, "purpose"))


def _known(raw: dict[str, Any], keys: tuple[str, ...], what: str) -> None:
    for key in raw:
        if key not in keys:
            raise NotAPlan(f"“{key}” is not a key of {what}. Its keys are {', '.join(keys)}.")


def _choice(value: object, choices: Iterable[str], key: str) -> str:
    known = tuple(choices)
    if not isinstance(value, str) or value not in known:
        raise NotAPlan(f"“{key}” has “{value}”, which is not one of {', '.join(known)}.")
    return value


def _day(raw: dict[str, Any], key: str) -> date:
    value = raw.get(key)
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year <= 2100:
        raise NotAPlan(f"“{key}” is {'missing' if value is None else f'“{value}”'}. Write a date like 2026-11-30.")
    return found
