"""A questionnaire in the language somebody reads, and its texts as a translator meets them."""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import date
from threading import Lock
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.design.languages import SOURCE, spoken_in
from alongside.design.said import Said
from alongside.documents.reading import Words, ready_made
from alongside.documents.translating import Text
from alongside.questionnaires.actions import definition_by_id
from alongside.questionnaires.translation import in_language, texts_of
from alongside.questionnaires.types import Definition, Question

REMEMBERED = 200
_kept: OrderedDict[tuple[object, ...], Definition] = OrderedDict()
_lock = Lock()


def read_in(definition: Definition, words: Words, part: str) -> Definition:
    """Its texts in the language somebody reads: as the team translated them, else, where they are as in our ready-made
    questions, from the catalogue, else in English. Each says its language."""
    if words.english:
        return definition
    ours = words.part(part)

    def say(path: str, text: str) -> Said:
        said = ours.get(path) or ready_made(text, words.language)
        return Said(said, words.language) if said else Said(text, SOURCE)

    return in_language(
        definition, words.language, {path: say(path, text) for path, text in texts_of(definition).items()}
    )


def edition_in(edition_id: UUID, words: Words, part: str = "") -> Definition:
    """A published edition so, made once a process. Without a ``part`` nothing but ready-made questions is translated."""
    definition = definition_by_id(edition_id)
    if words.english:
        return definition
    key = (edition_id, words.pk if part else None, words.language, spoken_in(words.language), part)
    with _lock:
        found = _kept.get(key)
    if found is None:
        found = read_in(definition, words, part)
        with _lock:
            _kept[key] = found
            if len(_kept) > REMEMBERED:
                _kept.popitem(last=False)
    return found


def to_translate(definition: Definition, since: date, part: str) -> tuple[Text, ...]:
    """Every text that is shown, in the order it is met, with what it is and the question it belongs to."""
    words = texts_of(definition)
    return tuple(
        Text(f"{part}.{path}", words[path], what, since, heading)
        for path, what, heading in _parts(definition)
        if path in words
    )


def _parts(definition: Definition) -> Iterator[tuple[str, str, str]]:
    """(path, what it is, the heading it stands under), also of texts that are empty."""
    yield "title", _("Title"), _("The start")
    yield "intro", _("Introduction"), _("The start")
    for section in definition.sections:
        heading = _("Section: %(title)s") % {"title": section.title or section.key}
        yield f"sections.{section.key}.title", _("Title"), heading
        yield f"sections.{section.key}.intro", _("Introduction"), heading
        for question in section.questions:
            heading = _("Question %(number)s") % {"number": definition.numbers[question.key]}
            for name, what in _parts_of(question):
                yield f"questions.{question.key}.{name}", what, heading


def _parts_of(question: Question) -> Iterator[tuple[str, str]]:
    yield "wording", _("Question")
    yield "hint", _("Hint")
    yield "background", _("Background")
    yield "required_reason", _("Why we need an answer")
    yield "why_we_ask", _("Why we ask")
    yield "limits.unit", _("Unit")
    for place, row in enumerate(question.offered_rows, 1):
        yield f"rows.{row.key}.label", _("Statement %(place)s") % {"place": place}
    for place, option in enumerate(question.offered, 1):
        yield f"options.{option.key}.group", _("Group of answer %(place)s") % {"place": place}
        yield f"options.{option.key}.label", _("Answer %(place)s") % {"place": place}
        yield f"options.{option.key}.hint", _("Hint to answer %(place)s") % {"place": place}
    yield "explanation", _("Why the right answer is right")
    yield "when_missing", _("What we say when it has no answer")
