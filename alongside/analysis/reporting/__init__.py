"""Reports of results: JSON, web page, PDF, spreadsheet and Word, all from one wording of the same figures.

Takes results that are already safe to show (see `questionnaires.reading.results`). It never counts, never
unhides, never fetches anything, and never imports Django.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from alongside.questionnaires.reading.results import Results
from commonground.disclosure import Profile

# The writer of each format: only the one that is wanted is imported, for some take a second to load.
_WRITERS: Mapping[str, tuple[str, str]] = {
    "json": ("plain", "write_json"),
    "html": ("web", "write_html"),
    "pdf": ("web", "write_pdf"),
    "xlsx": ("spreadsheet", "write_xlsx"),
    "docx": ("word", "write_docx"),
}
FORMATS = tuple(_WRITERS)


def file_name(format_: str) -> str:
    """What the file of a format is called: results.json, report.html and so on."""
    return "results.json" if format_ == "json" else f"report.{format_}"


def write_report(results: Results, profile: Profile, format_: str, path: Path) -> None:
    """Write results in one of `FORMATS`."""
    module, function = _WRITERS[format_]
    getattr(import_module(f"{__name__}.{module}"), function)(results, profile, path)
