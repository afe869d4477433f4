"""Ready-made questions in the language of the page."""

from functools import cache

from django.utils.translation import get_language, pgettext

from ..translation import in_language, texts_of
from ..types import Definition
from . import SAVED_SETS

QUESTIONS = "questions"
"""The context of the words of questions in the catalogues."""


def spoken(key: str) -> Definition:
    return _spoken(key, get_language() or "en")


@cache
def _spoken(key: str, language: str) -> Definition:
    definition = SAVED_SETS[key].definition
    said = {path: pgettext(QUESTIONS, text) for path, text in texts_of(definition).items()}
    return in_language(definition, language, said)
