"""Published tables as a page tells them: from what is shown, never from what is hidden. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.analysis.columns import CHANNELS, layouts
from alongside.analysis.comparing import Comparison
from alongside.analysis.counting import Counted, Part
from alongside.analysis.cutting import UNKNOWN
from alongside.analysis.figures import Telling, figure
from alongside.analysis.publishing import CHANNEL, EVERYONE
from alongside.analysis.reporting.figures import Figure
from alongside.analysis.rules import Compared
from alongside.analysis.shares import people, share
from alongside.questionnaires.lineage import History, Line, lineage
from alongside.questionnaires.types import Kind
from commonground.disclosure import Profile

Shown = Mapping[str, Any]


@dataclass(frozen=True)
class Published:
    """What a results page, a report or a table says. ``missing`` is a sentence, with the ``groups`` it speaks of;
    ``compared`` is by figure number, one for each characteristic."""

    opening: str
    channels: str
    missing: str
    groups: tuple[str, ...]
    limits: tuple[str, ...]
    figures: tuple[Figure, ...]
    compared: dict[int, list[tuple[str, Comparison]]]


def told(tables: Shown, history: History, about: History, how: Telling, profile: Profile) -> Published:
    """``tables`` is a PublishedResult's."""
    shown = {(each["question"], each["by"]): each for each in tables["shown"]}
    newest = history[max(history)]
    sections = {question.key: section.title for section in newest.sections for question in section.questions}
    everyone = shown[CHANNEL, EVERYONE]["base"]
    figures: list[Figure] = []
    compared: dict[int, list[tuple[str, Comparison]]] = {}
    for key, layout in layouts(history).items():
        names = [f"{key}.{row}" for row in layout.rows] if layout.kind is Kind.MATRIX else [key]
        if not any((name, EVERYONE) in shown for name in names):
            continue
        line = lineage(history, key)
        counted = _counted(line, names, shown, tables, everyone, history)
        number = newest.numbers.get(key, len(newest.questions) + len(figures) + 1)
        made = figure(line, counted, how, number)
        figures.append(replace(made, section=sections.get(key, _("Questions we no longer ask"))))
        if layout.options and layout.kind is not Kind.MATRIX:
            found = [
                (by, _comparison(line, layout.options, shown[key, by], by, about))
                for name, by in shown
                if name == key and by != EVERYONE
            ]
            compared[number] = [(lineage(about, by).wording, each) for by, each in found]
    return Published(
        opening=_opening(everyone, tables, profile),
        channels=_channels([row[0] for row in shown[CHANNEL, EVERYONE]["cells"]]),
        missing=_missing(tables),
        groups=tuple(tables.get("missing", ())),
        limits=tuple(limits(profile)),
        figures=tuple(sorted(figures, key=lambda each: each.number)),
        compared=compared,
    )


def _counted(
    line: Line,
    names: list[str],
    shown: Mapping[tuple[str, str], Shown],
    tables: Shown,
    everyone: int | None,
    history: History,
) -> Counted:
    if line.kind is Kind.MATRIX:
        rows: dict[str, Part] = {}
        for name in names:
            table = shown.get((name, EVERYONE))
            if table is not None:
                rows[name.partition(".")[2]] = _part(line, table, None, history)
        bases = [part.answered for part in rows.values() if part.answered is not None]
        whole = {row.key: rows.get(row.key, Part({}, {}, None)) for row in line.rows}
        return Counted({}, {}, max(bases, default=None), rows=whole)
    table = shown[line.key, EVERYONE]
    if line.kind is Kind.NUMBER:
        edges = tables["bands"].get(line.key, [])
        ends = [*edges[1:], None]
        cells = [row[0] for row in table["cells"]]
        bands = [[low, high, n] for low, high, n in zip(edges, ends, cells, strict=False)]
        by_ones = all(
            each.by_key[line.key].limits.decimals == 0 for each in history.values() if line.key in each.by_key
        )
        return Counted({}, {}, table["base"], summary={"bands": bands, "whole": by_ones})
    part = _part(line, table, shown.get((f"{line.key}@edition", EVERYONE)), history)
    asked_all = all(line.key in each.by_key and line.key not in each.conditions for each in history.values())
    skipped = everyone - part.answered if asked_all and everyone is not None and part.answered is not None else 0
    return Counted(part.counts, part.bases, part.answered, left_blank=max(0, skipped))


