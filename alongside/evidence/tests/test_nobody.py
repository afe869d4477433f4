"""A pack holds nothing of anybody who takes part, and nothing of another project: looked for as an attacker would."""

import io
import json
import re
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from pypdf import PdfReader

from alongside.activities.models import Contribution
from alongside.analysis import marks
from alongside.evidence.tests.conftest import found_in, make_pack, opened
from alongside.feedback.models import Evidence
from alongside.moderation.models import ShownText
from alongside.people.accounts.actions import keep_in_touch
from alongside.people.accounts.models import Consent
from alongside.projects.models import Project, State
from alongside.projects.tests.makers import project as make_project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Submission
from alongside.questionnaires.types import Answer
from alongside.record.verifying import CHECKPOINTS, RECORD, look_at
from alongside.tools.survey import actions as survey_actions
from alongside.tools.survey.models import Response, Survey
from tests.cast import Cast
from tests.world import furnish

MARKS = ("zebra-comment", "zebra-quote", "zebra-contact", "zebra-worry")


def texts(pack: Path) -> dict[str, str]:
    """Everything that can be read in a pack, the PDF's words too."""
    found = {}
    for name, content in opened(pack).held:
        found[name] = content.decode(errors="replace")
        if name.endswith("evidence.pdf"):
            pages = PdfReader(io.BytesIO(content)).pages
            found[name] = "".join("".join(page.extract_text().split()) for page in pages)
    return found


@pytest.fixture
def said(project: Project, cast: Cast) -> str:
    """Somebody says a lot. Gives their code."""
    survey = Survey.objects.get(activity__project=project)
    edition = questionnaires.current(survey.questionnaire)
    definition = questionnaires.definition_of(edition)
    sitting, code = survey_actions.begin(survey=survey, edition_id=edition.pk)
    survey_actions.save(sitting=sitting, question=definition.by_key["suits"], answer=Answer("evenings"))
    survey_actions.save(sitting=sitting, question=definition.by_key["better"], answer=Answer("zebra-comment"))
    response = survey_actions.send(survey=survey, sitting=sitting, late=False)
    Contribution.objects.update(may_quote=True)
    marks.star(contribution=response.contribution, question="better", on=True, by=cast.amira.pk)
    finding = project.findings.get()
    Evidence.objects.create(
        finding=finding, contribution=response.contribution, question="better", quote="zebra-quote in their words"
    )
    ShownText.objects.update(words="zebra-worry", public="zebra-worry")
    keep_in_touch(
        organisation=cast.northmere,
        route="email",
        address="zebra-contact@people.example",
        name="zebra-contact",
        purposes=[Consent.Purpose.PROJECT],
        voice=response.contribution.voice,
    )
    return code


def test_no_answer_no_code_no_voice_and_no_contact_is_in_any_file(said: str, project: Project, cast: Cast) -> None:
    assert Submission.objects.filter(answers__icontains="zebra-comment").exists()
    held = texts(make_pack(project, cast.amira))
    secrets = [*MARKS, said, said.replace(" ", "")]
    ids: list[UUID] = []
    for contribution in Contribution.objects.all():
        ids += [contribution.pk, contribution.voice_id]
    ids += Submission.objects.values_list("pk", flat=True)
    secrets += [form for each in ids for form in (str(each), each.hex)]
    secrets += Response.objects.values_list("number", flat=True)
    secrets += ["holder-clinics", "I lip-read too", "1 High Street"]
    for name, text in held.items():
        for secret in secrets:
            assert secret.casefold() not in text.casefold(), f"{secret} is in {name}"


