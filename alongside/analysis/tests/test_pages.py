"""Who sees results, when, and at what cost."""

import csv
import json
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.activities.models import Contribution
from alongside.analysis import files, keeping
from alongside.analysis.models import MadeFile, PublishedResult
from alongside.analysis.tests.makers import answer_survey
from alongside.core.work import run_due
from alongside.documents.sheets import safe
from alongside.moderation.models import ShownText
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import Answer
from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import EVERY_KIND, survey_in
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
AT = ["northmere", "blood-tests"]
LAMBETH = ["E09000022"]


def closed() -> dict[str, Any]:
    return {"closes_at": timezone.now() - timedelta(hours=1)}


def with_monitoring(survey: Survey) -> Survey:
    owner = survey.activity.project.organisation_id
    about = questionnaires.start(owner=owner, title="About", definition=SAVED_SETS["equality_monitoring"].definition)
    questionnaires.publish(questionnaire=about)
    survey.monitoring = about
    survey.save()
    return survey


def fill(survey: Survey, people: int, **more: Any) -> None:
    for place in range(people):
        answer_survey(
            survey,
            {"suits": Answer(("mornings", "evenings")[place % 3 == 0]), "hard": Answer(["far"])},
            about={"sex": ("female", "male")[place % 2]} if survey.monitoring else None,
            at=timezone.now() - timedelta(days=2),
            **more,
        )
    keeping.follow(survey)


def text(response: Any) -> str:
    return response.content.decode()


def test_empty_few_and_behind(cast: Cast, client: Client) -> None:
    survey = survey_in(cast.northmere)
    page = reverse("analysis-team:results", args=AT)
    login(client, cast.ana)
    assert "No answers yet." in text(client.get(page))
    fill(survey, 4)
    assert "Few people have answered so far" in text(client.get(page))
    answer_survey(survey, {"suits": Answer("never")}, at=timezone.now() + timedelta(seconds=1))
    assert "Newer answers are being counted" in text(client.get(page))


def test_only_those_who_may_see_results(cast: Cast, client: Client) -> None:
    survey_in(cast.northmere)
    for someone, status in ((cast.ana, 200), (cast.amira, 200), (cast.ben, 403), (cast.dot, 403), (cast.eve, 404)):
        login(client, someone)
        assert client.get(reverse("analysis-team:results", args=AT)).status_code == status


def test_filters_are_in_words_and_a_narrow_mix_is_refused(cast: Cast, client: Client) -> None:
    survey = with_monitoring(survey_in(cast.northmere, **closed()))
    fill(survey, 60)
    fill(survey, 3, channel="paper")
    login(client, cast.ana)
    page = reverse("analysis-team:results", args=AT)
    assert "Answers from: On paper." in text(client.get(page, {"channel": "paper"}))
    assert "3 responses." in text(client.get(page, {"channel": "paper"}))
    assert "Compared" in text(client.get(page, {"by": "about:sex"}))
    refused = text(client.get(page, {"channel": "paper", "about:sex": "female"}))
    assert "Someone might be recognised in this mix of filters." in refused
    assert "as-figure" not in refused
    assert client.get(page, {"channel": "pigeon", "since": "never", "about:sex": "<script>"}).status_code == 200


