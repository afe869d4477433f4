"""A questionnaire as its builders read it: numbers, kinds, routing in words, prompts, and what an edit does."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.questionnaires.editions import Change, Level
from alongside.questionnaires.messages import Sentence, after_words, condition_words
from alongside.questionnaires.messages_builder import KINDS, LEVELS, change_words, finding_words
from alongside.questionnaires.routing import directions
from alongside.questionnaires.rules import Weight, check_definition
from alongside.questionnaires.types import Definition, Question
from alongside.tools.survey.building import Bench
from commonground.readability import question_prompts, read

Advice = Mapping[str, list[str]]
"""Words by question key; \"\" is the whole questionnaire."""

HARD_READING_AGE = 14

# Remembered: a question is looked at much more often than it changes.
_prompts = lru_cache(maxsize=5_000)(question_prompts)
_read = lru_cache(maxsize=5_000)(read)

PROMPTS: dict[str, Sentence] = {
    "leading": gettext_lazy("“%(words)s” may lead people to an answer. Try asking it neutrally."),
    "double_barrelled": gettext_lazy("“%(words)s” may be two questions in one. Somebody may agree with only half."),
    "several_questions": gettext_lazy("This asks more than one question. Ask one at a time."),
    "double_negative": gettext_lazy("“%(words)s” has two negatives. Try saying it the other way round."),
    "absolute": gettext_lazy("“%(words)s” is hard to be sure of. Try a time or a number."),
}
SAME_PROMPTS = {"leading", "two_in_one"}  # the engine's own, said more closely above

LEVEL_COLOURS = {Level.SAFE: "green", Level.NEEDS_NOTE: "orange", Level.STARTS_NEW: "purple"}


@dataclass
class Row:
    """One question of the outline."""

    key: str
    number: int
    wording: str
    kind: str
    required: bool
    identifying: bool
    only_if: str
    go_to: list[str]
    stops: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    label: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Part:
    key: str
    title: str
    intro: str
    rows: list[Row]


@dataclass(frozen=True)
class Outline:
    parts: list[Part]
    questions: int
    stops: list[tuple[str, str]]  # (question key or "", words)
    prompts: int
    reading_age: int | None


def outline(bench: Bench) -> Outline:
    definition = bench.definition
    found_stops, found_prompts = advice(definition)
    routes = directions(definition)
    labels = _labels(bench.changes)
    parts = [
        Part(
            section.key,
            section.title,
            section.intro,
            [
                Row(
                    key=question.key,
                    number=definition.numbers[question.key],
                    wording=question.wording,
                    kind=str(KINDS[question.kind]),
                    required=question.required,
                    identifying=question.identifying,
                    only_if=only_if(definition, question),
                    go_to=after_words(definition, routes[question.key]) if question.key in routes else [],
                    stops=found_stops.get(question.key, []),
                    prompts=found_prompts.get(question.key, []),
                    label=labels.get(question.key, ("", ""))[0],
                    colour=labels.get(question.key, ("", ""))[1],
                )
                for question in section.questions
            ],
        )
        for section in definition.sections
    ]
    return Outline(
        parts,
        len(definition.questions),
        [(key, words) for key, found in found_stops.items() for words in found],
        sum(len(found) for found in found_prompts.values()),
        _reading_age(definition),
    )


def only_if(definition: Definition, question: Question) -> str:
    """Whom it is for, in words; empty when everyone is asked."""
    condition = definition.conditions.get(question.key)
    if condition is None:
        return ""
    return _("Asked only if %(condition)s.") % {"condition": condition_words(definition, condition)}


def advice(definition: Definition) -> tuple[Advice, Advice]:
    """What stops publishing, and what might be better, by question ("" is the whole)."""
    stops: defaultdict[str, list[str]] = defaultdict(list)
    prompts: defaultdict[str, list[str]] = defaultdict(list)
    for finding in check_definition(definition):
        if finding.weight is Weight.STOPS:
            stops[finding.question].append(finding_words(definition, finding))
        elif finding.code not in SAME_PROMPTS:
            prompts[finding.question].append(finding_words(definition, finding))
    for question in definition.questions:
        for prompt in _prompts(question.wording):
            prompts[question.key].append(str(PROMPTS[prompt.code]) % {"words": prompt.words})
        for hard in _read(f"{question.wording}\n{question.hint}").hard_words:
            if hard.plainer:
                prompts[question.key].append(
                    _("Instead of “%(word)s”, try “%(plainer)s”.")
                    % {"word": hard.word, "plainer": _("” or “").join(hard.plainer[:2])}
                )
    return stops, prompts


def _reading_age(definition: Definition) -> int | None:
    """The whole questionnaire's, where it is long enough to tell and higher than most people manage."""
    text = "\n".join(f"{question.wording}\n{question.hint}" for question in definition.questions)
    found = _read(text)
    if found.rough or found.reading_age is None or found.reading_age <= HARD_READING_AGE:
        return None
    return found.reading_age


def _labels(changes: list[Change]) -> dict[str, tuple[str, str]]:
    """The heaviest change of each question, as a tag."""
    heaviest: dict[str, Level] = {}
    order = list(Level)
    for change in changes:
        before = heaviest.get(change.question, Level.SAFE)
        heaviest[change.question] = max(before, change.level, key=order.index)
    return {key: (str(LEVELS[level]), LEVEL_COLOURS[level]) for key, level in heaviest.items() if key}


@dataclass(frozen=True)
class Said:
    """One change, in words, with what happens to results."""

    where: str
    what: str
    results: str
    label: str
    colour: str


def said(bench: Bench) -> list[Said]:
    """Every change that publishing would make, heaviest first."""
    order = list(Level)
    found = []
    for change in sorted(bench.changes, key=lambda each: -order.index(each.level)):
        what, results = change_words(change)
        found.append(
            Said(_where(bench, change.question), what, results, str(LEVELS[change.level]), LEVEL_COLOURS[change.level])
        )
    return found


def _where(bench: Bench, key: str) -> str:
    for definition in (bench.definition, bench.published):
        if definition is not None and key in definition.by_key:
            return _("Question %(number)s: %(wording)s") % {
                "number": definition.numbers[key],
                "wording": definition.by_key[key].wording,
            }
    return ""
