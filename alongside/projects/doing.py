"""Planned activities of a project in words for its pages: what they begin with, what does not fit, what can be made now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.core.dates import in_words, local
from alongside.knowledge.audiences import audiences
from alongside.knowledge.methods import Method
from alongside.knowledge.spectrums import levels, word_for
from alongside.library.presenters import ways
from alongside.organisations.lead_times import promised
from alongside.organisations.models import Organisation
from alongside.plans.doing import planned
from alongside.plans.doing_rules import Draft, Frame, day_warnings, draft, needs_care, too_soon
from alongside.plans.kinds import called_too_much, not_borne, payment_left_out
from alongside.plans.models_doing import PlannedActivity
from alongside.projects.models import Project

# Methods with a tool on this service, by its key there, and the page on which one is made.
MADE_ON = {"survey": "survey-team:build"}


def frame_of(project: Project, today: date) -> Frame:
    return Frame(
        kind=project.level,
        opens_on=local(project.opens_at).date() if project.opens_at else None,
        closes_on=local(project.closes_at).date() if project.closes_at else None,
        decides_on=project.decides_on,
        today=today,
    )


def days_by_format(organisation: Organisation) -> dict[str, int]:
    """Working days until something is ready, as this organisation has them."""
    return {key: each.days for key, each in promised(organisation).items()}


def draft_of(method: Method, project: Project, organisation: Organisation, who: Iterable[str], today: date) -> Draft:
    """What the method becomes in this project."""
    frame = frame_of(project, today)
    return draft(method, frame, list(who), days_by_format(organisation), ways(method), _(method.name))


def warnings(
    activity: PlannedActivity, method: Method | None, facts: Mapping[str, Any], project: Project, today: date
) -> list[str]:
    """What does not fit, in words. Nothing of it refuses anything."""
    frame = frame_of(project, today)
    days = {
        "before-opening": _("It begins before this opens, on %(day)s."),
        "after-closing": _("It goes on after this closes, on %(day)s."),
        "after-decision": _("It ends when the decision is made already, on %(day)s."),
    }
    when = {
        "before-opening": frame.opens_on,
        "after-closing": frame.closes_on,
        "after-decision": frame.decides_on,
    }
    said = []
    for key in day_warnings(activity.first_on, activity.last_on, frame):
        on = when[key]
        said.append(days[key] % {"day": in_words(on) if on else ""})
    if method is not None and too_soon(method, activity.first_on, today):
        least = method.weeks.least
        said.append(
            ngettext(
                "It usually takes at least %(count)s week to prepare and hold. Its first day is sooner.",
                "It usually takes at least %(count)s weeks to prepare and hold. Its first day is sooner.",
                least,
            )
            % {"count": least}
        )
    said += kind_warnings(activity.kind, facts)
    for key in needs_care(activity.method, activity.audiences):
        said.append(
            _("%(who)s: this method needs care with them. Look what helps.") % {"who": _(audiences()[key].name)}
        )
    return said


def kind_warnings(kind: str, facts: Mapping[str, Any]) -> list[str]:
    """What the plan's answers say against a label."""
    said = []
    if called_too_much(kind, facts):
        said.append(
            _("It is called co-production, and people have no part in what comes afterwards: that is co-design.")
        )
    if not_borne(kind, facts):
        said.append(_("The plan says that you decide alone. Then people do not decide together with you here."))
    if payment_left_out(kind, facts):
        said.append(_("People decide or act together with you here, and the plan offers no payment."))
    return said


@dataclass(frozen=True)
class Online:
    """What people take part in on this service, for a planned activity: ``title`` where there is one, ``link`` to where
    it is made or looked after; ``waits`` is one that could be it."""

    link: str = ""
    title: str = ""
    waits: UUID | None = None


@dataclass(frozen=True)
class Live:
    """Every activity of a project on this service, (id, tool, title), and which are linked already."""

    made: list[tuple[UUID, str, str]] = field(default_factory=list)
    linked: frozenset[UUID] = frozenset()

    def online(self, activity: PlannedActivity, org: str, project: Project) -> Online | None:
        """None for a method that has no tool here."""
        if activity.method not in MADE_ON:
            return None
        link = url(MADE_ON[activity.method], org, project.slug)
        for key, _tool, title in self.made:
            if key == activity.live:
                return Online(link, title)
        for key, tool, title in self.made:
            if tool == activity.method and key not in self.linked:
                return Online(link, title, key)
        return Online(link)


def live_of(project: Project) -> Live:
    """Two queries."""
    made = list(project.activities.values_list("pk", "tool", "title"))
    linked = planned(project.pk).exclude(live=None).values_list("live", flat=True) if made else ()
    return Live(made, frozenset(each for each in linked if each))


def live_kinds(project: Project, organisation: Organisation) -> list[tuple[str, str, str]]:
    """(title, kind, what answers do) of what people take part in on this service, where it is of another kind than the
    project as a whole: how much influence somebody has there. One query."""
    said = planned(project.pk).exclude(live=None).exclude(kind=project.level).values_list("live", "kind")
    kinds = {live: kind for live, kind in said if live is not None}
    if not kinds:
        return []
    titles = project.activities.filter(pk__in=kinds).values_list("pk", "title")
    return [
        (title, word_for(kinds[key], organisation.vocabulary), str(levels()[kinds[key]].influence))
        for key, title in titles
        if kinds[key] in levels()
    ]
