"""Small judgements about answering a survey. Pure."""

import hashlib
import json
from collections.abc import Mapping
from uuid import UUID

from alongside.people.voices.rules import ALPHABET
from alongside.questionnaires.answers import consents_to
from alongside.questionnaires.codec import answer_to_json
from alongside.questionnaires.types import Answer, Answers, Definition, Kind

QUOTE = "quote"
"""The key of the use, in a consent question, that lets us quote."""

MOST_PEOPLE = 100_000


def number_of(submission: UUID) -> str:
    """The public number of a response: eight letters and digits, the same for the same submission."""
    left = int.from_bytes(hashlib.sha256(submission.bytes).digest()[:8], "big")
    letters = []
    for _place in range(8):
        left, place = divmod(left, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def may_quote(definition: Definition, answers: Answers) -> bool:
    """Whether somebody agreed that their words may be shown without their name."""
    return any(
        consents_to(question, answers.get(question.key), QUOTE)
        for question in definition.questions
        if question.kind is Kind.CONSENT
    )


def content_of(edition: UUID, stored: Mapping[str, object]) -> bytes:
    """What was said, for the record's digest: made again from a submission's edition and stored answers."""
    return json.dumps({"edition": str(edition), "answers": stored}, sort_keys=True, ensure_ascii=False).encode()


def seen(answer: Answer | None) -> str:
    """A short mark of what a page showed as kept, so that a second window can be told from a second thought."""
    if answer is None:
        return "-"
    stored = json.dumps(answer_to_json(answer), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(stored.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def moved(order: list[str], act: str, option: str) -> list[str]:
    """A ranking after one button: up, down, out or add. Anything else changes nothing."""
    if act == "add" and option not in order:
        return [*order, option]
    if option not in order:
        return order
    place = order.index(option)
    rest = [each for each in order if each != option]
    if act == "out":
        return rest
    target = {"up": max(0, place - 1), "down": min(len(rest), place + 1)}.get(act, place)
    return [*rest[:target], option, *rest[target:]]
