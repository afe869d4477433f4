"""Every kind of question through the real pages: whatever is posted, nothing breaks, and what is taken is read back."""

import io
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from alongside.people.accounts.models import IdentifyingAnswer
from alongside.questionnaires.answers import read_answer
from alongside.questionnaires.files import clean
from alongside.questionnaires.models import Submission, Upload
from alongside.tools.survey import actions
from alongside.tools.survey.models import Sitting, Survey
from alongside.tools.survey.tests.makers import EVERY_KIND, survey_in
from alongside.tools.survey.tests.test_answering import HOME, answer, begin
from tests.cast import Cast

KEYS = [question.key for question in EVERY_KIND.questions]
SUFFIXES = ["", "-day", "-month", "-year", "-row-parking", "-row-staff", "-rank-near", "-rank-quick", "-rank-kind"]
SUFFIXES += ["-words-b", "-area", "-move", "-remove", "-moved", "-file"]
TYPED = st.one_of(
    st.sampled_from(
        ["a", "b", "yes", "e1", "good", "quote", "near", "east", "1", "2", "12", "2026", "SE1 7PB", "add:near"]
    ),
    st.sampled_from(["jo@example.com", "020 7946 0142", "none", "do_not_know", "up:near", "<script>alert(1)</script>"]),
    st.text(max_size=40),
    st.sampled_from(["x" * 3000, "\x00", "مرحبا 👋🏽", "=1+1", "-1e9", "\u202e", "{{ 7*7 }}", "%(x)s"]),
)


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_in(cast.northmere, EVERY_KIND)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    key=st.sampled_from(KEYS),
    posted=st.dictionaries(st.sampled_from(SUFFIXES), st.lists(TYPED, max_size=3), max_size=6),
)
def test_whatever_is_posted_is_taken_or_explained(survey: Survey, key: str, posted: dict[str, list[str]]) -> None:
    client = Client()
    begin(client)
    data = {key + suffix: values for suffix, values in posted.items()}
    page = answer(client, key, {**data, "then": "save"})
    assert page.status_code in (200, 302, 422)
    sitting = Sitting.objects.select_related("submission__voice").latest("submission__started_at")
    kept = actions.answers_of(sitting.submission, EVERY_KIND).get(key)
    if page.status_code == 302 and kept is not None and key != "photo":
        assert kept == read_answer(EVERY_KIND.by_key[key], data)
    if page.status_code == 422:
        assert "<title>Error: " in page.content.decode() and kept is None
    assert "<script>alert(1)" not in page.content.decode()
    assert client.get(f"{HOME}answer/question/{key}/").status_code == 200
    assert client.get(f"{HOME}answer/check/").status_code == 200


TAKEN = {
    "short": {"short": "Eastvale"},
    "long": {"long": "Two\r\nlines"},
    "one": {"one": "b", "one-words-b": "By bicycle"},
    "yes": {"yes": "no"},
    "many": {"many": ["a", "b"]},
    "ease": {"ease": "e2"},
    "rows": {"rows-row-parking": "good", "rows-row-staff": "bad"},
    "miles": {"miles": "12"},
    "when": {"when-day": "12", "when-month": "6", "when-year": "2026"},
    "born": {"born-year": "1980"},
    "order": {"order-rank-quick": "1", "order-rank-near": "2"},
    "mail": {"mail": "jo@people.example"},
    "call": {"call": "020 7946 0142"},
    "place": {"place": "se17pb"},
    "uses": {"uses": ["quote"]},
}
SHOWN = ["Eastvale", "Two", "B: By bicycle", "No", "Easy", "Parking: Good", "12 miles", "12 June 2026", "1980"]
SHOWN += ["1. Quick", "jo@people.example", "020 7946 0142", "SE1 7PB", "You may quote me without my name"]


def test_every_kind_is_shown_on_the_check_page_and_sent(survey: Survey, client: Client) -> None:
    begin(client)
    for key in KEYS:
        assert answer(client, key, TAKEN.get(key, {})).status_code == 302, key
    page = client.get(f"{HOME}answer/check/").content.decode()
    assert [words for words in SHOWN if words not in page] == []
    assert "We may quote your words" in page
    for key, posted in TAKEN.items():
        again = client.get(f"{HOME}answer/question/{key}/").content.decode()
        for value in posted.values():
            assert (
                value[0] if isinstance(value, list) else value.split("\r")[0].upper()[:3]
            ) in again.upper() or value[0] in again
    client.post(f"{HOME}answer/check/")
    stored = str(Submission.objects.values().get())
    assert "jo@people.example" not in stored and "SE1 7PB" not in stored and "SE1" in stored
    assert set(IdentifyingAnswer.objects.values_list("question", flat=True)) == {"mail", "call"}


def test_a_ranking_is_made_with_buttons_alone(survey: Survey, client: Client) -> None:
    begin(client)
    page = answer(client, "order", {"order-move": "add:quick"}).content.decode()
    assert 'name="order-rank-quick" value="1"' in page and Submission.objects.get().answers == {}
    page = answer(
        client, "order", {"order-rank-quick": "1", "order-rank-near": "2", "order-move": "up:near"}
    ).content.decode()
    assert 'name="order-rank-near" value="1"' in page and "autofocus" in page
    answer(client, "order", {"order-rank-near": "1", "order-rank-quick": "2"})
    assert Submission.objects.get().answers["order"]["value"] == ["near", "quick"]


def photo(kind: str = "JPEG") -> bytes:
    made = io.BytesIO()
    picture = Image.new("RGB", (40, 30), "red")
    exif = Image.Exif()
    exif[0x010F] = "Camera of Jo Reid"
    picture.save(made, kind, exif=exif)
    return made.getvalue()


def named(content: bytes, name: str = "x.jpg") -> Any:
    upload = io.BytesIO(content)
    upload.name = name
    return upload


def test_a_photo_is_kept_without_what_the_camera_wrote(survey: Survey, client: Client) -> None:
    begin(client)
    assert b"Camera of Jo Reid" in photo()
    assert answer(client, "photo", {"photo-file": named(photo())}).status_code == 302
    kept = Upload.objects.get()
    assert kept.media_type == "image/jpeg" and b"Camera" not in kept.file.read()
    assert Submission.objects.get().answers["photo"]["value"] == {"upload": str(kept.pk)}
    assert "1 file added" in client.get(f"{HOME}answer/check/").content.decode()
    assert answer(client, "photo", {"photo": str(kept.pk)}).status_code == 302
    other = Client()
    begin(other)
    assert answer(other, "photo", {"photo": str(kept.pk)}).status_code == 422


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 no",
        b"<html><script>alert(1)</script>",
        photo()[:200],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"MZ" * 40,
    ],
)
def test_what_is_no_picture_is_refused_with_words(survey: Survey, client: Client, content: bytes) -> None:
    begin(client)
    page = answer(client, "photo", {"photo-file": named(content)})
    assert page.status_code == 422 and Upload.objects.count() == 0
    assert clean(content) is None
