"""Filling in a sheet together: each save is an edition, two at once lose nothing, and everyone says whether they agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q

from alongside.plans.joining import join
from alongside.plans.models import CoAuthor, Comment, Opinion, SectionEdition, Sheet
from alongside.plans.sheets import TEMPLATES, Template
from alongside.plans.suggesting import suggested
from alongside.questionnaires.codec import answers_from_json, answers_to_json
from alongside.questionnaires.types import Answer, Answers, Section
from alongside.record.actions import note


class SavedMeanwhile(Exception):
    """Somebody saved this section after it was opened. ``joined`` are both people's answers; where only one of two
    choices can stand it is mine, and ``theirs`` has the other."""

    def __init__(self, theirs: SectionEdition, joined: Answers) -> None:
        super().__init__("Somebody saved this section meanwhile.")
        self.theirs = theirs
        self.joined = joined


@dataclass(frozen=True)
class Filled:
    """A sheet with the newest edition of each section. One query for the editions."""

    sheet: Sheet
    template: Template
    newest: Mapping[str, SectionEdition]

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Of all sections, for routing between them."""
        return {key: value for edition in self.newest.values() for key, value in answers_of(edition).items()}

    @cached_property
    def said(self) -> dict[str, Answer]:
        """What somebody wrote: without words that a template suggested and nobody replaced."""
        return {key: each for key, each in self.answers.items() if not suggested(each)}

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {key: edition.number for key, edition in self.newest.items()}

    @property
    def complete(self) -> int:
        return sum(edition.complete for edition in self.newest.values())


def answers_of(edition: SectionEdition | None) -> dict[str, Answer]:
    return answers_from_json(edition.answers) if edition else {}


def filled(sheet: Sheet) -> Filled:
    newest: dict[str, SectionEdition] = {}
    for edition in sheet.editions.all():
        newest.setdefault(edition.section, edition)
    return Filled(sheet, TEMPLATES[sheet.template], newest)


@transaction.atomic
def begin(*, scope: UUID, template: str, by: UUID, at: datetime) -> Sheet:
    """The sheet, made if it is not there yet."""
    sheet, made = Sheet.objects.get_or_create(scope=scope, template=template, defaults={"owner": by, "started_at": at})
    if made:
        _note(sheet, by, "begun", "")
    return sheet


@transaction.atomic
def keep(
    *, sheet: Sheet, section: Section, answers: Answers, complete: bool, seen: int, by: UUID, at: datetime
) -> SectionEdition:
    """Keep a section. ``seen`` is the number of the edition that was on the page, 0 for none. The same again changes
    nothing. Raises SavedMeanwhile."""
    history = SectionEdition.objects.filter(sheet=sheet, section=section.key)
    newest = history.first()
    kept = answers_to_json(answers)
    if newest is not None and newest.answers == kept and newest.complete == complete:
        return newest
    if newest is not None and newest.number != seen:
        raise _meanwhile(section, history.filter(number=seen).first(), newest, answers)
    number = newest.number + 1 if newest else 1
    try:
        with transaction.atomic():
            edition = SectionEdition.objects.create(
                sheet=sheet, section=section.key, number=number, answers=kept, complete=complete, by=by, at=at
            )
    except IntegrityError:
        raise _meanwhile(section, newest, history.get(number=number), answers) from None
    _note(sheet, by, "saved", section.key, edition=number)
    return edition


def _meanwhile(section: Section, base: SectionEdition | None, theirs: SectionEdition, mine: Answers) -> SavedMeanwhile:
    was, now = answers_of(base), answers_of(theirs)
    joined = {}
    for question in section.questions:
        key = question.key
        found = _both(was.get(key), now.get(key), mine.get(key))
        if found is not None:
            joined[key] = found
    return SavedMeanwhile(theirs, joined)


def _both(was: Answer | None, theirs: Answer | None, mine: Answer | None) -> Answer | None:
    if mine == was or theirs == mine:
        return theirs
    if theirs == was or theirs is None or mine is None:
        return mine or theirs
    if isinstance(theirs.value, str) and isinstance(mine.value, str):
        before = was.value if was and isinstance(was.value, str) else ""
        return Answer(join(before, theirs.value, mine.value))
    if isinstance(theirs.value, dict) and isinstance(mine.value, dict):
        rows = was.value if was and isinstance(was.value, dict) else {}
        changed = {row: value for row, value in mine.value.items() if rows.get(row) != value}
        return Answer({**theirs.value, **changed})
    return mine


@transaction.atomic
def take_from(*, past: UUID, scope: UUID, template: str, by: UUID, at: datetime) -> bool:
    """Begin a sheet with what the same sheet of another piece of work says now. No section is complete yet: what was
    true there is to be looked at here. False where there is nothing to take, or somebody wrote here already."""
    theirs = Sheet.objects.filter(scope=past, template=template).first()
    if theirs is None:
        return False
    sheet = begin(scope=scope, template=template, by=by, at=at)
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.editions.exists():
        return False
    for section, edition in filled(theirs).newest.items():
        SectionEdition.objects.create(
            sheet=sheet, section=section, number=1, answers=edition.answers, complete=False, by=by, at=at
        )
    return True


