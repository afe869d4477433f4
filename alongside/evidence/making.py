"""Making a pack: every chapter's files, the PDF, how to check it, and the manifest with its signature.

Files are written one after another, piece by piece, under fixed times: the same content makes the same ZIP.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.dates import with_clock
from alongside.design import printing
from alongside.projects.models import Project
from alongside.record import chapters, keys
from alongside.record.chapters import File
from alongside.record.public_keys import fingerprint
from alongside.record.signatures import CHECKPOINT, RECORD
from alongside.record.verify import Problem
from alongside.record.verifying import FORMAT, KEY, MANIFEST, PUBLIC, SIGNATURE, as_manifest, as_signature

# ZIP knows no earlier day. A file's own time would tell of this machine, and make every pack another.
THEN = (1980, 1, 1, 0, 0, 0)
PDF, README = "evidence.pdf", "README.txt"


@dataclass(frozen=True)
class Made:
    key: str
    seq: int
    hash: str


def write_pack(
    project: Project, path: Path, *, at: datetime, problems: Sequence[Problem] = (), public: bool = False
) -> Made:
    """The pack of this project, as it stands now, into this file; with ``public`` the edition that everybody may have. It
    costs no more memory for a larger project.

    ``problems`` are what our own check of the record found: it sees rows that are not in a copy. They are signed too.
    """
    key = keys.public_key()
    files = sorted(
        [
            *chapters.files(project.pk, public=public),
            File(PDF, "application/pdf", _pdf(project, key, at, public)),
            File(README, "text/plain; charset=utf-8", _readme(project, key, at, public).encode()),
            File(KEY, "text/plain; charset=utf-8", f"{key}\n".encode()),
        ],
        key=lambda file: file.path,
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        listed = [_written(bundle, file) for file in files]
        end = CHECKPOINT if public else RECORD
        with bundle.open(end) as record:
            head = json.load(record) if public else json.loads(record.readline())
        manifest = as_manifest(
            {
                "format": PUBLIC if public else FORMAT,
                "project": {
                    "id": str(project.pk),
                    "name": project.name,
                    "slug": project.slug,
                    "organisation": project.organisation.name,
                },
                "made_at": at.isoformat(timespec="seconds"),
                "key": key,
                "record": {
                    "path": end,
                    "seq": head["seq"],
                    "hash": head["hash"],
                    "entries": head["seq"],
                    "checkpoint": head if public else head["checkpoint"],
                    "problems": [{"seq": each.seq, "what": each.what, "words": each.words} for each in problems],
                },
                "files": listed,
            }
        )
        signed = keys.sign_pack(manifest)
        _written(bundle, File(MANIFEST, "application/json", manifest))
        _written(bundle, File(SIGNATURE, "application/json", as_signature(*signed)))
    return Made(key, head["seq"], head["hash"])


def _written(bundle: zipfile.ZipFile, file: File) -> dict[str, Any]:
    """Put a file in; what the manifest says of it."""
    info = zipfile.ZipInfo(file.path, THEN)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    digest, size = hashlib.sha256(), 0
    with bundle.open(info, "w") as target:
        for block in file.blocks():
            target.write(block)
            digest.update(block)
            size += len(block)
    return {"path": file.path, "media_type": file.media_type, "size": size, "sha256": digest.hexdigest()}


def _pdf(project: Project, key: str, at: datetime, public: bool) -> Iterable[bytes]:
    """Made when its turn comes."""
    context = {
        "public": public,
        "project": project,
        "organisation": project.organisation,
        "chapters": [(each.title(), list(each.tell(project.pk))) for each in chapters.chapters(public=public)],
        "made": with_clock(at),
        "fingerprint": fingerprint(key),
        "style": printing.style("evidence.css"),
    }
    yield printing.make_pdf(render_to_string("evidence/pack_pdf.html", context))


def _readme(project: Project, key: str, at: datetime, public: bool) -> str:
    about = {"project": project.name, "organisation": project.organisation.name, "when": with_clock(at)}
    contents = "\n".join(f"  {each.key + '/':<14}{each.title()}" for each in chapters.chapters(public=public))
    head = (_PUBLIC_HEAD if public else _HEAD) % about
    return head + _("""
What is in it

  evidence.pdf  To read and to print
%(contents)s
  manifest.json Every file with its size and SHA-256, and the end of the record
  manifest.sig  The signature of manifest.json
  public-key.txt The key that signed it. Do not trust this copy: see below

How to check it

1. Get Alongside on a computer of your own. It needs Python 3.11 and no database.
2. Get the public key from the organisation, by another way than this pack. It is on the project's public page,
   “How this was run”. Put it in a file, like key.txt.
3. Run this, with the name of the pack's file:

     alongside verify PACK.zip --key key.txt

   It says whether anything was altered, and where. Without the rest of Alongside's packages this does the same:

     python3 -m alongside.record.verifying PACK.zip --key key.txt

Keep this file. Whoever is given a whole pack later can find out with it whether the record was rewritten meanwhile:

     alongside verify LATER.zip --key key.txt --earlier THIS.zip

The fingerprint of the key is

  %(fingerprint)s

Without --key the key inside the pack is used. Whoever changes a pack can put a key of their own in it, so compare
the fingerprint that is shown with the one that the organisation has published.
""") % {"contents": contents, "fingerprint": fingerprint(key)}


_HEAD = gettext_lazy("""\
Evidence pack: %(project)s
%(organisation)s, made %(when)s

This pack says how the project was run. It holds no answers, no codes and nobody who answered. Colleagues, and others who
wrote the plan with them, are named beside what they wrote, as on its pages.
""")
_PUBLIC_HEAD = gettext_lazy("""\
Evidence pack, public edition: %(project)s
%(organisation)s, made %(when)s

This says how the project was run, as anybody may know it: what its public pages show. Nobody is named as having written or
said anything. The record of everything that was done is not in it; where that record ended on this day is, signed.
""")
