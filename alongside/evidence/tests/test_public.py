"""The public edition: looked at before everybody can have it, holding nothing that public pages do not show."""

import hashlib
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from alongside.core.work import run_due
from alongside.documents import actions as documents
from alongside.documents.models import DocumentEdition, Translation
from alongside.evidence import actions
from alongside.evidence.models import Pack
from alongside.evidence.tests.conftest import Members, found_in, make_pack, opened
from alongside.evidence.tests.test_nobody import MARKS, said, texts
from alongside.feedback.models import Finding
from alongside.plans.models import Comment, Confirmation, Decision, Sheet, Statement
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.record import keys
from alongside.record.actions import note, seal
from alongside.record.signatures import CHECKPOINT
from alongside.record.unzipping import Refused
from alongside.record.verifying import MANIFEST, SIGNATURE, as_manifest, as_signature, look_at
from tests.cast import Cast, login

__all__ = ["said"]  # the fixture

PAGE = "/team/northmere/projects/clinics/evidence-pack/public/"
RUN = "/northmere/projects/clinics/how-this-was-run/"


def make_edition(project: Project, by: object) -> Pack:
    """As the worker makes it."""
    pack = actions.ask_for_pack(project=project, by=by.pk, public=True)  # type: ignore[attr-defined]
    run_due()
    pack.refresh_from_db()
    assert pack.state == Pack.State.READY
    return pack


@pytest.fixture
def edition(project: Project, cast: Cast) -> Pack:
    return make_edition(project, cast.amira)


