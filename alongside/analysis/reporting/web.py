"""The report as one web page that asks nothing of any other host, and the same page as an accessible PDF."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import HTML

from alongside.questionnaires.reading.results import Results
from commonground.disclosure import Profile

from .bars import DESK, PHONE, chart
from .figures import Figure, Story, tell

_TEMPLATES = Path(__file__).parent / "templates"


class _Refused(ValueError):
    """A report never fetches anything."""


def write_html(results: Results, profile: Profile, path: Path) -> None:
    """Write the report as a web page."""
    path.write_text(page(tell(results, profile)), encoding="utf-8")


def write_pdf(results: Results, profile: Profile, path: Path) -> None:
    """Write the report as a tagged PDF (PDF/UA-1)."""
    write_story(tell(results, profile), path)


def write_story(story: Story, path: Path) -> None:
    """Write a story as a tagged PDF (PDF/UA-1)."""
    HTML(string=page(story), url_fetcher=_refuse).write_pdf(path, pdf_variant="pdf/ua-1")


def page(story: Story) -> str:
    """The web page."""
    return _environment().get_template("reporting/report.html").render(story=story, phone=PHONE, desk=DESK)


def _refuse(url: str, *_args: object, **_kwargs: object) -> dict[str, object]:
    raise _Refused(url)


def _chart(figure: Figure, width: int = PHONE) -> Markup:
    # The chart escapes every text that it is given.
    return Markup(chart(figure, name=f"{figure.anchor}-{width}", width=width))  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.filters["chart"] = _chart
    return environment
