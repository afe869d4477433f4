"""What a report says, before it has a form: for each question a headline, a table, bars and notes.

Takes results that are safe to show; words them as `experience.md` asks: finding, base and limit first.
Every writer (web page, PDF, spreadsheet, Word) says the same, from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from alongside.questionnaires.reading.problems import KIND_NAMES
from alongside.questionnaires.reading.results import Option, QuestionResult, Results
from alongside.questionnaires.reading.vocabularies import scale_sides
from commonground.disclosure import Profile
from commonground.tabulation import Phrase, about_phrase

HIDDEN = "Hidden"
MOST_BARS = 13
_COUNTED = ("single", "multiple", "scale", "number", "date")
_TEXT = ("short_text", "long_text")


@dataclass(frozen=True)
class Bar:
    """One line of a chart: `percent` is None where the number is hidden; `words` are what stands at its end."""

    label: str
    percent: int | None
    words: str


@dataclass(frozen=True)
class Thirds:
    """A statement in three parts of a bar, each (words, per cent): agree, neither, disagree."""

    label: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Figure:
    """One question. `rows` are (answer, people, per cent) as shown, or what `columns` names; `bars` is empty where
    there is no chart, and `thirds` has a bar of three parts for each statement of a matrix."""

    number: int
    question: str
    headline: str
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None
    bars: tuple[Bar, ...]
    notes: tuple[str, ...]
    columns: tuple[str, ...] = ()
    thirds: tuple[Thirds, ...] = ()
    section: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the table's columns."""
        return self.columns or (_("Answer"), _("People"), _("Per cent"))

    @property
    def tall(self) -> bool:
        """Whether it may need more than one printed page."""
        return len(self.rows) > 20

    @property
    def wide(self) -> bool:
        """Whether the table needs a printed page's whole width."""
        return len(self.heads) > 4

    @property
    def anchor(self) -> str:
        return f"question-{self.number}"

    @property
    def alternative(self) -> str:
        """What the chart shows, for those who do not see it; the table has every number."""
        if self.thirds:
            each = "; ".join(
                f"{third.label}: {', '.join(f'{words} {percent}%' for words, percent in third.parts)}"
                for third in self.thirds
            )
            return _("Bars in three parts. %(bars)s. All numbers are in the table.") % {"bars": each}
        shown = [bar for bar in self.bars if bar.percent is not None]
        listed = "; ".join(f"{bar.label} {bar.words}" for bar in shown[:3])
        return _("Bar chart. %(bars)s. All numbers are in the table.") % {"bars": listed or HIDDEN}


