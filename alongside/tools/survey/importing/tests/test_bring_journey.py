"""A colleague brings in a file with a browser, with scripts and without."""

from pathlib import Path

import pytest

from alongside.tools.survey.importing.tests.test_importing import FIRST, HEAD
from alongside.tools.survey.models import Response
from alongside.tools.survey.tests.makers import survey_in
from tests.browser import Browse
from tests.cast import assemble
from tests.journeys.steps import the_worker_works

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHOOSE = "/team/northmere/projects/blood-tests/bring-in/"


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_partner_s_file(browse: Browse, tmp_path: Path, script: bool) -> None:
    people = assemble()
    survey_in(people.northmere)
    path = tmp_path / "clinic.csv"
    path.write_text("\n".join([HEAD, *FIRST]))
    # Given a colleague who types in answers
    desk = browse(script=script).logs_in(people.ben)
    desk.goes_to(CHOOSE).sees("Bring in a spreadsheet").is_accessible().fits()
    desk.presses("Look at the file")
    desk.shows_error("file", "Choose a file").is_accessible()
    # When they choose the file
    desk.attaches("File with the answers", path)
    desk.presses("Look at the file")
    desk.sees("We are reading your file").is_accessible().fits()
    the_worker_works()
    desk.goes_to(desk.path)
    desk.sees("What we understood", "3 rows can be brought in", "2 rows cannot", "Columns that are left out")
    desk.is_accessible().fits()
    desk.presses("Import 3 answers")
    desk.shows_error("channel", "Select how these answers were given").is_accessible().fits()
    # Then the answers are there once they say how these were given
    desk.selects("Through a partner").presses("Import 3 answers")
    the_worker_works()
    desk.goes_to(desk.path)
    desk.sees("3 answers were brought in", "See the answers").is_accessible().fits()
    assert Response.objects.count() == 3
