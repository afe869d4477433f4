"""What is an organisation's own, in words: never without who set it, when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import in_words, said, short
from alongside.knowledge.entries import HARDNESS, Duty
from alongside.knowledge.facts import facts
from alongside.knowledge.lead_times import LeadTime
from alongside.knowledge.rates import Rate
from alongside.knowledge.timings import AT_MOST, Timing
from alongside.library import presenters
from alongside.library.duties import SOFT, Asked, by_question
from alongside.library.models import OwnEntry

Thing = Timing | LeadTime | Rate
LEAD_TIME = OwnEntry.Kind.LEAD_TIME


def hardness() -> dict[str, str]:
    """What an organisation can call what it asks of itself."""
    return {each: _(HARDNESS[each]) for each in SOFT} | {"SEED": _("A promise that we made")}


def source(row: OwnEntry) -> str:
    """Where it stands, how sure whoever wrote it was, and when to look again."""
    held = row.details
    seen, review_by = date.fromisoformat(f"{held['seen']}-01"), date.fromisoformat(held["review_by"])
    return _("%(name)s, seen in %(month)s. %(sure)s. Look again by %(day)s.") % {
        "name": held["source"],
        "month": said(seen, "F Y"),
        "sure": presenters.CONFIDENCE[held["confidence"]],
        "day": in_words(review_by),
    }


def added(row: OwnEntry, names: Mapping[UUID, str]) -> str:
    """``Asked by Northmere itself. Amira Khan on Sunday 3 May 2026: the forum asked for it``"""
    return _("Asked by %(organisation)s itself, not by law. %(name)s on %(day)s: %(reason)s") % {
        "organisation": row.organisation.name,
        "name": names.get(row.by, _("Someone who has left")),
        "day": in_words(row.at),
        "reason": row.reason,
    }


def commented(row: OwnEntry, names: Mapping[UUID, str]) -> str:
    """Who said it: what comes with Alongside stays as it is."""
    return _("Comment of %(organisation)s. %(name)s on %(day)s: %(reason)s") % {
        "organisation": row.organisation.name,
        "name": names.get(row.by, _("Someone who has left")),
        "day": in_words(row.at),
        "reason": row.reason,
    }


def law(duty: Duty, on: date, asked: Asked, names: Mapping[UUID, str]) -> presenters.Law:
    """A duty with what the organisation said of it; its own say so."""
    told, own, comment = presenters.law(duty, on), asked.own.get(duty.id), asked.comments.get(duty.id)
    if own is not None:
        link = str(own.details["link"])
        return replace(
            told,
            own=True,
            key=own.key,
            said=added(own, names),
            link=link,
            note=when(own),
            valid=_valid(duty),
            hardness=hardness()[duty.hardness],
            source=source(own),
        )
    if comment is not None:
        return replace(told, said=commented(comment, names), comment=comment.note)
    return told


def _valid(duty: Duty) -> str:
    if duty.valid_from is None and duty.valid_to is None:
        return _("No first or last day.")
    if duty.valid_from is None:
        return _("Until %(day)s.") % {"day": in_words(duty.valid_to)} if duty.valid_to else ""
    since = _("From %(day)s") % {"day": in_words(duty.valid_from)}
    if duty.valid_to is None:
        return f"{since}."
    return _("%(since)s, until %(day)s.") % {"since": since, "day": in_words(duty.valid_to)}


def when(row: OwnEntry) -> str:
    """When it applies, as questions with their answers."""
    join, found = row.details["join"], by_question(row.details["answers"])
    if join == "always":
        return _("It always applies.")
    answered = "; ".join(
        _("%(question)s %(answer)s")
        % {"question": _(facts()[key].words), "answer": _(" or ").join(_answer(key, each) for each in values)}
        for key, values in found.items()
    )
    if len(found) == 1:
        return _("It applies when this is the answer: %(answers)s.") % {"answers": answered}
    if join == "all":
        return _("It applies when all of these are the answers: %(answers)s.") % {"answers": answered}
    return _("It applies when any of these is the answer: %(answers)s.") % {"answers": answered}


def _answer(key: str, value: str) -> str:
    return dict(answers_to(key))[value]


def answers_to(key: str) -> list[tuple[str, str]]:
    """(value, words) that somebody can choose for a fact; nothing for dates and numbers."""
    fact = facts()[key]
    if fact.kind == "yes_no":
        return [("yes", _("Yes")), ("no", _("No"))]
    return [(value, _(words)) for value, words in zip(fact.choices, fact.choice_words, strict=True)]


def amount(thing: Thing) -> str:
    """``6 weeks``, ``10 working days``, ``£27.50``"""
    if isinstance(thing, Rate):
        return f"£{thing.amount}"
    if isinstance(thing, LeadTime):
        return _days(thing.days)
    words = thing.words
    return ngettext(words.one, words.many, thing.value) % {"count": thing.value}


def _days(days: int) -> str:
    return ngettext("%(count)s working day", "%(count)s working days", days) % {"count": days}


def of(shipped: Thing, value: str) -> Thing:
    """The same with another value."""
    if isinstance(shipped, Rate):
        return replace(shipped, amount=Decimal(value))
    if isinstance(shipped, LeadTime):
        return replace(shipped, days=int(value))
    return replace(shipped, value=int(value))


def name(thing: Thing) -> str:
    """``The shortest consultation``"""
    if isinstance(thing, LeadTime):
        return thing.name[:1].upper() + thing.name[1:]
    return _("%(title)s, %(scheme)s") % {"title": _(thing.title), "scheme": _(thing.scheme)} if isinstance(thing, Rate) else _(thing.title)  # fmt: skip


def instead(own: Thing, shipped: Thing | None, since: date | None) -> str:
    """``Your organisation's: 6 weeks, since 1 May 2026 (comes with Alongside: 4 weeks).`` Empty for what is not its own.
    Less than what comes with Alongside is said to be less."""
    if shipped is None or since is None:
        return ""
    words = _("Your organisation’s: %(own)s, since %(day)s (comes with Alongside: %(shipped)s).") % {
        "own": amount(own),
        "day": short(since),
        "shipped": amount(shipped),
    }
    less = less_than(own, shipped)
    return f"{words} {less}" if less else words


def less_than(own: Thing, shipped: Thing) -> str:
    """Where people get less than by what comes with Alongside."""
    if isinstance(own, Rate) and isinstance(shipped, Rate) and own.amount < shipped.amount:
        return _("This is less than what comes with Alongside.")
    if isinstance(own, Timing) and isinstance(shipped, Timing) and shipped.weaker(own.value):
        if own.id in AT_MOST:
            return _("This is longer than what comes with Alongside.")
        return _("This is shorter than what comes with Alongside.")
    return ""


def timing(each: Timing) -> str:
    return instead(each, each.shipped, each.since)


def rate(each: Rate) -> str:
    return instead(each, each.shipped, each.valid_from if each.shipped else None)


@dataclass(frozen=True)
class Act:
    """One line of a history: what was set, by whom, when and why."""

    what: str
    who: str
    day: str
    reason: str


def act(row: OwnEntry, names: Mapping[UUID, str], shipped: Thing | None = None) -> Act:
    return Act(_what(row, shipped), names.get(row.by, _("Someone who has left")), in_words(row.at), row.reason)


def _what(row: OwnEntry, shipped: Thing | None) -> str:
    if shipped is not None:
        day = {"day": short(date.fromisoformat(row.details["since"]))}
        if not row.details["value"]:
            return _("What comes with Alongside, from %(day)s") % day
        source = row.details["source"]
        words = {**day, "value": amount(of(shipped, row.details["value"])), "source": source}
        return _("%(value)s, from %(day)s. Source: %(source)s") % words
    if row.is_own:
        return _("Ended") if row.hidden else row.details["title"]
    return row.note or _("No comment any more")
