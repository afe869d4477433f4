"""The deployer's file of postcodes: read once, found in any spelling, refused in words."""

from pathlib import Path
from typing import Any

import pytest

from alongside.knowledge import postcodes


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "postcodes.csv"
    settings.POSTCODES = str(path)
    postcodes._read.cache_clear()
    return path


def test_without_a_file_nothing_is_known(settings: Any) -> None:
    settings.POSTCODES = ""
    assert not postcodes.are_known()
    assert postcodes.fifth_of("SE1 7PB") is None


def test_a_postcode_is_found_however_it_is_written(file: Path) -> None:
    file.write_text("lsoa,postcode,imd_fifth\nE1,SE1 7PB,2\nE2,SW1A1AA,5\nE1,B1 1AA,1\n", encoding="utf-8-sig")
    assert [postcodes.fifth_of(each) for each in ("se17pb", "SW1A 1AA", "B1 1AA", "B1 1AB", "ZZ9 9ZZ", "")] == [
        2,
        5,
        1,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "written",
    [
        "postcode,lsoa\nSE1 7PB,E1\n",
        "postcode,lsoa,imd_fifth\nSE1 7PB,E1,6\n",
        "postcode,lsoa,imd_fifth\nSE1 7PB\n",
        "",
    ],
)
def test_a_wrong_file_is_refused(file: Path, written: str) -> None:
    file.write_text(written)
    with pytest.raises(postcodes.WrongFile):
        postcodes.fifth_of("SE1 7PB")


def test_a_file_that_is_not_text_is_refused(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04\xff\xfe\x00")
    with pytest.raises(postcodes.WrongFile):
        postcodes.fifth_of("SE1 7PB")
