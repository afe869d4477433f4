"""Paper: one HTML document with everything it shows inside becomes a tagged PDF (PDF/UA-1), in the worker.

The web page is the original. A PDF is kept by what it says: it is made again when the words change, and never twice.
"""

import hashlib
import logging
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import qrcode
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathFillImage

# It warns of every property that only browsers know, quoting what it was given.
logging.getLogger("weasyprint").setLevel(logging.ERROR)


@lru_cache(maxsize=16)
def style(*names: str) -> str:
    """Style sheets of ours, to be written into the document itself."""
    found = [finders.find(f"design/{name}") for name in names]
    return "\n".join(Path(str(each)).read_text(encoding="utf-8") for each in found)


@lru_cache(maxsize=200)
def code_image(address: str) -> bytes:
    """A square code that opens this address when a phone's camera sees it. A quarter of it may be dirty or torn."""
    drawn = BytesIO()
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=4)
    made.add_data(address)
    made.make_image(image_factory=SvgPathFillImage).save(drawn)
    return drawn.getvalue()


def code_picture(address: str, words: str) -> Markup:
    """The same as an image, with its text alternative, for a page or a PDF."""
    data = b64encode(code_image(address)).decode()
    return Markup('<img class="code-picture" src="data:image/svg+xml;base64,{}" alt="{}">').format(data, words)


def render(html: str) -> Any:
    """The document as pages. Nothing outside it is fetched."""
    from weasyprint import HTML  # noqa: PLC0415 (heavy to import, and only the worker needs it)
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 (as above)

    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"])).render(pdf_variant="pdf/ua-1")


def make_pdf(*documents: str) -> bytes:
    """One file of these documents, one after another, each with its own sheet numbers. About a second a document."""
    drawn = [render(html) for html in documents]
    pages = [page for each in drawn for page in each.pages]
    return bytes(drawn[0].copy(pages).write_pdf(pdf_variant="pdf/ua-1"))


def on_one_sheet(sizes: Iterable[str]) -> bytes:
    """The first of these documents that fits one sheet: the same words, each time smaller; else the last."""
    drawn = None
    for html in sizes:
        drawn = render(html)
        if len(drawn.pages) == 1:
            break
    assert drawn is not None
    return bytes(drawn.write_pdf(pdf_variant="pdf/ua-1"))


def kept_name(folder: str, html: str) -> str:
    """Where the PDF of these words is, or will be."""
    return f"{folder}/{hashlib.sha256(html.encode()).hexdigest()[:32]}.pdf"


def is_kept(name: str) -> bool:
    return default_storage.exists(name)


def keep(name: str, content: bytes) -> None:
    """Doing it twice is the same as once."""
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