def test_queries_do_not_grow(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    survey = with_monitoring(survey_in(cast.northmere, **closed()))
    login(client, cast.ana)
    page = reverse("analysis-team:results", args=AT)
    public = reverse("analysis:results", args=AT)
    for people in (60, 200):
        fill(survey, people)
        for query in ({}, {"channel": "web"}, {"by": "about:sex"}):
            client.get(page, query)
            with django_assert_max_num_queries(12):
                assert client.get(page, query).status_code == 200
        with django_assert_max_num_queries(12):
            client.get(public)


def test_results_come_after_closing_and_only_what_was_seen(cast: Cast, client: Client) -> None:
    survey = with_monitoring(survey_in(cast.northmere))
    fill(survey, 80)
    project = survey.activity.project
    public = reverse("analysis:results", args=AT)
    assert "Results come after the project closes" in text(client.get(public))
    login(client, cast.amira)
    publishing = reverse("analysis-team:publish", args=AT)
    client.post(publishing, {"by": ["sex", "nonsense"]})
    run_due()
    assert "Publish these results" not in text(client.get(publishing))
    client.post(reverse("analysis-team:publish-now", args=AT), {"number": "1"})
    assert not PublishedResult.objects.filter(published_at__isnull=False).exists()
    project.closes_at = timezone.now() - timedelta(minutes=1)
    project.save()
    client.post(reverse("analysis-team:publish-now", args=AT), {"number": "1"})
    run_due()
    client.logout()
    page = text(client.get(public))
    assert "About 80 people took part" in page and "Compared: What is your sex?" in page
    assert page.count("results/files/") == 3
    assert "Report (PDF, " in page and "Report (Word, " in page and "Tables (spreadsheet, " in page
    assert '<a href="#downloads">' in page and "Download the table (spreadsheet, 1KB)" in page
    assert '"truth"' not in page
    fill(survey, 5)
    login(client, cast.amira)
    assert "45 more people have to answer" in text(client.get(publishing))


@pytest.mark.parametrize(
    ("sexes", "people", "where", "said"),
    [
        (
            ("female",),
            80,
            LAMBETH,
            'we heard less from:</p><ul class="nhsuk-list nhsuk-list--bullet"><li>Men and boys</li>',
        ),
        (("female", "male"), 80, LAMBETH, "found no gap that is larger than chance usually gives"),
        (("female", "male"), 80, [], "we have no figures on who lives in this area"),
        (("female", "male"), 40, LAMBETH, "too few people told us about themselves to compare"),
        ((), 80, LAMBETH, "we did not ask people about themselves"),
    ],
)
def test_who_is_missing_is_counted_before_it_is_published(
    cast: Cast, client: Client, sexes: tuple[str, ...], people: int, where: list[str], said: str
) -> None:
    """Nothing has counted the equality answers before: publishing does."""
    survey = survey_in(cast.northmere, area_codes=where, **closed())
    survey = with_monitoring(survey) if sexes else survey
    for place in range(people):
        about = {"sex": sexes[place % len(sexes)]} if sexes else None
        answer_survey(survey, {"suits": Answer("mornings")}, about=about, at=timezone.now() - timedelta(days=2))
    login(client, cast.amira)
    keeping.follow(survey)
    client.post(reverse("analysis-team:publish", args=AT))
    run_due()
    assert said in text(client.get(reverse("analysis-team:publish", args=AT)))
    older = PublishedResult.objects.get()
    del older.tables["compared"]
    older.tables["missing"] = []
    older.save()
    assert "We have not compared who took part" in text(client.get(reverse("analysis-team:publish", args=AT)))


def test_quotes_are_those_agreed_to_and_published(cast: Cast, client: Client) -> None:
    survey = survey_in(cast.northmere, **closed())
    fill(survey, 30)
    words = {"kept": True, "not agreed": False}
    for public, agreed in words.items():
        said = answer_survey(survey, {"better": Answer("raw words")}, may_quote=agreed)
        ShownText.objects.create(contribution=said.contribution, question="better", public=public, state="published")
    held = answer_survey(survey, {"better": Answer("raw words")}, may_quote=True)
    ShownText.objects.create(contribution=held.contribution, question="better", public="held back", state="held")
    keeping.follow(survey)
    login(client, cast.amira)
    client.post(reverse("analysis-team:publish", args=AT))
    run_due()
    client.post(reverse("analysis-team:publish-now", args=AT), {"number": "1"})
    page = text(client.get(reverse("analysis:results", args=AT)))
    assert "kept" in page
    for hidden in ("not agreed", "held back", "raw words"):
        assert hidden not in page


def test_every_file_is_made_and_given_only_to_those_who_may(cast: Cast, client: Client) -> None:
    survey = with_monitoring(survey_in(cast.northmere, EVERY_KIND, **closed()))
    for place in range(30):
        answer_survey(
            survey,
            {
                "short": Answer("=HYPERLINK(1)"),
                "one": Answer("b", words={"b": "@mine"}),
                "many": Answer(["a"]),
                "rows": Answer({"parking": "good"}),
                "miles": Answer(place),
                "order": Answer(["near", "quick"]),
                "place": Answer({"postcode": "SE1"}),
            },
            about={"sex": "female"},
        )
    keeping.follow(survey)
    login(client, cast.ana)
    page = reverse("analysis-team:files", args=AT)
    for kind in files.KINDS.values():
        client.post(page, {"kind": kind.key})
    assert "We’re making your file" in text(client.get(page))
    run_due()
    made = {each.kind: each for each in MadeFile.objects.all()}
    assert {kind for kind, each in made.items() if each.problem} == {"public-pdf", "public-docx", "public-xlsx"}
    assert client.post(page, {"kind": "everything"}).status_code == 404

    def got(kind: str) -> bytes:
        response = client.get(reverse("analysis-team:file", args=[*AT, made[kind].pk]))
        assert response["X-Content-Type-Options"] == "nosniff" and "attachment" in response["Content-Disposition"]
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]

    rows = list(csv.reader(StringIO(got("responses-csv").decode("utf-8-sig"))))
    assert len(rows) == 31
    assert "'=HYPERLINK(1)" in rows[1]
    everything = got("responses-csv") + got("responses-json")
    for secret in ("female", *(str(voice) for voice in Contribution.objects.values_list("voice_id", flat=True))):
        assert secret not in everything.decode()
    assert len(json.loads(got("responses-json"))) == 30
    assert got("internal-pdf").startswith(b"%PDF")
    with zipfile.ZipFile(BytesIO(got("project"))) as bundle:
        names = bundle.namelist()
        assert {"responses.csv", "record.jsonl", "tables/projects.project.jsonl"} <= set(names)
        inside = b"".join(bundle.read(name) for name in names).decode()
        assert "female" not in inside.replace(json.dumps(SAVED_SETS["equality_monitoring"].key), "")
        for voice in Contribution.objects.values_list("voice_id", flat=True):
            assert str(voice) not in inside
    for someone, status in ((cast.ben, 403), (cast.eve, 404)):
        login(client, someone)
        assert client.get(reverse("analysis-team:file", args=[*AT, made["responses-csv"].pk])).status_code == status
    client.logout()
    assert client.get(reverse("analysis:file", args=[*AT, made["responses-csv"].pk])).status_code == 404


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  ="])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe(f"{start}1+1").startswith("'")
    assert safe("plain words") == "plain words"