@transaction.atomic
def comment(*, sheet: Sheet, section: str, text: str, by: UUID, at: datetime, id: UUID | None = None) -> Comment:
    """Leave a comment. The same words again by the same person, unanswered, are one comment; a form sent twice always
    is."""
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    same = Comment.objects.filter(sheet=sheet, section=section, text=text, by=by)
    held = same.filter(Q(answered_at=None) | Q(pk=id)).first()
    made = held or Comment.objects.create(pk=id or uuid4(), sheet=sheet, section=section, text=text, by=by, at=at)
    if held is None:
        _note(sheet, by, "commented", section)
    return made


@transaction.atomic
def answer(*, comment: Comment, text: str, by: UUID, at: datetime) -> Comment:
    """Say what was done about a comment. Once answered it stays so."""
    held = Comment.objects.select_for_update().select_related("sheet").get(pk=comment.pk)
    if held.answered_at is None:
        held.answer, held.answered_by, held.answered_at = text, by, at
        held.save(update_fields=["answer", "answered_by", "answered_at"])
        _note(held.sheet, by, "comment-answered", held.section)
    return held


@transaction.atomic
def invite(*, sheet: Sheet, person: UUID, sections: Iterable[str], by: UUID, at: datetime) -> CoAuthor:
    """Let somebody write these sections together with the team."""
    chosen = [each.key for each in TEMPLATES[sheet.template].definition.sections if each.key in set(sections)]
    held = CoAuthor.objects.select_for_update().filter(sheet=sheet, person=person).first()
    if held is not None and held.sections == chosen and held.until is None:
        return held
    held = held or CoAuthor(sheet=sheet, person=person)
    held.sections, held.by, held.at, held.until = chosen, by, at, None
    held.save()
    _note(sheet, by, "co-author-invited", "", sections=len(chosen))
    return held


@transaction.atomic
def end_invitation(*, co_author: CoAuthor, by: UUID, at: datetime) -> None:
    if CoAuthor.objects.filter(pk=co_author.pk, until=None).update(until=at):
        _note(co_author.sheet, by, "co-author-ended", "")


@transaction.atomic
def opine(*, found: Filled, agrees: bool, reasons: str, by: UUID, at: datetime) -> Opinion:
    """Say whether one agrees with the editions that stand now."""
    Sheet.objects.select_for_update().get(pk=found.sheet.pk)
    newest = Opinion.objects.filter(sheet=found.sheet, by=by).first()
    if newest is not None and (newest.agrees, newest.reasons, newest.editions) == (agrees, reasons, found.numbers):
        return newest
    made = Opinion.objects.create(
        sheet=found.sheet, agrees=agrees, reasons=reasons, editions=found.numbers, by=by, at=at
    )
    _note(found.sheet, by, "agreed" if agrees else "disagreed", "")
    return made


@transaction.atomic
def approve(*, found: Filled, review_on: date | None, by: UUID, at: datetime) -> Sheet:
    """Sign what stands now. Signing the same editions again changes nothing but the day to look again."""
    sheet = Sheet.objects.select_for_update().get(pk=found.sheet.pk)
    again = sheet.approved_by == by and sheet.approved_editions == found.numbers
    if again and sheet.review_on == review_on:
        return sheet
    sheet.approved_by, sheet.approved_at, sheet.approved_editions, sheet.review_on = by, at, found.numbers, review_on
    sheet.save(update_fields=["approved_by", "approved_at", "approved_editions", "review_on"])
    _note(sheet, by, "approved", "")
    return sheet


@transaction.atomic
def publish(*, sheet: Sheet, public: bool, by: UUID, at: datetime) -> None:
    """Show what it says now to everyone on the project's pages, or take it off. What is written later is not public
    until it is published again."""
    held = Sheet.objects.select_for_update().get(pk=sheet.pk)
    editions = filled(held).numbers if public else {}
    if (held.published_at is not None, held.published_editions) == (public, editions):
        return
    held.published_at, held.published_editions = at if public else None, editions
    held.save(update_fields=["published_at", "published_editions"])
    _note(held, by, "published" if public else "taken-off", "")


def as_published(sheet: Sheet) -> Filled:
    """The editions that the public reads."""
    kept = {
        edition.section: edition
        for edition in sheet.editions.all()
        if sheet.published_editions.get(edition.section) == edition.number
    }
    return Filled(sheet, TEMPLATES[sheet.template], kept)


def _note(sheet: Sheet, by: UUID, did: str, section: str, **more: int) -> None:
    template = TEMPLATES[sheet.template]
    part = template.section(section) if section else None
    note(
        scope=sheet.scope,
        by=by,
        verb=f"sheet.{did}",
        subject=f"sheet:{sheet.pk}",
        detail={"sheet": template.title, "section": part.title if part else "", **more},
    )
