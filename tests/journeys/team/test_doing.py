"""A team chooses a mix; it becomes activities and tasks, fills the budget, and says how children are kept safe."""

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
WARD = "/team/northmere/projects/ward/"
MIX = "methods/find/?why=explore-why&who=experience&who=age-12-17&weeks=20&budget=medium&digital_exclusion=yes"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def project(cast: Cast) -> Project:
    made = make_project(cast.northmere, "ward", State.DRAFT)
    now = timezone.now()
    Project.objects.filter(pk=made.pk).update(
        level="consult", opens_at=now + timedelta(days=60), closes_at=now + timedelta(days=95)
    )
    return made


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def amira(request: pytest.FixtureRequest, browse: Browse, cast: Cast) -> Visitor:
    return browse(script=request.param).logs_in(cast.amira)


def test_from_a_mix_to_activities_tasks_budget_and_checks(amira: Visitor, project: Project) -> None:
    amira.goes_to(WARD + MIX)
    good(amira.sees("These would go together.", "Focus group or workshop"))
    amira.presses("Put into the plan")
    good(amira.sees("each with an activity and its tasks"))
    amira.follows("All planned activities and their tasks")
    good(amira.sees("To do next", "Focus group or workshop", "0 of 4 tasks done"))
    amira.page.locator(".team-duty").get_by_role("link", name="Focus group or workshop").click()
    good(amira.sees("Book interpreters three to four weeks before", "20 working days before the first day", "5 people"))
    booked = amira.page.locator(".as-work li").filter(has_text="Book interpreters three to four weeks before").first
    booked.get_by_role("button").click()
    good(amira.sees("Done", "Amira"))
    amira.follows("Change", exact=True)
    amira.writes("How many times?", "0").presses("Save")
    good(amira.sees("There is a problem", "Enter 1 or more"))
    amira.writes("How many times?", "3").writes("How many people each time? (optional)", "8").presses("Save")
    good(amira.sees("3 times, 8 people"))
    amira.goes_to(WARD + "budget/").follows("Fill in from the activities")
    good(amira.sees("Nothing is added before you do, and nothing twice."))
    group = amira.page.get_by_role("group", name="Focus group or workshop: Payments to people who take part")
    group.get_by_role("checkbox").check()
    amira.presses("Add what is ticked")
    good(amira.sees("There is a problem", "Enter an amount in pounds, like 27.50"))
    amira.chooses(
        "Which rate for people’s time?", "£55.00, Two hours (National Institute for Health and Care Research)"
    )
    amira.presses("Add what is ticked")
    good(amira.sees("1 cost is added.", "£1,320.00", "From the activity:", "No access costs are planned"))
    amira.goes_to(WARD + "ready/")
    good(
        amira.sees("Young people aged 12 to 17: say how they are kept safe", "Young people aged 12 to 17: 7 to answer")
    )
    amira.goes_to(WARD + "audiences/")
    good(amira.sees("Stops you"))
    for check in ("Say who gives consent", "Name the second adult"):
        amira.page.get_by_role("link", name=check).click()
        amira.presses("Save")
        good(amira.sees("There is a problem", "Select whether it applies"))
        amira.selects("This is how").writes("In a few words", "Ms Bell of the youth forum").presses("Save")
        good(amira.sees("It is answered, in your name.", "Ms Bell of the youth forum"))
    amira.goes_to(WARD + "ready/")
    good(amira.sees("Young people aged 12 to 17: 5 to answer")).does_not_see("say how they are kept safe")
