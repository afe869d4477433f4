"""How deprived the area of a postcode is, from a file that whoever runs an installation provides.

``ALONGSIDE_POSTCODES`` names a CSV file with the columns postcode, lsoa and imd_fifth (1 is the most deprived fifth of
areas in England, English Indices of Deprivation 2025). Such files are made from a postcode directory; ours to ship
they are not. The area is looked up when an answer is sent and the postcode is deleted in the same act.
"""

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from django.conf import settings

WANTED = {"postcode", "lsoa", "imd_fifth"}


class WrongFile(ValueError):
    """The file of postcodes cannot be used; says why."""


def _plain(postcode: str) -> bytes:
    return postcode.replace(" ", "").upper().encode("ascii", "replace")


@lru_cache(maxsize=1)
def _read(path: str) -> tuple[npt.NDArray[np.bytes_], npt.NDArray[np.int8]]:
    """Postcodes in order, with the fifth of each. 2.7 million take 20 MB."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        try:
            if absent := WANTED - set(rows.fieldnames or ()):
                raise WrongFile(f"The file of postcodes has no column {', '.join(sorted(absent))}.")
            found = [(_plain(row["postcode"] or ""), (row["imd_fifth"] or "").strip()) for row in rows]
        except (csv.Error, UnicodeDecodeError) as problem:
            raise WrongFile(f"The file of postcodes is not a CSV file: {problem}") from problem
    wrong = {fifth for _code, fifth in found} - set("12345")
    if wrong:
        raise WrongFile(f"imd_fifth must be 1 to 5; the file has {min(wrong)!r}.")
    codes = np.array([code for code, _fifth in found], dtype="S8")
    order = np.argsort(codes, kind="stable")
    return codes[order], np.array([int(fifth) for _code, fifth in found], dtype=np.int8)[order]


def are_known() -> bool:
    """Whether this installation has such a file."""
    return bool(settings.POSTCODES)


def fifth_of(postcode: str) -> int | None:
    """1 (most deprived) to 5; None without a file, or for a postcode that is not in it. Raises WrongFile, OSError."""
    if not are_known():
        return None
    codes, fifths = _read(settings.POSTCODES)
    wanted = _plain(postcode)
    place = int(np.searchsorted(codes, np.bytes_(wanted)))
    return int(fifths[place]) if place < len(codes) and codes[place] == wanted else None
