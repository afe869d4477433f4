"""Prompts for someone writing a survey question: is it leading, is it two questions, is it knotted?

A prompt names the words it saw, so that the author can judge; many a question with an "and" is fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from commonground.readability.words import ABSOLUTES, LEADING, NEGATIVES, ONE_THING

Code = Literal["leading", "double_barrelled", "several_questions", "double_negative", "absolute"]


@dataclass(frozen=True)
class Prompt:
    """What to look at again; `words` are quoted from the question as it was written."""

    code: Code
    words: str


JOIN = re.compile(r"[\w'’-]+,?\s+(?:and/or|and|or|as well as)\s+[\w'’-]+", re.IGNORECASE)

# "Between 5 and 10", "on Monday or Tuesday": ranges and choices of time, not two questions.
NUMBER = re.compile(r"\d|between\b", re.IGNORECASE)

# Where an "and" splits the answer: a judgement, a feeling, an account of what happened.
JUDGING = re.compile(
    r"\b(?:how|do you|did you|are you|were you|was the|were the|is the|are the|should|would you|have you|"
    r"please rate|rate|agree|satisfied|think|feel|support)\b",
    re.IGNORECASE,
)


def question_prompts(text: str) -> tuple[Prompt, ...]:
    """Prompts for one question, in the order of the codes above; none when nothing was noticed."""
    straight = text.replace("’", "'")
    prompts = [Prompt("leading", words) for words in _longest(_found(LEADING, straight))]
    if JUDGING.search(straight):
        prompts += [Prompt("double_barrelled", words) for words in _joins(straight)]
    if straight.count("?") > 1:
        prompts.append(Prompt("several_questions", straight[straight.index("?") + 1 :].strip()))
    negatives = _found(NEGATIVES, straight)
    if len(negatives) > 1:
        prompts.append(Prompt("double_negative", " … ".join(negatives)))
    # "Never" beside another negative is already prompted; "always" and "never" as answers are not a fault.
    prompts += [Prompt("absolute", words) for words in _found(ABSOLUTES, straight) if len(negatives) < 2]
    return tuple(prompts)


def _joins(text: str) -> list[str]:
    one_thing = [
        range(match.start(), match.end())
        for phrase in ONE_THING
        for match in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)
    ]
    joins = []
    for match in JOIN.finditer(text):
        word = re.search(r"\s(?:and|or|as)\b", match.group())
        place = match.start() + (word.start() + 1 if word else 0)
        near = text[max(0, match.start() - 20) : match.end()]
        if not any(place in known for known in one_thing) and not NUMBER.search(near):
            joins.append(match.group())
    return joins


def _found(phrases: Iterable[str], text: str) -> list[str]:
    """The phrases that occur, as written, in the order in which they occur."""
    matches = [
        match
        for phrase in phrases
        for match in re.finditer(rf"(?<![\w']){re.escape(phrase)}(?![\w'])", text, re.IGNORECASE)
    ]
    return [match.group() for match in sorted(matches, key=lambda match: (match.start(), match.end()))]


def _longest(found: list[str]) -> list[str]:
    return [words for words in found if not any(words != other and words.lower() in other.lower() for other in found)]