def test_it_is_made_looked_at_published_and_taken_off(
    project: Project,
    cast: Cast,
    client: Client,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    login(client, cast.amira)
    assert "Evidence pack</h2>" not in client.get(RUN).content.decode()
    page = client.get(PAGE).content.decode()
    assert "Make a public edition" in page and "your team does not show them to everybody" in page
    assert "It will be here" in client.post(PAGE, follow=True).content.decode().replace("; it", "; It")
    run_due()
    pack = Pack.objects.get(project=project, public=True)
    page = client.get(PAGE).content.decode()
    assert "Look at it before everybody can" in page and re.search(r"Documents \(\d+ files\)", page)
    public = f"{RUN}pack/{pack.pk}/"
    assert {client.get(each).status_code for each in (public, f"{public}pdf/")} == {404}
    assert client.get(f"{PAGE}{pack.pk}/pdf/").content.startswith(b"%PDF-1.")
    refused = client.post(f"{PAGE}{pack.pk}/publish/")
    assert refused.status_code == 422 and "Read the edition, then tick" in refused.content.decode()
    assert client.get(public).status_code == 404
    done = client.post(f"{PAGE}{pack.pk}/publish/", {"looked": "on"}, follow=True).content.decode()
    assert "Published. Everybody finds it" in done and "Amira" in done
    anybody = Client()
    shown = anybody.get(RUN).content.decode()
    pack.refresh_from_db()
    assert f'href="{public}"' in shown and f'href="{public}pdf/"' in shown and pack.sha256 in shown
    assert "Amira" not in shown
    saved = anybody.get(public)
    content = b"".join(saved.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(content).hexdigest() == pack.sha256
    assert saved["Content-Disposition"].startswith('attachment; filename="evidence-public-clinics-')
    (tmp_path / "pack.zip").write_bytes(content)
    (tmp_path / "key.txt").write_text(keys.public_key())
    outcome = look_at(tmp_path / "pack.zip", tmp_path / "key.txt")
    assert outcome.found == [] and outcome.learnt.public
    assert any("It is the public edition." in words for words in outcome.words())
    assert anybody.get(f"{public}pdf/")["Content-Type"] == "application/pdf"

    refused = client.post(f"{PAGE}{pack.pk}/take-off/", {"reason": " "})
    assert refused.status_code == 422 and "Enter why it is taken off" in refused.content.decode()
    place = Path(pack.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{PAGE}{pack.pk}/take-off/", {"reason": "A table was wrong."})
    client.post(f"{PAGE}{pack.pk}/take-off/", {"reason": "Twice."})
    assert {anybody.get(each).status_code for each in (public, f"{public}pdf/")} == {404} and not place.exists()
    shown = anybody.get(RUN).content.decode()
    assert "A table was wrong." in shown and "Twice." not in shown and f'href="{public}"' not in shown
    assert "Taken off on" in client.get(PAGE).content.decode()
    record = client.get("/team/northmere/projects/clinics/record/").content.decode()
    assert "published the evidence pack" in record and "took the published evidence pack off: A table was" in record


def test_nothing_of_anybody_is_in_it(said: str, project: Project, cast: Cast) -> None:
    """Planted: people who take part, colleagues, members, translators; comments, drafts, words of the record."""
    now = timezone.now()
    project.evidence_public = True
    project.contact_name = "Quagga Contact"
    project.save()
    sheet = Sheet.objects.get(scope=project.pk, template="plan")
    Sheet.objects.filter(pk=sheet.pk).update(published_at=now, published_editions={})
    Comment.objects.create(sheet=sheet, section="purpose", text="quagga-comment", by=cast.amira.pk, at=now)
    Confirmation.objects.create(scope=project.pk, name="Quagga Reader", role="Chair", read_on=now, by=cast.amira.pk, at=now)  # fmt: skip
    Statement.objects.create(scope=project.pk, item="E-G1-1", shows=True, words="We met them", by=cast.amira.pk, at=now)
    Decision.objects.create(scope=project.pk, body="The board", decided_on=now, decided="Beds stay.", reasons="People asked.", by=cast.amira.pk, at=now)  # fmt: skip
    Translation.objects.create(
        scope=project.pk, language="pl", number=1, translated_by="Quagga Translator", checked_by="Quagga Checker", texts={"project/question": "Co?"}, published_at=now,
    )  # fmt: skip
    document = documents.add_document(organisation=cast.northmere, scope=project.pk, title="quagga-draft", by=cast.amira.pk)  # fmt: skip
    documents.add_edition(document=document, by=cast.amira.pk, body="quagga-draft-words")
    Finding.objects.create(project=project, number=99, heard="quagga-finding", detail="quagga-finding")
    Finding.objects.filter(project=project, published_at__isnull=False).update(how_sure="quagga-sure")
    note(scope=project.pk, by=cast.amira.pk, verb="project.paused", subject=f"project:{project.pk}", detail={"reason": "quagga-reason"})  # fmt: skip
    pack = make_edition(project, cast.amira)
    held = texts(Path(pack.file.path))
    told = json.loads(held["feedback/findings.jsonl"].splitlines()[0])
    assert told.keys() == {"number", "heard", "detail", "said_by", "against", "published_at", "response"}
    assert "Beds stay." in held["plan/decisions.jsonl"] and "plan/evidence-and-gaps.jsonl" in held
    names = ["Amira", str(cast.amira.pk), cast.amira.pk.hex, cast.amira.email]
    secrets = [*MARKS, said, said.replace(" ", ""), "quagga", *names]
    for name, text in held.items():
        for secret in secrets:
            assert secret.casefold() not in text.casefold(), f"{secret} is in {name}"
    assert not any(name.startswith(("plans/", "methods/", "activities/")) for name in held)
    assert "record/record.jsonl" not in held and "record/checkpoints.jsonl" not in held
    assert "verb" not in held[CHECKPOINT]
    whole = "\n".join(texts(make_pack(project, cast.amira)).values())
    assert (
        "quagga-comment" in whole and "quagga-sure" in whole and "Quagga Reader" in whole
    )  # the planted words do reach the whole pack


def test_only_the_newest_edition_of_a_document_is_in_it(project: Project, cast: Cast) -> None:
    document = documents.add_document(organisation=cast.northmere, scope=project.pk, title="Leaflet", by=cast.amira.pk)
    documents.add_edition(document=document, by=cast.amira.pk, body="Call quagga at home")
    documents.add_edition(document=document, by=cast.amira.pk, body="Call the office")
    documents.publish_document(document=document, by=cast.amira.pk)
    assert DocumentEdition.objects.filter(document=document).count() == 2
    held = "\n".join(texts(Path(make_edition(project, cast.amira).file.path)).values())
    assert "Call the office" in held and "quagga" not in held


def test_evidence_and_duties_are_in_it_only_where_everybody_sees_them(project: Project, cast: Cast) -> None:
    hidden = opened(Path(make_edition(project, cast.amira).file.path))
    Project.objects.filter(pk=project.pk).update(evidence_public=True)
    shown = opened(Path(make_edition(project, cast.amira).file.path))
    wanted = {"plan/evidence-and-gaps.jsonl", "plan/duties.jsonl"}
    assert not wanted & {name for name, _content in hidden.held}
    assert wanted <= {name for name, _content in shown.held}
    duties = [json.loads(line) for line in shown["plan/duties.jsonl"].splitlines()]
    assert {"yes", "unknown"} == {each["applies"] for each in duties} and all("because" in each for each in duties)


def test_people_are_counted_in_it_when_nobody_comes_any_more(project: Project, cast: Cast) -> None:
    """Two editions with one person between them would tell of that person."""
    assert "activities/counts.json" not in dict(opened(Path(make_edition(project, cast.amira).file.path)).held)
    now = timezone.now()
    Project.objects.filter(pk=project.pk).update(closes_at=now - timedelta(days=2), answered_at=now)
    assert "activities/counts.json" in dict(opened(Path(make_edition(project, cast.amira).file.path)).held)


def test_what_changed_after_it_was_made_has_to_be_looked_at_again(
    edition: Pack, project: Project, cast: Cast, client: Client
) -> None:
    login(client, cast.amira)
    note(scope=project.pk, by=cast.amira.pk, verb="worry.raised", subject="worry:1", detail={})
    assert "Something was done in this project" not in client.get(PAGE).content.decode()
    documents.unpublish_document(document=project_document(project), by=cast.amira.pk, reason="Out of date")
    assert "Something was done in this project" in client.get(PAGE).content.decode()
    refused = client.post(f"{PAGE}{edition.pk}/publish/", {"looked": "on"})
    assert refused.status_code == 409 and "Make it again" in refused.content.decode()
    edition.refresh_from_db()
    assert edition.published_at is None
    client.post(PAGE)
    run_due()
    again = Pack.objects.filter(project=project, public=True).first()
    assert again is not None and again.pk != edition.pk
    client.post(f"{PAGE}{again.pk}/publish/", {"looked": "on"})
    assert f"{RUN}pack/{again.pk}/" in Client().get(RUN).content.decode()


def project_document(project: Project) -> object:
    return documents.Document.objects.filter(scope=project.pk, published_at__isnull=False).first()


def test_who_may(edition: Pack, project: Project, cast: Cast) -> None:
    page = login(Client(), cast.ana).get(PAGE).content.decode()
    assert "Somebody who may publish projects can publish it." in page and "Publish it</button>" not in page
    assert login(Client(), cast.ana).post(f"{PAGE}{edition.pk}/publish/", {"looked": "on"}).status_code == 403
    assert login(Client(), cast.dot).get(PAGE).status_code == 403
    assert login(Client(), cast.eve).get(PAGE).status_code == 404
    other = make_project(cast.northmere, "next-door", State.OPEN)
    elsewhere = f"/team/northmere/projects/{other.slug}/evidence-pack/public/{edition.pk}/"
    amira = login(Client(), cast.amira)
    assert amira.get(elsewhere).status_code == 404
    assert amira.post(f"{elsewhere}publish/", {"looked": "on"}).status_code == 404
    actions.publish(pack=edition, by=cast.amira.pk, at=timezone.now())
    assert Client().get(f"/northmere/projects/{other.slug}/how-this-was-run/pack/{edition.pk}/").status_code == 404
    assert Client().get(f"{RUN}pack/{edition.pk}/").status_code == 200
    whole = actions.ask_for_pack(project=project, by=cast.amira.pk)
    run_due()
    for path in (f"{RUN}pack/{whole.pk}/", f"{RUN}pack/{whole.pk}/pdf/"):
        assert Client().get(path).status_code == 404
    assert amira.post(f"{PAGE}{whole.pk}/publish/", {"looked": "on"}).status_code == 404
    # A project that is not shown shows no pack.
    Project.objects.filter(pk=project.pk).update(published_at=None)
    assert Client().get(f"{RUN}pack/{edition.pk}/").status_code == 404
    assert "once the project is published" in amira.get(PAGE).content.decode()


def test_published_files_are_kept_and_others_go(edition: Pack, project: Project, cast: Cast, client: Client) -> None:
    actions.publish(pack=edition, by=cast.amira.pk, at=timezone.now())
    old = make_edition(project, cast.amira)
    Pack.objects.update(made_at=timezone.now() - actions.KEPT - timedelta(days=1))
    assert actions.forget_old() == 1
    edition.refresh_from_db()
    old.refresh_from_db()
    assert edition.file and not old.file
    assert login(client, cast.amira).get(PAGE).status_code == 200
    assert client.post(f"{PAGE}{old.pk}/publish/", {"looked": "on"}).status_code == 404
    with pytest.raises(actions.ChangedSince):
        actions.publish(pack=old, by=cast.amira.pk, at=timezone.now())
    assert Client().get(f"{RUN}pack/{edition.pk}/").status_code == 200


def test_any_change_of_it_is_found(edition: Pack, tmp_path: Path) -> None:
    place = tmp_path / "changed.zip"
    for name, content in opened(Path(edition.file.path)).held:
        if name == MANIFEST:
            continue
        held: Members = opened(Path(edition.file.path))
        held[name] = content + b" "
        assert any(each.where in (name, MANIFEST) for each in found_in(held.write(place))), name
        assert found_in(opened(Path(edition.file.path)).without(name).write(place)), name
    as_whole = opened(Path(edition.file.path))
    as_whole[MANIFEST] = as_whole[MANIFEST].replace(b"alongside-public-1", b"alongside-pack-1")
    assert {each.what for each in found_in(as_whole.write(place))} >= {"signature", "missing"}


def test_a_record_that_was_rewritten_after_publishing_is_found_with_it(
    edition: Pack, project: Project, cast: Cast, tmp_path: Path
) -> None:
    """Somebody kept the public edition. Years later they are given a whole pack: does it hold what was there then?"""
    (tmp_path / "key.txt").write_text(keys.public_key())
    kept, key = Path(edition.file.path), tmp_path / "key.txt"
    note(
        scope=project.pk,
        by=cast.amira.pk,
        verb="project.paused",
        subject=f"project:{project.pk}",
        detail={"reason": "x"},
    )
    seal()
    later = make_pack(project, cast.amira)
    outcome = look_at(later, key, kept)
    assert outcome.found == [] and outcome.learnt.earlier == edition.seq
    assert f"The record still holds all {edition.seq} entries" in " ".join(outcome.words())
    # Of another project, without a record, or itself altered: nothing is compared.
    other = make_project(cast.northmere, "next-door", State.OPEN)
    with pytest.raises(Refused, match="another project"):
        look_at(later, key, make_pack(other, cast.amira))
    with pytest.raises(Refused, match="give the whole pack"):
        look_at(kept, key, kept)
    spoilt = opened(kept)
    spoilt[MANIFEST] = spoilt[MANIFEST].replace(b'"seq": ', b'"seq": 1')
    with pytest.raises(Refused, match="does not hold"):
        look_at(later, key, spoilt.write(tmp_path / "spoilt.zip"))
    # As whoever has the key could do it: the same project, its chain begun anew.
    found = look_at(later, key, with_another_end(kept, tmp_path, hash="0" * 64)).found
    assert [(each.entry, each.what) for each in found] == [(edition.seq, "checkpoint")]
    found = look_at(later, key, with_another_end(kept, tmp_path, seq=10_000)).found
    assert "and is missing" in found[0].words


def with_another_end(kept: Path, place: Path, **end: object) -> Path:
    """An edition with another end, signed by the installation's own key: true of a record that is no more."""
    held = opened(kept)
    said = json.loads(held[MANIFEST])
    said["record"] |= end
    held[MANIFEST] = as_manifest(said)
    held[SIGNATURE] = as_signature(*keys.sign_pack(held[MANIFEST]))
    return held.write(place / "another-end.zip")


def test_many_editions_cost_no_more_queries(
    project: Project, cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    login(client, cast.amira)

    def made(count: int) -> None:
        for number in range(count):
            at = timezone.now() - timedelta(days=number)
            Pack.objects.create(
                project=project, public=True, state=Pack.State.READY, made_at=at, asked_at=at, published_at=at,
                published_by=cast.amira.pk, file="x.zip", seq=number,
            )  # fmt: skip

    made(2)
    client.get(PAGE)
    with django_assert_max_num_queries(12) as few:
        client.get(PAGE)
    Client().get(RUN)
    with django_assert_max_num_queries(12) as few_public:
        Client().get(RUN)
    made(30)
    with django_assert_max_num_queries(12) as many:
        client.get(PAGE)
    with django_assert_max_num_queries(12) as many_public:
        Client().get(RUN)
    assert len(few) == len(many) and len(few_public) == len(many_public)
