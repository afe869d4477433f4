"""Choosing methods and keeping a schedule: once is as good as twice, nobody overwrites anybody unseen, all is recorded."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.knowledge.picking import Answers, read_answers
from alongside.plans import methods
from alongside.plans.models_methods import ChosenMethod, ScheduledNotice
from alongside.plans.presenters_methods import led
from alongside.record.timeline import timeline

pytestmark = pytest.mark.django_db
SCOPE, BY = uuid4(), uuid4()
AT = timezone.now()
ANSWERS: Answers = read_answers({"why": ["measure"], "weeks": 6})
SURVEY = methods.Choice("survey", "Survey", ("why = measure", "weeks = 6"))
NOTICE: dict[str, Any] = {
    "channel": "website",
    "audience": "Everybody",
    "what": "It has begun",
    "owner": BY,
    "on": date(2026, 12, 1),
    "status": "planned",
    "reach": None,
}


def choose(*choices: methods.Choice, scope: UUID = SCOPE) -> list[ChosenMethod]:
    return methods.choose(scope=scope, choices=choices, answers=ANSWERS, reason="Many", by=BY, at=AT)


def schedule(**changed: Any) -> ScheduledNotice:
    return methods.schedule(scope=SCOPE, values={**NOTICE, **changed}, by=BY, at=AT, id=uuid4())


def test_a_choice_keeps_the_answers_that_led_to_it() -> None:
    (made,) = choose(SURVEY)
    made.refresh_from_db()
    assert made.answers == {"why": ["measure"], "weeks": 6, "digital_exclusion": "unknown"}
    assert led(made.led) == [
        "Why do you want to hear from people? To find out how many, or how often",
        "How many weeks are there until you need to have heard? 6",
    ]
    assert [line.words for line in timeline(SCOPE)] == ["put a method into the plan: Survey"]


def test_choosing_twice_is_choosing_once_and_another_project_is_another() -> None:
    choose(SURVEY)
    assert choose(SURVEY) == []
    assert len(timeline(SCOPE)) == 1
    assert len(choose(SURVEY, scope=uuid4())) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ChosenMethod.objects.create(scope=SCOPE, method="survey", name="Survey", by=BY, at=AT)


def test_what_was_taken_out_stays_and_can_be_chosen_again() -> None:
    (made,) = choose(SURVEY)
    methods.take_out(chosen=made, by=BY, at=AT)
    methods.take_out(chosen=made, by=BY, at=AT)  # a second click
    assert not methods.chosen(SCOPE).exists() and len(timeline(SCOPE)) == 2
    assert len(choose(SURVEY)) == 1 and ChosenMethod.objects.filter(scope=SCOPE).count() == 2


def test_a_notice_sent_twice_is_one() -> None:
    once = uuid4()
    for _time in range(2):
        methods.schedule(scope=SCOPE, values=NOTICE, by=BY, at=AT, id=once)
    assert ScheduledNotice.objects.count() == 1 and len(timeline(SCOPE)) == 1
    with pytest.raises(methods.NoticeChanged):
        methods.schedule(scope=uuid4(), values=NOTICE, by=BY, at=AT, id=once)


def test_a_notice_is_changed_by_who_saw_it() -> None:
    made = schedule()
    methods.change_notice(notice=made, values={**NOTICE, "status": "sent", "reach": 1200}, by=BY, at=AT, seen=1)
    made.refresh_from_db()
    assert (made.status, made.reach, made.version) == ("sent", 1200, 2)
    with pytest.raises(methods.NoticeChanged):
        methods.change_notice(notice=made, values={**NOTICE, "what": "Late"}, by=BY, at=AT, seen=1)
    same = {name: getattr(made, name) for name in methods.NOTICE_FIELDS}
    methods.change_notice(notice=made, values=same, by=BY, at=AT, seen=1)  # nothing to change, nothing to clash
    made.refresh_from_db()
    assert made.version == 2 and len(timeline(SCOPE)) == 2


def test_only_what_was_sent_has_reached_anybody() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        schedule(reach=5)


def test_an_answer_that_is_no_choice_any_more_is_shown_as_kept() -> None:
    assert led(["why = haruspicy", "old_key = 3"]) == ["Why do you want to hear from people? haruspicy"]
