"""Joining duplicates: the stricter consent, nothing lost, and both rows back exactly as they were."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.record.timeline import timeline
from alongside.stakeholders import actions, mapping, merging
from alongside.stakeholders.models import ContactNote, Distinct, Grant, Merge, Position, Relation, Stakeholder
from alongside.stakeholders.tests.makers import BY, partner
from tests.cast import Cast, login

pytestmark = pytest.mark.django_db
HOME = "/team/northmere/people/partners/"
AT: datetime = timezone.now()
YES = {"consent": "yes", "consent_on": date(2026, 5, 3), "consent_how": "by email"}
NO = {"consent": "no", "consent_on": date(2025, 1, 9), "consent_how": "on the phone"}


def hang(held: Stakeholder, third: Stakeholder) -> None:
    """Something of every kind on a row."""
    actions.log_contact(
        stakeholder=held,
        values={"on": date(2026, 6, 1), "way": "phone", "said": "Hello", "promise": "", "due_on": None},
        once=uuid4(),
        by=BY,
        at=AT,
    )
    Position.objects.create(stakeholder=held, scope=uuid4(), influence=2, interest=3, affected=9, by=BY, at=AT)
    Grant.objects.create(
        stakeholder=held, scope=uuid4(), amount=500, what_for="Meals", agreed_on=date(2026, 6, 1), by=BY, at=AT
    )
    actions.relate(stakeholder=held, other=third, words="is part of", by=BY)
    actions.relate(stakeholder=third, other=held, words="funds", by=BY)


def state() -> dict[str, Any]:
    """Every row of the room but merges themselves."""
    return {
        f"{model.__name__}:{row.pk}": model_to_dict(row)
        for model in (Stakeholder, ContactNote, Position, Grant, Relation)
        for row in model.objects.all()
    }


@pytest.fixture
def pair(cast: Cast) -> tuple[Stakeholder, Stakeholder]:
    kept = partner(cast.northmere, "Carers Forum", communities=["Unpaid carers"], email="a@x.example", **YES)
    merged = partner(
        cast.northmere,
        "The Carers’ Forum",
        communities=["unpaid carers", "Bengali speakers"],
        phone="0207 946 0142",
        **NO,
    )
    third = partner(cast.northmere, "Mosque Trust")
    hang(kept, third)
    hang(merged, third)
    actions.relate(stakeholder=merged, other=kept, words="shares members with", by=BY)
    return kept, merged


def test_the_stricter_consent_stays_and_everything_moves(pair: tuple[Stakeholder, Stakeholder]) -> None:
    kept, merged = pair
    merging.merge(kept=kept, merged=merged, by=BY, at=AT)
    kept.refresh_from_db(), merged.refresh_from_db()
    assert (kept.consent, kept.consent_on, kept.consent_how) == ("no", date(2025, 1, 9), "on the phone")
    assert kept.email == "a@x.example" and kept.phone == "0207 946 0142"
    assert kept.reaches == ["Unpaid carers", "Bengali speakers"]
    for model in (ContactNote, Position, Grant):
        assert model.objects.filter(stakeholder=kept).count() == 2, model
        assert not model.objects.filter(stakeholder=merged).exists()
    assert Relation.objects.filter(stakeholder=kept).count() == 2
    assert merged.merged_into == kept and merged.consent == "no" and merged.name == "The Carers’ Forum"


@pytest.mark.parametrize("off", ["kept", "merged"])
def test_a_duplicate_that_was_taken_off_a_map_does_not_take_the_other_off(
    pair: tuple[Stakeholder, Stakeholder], off: str
) -> None:
    kept, merged = pair
    scope = uuid4()
    gone, stays = (kept, merged) if off == "kept" else (merged, kept)
    for held, influence in ((gone, 1), (stays, 7)):
        where = {"influence": influence, "interest": 4, "affected": 4, "view": "", "level": ""}
        mapping.place(stakeholder=held, scope=scope, values=where, why="", by=BY, at=AT - timedelta(days=2))
    mapping.take_off(stakeholder=gone, scope=scope, why="twice", by=BY, at=AT - timedelta(days=1))
    before = state()
    made = merging.merge(kept=kept, merged=merged, by=BY, at=AT)
    assert [(each.stakeholder_id, each.influence) for each in mapping.standing(scope, AT)] == [(kept.pk, 7)]
    merging.undo(merge=made, by=BY, at=AT)
    assert state() == before


@pytest.mark.parametrize("way", ["yes into no", "no into yes"])
def test_undoing_gives_both_back_exactly(pair: tuple[Stakeholder, Stakeholder], way: str) -> None:
    kept, merged = pair if way == "no into yes" else pair[::-1]
    before = state()
    made = merging.merge(kept=kept, merged=merged, by=BY, at=AT)
    assert state() != before
    for _again in range(2):
        merging.undo(merge=made, by=BY, at=AT)
    assert state() == before


def test_joining_twice_is_once_and_both_have_a_line(cast: Cast, pair: tuple[Stakeholder, Stakeholder]) -> None:
    kept, merged = pair
    first = merging.merge(kept=kept, merged=merged, by=BY, at=AT)
    after = state()
    assert merging.merge(kept=kept, merged=merged, by=BY, at=AT) == first and state() == after
    merging.undo(merge=first, by=BY, at=AT)
    lines = [line.words for line in timeline(cast.northmere.pk)]
    for words in (
        "joined a duplicate into a partner: 5 things moved to it",
        "took a duplicate partner out of the register, kept as it was",
        "undid joining a duplicate into a partner",
        "put a partner back into the register",
    ):
        assert lines.count(words) == 1, words


def test_what_was_written_since_stays_with_the_one_that_stayed(pair: tuple[Stakeholder, Stakeholder]) -> None:
    kept, merged = pair
    made = merging.merge(kept=kept, merged=merged, by=BY, at=AT)
    actions.change(stakeholder=kept, values={**YES, "consent_how": "asked again", "phone": "0300 123 4567"}, by=BY)
    merging.undo(merge=made, by=BY, at=AT)
    kept.refresh_from_db(), merged.refresh_from_db()
    assert (kept.consent, kept.consent_how, kept.phone) == ("yes", "asked again", "0300 123 4567")
    assert (merged.consent, merged.phone) == ("no", "0207 946 0142")


def test_merges_are_undone_from_the_last_back(cast: Cast, pair: tuple[Stakeholder, Stakeholder]) -> None:
    kept, merged = pair
    third = partner(cast.northmere, "Carers Forum CIC")
    before = state()
    one = merging.merge(kept=kept, merged=merged, by=BY, at=AT)
    two = merging.merge(kept=kept, merged=third, by=BY, at=AT + timedelta(minutes=1))
    with pytest.raises(merging.LaterMerge):
        merging.undo(merge=one, by=BY, at=AT)
    merging.undo(merge=two, by=BY, at=AT)
    merging.undo(merge=one, by=BY, at=AT)
    assert state() == before
    again = merging.merge(kept=merged, merged=kept, by=BY, at=AT)
    deeper = merging.merge(kept=third, merged=merged, by=BY, at=AT)
    with pytest.raises(merging.LaterMerge):
        merging.undo(merge=again, by=BY, at=AT)
    merging.undo(merge=deeper, by=BY, at=AT)
    merging.undo(merge=again, by=BY, at=AT)
    assert state() == before


def test_what_cannot_be_joined(cast: Cast, pair: tuple[Stakeholder, Stakeholder]) -> None:
    kept, merged = pair
    theirs = partner(cast.carrow_hill, "Carers Forum")
    for one, other in ((kept, kept), (kept, theirs)):
        with pytest.raises(merging.NotTwo):
            merging.merge(kept=one, merged=other, by=BY, at=AT)
    merging.merge(kept=kept, merged=merged, by=BY, at=AT)
    with pytest.raises(actions.Retired):
        actions.change(stakeholder=merged, values={"name": "Other"}, by=BY)


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_from_the_list_of_pairs_to_one_and_back(cast: Cast, pair: tuple[Stakeholder, Stakeholder]) -> None:
    kept, merged = pair
    lead = login(Client(), cast.amira)
    page = text_of(lead.get(HOME + "duplicates/"))
    assert "1 pair may be the same" in page and "The names are alike" in page
    both = f"{HOME}{kept.pk}/join/{merged.pk}/"
    assert "The stricter answer about contact counts: No, on 9 January 2025: on the phone." in text_of(lead.get(both))
    assert lead.post(both).status_code == 422
    page = text_of(lead.post(both, {"keep": str(kept.pk)}, follow=True))
    assert "They are one now." in page and "Joined into this partner" in page
    assert "2 partners" in text_of(lead.get(HOME)) and "No two partners" in text_of(lead.get(HOME + "duplicates/"))
    gone = text_of(lead.get(f"{HOME}{merged.pk}/"))
    assert "stands for it now" in gone and "Write down a contact" not in gone
    assert lead.get(f"{HOME}{merged.pk}/change/").status_code == 302
    page = text_of(lead.post(f"{HOME}joined/{Merge.objects.get().pk}/undo/", follow=True))
    assert "are two again" in page and "3 partners" in text_of(lead.get(HOME))


def test_two_that_are_said_to_be_two_are_not_shown_again(cast: Cast, pair: tuple[Stakeholder, Stakeholder]) -> None:
    kept, merged = pair
    lead = login(Client(), cast.amira)
    for one, other in ((kept, merged), (merged, kept)):
        lead.post(f"{HOME}{one.pk}/apart/{other.pk}/")
    assert Distinct.objects.count() == 1
    assert "No two partners look the same" in text_of(lead.get(HOME + "duplicates/"))


def test_the_pairs_cost_as_many_queries_for_many_as_for_few(cast: Cast) -> None:
    lead = login(Client(), cast.amira)
    lead.get(HOME + "duplicates/")
    counts = []
    for start in (0, 500):
        Stakeholder.objects.bulk_create(
            Stakeholder(organisation=cast.northmere, name=f"Circle {name}", kind="group", email=f"{name}@x.example")
            for name in (f"{number // 2}x{number // 2}" for number in range(start, start + (500 if start else 4)))
        )
        with CaptureQueriesContext(connection) as seen:
            page = text_of(lead.get(HOME + "duplicates/"))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12 and "Page 2 of" in page
