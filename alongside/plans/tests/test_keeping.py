"""Beginning a plan with a template's words, and keeping one's own: marked, nobody's answer, without people, once."""

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.plan_templates import plan_templates
from alongside.plans import keeping, scrubbing, writing
from alongside.plans.giving import sheets_of
from alongside.plans.models import KeptPlan, SectionEdition, Sheet
from alongside.plans.scrubbing import Names, without_people
from alongside.plans.sheet_forms import read_section
from alongside.plans.sheets import TEMPLATES
from alongside.plans.suggesting import MARK, suggested
from alongside.questionnaires.types import Answer
from alongside.record.timeline import timeline
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BY = uuid4()
AT: datetime = timezone.now()
PLAN = TEMPLATES["plan"]
WORDS = {"data": {"analysed": "Two people read it."}, "risks": {"risks": "Rain"}, "gone": {"x": "y"}}


def begun(scope=None, words=WORDS):
    scope = scope or uuid4()
    assert keeping.begin_with(scope=scope, words=words, by=BY, at=AT)
    return writing.filled(Sheet.objects.get(scope=scope))


def write(found, key: str, text: str, complete: bool = False) -> None:
    section = next(each for each in PLAN.definition.sections if key in {one.key for one in each.questions})
    seen = found.numbers.get(section.key, 0)
    answers = {key: Answer(text)}
    writing.keep(sheet=found.sheet, section=section, answers=answers, complete=complete, seen=seen, by=BY, at=AT)


def test_words_of_a_template_are_marked_and_are_nobody_s_answer() -> None:
    found = begun()
    assert {key: each.complete for key, each in found.newest.items()} == {"data": False, "risks": False}
    assert all(MARK in str(each.value) for each in found.answers.values()) and found.said == {}
    assert sheets_of(found.sheet.scope) == {}, "suggested words hold no evidence, and begin no plan"
    write(found, "analysed", "Ben and Dot read all of it.")
    held = sheets_of(found.sheet.scope)["plan"]
    assert set(held.said) == {"analysed"}


def test_a_section_with_a_suggestion_is_not_complete() -> None:
    found, section = begun(), PLAN.section("risks")
    assert section is not None
    text = str(found.answers["risks"].value)
    assert [each.key for each in read_section(PLAN, section, found.answers, {"risks": [text]}).missing] == ["risks"]
    assert read_section(PLAN, section, found.answers, {"risks": ["People are tired of being asked."]}).missing == []


def test_what_somebody_wrote_is_never_written_over() -> None:
    found = begun()
    assert not keeping.begin_with(scope=found.sheet.scope, words={"risks": {"risks": "Snow"}}, by=BY, at=AT)
    assert not keeping.is_blank(found.sheet.scope)
    past = begun(words={"known": {"found": "Much"}})
    writing.take_from(past=past.sheet.scope, scope=found.sheet.scope, template="plan", by=BY, at=AT)
    assert SectionEdition.objects.filter(sheet=found.sheet).count() == 2


def test_a_plan_that_was_begun_by_a_comment_alone_can_begin_with_a_template() -> None:
    scope = uuid4()
    sheet = writing.begin(scope=scope, template="plan", by=BY, at=AT)
    writing.comment(sheet=sheet, section="risks", text="And the snow?", by=BY, at=AT)
    assert begun(scope).answers


@pytest.mark.parametrize("template", plan_templates().values(), ids=lambda each: each.key)
def test_every_template_begins_every_section_it_has_words_for(template) -> None:
    found = begun(words=template.sections)
    assert set(found.newest) == set(template.sections)
    assert set(found.answers) == {key for each in template.sections.values() for key in each}


