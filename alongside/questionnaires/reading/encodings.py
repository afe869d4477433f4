"""Which letters a text file is written in.

Spreadsheet programs write UTF-8 with or without a mark at the start, UTF-16 with one, and the old
one-byte sets of Windows, the web and the Mac, which say nothing about themselves: those are told apart
by which reading gives letters and signs where people write them.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"cp1252": "Windows (cp1252)", "mac_roman": "Mac Roman", "latin_1": "ISO 8859-1 (Latin 1)"}
_CHUNK = 1 << 20
_SAMPLE = 1 << 18

_SMALL = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßšž"
_LARGE = _SMALL.upper()
# Where people write the signs and letters that the one-byte sets disagree about.
_LIKELY = re.compile(
    "|".join(
        (
            f"(?<=[a-z{_SMALL}])[’'‘](?=[a-z])",  # don’t
            '(?<![^\\s(,;"])[“‘](?=[\\w£])',  # an opening quotation mark
            '(?<=[\\w.,!?])[”’](?![^\\s).,;:!?"])',  # a closing one
            "(?<=[\\s\\d])[–—](?=[\\s\\d])",  # a dash between words or figures
            "(?<=\\w)[—…]",
            "[£€](?=\\d)",
            "(?<=\\d)[°½¼¾²³%]",
            f"(?<=[A-Za-z{_SMALL}])[{_SMALL}]|[{_SMALL}](?=[a-z])",  # a small letter beside a letter
            f"(?<![a-z{_SMALL}])[{_LARGE}](?=[A-Za-z])",  # a capital that starts a word
            '(?<![^\\s,;"])[•·](?=\\s)',
        )
    )
)


@dataclass(frozen=True)
class Encoding:
    """A codec name of Python, what people call it, and whether the file left no doubt."""

    codec: str
    name: str
    sure: bool
    lossy: bool = False


def detect_encoding(path: Path) -> Encoding | None:
    """The encoding of a text file, or None where it holds no text. Reads the file once, in pieces."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, codec in _MARKS:
            if start.startswith(mark):
                return Encoding(codec, codec.removesuffix("-sig").upper(), sure=True, lossy=True)
        file.seek(0)
        head = file.read(_SAMPLE)
        without_mark = _utf16_without_mark(head)
        if without_mark:
            return Encoding(without_mark, without_mark.upper(), sure=False, lossy=True)
        if _mostly_control(head):
            return None
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        high = bytearray()
        valid = True
        while chunk := file.read(_CHUNK):
            if valid:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    valid = False
            if len(high) < _SAMPLE and not chunk.isascii():
                high += _near_high_bytes(chunk, _SAMPLE - len(high))
        if valid:
            # A character cut off at the very end is the only fault left; it is shown as lost.
            return Encoding("utf-8", "UTF-8", sure=True, lossy=True)
    return _one_byte(bytes(high))


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 4 and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half >= 4 and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mostly_control(head: bytes) -> bool:
    control = sum(head.count(bytes([code])) for code in (*range(9), 11, 12, *range(14, 32), 127))
    return control > max(8, len(head) // 10)


def _near_high_bytes(chunk: bytes, room: int) -> bytes:
    """The bytes above 127 with a few letters on each side, as many as there is room for."""
    found = bytearray()
    end = 0
    for match in re.finditer(rb"[\x80-\xff]+", chunk):
        start = match.start() - 6
        if start > end:
            found += b" "
        else:
            start = end
        end = match.end() + 6
        found += chunk[start:end]
        if len(found) >= room:
            break
    return bytes(found)


def _one_byte(sample: bytes) -> Encoding:
    """Choose among UTF-8 with faults and the one-byte sets."""
    as_utf8 = sample.decode("utf-8", errors="replace")
    good = sum(1 for letter in as_utf8 if letter > "\x7f" and letter != "\ufffd")
    if good > 9 * as_utf8.count("\ufffd"):
        return Encoding("utf-8", "UTF-8", sure=True, lossy=True)
    scores = {codec: _likeliness(sample, codec) for codec in ("cp1252", "mac_roman")}
    best = max(scores, key=lambda codec: scores[codec])
    if scores[best] < 0.6:
        guess = from_bytes(sample).best()
        if guess is not None and guess.encoding not in ("ascii", "utf_8"):
            return Encoding(guess.encoding, guess.encoding.replace("_", "-").upper(), sure=False, lossy=True)
    if best == "cp1252" and re.search(rb"[\x81\x8d\x8f\x90\x9d]", sample):
        best = "latin_1"
    return Encoding(best, _NAMES[best], sure=False)


def _likeliness(sample: bytes, codec: str) -> float:
    """The share of the doubtful letters that stand where people write them."""
    text = sample.decode(codec, errors="replace")
    doubtful = sum(1 for letter in text if letter > "\x7f")
    likely = sum(1 for match in _LIKELY.finditer(text) if match[0] > "\x7f")
    return likely / doubtful if doubtful else 1.0
