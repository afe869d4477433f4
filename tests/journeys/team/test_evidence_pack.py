"""Journey D, its end: somebody asks how it was run. Amira makes an evidence pack; a reader elsewhere checks it."""

from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings
from typer.testing import CliRunner

from alongside.commands import app, load
from alongside.projects.models import Project
from alongside.record import keys
from alongside.record.public_keys import fingerprint
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import good, the_worker_works
from tests.world import furnish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    cache.clear()
    return assemble()


@pytest.fixture
def project(cast: Cast) -> Project:
    furnish(cast.northmere, cast.amira)
    found = Project.objects.get(slug="clinics")
    found.packs.all().delete()
    return found


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def amira(request: pytest.FixtureRequest, browse: Browse, cast: Cast) -> Visitor:
    return browse(script=request.param).logs_in(cast.amira)


class Asked:
    def __init__(self, desk: Visitor, place: Path) -> None:
        self.desk, self.place = desk, place

    def given_she_is_on_the_workspace(self) -> "Asked":
        self.desk.goes_to("/team/northmere/projects/clinics/").follows("Evidence pack")
        good(self.desk.sees("in one file: a PDF to read, files for machines, and the record"))
        return self

    def when_she_asks_and_the_worker_works(self) -> "Asked":
        self.desk.presses("Make an evidence pack")
        good(self.desk.sees("We’re making your pack. You can leave; it will be here."))
        the_worker_works()
        self.desk.follows("Check again")
        good(self.desk.sees("The newest pack", fingerprint(keys.public_key())))
        return self

    def and_saves_it(self) -> "Asked":
        with self.desk.page.expect_download() as saving:
            self.desk.page.get_by_role("link", name="Download the pack").click()
        saving.value.save_as(self.place / "pack.zip")
        return self

    def then_a_reader_with_the_published_key_finds_it_whole(self, reader: Visitor) -> "Asked":
        good(reader.goes_to("/northmere/projects/clinics/how-this-was-run/").sees(fingerprint(keys.public_key())))
        (self.place / "key.txt").write_text(keys.public_key())
        load("verify")
        load("knowledge")
        given = ["verify", str(self.place / "pack.zip"), "--key", str(self.place / "key.txt")]
        done = CliRunner().invoke(app, given)
        assert done.exit_code == 0 and "Nothing was altered." in done.stdout
        return self

    def and_an_earlier_pack_stays_beside_a_new_one(self) -> "Asked":
        self.desk.presses("Make a new pack")
        the_worker_works()
        self.desk.follows("Check again")
        good(self.desk.sees("Earlier packs", "Ends with entry"))
        return self

    def and_she_can_check_the_record_itself(self) -> "Asked":
        self.desk.goes_to("/team/northmere/projects/clinics/record/").follows("Check every line now")
        good(self.desk.sees("Nothing was changed, removed, moved or cut off."))
        return self


def test_making_and_checking_an_evidence_pack(amira: Visitor, browse: Browse, project: Project, tmp_path: Path) -> None:
    asked = Asked(amira, tmp_path)
    asked.given_she_is_on_the_workspace().when_she_asks_and_the_worker_works().and_saves_it()
    asked.then_a_reader_with_the_published_key_finds_it_whole(browse(script=amira.script))
    asked.and_an_earlier_pack_stays_beside_a_new_one().and_she_can_check_the_record_itself()
