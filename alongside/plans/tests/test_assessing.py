"""Answering the questions about duties: each set is kept, the newest counts, nobody overwrites anybody unseen."""

from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from alongside.knowledge.facts import Facts
from alongside.plans.actions import ChangedMeanwhile, assess, newest
from alongside.plans.models import DutyAssessment
from alongside.record.timeline import timeline

pytestmark = pytest.mark.django_db
SCOPE, BY = uuid4(), uuid4()
AT: datetime = timezone.now()
PLANNING: Facts = {"bodies": ("ICB",), "stage": "planning", "scrutiny_began": date(2026, 9, 1)}


def save(facts: Facts, seen: int, scope: UUID = SCOPE, judgement: str = "Priya Shah, lead") -> DutyAssessment:
    return assess(scope=scope, facts=facts, judgement=judgement, by=BY, at=AT, on=date(2026, 11, 26), seen=seen)


def test_answers_are_kept_and_read_back_the_same() -> None:
    save(PLANNING, 0)
    found = newest(SCOPE)
    assert found is not None and found.number == 1 and found.facts == PLANNING
    (line,) = timeline(SCOPE)
    assert line.words == "answered the questions about duties: 9 apply, 9 not known"


def test_a_change_is_a_new_one_and_the_old_one_stays() -> None:
    save(PLANNING, 0)
    save({**PLANNING, "stage": "proposal"}, 1)
    assert [(each.number, each.facts["stage"]) for each in DutyAssessment.objects.filter(scope=SCOPE)] == [
        (2, "proposal"),
        (1, "planning"),
    ]


def test_the_same_answers_again_change_nothing() -> None:
    save(PLANNING, 0)
    save(PLANNING, 0)  # a second click
    save(PLANNING, 1)
    assert DutyAssessment.objects.filter(scope=SCOPE).count() == 1 and len(timeline(SCOPE)) == 1
    save(PLANNING, 1, judgement="Amir Khan, owner")
    assert DutyAssessment.objects.filter(scope=SCOPE).count() == 2


def test_answers_saved_meanwhile_are_not_overwritten_unseen() -> None:
    save(PLANNING, 0)
    save({**PLANNING, "paid": True}, 1)
    with pytest.raises(ChangedMeanwhile) as clash:
        save({**PLANNING, "stage": "review"}, 1)
    assert clash.value.theirs.number == 2 and clash.value.theirs.facts["paid"] is True
    assert DutyAssessment.objects.filter(scope=SCOPE).count() == 2
    save({**PLANNING, "stage": "review"}, 2)
    assert newest(SCOPE).facts["stage"] == "review"  # type: ignore[union-attr]


def test_each_piece_of_work_has_its_own() -> None:
    save(PLANNING, 0)
    save(PLANNING, 0, scope=uuid4())
    assert newest(uuid4()) is None and DutyAssessment.objects.count() == 2
