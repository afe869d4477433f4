"""sortition-algorithms on the shared pools: everyone's chance, and the CPU seconds it took."""

import csv
import json
import resource
import sys
from pathlib import Path

from sortition_algorithms.committee_generation import find_distribution_maximin
from sortition_algorithms.features import read_in_features
from sortition_algorithms.people import read_in_people
from sortition_algorithms.settings import Settings

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "instances" / "sortition"
FILES = {
    "fixture": ("fixture_150_22/candidates.csv", "fixture_150_22/features.csv", 22),
    "opendlp": ("opendlp_monitoring/respondents.csv", "opendlp_monitoring/categories.csv", 30),
    "small": ("example_small_20/respondents.csv", "example_small_20/categories.csv", 20),
}


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    _method, file = sys.argv[1].split(":")
    people_file, quotas_file, places = FILES[file]
    with (FOLDER / quotas_file).open(encoding="utf-8-sig", newline="") as text:
        head, *rows = csv.reader(text)
    # Its reader knows a fixed set of columns.
    quotas = [dict(zip(("feature", "value", "min", "max"), _four(head, row), strict=True)) for row in rows if any(row)]
    features, feature_column, _value = read_in_features(["feature", "value", "min", "max"], quotas, places)
    with (FOLDER / people_file).open(encoding="utf-8-sig", newline="") as text:
        read = list(csv.DictReader(text))
    body = [
        {"number": str(at), **{name: value.strip() for name, value in row.items()}} for at, row in enumerate(read, 1)
    ]
    settings = Settings(id_column="number", columns_to_keep=[])
    people, _report = read_in_people(list(body[0]), body, features, settings, feature_column)
    before = cpu()
    panels, weights, _report = find_distribution_maximin(features, people, places, [])
    seconds = cpu() - before
    chances = dict.fromkeys((row["number"] for row in body), 0.0)
    for panel, weight in zip(panels, weights, strict=True):
        for person in panel:
            chances[person] += weight
    print(json.dumps({"seconds": seconds, "outcome": list(chances.values())}))


def _four(head: list[str], row: list[str]) -> list[str]:
    return [row[0], row[1], row[head.index("min")], row[head.index("max")]]


if __name__ == "__main__":
    main()
