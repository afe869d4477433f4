"""Which survey somebody means at the keyboard: the project's address, whole or the end of it."""

from itertools import pairwise

from alongside.tools.survey.models import Survey


class NoSuchSurvey(Exception):
    """The message says what there is."""


def survey_called(reference: str) -> Survey:
    """By "organisation/project", or an address that holds both. Raises NoSuchSurvey."""
    parts = [part for part in reference.split("/") if part and part not in ("team", "projects") and ":" not in part]
    surveys = Survey.objects.select_related("activity__project__organisation", "questionnaire")
    for organisation, project in pairwise(parts):
        found = surveys.filter(
            activity__project__organisation__slug=organisation, activity__project__slug=project
        ).first()
        if found is not None:
            return found
    there = surveys.order_by("activity__project__organisation__slug", "activity__project__slug")
    names = [f"{each.activity.project.organisation.slug}/{each.activity.project.slug}" for each in there[:30]]
    listed = ", ".join(names) if names else "none yet"
    raise NoSuchSurvey(
        f"There is no survey called {reference}. Name it as organisation/project. Surveys here: {listed}."
    )
