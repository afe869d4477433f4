"""Words that a template suggests for a section. They are marked in the text itself, wherever it is read or printed, until
somebody replaces them; they are nobody's answer, so they hold no evidence and complete no section."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.questionnaires.types import Answer

MARK = "✎"
"""Stands at the beginning of suggested words, in every language."""
BEFORE = gettext_noop("Suggestion, to be replaced:")


def suggest(words: str) -> str:
    """The words, marked."""
    return f"{MARK} {_(BEFORE)} {words}"


def suggested(answer: Answer) -> bool:
    """Whether the mark, or what stands after it, is still there: nobody has made the words their own."""
    return isinstance(answer.value, str) and (
        MARK in answer.value or answer.value.lstrip().startswith((BEFORE, _(BEFORE)))
    )
