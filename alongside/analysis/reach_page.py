"""Who took part beside who lives here, in words, tables and bars. Reads kept tables and the Census; nobody's answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.activities.models import Channel
from alongside.analysis.models import ReachTable
from alongside.analysis.reach import GROUPS, Table, group_of, table_from
from alongside.analysis.reach_bars import ReachBar, chart
from alongside.analysis.rules import COMPARED_FROM, is_gap
from alongside.core.dates import day_and_month
from alongside.design.words import number
from alongside.knowledge import census, postcodes
from alongside.knowledge.reaching import ways_to_reach
from commonground.disclosure.ptables import VARIANCE

Words = str | Promise


@dataclass(frozen=True)
class Title:
    """A characteristic in words: heading of its table, what people told us, and what the Census counted."""

    name: Words
    told: Words
    counted: Words
    census: str


CENSUS_OF_ALL = gettext_lazy("Census 2021, people of all ages.")
TITLES = {
    "age": Title(
        gettext_lazy("Age"), gettext_lazy("their age"), gettext_lazy("Census 2021, people aged 16 and over."), "age"
    ),
    "sex": Title(gettext_lazy("Sex"), gettext_lazy("their sex"), CENSUS_OF_ALL, "sex"),
    "ethnic_group": Title(
        gettext_lazy("Ethnic group"), gettext_lazy("their ethnic group"), CENSUS_OF_ALL, "ethnic_group"
    ),
    "disabled": Title(gettext_lazy("Disability"), gettext_lazy("whether they are disabled"), CENSUS_OF_ALL, "disabled"),
    "deprivation": Title(
        gettext_lazy("Deprivation"),
        gettext_lazy("their postcode"),
        gettext_lazy("English Indices of Deprivation 2025, people of all ages. It describes areas, not people."),
        "deprivation_fifth",
    ),
}

# In a table, and as people in a sentence.
LABELS: dict[str, tuple[Words, Words]] = {
    "age:16_24": (gettext_lazy("16 to 24"), gettext_lazy("People aged 16 to 24")),
    "age:25_34": (gettext_lazy("25 to 34"), gettext_lazy("People aged 25 to 34")),
    "age:35_44": (gettext_lazy("35 to 44"), gettext_lazy("People aged 35 to 44")),
    "age:45_54": (gettext_lazy("45 to 54"), gettext_lazy("People aged 45 to 54")),
    "age:55_64": (gettext_lazy("55 to 64"), gettext_lazy("People aged 55 to 64")),
    "age:65_74": (gettext_lazy("65 to 74"), gettext_lazy("People aged 65 to 74")),
    "age:75_over": (gettext_lazy("75 and over"), gettext_lazy("People aged 75 and over")),
    "sex:female": (gettext_lazy("Female"), gettext_lazy("Women and girls")),
    "sex:male": (gettext_lazy("Male"), gettext_lazy("Men and boys")),
    "ethnic_group:asian": (gettext_lazy("Asian or Asian British"), gettext_lazy("Asian or Asian British people")),
    "ethnic_group:black": (gettext_lazy("Black or Black British"), gettext_lazy("Black or Black British people")),
    "ethnic_group:mixed": (
        gettext_lazy("Mixed or multiple"),
        gettext_lazy("People from mixed or multiple ethnic groups"),
    ),
    "ethnic_group:white": (gettext_lazy("White"), gettext_lazy("White people")),
    "ethnic_group:other": (gettext_lazy("Other"), gettext_lazy("People from other ethnic groups")),
    "disabled:disabled": (gettext_lazy("Disabled"), gettext_lazy("Disabled people")),
    "disabled:not_disabled": (gettext_lazy("Not disabled"), gettext_lazy("People who are not disabled")),
    "deprivation:1": (gettext_lazy("Most deprived fifth"), gettext_lazy("People in the most deprived fifth of areas")),
    "deprivation:2": (gettext_lazy("Second fifth"), gettext_lazy("People in the second most deprived fifth of areas")),
    "deprivation:3": (gettext_lazy("Third fifth"), gettext_lazy("People in the middle fifth of areas")),
    "deprivation:4": (gettext_lazy("Fourth fifth"), gettext_lazy("People in the second least deprived fifth of areas")),
    "deprivation:5": (
        gettext_lazy("Least deprived fifth"),
        gettext_lazy("People in the least deprived fifth of areas"),
    ),
}


@dataclass(frozen=True)
class Gap:
    """``short`` is how many more people it would take to reach their share."""

    people: str
    sentence: str
    ways: list[str]
    short: float


@dataclass(frozen=True)
class Row:
    """A group. ``count`` and ``percent`` are words: a number, "Hidden" or "Few or none"."""

    label: str
    count: str
    percent: str
    lives_here: str
    gap: bool


@dataclass(frozen=True)
class ReachFigure:
    """``problem`` stands for everything else where there is nothing to compare. Charts are SVG."""

    key: str
    name: str
    headline: str
    subtitle: str
    problem: str
    rows: list[Row]
    notes: list[str]
    phone: str
    desk: str


@dataclass(frozen=True)
class InShort:
    """One sentence about who took part, for other pages."""

    words: str
    is_gap: bool = False


@dataclass(frozen=True)
class Page:
    """``told`` is how many told us their age; 0 when too few for any comparison."""

    people: int
    told: int
    until: date | None
    gaps: list[Gap]
    figures: list[ReachFigure]
    sentences: list[str]
    channels: list[tuple[str, int, str]]


def percent(share: float) -> str:
    """Whole per cent. What is not nothing is never 0%, and noise takes nothing above 100%."""
    return _("under 1%") if 0 < share < 0.005 else f"{min(100, round(share * 100))}%"


def population(codes: Iterable[str], characteristic: str) -> Mapping[str, float] | None:
    """{group: share of the people who live here}; None where the Census does not say."""
    return _population(tuple(codes), characteristic)


@lru_cache(maxsize=1000)
def _population(codes: tuple[str, ...], characteristic: str) -> Mapping[str, float] | None:
    counts = census.population(codes, TITLES[characteristic].census)
    if counts is None:
        return None
    groups = dict.fromkeys(GROUPS[characteristic], 0)
    for category, people in counts.items():
        group = group_of(characteristic, category)
        if group is not None:
            groups[group] += people
    whole = sum(groups.values())
    return {group: people / whole for group, people in groups.items()} if whole else None


def page_of(kept: ReachTable | None, codes: list[str]) -> Page:
    """What the page shows. ``codes`` are the local authority areas of the project."""
    if kept is None or kept.people < COMPARED_FROM:
        return Page(kept.people if kept else 0, 0, kept.until if kept else None, [], [], [], [])
    tables = {key: table_from(raw) for key, raw in kept.tables["groups"].items()}
    gaps: list[Gap] = []
    figures = []
    for key in GROUPS:
        shares = population(codes, key)
        found = _gaps(key, tables[key], shares) if key in tables and shares else {}
        gaps += [_gap(key, groups, tables[key], shares or {}) for groups in dict.fromkeys(found.values())]
        figures.append(_figure(key, tables.get(key), shares, kept.people, found))
    gaps.sort(key=lambda gap: -gap.short)
    told = tables["age"].told if "age" in tables else 0
    channels = _channels(kept.tables["channels"], kept.people)
    return Page(kept.people, told, kept.until, gaps, figures, _over_time(kept.tables["days"], kept.people), channels)


def in_short(people: int, groups: Mapping[str, Any], codes: Iterable[str]) -> InShort:
    """The largest gap in one sentence, as the page would show it. ``groups`` are a kept table's. Draws nothing."""
    if people < COMPARED_FROM:
        return InShort(_("Too few to compare: fewer than %(count)s people so far") % {"count": COMPARED_FROM})
    where = tuple(codes)
    compared = {
        key: (table, shares)
        for key, raw in groups.items()
        if (table := table_from(raw)).told >= COMPARED_FROM and (shares := population(where, key))
    }
    if not compared:
        return InShort(_("Too few told us about themselves to compare"))
    found = [
        (_short(found, table, shares), key, found)
        for key, (table, shares) in compared.items()
        for found in dict.fromkeys(_gaps(key, table, shares).values())
    ]
    if not found:
        return InShort(_("No gap that is larger than chance usually gives"))
    _size, key, largest = max(found)
    return InShort(_gap_words(key, largest, *compared[key]), is_gap=True)


