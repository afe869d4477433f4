"""Keeping, changing and forgetting an invitation profile. The person's own acts: none is in the record."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from alongside.core.work import chore
from alongside.organisations.models import Organisation
from alongside.people.profiles.models import Profile
from alongside.people.voices.mixing import mix, write_mixed


@transaction.atomic
def keep(
    *,
    organisation: Organisation,
    answers: Mapping[str, Sequence[str]],
    topics: Sequence[str],
    profile: UUID | None = None,
    on: date | None = None,
) -> UUID:
    """The profile's id, which people/accounts alone ties to somebody. Rows lie mixed: their order says nothing."""
    made = Profile(
        id=profile or uuid4(),
        organisation=organisation,
        answers={key: list(said) for key, said in answers.items()},
        topics=list(topics),
        month=(on or timezone.localdate()).replace(day=1),
    )
    # Written again rather than changed: a changed row may move to the end of the table.
    forget(profile=profile)
    write_mixed([made])
    return made.id


def forget(*, profile: UUID | None) -> None:
    if profile is not None:
        Profile.objects.filter(pk=profile).delete()


@chore("mix invitation profiles", every=24 * 3600)
def mix_rows() -> None:
    mix(Profile)
