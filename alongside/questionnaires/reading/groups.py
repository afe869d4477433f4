"""Questions that take a column an option: which columns belong together, and what counts as a tick.

Neighbours belong together when their names share a beginning ("Which services? - GP") or the first of two
header rows, and their cells say no more than ticked or not. Grids look alike but their cells hold answers:
each of their rows stays a question of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .headers import JOIN, Header
from .table import Column
from .vocabularies import normal

_TICKS = {"1", "yes", "y", "x", "✓", "✔", "☑", "true", "checked", "selected", "ticked", "on", "quoted", "chosen", "t"}
_NOT_TICKS = {"0", "no", "n", "false", "unchecked", "not selected", "not ticked", "off", "not quoted", "not chosen", "f",
              "-", "unticked", "deselected", "not checked"}  # fmt: skip
_OTHER = re.compile(r"\b(?:other|specify|please state|own words|something else|text|comments?)\b")
_BREAKS = (" - ", " – ", " — ", ": ", " | ", " > ", " / ", " :: ")
_SQUARE = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]\Z")
_ROUND = re.compile(r"(.*\S)\s+\(([^()]+)\)\Z")
_CODED = re.compile(r"([A-Za-z]{1,10}[ _.]?\d{0,4}\w{0,3}?)(?:[_.\-]|SQ|(?<=\d)(?=[a-z]\Z))(\d{1,3}|[a-z]|SQ\d+)\Z")
_SHORTEST_OF_WORDS = 3
_MOST_OWN_WORDS = 2


@dataclass(frozen=True)
class Group:
    """A question of several choices with a column an option.

    `ticked[i]` are the codes of column `columns[i]` that count as choosing `options[i]`. `own_words` are the
    columns of the group that hold text ("Other, please specify"): any answer there counts as choosing it.
    """

    label: str
    columns: tuple[int, ...]
    options: tuple[str, ...]
    ticked: tuple[frozenset[int], ...]
    own_words: frozenset[int]
    reason: str
    sure: float


@dataclass(frozen=True)
class _Member:
    """What the cells of one column say, as an option: "ticks", "pair" (ticked or not), "none" or "words"."""

    says: str
    ticked: frozenset[int] = frozenset()


def find_groups(columns: Sequence[Column], header: Header) -> list[Group]:
    """All questions with a column an option, in the order of the file."""
    splits = [_splits(i, header) for i in range(len(columns))]
    groups: list[Group] = []
    i = 0
    while i < len(columns):
        group = _group_at(i, columns, header, splits)
        if group:
            groups.append(group)
            i = group.columns[-1] + 1
        else:
            i += 1
    return groups


def _splits(i: int, header: Header) -> dict[str, str]:
    """Each beginning that the name of a column could share with its neighbours, with what is left."""
    if header.subs[i]:
        coded = _CODED.match(header.tops[i])
        if coded:  # a code an option above its words: "Q3_2" over "Which services? - Pharmacy"
            return {f"{coded[1]}{JOIN}{stem}": rest for stem, rest in _cuts(header.subs[i]).items()}
        return {header.tops[i]: header.subs[i]} if header.tops[i] else {}
    return _cuts(header.tops[i])


def _cuts(name: str) -> dict[str, str]:
    """Each way to cut a name into a beginning and the rest."""
    found: dict[str, str] = {}
    for pattern in (_SQUARE, _ROUND, _CODED):
        match = pattern.match(name)
        if match:
            found.setdefault(match[1], match[2])
    for mark in _BREAKS:
        at = name.find(mark)
        while at > 0:
            found.setdefault(name[:at].strip(), name[at + len(mark) :].strip())
            at = name.find(mark, at + 1)
    return {stem: rest for stem, rest in found.items() if rest}


def _group_at(start: int, columns: Sequence[Column], header: Header, splits: Sequence[dict[str, str]]) -> Group | None:
    runs = []
    for stem in splits[start]:
        end = start
        while end < len(columns) and stem in splits[end]:
            end += 1
        if end - start >= 2:
            runs.append((end - start, len(stem), stem))
    for length, _size, stem in sorted(runs, reverse=True):
        run = range(start, start + length)
        options = [splits[i][stem] for i in run]
        group = _as_group(stem, run, options, columns, header)
        if group:
            return group
    return _named_by_options(start, columns, header)


def _as_group(stem: str, run: range, options: Sequence[str], columns: Sequence[Column], header: Header) -> Group | None:
    members: list[_Member] = []
    words: list[int] = []
    for i, option in zip(run, options, strict=True):
        members.append(_member(columns[i], option))
        if members[-1].says == "words":
            words.append(i)
            if len(words) > _MOST_OWN_WORDS:
                return None
    ticks = sum(member.says in ("ticks", "pair") for member in members)
    own_words = [i for i, option in zip(run, options, strict=True) if i in words and _OTHER.search(normal(option))]
    coded = bool(_CODED.match(header.tops[run.start])) and not header.subs[run.start]
    if coded and own_words:
        return None
    if len(words) > len(own_words) or ticks < 2 or len(own_words) > _MOST_OWN_WORDS:
        return None
    pairs = sum(member.says == "pair" for member in members)
    blank = any(columns[i].answered < len(columns[i]) for i, m in zip(run, members, strict=True) if m.says != "none")
    sure, reason = 0.95, "There is a column for each option, with a mark where it was chosen."
    if pairs and not _single_code(columns, run):
        worded = any(_yes_and_no(columns[i]) for i in run)
        if worded and (not blank or ticks < _SHORTEST_OF_WORDS):
            sure = 0.6
            reason = (
                "There is a column for each option, with yes or no: several choices, or a list of yes-no questions."
            )
        elif pairs == ticks and coded:
            sure = 0.7
    elif ticks == 2 and len(members) > 2 * ticks:
        sure = 0.7
    return Group(
        label=stem,
        columns=tuple(run),
        options=_without_shared_start(options, own_words, run.start),
        ticked=tuple(member.ticked for member in members),
        own_words=frozenset(own_words),
        reason=reason,
        sure=sure,
    )


def _without_shared_start(options: Sequence[str], own_words: Sequence[int], first: int) -> tuple[str, ...]:
    """The options without words that they all start with: "Services - GP surgery" is "GP surgery"."""
    listed = [option for i, option in enumerate(options) if i + first not in own_words]
    shared = listed[0].rpartition(JOIN)[0] + JOIN
    if len(shared) > len(JOIN) and all(option.startswith(shared) for option in listed):
        return tuple(option.removeprefix(shared) for option in options)
    return tuple(options)


def _single_code(columns: Sequence[Column], run: range) -> bool:
    return all(sum(bool(v) for v in columns[i].values) <= 1 for i in run)


def _yes_and_no(column: Column) -> bool:
    return {"yes", "no"} <= {normal(value) for value in column.values}


def _member(column: Column, option: str) -> _Member:
    counts = column.counts()
    given = [code for code in range(1, len(column.values)) if counts[code]]
    texts = [normal(column.values[code]) for code in given]
    if not given:
        return _Member("none")
    named = normal(option)
    if len(given) == 1:
        text = texts[0]
        if text in _TICKS or text == named or _same_option(text, named):
            return _Member("ticks", frozenset(given))
        if text in _NOT_TICKS:
            return _Member("pair")
        if text.isdecimal() and len(text) <= 3 and column.answered < len(column):
            return _Member("ticks", frozenset(given))
        return _Member("words", frozenset(given))
    if len(given) == 2:
        ticked = [code for code, text in zip(given, texts, strict=True) if text in _TICKS or text == named]
        unticked = [code for code, text in zip(given, texts, strict=True) if text in _NOT_TICKS]
        if len(ticked) == 1 and len(unticked) == 1:
            return _Member("pair", frozenset(ticked))
    return _Member("words", frozenset(given))


def _same_option(text: str, named: str) -> bool:
    """A long option may be cut short in the header, or carry its number there."""
    shorter, longer = sorted((text, named), key=len)
    return len(shorter) >= 4 and (longer.startswith(shorter) or longer.endswith(shorter))


def _named_by_options(start: int, columns: Sequence[Column], header: Header) -> Group | None:
    """Neighbours whose only answer is their own name: the tool left the question out of the header."""
    end = start
    while end < len(columns) and not header.subs[end] and _says_own_name(columns[end], header.tops[end]):
        end += 1
    if end - start < 2:
        return None
    run = range(start, end)
    return Group(
        label=" / ".join(header.labels[i] for i in run),
        columns=tuple(run),
        options=tuple(header.tops[i] for i in run),
        ticked=tuple(frozenset({1}) for _i in run),
        own_words=frozenset(),
        reason="Each column repeats its own name where it was chosen. The file does not name the question.",
        sure=0.7,
    )


def _says_own_name(column: Column, name: str) -> bool:
    return len(column.values) == 2 and column.answered > 0 and normal(column.values[1]) == normal(name)