def _gaps(key: str, table: Table, shares: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
    """{group that is short: the groups it is short with}. Hidden groups are looked at together."""
    if table.told < COMPARED_FROM:
        return {}
    hidden = tuple(group for group, count in table.groups.items() if count is None)
    found: dict[str, tuple[str, ...]] = {}
    for group, count in table.groups.items():
        if count is not None and is_gap(count, table.told, shares[group], noise=VARIANCE):
            found[group] = (group,)
    if hidden and table.together is not None:
        share = sum(shares[group] for group in hidden)
        if is_gap(table.together, table.told, share, noise=VARIANCE):
            found.update(dict.fromkeys(hidden, hidden))
    return found


def _people(key: str, groups: Iterable[str]) -> str:
    return ", ".join(str(LABELS[f"{key}:{group}"][1]) for group in groups)


def _count(groups: tuple[str, ...], table: Table) -> int | None:
    """People of one group that is shown, or of all hidden groups together."""
    alone = table.groups[groups[0]]
    return table.together if alone is None else alone


def _share_words(key: str, groups: tuple[str, ...], table: Table, shares: Mapping[str, float]) -> dict[str, str]:
    count = _count(groups, table)
    return {
        "people": _people(key, groups),
        "told": str(TITLES[key].told),
        "count": number(count or 0),
        "base": number(table.told),
        "percent": percent((count or 0) / table.told),
        "here": percent(sum(shares[group] for group in groups)),
    }


def _gap(key: str, groups: tuple[str, ...], table: Table, shares: Mapping[str, float]) -> Gap:
    words = _share_words(key, groups, table, shares)
    if words["count"] == "0":
        sentence = _(
            "Few or none of the %(base)s people who told us %(told)s. They are %(here)s of people who live here."
        )
    elif len(groups) > 1:
        sentence = _(
            "Together they are %(percent)s of people who told us %(told)s (%(count)s of %(base)s) and %(here)s of people"
            " who live here."
        )
    else:
        sentence = _(
            "They are %(percent)s of people who told us %(told)s (%(count)s of %(base)s) and %(here)s of people who"
            " live here."
        )
    ways = [way for group in groups for way in ways_to_reach(key, group)]
    return Gap(words["people"], sentence % words, list(dict.fromkeys(ways))[:3], _short(groups, table, shares))


def _short(groups: tuple[str, ...], table: Table, shares: Mapping[str, float]) -> float:
    """How many more people of these groups it would take to reach their share."""
    return table.told * sum(shares[group] for group in groups) - (_count(groups, table) or 0)


def _figure(
    key: str, table: Table | None, shares: Mapping[str, float] | None, people: int, gaps: Mapping[str, tuple[str, ...]]
) -> ReachFigure:
    title = TITLES[key]
    problem = _problem(key, table, shares)
    if problem or table is None or shares is None:
        return ReachFigure(key, str(title.name), "", "", problem, [], [], "", "")
    rows, bars = [], []
    for group, count in table.groups.items():
        label = str(LABELS[f"{key}:{group}"][0])
        share = None if not count else count / table.told
        said = _("Hidden") if count is None else percent(share) if share is not None else _("Few or none")
        rows.append(
            Row(label, said if share is None else number(count or 0), said, percent(shares[group]), group in gaps)
        )
        bars.append(ReachBar(label, share, shares[group], said, percent(shares[group])))
    subtitle = _("%(name)s. About %(told)s of %(people)s people told us.") % {
        "name": title.name,
        "told": number(table.told),
        "people": number(people),
    }
    headline = _headline(key, table, shares, gaps)
    pictures = [
        chart(bars, name=f"reach-{key}-{width}", title=str(title.name), description=headline, width=width)
        for width in (318, 460)
    ]
    return ReachFigure(key, str(title.name), headline, subtitle, "", rows, _notes(key, table), pictures[0], pictures[1])


def _problem(key: str, table: Table | None, shares: Mapping[str, float] | None) -> str:
    if key == "deprivation" and table is None:
        if not postcodes.are_known():
            return _(
                "Not known. To compare by deprivation, whoever looks after this installation adds a file that says how"
                " deprived the area of each postcode is, and the survey asks for a postcode."
            )
        return _("Not known. Nobody gave a postcode that we could look up.")
    if table is None:
        return _("Not known. Nobody told us, or the survey did not ask.")
    if table.told < COMPARED_FROM:
        return _("Too few told us to compare: fewer than %(count)s.") % {"count": COMPARED_FROM}
    if shares is None:
        return _("Not known who lives here: the areas of this project are not set, or the Census has no figures.")
    return ""


def _headline(key: str, table: Table, shares: Mapping[str, float], gaps: Mapping[str, tuple[str, ...]]) -> str:
    if not gaps:
        return _("No gap that is larger than chance usually gives")
    groups = max(dict.fromkeys(gaps.values()), key=lambda each: sum(shares[group] for group in each))
    return _gap_words(key, groups, table, shares)


def _gap_words(key: str, groups: tuple[str, ...], table: Table, shares: Mapping[str, float]) -> str:
    words = _share_words(key, groups, table, shares)
    if words["count"] == "0":
        return (
            _(
                "%(people)s are few or none of the %(base)s people who told us %(told)s, and %(here)s of people who live here"
            )
            % words
        )
    return (
        _(
            "%(people)s are %(percent)s of people who told us %(told)s (%(count)s of %(base)s) and %(here)s of people who"
            " live here"
        )
        % words
    )


def _notes(key: str, table: Table) -> list[str]:
    notes = [_("They chose to take part. People who live here: %(source)s") % {"source": TITLES[key].counted}]
    if any(count is None for count in table.groups.values()):
        notes.append(_("“Hidden” protects people in small groups. It means few people, or none."))
    if key == "age":
        notes += _by_way(table)
    return notes


def _by_way(table: Table) -> list[str]:
    """Whom each way of taking part reached, in a sentence."""
    older = [group for group in ("65_74", "75_over") if table.groups.get(group) is not None]
    shares = [
        sum(groups[group] for group in older) / base for base, groups in table.ways.values() if base >= COMPARED_FROM
    ]
    if len(shares) < 2 or len(older) < 2:
        return []
    return [
        _(
            "People aged 65 and over are %(online)s of those who answered online and %(offline)s of those who answered"
            " another way."
        )
        % {"online": percent(shares[0]), "offline": percent(shares[1])}
    ]


def _channels(counts: Mapping[str, int], people: int) -> list[tuple[str, int, str]]:
    """(words, people, share) of every channel, zeros too."""
    return [
        (str(each.label), counts.get(each.value, 0), percent(counts.get(each.value, 0) / people)) for each in Channel
    ]


def _over_time(days: Mapping[str, Any], people: int) -> list[str]:
    """When they came, in words: the busiest week, and the last."""
    counts = {date.fromisoformat(day): int(n) for day, n in days.items()}
    last = max(counts)

    def week(start: date) -> int:
        return sum(n for day, n in counts.items() if start <= day < start + timedelta(days=7))

    busiest = max(counts, key=lambda day: (week(day), -day.toordinal()))
    recent = week(last - timedelta(days=6))
    return [
        _("Most came in the week from %(day)s: %(count)s of %(people)s.")
        % {"day": day_and_month(busiest), "count": number(week(busiest)), "people": number(people)},
        ngettext(
            "%(shown)s person came in the 7 days to %(day)s.", "%(shown)s people came in the 7 days to %(day)s.", recent
        )
        % {"shown": number(recent), "day": day_and_month(last)},
    ]
