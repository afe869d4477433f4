"""What results are made from: the survey of a project, its tally, its editions. Few queries, the same for any size."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from alongside.activities.models import Contribution
from alongside.analysis.columns import Layout, characteristics, layouts
from alongside.analysis.counting import Counts, from_json
from alongside.analysis.cutting import Source
from alongside.analysis.figures import Telling
from alongside.analysis.keeping import Editions, columns_of, editions_of
from alongside.analysis.models import Tally
from alongside.people.accounts.access import TeamRequest
from alongside.projects.models import Project, State
from alongside.questionnaires.types import Kind
from alongside.tools.survey.models import Survey
from commonground.disclosure import DEFAULT_PROFILE, PROFILES, Profile


@dataclass(frozen=True)
class Results:
    """``tally`` is none until the worker has counted."""

    project: Project
    survey: Survey
    tally: Tally | None
    editions: Editions
    profile: Profile

    @property
    def counts(self) -> Counts | None:
        if self.tally is None:
            return None
        return from_json({key: value for key, value in self.tally.counts.items() if key != "seen"})

    @property
    def area(self) -> Layout | None:
        """The question that asks for the area, if one does."""
        having = [each for each in layouts(self.editions.history).values() if each.kind is Kind.POSTCODE and each.one]
        return having[0] if having else None

    def source(self, now: Any) -> Source:
        """Everything that can be cut. Call it with a tally only."""
        assert self.tally is not None
        about = editions_of(self.survey.monitoring_id)
        over = self.project.state_at(now) in (State.CLOSED, State.ANSWERED)
        return Source(
            columns_of(self.tally),
            self.editions.history,
            characteristics(about.history),
            self.area,
            self.profile,
            over,
        )

    def telling(self, *, exact: bool = True, staff: bool = True) -> Telling:
        over = self.project.state_at(timezone.now()) in (State.CLOSED, State.ANSWERED)
        least = self.profile.threshold
        return Telling(self.editions.history, self.editions.days, staff, exact, least, right=staff or over)

    def is_behind(self) -> bool:
        """Whether answers have come that are not counted yet."""
        if self.tally is None or self.tally.counts.get("seen") is None:
            return True
        newer = Contribution.objects.counted().filter(activity=self.survey.activity_id, received_at__gt=self.tally.upto)
        return newer.exists()


def results_of(project: Project) -> Results | None:
    """None for a project that asks nothing. Four queries."""
    survey = Survey.objects.filter(activity__project=project).select_related("activity").first()
    if survey is None:
        return None
    survey.activity.project = project
    tally = Tally.objects.filter(activity=survey.activity_id).first()
    profile = PROFILES.get(project.organisation.disclosure_profile, DEFAULT_PROFILE)
    return Results(project, survey, tally, editions_of(survey.questionnaire_id), profile)


def team_project(request: TeamRequest, slug: str) -> Project:
    found: Project = get_object_or_404(request.organisation.projects, slug=slug)
    found.organisation = request.organisation
    return found


def results_or_404(project: Project) -> Results:
    found = results_of(project)
    if found is None:
        raise Http404
    return found
