"""Entries of the library in words for a page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.core.dates import in_words
from alongside.knowledge.entries import HARDNESS, Duty, Knowledge, Source, Superseded
from alongside.knowledge.methods import Method
from alongside.knowledge.mixing import inside
from alongside.knowledge.picking import left_out_words, questions
from alongside.knowledge.plan_templates import PlanTemplate
from alongside.knowledge.practice import Span
from alongside.knowledge.spectrums import word_for
from alongside.knowledge.templates import TemplateForm
from alongside.library.rules import Shown
from alongside.questionnaires.printed import Sheet, sheets
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.saved.speaking import spoken

WAYS = {
    "in-person": gettext_lazy("Face to face"),
    "online": gettext_lazy("Online"),
    "paper": gettext_lazy("On paper"),
    "phone": gettext_lazy("By phone"),
}
TELLS = {
    "qualitative": gettext_lazy("Reasons and experiences"),
    "quantitative": gettext_lazy("Numbers"),
    "both": gettext_lazy("Reasons and numbers"),
}
COSTS = {"low": gettext_lazy("Low"), "medium": gettext_lazy("Medium"), "high": gettext_lazy("High")}
CONFIDENCE = {
    "H": gettext_lazy("We are sure"),
    "M": gettext_lazy("We are fairly sure"),
    "L": gettext_lazy("Check this"),
}
SEEN = {
    "V": gettext_lazy("checked against the public page"),
    "K": gettext_lazy("from our own knowledge"),
    "S": gettext_lazy("as the source says"),
    "D": gettext_lazy("worked out from others"),
}
ASKED = {
    "record": gettext_lazy("From the record"),
    "people": gettext_lazy("Asked of people who took part"),
    "staff": gettext_lazy("Asked of staff"),
}


USED = {
    "plan": gettext_lazy("A part of each project’s plan"),
    "survey": gettext_lazy("A form that people fill in"),
    "monitoring": gettext_lazy("Offered at the end of each survey"),
    "pages": gettext_lazy("Pages of their own in a project"),
    "sheet": gettext_lazy("A paper that a project’s team fills in"),
}
"""How a template form is used, in words."""
PAGES = ("stakeholders", "consultation", "assurance")


def use_of(start: str) -> str:
    return str(USED["pages" if start in PAGES else start if start in USED else "sheet"])


def used(template: TemplateForm) -> str:
    return ". ".join(dict.fromkeys(use_of(form.start) for form in template.forms))


def starts(template: TemplateForm) -> list[tuple[str, str]]:
    """(words of a link, what is begun or opened in a project) of each of its forms."""
    own = {
        "plan": _("Open a project’s plan"),
        "survey": _("Ask it in a project’s survey"),
        "equality-before": _("Start one in a project, before people are asked"),
        "equality-after": _("Start one in a project, after people answered"),
        "event-staff": _("Start what staff saw in a project"),
        **{page: _("Open it in a project") for page in PAGES},
    }
    return [
        (own.get(form.start, _("Start one in a project")), form.start)
        for form in template.forms
        if form.start != "monitoring"
    ]


@dataclass(frozen=True)
class Questions:
    """A set of questions to read."""

    key: str
    title: str
    summary: str
    use: str
    minutes: int
    checked_on: date
    sheets: list[Sheet]


def forms(template: TemplateForm) -> list[Questions]:
    """Each set of questions of a template once, in the language of the page."""
    first: dict[str, str] = {}
    for form in template.forms:
        if form.set:
            first.setdefault(form.set, form.start)
    return [
        Questions(
            key,
            spoken(key).title,
            _(SAVED_SETS[key].summary),
            use_of(start),
            SAVED_SETS[key].minutes,
            date.fromisoformat(SAVED_SETS[key].checked_on),
            sheets(spoken(key), whole=True),
        )
        for key, start in first.items()
    ]


def parts(template: PlanTemplate) -> list[tuple[str, list[tuple[str, str]]]]:
    """(section, [(question, suggested words)]) of a plan to begin with, in the order of the plan."""
    definition = spoken("plan")
    return [
        (
            section.title,
            [(each.wording, _(held[each.key])) for each in section.questions if each.key in held],
        )
        for section in definition.sections
        if (held := template.sections.get(section.key))
    ]


def choice(question: str, key: str) -> str:
    """What an answer is called; used for purposes, audiences and cost."""
    return _(questions()[question].word(key))


def good_for(method: Method) -> str:
    """``To find out why; to gather ideas``"""
    said = [choice("why", each) for each in method.purposes]
    return "; ".join([said[0], *(inside(each) for each in said[1:])])


def span(value: Span) -> str:
    """``3 to 8``"""
    if value.least == value.most:
        return f"{value.least:,}"
    return _("%(least)s to %(most)s") % {"least": f"{value.least:,}", "most": f"{value.most:,}"}


def weeks(value: Span) -> str:
    return ngettext("%(weeks)s week", "%(weeks)s weeks", value.most) % {"weeks": span(value)}


def ways(method: Method) -> str:
    return ", ".join(str(WAYS[each]) for each in method.ways)


def facts(method: Method, vocabulary: dict[str, str]) -> list[tuple[str, str]]:
    """(label, words) for the side of a method's page."""
    return [
        (_("Tells you"), str(TELLS[method.tells])),
        (_("How people take part"), ways(method)),
        (_("People at once"), span(method.group)),
        (_("People in all"), span(method.people)),
        (_("Time"), weeks(method.weeks)),
        (_("Cost"), str(COSTS[method.cost])),
        (_("Staff"), _(method.staff)),
        (_("Kinds of involvement"), ", ".join(word_for(each, vocabulary) for each in method.levels)),
    ]


