"""Access needs: what somebody needs so that they can take part. Asked once, checked once a year, and met.

One of three stores that are never joined: not with equality answers, and not with what anybody said.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.core.work import chore
from alongside.organisations.models import Organisation
from alongside.people.accounts.models import AccessNeed, Arrangement, Person, VoiceLink
from alongside.people.voices.models import Voice
from alongside.record.actions import note as note_in_record

NEEDS: dict[str, str | Promise] = {
    "step-free": _("A way in without steps"),
    "hearing-loop": _("A hearing loop"),
    "bsl": _("A British Sign Language interpreter"),
    "captions": _("Live captions"),
    "large-print": _("Large print"),
    "easy-read": _("Easy Read"),
    "language": _("An interpreter for another language"),
    "assistant": _("I bring a personal assistant or a carer"),
    "quiet": _("A quiet place and breaks"),
    "transport": _("Help to get there"),
    "food": _("A diet or allergy"),
    "other": _("Something else"),
}
# Where a team reads it in other words than the person who said it.
FOR_TEAMS: dict[str, str | Promise] = {"assistant": _("Brings a personal assistant or a carer")}
# Needs that take time to arrange: which of an organisation's lead times are theirs.
FORMAT_OF = {"bsl": "interpreter", "language": "interpreter", "large-print": "large-print", "easy-read": "easy-read"}
CHECKED_EVERY = timedelta(days=365)
UNMET = (Arrangement.State.TO_DO, Arrangement.State.NOT_MET)


def words_of(need: AccessNeed) -> str:
    return str(FOR_TEAMS.get(need.need) or NEEDS[need.need])


@transaction.atomic
def keep_needs(*, person: Person, needs: Mapping[str, str], shared: bool, on: date | None = None) -> None:
    """All of somebody's needs, with details, in place of those before. Checked again in a year.

    A need that stays as it was keeps what teams have done about it; a changed one is theirs to look at again.
    """
    check_by = (on or timezone.localdate()) + CHECKED_EVERY
    AccessNeed.objects.filter(person=person).exclude(need__in=list(needs)).delete()
    held = {each.need: each for each in person.access_needs.all()}
    for need, detail in needs.items():
        if need not in NEEDS:
            continue
        kept = held.get(need) or AccessNeed(person=person, need=need)
        changed = kept.detail != detail
        kept.detail, kept.shared_with_teams, kept.check_by = detail, shared, check_by
        kept.save()
        if changed:
            kept.arrangements.update(state=Arrangement.State.TO_DO)
    bring_to_projects(person=person)


@transaction.atomic
def still_right(*, person: Person, on: date | None = None) -> None:
    """They looked, and nothing has changed."""
    AccessNeed.objects.filter(person=person).update(check_by=(on or timezone.localdate()) + CHECKED_EVERY)


@chore("bring access needs to projects", every=3600)
def follow_everybody() -> None:
    bring_to_projects()


@transaction.atomic
def bring_to_projects(*, person: Person | None = None) -> None:
    """Every need that may be seen is there for the team of each project its person takes part in, and no other.

    Safe to repeat. For everybody, or for one person whose needs or projects have just changed.
    """
    needs = AccessNeed.objects.filter(shared_with_teams=True)
    if person is not None:
        needs = needs.filter(person=person)
    of_person: dict[UUID, list[UUID]] = {}
    for pk, holder in needs.values_list("pk", "person"):
        of_person.setdefault(holder, []).append(pk)
    wanted = {(need, scope) for holder, scope in _takes_part(list(of_person)) for need in of_person[holder]}
    held = Arrangement.objects.all() if person is None else Arrangement.objects.filter(need__person=person)
    there = {(need, scope): pk for pk, need, scope in held.values_list("pk", "need", "scope")}
    if gone := [pk for key, pk in there.items() if key not in wanted]:
        Arrangement.objects.filter(pk__in=gone).delete()
    if new := wanted - there.keys():
        scopes = {scope for _need, scope in new}
        houses = dict(Organisation.objects.filter(projects__in=scopes).values_list("projects", "pk"))
        Arrangement.objects.bulk_create(
            [
                Arrangement(need_id=need, scope=scope, organisation_id=houses[scope])
                for need, scope in new
                if scope in houses
            ],
            ignore_conflicts=True,
        )


def _takes_part(people: list[UUID]) -> set[tuple[UUID, UUID]]:
    """(person, project) of everybody who said something there and has not taken it back."""
    if not people:
        return set()
    links = VoiceLink.objects.filter(Q(person__in=people) | Q(contact__person__in=people))
    of_voice = {
        voice: person or by_contact
        for voice, person, by_contact in links.values_list("voice", "person", "contact__person")
    }
    standing = Voice.objects.filter(pk__in=list(of_voice), withdrawn_at=None).values_list("pk", "scope")
    return {(of_voice[voice], scope) for voice, scope in standing}


@transaction.atomic
def arrange(*, arrangement: Arrangement, state: str, note: str, by: UUID) -> None:
    """The team takes a need up, has met it, or could not. The record says that, and whose need it was to nobody."""
    held = Arrangement.objects.select_for_update().get(pk=arrangement.pk)
    held.state, held.note, held.by, held.at = Arrangement.State(state), note.strip(), by, timezone.now()
    held.save(update_fields=["state", "note", "by", "at"])
    note_in_record(
        scope=held.scope,
        by=by,
        verb="need.arranged",
        subject=f"arrangement:{held.pk}",
        detail={"state": str(held.state.label)},
    )
    arrangement.refresh_from_db()
