"""Looking into a pack of our own: what is listed in it, and its PDF."""

import json
import zipfile
from collections import Counter
from typing import Any

from alongside.evidence.making import PDF
from alongside.evidence.models import Pack
from alongside.record import chapters
from alongside.record.verifying import MANIFEST


def pdf(pack: Pack) -> bytes:
    with pack.file.open("rb") as file, zipfile.ZipFile(file) as bundle:
        return bundle.read(PDF)


def contents(pack: Pack) -> list[tuple[str, int]]:
    """[(chapter, how many files it has)]"""
    with pack.file.open("rb") as file, zipfile.ZipFile(file) as bundle:
        listed: list[dict[str, Any]] = json.loads(bundle.read(MANIFEST))["files"]
    count = Counter(each["path"].partition("/")[0] for each in listed if "/" in each["path"])
    return [
        (chapter.title(), count[chapter.key]) for chapter in chapters.chapters(public=pack.public) if count[chapter.key]
    ]