def test_what_is_kept_is_what_people_wrote_without_names_and_dates() -> None:
    found = begun()
    write(found, "risks", "Jo Reid (jo@north.example, 020 7946 0018) says on 12 May 2027 in SE1 7EH: rain.")
    section = PLAN.section("influence")
    assert section is not None
    answers = {"decided": Answer("some"), "because": Answer("Ask Reid in 2026.")}
    writing.keep(sheet=found.sheet, section=section, answers=answers, complete=True, seen=0, by=BY, at=AT)
    kept = keeping.words_of(writing.filled(found.sheet), Names().add_people(["Jo Reid"]))
    assert kept == {
        "influence": {"because": "Ask [name] in [year]."},
        "risks": {"risks": "[name] ([email], [phone]) says on [day] in [postcode]: rain."},
    }, "suggested words and choices are not kept"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("By 3/5/2027 or 2027-05-03", "By [day] or [day]"),
        ("On 1 December, in May 2027", "On [day], in [day]"),
        ("Phone +44 20 7946 0018.", "Phone [phone]."),
        ("Within 6 weeks, for 1,200 people, £20 an hour", "Within 6 weeks, for 1,200 people, £20 an hour"),
        ("People may come", "People may come"),
        ("Annabel knows Ann", "Annabel knows [name]"),
        ("ANN LEE and ann's friend; Li Ng, LI, lists", "[name] and [name] friend; [name], [name], lists"),
        ("Will May be grace itself? You may, you will.", "[name] be grace itself? You may, you will."),
        ("Ask O’Neil, o'neil or Mr Smith-Jones, and Jones.", "Ask [name], [name] or Mr [name], and [name]."),
        ("Ring 020.7946.0018 or 0044 20 7946 0018", "Ring [phone] or [phone]"),
        ("NHS number 943 476 5919, at se1 7eh", "NHS number [number], at [postcode]"),
        ("3 Jan 2027, Sept. 2027, 4th of Feb", "[day], [day], [day]"),
        ("The riverside carers' circle and Riverside", "The [group] and Riverside"),
        ("Ann Lee, Ann Lee", "[name], [name]"),
    ],
)
def test_names_days_and_ways_to_reach_somebody_are_taken_out(words: str, kept: str) -> None:
    people = ["Ann Lee", "", "Li Ng", "Will May", "Mary O’Neil", "Pat Smith-Jones", "Dr Grace"]
    names = Names().add_people(people).add_groups(["Riverside Carers' Circle", "Riverside"])
    assert without_people(words, names) == kept


@given(
    st.lists(st.text("abcdefghijklmnopqrstuvwxyzéß’-", min_size=3, max_size=12), min_size=1, max_size=4),
    st.sampled_from([str.upper, str.title, str.lower, str.capitalize]),
    st.text("xyz ,.;(\n", max_size=10),
)
def test_no_known_name_is_left_however_it_is_written(parts: list[str], written: Any, around: str) -> None:
    name = " ".join(parts)
    said = without_people(f"q {written(name)} {around}", Names().add_people([name]))
    for part in re.findall(r"\w{3,}", name):
        if part.casefold() not in scrubbing._ORDINARY | scrubbing._NEVER:
            assert not re.search(rf"(?<!\w){re.escape(written(part))}(?!\w)", said, re.I), (part, said)


def test_keeping_twice_is_once_and_a_name_is_taken_once_in_a_house(cast: Cast) -> None:
    def keep(organisation=cast.northmere, **changed):
        values = {"name": "Moving a clinic", "what": "", "words": {"risks": {"risks": "Rain"}}, **changed}
        return keeping.keep_plan(organisation=organisation, by=cast.amira.pk, at=AT, **values)

    first = keep()
    assert keep() == first
    with pytest.raises(keeping.NameTaken):
        keep(words={"risks": {"risks": "Snow"}})
    assert keep(organisation=cast.carrow_hill) != first
    keeping.end_plan(kept=first, by=cast.amira.pk, at=AT)
    keeping.end_plan(kept=first, by=cast.amira.pk, at=AT)
    assert not keeping.kept_plans(cast.northmere).exists()
    assert keep(words={"risks": {"risks": "Snow"}}).sections == {"risks": {"risks": "Snow"}}
    assert KeptPlan.objects.filter(organisation=cast.northmere).count() == 2, "one that ended stays"
    verbs = [line.verb for line in timeline(cast.northmere.pk, limit=9) if line.verb.startswith("plan-template")]
    assert sorted(verbs) == ["plan-template.ended", "plan-template.kept", "plan-template.kept"]


def test_the_mark_or_what_stands_after_it_makes_a_suggestion() -> None:
    assert suggested(Answer(" Suggestion, to be replaced: somebody took the mark alone out"))
    assert suggested(Answer(f"Words before. {MARK} Suggestion"))
    assert not suggested(Answer("We call it “Suggestion, to be replaced:”"))
    assert not suggested(Answer(["some"]))
