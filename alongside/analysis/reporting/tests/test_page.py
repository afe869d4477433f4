"""The report's page in a browser: read aloud, at arm's length and on the smallest phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from alongside.analysis.reporting.web import write_html
from alongside.questionnaires.reading import read_export
from alongside.questionnaires.reading.results import make_results, profile_called
from tests.browser import Visitor

EXPORTS = Path(__file__).parents[3] / "questionnaires/tests/exports"

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["16-citizen-space-gp.xlsx", "30-by-hand-languages.csv"])
def test_the_page_is_accessible_narrow_and_asks_nobody(tmp_path: Path, chromium: Browser, name: str) -> None:
    profile = profile_called("SDC-LT5")
    path = tmp_path / "report.html"
    write_html(make_results(read_export(EXPORTS / name), profile), profile, path)
    reader = Visitor(chromium.new_context(viewport={"width": 1280, "height": 900}), path.as_uri())
    reader.page.goto(path.as_uri())
    reader.is_accessible()
    reader.fits(320)
    reader.heard_no_complaint()
    assert reader.asked == [path.as_uri()]
    reader.leaves()
