"""Two people write the plan at once; a carer who was invited writes with them. Nothing anybody wrote is lost."""

import pytest
from django.core.cache import cache

from alongside.messaging.models import Message
from alongside.plans import writing
from alongside.plans.models import SectionEdition, Sheet
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from tests.browser import Browse
from tests.cast import Cast, assemble
from tests.journeys.steps import good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/team/northmere/projects/ward/sheets/plan/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def project(cast: Cast) -> Project:
    return make_project(cast.northmere, "ward", State.DRAFT, name="Birch Ward")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_two_authors_collide_and_a_carer_writes_with_them(
    browse: Browse, cast: Cast, project: Project, script: bool
) -> None:
    amira, olu = browse(script=script).logs_in(cast.amira), browse(script=script).logs_in(cast.olu)
    good(amira.goes_to(PLAN).sees("0 of 11 sections are complete", "Purpose", "Time and money"))
    amira.follows("What is already known")
    good(amira.sees("What do we know already?", "Comments"))
    # Both have the page open, and write.
    olu.goes_to(PLAN).follows("What is already known")
    amira.writes("What do we know already?", "Half of visitors come by bus.").presses("Save")
    olu.writes("What do we know already?", "The lift fails every winter.").presses("Save")
    good(olu.sees("Nothing is lost", "Half of visitors come by bus.", "The lift fails every winter."))
    olu.page.get_by_label("This section is complete").check()
    olu.presses("Save")
    olu.sees("1 of 11 sections are complete")
    kept = writing.filled(Sheet.objects.get(scope=project.pk)).answers["found"].value
    assert kept == "Half of visitors come by bus.\nThe lift fails every winter."
    # What changed, in words.
    amira.goes_to(f"{PLAN}sections/known/editions/")
    good(amira.sees("What changed from edition 1 to 2", "The lift fails every winter."))

    # A carer is invited to two sections.
    amira.goes_to(PLAN).follows("Invite people to write it with you")
    amira.presses("Invite")
    good(amira.sees("There is a problem", "Enter a name", "Select at least one section"))
    amira.writes("Name", "Grace").writes("Email", "grace@people.example")
    amira.page.get_by_label("Access and support").check()
    amira.page.get_by_label("Safety and feelings").check()
    amira.presses("Invite")
    amira.sees("Grace is invited.")
    (mail,) = Message.objects.filter(kind="invited-to-write")
    assert "/team/northmere/projects/ward/sheets/plan/" in mail.words and "grace" not in mail.subject.lower()

    from alongside.people.accounts.models import Person

    grace = browse(script=script).logs_in(Person.objects.get(name="Grace"))
    good(grace.goes_to("/team/northmere/together/").sees("With you", "You can write 2 sections"))
    grace.follows("Plan")
    good(grace.sees("Yours to write.", "Birch Ward").does_not_see("Approve it as it stands"))
    grace.follows("Access and support").writes(
        "How do people without internet take part, from first to last?", "A form on the ward desk."
    )
    grace.presses("Save")
    grace.follows("What is already known")
    good(grace.sees("Half of visitors come by bus.").does_not_see("This section is complete"))
    grace.writes("Your comment", "And the café?").presses("Comment")
    good(grace.sees("Your comment is saved.", "And the café?"))
    grace.goes_to(PLAN)
    if not script:
        grace.page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    else:
        grace.page.get_by_text("Say whether you agree").click()
    grace.page.get_by_label("No, I do not agree").check()
    grace.presses("Save your view")
    good(grace.sees("Enter your reasons, so that others can understand"))
    grace.writes("Your reasons (optional if you agree)", "Nobody asked the night staff.").presses("Save your view")
    grace.sees("does not agree", "Nobody asked the night staff.")
    assert grace.goes_to("/team/northmere/projects/ward/").sees("You do not have access to this page")

    # The lead answers the comment and approves what stands.
    amira.goes_to(f"{PLAN}sections/known/").page.locator("a[href*='/comments/']").click()
    amira.writes("What was done about it", "Added to the places for forms.").presses("Save")
    amira.sees("Added to the places for forms.")
    amira.goes_to(PLAN).follows("Approve it as it stands").presses("Approve")
    good(amira.sees("Approved as it stands now.", "does not agree"))
    assert SectionEdition.objects.filter(section="access").get().by == Person.objects.get(name="Grace").pk
