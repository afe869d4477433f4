"""Reading people and quotas for the commands of sortition, and writing what a lottery gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonground.cli.running import write_page
from commonground.cli.tables import Table, read_table, whole_number
from commonground.errors import Impossible, Refused

if TYPE_CHECKING:
    from commonground.sortition import Drawn, Lottery, Pool, Quota

FLEX = ("min_flex", "max_flex")


def read_quotas(file: Path) -> tuple[tuple[Quota, ...], list[int]]:
    """(quotas, the line of each). The first column is the feature, the second the value; then min, max and maybe flex."""
    from commonground.sortition import Quota

    table = read_table(file, unnamed=True)
    if len(table.columns) < 2:
        raise Refused("column.missing", "The file needs a column for features and one for values.", file=file.name)
    table.need("min", "max")
    feature, value = table.columns[:2]
    quotas = []
    for line, row in table:
        for column in ("min", "max"):
            if not row[column]:
                raise Refused("quota.empty", f"The {column} is empty.", file=file.name, line=line, column=column)
        numbers = {
            column: whole_number(row[column], file=file.name, line=line, column=column)
            for column in ("min", "max", *FLEX)
            if row.get(column)
        }
        quotas.append(Quota(row[feature], row[value], **numbers))
    return tuple(quotas), table.lines


def read_pool(
    file: Path,
    features: Sequence[str],
    *,
    id_column: str | None,
    household: Sequence[str],
    already: Path | None,
    exclude: Path | None,
) -> tuple[Pool, list[int]]:
    """(the pool, the line of each person). Without an id column, people are numbered from 1."""
    from commonground.sortition import Pool

    table = read_table(file)
    if not table.rows:
        raise Refused("pool.empty", "The file has a header and nobody below it.", file=file.name)
    if id_column is None and "id" in table.columns and "id" not in features:
        id_column = "id"
    table.need(*features, *([id_column] if id_column else []), *household)
    ids = table.column(id_column) if id_column else [str(number) for number in range(1, len(table.rows) + 1)]
    at = [table.columns.index(feature) for feature in features]
    values = tuple(tuple(row[column] for column in at) for row in table.rows)
    apart = _apart(table, household) if household else ()
    selected, excluded = (frozenset(read_ids(each)) if each else frozenset() for each in (already, exclude))
    return Pool(tuple(ids), tuple(features), values, apart, selected, excluded), table.lines


def _apart(table: Table, household: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each person, column and value of every household column that is not empty."""
    columns = [(name, table.column(name)) for name in household]
    return tuple(
        tuple(f"{name}: {column[row]}" for name, column in columns if column[row]) for row in range(len(table.rows))
    )


def read_ids(file: Path) -> list[str]:
    """Ids of people: the column "id", or else the first."""
    table = read_table(file)
    return table.column("id" if "id" in table.columns else table.columns[0])


@contextmanager
def named(people: Path, people_lines: Sequence[int], quotas: Path, quota_lines: Sequence[int]) -> Iterator[None]:
    """What is refused of a person or a quota gets its file and line."""
    try:
        yield
    except Refused as refusal:
        person, quota = refusal.parameters.get("person"), refusal.parameters.get("quota")
        if person is not None:
            refusal.parameters["file"], refusal.line = people.name, people_lines[person]
        elif quota is not None:
            refusal.parameters["file"], refusal.line = quotas.name, quota_lines[quota]
        elif refusal.code.startswith(("quotas.", "feature.")):
            refusal.parameters["file"] = quotas.name
        raise


@contextmanager
def explained(html: Path | None, **known: Any) -> Iterator[None]:
    """Where no panel meets the quotas, say why in words, on a page, and as plain data with what is known besides."""
    from commonground.sortition import told_clash

    try:
        yield
    except Impossible as reason:
        found = reason.details["clash"]
        clash = [{"feature": each.feature, "value": each.value, "bound": each.bound} for each in found.bounds]
        ways = [
            [{"feature": e.feature, "value": e.value, "bound": e.bound, "from": e.before, "to": e.after} for e in way]
            for way in found.relaxations
        ]
        words = "\n".join(["No panel meets the quotas.", *told_clash(found)])
        if html is not None:
            from commonground.cli.draw_page import clash_page

            write_page(html, lambda: clash_page(known["number"], found))
        seconds = known.pop("seconds")
        details = {**known, "clash": clash, "relaxations": ways, "seconds": seconds()}
        raise Impossible(reason.code, words, **details) from None


def as_json(lottery: Lottery, seed: str | None, drawn: Drawn | None, seconds: float) -> dict[str, Any]:
    """What `draw` prints."""
    from commonground.sortition import composition, gini

    certificate = lottery.certificate
    selected = list(drawn.people) if drawn else []
    found = {
        "status": "ok" if certificate.proved else "unfinished",
        "number": lottery.number,
        "method": lottery.method,
        "seed": seed,
        "bound": certificate.bound,
        "min_probability": certificate.reached,
        "gap": certificate.gap,
        "gini": round(gini(lottery.drawn), 6),
        "probabilities": lottery.chances,
        "panels": [list(panel) for panel in lottery.panels],
        "weights": lottery.weights,
        "selected": selected,
        "uncoverable": list(lottery.uncoverable),
        "composition": [
            {"feature": quota.feature, "value": quota.value, "min": quota.min, "max": quota.max, "count": count}
            for quota, count in (composition(lottery.pool, lottery.quotas, selected) if drawn else ())
        ],
        "seconds": seconds,
    }
    if lottery.loss is not None:
        found["rounding_loss"] = lottery.loss
    return found


def write_folder(folder: Path, lottery: Lottery, drawn: Drawn | None, words: Sequence[str]) -> None:
    """panels.csv, from which the draw can be repeated, its fingerprint, everyone's chance, the people drawn, the report."""
    import csv
    import io

    from commonground.sortition import fingerprint

    def rows(header: Sequence[str], body: Sequence[Sequence[object]]) -> str:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([header, *body])
        return out.getvalue()

    text = lottery.published()
    why = dict.fromkeys(lottery.uncoverable, "no panel that meets the quotas can hold this person")
    why |= dict.fromkeys(lottery.unsettled, "not settled yet")
    why |= dict.fromkeys(lottery.pool.selected, "already selected")
    why |= dict.fromkeys(lottery.pool.excluded, "left out as asked")
    files = {
        "panels.csv": text,
        "panels.csv.sha256": f"{fingerprint(text)}  panels.csv\n",
        "chances.csv": rows(
            ["id", "chance", "note"],
            [(person, f"{chance:.9f}", why.get(person, "")) for person, chance in lottery.chances.items()],
        ),
        "report.txt": "\n\n".join(words) + "\n",
    }
    if drawn:
        files["selected.csv"] = rows(["id"], [(person,) for person in drawn.people])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content.encode())
    except OSError as problem:
        raise Refused(
            "file.not_written", f"The folder cannot be written: {problem.strerror}.", file=str(folder)
        ) from None