@dataclass(frozen=True)
class Story:
    """A whole report in words: what it is, its limits, its figures, how the file was read, and quotes by question."""

    title: str
    file: str
    opening: str
    limits: tuple[str, ...]
    figures: tuple[Figure, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    readings: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    quotes: tuple[tuple[str, tuple[str, ...]], ...] = ()


def tell(results: Results, profile: Profile) -> Story:
    """Word a result."""
    questions = results["questions"]
    # Dates are mostly the tool's own: when each answer came in is for the end.
    shown = sorted(
        (q for q in questions if q["kind"] in _COUNTED or q["kind"] in _TEXT), key=lambda q: q["kind"] == "date"
    )
    return Story(
        title=_("What people told us"),
        file=results["file"],
        opening=_opening(results, profile, len(shown)),
        limits=_limits(profile, any(q["kind"] in _TEXT for q in questions)),
        figures=tuple(_figure(i, q, profile) for i, q in enumerate(shown, start=1)),
        left_out=tuple(
            (q["label"], _("Nobody answered it.") if q["kind"] == "empty" else _("It can say who a person is."))
            for q in questions
            if q["kind"] in ("identifier", "empty")
        ),
        readings=tuple((q["label"], _(KIND_NAMES[q["kind"]]), q["reason"]) for q in questions),
        warnings=tuple(results["warnings"]),
    )


def _opening(results: Results, profile: Profile, shown: int) -> str:
    people = results["responses"]
    text = (
        ngettext("About %(count)s response is in this file.", "About %(count)s responses are in this file.", people)
        if profile.round_to and not profile.is_small(people)
        else ngettext("%(count)s response is in this file.", "%(count)s responses are in this file.", people)
    )
    asked = ngettext("We show %(count)s question.", "We show %(count)s questions.", shown)
    return f"{text % {'count': f'{people:,}'}} {asked % {'count': shown}}"


def _limits(profile: Profile, has_text: bool) -> tuple[str, ...]:
    limits = [
        _(
            "A file does not say how people were found. If they chose to take part, these figures tell us what "
            "they said, not what everyone thinks."
        ),
        _("We do not know who is missing. Compare who took part with who lives here before you rely on this."),
    ]
    if profile.round_to:
        limits.append(_("Numbers are rounded to the nearest %(step)d, so may not add up.") % {"step": profile.round_to})
    if profile.threshold:
        limits.append(
            _(
                "Where fewer than %(least)d people gave an answer, we hide the number, and sometimes others that "
                "would give it away. Hidden is not zero."
            )
            % {"least": profile.threshold}
        )
    else:
        limits.append(
            _(
                "Small numbers are not protected in this report. Someone might be recognised: share it only with "
                "people who may see the answers."
            )
        )
    if has_text:
        limits.append(
            _("What people wrote in their own words is not listed, because it can name people. Read it in the file.")
        )
    return tuple(limits)


def _figure(number: int, question: QuestionResult, profile: Profile) -> Figure:
    options = question["options"]
    answered = question["answered"]
    rows = tuple(
        (o["label"], HIDDEN, HIDDEN) if o["suppressed"] else (o["label"], f"{o['count']:,}", _percent(o))
        for o in options
    )
    if answered is None or not options:
        rows = ()
    any_shown = any(option["percent"] is not None for option in options[:MOST_BARS])
    total = (_("Answered"), f"{answered:,}", "") if rows and answered is not None else None
    return Figure(
        number=number,
        question=question["label"],
        headline=_headline(question, profile),
        rows=rows,
        total=total,
        bars=tuple(Bar(o["label"], o["percent"], _percent(o)) for o in options[:MOST_BARS])
        if rows and any_shown
        else (),
        notes=tuple(_notes(question)),
    )


def _percent(option: Option) -> str:
    """The per cent as shown: a few people among many are not nobody."""
    if option["suppressed"]:
        return HIDDEN
    if option["percent"] is None:
        return ""
    if option["percent"] == 0 and option["count"]:
        return _("under 1%")
    return f"{option['percent']}%"


def _headline(question: QuestionResult, profile: Profile) -> str:
    answered, kind = question["answered"], question["kind"]
    if answered is None:
        return _("Fewer than %(least)d people answered, or close to it, so we do not show their results") % {
            "least": profile.threshold
        }
    if answered == 0:
        return _("Nobody answered this question")
    if kind in _TEXT:
        return ngettext("%(count)s person wrote an answer", "%(count)s people wrote an answer", answered) % {
            "count": f"{answered:,}"
        }
    if kind == "number" and "lower_quartile" in question["summary"]:
        return _number_headline(question["summary"], answered)
    if kind == "scale" and "mean" in question["summary"]:
        points = [option["label"] for option in question["options"] if option["label"].isdecimal()]
        return _("People who answered gave %(mean)s on average, from %(low)s to %(high)s (%(count)s people)") % {
            "mean": f"{question['summary']['mean']:g}",
            "low": points[0],
            "high": points[-1],
            "count": f"{answered:,}",
        }
    if kind == "scale":
        side = _side_headline(question["options"], answered)
        if side:
            return side
    return _largest_headline(question["options"], answered, kind)


def _number_headline(summary: Mapping[str, Any], answered: int) -> str:
    return _(
        "The middle answer was %(middle)s. Half of the people who answered said %(low)s to %(high)s (%(count)s people)"
    ) % {
        "middle": in_short(summary["median"]),
        "low": in_short(summary["lower_quartile"]),
        "high": in_short(summary["upper_quartile"]),
        "count": f"{answered:,}",
    }


def in_short(value: float) -> str:
    """A number that stands for many people, with no more digits than it can bear."""
    return f"{value:.2g}" if 0 < abs(value) < 1 else f"{value:,.{int(abs(value) < 100)}f}".removesuffix(".0")


def _side_headline(options: Sequence[Option], answered: int) -> str:
    """The share on the larger side of a scale with two sides, where every number of it is shown."""
    positive, negative = scale_sides([option["label"] for option in options])
    best = ""
    most = 0
    for side in (positive, negative):
        chosen = [option for option in options if option["label"] in side]
        counts = [option["count"] for option in chosen]
        if not chosen or any(count is None for count in counts):
            return ""
        total = min(answered, sum(count or 0 for count in counts))
        if total > most:
            most, best = total, either([option["label"] for option in chosen])
    return share_sentence(most, answered, best) if most else ""


def either(labels: Sequence[str]) -> str:
    """ "“Agree” or “Strongly agree”"."""
    quoted = [f"“{label}”" for label in labels]
    if len(quoted) == 1:
        return quoted[0]
    return _("%(first)s or %(last)s") % {"first": ", ".join(quoted[:-1]), "last": quoted[-1]}


def _largest_headline(options: Sequence[Option], answered: int, kind: str) -> str:
    shown = [option for option in options if option["count"]]
    if not shown:
        return ngettext("%(count)s person answered", "%(count)s people answered", answered) % {"count": f"{answered:,}"}
    largest = max(shown, key=lambda option: option["count"] or 0)
    label = largest["label"] if kind == "date" else f"“{largest['label']}”"
    if kind == "date":
        return _("The busiest time was %(when)s (%(top)s of %(base)s)") % {
            "when": f"the {label[0].lower()}{label[1:]}" if label.startswith("Week") else label,
            "top": f"{largest['count']:,}",
            "base": f"{answered:,}",
        }
    return share_sentence(min(largest["count"] or 0, answered), answered, label)


def share_sentence(count: int, base: int, what: str) -> str:
    """ "About 6 in 10 people who answered said “Evenings” (410 of 665)"; `what` is what they said."""
    phrase = about_phrase(count, base)
    return _("%(share)s said %(what)s (%(top)s of %(base)s)") % {
        "share": share_words(phrase),
        "what": what,
        "top": f"{count:,}",
        "base": f"{base:,}",
    }


def share_words(phrase: Phrase) -> str:
    """A share as the start of a sentence: "About 6 in 10 people who answered"."""
    who = _("people who answered")
    if phrase.code == "exactly":
        return _("%(top)d of the %(base)d %(who)s") % {"top": phrase.top, "base": phrase.of, "who": who}
    whole = {
        "nobody": _("Nobody who answered"),
        "everyone": _("Everyone who answered"),
        "hardly_anyone": _("Hardly any of the people who answered"),
        "nearly_everyone": _("Nearly everyone who answered"),
    }
    if phrase.code in whole:
        return whole[phrase.code]
    near = {"about": _("About"), "just_under": _("Just under"), "just_over": _("Just over")}[phrase.near]
    part = {
        "half": _("half of the people who answered"),
        "quarter": _("a quarter of the people who answered"),
        "three_quarters": _("three quarters of the people who answered"),
        "third": _("a third of the people who answered"),
        "two_thirds": _("two thirds of the people who answered"),
    }.get(phrase.code)
    return f"{near} {part}" if part else f"{near} {phrase.top} {_('in')} {phrase.of} {who}"


def _notes(question: QuestionResult) -> list[str]:
    notes = []
    if question["kind"] == "multiple" and question["options"]:
        notes.append(_("People could choose more than one answer."))
    blank = question["blank"]
    if blank:
        left = ngettext("%(count)s person left it blank.", "%(count)s people left it blank.", blank)
        notes.append(left % {"count": f"{blank:,}"})
    if question["kind"] == "multiple" and len(question["columns"]) > 1:
        notes.append(_("The file does not tell people who skipped this from people who chose nothing."))
    words = question["summary"].get("median_words")
    if words:
        notes.append(
            ngettext(
                "Half of the answers have %(count)d word or more.",
                "Half of the answers have %(count)d words or more.",
                words,
            )
            % {"count": words}
        )
    if question["summary"].get("day_first"):
        notes.append(_("Dates such as 3/4/2026 were read as 3 April."))
    if question["options"] and question["answered"] and all(o["suppressed"] for o in question["options"]):
        notes.append(_("Every number is hidden, because few people gave each answer."))
    elif len(question["options"]) > MOST_BARS:
        notes.append(_("The chart shows the first %(count)d lines of the table.") % {"count": MOST_BARS})
    return notes
