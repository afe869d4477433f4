"""A project's texts as somebody reads them: in the language they chose where it is translated, in English where not.

Every text then says which language it is in.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import pgettext

from alongside.design.languages import SOURCE, same, spoken_in
from alongside.design.said import Said
from alongside.documents.models import Translation

REMEMBERED = 200
QUESTIONS = "questions"
"""The context, in the catalogue, of the texts of ready-made questions."""


@dataclass(frozen=True)
class Words:
    """A published translation; one without texts where there is none."""

    language: str = SOURCE
    pk: UUID | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    made_from: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def english(self) -> bool:
        """Somebody who reads English is shown the source as it stands."""
        return same(self.language, SOURCE)

    def part(self, key: str) -> dict[str, str]:
        """{path: words} of one part, with the part's name taken off."""
        start = f"{key}."
        return {path.removeprefix(start): said for path, said in self.texts.items() if path.startswith(start)}

    def say(self, path: str, words: str) -> str:
        """The translation at this path, else the English words; marked with its language either way."""
        if self.english or not words:
            return words
        said = self.texts.get(path)
        return Said(said, self.language) if said else Said(words, SOURCE)


_kept: OrderedDict[UUID, Words] = OrderedDict()
_lock = Lock()


def _published(**only: Any) -> dict[tuple[UUID, str], UUID]:
    """{(scope, language): its newest published translation}. One query."""
    found = Translation.objects.filter(published_at__isnull=False, **only).order_by("number")
    newest = {
        (scope, language): (pk, taken_off_at)
        for scope, language, pk, taken_off_at in found.values_list("scope", "language", "pk", "taken_off_at")
    }
    return {key: pk for key, (pk, taken_off_at) in newest.items() if taken_off_at is None}


def _by_id(pks: Iterable[UUID]) -> dict[UUID, Words]:
    """What is published never changes, so it is read once a process."""
    wanted = set(pks)
    with _lock:
        found = {pk: _kept[pk] for pk in wanted & _kept.keys()}
    if unknown := wanted - found.keys():
        for held in Translation.objects.filter(pk__in=unknown):
            found[held.pk] = Words(held.language, held.pk, held.texts, held.made_from)
        with _lock:
            _kept.update(found)
            while len(_kept) > REMEMBERED:
                _kept.popitem(last=False)
    return found


def words_in(scope: UUID, language: str) -> Words:
    """What is published in this language. No query for English; else one, and one more the first time."""
    if same(language, SOURCE):
        return Words()
    return words_of([scope], language).get(scope, Words(language))


def words_of(scopes: Iterable[UUID], language: str) -> dict[UUID, Words]:
    """The same for many at once, where there is something."""
    if same(language, SOURCE):
        return {}
    published = {scope: pk for (scope, _language), pk in _published(scope__in=list(scopes), language=language).items()}
    words = _by_id(published.values())
    return {scope: words[pk] for scope, pk in published.items()}


def all_words(scope: UUID) -> dict[str, Words]:
    """{language: what is published in it}, by language."""
    published = {language: pk for (_scope, language), pk in sorted(_published(scope=scope).items())}
    words = _by_id(published.values())
    return {language: words[pk] for language, pk in published.items()}


def read_in(thing: Any, words: Words, *names: str, path: str = "page.") -> None:
    """Its texts of these names as somebody reads them. For showing: a thing read so is never saved."""
    for name in names:
        if name in thing.__dict__:
            thing.__dict__[name] = words.say(f"{path}{name}", thing.__dict__[name])


def ready_made(words: str, language: str) -> str:
    """A text of our ready-made questions in this language, from the catalogue; empty where it has none."""
    spoken = spoken_in(language)
    if same(spoken, SOURCE):
        return ""
    with translation.override(spoken):
        said = pgettext(QUESTIONS, words)
    return "" if said == words else said
