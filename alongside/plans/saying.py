"""What the knowledge says in English, in the language of the page."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import in_words
from alongside.knowledge.english import English


def said(words: str) -> str:
    """With days as people write them. What is no sentence of the knowledge stays as it is."""
    if not isinstance(words, English):
        return words
    values = {
        key: in_words(value) if isinstance(value, date) else said(value) if isinstance(value, English) else value
        for key, value in words.values.items()
    }
    for key in ("festival", "season"):
        if key in values:
            values[key] = _(str(values[key]))
    template = _(words.one) if words.number is None else ngettext(words.one, words.many, words.number)
    return template % values
