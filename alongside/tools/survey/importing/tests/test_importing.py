"""Bringing a file in: nothing before it is asked for, all or nothing, never twice, and a correction in its place."""

from pathlib import Path

import pytest
from django.db import IntegrityError

from alongside.activities.models import Contribution
from alongside.analysis.keeping import follow
from alongside.analysis.models import Tally
from alongside.people.accounts.models import IdentifyingAnswer
from alongside.people.voices.models import Voice
from alongside.projects.models import Project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.models import Submission
from alongside.questionnaires.reading import read_export
from alongside.record.actions import verify
from alongside.record.models import Detail, Leaf
from alongside.tools.survey.importing import actions
from alongside.tools.survey.importing.actions import CannotImport, Outcome, Staged
from alongside.tools.survey.models import Import, ImportedRow, Response, Survey
from alongside.tools.survey.tests.makers import survey_in
from tests.cast import Cast

HEAD = "When would suit you best?,What makes it hard to get a blood test?,What would make it better?,What is your name?"
FIRST = [
    '"Weekday mornings, 8am to midday","The clinic is hard to get to",Open on Saturdays,Jo Reid',
    '"Evenings, 5pm to 8pm",None of these,More chairs,Amir Khan',
    "I do not have blood tests,,Nothing,Priya Shah",
    "Sundays,,No such choice,Denise Cole",
    ",,,Denise Cole",
]


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return survey_in(cast.northmere)


def stage(survey: Survey, folder: Path, lines: list[str], name: str = "clinic.csv") -> Staged:
    path = folder / name
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return actions.stage(survey=survey, export=read_export(path))


def bring(survey: Survey, staged: Staged, *, replacing: bool = False, channel: str = "paper") -> Outcome:
    return actions.bring_in(survey=survey, staged=staged, channel=channel, replacing=replacing, by=None)


def words(survey: Survey) -> list[str]:
    found = Response.objects.filter(survey=survey, contribution__withdrawn_at=None)
    return sorted(each.submission.answers["better"]["value"] for each in found.select_related("submission"))


def test_looking_writes_nothing_and_says_what_is_wrong(survey: Survey, tmp_path: Path) -> None:
    staged = stage(survey, tmp_path, FIRST)
    assert sorted(staged.rows) == [2, 3, 4]
    assert [(each.row, [t.text for t in each.troubles]) for each in staged.rejected] == [(5, ["Sundays"]), (6, [])]
    assert [each.label for each in staged.left] == ["What is your name?"]
    assert not Response.objects.exists() and not Import.objects.exists() and not Voice.objects.exists()


def test_what_is_brought_in_is_like_what_was_sent(survey: Survey, cast: Cast, tmp_path: Path) -> None:
    staged = stage(survey, tmp_path, FIRST)
    outcome = actions.bring_in(survey=survey, staged=staged, channel="paper", replacing=False, by=cast.ben.pk)
    assert outcome.added == 3 and words(survey) == ["More chairs", "Nothing", "Open on Saturdays"]
    contribution = Contribution.objects.first()
    assert contribution is not None
    assert (contribution.channel, contribution.entered_by) == ("paper", cast.ben.pk)
    assert Leaf.objects.filter(verb="contribution.made").count() == 3
    assert Detail.objects.filter(entry__verb="survey.imported", actor=cast.ben.pk).get().words["added"] == 3
    assert not Voice.objects.exclude(code_digest=None).exists()
    assert not IdentifyingAnswer.objects.exists()
    everything = str(list(Submission.objects.values())) + str(list(ImportedRow.objects.values()))
    assert "Jo Reid" not in everything and "Jo Reid" not in str(list(Import.objects.values()))
    assert follow(survey) and Tally.objects.get().responses == 3
    assert not verify()


def test_the_same_file_twice_adds_nothing(survey: Survey, tmp_path: Path) -> None:
    staged = stage(survey, tmp_path, FIRST)
    bring(survey, staged)
    again = bring(survey, staged)
    assert again.made is None and Response.objects.count() == 3
    other_name = stage(survey, tmp_path, FIRST, name="the same under another name.csv")
    assert other_name.already is not None
    assert bring(survey, other_name).made is None and Response.objects.count() == 3 and Import.objects.count() == 1


