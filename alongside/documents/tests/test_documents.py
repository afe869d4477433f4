"""Editions and when they fall behind; what may be uploaded and how it is given out."""

import io
import zipfile
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from alongside.design.languages import direction, own_name
from alongside.documents import uploads
from alongside.documents.actions import add_document, add_edition, publish_document
from alongside.documents.models import DocumentEdition
from alongside.documents.presenters import format_words, stale_notice
from alongside.documents.rules import newest, source_of, stale
from alongside.projects.tests.makers import project
from tests.cast import Cast

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def upload(content: bytes, name: str = "file.bin", kind: str = "application/x-anything") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def photo(kind: str = "JPEG", **more: Any) -> bytes:
    picture = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[Base.Make] = "A camera"
    exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (51.0, 30.0, 0.0)
    made = io.BytesIO()
    picture.save(made, kind, exif=exif, **more)
    return made.getvalue()


def office(*names: str, **files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, b"<xml/>")
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (photo(), "image/jpeg"),
        (photo("PNG"), "image/png"),
        (photo("WEBP"), "image/webp"),
        (office("[Content_Types].xml", "word/document.xml"), uploads.OFFICE["word/document.xml"][0]),
        (office("xl/workbook.xml"), uploads.OFFICE["xl/workbook.xml"][0]),
        (office(mimetype=b"application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        (b"\x00\x00\x00\x18ftypmp42....", "video/mp4"),
        (b"ID3\x04....", "audio/mpeg"),
        (b"place,people\nEastvale,12\n", "text/csv"),
    ],
)
def test_a_file_is_what_is_in_it_whatever_it_is_called(content: bytes, kind: str) -> None:
    accepted = uploads.accept(upload(content, "holiday.exe"))
    assert accepted.media_type == kind and not accepted.name.endswith(".exe")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + b"\0" * 100, "one of these"),
        (b"<!doctype html><script>alert(1)</script>", "one of these"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "one of these"),
        (b"name,<script>alert(1)</script>\n", "one of these"),
        (b"a,b\x00c\n", "one of these"),
        (b"GIF89a" + b"\0" * 50, "one of these"),
        (PDF[:20], "cut off"),
        (b"PK\x03\x04 broken", "damaged"),
        (office("readme.txt"), "one of these"),
        (office("word/document.xml", "word/vbaProject.bin"), "macros"),
        (photo()[:200], "one of these|damaged"),
        (b"x" * 2001, "smaller than 2KB"),
    ],
)
def test_what_is_refused_says_why(content: bytes, says: str) -> None:
    with pytest.raises(uploads.Refused, match=says):
        uploads.accept(upload(content, "report.pdf", "application/pdf"), largest=2000)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 1000)
    with pytest.raises(uploads.Refused, match="unpacks"):
        uploads.accept(upload(office(**{"word/document.xml": b"0" * 5000})))


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_check(content: bytes) -> None:
    try:
        accepted = uploads.accept(upload(content))
    except uploads.Refused as refused:
        assert str(refused)
    else:
        assert accepted.size and accepted.media_type


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_place_and_camera_and_is_turned(kind: str) -> None:
    kept = uploads.without_metadata(photo(kind))
    assert b"A camera" not in kept and b"Exif" not in kept
    with Image.open(io.BytesIO(kept)) as seen:
        assert seen.size == (20, 40), "the camera's turn is applied before it is forgotten"
        assert not dict(seen.getexif())


@given(st.text(max_size=60))
def test_a_name_cannot_leave_its_folder_or_break_a_header(name: str) -> None:
    kept = uploads.accept(upload(PDF, f"{name}x")).name
    assert kept.endswith(".pdf") and not set(kept) & set('/\\"\r\n\x00;')


def test_the_scanner_is_heard(settings: Any) -> None:
    settings.SCAN_COMMAND = "false"
    with pytest.raises(uploads.Refused, match="refused"):
        uploads.accept(upload(PDF))
    settings.SCAN_COMMAND = "true"
    assert uploads.accept(upload(PDF))
    settings.SCAN_COMMAND = "a-scanner-that-is-not-there"
    with pytest.raises(uploads.Refused, match="right now"):
        uploads.accept(upload(PDF))


def edition(language: str, format: str = "web", version: int = 1, **more: Any) -> DocumentEdition:
    return DocumentEdition(language=language, format=format, version=version, **more)


