"""Telling everyone whose words fed a finding, by the route each chose; and what that will be, before it is done."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alongside.core.dates import in_words
from alongside.core.work import enqueue, job
from alongside.design.languages import SOURCE, spoken_in
from alongside.feedback.actions import voices_of
from alongside.feedback.models import Finding, Response, Telling
from alongside.messaging.actions import send
from alongside.people.accounts.actions import Reach, reach
from alongside.projects import short
from alongside.record.actions import note

AT_ONCE = 200


@dataclass(frozen=True)
class Preview:
    """Who would be told, and how. ``page`` are those who left no way to reach them: they find it with their code."""

    people: int
    told_before: int
    routes: dict[str, int]

    @property
    def to_tell(self) -> int:
        return self.people - self.told_before


def _slices(voices: Iterable[UUID]) -> Iterator[list[UUID]]:
    rest = iter(voices)
    while piece := list(islice(rest, AT_ONCE)):
        yield piece


def preview(finding: Finding) -> Preview:
    routes: Counter[str] = Counter()
    people = 0
    told = set(finding.tellings.values_list("voice_id", flat=True))
    for piece in _slices(voices_of(finding)):
        people += len(piece)
        routes.update(each.route for each in reach(piece, scope=finding.project_id) if each.voice not in told)
    return Preview(people, len(told), dict(routes))


@transaction.atomic
def tell(*, finding: Finding, by: UUID) -> None:
    """Ask the worker to tell everyone. Safe to repeat: nobody is told twice."""
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    if held.told_at is None:
        held.told_at = timezone.now()
        held.save(update_fields=["told_at"])
    note(
        scope=held.project_id,
        by=by,
        verb="finding.told",
        subject=f"finding:{held.pk}",
        detail={"number": held.number},
    )
    enqueue("feedback.tell", key=str(held.pk), finding=str(held.pk))


@job("feedback.tell")
def tell_everyone(finding: str) -> None:
    """In pieces, each one transaction: a worker that dies goes on where it stopped."""
    found = Finding.objects.select_related("project__organisation", "response").get(pk=finding)
    told = set(found.tellings.values_list("voice_id", flat=True))
    for piece in _slices(voice for voice in voices_of(found) if voice not in told):
        with transaction.atomic():
            for each in reach(piece, scope=found.project_id):
                _tell_one(found, each)


def _tell_one(finding: Finding, whom: Reach) -> None:
    project = finding.project
    if whom.contact is not None:
        with override(spoken_in(whom.contact.language)):
            send(
                kind="finding",
                to=whom.contact,
                subject=_("What happened with what you said: %(project)s") % {"project": project.name},
                words=words_for(finding, whom.contact.language),
                organisation=project.organisation,
                scope=project.pk,
                once=f"finding:{finding.pk}:{whom.voice}",
                owner=project.lead,
            )
    # Others read it on the page their code opens, or in My Alongside: that it stands there is the telling.
    Telling.objects.get_or_create(finding=finding, voice_id=whom.voice, defaults={"route": whom.route})


def words_for(finding: Finding, language: str = SOURCE) -> str:
    """The message, or the letter: what we heard, what was decided and why, what we will do, where to read more.

    The address is the short one, which people can type from a letter; it leads to the page in their ``language``.
    """
    project, response = finding.project, finding.response
    parts = [
        _("You took part in “%(question)s”. Thank you.") % {"question": project.question},
        _("What we heard: %(heard)s") % {"heard": finding.heard},
        _("What we decided: %(kind)s.") % {"kind": Response.Kind(response.kind).label.lower()},
        _("Why: %(reason)s") % {"reason": response.reason},
    ]
    for each in response.promises.all():
        parts.append(_("We will do this by %(day)s: %(words)s") % {"day": in_words(each.due_on), "words": each.words})
    parts.append(_("Read more: %(link)s") % {"link": short.address(project, language)})
    if project.contact_name:
        parts.append(
            _("Questions? Ask %(name)s, %(role)s: phone %(phone)s.")
            % {"name": project.contact_name, "role": project.contact_role, "phone": project.contact_phone}
        )
    return "\n\n".join(parts)
