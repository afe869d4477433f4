"""A project's public page in words: how it stands, its dates, the ways to take part."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.paginator import Page
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core import dates as words_for
from alongside.core.dates import clock, days_left, unbroken
from alongside.design.said import woven
from alongside.design.words import number
from alongside.documents.presenters import EditionLink
from alongside.documents.rules import SOURCE_LANGUAGE
from alongside.organisations.lead_times import formats_in_words
from alongside.organisations.models import Organisation
from alongside.projects.finding import Search
from alongside.projects.models import Override, Project, ProjectDate, State
from alongside.projects.public_panels import Place, Shown


def in_words(day: date | datetime) -> str:
    return unbroken(words_for.in_words(day))


def with_clock(moment: datetime) -> str:
    return _("%(time)s, %(day)s") % {"time": clock(moment), "day": in_words(moment)}


@dataclass(frozen=True)
class Standing:
    """The state block: what is loudest, what follows it, and the sentences under the button."""

    loud: str
    next: str = ""
    sentences: tuple[str, ...] = ()


def left_words(until: datetime, now: datetime) -> str:
    """11 days left; Last day."""
    days = days_left(until, now)
    if days == 0:
        return _("Last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def standing(project: Project, state: State, shown: Shown, now: datetime) -> Standing:
    if state is State.UPCOMING and project.opens_at:
        return Standing(_("Opens %(day)s") % {"day": in_words(project.opens_at)}, _opening_clock(project.opens_at))
    if state is State.OPEN and project.closes_at:
        return Standing(
            _("Closes %(when)s") % {"when": with_clock(project.closes_at)},
            left_words(project.closes_at, now),
            (start_sentence(project, shown),) if shown.start else (),
        )
    if state is State.PAUSED and project.paused_at:
        return Standing(_("Paused since %(day)s") % {"day": in_words(project.paused_at)})
    people = people_words(shown.people)
    if state is State.ANSWERED and project.answered_at:
        return Standing(
            _("Answered %(day)s") % {"day": in_words(project.answered_at)},
            people,
            (_("What we heard, what we decided and what we promised is on this page."),) if _answers(shown) else (),
        )
    closed = in_words(project.closes_at) if project.closes_at else ""
    said = [*_what_next(project, timezone.localdate(now)), *([project.late_rule] if project.late_rule else [])]
    return Standing(_("Closed %(day)s") % {"day": closed}, people, tuple(said))


def _what_next(project: Project, today: date) -> Iterator[str]:
    """After closing. That what we heard is late is said apart from this: see ``changed.late_words``."""
    if project.findings_by is None:
        yield _("We will say here when we publish what we heard.")
    elif project.findings_by >= today:
        yield _("We will publish what we heard by %(day)s.") % {"day": in_words(project.findings_by)}
    if project.decides_on is not None and project.decides_on < today:
        decided = _("The decision was due on %(day)s. We will say here what was decided.")
        yield decided % {"day": in_words(project.decides_on)}


def _answers(shown: Shown) -> bool:
    return any(block.place is Place.ANSWER for block in shown.blocks)


def _opening_clock(opens_at: datetime) -> str:
    return "" if timezone.localtime(opens_at).time() == time(0) else _("At %(time)s") % {"time": clock(opens_at)}


def people_words(people: int | None) -> str:
    """About 1,120 people took part. Empty when nobody can say, or so few that they could be known."""
    return _("About %(count)s people took part.") % {"count": number(people)} if people else ""


def start_sentence(project: Project, shown: Shown) -> str:
    """About 8 minutes. 9 questions. No account needed. You can save and come back."""
    parts = [ngettext("About 1 minute.", "About %(minutes)s minutes.", project.minutes) % {"minutes": project.minutes}]
    questions = shown.start.questions if shown.start else None
    if questions:
        parts.append(ngettext("1 question.", "%(count)s questions.", questions) % {"count": questions})
    parts.append(_("No account needed. You can save and come back."))
    return " ".join(parts)


@dataclass(frozen=True)
class Day:
    """A date of the list with its sentence; ``past`` fills its ring."""

    on: date
    when: str
    words: str
    past: bool

    @property
    def shown(self) -> tuple[str, str, bool]:
        """As the date list takes it."""
        return self.when, self.words, self.past


def dates(project: Project, others: Iterable[ProjectDate], now: datetime) -> list[Day]:
    """Every date of the project in order, what has been and what is promised."""
    today = timezone.localdate(now)
    found: list[tuple[date, time, str, str]] = []
    if project.opens_at:
        opened = project.opens_at <= now
        opens = timezone.localtime(project.opens_at)
        found.append((opens.date(), opens.time(), in_words(opens), _("Opened") if opened else _("Opens")))
    for each in others:
        when = in_words(each.on)
        if each.time:
            moment = timezone.make_aware(datetime.combine(each.on, each.time))
            when = _("%(day)s, %(time)s") % {"day": when, "time": clock(moment)}
        found.append((each.on, each.time or time(0), when, each.words))
    if project.closes_at:
        closes = timezone.localtime(project.closes_at)
        when = _("%(day)s, %(time)s") % {"day": in_words(closes), "time": clock(closes)}
        found.append((closes.date(), closes.time(), when, _("Closed") if project.closes_at <= now else _("Closes")))
    if project.answered_at:
        answered = timezone.localtime(project.answered_at)
        found.append(
            (answered.date(), answered.time(), in_words(answered), _("We published what we heard and decided"))
        )
    elif project.findings_by:
        by = _("By %(day)s") % {"day": in_words(project.findings_by)}
        late = project.findings_by < today
        words = _("We promised what we heard, and are late") if late else _("We publish what we heard")
        found.append((project.findings_by, time(0), by, words))
    if project.decides_on:
        who = project.who_decides.rstrip(".") or _("to be named")
        words = woven(_("Decision: %(who)s"), who=who)
        found.append((project.decides_on, time(0), in_words(project.decides_on), words))
    found.sort(key=lambda each: each[:2])
    return [
        Day(on, when, words, on < today or (on == today and words in (_("Opened"), _("Closed"))))
        for on, _at, when, words in found
    ]


def formats_to_ask_for(organisation: Organisation, lists: Iterable[Iterable[EditionLink]]) -> str:
    """Formats that one of these texts is not in yet, with the promised days."""
    held = [{each.format for each in editions if each.language == SOURCE_LANGUAGE} for editions in lists]
    return formats_in_words(organisation, without=set.intersection(*held) if held else ())


def who_decides(project: Project) -> str:
    """Northmere Integrated Care Board, on Thursday 24 September 2026."""
    if not project.who_decides:
        return ""
    who = project.who_decides.rstrip(".")
    if project.decides_on is None:
        return woven(_("%(who)s. We will say here when."), who=who)
    return woven(_("%(who)s, on %(day)s."), who=who, day=in_words(project.decides_on))


@dataclass(frozen=True)
class Way:
    """A way to take part. ``link`` starts it, with ``link_words``; ``words`` follow, as the team wrote them."""

    title: str
    words: str = ""
    link: str = ""
    link_words: str = ""


def ways(project: Project, organisation: Organisation, shown: Shown, state: State) -> list[Way]:
    found = []
    if shown.start and state is State.OPEN:
        found.append(Way(_("Online"), _("It works on any phone."), shown.start.link, _("Start now")))
    if project.on_paper:
        link = shown.start.print_link if shown.start else ""
        found.append(Way(_("On paper"), project.on_paper, link, _("Print the form") if link else ""))
    if project.by_phone:
        phone = project.contact_phone or organisation.phone
        words = "" if phone in project.by_phone else f"tel:{phone.replace(' ', '')}"
        found.append(Way(_("By phone"), project.by_phone, words, phone if words else ""))
    if project.in_person:
        found.append(Way(_("In person"), project.in_person))
    if project.as_a_group:
        found.append(Way(_("As a group"), project.as_a_group))
    return found


@dataclass(frozen=True)
class Card:
    """A project in a list: the question, where, its date in bold and what else."""

    project: Project
    state: State
    when: str
    more: str


# What a card needs: lists fetch these and leave the long texts where they are.
CARD_FIELDS = (
    "slug",
    "question",
    "area_words",
    "minutes",
    "opens_at",
    "closes_at",
    "paused_at",
    "pause_next_on",
    "published_at",
    "answered_at",
    "findings_by",
)


def card(project: Project, now: datetime) -> Card:
    state = project.state_at(now)
    minutes = ngettext("About 1 minute.", "About %(minutes)s minutes.", project.minutes) % {"minutes": project.minutes}
    if state is State.OPEN and project.closes_at:
        when = _("Closes %(when)s") % {"when": with_clock(project.closes_at)}
        return Card(project, state, when, f"{left_words(project.closes_at, now)}. {minutes}")
    if state is State.UPCOMING and project.opens_at:
        return Card(project, state, _("Opens %(day)s") % {"day": in_words(project.opens_at)}, minutes)
    late = timezone.localdate(now)
    if state is State.PAUSED and project.pause_next_on and project.pause_next_on < late:
        words = _("Late: we promised to say more by %(day)s") % {"day": in_words(project.pause_next_on)}
        return Card(project, state, words, "")
    if state is State.CLOSED and project.findings_by and project.findings_by < late:
        words = _("Late: we promised what we heard by %(day)s") % {"day": in_words(project.findings_by)}
        return Card(project, state, words, "")
    if state is State.PAUSED and project.pause_next_on:
        return Card(project, state, _("We say more by %(day)s") % {"day": in_words(project.pause_next_on)}, "")
    if state is State.ANSWERED and project.answered_at:
        return Card(project, state, _("Answered %(day)s") % {"day": in_words(project.answered_at)}, "")
    if project.findings_by and state is State.CLOSED:
        return Card(project, state, _("What we heard: by %(day)s") % {"day": in_words(project.findings_by)}, "")
    return Card(
        project, state, _("Closed %(day)s") % {"day": in_words(project.closes_at)} if project.closes_at else "", ""
    )


def nothing_found(search: Search) -> str:
    """No projects match “dialysis” in Eastvale."""
    by_name: dict[str, list[str]] = {}
    for each in search.filters:
        by_name.setdefault(each.name, []).append(each.words)
    parts = [
        _("No projects match %(words)s") % {"words": by_name["q"][0]} if "q" in by_name else _("No projects match"),
        _("in %(areas)s") % {"areas": _(" or ").join(by_name["area"])} if "area" in by_name else "",
    ]
    others = [words for name, found in by_name.items() if name not in ("q", "area") for words in found]
    if others:
        parts.append(", ".join(others) if "q" not in by_name else _("with %(others)s") % {"others": ", ".join(others)})
    return " ".join(part for part in parts if part) + "."


def pages(page: "Page[Project]", query: str) -> dict[str, object]:
    """The design system's numbered pagination."""

    def link(to: int) -> str:
        return "?" + "&".join(part for part in (query, f"page={to}") if part)

    last = page.paginator.num_pages
    items: list[dict[str, object]] = []
    for each in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(each, int):
            items.append({"number": each, "href": link(each), "current": each == page.number})
        else:
            items.append({"ellipsis": True})
    found: dict[str, object] = {"items": items, "landmarkLabel": _("Pages of projects")}
    if page.number > 1:
        found["previous"] = {"href": link(page.number - 1), "text": _("Previous")}
    if page.number < last:
        found["next"] = {"href": link(page.number + 1), "text": _("Next")}
    return found


LATER = ("close-", "decide-", "answer-")
"""How the keys of checks begin that are made after publishing (see actions.go_ahead)."""


def gone_ahead(overrides: Iterable[Override]) -> list[tuple[str, list[tuple[str, datetime]]]]:
    """Why somebody answerable went ahead all the same: (published or later, [(reason, when)]), each reason once."""
    first: dict[str, datetime] = {}
    later: dict[str, datetime] = {}
    for each in overrides:
        (later if each.check_key.startswith(LATER) else first).setdefault(each.reason, each.at)
    return [(when, list(why.items())) for when, why in (("published", first), ("later", later)) if why]
