"""Filling in a sheet together: editions, two people at once, comments, opinions and signing."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.plans import writing
from alongside.plans.models import Opinion, SectionEdition, Sheet
from alongside.plans.sheet_forms import asked, read_section
from alongside.plans.sheets import TEMPLATES
from alongside.questionnaires.rules import check_definition
from alongside.questionnaires.types import Answer
from alongside.record.timeline import timeline

pytestmark = pytest.mark.django_db
SCOPE, BY, OTHER = uuid4(), uuid4(), uuid4()
AT: datetime = timezone.now()
PLAN = TEMPLATES["plan"]
KNOWN = PLAN.section("known")
assert KNOWN is not None


def sheet() -> Sheet:
    return writing.begin(scope=SCOPE, template="plan", by=BY, at=AT)


def save(text: str, seen: int, key: str = "found", complete: bool = False) -> SectionEdition:
    assert KNOWN is not None
    return writing.keep(
        sheet=sheet(), section=KNOWN, answers={key: Answer(text)}, complete=complete, seen=seen, by=BY, at=AT
    )


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda each: each.key)
def test_every_template_makes_sense(template: writing.Template) -> None:
    assert not check_definition(template.definition)
    if template.groups:
        assert set(template.groups) == {each.key for each in template.definition.sections}


def test_beginning_twice_is_beginning_once() -> None:
    assert sheet() == sheet()
    assert [line.words for line in timeline(SCOPE)] == ["began “Plan”"]


def test_each_save_is_an_edition_and_the_same_again_is_none() -> None:
    save("Complaints", 0)
    save("Complaints and surveys", 1, complete=True)
    save("Complaints and surveys", 1, complete=True)
    found = writing.filled(sheet())
    assert (found.numbers, found.complete) == ({"known": 2}, 1)
    assert found.answers == {"found": Answer("Complaints and surveys")}
    assert SectionEdition.objects.count() == 2


def test_two_who_write_the_same_paragraph_lose_nothing() -> None:
    save("We know little.", 0)
    save("We know little.\nCarers wait longest.", 1)
    with pytest.raises(writing.SavedMeanwhile) as clash:
        save("We know little.\nTeenagers stay away.", 1)
    joined = clash.value.joined["found"].value
    assert joined == "We know little.\nCarers wait longest.\nTeenagers stay away."
    assert clash.value.theirs.number == 2
    save(str(joined), 2)
    assert writing.filled(sheet()).answers["found"].value == joined


def test_two_who_answer_different_questions_keep_both() -> None:
    save("Complaints", 0)
    with pytest.raises(writing.SavedMeanwhile) as clash:
        save("In the library", 0, key="looked")
    assert {key: each.value for key, each in clash.value.joined.items()} == {
        "found": "Complaints",
        "looked": "In the library",
    }


def test_a_comment_is_left_once_and_answered_once() -> None:
    first = writing.comment(sheet=sheet(), section="known", text="And the café?", by=OTHER, at=AT)
    assert writing.comment(sheet=sheet(), section="known", text="And the café?", by=OTHER, at=AT) == first
    writing.answer(comment=first, text="Added.", by=BY, at=AT)
    assert writing.answer(comment=first, text="No.", by=OTHER, at=AT).answer == "Added."


def test_an_opinion_is_about_what_stood_then() -> None:
    save("Complaints", 0)
    writing.opine(found=writing.filled(sheet()), agrees=False, reasons="No young people.", by=OTHER, at=AT)
    writing.opine(found=writing.filled(sheet()), agrees=False, reasons="No young people.", by=OTHER, at=AT)
    save("Complaints, and young people", 1)
    writing.opine(found=writing.filled(sheet()), agrees=True, reasons="", by=OTHER, at=timezone.now())
    assert [(each.agrees, each.editions) for each in Opinion.objects.all()] == [(True, {"known": 2}), (False, {"known": 1})]  # fmt: skip


def test_signing_holds_for_what_stood_then() -> None:
    save("Complaints", 0)
    signed = writing.approve(found=writing.filled(sheet()), review_on=date(2027, 1, 4), by=BY, at=AT)
    save("Complaints and more", 1)
    found = writing.filled(Sheet.objects.get(pk=signed.pk))
    assert found.sheet.approved_editions == {"known": 1} != found.numbers


def test_an_invitation_can_end_and_come_again() -> None:
    made = writing.invite(sheet=sheet(), person=OTHER, sections=["known", "nothing"], by=BY, at=AT)
    assert made.sections == ["known"]
    writing.end_invitation(co_author=made, by=BY, at=AT)
    writing.end_invitation(co_author=made, by=BY, at=AT)
    assert writing.invite(sheet=sheet(), person=OTHER, sections=["access"], by=BY, at=AT).until is None
    words = [line.words for line in timeline(SCOPE)]
    assert words.count("ended somebody’s part in writing “Plan”") == 1


def test_a_group_that_is_not_affected_is_not_asked_about() -> None:
    template = TEMPLATES["equality-before"]
    group = template.section("group_carers")
    assert group is not None and not asked(template, group, {})
    answers = {"effects": Answer({"carers": "worse"})}
    assert next(each.key for each in asked(template, group, answers)) == "carers_evidence"


def test_what_is_missing_is_said_and_what_is_wrong_is_refused() -> None:
    template = TEMPLATES["data-protection"]
    screening = template.section("screening")
    assert screening is not None
    read = read_section(template, screening, {}, {"doing_one": ["maybe"]})
    assert read.errors and [each.key for each in read.missing] == ["signs"]


def test_a_plan_begins_with_what_another_says() -> None:
    save("Complaints", 0, complete=True)
    other = uuid4()
    for _twice in range(2):
        writing.take_from(past=SCOPE, scope=other, template="plan", by=OTHER, at=AT)
    found = writing.filled(Sheet.objects.get(scope=other))
    assert (found.answers["found"].value, found.complete, found.numbers) == ("Complaints", 0, {"known": 1})
    writing.take_from(past=uuid4(), scope=uuid4(), template="plan", by=OTHER, at=AT)
    assert Sheet.objects.count() == 2


def test_the_public_reads_what_was_published_until_it_is_published_again() -> None:
    save("Complaints", 0)
    writing.publish(sheet=sheet(), public=True, by=BY, at=AT)
    save("Something unkind", 1)
    assert writing.as_published(Sheet.objects.get()).answers["found"].value == "Complaints"
    writing.publish(sheet=sheet(), public=True, by=BY, at=AT)
    assert writing.as_published(Sheet.objects.get()).answers["found"].value == "Something unkind"


def test_what_was_typed_stays_when_a_colleague_hides_the_question() -> None:
    template = TEMPLATES["equality-before"]
    group = template.section("group_carers")
    assert group is not None
    read = read_section(template, group, {"effects": Answer({"carers": "none"})}, {"carers_measures": ["Pay for care"]})
    assert read.answers["carers_measures"].value == "Pay for care"


def test_rows_of_a_table_are_joined_one_by_one() -> None:
    template = TEMPLATES["equality-before"]
    section = template.section("groups")
    assert section is not None

    def keep(rows: dict[str, str], seen: int) -> None:
        writing.keep(sheet=made, section=section, answers={"effects": Answer(rows)}, complete=False, seen=seen, by=BY, at=AT)  # fmt: skip

    made = writing.begin(scope=SCOPE, template="equality-before", by=BY, at=AT)
    keep({"age": "none", "sex": "none"}, 0)
    keep({"age": "worse", "sex": "none"}, 1)
    with pytest.raises(writing.SavedMeanwhile) as clash:
        keep({"age": "none", "sex": "better"}, 1)
    assert clash.value.joined["effects"].value == {"age": "worse", "sex": "better"}
