"""Sentences, words, an estimate of reading age, and the words and sentences that raise it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from commonground.readability.syllables import count_syllables
from commonground.readability.words import INITIALS_EVERYBODY_KNOWS, PLAINER

# NHS and GOV.UK style: sentences of no more than 20 words.
LONG_SENTENCE = 20

# Under this many words one long name moves the estimate by years.
FEW_WORDS = 100


@dataclass(frozen=True)
class Formula:
    """What the estimate is, and what it is not; `limits` are codes for a template to word."""

    name: str
    source: str
    limits: tuple[str, ...]


FORMULA = Formula(
    name="Flesch-Kincaid grade level, plus 5 years",
    source="Kincaid, Fishburne, Rogers and Chissom (1975), Research Branch Report 8-75, US Navy",
    limits=("made_for_adult_manuals", "sees_length_not_sense", "syllables_from_spelling", "test_with_people"),
)


@dataclass(frozen=True)
class LongSentence:
    """A sentence of more than 20 words, and where it starts in the text (in characters)."""

    text: str
    words: int
    start: int


@dataclass(frozen=True)
class HardWord:
    """A word or phrase as it was written (in lower case), plainer ones for it, and how often it occurs."""

    word: str
    plainer: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Reading:
    """What a writer may want to know. `reading_age` is in years, None for a text without words.

    `rough` is true below 100 words, where the estimate is not to be leant on.
    """

    sentences: int
    words: int
    reading_age: int | None
    rough: bool
    long_sentences: tuple[LongSentence, ...]
    hard_words: tuple[HardWord, ...]
    initials: tuple[str, ...]


WORD = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|\w+(?:['’.,-]\w+)*", re.UNICODE)
ADDRESS = re.compile(r"://|^www\.|@")

# Full stops that end no sentence.
ABBREVIATIONS = re.compile(r"\b(?:e\.g|i\.e|etc|approx|no|nos|dr|mr|mrs|ms|prof|st|rd|vs|[A-Z])\.$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n+")
INITIALS = re.compile(r"\b[A-Z][A-Z0-9&]*[A-Z]s?\b")


def read(text: str) -> Reading:
    """Read a plain text (no markup). Headings and list items on lines of their own count as sentences."""
    sentences = _sentences(text)
    counted = [(start, sentence, WORD.findall(sentence)) for start, sentence in sentences]
    counted = [entry for entry in counted if entry[2]]
    words = [word for _, _, found in counted for word in found]
    return Reading(
        sentences=len(counted),
        words=len(words),
        reading_age=_reading_age(words, len(counted)),
        rough=len(words) < FEW_WORDS,
        long_sentences=tuple(
            LongSentence(sentence, len(found), start)
            for start, sentence, found in counted
            if len(found) > LONG_SENTENCE
        ),
        hard_words=_hard_words(text),
        initials=_unexplained_initials(text),
    )


def _sentences(text: str) -> list[tuple[int, str]]:
    """Each sentence with its first character's place in the text."""
    found: list[tuple[int, str]] = []
    start = 0
    for end in SENTENCE_END.finditer(text):
        # Only the last few letters matter; looking further back would make a long text slow.
        before = text[max(start, end.start() - 8) : end.start() + 1]
        if "\n" not in end.group() and ABBREVIATIONS.search(before):
            after = text[end.end() : end.end() + 8].lstrip()
            # "etc. The" ends a sentence and "Dr. Shah" does not; a small letter never starts one.
            if not (before.lower().endswith("etc.") and after[:1].isupper()):
                continue
        found.append((start, text[start : end.end()]))
        start = end.end()
    found.append((start, text[start:]))
    return [
        (place + len(sentence) - len(sentence.lstrip()), sentence.strip())
        for place, sentence in found
        if sentence.strip()
    ]


def _reading_age(words: list[str], sentences: int) -> int | None:
    spoken = [word for word in words if not ADDRESS.search(word)]
    if not spoken or not sentences:
        return None
    syllables = sum(count_syllables(word) for word in spoken)
    grade = 0.39 * len(spoken) / sentences + 11.8 * syllables / len(spoken) - 15.59
    # Grade 1 of American schools starts at 6; below 5 and above 21 the figure means nothing more.
    return min(21, max(5, round(grade + 5)))


def _hard_words(text: str) -> tuple[HardWord, ...]:
    counts = Counter(match.lower().replace("’", "'") for match in HARD.findall(text))
    found = [HardWord(" ".join(word.split()), _plainer(word), count) for word, count in counts.items()]
    return tuple(sorted(found, key=lambda hard: (-hard.count, hard.word)))


def _plainer(word: str) -> tuple[str, ...]:
    return PLAINER[FORMS[" ".join(word.split()).replace("iz", "is")]]


def _forms(word: str) -> set[str]:
    """A word with the endings it may take. Phrases and words that end in -ly stay as they are."""
    if " " in word or word.endswith("ly"):
        return {word}
    if word.endswith("e"):
        return {word, word + "s", word + "d", word[:-1] + "ing"}
    if word.endswith("y") and word[-2] not in "aeiou":
        return {word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    return {word, word + "s", word + "ed", word + "ing"}


FORMS = {form.replace("iz", "is"): word for word in PLAINER for form in _forms(word)}
HARD = re.compile(
    r"\b(?:"
    + "|".join(
        # Both spellings are met in British texts: utilise and utilize.
        re.escape(form).replace(r"\ ", r"\s+").replace("is", "i[sz]")
        for form in sorted(FORMS, key=len, reverse=True)
    )
    + r")\b",
    re.IGNORECASE,
)


def _unexplained_initials(text: str) -> tuple[str, ...]:
    """Initials with no full form beside them, in the order in which they first appear.

    Explained means "integrated care board (ICB)" or "ICB (integrated care board)", anywhere in the text.
    Lines wholly in capitals are headings, not initials.
    """
    running = "\n".join(line for line in text.splitlines() if line != line.upper() or len(line.split()) < 2)
    found: dict[str, None] = {}
    for match in INITIALS.finditer(running):
        name = match.group().removesuffix("s")
        bare = re.escape(name)
        explained = re.search(rf"[a-z]\s*\(\s*(?:the\s+)?['\"“‘]?{bare}s?\b", text) or re.search(
            rf"\b{bare}s?\s*\(\s*[A-Za-z]+[\s-][A-Za-z]", text
        )
        if name not in INITIALS_EVERYBODY_KNOWS and not explained:
            found[name] = None
    return tuple(found)
