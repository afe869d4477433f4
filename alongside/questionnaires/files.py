"""Pictures that people send: told by their content, never by their name, and freed of what cameras add.

They are drawn again from their pixels, which leaves behind place, time, device and anything hidden in them.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 3000
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


@dataclass(frozen=True)
class Clean:
    """A picture that is what it says and holds nothing else."""

    media_type: str
    content: bytes

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]


Scanner = Callable[[bytes], bool]
_scanners: list[Scanner] = []


def scan_with(scanner: Scanner) -> None:
    """The hook for a virus scanner: given a file's content, True if it may be kept."""
    _scanners.append(scanner)


def media_type(content: bytes) -> str:
    """By its first bytes; empty for anything we do not take."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return ""


def clean(content: bytes) -> Clean | None:
    """The file made safe; None when it is none of our kinds, is broken, or a scanner says no."""
    kind = media_type(content)
    if not kind or not all(scanner(content) for scanner in _scanners):
        return None
    made = _picture(content, kind)
    return Clean(kind, made) if made is not None else None


def _picture(content: bytes, kind: str) -> bytes | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(content), formats=list(FORMATS))
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture = ImageOps.exif_transpose(picture)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = picture.convert("RGB" if kind == "image/jpeg" else "RGBA")
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError, Warning):
        return None
    drawn = Image.new(plain.mode, plain.size)
    drawn.paste(plain)
    made = io.BytesIO()
    drawn.save(made, {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}[kind], quality=85)
    return made.getvalue()
