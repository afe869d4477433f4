"""What a project knows already and a paper asks for: filled in where nothing was written yet, with where it comes from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.core.dates import in_words, local
from alongside.knowledge.spectrums import word_for
from alongside.knowledge.timings import timings
from alongside.organisations.models import Organisation
from alongside.plans import methods
from alongside.plans.facts import Known, expressions, gather
from alongside.plans.giving import sheets_of
from alongside.plans.models import Decision
from alongside.projects.models import Project
from alongside.projects.sections import SECTIONS
from alongside.questionnaires.types import Answer


@dataclass(frozen=True)
class Fact:
    """``question`` of the section whose answer it is; ``place`` and ``link`` say where it comes from."""

    question: str
    said: str
    shown: str
    place: str
    link: str


Rule = Callable[["_Asked"], Iterator[Fact]]


@dataclass(frozen=True)
class _Asked:
    project: Project
    organisation: Organisation
    now: datetime

    def fact(self, question: str, said: str, place: str, link: str, *more: str, shown: str = "") -> Iterator[Fact]:
        """Nothing where nothing is known."""
        if said.strip():
            at = [self.organisation.slug, self.project.slug, *more]
            yield Fact(question, said.strip(), shown or said.strip(), place, url(link, *at))

    def own(self, question: str, said: str, section: str, shown: str = "") -> Iterator[Fact]:
        """From a section of the project."""
        return self.fact(question, said, str(SECTIONS[section].title), "projects-team:edit", section, shown=shown)

    def known(self, room: str) -> Known:
        """What a room upstairs says. Two queries."""
        values: dict[str, Any] = dict(Project.objects.values(**expressions(room)).get(pk=self.project.pk))
        return gather(self.project.pk, local(self.now).date(), values, timings(), room)

    def methods(self, question: str) -> Iterator[Fact]:
        names = methods.chosen(self.project.pk).values_list("name", flat=True)
        return self.fact(question, "\n".join(_(each) for each in names), _("Methods"), "projects-team:methods")

    def level(self, question: str) -> Iterator[Fact]:
        level = self.project.level
        return self.own(question, word_for(level, self.organisation.vocabulary) if level else "", "kind")

    def decision(self, question: str) -> Iterator[Fact]:
        found = Decision.objects.filter(scope=self.project.pk).first()
        if found is not None:
            said = _("%(body)s decided on %(day)s:") % {"body": found.body, "day": in_words(found.decided_on)}
            words = f"{said}\n{found.decided}\n{found.reasons}"
            yield from self.fact(question, words, _("What was decided"), "projects-team:decision")


def _lines(*words: str) -> str:
    return "\n".join(each for each in words if each)


def _about(asked: _Asked) -> Iterator[Fact]:
    project = asked.project
    yield from asked.own("purpose", _lines(project.question, project.summary, project.why), "purpose")
    yield from asked.level("level")
    for question, when in (("opened_on", project.opens_at), ("closed_on", project.closes_at)):
        if when is not None:
            yield from asked.own(question, local(when).date().isoformat(), "dates", shown=in_words(when))


def _who(asked: _Asked) -> Iterator[Fact]:
    received = asked.known("analysis").received
    if received:
        words = ngettext("%(num)s answer was received.", "%(num)s answers were received.", received)
        yield from asked.fact("heard", words % {"num": received}, _("Answers"), "analysis-team:responses")
    yield from asked.own("affected", asked.project.who_it_affects, "people")
    yield from asked.methods("methods")


def _follows(asked: _Asked) -> Iterator[Fact]:
    project = asked.project
    yield from asked.decision("decision")
    if project.decides_on is not None:
        said = _("%(who)s, %(day)s") % {"who": project.who_decides, "day": in_words(project.decides_on)}
        yield from asked.own("decision_when", said, "decision")


def _case(asked: _Asked) -> Iterator[Fact]:
    yield from asked.own("context", _lines(asked.project.summary, asked.project.why), "purpose")
    yield from asked.level("level")
    yield from asked.methods("done")


def _told(asked: _Asked) -> Iterator[Fact]:
    told = asked.known("feedback").told_on
    if told is not None:
        yield from asked.fact(
            "told_on", told.isoformat(), _("What you heard"), "feedback-team:findings", shown=in_words(told)
        )


def _agreed(asked: _Asked) -> Iterator[Fact]:
    plan = sheets_of(asked.project.pk).get("plan")
    if plan is not None:
        said = [str(each.value) for key in ("measures", "agreed_with") if (each := plan.said.get(key))]
        yield from asked.fact("measures", _lines(*said), _("Plan"), "projects-team:sheet-section", "plan", "evaluation")


def _contact(asked: _Asked) -> Iterator[Fact]:
    project = asked.project
    said = _lines(project.contact_role, project.contact_phone, project.contact_email)
    return asked.own("contact", said, "contact")


RULES: dict[tuple[str, str], Rule] = {
    ("report", "about"): _about,
    ("report", "who"): _who,
    ("report", "follows"): _follows,
    ("case-study", "story"): _case,
    ("case-study", "changed"): lambda asked: asked.decision("changed"),
    ("you-said", "telling"): _told,
    ("evaluation", "agreed"): _agreed,
    ("evaluation", "process"): lambda asked: asked.methods("planned_done"),
    ("evaluation", "influence"): lambda asked: asked.decision("decisions"),
    ("role", "applying"): _contact,
}


def known_of(project: Project, organisation: Organisation, sheet: str, section: str, now: datetime) -> list[Fact]:
    """What is known of what this section asks. At most three queries."""
    rule = RULES.get((sheet, section))
    return list(rule(_Asked(project, organisation, now))) if rule else []


def as_answers(facts: list[Fact]) -> dict[str, Answer]:
    return {each.question: Answer(each.said) for each in facts}