def test_an_edition_falls_behind_when_its_source_moves_on() -> None:
    source = edition("en-gb", version=2, made_on=date(2026, 6, 12))
    bengali = edition("bn", made_on=date(2026, 6, 4), made_from=date(2026, 6, 3))
    assert source_of([edition("en-gb", made_on=date(2026, 6, 3)), bengali, source]) is source
    assert stale(source, source) is None
    assert stale(edition("pl", made_on=date(2026, 6, 20), made_from=date(2026, 6, 12)), source) is None
    assert stale(edition("pl", made_on=date(2026, 6, 20)), source) is None, "nobody said what it was made from"
    assert stale_notice(bengali, source) == (
        "This translation is of the 3 June version. The English page changed on 12 June."
    )


def test_only_the_newest_version_of_each_is_shown() -> None:
    found = newest(
        [edition("en-gb", version=1), edition("en-gb", version=3), edition("bn"), edition("en-gb", version=2)]
    )
    assert [(each.language, each.version) for each in found] == [("en-gb", 3), ("bn", 1)]


def test_easy_read_is_called_so_only_when_checked_with_people() -> None:
    assert format_words(edition("en-gb", "easy-read")) == "A shorter version"
    assert format_words(edition("en-gb", "easy-read", checked_with_people_on=date(2026, 6, 1))) == "Easy Read"


def test_languages_name_themselves() -> None:
    assert (own_name("bn"), own_name("pl"), own_name("so"), own_name("xx-unknown")) == (
        "বাংলা",
        "Polski",
        "Soomaali",
        "Xx-unknown",
    )
    assert (direction("ar"), direction("ps"), direction("bn")) == ("rtl", "rtl", "ltr")


@pytest.mark.django_db
def test_a_correction_is_a_new_version_and_the_old_file_stays(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = add_document(organisation=cast.northmere, scope=uuid4(), title="The case for change", by=cast.amira.id)
    first = add_edition(document=document, by=cast.amira.id, format="file", upload=upload(PDF))
    second = add_edition(document=document, by=cast.amira.id, format="file", upload=upload(PDF + b"%more\n%%EOF"))
    assert (first.version, second.version) == (1, 2) and first.digest != second.digest
    assert first.file.read() == PDF and first.file.name != second.file.name
    translated = add_edition(document=document, by=cast.amira.id, language="bn", body="বাংলা")
    assert translated.made_from == second.made_on


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing_behind(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = add_document(organisation=cast.northmere, scope=uuid4(), title="Paper", by=cast.amira.id)
    with pytest.raises(uploads.Refused):
        add_edition(document=document, by=cast.amira.id, format="file", upload=upload(b"MZ"))
    assert not document.editions.exists() and not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_a_file_is_given_out_so_that_it_cannot_run(client: Client, cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    where = project(cast.northmere)
    document = add_document(organisation=cast.northmere, scope=where.pk, title="The case", by=cast.amira.id)
    add_edition(document=document, by=cast.amira.id, format="file", upload=upload(PDF, "Case <1>.html"))
    path = "/northmere/projects/blood-tests/documents/the-case/en-gb/file/"
    assert client.get(path + "file/").status_code == 404, "nobody published it"
    publish_document(document=document, by=cast.amira.id)
    answer = client.get(path + "file/")
    assert b"".join(answer) == PDF
    assert answer["Content-Type"] == "application/pdf" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'attachment; filename="Case -1.pdf"'
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "Download" in client.get(path).content.decode()


@pytest.mark.django_db
def test_a_stale_translation_says_so_on_its_page(client: Client, cast: Cast) -> None:
    where = project(cast.northmere)
    today = timezone.localdate()
    document = add_document(organisation=cast.northmere, scope=where.pk, title="The case", by=cast.amira.id)
    publish_document(document=document, by=cast.amira.id)
    add_edition(document=document, by=cast.amira.id, body="Words", made_on=today - timedelta(days=9))
    add_edition(document=document, by=cast.amira.id, language="ar", body="كلمات", title="عنوان")
    path = "/northmere/projects/blood-tests/documents/the-case/ar/web/"
    assert "This translation is of" not in client.get(path).content.decode()
    add_edition(document=document, by=cast.amira.id, body="Other words", made_on=today)
    page = client.get(path).content.decode()
    assert "This translation is of the" in page and 'dir="rtl"' in page
