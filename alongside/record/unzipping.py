"""Reading a ZIP that somebody else made, without trusting anything it says: bounded, and nothing goes to the disk."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

BLOCK = 1 << 16
# More than any honest pack has. What is larger is refused before it is read.
MOST_MANIFEST = 32_000_000
MOST_NAMES = 64_000_000
MOST_FILES = 100_000
MOST_LINE = 4_000_000
MOST_FOLDERS = 20
# What a path in a pack may be (see ``chapters.PATH``): nothing that leaves a folder or means another on some system.
GOOD_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
# What a spoilt member raises while it is read. A RuntimeError is a password, a NotImplementedError a way of packing.
SPOILT = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
END, END_64, WHERE_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


class Refused(Exception):
    """Nothing can be said of this file. The words say why."""


def open_zip(place: Path) -> zipfile.ZipFile:
    """Raises Refused, also where its list of names alone is too long to be read."""
    try:
        size = _size_of_names(place)
        if size is None:
            raise Refused(f"{place}: this is not a ZIP file, or its end is missing.")
        if size > MOST_NAMES:
            raise Refused(f"{place}: its list of files is longer than any evidence pack’s.")
        bundle = zipfile.ZipFile(place)
    except (*SPOILT, IndexError, OverflowError) as problem:
        why = problem.strerror if isinstance(problem, OSError) and problem.strerror else "this is not a ZIP file"
        raise Refused(f"{place}: {why}.") from None
    if len(bundle.infolist()) > MOST_FILES:
        bundle.close()
        raise Refused(f"{place}: it has more files than any evidence pack.")
    return bundle


def _size_of_names(place: Path) -> int | None:
    """How long the list of names says it is; the library would read it whole."""
    with place.open("rb") as file:
        length = file.seek(0, 2)
        file.seek(max(0, length - 65_557))
        tail = file.read()
        at = tail.rfind(END)
        if at < 0 or len(tail) < at + 22:
            return None
        size = int.from_bytes(tail[at + 12 : at + 16], "little")
        where = tail[at - 20 : at] if at >= 20 else b""
        if where.startswith(WHERE_64):
            # Where it says the long form is, and right before, where the library looks.
            before = max(0, length - len(tail) + at - 20 - 56)
            for start in (min(int.from_bytes(where[8:16], "little"), length), before):
                file.seek(start)
                head = file.read(56)
                if head.startswith(END_64):
                    size = max(size, int.from_bytes(head[40:48], "little"))
        return size


def members(bundle: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """What is in it. Folders of its files, which some programs write down, are no members."""
    folders = set()
    for info in bundle.infolist():
        parts = info.filename.split("/")[:-1]
        if info.filename[-1:] != "/" and len(parts) < MOST_FOLDERS:
            folders |= {"/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)}
    return [info for info in bundle.infolist() if info.file_size or info.filename not in folders]


def wrong_with(info: zipfile.ZipInfo) -> str:
    """Why a member is refused, in words; empty when it is not."""
    if not GOOD_PATH.fullmatch(info.filename):
        return "It is not a path that a pack can have, and could be written outside its folder."
    if info.flag_bits & 0x1:
        return "It is encrypted."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "It is packed in a way that packs do not use."
    return ""


def blocks(bundle: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """What is in a member, piece by piece. Raises one of SPOILT."""
    if wrong_with(info):
        raise ValueError(info.filename)
    with bundle.open(info) as file:
        while block := file.read(BLOCK):
            yield block


def read(bundle: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """A whole member, unless it is longer than this: then, as for spoilt ones, one of SPOILT."""
    found = bytearray()
    for block in blocks(bundle, info):
        found += block
        if len(found) > most:
            raise ValueError(info.filename)
    return bytes(found)


def lines(bundle: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[str]:
    """The lines of a member. Raises one of SPOILT, also for a line that is too long."""
    waiting = b""
    for block in blocks(bundle, info):
        *whole, waiting = (waiting + block).split(b"\n")
        for line in whole:
            yield line.decode()
        if len(waiting) > MOST_LINE:
            raise ValueError(info.filename)
    if waiting:
        yield waiting.decode()
