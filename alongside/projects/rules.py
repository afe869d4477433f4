"""Judgement about a project, as pure functions: is it ready to publish, and what may be done in which state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import in_words
from alongside.knowledge.holidays import working_days_after, working_days_between

FORMAL_WEEKS = 12  # usual length of a formal consultation (domain.md TIM-02)
FEWEST_WEEKS = 4  # no consultation is shorter without a recorded reason (TIM-01, requirement B4)
FINDINGS_WEEKS = 12  # what was heard is published within 12 weeks of closing (TIM-06)
READING_WEEKS = 4  # between closing and deciding, to read what was said (TIM-19)
HARD_READING_AGE = 14  # NHS content style: 9 to 11, or 11 to 14 where the subject prevents it (READ-1)


class Weight(StrEnum):
    STOPS = "stops"
    WORTH_FIXING = "worth-fixing"
    DONE = "done"


@dataclass(frozen=True)
class Check:
    """One line of "Ready to publish?". ``section`` is where it is put right; ``link`` serves other rooms' pages.

    ``overridden`` is who decided to publish all the same, with the reason, in words. What would leave a page that
    means nothing, nobody can decide: that is not ``waivable``.
    """

    key: str
    weight: Weight
    words: str
    section: str = ""
    link: str = ""
    detail: str = ""
    overridden: str = ""
    waivable: bool = True

    @property
    def said(self) -> str:
        """What it says, to tell whether it still says what somebody overrode."""
        return f"{self.words}\n{self.detail}"

    @property
    def stops(self) -> bool:
        return self.weight is Weight.STOPS and not self.overridden


@dataclass(frozen=True)
class FormatFact:
    """A format of the project's texts: ``days`` are working days until it would be ready. ``there`` and up to date."""

    name: str
    days: int
    there: bool


@dataclass(frozen=True)
class Facts:
    """What is known about a project when somebody asks whether it is ready. Days are UK days."""

    today: date
    can_change: bool = False
    cannot_change: bool = False
    who_decides: bool = False
    decides_on: date | None = None
    contact_name: bool = False
    contact_route: bool = False
    ways_offline: int = 0
    kind: bool = False
    formal: bool = False
    formal_reason: bool = False
    opens_on: date | None = None
    closes_on: date | None = None
    findings_by: date | None = None
    reading_age: int | None = None
    formats: tuple[FormatFact, ...] = ()
    # What it is measured by: an organisation can have its own, and ``own`` says so, by the id of the timing.
    formal_weeks: int = FORMAL_WEEKS
    fewest_weeks: int = FEWEST_WEEKS
    findings_weeks: int = FINDINGS_WEEKS
    reading_weeks: int = READING_WEEKS
    own: Mapping[str, str] = field(default_factory=dict)
    bank_holidays: frozenset[date] = frozenset()


def ready(facts: Facts) -> list[Check]:
    """Every check of the project itself, heaviest first. Other rooms add their own."""
    return in_order(
        [*_substance(facts), *_people(facts), *_dates(facts), *_length(facts), *_writing(facts), *_formats(facts)]
    )


def in_order(checks: Iterable[Check]) -> list[Check]:
    order = list(Weight)
    return sorted(checks, key=lambda check: order.index(check.weight))


def with_overrides(checks: Iterable[Check], overrides: Mapping[str, str]) -> list[Check]:
    """The same checks, those that somebody overrode saying who and why: only what stops and can be waived."""
    return [
        replace(check, overridden=overrides[check.key])
        if check.weight is Weight.STOPS and check.waivable and check.key in overrides
        else check
        for check in checks
    ]


def _stops_or_done(key: str, good: bool, stops: str, done: str, section: str, detail: str = "") -> Check:
    if good:
        return Check(key, Weight.DONE, done, section)
    return Check(key, Weight.STOPS, stops, section, detail=detail)


def _substance(facts: Facts) -> list[Check]:
    return [
        _stops_or_done(
            "what-can-change",
            facts.can_change and facts.cannot_change,
            _("Say what can change, and what cannot"),
            _("What can change, and what cannot, is said"),
            "change",
            _("People need to know what their answer can do before they give it."),
        ),
        _stops_or_done(
            "who-decides",
            facts.who_decides,
            _("Say who makes the decision"),
            _("Who makes the decision is said"),
            "decision",
        ),
        _stops_or_done(
            "decision-date",
            facts.decides_on is not None,
            _("Add the date of the decision"),
            _("There is a decision date"),
            "decision",
        ),
        _stops_or_done(
            "kind",
            facts.kind,
            _("Choose the kind of involvement"),
            _("The kind of involvement is chosen"),
            "kind",
        ),
    ]


def _people(facts: Facts) -> list[Check]:
    checks = [
        _stops_or_done(
            "contact",
            facts.contact_name and facts.contact_route,
            _("Name somebody to contact, with a phone number or an email address"),
            _("There is a named contact"),
            "contact",
        ),
        _stops_or_done(
            "offline",
            facts.ways_offline > 0,
            _("Add a way to answer offline"),
            ngettext(
                "There is %(count)s way to answer offline",
                "There are %(count)s ways to answer offline",
                facts.ways_offline,
            )
            % {"count": facts.ways_offline},
            "ways",
            _("Not everyone can use a website. Paper, phone or in person: one is enough."),
        ),
    ]
    if facts.ways_offline == 1:
        checks.append(Check("one-way", Weight.WORTH_FIXING, _("There is only one way to answer offline"), "ways"))
    return checks


