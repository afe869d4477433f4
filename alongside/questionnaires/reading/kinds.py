"""What kind of question a column of answers comes from, with the reason in words and how sure we are.

The rules look at the different answers and how often each was given, then at the words of the question.
Where they disagree, or there are few answers, the reading is doubtful and says so.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from .joined import split_choices
from .problems import Kind
from .table import Column
from .values import EMAIL, IP_ADDRESS, PHONE, POSTCODE, TOKEN, looks_like_date, number_of, seconds_of
from .vocabularies import band_order, is_non_answer, normal, scale_order, yes_no_order

SURE = 0.75
"""Below this a reading is doubtful, and a warning says so."""
FEW = 10
"""With fewer answers than this, how often each was given shows little."""

_WHO_EXACT = re.compile(
    r"(?:#|id|no\.?|name|names|ref(?:erence)?(?: ?(?:no\.?|number|code))?|record ?(?:id)?|case ?(?:id|no\.?|number)?|serial ?(?:no\.?|number)?|"
    r"respondent ?(?:id|no\.?|number|key)?|response ?(?:id|no\.?|number)|unique ?(?:response ?)?(?:id|no\.?|number)|user ?(?:id|no\.?|name)|"
    r"e-?mail|e-?mail address|mail|phone|telephone|mobile|tel|ip|ip ?address|first ?name|last ?name|recipient(?: ?first| ?last)? ?(?:name|e-?mail)|"
    r"surname|forename|full ?name|network ?id|collector ?id|external ?(?:data ?)?reference|external ?id|location ?(?:latitude|longitude)|"
    r"latitude|longitude|token|seed|session ?(?:id)?|tracking ?(?:link|id)|refer+er(?: url)?|custom ?(?:data|variable) ?\d*|cookie|device ?id|"
    r"submission ?id|entry ?id|id\.(?:name|number|no|serial|case|endpoint)|participant ?(?:id|no\.?|number|code)|postcode|full postcode|home postcode|nhs ?number|user ?agent|address)\Z"
)
_WHO = re.compile(
    r"\b(?:your (?:full |first |last |family |given )?name|contact name|name of (?:the |your )?(?:organisation|organization|group|company|person)|"
    r"(?:organisation|organization|company|group|contact|respondent)(?:'s)? name|(?:first|last|full|given|family) name|surname|forename|"
    r"e-?mail(?: address)?|(?:tele)?phone(?: number)?|mobile(?: number)?|contact (?:number|details)|full postcode|your postcode|postcode|"
    r"home address|postal address|your address|nhs number|ip address|respondent id|response id|user ?id)\b"
)
_ASKS_TEXT = re.compile(
    r"\b(?:why|explain|comments?|describe|tell us|in your own words|anything else|further|suggest\w*|feedback|"
    r"more detail|give (?:a |your )?reasons?|reasons? for|share|what (?:else|could|would|should|one thing|matters|went)|"
    r"how (?:could|can|might) we|thoughts|use this (?:space|box)|say more|views|improve\w*|details|what role|open-ended)\b"
)
_ASKS_WORDS = re.compile(
    r"\b(?:please specify|specify|please state|if other|other:|please say|\[other\]|other text|- text)"
)
_ASKS_CHOICE = re.compile(
    r"(?:^|[-:.] )(?:\W|q?\d+\w?\b)*(?:which|do you|does|are you|is |have you|has |did you|was |were |would you|will you|can you|how (?:often|long|likely|satisfied|easy)|"
    r"to what extent|what is your (?:age|gender|sex|ethnic|religion)|what (?:age|sex|gender|best describes)|responding as|i am)|"
    r"\b(?:select|choose|tick|type of|type|category|sector|group|gender|ethnicity|region|county|borough|status)\b"
)
_ASKS_NUMBER = re.compile(
    r"\b(?:how many|number of|how much|what age|your age|age in years|years?|minutes|hours|miles|cost|amount|duration|progress|last ?page|count|"
    r"total|percentage|per cent|distance|how far|how old|household size|seconds|weight|height)\b|^age\b"
)
_ASKS_SCALE = re.compile(
    r"\b(?:scale|rate|rating|score|out of|1 ?(?:to|-|–) ?(?:5|7|10)|0 ?(?:to|-|–) ?10|how (?:likely|satisfied|easy|confident|important|happy|well|good|useful)|"
    r"nps|recommend|agree|satisfaction|extent|stars?)\b"
)
_YES_NO = {"yes", "no", "y", "n", "true", "false", "maybe", "0", "1"}
# More different answers than this say nothing new about the kind.
_ENOUGH = 4000


@dataclass(frozen=True)
class Reading:
    """A kind, why, and how sure (0 to 1).

    `order` lists the answers of a scale or of bands in order; `mark` divides several choices in one cell;
    `options` are those choices.
    """

    kind: Kind
    reason: str
    sure: float
    order: tuple[str, ...] = ()
    mark: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answers:
    """The different answers of a column (blank left out), how often each was given, and the question."""

    label: str
    values: tuple[str, ...]
    times: tuple[int, ...]

    @property
    def given(self) -> int:
        return sum(self.times)

    def share(self, test: Callable[[str], object]) -> float:
        """The share of the answers given for which `test(answer)` is true."""
        passed = sum(times for value, times in zip(self.values, self.times, strict=True) if test(value))
        return passed / self.given

    def without(self, test: Callable[[str], bool]) -> "Answers | None":
        """The answers for which `test` is false; None where there are none."""
        pairs = [pair for pair in zip(self.values, self.times, strict=True) if not test(pair[0])]
        return Answers(self.label, tuple(v for v, _t in pairs), tuple(t for _v, t in pairs)) if pairs else None

    def mean_length(self) -> float:
        return sum(len(v) * t for v, t in zip(self.values, self.times, strict=True)) / self.given


def answers_of(column: Column, label: str) -> Answers:
    """The different answers of a column that were given at least once, the first few thousand of them."""
    counts = column.counts().tolist()
    pairs = [(column.values[code], counts[code]) for code in range(1, min(len(counts), _ENOUGH)) if counts[code]]
    return Answers(label, tuple(value for value, _t in pairs), tuple(times for _v, times in pairs))


def infer(column: Column, label: str) -> Reading:
    """The kind of one column by itself."""
    answers = answers_of(column, label)
    if not answers.values:
        return Reading("empty", "Nobody answered it.", 1.0)
    asked = normal(label)
    for rule in (_who, _dates, _scale, _numbers, _bands, _joined):
        reading = rule(answers, asked)
        if reading:
            return reading
    return _words(answers, asked)


def _last_part(asked: str) -> str:
    return asked.rsplit(" - ", 1)[-1].strip("? []:")


def _who(answers: Answers, asked: str) -> Reading | None:
    """Names, addresses, numbers and codes that say who answered."""
    values, given = answers.values, answers.given
    for pattern, what in ((EMAIL, "email addresses"), (IP_ADDRESS, "internet addresses")):
        if answers.share(pattern.match) >= 0.7:
            return Reading("identifier", f"The answers are {what}.", 0.99)
    first_part = asked.split(" - ", 1)[0].strip("? []:")
    exact = bool(_WHO_EXACT.match(_last_part(asked)) or _WHO_EXACT.match(first_part))
    cue = exact or (len(asked) <= 120 and bool(_WHO.search(asked)))
    distinct = len(values) / given
    if answers.share(POSTCODE.match) >= 0.8:
        return Reading(
            "identifier", "The answers are full postcodes: with anything else, they can say who a person is.", 0.9
        )
    if answers.share(PHONE.match) >= 0.8 and answers.share(lambda v: sum(c.isdigit() for c in v) >= 10) >= 0.8:
        return Reading("identifier", "The answers are phone numbers.", 0.95 if cue else 0.7)
    yes_no = {normal(value) for value in values} <= _YES_NO
    choice = yes_no or (given >= FEW and given >= 4 * len(values) and len(values) > 1)
    if cue and (not choice or _tool_column(first_part)) and not (len(values) == 1 and not exact):
        few = given < FEW and distinct <= 0.6 and not _tool_column(first_part)
        return Reading(
            "identifier",
            "Its name asks for something that says who the person is.",
            0.6 if few else 0.9 if exact else 0.8,
        )
    if distinct == 1 and given >= 3 and all(map(TOKEN.match, values)):
        return Reading("identifier", "Each answer is a different code.", 0.9)
    if distinct == 1 and given >= 5 and all(value.isdecimal() and len(value) < 19 for value in values):
        numbers = list(map(int, values))
        if all(b - a == 1 for a, b in itertools.pairwise(numbers)):
            return Reading("identifier", "The answers count the rows.", 0.8 if not _ASKS_NUMBER.search(asked) else 0.6)
    return None


def _tool_column(name: str) -> bool:
    """Columns that a survey tool adds about the person's device, whatever is in them."""
    return (
        re.match(
            r"(?:collector|network|ip|custom|tracking|refer|token|seed|session|external|respondent|response|user)", name
        )
        is not None
    )