def test_every_table_of_people_was_looked_for(said: str, project: Project, cast: Cast) -> None:
    """No value of the tables in which people are is in a pack, whatever tables a room adds later."""
    held = "\n".join(texts(make_pack(project, cast.amira)).values())
    private = ("accounts_contact", "accounts_consent", "accounts_arrangement", "voices_", "monitoring_", "profiles_")
    looked = 0
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if not table.startswith((*private, "survey_sitting", "survey_form", "moderation_")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    text = str(value)
                    if re.fullmatch("[0-9a-f]{32}", text):
                        text = str(UUID(text))  # as SQLite keeps an identifier
                    if len(text) < 12 or text.startswith("20") or text == str(project.pk):
                        continue  # a day, a flag or a word that says nothing of anybody
                    if text == str(cast.northmere.pk):
                        continue
                    looked += 1
                    assert text not in held, f"{table}: {text}"
    assert looked > 20


def test_what_was_done_about_people_is_in_the_chain_without_words(said: str, project: Project, cast: Cast) -> None:
    pack = make_pack(project, cast.amira)
    rows = [json.loads(line) for line in opened(pack)[RECORD].splitlines()[1:]]
    quiet = {row["verb"] for row in rows if row.get("withheld")}
    assert {"response.star-added", "worry.raised", "survey.form-entered", "contribution.made"} <= quiet
    assert not quiet & {"finding.written", "response.given", "document.published", "plan.duties-assessed"}
    assert all(("words" in row) + ("withheld" in row) == 1 for row in rows)
    outcome = look_at(pack, None)
    assert outcome.found == [] and outcome.learnt.withheld == sum("withheld" in row for row in rows)
    lines = opened(pack)["project/timeline.jsonl"].decode()
    assert "worry" not in lines and "form 1" not in lines and "took part" not in lines


def test_colleagues_are_named_only_as_the_timeline_names_them(pack: Path, cast: Cast) -> None:
    for name, text in texts(pack).items():
        assert cast.amira.email not in text and str(cast.amira.pk) not in text and cast.amira.pk.hex not in text, name
        # Whoever writes the plan, chooses a method, comments or says what shows something is named beside it, as on its pages.
        named = name in ("evidence.pdf", "project/timeline.jsonl") or name.startswith(("plan/", "methods/"))
        assert named or "Amira" not in text, name


def test_a_pack_is_of_its_own_project_alone(project: Project, cast: Cast) -> None:
    furnish(cast.carrow_hill, cast.eve, slug="hidden-away")
    other = make_project(cast.northmere, "next-door", State.OPEN, name="Zebra crossing", question="Zebra where?")
    others = [other, Project.objects.get(slug="hidden-away")]
    packs = {each.pk: make_pack(each, cast.amira) for each in [project, *others]}
    for scope, pack in packs.items():
        held = texts(pack)
        assert found_in(pack) == []
        assert json.loads(held[RECORD].splitlines()[0])["scope"] == str(scope)
        assert {json.loads(line)["scope"] for line in held[CHECKPOINTS].splitlines()} == {str(scope)}
        for elsewhere in packs.keys() - {scope}:
            for name, text in held.items():
                assert str(elsewhere) not in text and elsewhere.hex not in text, name
    mine = "\n".join(texts(packs[project.pk]).values())
    assert "Zebra" not in mine and "Carrow Hill" not in mine and "Eve " not in mine


def test_the_record_of_another_project_in_a_pack_is_found(project: Project, cast: Cast, tmp_path: Path) -> None:
    other = make_project(cast.northmere, "next-door", State.OPEN)
    mine, theirs = opened(make_pack(project, cast.amira)), opened(make_pack(other, cast.amira))
    mine[RECORD], mine[CHECKPOINTS] = theirs[RECORD], theirs[CHECKPOINTS]
    found = found_in(mine.write(tmp_path / "mixed.zip"))
    assert any(each.what == "another" and str(other.pk) in each.words for each in found)
    lines = opened(make_pack(project, cast.amira))[RECORD].splitlines(keepends=True)
    foreign = theirs[RECORD].splitlines(keepends=True)[1]
    one = opened(make_pack(project, cast.amira))
    one[RECORD] = b"".join([*lines, foreign])
    assert any(each.where == RECORD and each.entry for each in found_in(one.write(tmp_path / "one.zip")))
    assert zipfile.is_zipfile(tmp_path / "one.zip")
