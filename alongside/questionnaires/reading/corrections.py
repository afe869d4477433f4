"""Corrections: a file that says what kind a question is, where the reading got it wrong.

JSON `{"label": "kind"}`, or CSV with a label and a kind on each line (a first line "label,kind" is skipped).
"""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from .encodings import detect_encoding
from .problems import CannotRead, Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
_LARGEST = 5_000_000


def read_corrections(path: Path) -> dict[str, Kind]:
    """The kinds by label. Raises `CannotRead`."""
    name = path.name
    try:
        if path.stat().st_size > _LARGEST:
            raise CannotRead("kinds_file", file=name, reason="it is too large")
        encoding = detect_encoding(path)
        text = path.read_text(encoding=encoding.codec) if encoding else ""
        pairs = _json_pairs(text) if text.lstrip().startswith("{") else _csv_pairs(text)
    except FileNotFoundError as error:
        raise CannotRead("missing", file=name) from error
    except OSError as error:
        raise CannotRead("not_allowed", file=name) from error
    except (ValueError, RecursionError, csv.Error) as error:
        raise CannotRead("kinds_file", file=name, reason="it is neither JSON nor CSV") from error
    if not pairs:
        raise CannotRead("kinds_file", file=name, reason="it names no question")
    return checked(pairs)


def checked(pairs: Mapping[str, str]) -> dict[str, Kind]:
    """The same corrections, once every kind is one that we know. Raises `CannotRead`."""
    for label, kind in pairs.items():
        if kind not in KINDS:
            raise CannotRead("kinds_kind", label=label, kind=kind, kinds=", ".join(KINDS))
    return cast(dict[str, Kind], dict(pairs))


def _json_pairs(text: str) -> dict[str, str]:
    found = json.loads(text)
    if not isinstance(found, dict) or not all(isinstance(kind, str) for kind in found.values()):
        raise ValueError("not labels and kinds")
    return {" ".join(label.split()): kind.strip() for label, kind in found.items()}


def _csv_pairs(text: str) -> dict[str, str]:
    mark = max(",;\t", key=text.partition("\n")[0].count)
    pairs: dict[str, str] = {}
    for row in csv.reader(text.splitlines(), delimiter=mark):
        cells = [cell.strip() for cell in row if cell.strip()]
        if not cells or [cell.lower() for cell in cells] == ["label", "kind"]:
            continue
        if len(cells) != 2:
            raise ValueError("not labels and kinds")
        pairs[" ".join(cells[0].split())] = cells[1]
    return pairs
