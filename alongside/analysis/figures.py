"""What results pages say: for each question a headline with its base, a table, a chart, and notes. Pure.

Takes counts that may be shown to the reader; a hidden number is None and says "Hidden". Shares its figures, and so
its wording and its charts, with reports of files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.analysis.counting import Counted, Counts, Part
from alongside.analysis.reporting.figures import (
    MOST_BARS,
    Bar,
    Figure,
    Thirds,
    either,
    share_sentence,
    share_words,
)
from alongside.analysis.shares import people, share
from alongside.analysis.spreads import middle, spread
from alongside.questionnaires.lineage import History, Line, lineage
from alongside.questionnaires.lineage import Part as Offered
from alongside.questionnaires.reading.vocabularies import scale_sides
from alongside.questionnaires.types import Kind
from commonground.tabulation import about_phrase, whole_percent, wilson

NOT_SHOWN = frozenset({Kind.EMAIL, Kind.PHONE, Kind.FILE, Kind.CONSENT})
KEEPS_ORDER = frozenset({Kind.SCALE, Kind.MATRIX})


@dataclass(frozen=True)
class Telling:
    """How to tell it. ``days`` is when each edition came; ``narrow`` says that some were chosen and others not; ``exact`` says whether numbers are what they were counted
    as, ``staff`` whether to say how sure one could have been; ``least`` is the smallest number that is shown;
    ``right`` says that right answers may be told: nobody answers any more, or a colleague reads."""

    history: History
    days: Mapping[int, date]
    staff: bool = False
    exact: bool = True
    least: int = 10
    narrow: bool = False
    right: bool = False


def tell(counts: Counts, how: Telling, only: str = "") -> list[Figure]:
    """A figure a question, in the order of the newest edition; questions no longer asked come last."""
    newest = how.history[max(how.history)]
    sections = {question.key: section.title for section in newest.sections for question in section.questions}
    figures: list[Figure] = []
    for key, counted in counts.questions.items():
        line = lineage(how.history, key)
        identifying = any(key in each.by_key and each.by_key[key].identifying for each in how.history.values())
        if line.kind in NOT_SHOWN or identifying or (only and key != only):
            continue
        number = newest.numbers.get(key, len(newest.questions) + len(figures) + 1)
        section = sections.get(key, _("Questions we no longer ask"))
        made = (
            counts_alone(line, number) if kept_close(how, key, counted.answered) else figure(line, counted, how, number)
        )
        figures.append(replace(made, section=section))
    return sorted(figures, key=lambda each: each.number)


def kept_close(how: Telling, key: str, answered: int | None) -> bool:
    """Whether counts would show what somebody answered to a question of which only counts are promised: where they are
    counts of chosen people, or of a few."""
    asked = [each.by_key[key] for each in how.history.values() if key in each.by_key]
    promised = any(not question.who_sees.reads(personal=False) for question in asked)
    return promised and (how.narrow or (answered or 0) < how.least)


def counts_alone(line: Line, number: int) -> Figure:
    """A question of which only counts are promised, where counts would say more than that."""
    words = _("Shown for everyone together, once enough people have answered: nobody reads these answers one by one.")
    return Figure(number=number, question=line.wording, headline=words, rows=(), total=None, bars=(), notes=())


def figure(line: Line, counted: Counted, how: Telling, number: int) -> Figure:
    """One question."""
    made = Figure(
        number=number,
        question=line.wording,
        headline=_understood(line, counted, how) or headline(line, counted, how),
        rows=(),
        total=None,
        bars=(),
        notes=tuple(_notes(line, counted, how)),
    )
    if not counted.answered:
        return made
    if line.kind is Kind.MATRIX:
        return _matrix(made, line, counted)
    if line.kind in (Kind.NUMBER, Kind.DATE):
        return spread(made, line, counted, unit_of(line, how))
    if line.kind is Kind.RANKING:
        made = _options(made, line, counted)
        return _places(made, line, counted) if counted.places else made
    return _options(made, line, counted) if line.options else made


def unit_of(line: Line, how: Telling) -> str:
    """What a number counts, in the words of the newest edition that asks for it."""
    return how.history[max(line.editions)].by_key[line.key].limits.unit


def _ordered(line: Line, counted: Part) -> list[Offered]:
    """Points keep their order; choices go biggest first, hidden ones last."""
    if line.kind in KEEPS_ORDER:
        return list(line.options)
    return sorted(line.options, key=lambda part: -(counted.counts.get(part.key) or 0))


def _options(made: Figure, line: Line, counted: Counted) -> Figure:
    options = _ordered(line, counted)
    shares = {o.key: share(counted.counts.get(o.key), counted.bases.get(o.key)) for o in options}
    one_base = all(counted.bases.get(o.key) == counted.answered for o in options)
    rows = []
    for o in options:
        cells = [o.label, people(counted.counts.get(o.key))]
        if not one_base:
            cells.append(people(counted.bases.get(o.key)))
        rows.append((*cells, shares[o.key][1]))
    names = [_("Answer"), _("People")] + ([] if one_base else [_("Could choose it")]) + [_("Per cent")]
    bars = tuple(Bar(o.label, *shares[o.key]) for o in options[:MOST_BARS])
    return replace(
        made,
        rows=tuple(rows),
        columns=tuple(names),
        total=(_("Answered"), people(counted.answered), *([""] * (len(names) - 2))),
        bars=bars if any(bar.percent is not None for bar in bars) else (),
    )


def _places(made: Figure, line: Line, counted: Counted) -> Figure:
    """The table of every place; the bars stay first choices."""
    options = _ordered(line, counted)
    names = (_("Answer"), *(_("Place %(place)d") % {"place": place + 1} for place in range(len(options))))
    rows = tuple((o.label, *(people(n) for n in counted.places.get(o.key, [])[: len(options)])) for o in options)
    return replace(
        made, columns=names, rows=rows, total=(_("Answered"), people(counted.answered), *([""] * (len(options) - 1)))
    )


def _matrix(made: Figure, line: Line, counted: Counted) -> Figure:
    rows, thirds = [], []
    sides = scale_sides([o.label for o in line.options])
    for row in line.rows:
        part = counted.rows[row.key]
        rows.append((row.label, *(people(part.counts.get(o.key)) for o in line.options), people(part.answered)))
        parts = _three_parts(line, part, sides)
        if parts:
            thirds.append(Thirds(row.label, parts))
    return replace(
        made,
        columns=(_("Number of people"), *(o.label for o in line.options), _("Answered")),
        rows=tuple(rows),
        thirds=tuple(thirds),
    )


def _three_parts(line: Line, part: Part, sides: tuple[frozenset[str], frozenset[str]]) -> tuple[tuple[str, int], ...]:
    """The two sides of a scale and what is neither, in per cent; nothing where a number is hidden."""
    agree, disagree = sides
    if not agree or not part.answered or any(part.counts.get(o.key) is None for o in line.options):
        return ()

    def percent(labels: frozenset[str]) -> int:
        chosen = sum(part.counts[o.key] or 0 for o in line.options if o.label in labels)
        return whole_percent(min(chosen, part.answered or 0), part.answered or 0) or 0

    first, last = percent(agree), percent(disagree)
    names = [o.label for o in line.options if o.label in agree], [o.label for o in line.options if o.label in disagree]
    return (
        (min(names[0], key=len), first),
        (_("Neither"), max(0, 100 - first - last)),
        (min(names[1], key=len), min(last, 100 - first)),
    )


def headline(line: Line, counted: Counted, how: Telling) -> str:
    """The finding, with its base."""
    answered = counted.answered
    if answered is None:
        return _("Fewer than %(least)d people answered, or close to it, so we do not show their results") % {
            "least": how.least
        }
    if answered == 0:
        return _("Nobody has answered this question")
    if line.kind is Kind.MATRIX:
        return _matrix_headline(line, counted)
    if line.kind is Kind.NUMBER:
        found = middle(counted, unit_of(line, how))
        if found:
            return found
    if line.options:
        found = _largest(line, counted)
        if found:
            return found
    if line.kind in (Kind.SHORT_TEXT, Kind.LONG_TEXT):
        return ngettext("%(count)s person wrote an answer", "%(count)s people wrote an answer", answered) % {
            "count": f"{answered:,}"
        }
    return ngettext("%(count)s person answered", "%(count)s people answered", answered) % {"count": f"{answered:,}"}


def _understood(line: Line, counted: Counted, how: Telling) -> str:
    """How many had it right, from the number of that option as the table below shows it: where it is hidden, nothing."""
    asked = how.history[max(how.history)].by_key.get(line.key)
    if not how.right or asked is None or asked.right not in asked.option_by_key:
        return ""
    count, base = counted.counts.get(asked.right), counted.bases.get(asked.right)
    if count is None or not base or not counted.answered:
        return ""
    facts = {
        "share": share_words(about_phrase(min(count, base), base)),
        "right": asked.option_by_key[asked.right].label,
    }
    facts |= {"top": f"{min(count, base):,}", "base": f"{base:,}"}
    return _("%(share)s had it right: “%(right)s” (%(top)s of %(base)s)") % facts


def _largest(line: Line, counted: Counted) -> str:
    """What most said: the larger side of a scale with two sides, else the biggest option."""
    if line.kind is Kind.SCALE:
        best = _side(line, counted)
        if best:
            return best
    shown = [o for o in line.options if counted.counts.get(o.key)]
    if not shown:
        return ""
    top = max(shown, key=lambda o: counted.counts.get(o.key) or 0)
    base = counted.bases.get(top.key)
    if not base:
        return ""
    words = f"“{top.label}”"
    if line.kind is Kind.RANKING:
        words = _("%(option)s matters most") % {"option": words}
    return share_sentence(min(counted.counts[top.key] or 0, base), base, words)


def _side(line: Line, part: Part, label: str = "") -> str:
    found = [([o for o in line.options if o.label in side]) for side in scale_sides([o.label for o in line.options])]
    if not part.answered or not all(found) or any(part.counts.get(o.key) is None for side in found for o in side):
        return ""
    best = max(found, key=lambda side: sum(part.counts[o.key] or 0 for o in side))
    count = sum(part.counts[o.key] or 0 for o in best)
    words = either([o.label for o in best])
    if label:
        words = _("%(answer)s to “%(statement)s”") % {"answer": words, "statement": label}
    return share_sentence(min(count, part.answered), part.answered, words) if count else ""


def _matrix_headline(line: Line, counted: Counted) -> str:
    """The statements that stand out most on either side."""
    agree, disagree = scale_sides([o.label for o in line.options])
    ranked = []
    for row in line.rows:
        part = counted.rows[row.key]
        if part.answered and agree and all(part.counts.get(o.key) is not None for o in line.options):
            for side in (agree, disagree):
                count = sum(part.counts[o.key] or 0 for o in line.options if o.label in side)
                ranked.append((count / part.answered, row, side is agree))
    if not ranked:
        n = counted.answered or 0
        return ngettext("%(count)s person answered", "%(count)s people answered", n) % {"count": f"{n:,}"}
    sentences = []
    for positive in (True, False):
        best = max((each for each in ranked if each[2] is positive), key=lambda each: each[0])
        if best[0] >= 0.4 or positive:
            sentences.append(_side(line, counted.rows[best[1].key], best[1].label))
    return ". ".join(dict.fromkeys(each for each in sentences if each))


def _notes(line: Line, counted: Counted, how: Telling) -> list[str]:
    notes = []
    if line.kind in (Kind.MULTIPLE, Kind.CONSENT):
        notes.append(_("People could choose more than one answer."))
    if line.kind is Kind.RANKING and counted.answered:
        notes.append(_("The chart shows what people put first; the table shows every place."))
    if line.kind is Kind.MATRIX and counted.answered:
        notes.append(_("The chart joins the points on each side of the scale; the table shows every point."))
    notes += _missing(counted)
    for part in (*line.options, *line.rows):
        notes += _changes(part, line, counted, how)
    for number, words in line.wordings[:-1]:
        until = next(n for n, _w in line.wordings if n > number)
        notes.append(_("Until %(day)s the question was: “%(words)s”.") % {"day": _day(until, how), "words": words})
    if how.staff and how.exact:
        notes += _if_drawn(line, counted)
    return notes


def _missing(counted: Counted) -> list[str]:
    said = [
        (
            counted.left_blank,
            ngettext("%(count)s person left it blank.", "%(count)s people left it blank.", counted.left_blank or 0),
        ),
        (
            counted.cannot_read,
            ngettext(
                "We could not read %(count)s answer on paper.",
                "We could not read %(count)s answers on paper.",
                counted.cannot_read or 0,
            ),
        ),
        (
            counted.double_ticked,
            ngettext(
                "%(count)s person ticked more boxes than the form allows.",
                "%(count)s people ticked more boxes than the form allows.",
                counted.double_ticked or 0,
            ),
        ),
        (
            counted.not_asked,
            ngettext(
                "%(count)s person was not asked, because of an earlier answer or an earlier version.",
                "%(count)s people were not asked, because of an earlier answer or an earlier version.",
                counted.not_asked or 0,
            ),
        ),
    ]
    return [words % {"count": f"{n:,}"} for n, words in said if n]


def _day(edition: int, how: Telling) -> str:
    return date_format(how.days[edition], "j F Y") if edition in how.days else _("an earlier version")


def _changes(part: Offered, line: Line, counted: Counted, how: Telling) -> list[str]:
    """What happened to an option or statement through the editions, and so to its base."""
    notes = []
    for number, words in part.earlier_labels:
        until = next(n for n, _w in part.labels if n > number)
        notes.append(
            _("“%(now)s” was called “%(before)s” until %(day)s; both are counted together.")
            % {"now": part.label, "before": words, "day": _day(until, how)}
        )
    newest, last = max(line.editions), max(part.editions)
    base = counted.bases.get(part.key) or (counted.rows[part.key].answered if part.key in counted.rows else None)
    facts = {"option": part.label, "base": people(base), "day": ""}
    if last < newest:
        facts["day"] = _day(min(n for n in line.editions if n > last), how)
        notes.append(_("“%(option)s” was offered until %(day)s, to %(base)s people who answered.") % facts)
    if min(part.editions) > min(line.editions):
        facts["day"] = _day(min(part.editions), how)
        notes.append(_("“%(option)s” has been offered since %(day)s, to %(base)s people who answered.") % facts)
    if part.replaces:
        before = next((each.label for each in (*line.options, *line.rows) if each.key == part.replaces), "")
        if before:
            notes.append(
                _("“%(option)s” means something else than “%(before)s”, so they are counted apart.")
                % {"option": part.label, "before": before}
            )
    return notes


def _if_drawn(line: Line, counted: Counted) -> list[str]:
    """What a random sample of this size would have told, for those who know that this was none."""
    shown = [o for o in line.options if counted.counts.get(o.key)]
    if line.kind is Kind.MATRIX or not shown:
        return []
    top = max(shown, key=lambda o: counted.counts[o.key] or 0)
    count, base = counted.counts[top.key], counted.bases.get(top.key)
    if not count or not base or base < 30:
        return []
    interval = wilson(min(count, base), base)
    return [
        _(
            "If these people had been drawn at random, the true figure for “%(option)s” would probably be "
            "%(low)d%% to %(high)d%%. They were not."
        )
        % {"option": top.label, "low": round(100 * interval.low), "high": round(100 * interval.high)}
    ]
