"""Stars, tags and quotes on what people wrote: each is one act, safe to repeat, with a line in the record."""

from uuid import UUID

from django.db import transaction

from alongside.activities.models import Contribution
from alongside.analysis.models import Mark
from alongside.moderation import actions as moderation
from alongside.record.actions import note


class MayNotQuote(Exception):
    """The person did not say that we may quote them."""


class NotTheirWords(Exception):
    """A quote is words of the answer, as they were written."""


@transaction.atomic
def star(*, contribution: Contribution, question: str, on: bool, by: UUID) -> None:
    """A star on one answer, or on the whole response with an empty ``question``."""
    if on:
        _put(contribution, question, Mark.Kind.STAR, "", by)
    else:
        _take(contribution, question, Mark.Kind.STAR, "", by)


@transaction.atomic
def tag(*, contribution: Contribution, question: str, words: str, by: UUID) -> None:
    _put(contribution, question, Mark.Kind.TAG, " ".join(words.split())[:60], by)


@transaction.atomic
def quote(*, contribution: Contribution, question: str, words: str, answer: str, by: UUID) -> None:
    """Words to be shown later, after moderation. Raises MayNotQuote, NotTheirWords."""
    if not contribution.may_quote:
        raise MayNotQuote
    chosen = " ".join(words.split())
    if not chosen or chosen not in " ".join(answer.split()):
        raise NotTheirWords
    _put(contribution, question, Mark.Kind.QUOTE, chosen[:600], by)
    moderation.ask(contribution=contribution, question=question, text=chosen[:600], by=by)


@transaction.atomic
def remove(*, mark: Mark, by: UUID) -> None:
    _take(mark.contribution, mark.question, mark.kind, mark.words, by)
    if mark.kind == Mark.Kind.QUOTE:
        moderation.take_back(contribution=mark.contribution, question=mark.question, text=mark.words)


def _put(contribution: Contribution, question: str, kind: str, words: str, by: UUID) -> None:
    _mark, new = Mark.objects.get_or_create(
        contribution=contribution, question=question, kind=kind, words=words, defaults={"by": by}
    )
    if new:
        _note(contribution, f"response.{kind}-added", by)


def _take(contribution: Contribution, question: str, kind: str, words: str, by: UUID) -> None:
    found = Mark.objects.filter(contribution=contribution, question=question, kind=kind, words=words)
    if found.delete()[0]:
        _note(contribution, f"response.{kind}-removed", by)


def _note(contribution: Contribution, verb: str, by: UUID) -> None:
    note(scope=contribution.project_id, by=by, verb=verb, subject=f"contribution:{contribution.pk}")
