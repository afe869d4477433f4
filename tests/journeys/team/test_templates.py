"""Somebody finds a template in the library, begins a project with a plan that is there, adds a paper, and keeps their plan
for others. Without scripts too."""

import pytest
from django.core.cache import cache

from alongside.plans import writing
from alongside.plans.models import KeptPlan, Sheet
from alongside.plans.suggesting import MARK
from alongside.projects.models import Project
from tests.browser import Browse
from tests.cast import Cast, assemble
from tests.journeys.steps import good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_beginning_with_a_template_and_keeping_ones_own(browse: Browse, cast: Cast, script: bool) -> None:
    amira = browse(script=script).logs_in(cast.amira)
    amira.goes_to("/team/northmere/library/").follows("Templates and forms")
    good(amira.sees("Terms of reference", "Photo, film and story consent", "A form that people fill in"))
    amira.goes_to("/team/northmere/library/").follows("Plans to begin with").follows("Designing a service together")
    good(amira.sees("What people can influence", "Members who design with us")).follows("Start a project with it")
    amira.presses("Begin")
    good(amira.sees("There is a problem", "Enter what you want to ask", "Enter a short name"))
    amira.writes("What do you want to ask?", "What should the new café be like?").writes("Short name", "Café")
    amira.presses("Begin")
    good(amira.sees("Its plan begins with “Designing a service together”", "0 of 11 sections written together"))
    amira.follows("The whole plan").sees("Holds suggestions to replace")
    amira.follows("Risks")
    good(amira.sees("What could go wrong"))
    amira.page.get_by_label("This section is complete").check()
    amira.presses("Save").sees("It is not complete yet")
    amira.writes("What could go wrong, and what is done about it?", "Amira is away on 3 May 2027: Olu stands in.")
    amira.page.get_by_label("This section is complete").check()
    amira.presses("Save").sees("1 of 11 sections are complete")

    # A paper is added, and fills itself in.
    amira.goes_to("/team/northmere/projects/cafe/assessments/")
    good(amira.sees("None yet."))
    if script:
        amira.page.get_by_text("Add a paper").click()
    else:
        amira.page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    amira.follows("Report of what we heard").follows("What it was about")
    good(amira.sees("Filled in for you", "What should the new café be like?", "From:"))
    amira.presses("Save").sees("is saved.")
    amira.goes_to("/team/northmere/projects/cafe/assessments/").sees("0 of 6 sections are complete.", "In progress")

    # Their own words are kept for colleagues, without names and days.
    amira.goes_to("/team/northmere/projects/cafe/sheets/plan/").follows("Keep this plan as a template")
    good(amira.sees("[name] is away on [day]: [name] stands in."))
    amira.writes("What is the template called?", "A new place")
    amira.page.get_by_label("Risks").check()
    amira.page.get_by_label("I have read these words").check()
    amira.presses("Keep it")
    good(amira.sees("Kept. Colleagues can begin a plan with it.", "Amira kept it on"))
    assert KeptPlan.objects.get().sections == {"risks": {"risks": "[name] is away on [day]: [name] stands in."}}

    olu = browse(script=script).logs_in(cast.olu)
    olu.goes_to("/team/northmere/projects/start/").follows("Begin with a template or an earlier project instead")
    good(olu.sees("A new place", "An ongoing group"))
    olu.chooses("What do you want to begin with?", "Template kept here: A new place")
    olu.writes("What do you want to ask?", "What about the garden?").writes("Short name", "Garden").presses("Begin")
    said = writing.filled(Sheet.objects.get(scope=Project.objects.get(name="Garden").pk)).answers["risks"].value
    assert MARK in str(said) and "Amira" not in str(said)
