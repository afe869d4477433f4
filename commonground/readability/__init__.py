"""How hard a text is to read, and what would make it easier, in British English.

Everything here is a prompt for a writer, never a gate: a formula sees long words and sentences, not sense.
Never rewrites a text, and never calls one Easy Read: that is made and tested with people.
"""

from commonground.readability.prompts import Prompt, question_prompts
from commonground.readability.reading import (
    FORMULA,
    LONG_SENTENCE,
    Formula,
    HardWord,
    LongSentence,
    Reading,
    read,
)
from commonground.readability.syllables import count_syllables

__all__ = [
    "FORMULA",
    "LONG_SENTENCE",
    "Formula",
    "HardWord",
    "LongSentence",
    "Prompt",
    "Reading",
    "count_syllables",
    "question_prompts",
    "read",
]
