"""The report as results.json, for other programs."""

from pathlib import Path

from alongside.questionnaires.reading.results import Results, to_json
from commonground.disclosure import Profile


def write_json(results: Results, _profile: Profile, path: Path) -> None:
    """Write the results as they are; `results.schema.json` describes them."""
    path.write_text(to_json(results), encoding="utf-8")
