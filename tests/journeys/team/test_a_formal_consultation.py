"""Journey D: a ward may close. A red check stops it, it is repaired, assured with conditions, consulted on, and decided."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from alongside.documents.models import Document, DocumentEdition
from alongside.groups import actions as groups
from alongside.people.accounts.models import Person
from alongside.plans.models import Condition, Decision
from alongside.projects.models import Override, Project, State
from alongside.projects.tests.makers import project as make_project
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import Keyboard, good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WARD = "/team/northmere/projects/ward/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def project(cast: Cast) -> Project:
    made = make_project(
        cast.northmere, "ward", State.DRAFT, name="Birch Ward", formal_consultation=True, late_rule="Counted."
    )
    case = Document.objects.create(
        organisation=cast.northmere, scope=made.pk, slug="case", title="The case", published_at=timezone.now()
    )
    DocumentEdition.objects.create(document=case, body="The roof leaks.")
    return made


def add_option(desk: Visitor, title: str, origin: str) -> None:
    desk.goes_to(f"{WARD}options/add/").writes("What could be done?", title)
    desk.page.get_by_label(origin, exact=True).check()
    for label in ("What would be better?", "What would be worse?", "Who would be affected, and how?", "What would it cost or save?", "What would it mean for travel?", "What is this based on?"):  # fmt: skip
        desk.writes(label, "It is written down.")
    desk.presses("Save")
    desk.sees(title)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_stopped_repaired_assured_and_decided(browse: Browse, cast: Cast, project: Project, script: bool) -> None:
    amira = browse(script=script).logs_in(cast.amira)
    good(amira.goes_to(f"{WARD}evidence/").sees("This is a formal consultation", "Stops you", "Nobody can tick it."))
    amira.goes_to(f"{WARD}ready/").sees("Evidence missing: a log of options with doing nothing")

    # Options: nothing leaves the log.
    add_option(amira, "Nothing changes", "Doing nothing")
    add_option(amira, "Move the beds", "The team")
    add_option(amira, "Build a new ward", "The team")
    good(amira.goes_to(f"{WARD}options/").sees("Nothing changes", "Considered"))
    amira.goes_to(f"{WARD}options/3/standing/")
    amira.page.get_by_label("Discarded", exact=True).check()
    amira.presses("Save")
    good(amira.sees("Enter the reason"))
    amira.writes("Why?", "It costs too much.").presses("Save")
    amira.sees("It costs too much.")
    amira.goes_to(f"{WARD}ready/").does_not_see("Evidence missing: a log of options")

    # A document that is named counts; taken off the page it does not.
    amira.goes_to(f"{WARD}consultation/")
    good(amira.sees("Parts of the consultation document"))
    for select in amira.page.locator("select").all():
        select.select_option("case")
    amira.presses("Save")
    amira.sees("All 19 parts have a published document behind them.")
    Document.objects.filter(scope=project.pk).update(published_at=None)
    amira.goes_to(f"{WARD}evidence/").sees("19 of 19 parts have no published document")
    Document.objects.filter(scope=project.pk).update(published_at=timezone.now())

    # What only a person can say is said, with the name.
    amira.goes_to(f"{WARD}evidence/e-g1-3/")
    amira.page.get_by_label("What shows it, or what was done").check()
    amira.writes("In words", "The board declared it in its minute.").presses("Save")
    good(amira.sees("The board declared it in its minute.", "Amira said so on"))
    assert amira.goes_to(f"{WARD}evidence/e-g3-1/").sees("We cannot find that page")

    # The committee, with a member who reads by keyboard.
    amira.goes_to("/team/northmere/groups/")
    amira.writes("Name", "Assurance committee")
    amira.page.get_by_label("Engagement assurance: says whether plans are good enough").check()
    amira.presses("Make the group")
    good(amira.sees("Let somebody in"))
    group = cast.northmere.groups.get()
    groups.let_in(
        group=group, name="Grace", email="grace@people.example", role="Member", lived_experience=True, chairs=True,
        format="web", since=timezone.localdate(), by=cast.amira,
    )  # fmt: skip
    amira.goes_to(f"{WARD}assurance/submit/")
    amira.page.get_by_label("Which group?").select_option(label="Assurance committee")
    amira.writes("One page that says it all", "We ask for 12 weeks.").presses("Save")
    good(amira.sees("“Assurance committee” can read it now."))
    amira.goes_to(f"{WARD}ready/").sees("“Assurance committee” has not given its verdict yet")

    grace = browse(script=script).logs_in(Person.objects.get(name="Grace"))
    grace.goes_to("/team/northmere/together/").follows("Birch Ward: the plan, before people are asked")
    good(grace.sees("What you are asked", "Summary", "We ask for 12 weeks.", "Gaps"))
    Keyboard(grace).tabs_to("Comment on paragraph 2", exact=True).presses("Enter")
    good(grace.sees("Comment on a paragraph"))
    grace.writes("Your comment", "Say how many beds.").presses("Save")
    grace.sees("Say how many beds.", "Go on from paragraph 2")
    assert grace.page.url.endswith("#paragraph-2")
    good(grace.follows("I need this in another format")).presses("Ask for it")
    good(grace.sees("Select the format")).selects("Large print")
    grace.presses("Ask for it")
    good(grace.sees("You get it by", "Large print: you get it by"))
    good(amira.goes_to(f"{WARD}assurance/").sees("Grace: Large print")).follows("Say that it was sent")
    good(amira).writes("What was sent, and how?", "In 18 point, by post.").presses("Save")
    amira.sees("In 18 point, by post.")
    grace.follows("Write down the group’s verdict")
    grace.page.get_by_label("Assured with conditions").check()
    grace.presses("Save")
    good(grace.sees("Enter at least one condition"))
    grace.writes("Condition 1 (optional)", "Say how many beds there are").writes("The group’s reasons", "Nearly there.")
    grace.page.locator("[name=owner_1]").fill("Amira")
    day = timezone.localdate() + timedelta(days=14)
    for place, value in enumerate((day.day, day.month, day.year)):
        grace.page.locator(f"#id_due_1_{place}").fill(str(value))
    grace.presses("Save")
    good(grace.sees("Assured with conditions", "Say how many beds there are"))

    # An open condition stops publishing, until it is met.
    amira.goes_to(f"{WARD}ready/").sees("1 condition is still open")
    amira.goes_to(f"{WARD}assurance/").follows("Say that it is met")
    amira.writes("What shows that it is met?", "The page says 18.").presses("Save")
    good(amira.sees("The condition is met.", "The page says 18."))
    assert Condition.objects.get().met_on is not None
    amira.goes_to(f"{WARD}ready/").does_not_see("condition is still open").sees("has assured the plan")

    # Afterwards: a decision over a gap wants a reason, which everyone sees.
    now = timezone.now()
    Project.objects.filter(pk=project.pk).update(
        published_at=now - timedelta(days=100), opens_at=now - timedelta(days=99), closes_at=now - timedelta(days=10)
    )
    amira.goes_to(f"{WARD}decision/record/")
    good(amira.sees("gaps stop you", "Record the decision"))
    amira.writes("What was decided?", "The beds move.").writes("Why?", "The roof.").presses("Save")
    good(amira.sees("Enter the reason. It stays visible, with your name"))
    amira.writes("Evidence is missing. Why do you record the decision all the same?", "The roof came down.")
    amira.presses("Save")
    good(amira.sees("The decision is recorded.", "The beds move."))
    assert Decision.objects.count() == 1 and Override.objects.filter(check_key__startswith="decide-").exists()
    visitor = browse(script=script)
    good(visitor.goes_to("/northmere/projects/ward/how-this-was-run/").sees("What was decided", "The roof came down."))
    visitor.does_not_see("Evidence held, and gaps")
    amira.goes_to(f"{WARD}evidence/").presses("Show them to everyone")
    good(visitor.goes_to("/northmere/projects/ward/how-this-was-run/").sees("Evidence held, and gaps", "Amira said so"))