def _dates(answers: Answers, asked: str) -> Reading | None:
    share = answers.share(looks_like_date)
    if share < 0.9 and not (share >= 0.6 and re.search(r"\b(?:date|timestamp|started|ended|time)\b", asked)):
        return None
    return Reading("date", "The answers are dates.", 0.97 if share >= 0.9 else 0.65)


def _scale(answers: Answers, asked: str) -> Reading | None:
    values = answers.values
    order = scale_order(values)
    if order:
        return Reading("scale", "The answers are points of one scale, such as agree to disagree.", 0.95, tuple(order))
    common = [v for v, t in zip(values, answers.times, strict=True) if t > 0.02 * answers.given]
    order = scale_order(common) if len(common) < len(values) <= len(common) + 6 else None
    if order:
        reason = "Nearly all answers are points of one scale; a few are not."
        return Reading("scale", reason, 0.65, tuple(order))
    return None


def _numbers(answers: Answers, asked: str) -> Reading | None:
    times = answers.share(seconds_of)
    if times >= 0.9:
        return Reading("number", "The answers are lengths of time.", 0.7)
    real = answers.without(is_non_answer) or answers
    share = real.share(lambda value: number_of(value) is not None)
    if share < 0.9:
        return None
    numbers = sorted({number for value in real.values if (number := number_of(value)) is not None})
    whole = all(number.is_integer() for number in numbers)
    low, high = numbers[0], numbers[-1]
    many, scaled = bool(_ASKS_NUMBER.search(asked)), bool(_ASKS_SCALE.search(asked))
    order = tuple(sorted(answers.values, key=lambda v: (is_non_answer(v), number_of(v) is None, number_of(v) or 0, v)))
    if share == 1 and whole and low >= 0 and high <= 10 and len(numbers) <= 11 and not many:
        if scaled:
            return Reading(
                "scale", f"The answers are whole numbers from {low:g} to {high:g}, and the question rates.", 0.9, order
            )
        if numbers in ([0, 1], [1, 2], [0.0], [1.0]):
            return Reading("single", "The answers are two codes, such as 1 for yes.", 0.6)
        if answers.given >= 3 * len(numbers) or answers.given < FEW:
            reason = f"The answers are whole numbers from {low:g} to {high:g}: points of a scale, or codes of choices."
            return Reading("scale", reason, 0.6, order)
    if share == 1 and scaled and not many and whole and low >= 0 and high <= 100 and len(numbers) <= 21:
        return Reading(
            "scale", f"The answers are whole numbers from {low:g} to {high:g}, and the question rates.", 0.7, order
        )
    return Reading("number", "The answers are numbers.", 0.95 if share > 0.97 and (many or len(numbers) > 11) else 0.7)


