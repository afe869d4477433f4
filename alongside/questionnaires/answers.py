"""A posted form into a stored answer, and back. Whatever is posted, this answers; it never fails.

Fields are named after the question: `key`; parts after a hyphen: `key-day`, `key-row-<row>`,
`key-rank-<option>`, `key-words-<option>`, `key-area`. Fields of other names are not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from . import formats
from .formats import Wrong
from .text import MOST_CHARACTERS, clean_line, clean_text, plain_line
from .types import (
    LEFT_BLANK,
    ONE_CHOICE,
    Answer,
    Kind,
    Option,
    Problem,
    Question,
)

Posted = Mapping[str, Sequence[str]]
Read = Answer | list[Problem]

SHORT, LONG, OWN_WORDS, UPLOAD = 200, 2_000, 500, 64


def read_answer(question: Question, data: Posted) -> Read:
    """The answer to keep, or what is wrong with what was typed.

    Nothing typed is `LEFT_BLANK` where the question is optional. What was typed is never changed on the way
    to an error: show `data` again.
    """
    reading = _READERS[question.kind](question, data)
    if reading == LEFT_BLANK and question.required:
        return [Problem("missing", first_field(question), {"question": question.wording})]
    return reading


def check_answer(question: Question, answer: Answer) -> list[Problem]:
    """What `read_answer` would say to an answer that came another way (an import, an older edition)."""
    reading = read_answer(question, form_data(question, answer))
    return reading if isinstance(reading, list) else []


def first_field(question: Question) -> str:
    """The name of the first form field, where an error link should lead."""
    if question.kind is Kind.MATRIX and question.offered_rows:
        return f"{question.key}-row-{question.offered_rows[0].key}"
    if question.kind is Kind.RANKING and question.offered:
        return f"{question.key}-rank-{question.offered[0].key}"
    if question.kind is Kind.DATE:
        return f"{question.key}-{question.limits.date_parts.value}"
    return question.key


def form_data(question: Question, answer: Answer | None) -> dict[str, list[str]]:
    """The fields that would post this answer, to fill a form again."""
    if answer is None or not answer.says_something:
        return {}
    key, value = question.key, answer.value
    words = {f"{key}-words-{option}": [text] for option, text in answer.words.items()}
    if isinstance(value, list):
        if question.kind is Kind.RANKING:
            return {f"{key}-rank-{option}": [str(place)] for place, option in enumerate(value, 1)}
        return {key: list(value), **words}
    if isinstance(value, dict):
        if question.kind is Kind.MATRIX:
            return {f"{key}-row-{row}": [option] for row, option in value.items()}
        if "area" in value:
            return {f"{key}-area": [value["area"]]}
        return {key: list(value.values())}
    if isinstance(value, (int, float)):
        return {key: [formats.write_number(value)]}
    if question.kind is Kind.DATE:
        parts = zip(("day", "month", "year"), formats.split_date(str(value)), strict=True)
        return {f"{key}-{part}": [typed] for part, typed in parts if typed}
    return {key: [str(value)], **words}


def _texts(data: Posted, name: str) -> list[str]:
    return [text for text in data.get(name, ()) if text.strip()]


def _one(data: Posted, name: str) -> str:
    """The last of what was posted under a name, as browsers and frameworks take it."""
    found = data.get(name, ())
    return found[-1] if found else ""


def _text(question: Question, data: Posted) -> Read:
    long = question.kind is Kind.LONG_TEXT
    text = (clean_text if long else clean_line)(_one(data, question.key))
    if not text:
        return LEFT_BLANK
    limit = min(question.limits.max_length or (LONG if long else SHORT), MOST_CHARACTERS)
    problem = too_long(text, limit, question.key)
    return [problem] if problem else Answer(text)


def too_long(text: str, limit: int, field: str) -> Problem | None:
    over = len(text) - limit
    return Problem("text_too_long", field, {"limit": limit, "over": over}) if over > 0 else None


def _format(question: Question, data: Posted) -> Read:
    typed = _one(data, question.key)
    if not clean_line(typed):
        return LEFT_BLANK
    found: str | int | float | Wrong
    if question.kind is Kind.EMAIL:
        found = formats.read_email(typed)
    elif question.kind is Kind.PHONE:
        found = formats.read_phone(typed)
    else:
        found = formats.read_number(typed, question.limits)
    if isinstance(found, Wrong):
        return [Problem(found.code, question.key, {"question": question.wording, **found.params})]
    return Answer(found)


def _date(question: Question, data: Posted) -> Read:
    day, month, year = (_one(data, f"{question.key}-{part}") for part in ("day", "month", "year"))
    if not any(plain_line(typed) for typed in (day, month, year)):
        return LEFT_BLANK
    found = formats.read_date(day, month, year, question.limits)
    if isinstance(found, Wrong):
        return [Problem(found.code, f"{question.key}-{found.part}", found.params)]
    return Answer(found)


def _postcode(question: Question, data: Posted) -> Read:
    typed, area = _one(data, question.key), _one(data, f"{question.key}-area").strip()
    offered = {option.key for option in question.offered}
    if area and area not in offered:
        return [Problem("not_an_option", f"{question.key}-area", {})]
    found = formats.read_postcode(typed) if plain_line(typed) else None
    if isinstance(found, str):
        return Answer({"postcode": found})
    if area:
        return Answer({"area": area})
    if found is None:
        return LEFT_BLANK
    return [Problem("postcode_or_area" if offered else "postcode_format", question.key, {})]


def _one_choice(question: Question, data: Posted) -> Read:
    picked = list(dict.fromkeys(_texts(data, question.key)))
    if not picked:
        picked = _named_in_words(question, data)
    if not picked:
        return LEFT_BLANK
    if len(picked) > 1:
        return [Problem("choose_one", question.key, {})]
    if picked[0] not in {option.key for option in question.offered}:
        return [Problem("not_an_option", question.key, {})]
    return _with_words(question, data, picked[0], picked)


def _named_in_words(question: Question, data: Posted) -> list[str]:
    """Somebody who wrote in the box beside a choice, and chose nothing, chose that one."""
    found = [
        option.key
        for option in question.offered
        if option.own_words and clean_line(_one(data, f"{question.key}-words-{option.key}"))
    ]
    return found if len(found) == 1 else []


def _with_words(question: Question, data: Posted, value: str | list[str], picked: Sequence[str]) -> Read:
    words: dict[str, str] = {}
    for option in question.offered:
        name = f"{question.key}-words-{option.key}"
        text = clean_line(_one(data, name)) if option.own_words and option.key in picked else ""
        problem = too_long(text, OWN_WORDS, name)
        if problem:
            return [problem]
        if text:
            words[option.key] = text
    return Answer(value, words)


def _many_choices(question: Question, data: Posted) -> Read:
    posted = set(_texts(data, question.key))
    if not posted:
        return LEFT_BLANK
    if not posted <= {option.key for option in question.offered}:
        return [Problem("not_an_option", question.key, {})]
    picked = [option for option in question.offered if option.key in posted]
    wrong = choices_problem(question, picked)
    if wrong:
        return [wrong]
    keys = [option.key for option in picked]
    return _with_words(question, data, keys, keys)


def choices_problem(question: Question, picked: Sequence[Option]) -> Problem | None:
    """Too many, too few, or something beside "None of these"."""
    alone = next((option for option in picked if option.exclusive), None)
    if alone is not None:
        return Problem("exclusive", question.key, {"option": alone.label}) if len(picked) > 1 else None
    least, most = question.limits.min_choices, question.limits.max_choices
    if most is not None and len(picked) > most:
        return Problem("too_many_choices", question.key, {"most": most})
    if least is not None and len(picked) < least:
        return Problem("too_few_choices", question.key, {"least": least})
    return None


def _matrix(question: Question, data: Posted) -> Read:
    offered = {option.key for option in question.offered}
    value: dict[str, str] = {}
    problems: list[Problem] = []
    for row in question.offered_rows:
        name = f"{question.key}-row-{row.key}"
        picked = set(_texts(data, name))
        if len(picked) > 1:
            problems.append(Problem("choose_one", name, {"row": row.label}))
        elif picked and not picked <= offered:
            problems.append(Problem("not_an_option", name, {"row": row.label}))
        elif picked:
            value[row.key] = picked.pop()
        elif question.required:
            problems.append(Problem("row_missing", name, {"row": row.label}))
    if problems:
        return problems
    return Answer(value) if value else LEFT_BLANK


def _ranking(question: Question, data: Posted) -> Read:
    places: dict[int, list[str]] = {}
    for option in question.offered:
        name = f"{question.key}-rank-{option.key}"
        typed = plain_line(_one(data, name))
        if not typed:
            continue
        if not typed.isdecimal() or len(typed) > 3 or not 1 <= int(typed) <= len(question.offered):
            return [Problem("rank_number", name, {"most": len(question.offered), "option": option.label})]
        places.setdefault(int(typed), []).append(option.key)
    return ranked(question, places)


def ranked(question: Question, places: Mapping[int, Sequence[str]]) -> Read:
    """`places` is {place: options given it}. Gaps close up; two options in one place are a problem."""
    for place, options in sorted(places.items()):
        if len(options) > 1:
            name = f"{question.key}-rank-{options[1]}"
            return [Problem("rank_twice", name, {"place": place})]
    order = [options[0] for _, options in sorted(places.items())]
    if not order:
        return LEFT_BLANK
    least = question.limits.rank_at_least or 0
    if len(order) < least:
        return [Problem("rank_at_least", first_field(question), {"least": least})]
    return Answer(order)


def _upload(question: Question, data: Posted) -> Read:
    """Only the reference to a file already kept. The caller checks that it belongs to this submission."""
    reference = clean_line(_one(data, question.key))
    if not reference:
        return LEFT_BLANK
    if len(reference) > UPLOAD or not reference.replace("-", "").isalnum() or not reference.isascii():
        return [Problem("file_unknown", question.key, {})]
    return Answer({"upload": reference})


def check_file(question: Question, size: int, media_type: str) -> Problem | None:
    """`size` in bytes and the type found in the content, not in the name."""
    limits = question.limits
    if size == 0:
        return Problem("file_empty", question.key, {})
    if limits.max_bytes is not None and size > limits.max_bytes:
        return Problem("file_too_large", question.key, {"bytes": limits.max_bytes})
    if limits.file_types and media_type not in limits.file_types:
        return Problem("file_type", question.key, {"types": ", ".join(limits.file_types)})
    return None


def consents_to(question: Question, answer: Answer | None, use: str) -> bool:
    """Whether this use was ticked. Blank, unread and double-ticked are never consent."""
    option = question.option_by_key.get(use)
    if answer is None or not answer.says_something or option is None or option.exclusive:
        return False
    return isinstance(answer.value, list) and use in answer.value


_READERS = {
    Kind.SHORT_TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.EMAIL: _format,
    Kind.PHONE: _format,
    Kind.NUMBER: _format,
    Kind.DATE: _date,
    Kind.POSTCODE: _postcode,
    Kind.MULTIPLE: _many_choices,
    Kind.CONSENT: _many_choices,
    Kind.MATRIX: _matrix,
    Kind.RANKING: _ranking,
    Kind.FILE: _upload,
    **dict.fromkeys(ONE_CHOICE, _one_choice),
}