def _part(line: Line, table: Shown, by_edition: Shown | None, history: History) -> Part:
    options = layouts(history)[line.key].options
    cells = dict(zip(options, (row[0] for row in table["cells"]), strict=False))
    answered = table["base"]
    bases = {}
    for option in line.options:
        bases[option.key] = answered
        if by_edition is not None and set(option.editions) != set(history):
            some = [
                n
                for number, (n,) in zip(sorted(history), by_edition["cells"], strict=False)
                if number in option.editions
            ]
            bases[option.key] = None if None in some else sum(some)
    return Part({option.key: cells.get(option.key) for option in line.options}, bases, answered)


def _comparison(line: Line, coded: tuple[str, ...], table: Shown, by: str, about: History) -> Comparison:
    groups = lineage(about, by).options
    codes = {key: place for place, key in enumerate(layouts(about)[by].options)}
    labels = {**{part.key: part.label for part in groups}, UNKNOWN: _("Not known")}
    places = [*((codes[part.key], part.key) for part in groups), (len(table["bases"]) - 1, UNKNOWN)]
    options = {key: place for place, key in enumerate(coded[: len(table["cells"])])}
    rows = []
    for option in line.options:
        row = table["cells"][options[option.key]] if option.key in options else []
        cells = [(row[place] if place < len(row) else None, table["bases"][place]) for place, _key in places]
        rows.append((option.label, *(_cell(n, base) for n, base in cells)))
    rows.append((_("Answered"), *(people(table["bases"][place]) for place, _key in places)))
    heads = (_("Answer"), *(labels[key] for _place, key in places))
    return Comparison(heads, tuple(rows), (), "")


def _cell(count: int | None, base: int | None) -> str:
    words = share(count, base)[1]
    return f"{words} ({people(count)})" if count is not None and base else people(count)


def _opening(everyone: int | None, tables: Shown, profile: Profile) -> str:
    if everyone is None:
        return _("Too few people took part to show numbers without showing who they are.")
    first, last = (date.fromisoformat(tables[end]) for end in ("first", "last"))
    facts = {"count": f"{everyone:,}", "first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
    if profile.round_to:
        return _("About %(count)s people took part between %(first)s and %(last)s.") % facts
    return (
        ngettext(
            "%(count)s person took part between %(first)s and %(last)s.",
            "%(count)s people took part between %(first)s and %(last)s.",
            everyone,
        )
        % facts
    )


def _channels(counts: list[int | None]) -> str:
    """How they took part. What is hidden is not mentioned with a number."""
    words = {
        "web": _("%(count)s answered online"),
        "paper": _("%(count)s on paper"),
        "phone": _("%(count)s by phone"),
        "in-person": _("%(count)s face to face"),
        "partner": _("%(count)s through a partner"),
    }
    said = [words[key] % {"count": f"{n:,}"} for key, n in zip(CHANNELS, counts, strict=True) if n]
    hidden = any(n is None for n in counts)
    sentence = f"{', '.join(said)}." if said else ""
    few = _("For other ways of taking part, numbers are too small to show.") if hidden and said else ""
    return f"{sentence} {few}".strip()


def _missing(tables: Shown) -> str:
    """What was published before reasons were kept may not have been compared at all."""
    known = Compared(tables.get("compared", Compared.GAPS if tables.get("missing") else Compared.NOT_YET))
    return {
        Compared.GAPS: _("Compared with who lives here, we heard less from:"),
        Compared.NO_GAP: _(
            "We compared the people who told us about themselves with who lives here, and found no gap that is larger "
            "than chance usually gives."
        ),
        Compared.TOO_FEW: _("We cannot say who is missing: too few people told us about themselves to compare."),
        Compared.NOT_ASKED: _("We cannot say who is missing: we did not ask people about themselves."),
        Compared.NO_CENSUS: _("We cannot say who is missing: we have no figures on who lives in this area."),
        Compared.NOT_YET: _("We have not compared who took part with who lives here."),
    }[known]


def limits(profile: Profile) -> list[str]:
    found = [_("People chose to take part, so this does not tell us what everyone thinks.")]
    if profile.round_to:
        found.append(_("Numbers are rounded to the nearest %(step)d, so may not add up.") % {"step": profile.round_to})
    found.append(
        _(
            "We hide numbers under %(least)d, and sometimes others that would give them away. They say “Hidden”, and "
            "hidden is not zero."
        )
        % {"least": profile.threshold}
    )
    return found