def leaves_out(method: Method) -> list[str]:
    return [_(left_out_words()[each]) for each in method.leaves_out]


def source(of: Source, review_by: date, *, own: bool = False) -> str:
    """Where it comes from and how sure we are; of an organisation's own nobody has said how sure."""
    if own:
        return _("%(name)s. Look again by %(day)s.") % {"name": of.name, "day": in_words(review_by)}
    return _("%(name)s. %(sure)s, %(seen)s. Look again by %(day)s.") % {
        "name": of.name,
        "sure": CONFIDENCE[of.confidence],
        "seen": SEEN[of.provenance],
        "day": in_words(review_by),
    }


def changed(shown: Shown, organisation: Any) -> str:
    """``Changed by Northmere on Friday 27 November 2026: we have no budget for it``; empty where nothing was changed."""
    if shown.change is None:
        return ""
    words = {"name": organisation.name, "day": in_words(shown.change.at), "reason": shown.change.reason}
    if shown.change.hidden:
        return _("Hidden by %(name)s on %(day)s: %(reason)s") % words
    if shown.change.is_own:
        return _("Written by %(name)s on %(day)s: %(reason)s") % words
    if not shown.change.note:
        return _("Set back by %(name)s on %(day)s: %(reason)s") % words
    return _("Changed by %(name)s on %(day)s: %(reason)s") % words


@dataclass(frozen=True)
class Law:
    """A duty as the library shows it."""

    id: str
    title: str
    requires: str
    binds: str
    note: str
    source: str
    hardness: str
    valid: str
    now: bool
    key: str
    own: bool = False
    said: str = ""
    """Who added it, or said something about it, when and why."""
    comment: str = ""
    link: str = ""


def law(duty: Duty, on: date) -> Law:
    return Law(
        duty.id,
        _(duty.title),
        _(duty.requires),
        _(duty.binds),
        _(duty.note) if duty.note else "",
        source(duty.source, duty.review_by),
        _(HARDNESS[duty.hardness]),
        valid(duty),
        duty.in_force(on),
        duty.id,
    )


def valid(duty: Duty) -> str:
    """Since when and until when it holds."""
    if duty.draft:
        return _("Not in force: a draft.")
    since = _("In force since %(day)s") % {"day": in_words(duty.valid_from)} if duty.valid_from else _("In force")
    if duty.valid_to is None:
        return f"{since}."
    return _("%(since)s, until %(day)s.") % {"since": since, "day": in_words(duty.valid_to)}


@dataclass(frozen=True)
class Old:
    """Law that no longer holds, with what took its place: (id of a duty or nothing, title)."""

    id: str
    title: str
    words: str
    now: list[tuple[str, str]]
    source: str


def old(each: Superseded, known: Knowledge) -> Old:
    titles = {duty.id: duty.title for duty in known.duties} | {
        key: change.title for key, change in known.changes.items()
    }
    return Old(
        each.id,
        _(each.title),
        _(each.words),
        [("" if id in known.changes else id, _(titles[id])) for id in each.replaced_by],
        source(each.source, each.review_by),
    )
