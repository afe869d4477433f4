"""What may be uploaded, told by what is in it and never by its name; and pictures without what cameras write in them.

A scanner plugs in through the setting ALONGSIDE_SCAN_COMMAND: a command that is given the file on its input and
answers 0 when the file is clean.
"""

import hashlib
import io
import shlex
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from alongside.design.words import file_size

LARGEST = 20_000_000
MOST_PIXELS = 60_000_000
# Unpacked, an office file may be this much larger than it came: more is made to fill the memory.
MOST_UNPACKED = 300_000_000
SCAN_SECONDS = 60
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}
OFFICE = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/workbook.xml": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}
MEDIA = {"ftyp": ("video/mp4", "mp4"), "ID3": ("audio/mpeg", "mp3")}
ALLOWED_WORDS = "PDF, Word, Excel, PowerPoint, OpenDocument, JPEG, PNG, WebP, MP3, MP4, CSV"
OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}


class Refused(Exception):
    """The file cannot be taken; the message says why and what to do."""


@dataclass(frozen=True)
class Accepted:
    content: "ContentFile[bytes]"
    name: str
    media_type: str
    size: int
    digest: str


def accept(upload: "UploadedFile[bytes]", *, largest: int = LARGEST) -> Accepted:
    """The file as we keep it, or Refused. Nothing is written anywhere."""
    if not upload.size:
        raise Refused(_("The file is empty. Choose another file"))
    if upload.size > largest:
        raise Refused(_("The file must be smaller than %(size)s") % {"size": file_size(largest)})
    content = upload.read(largest + 1)
    media_type, extension = what_is(content)
    if media_type.startswith("image/"):
        content = without_metadata(content)
    scan(content)
    stem = PurePath((upload.name or "file").replace("\\", "/")).stem
    safe = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in stem).strip(" -")[:80]
    return Accepted(
        ContentFile(content),
        f"{safe or 'file'}.{extension}",
        media_type,
        len(content),
        hashlib.sha256(content).hexdigest(),
    )


def what_is(content: bytes) -> tuple[str, str]:
    """(media type, extension) by the content. Refused when it is nothing we take."""
    wrong = Refused(_("The file must be one of these: %(kinds)s") % {"kinds": ALLOWED_WORDS})
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise Refused(_("The PDF is cut off. Save it again, then upload it"))
        return "application/pdf", "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _office(content, wrong)
    if content[4:8] == b"ftyp":
        return MEDIA["ftyp"]
    if content.startswith(b"ID3") or content[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return MEDIA["ID3"]
    picture = _picture(content)
    if picture is not None:
        return picture
    if _is_table(content):
        return "text/csv", "csv"
    raise wrong


def _office(content: bytes, wrong: Refused) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            names = {entry.filename for entry in entries}
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise Refused(_("The file unpacks to more than we can keep. Make it smaller"))
            if any("vbaProject" in name for name in names):
                raise Refused(_("The file has macros in it. Save it without macros"))
            if "mimetype" in names:
                kind = packed.read("mimetype").decode("ascii", "replace").strip()
                if kind in OPEN_DOCUMENT:
                    return kind, OPEN_DOCUMENT[kind]
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as problem:
        raise Refused(_("The file is damaged. Save it again, then upload it")) from problem
    for name, kind_and_extension in OFFICE.items():
        if name in names:
            return kind_and_extension
    raise wrong


def _picture(content: bytes) -> tuple[str, str] | None:
    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("The picture must be at most 60 million pixels"))
            return PICTURES[str(picture.format)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _is_table(content: bytes) -> bool:
    """Text with commas, semicolons or tabs in its first line, no control characters, nothing that begins as markup."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    first = text.partition("\n")[0]
    controls = any(ord(letter) < 32 and letter not in "\r\n\t" for letter in text[:100_000])
    return not controls and "<" not in text[:1000] and any(mark in first for mark in ",;\t")


def without_metadata(content: bytes) -> bytes:
    """The same picture, turned as it should be seen, without place, camera, thumbnail or text."""
    try:
        with Image.open(io.BytesIO(content), formats=list(PICTURES)) as opened:
            kind = str(opened.format)
            turned = ImageOps.exif_transpose(opened)
            bare = Image.new(turned.mode, turned.size)
            bare.paste(turned)
            if turned.mode == "P":
                palette = turned.getpalette()
                if palette is not None:
                    bare.putpalette(palette)
            made = io.BytesIO()
            bare.save(made, kind, **({"quality": 90} if kind != "PNG" else {"optimize": True}))
            return made.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise Refused(_("The picture is damaged. Save it again, then upload it")) from problem


def scan(content: bytes) -> None:
    """Refused when the deployer's scanner says so, or does not answer."""
    command = getattr(settings, "SCAN_COMMAND", "")
    if not command:
        return
    try:
        ended = subprocess.run(  # noqa: S603 (the deployer's own command, without a shell)
            shlex.split(command), input=content, capture_output=True, timeout=SCAN_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Refused(_("We cannot check files for viruses right now. Try again later")) from problem
    if ended.returncode != 0:
        raise Refused(_("The virus check refused this file"))