def _dates(facts: Facts) -> list[Check]:
    opens, closes = facts.opens_on, facts.closes_on
    if opens is None or closes is None:
        return [Check("dates", Weight.STOPS, _("Set the dates it opens and closes"), "dates", waivable=False)]
    checks = []
    if closes <= facts.today:
        checks.append(Check("closed-already", Weight.STOPS, _("The closing date has passed"), "dates", waivable=False))
    else:
        checks.append(Check("dates", Weight.DONE, _("It has dates to open and close"), "dates"))
    if facts.decides_on is not None and facts.decides_on <= closes:
        checks.append(
            Check(
                "decided-first",
                Weight.STOPS,
                _("The decision is on %(decided)s, before this closes on %(closes)s")
                % {"decided": in_words(facts.decides_on), "closes": in_words(closes)},
                "dates",
                detail=_("People must be able to change the decision with what they say."),
            )
        )
    elif facts.decides_on is not None and facts.decides_on < closes + timedelta(weeks=facts.reading_weeks):
        checks.append(
            Check(
                "time-to-read",
                Weight.WORTH_FIXING,
                _("There are fewer than %(weeks)s weeks between closing and deciding") % {"weeks": facts.reading_weeks},
                "dates",
                detail=_with(_("Those who decide need time to read what people said."), facts, "TIM-19"),
            )
        )
    if opens.month == 8:
        checks.append(Check("august", Weight.WORTH_FIXING, _("It opens in August, when many people are away"), "dates"))
    if opens in facts.bank_holidays:
        checks.append(Check("opens-holiday", Weight.WORTH_FIXING, _("It opens on a bank holiday"), "dates"))
    if closes in facts.bank_holidays:
        checks.append(
            Check(
                "closes-holiday",
                Weight.WORTH_FIXING,
                _("It closes on a bank holiday, when nobody can answer the phone"),
                "dates",
            )
        )
    return [*checks, *_findings(facts, closes)]


def _findings(facts: Facts, closes: date) -> list[Check]:
    if facts.findings_by is None:
        return [Check("findings-date", Weight.WORTH_FIXING, _("Say by when you will publish what you heard"), "dates")]
    if facts.findings_by > closes + timedelta(weeks=facts.findings_weeks):
        return [
            Check(
                "findings-late",
                Weight.WORTH_FIXING,
                _("What you heard comes more than %(weeks)s weeks after closing") % {"weeks": facts.findings_weeks},
                "dates",
                detail=_with("", facts, "TIM-06"),
            )
        ]
    return [Check("findings-date", Weight.DONE, _("There is a date for what you heard"), "dates")]


def _length(facts: Facts) -> list[Check]:
    """How long it is open. Engagement may be short; a formal consultation is about 12 weeks, never under 4, or what
    the organisation says instead."""
    if facts.opens_on is None or facts.closes_on is None or not facts.formal:
        return []
    weeks = (facts.closes_on - facts.opens_on).days / 7
    if weeks < facts.fewest_weeks and not facts.formal_reason:
        return [
            Check(
                "too-short",
                Weight.STOPS,
                _("A formal consultation shorter than %(weeks)s weeks needs a reason") % {"weeks": facts.fewest_weeks},
                "kind",
                detail=_with("", facts, "TIM-01"),
            )
        ]
    if weeks < facts.formal_weeks:
        return [
            Check(
                "shorter-than-usual",
                Weight.WORTH_FIXING,
                _("A formal consultation is usually open for %(weeks)s weeks") % {"weeks": facts.formal_weeks},
                "dates",
                detail=_with("", facts, "TIM-02"),
            )
        ]
    return [
        Check(
            "formal-length",
            Weight.DONE,
            _("It is open for %(weeks)s weeks or more") % {"weeks": facts.formal_weeks},
            "dates",
        )
    ]


def _with(detail: str, facts: Facts, timing: str) -> str:
    """With a word on a length that is the organisation's own."""
    return f"{detail} {facts.own.get(timing, '')}".strip()


def _writing(facts: Facts) -> list[Check]:
    if facts.reading_age is None or facts.reading_age <= HARD_READING_AGE:
        return []
    return [
        Check(
            "reading-age",
            Weight.WORTH_FIXING,
            _("The page may be hard to read: its reading age is about %(age)s") % {"age": facts.reading_age},
            "purpose",
            detail=_("Aim for 9 to 11. Shorter sentences and simpler words help."),
        )
    ]


def _formats(facts: Facts) -> list[Check]:
    """Formats that would not be ready on the day it opens (domain.md E-G3-3), and those that still would be."""
    if facts.opens_on is None or not facts.formats:
        return []
    opens = max(facts.opens_on, facts.today)
    missing = [each for each in facts.formats if not each.there]
    ready = {each: working_days_after(facts.today, each.days) for each in missing}
    late = [each for each in missing if ready[each] > opens]
    checks = []
    if late:
        last = max(ready[each] for each in late)
        checks.append(
            Check(
                "formats-short",
                Weight.WORTH_FIXING,
                _sentence(_short_words(each, working_days_between(opens, ready[each])) for each in late),
                detail=_("Asked for today, the last is ready on %(day)s. Ask for it now, or open later.")
                % {"day": in_words(last)},
            )
        )
    if in_time := [each for each in missing if each not in late]:
        by = [(working_days_after(opens, -each.days), each.name) for each in in_time]
        checks.append(
            Check(
                "formats-missing",
                Weight.WORTH_FIXING,
                _sentence(_("%(format)s by %(day)s") % {"format": name, "day": in_words(day)} for day, name in by),
                detail=_("Ask for these formats by then, to have them on the day it opens."),
            )
        )
    return checks or [Check("formats", Weight.DONE, _("It is there in every format, and up to date"))]


def _short_words(each: FormatFact, days: int) -> str:
    words = ngettext("%(format)s %(count)s day short", "%(format)s %(count)s days short", days)
    return words % {"format": each.name, "count": days}


def _sentence(parts: Iterable[str]) -> str:
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]