def test_a_corrected_file_shows_the_difference_and_takes_the_place(survey: Survey, tmp_path: Path) -> None:
    bring(survey, stage(survey, tmp_path, FIRST))
    kept = {
        each.submission.answers["better"]["value"]: each.pk for each in Response.objects.select_related("submission")
    }
    corrected = [FIRST[0], FIRST[1].replace("More chairs", "Many more chairs"), "I do not have blood tests,,New,"]
    staged = stage(survey, tmp_path, [*corrected, '"Evenings, 5pm to 8pm",,Later,'], name="corrected.csv")
    assert staged.difference is not None
    assert (len(staged.difference.same), len(staged.difference.changed)) == (1, 2)
    assert staged.difference.added == (5,) and not staged.difference.gone
    outcome = bring(survey, staged, replacing=True)
    assert (outcome.added, outcome.changed, outcome.gone, outcome.same) == (1, 2, 0, 1)
    assert words(survey) == ["Later", "Many more chairs", "New", "Open on Saturdays"]
    assert Response.objects.get(pk=kept["More chairs"]).submission.answers["better"]["value"] == "Many more chairs"
    shorter = stage(survey, tmp_path, corrected[:1], name="shorter.csv")
    assert shorter.difference is not None and len(shorter.difference.gone) == 3
    assert bring(survey, shorter, replacing=True).gone == 3
    assert words(survey) == ["Open on Saturdays"]
    assert "chairs" not in str(list(Submission.objects.values_list("answers", flat=True)))
    assert follow(survey) and Tally.objects.get().responses == 1
    # Back to a longer file: rows that were taken out come in anew.
    longer = stage(survey, tmp_path, corrected, name="longer.csv")
    assert bring(survey, longer, replacing=True).added == 2 and len(words(survey)) == 3
    assert not verify()


def test_another_partners_file_is_added_and_each_is_corrected_by_its_own(survey: Survey, tmp_path: Path) -> None:
    bring(survey, stage(survey, tmp_path, FIRST[:2], name="east.csv"))
    other = ['"Evenings, 5pm to 8pm",,From the west,', "I do not have blood tests,,Also from the west,"]
    bring(survey, stage(survey, tmp_path, other, name="west.csv"), channel="partner")
    assert len(words(survey)) == 4
    staged = stage(survey, tmp_path, [*FIRST[:2], "I do not have blood tests,,One more,"], name="east again.csv")
    assert staged.earlier_file == "east.csv" and staged.difference is not None
    assert bring(survey, staged, replacing=True).added == 1
    assert "From the west" in words(survey) and len(words(survey)) == 5


def test_it_is_all_or_nothing(survey: Survey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = stage(survey, tmp_path, FIRST)
    # Two responses of one survey cannot have the same number: the database refuses the fourth of five statements.
    monkeypatch.setattr(actions, "number_of", lambda submission: "SAMESAME")
    with pytest.raises(IntegrityError):
        bring(survey, staged)
    assert not Import.objects.exists() and not Contribution.objects.exists() and not Voice.objects.exists()
    assert not Leaf.objects.exists() and not Submission.objects.exists()


def test_what_changed_meanwhile_stops_it(survey: Survey, tmp_path: Path) -> None:
    staged = stage(survey, tmp_path, FIRST)
    bring(survey, stage(survey, tmp_path, FIRST[:1], name="quicker.csv"))
    with pytest.raises(CannotImport) as stopped:
        bring(survey, staged)
    assert stopped.value.code == "changed_meanwhile"
    staged = stage(survey, tmp_path, FIRST)
    definition = questionnaires.definition_by_id(staged.edition)
    questionnaires.save_draft(questionnaire=survey.questionnaire, definition=definition)
    questionnaires.publish(questionnaire=survey.questionnaire)
    with pytest.raises(CannotImport):
        bring(survey, staged)
    assert Response.objects.count() == 1


def test_a_file_of_something_else_and_a_survey_that_is_not_open_are_refused(survey: Survey, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Colour,Size\nBlue,Large\nRed,Small\n")
    with pytest.raises(CannotImport) as refused:
        actions.stage(survey=survey, export=read_export(path))
    assert refused.value.code == "no_columns"
    Project.objects.update(published_at=None)
    survey.refresh_from_db()
    survey.activity.project.refresh_from_db()
    with pytest.raises(CannotImport) as refused:
        stage(survey, tmp_path, FIRST)
    assert refused.value.code == "not_open"