def _bands(answers: Answers, asked: str) -> Reading | None:
    order = band_order(answers.values)
    if order and len(order) <= 30:
        return Reading("single", "The answers are bands, such as 25 to 34.", 0.95, tuple(order))
    order = yes_no_order(answers.values)
    if order and not set(map(normal, order)) <= _YES_NO:
        return Reading("single", "The answers go from yes to no by degrees: one choice, or a scale.", 0.7, tuple(order))
    return None


def _joined(answers: Answers, asked: str) -> Reading | None:
    found = split_choices(answers.values, answers.times)
    if found is None:
        return None
    name = {";": "semicolons", ",": "commas", "|": "upright strokes", "\n": "new lines"}[found.mark.strip(" ") or ";"]
    reason = f"The cells hold several choices divided by {name}."
    return Reading("multiple", f"{reason}{found.doubt}", found.sure, mark=found.mark, options=found.options)


def _words(answers: Answers, asked: str) -> Reading:
    """One choice, short text or long text: by how often the same words come back, and how long they are."""
    given, different = answers.given, len(answers.values)
    length = answers.mean_length()
    asks_text = bool(_ASKS_TEXT.search(asked)) and not _ASKS_CHOICE.search(asked)
    asks_words = bool(_ASKS_WORDS.search(asked))
    asks_choice = bool(_ASKS_CHOICE.search(asked)) and not asks_words
    if {normal(value) for value in answers.values} <= _YES_NO | {"don't know", "prefer not to say", "not sure"}:
        return Reading("single", "The answers are yes or no.", 0.95)
    often = given >= FEW and (
        (different <= 15 and given >= 3 * different) or (different <= 80 and given >= 8 * different)
    )
    if often and (length <= 120 or different <= 8):
        reason = f"The same {different} answers come back again and again."
        if different == 1:
            reason = "Everyone gave the same answer."
        return Reading("single", reason, 0.6 if asks_text or asks_words or different == 1 else 0.95)
    repeated = sum(t for t in answers.times if t >= 3) / given
    if given >= 20 and repeated >= 0.6 and length <= 60 and not asks_text and not asks_words:
        main = sum(t >= 3 for t in answers.times)
        reason = f"{main} answers come back again and again; the others may be people's own words."
        return Reading("single", reason, 0.7 if repeated < 0.9 or not asks_choice else 0.8)
    few = given < FEW
    if length <= 40 and not asks_text and not asks_words and different < given:
        if given >= 2 * different and different <= 25:
            return Reading("single", "The same answers come back.", 0.6 if few else 0.7)
        if few and (different <= given - 2 or asks_choice):
            return Reading("single", "Some answers come back; there are few answers to judge by.", 0.5)
    if few and asks_choice and length <= 40:
        return Reading("single", "The question asks for a choice; there are few answers to judge by.", 0.5)
    return _text(answers, asks_text=asks_text, asks_words=asks_words)


def _text(answers: Answers, *, asks_text: bool, asks_words: bool) -> Reading:
    few = answers.given < FEW
    length, longest = answers.mean_length(), max(map(len, answers.values))
    if length >= 60 or (length >= 30 and (asks_text or longest > 150)):
        return Reading("long_text", "People wrote whole sentences.", 0.9 if not few or asks_text else 0.7)
    if asks_text:
        return Reading("long_text", "The question asks for comments, but the answers are short.", 0.7)
    if longest > 200:
        return Reading("long_text", "Some people wrote at length.", 0.65)
    if asks_words and length <= 40:
        return Reading("short_text", "The question asks for a few words of one’s own.", 0.85)
    words = sum(len(v.split()) * t for v, t in zip(answers.values, answers.times, strict=True)) / answers.given
    sure = 0.85 if not few and length <= 35 and words <= 4 else 0.6
    return Reading("short_text", "People wrote a few words, and most wrote something different.", sure)
