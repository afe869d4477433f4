"""Journey D, its beginning: somebody who plans a ward closure asks which duties apply; a colleague answers meanwhile."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from alongside.plans import actions
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DUTIES = "/team/northmere/projects/ward/duties/"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cache.clear()
    return assemble()


@pytest.fixture
def project(cast: Cast) -> Project:
    return make_project(cast.northmere, "ward", State.DRAFT)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def amira(request: pytest.FixtureRequest, browse: Browse, cast: Cast) -> Visitor:
    return browse(script=request.param).logs_in(cast.amira)


class Planner:
    def __init__(self, desk: Visitor) -> None:
        self.desk = desk

    def _chooses(self, key: str, value: str) -> "Planner":
        self.desk.page.locator(f"[name='{key}'][value='{value}']").check()
        return self

    def given_nobody_has_answered(self) -> "Planner":
        good(self.desk.goes_to(DUTIES).sees("it never counts as no"))
        self.desk.follows("Answer the questions")
        good(self.desk.sees("Which bodies are accountable for it?"))
        return self

    def when_she_forgets_what_is_needed(self) -> "Planner":
        self.desk.presses("Save and see what applies")
        good(self.desk.sees("There is a problem", "Choose at least one body", "Enter whose judgement this is"))
        return self

    def and_answers_what_she_knows(self) -> "Planner":
        self._chooses("bodies", "ICB")._chooses("bodies", "NHS_TRUST")._chooses("stage", "proposal")
        self._chooses("impact.range", "yes")._chooses("impact.substantial", "unsure")
        self.desk.writes("Whose judgement is this?", "Amira, from the case for change")
        self.desk.presses("Save and see what applies")
        return self

    def then_she_sees_what_applies_and_why(self) -> "Planner":
        good(self.desk.sees("The least that is asked is a formal consultation."))
        self.desk.sees("treat it as substantial until scrutiny has agreed", "Consult health scrutiny", "Because")
        self.desk.sees("Not known yet, and could lift it", "This is not legal advice.")
        return self

    def and_changes_an_answer_while_a_colleague_does(self, project: Project, colleague: Cast) -> "Planner":
        self.desk.follows("Change the answers")
        now = actions.newest(project.pk)
        assert now is not None
        at = timezone.now()
        facts = {**now.facts, "paid": True}
        actions.assess(
            scope=project.pk, facts=facts, judgement="Ben", by=colleague.amira.pk, at=at, on=at.date(), seen=1
        )
        self._chooses("impact.substantial", "agreed_no")
        self.desk.presses("Save and see what applies")
        good(self.desk.sees("Nothing is lost", "Are people offered payment? Yes", "Ben"))
        return self

    def then_both_answers_are_kept_once_she_joins_them(self, project: Project) -> "Planner":
        self._chooses("paid", "yes").desk.presses("Save and see what applies")
        good(self.desk.sees("independent advice about benefits", "Earlier answers are kept."))
        kept = actions.newest(project.pk)
        assert kept is not None and kept.number == 3
        assert kept.facts["impact.substantial"] == "agreed_no" and kept.facts["paid"] is True
        return self


def test_asking_which_duties_apply(amira: Visitor, cast: Cast, project: Project) -> None:
    planner = Planner(amira)
    planner.given_nobody_has_answered().when_she_forgets_what_is_needed().and_answers_what_she_knows()
    planner.then_she_sees_what_applies_and_why().and_changes_an_answer_while_a_colleague_does(project, cast)
    planner.then_both_answers_are_kept_once_she_joins_them(project)
