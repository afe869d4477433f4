"""Findings about duties in words for a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.knowledge.entries import HARDNESS, Knowledge
from alongside.knowledge.facts import Facts, Value, facts
from alongside.knowledge.rules import Finding, LevelRequired, judge, weigh
from alongside.library import presenters_own
from alongside.library.duties import Asked


@dataclass(frozen=True)
class Told:
    """One duty as a page shows it. ``open`` are the questions that could still decide it or lift it."""

    id: str
    title: str
    source: str
    hardness: str
    requires: str
    note: str
    because: list[str]
    open: list[str]
    evidence: list[str]
    own: str = ""
    """Who in the organisation asks it, since when and why; empty for what comes with Alongside."""
    comment: str = ""
    said: str = ""
    link: str = ""


def told_here(finding: Finding, asked: Asked, answers: Facts, names: Mapping[UUID, str]) -> Told:
    """One duty with what the organisation says of it: that it is its own, or a comment."""
    own, comment = asked.own.get(finding.duty.id), asked.comments.get(finding.duty.id)
    found = told(finding, asked.known, answers)
    if own is not None:
        hard = presenters_own.hardness()[finding.duty.hardness]
        return replace(found, hardness=hard, own=presenters_own.added(own, names), link=str(own.details["link"]))
    if comment is not None:
        return replace(found, comment=comment.note, said=presenters_own.commented(comment, names))
    return found


def told(finding: Finding, known: Knowledge, answers: Facts) -> Told:
    duty = finding.duty
    return Told(
        duty.id,
        _(duty.title),
        duty.source.name,
        _(HARDNESS[duty.hardness]),
        _(duty.requires),
        _(duty.note) if duty.note else "",
        because(finding.because, answers),
        [_(facts()[key].words) for key in finding.unknown],
        [_(known.evidence[id].words) for id in duty.evidence],
    )


def because(reasons: Iterable[str], answers: Facts) -> list[str]:
    """Reasons of a finding, ``key = value``, as a question and its answer. Bodies come together."""
    keys = dict.fromkeys(reason.partition(" = ")[0] for reason in reasons)
    bodies = [reason.partition(" = ")[2] for reason in reasons if reason.startswith("bodies = ")]
    said = []
    for key in keys:
        if key == "on":
            said.append(_("It is not in force today"))
        else:
            said.append(answer(key, tuple(bodies) if key == "bodies" else answers[key]))
    return said


def answer(key: str, value: Value) -> str:
    """``Is the change temporary? Yes``"""
    return _("%(question)s %(answer)s") % {"question": _(facts()[key].words), "answer": value_words(key, value)}


def value_words(key: str, value: Value | None) -> str:
    """An answer in words; one that is not there is not known yet."""
    if value is None:
        return _("We do not know yet")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return in_words(value)
    fact = facts()[key]
    words = {choice: _(text) for choice, text in zip(fact.choices, fact.choice_words, strict=True)}
    return ", ".join(words.get(str(each), str(each)) for each in (value if isinstance(value, tuple) else (value,)))


def level_reasons(answers: Facts, known: Knowledge, level: LevelRequired) -> list[str]:
    """Why the level is at least what it is, in the words of the knowledge."""
    same = [each for each in known.levels if each.key == level.at_least]
    return [_(each.words) for each in same if judge(each.when, each.unless, answers).value]


def warnings(answers: Facts, known: Knowledge) -> list[str]:
    """What to look out for."""
    return [_(each.words) for each in known.warnings if weigh(each.when, answers).value]


def level_words(level: LevelRequired) -> str:
    return {
        "formal_consultation": _("The least that is asked is a formal consultation."),
        "fair_consultation": _("The least that is asked is a fair consultation of those affected."),
        "involve": _("The least that is asked is to involve people, in a way that is in proportion."),
        "inform": _("The least that is asked is to inform people."),
    }[level.at_least]
