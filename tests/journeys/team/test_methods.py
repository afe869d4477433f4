"""Somebody who plans a survey of patients is shown what goes beside it, chooses, and plans who hears of it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
METHODS = "/team/northmere/projects/ward/methods/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def project(cast: Cast) -> Project:
    made = make_project(cast.northmere, "ward", State.DRAFT)
    Project.objects.filter(pk=made.pk).update(level="consult", decides_on=timezone.localdate() + timedelta(weeks=12))
    return made


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def amira(request: pytest.FixtureRequest, browse: Browse, cast: Cast) -> Visitor:
    return browse(script=request.param).logs_in(cast.amira)


def test_finding_methods_and_planning_who_hears_of_it(amira: Visitor, project: Project) -> None:
    amira.goes_to("/team/northmere/projects/ward/").follows("Methods", exact=True)
    good(amira.sees("How can people take part")).follows("Find methods")
    good(amira.sees("Why do you want to hear from people?", "Filled in for you"))
    amira.presses("See what goes together")
    good(amira.sees("There is a problem", "Select at least one reason"))
    amira.selects("To find out why", "To find out how many, or how often", "People with experience of a service", "Yes")
    amira.opens("Three more questions that make it fit better")
    amira.writes("How many people do you hope to hear from?", "about 80").presses("See what goes together")
    good(amira.sees("Enter a whole number"))
    amira.writes("How many people do you hope to hear from?", "80").presses("See what goes together")
    good(amira.sees("These would go together.", "Leaves out:", "It helps to find out why", "Focus group or workshop"))
    amira.writes("Why these? (optional)", "Numbers and reasons")
    amira.presses("Put into the plan")
    good(amira.sees("methods are in the plan.", "Numbers and reasons", "Nothing is planned yet"))
    amira.follows("Add a notice")
    amira.presses("Save")
    good(amira.sees("Select a channel", "Enter for whom it is", "Enter the day"))
    amira.chooses("Channel", "Posters and leaflets in clinics")
    amira.writes("For whom?", "People who wait in the clinic").writes("What does it say?", "Take part until May")
    amira.writes("Day", "1", exact=True).writes("Month", "3", exact=True).writes("Year", "2027", exact=True)
    amira.presses("Save")
    good(amira.sees("It is in the schedule.", "Posters and leaflets in clinics", "Nobody yet", "Planned"))
    amira.goes_to("/team/northmere/projects/ward/")
    good(amira.sees("1 notice planned"))
