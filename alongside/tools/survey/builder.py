"""Building a questionnaire, as pure functions: each takes a definition and gives the changed one.

Keys are for ever: a new question, option or statement never takes a key that any edition has used.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from alongside.questionnaires.settling import fresh_key
from alongside.questionnaires.types import (
    AllOf,
    AnyOf,
    Condition,
    Definition,
    Option,
    Question,
    Role,
    Row,
    Section,
    When,
    tests_in,
)

WRITE_IN = "(write in)"
RIGHT = "(right)"


def keys_ever(history: Iterable[Definition]) -> set[str]:
    """Every question key that any of these has used."""
    return {question.key for definition in history for question in definition.questions}


def free_key(words: str, used: Iterable[str]) -> str:
    """A key made of the first words: "How often do you go?" is how_often_do_you."""
    taken = set(used)
    parts = re.findall(r"[a-z0-9]+", words.lower())[:4]
    stem = "_".join(parts)[:40] or "question"
    stem = stem if stem[0].isalpha() else f"q_{stem}"
    return fresh_key(stem, taken) if stem in taken else stem


def with_sections(definition: Definition, sections: Iterable[Section]) -> Definition:
    return replace(definition, sections=tuple(sections))


def _each(definition: Definition, change: Callable[[Section], Section]) -> Definition:
    return with_sections(definition, (change(section) for section in definition.sections))


def add_question(definition: Definition, section_key: str, question: Question) -> Definition:
    """At the end of a section."""
    return _each(
        definition,
        lambda section: (
            replace(section, questions=(*section.questions, question)) if section.key == section_key else section
        ),
    )


def change_question(definition: Definition, question: Question) -> Definition:
    return _each(
        definition,
        lambda section: replace(
            section,
            questions=tuple(question if each.key == question.key else each for each in section.questions),
        ),
    )


def remove_question(definition: Definition, key: str) -> Definition:
    return _each(
        definition,
        lambda section: replace(section, questions=tuple(each for each in section.questions if each.key != key)),
    )


def copy_question(definition: Definition, key: str, used: Iterable[str]) -> tuple[Definition, str]:
    """The same question again, just after, under a new key; it replaces nothing."""
    made = fresh_key(key, set(used) | set(definition.by_key))

    def copied(section: Section) -> Section:
        questions: list[Question] = []
        for each in section.questions:
            questions.append(each)
            if each.key == key:
                questions.append(
                    replace(
                        each,
                        key=made,
                        replaces="",
                        options=tuple(replace(option, number=0, replaces="") for option in each.offered),
                        rows=tuple(replace(row, replaces="") for row in each.offered_rows),
                    )
                )
        return replace(section, questions=tuple(questions))

    return _each(definition, copied), made


def move_question(definition: Definition, key: str, steps: int) -> Definition:
    """One place up (-1) or down (1); at the edge of a section it goes into the next one."""
    sections = [list(section.questions) for section in definition.sections]
    here = next(
        ((place, row) for place, each in enumerate(sections) for row, one in enumerate(each) if one.key == key), None
    )
    if here is None:
        return definition
    place, row = here
    question = sections[place].pop(row)
    if 0 <= row + steps <= len(sections[place]):
        sections[place].insert(row + steps, question)
    elif 0 <= place + steps < len(sections):
        other = sections[place + steps]
        other.insert(len(other) if steps < 0 else 0, question)
    else:
        sections[place].insert(row, question)
    return with_sections(
        definition,
        (replace(section, questions=tuple(each)) for section, each in zip(definition.sections, sections, strict=True)),
    )


def add_section(definition: Definition, title: str, used: Iterable[str] = ()) -> tuple[Definition, str]:
    taken = {section.key for section in definition.sections} | set(used)
    key = free_key(title or "section", taken)
    return with_sections(definition, (*definition.sections, Section(key, title))), key


def change_section(definition: Definition, key: str, title: str, intro: str) -> Definition:
    return _each(
        definition, lambda section: replace(section, title=title, intro=intro) if section.key == key else section
    )


def remove_section(definition: Definition, key: str) -> Definition:
    return with_sections(definition, (section for section in definition.sections if section.key != key))


def move_section(definition: Definition, key: str, steps: int) -> Definition:
    sections = list(definition.sections)
    place = next((index for index, section in enumerate(sections) if section.key == key), None)
    if place is None or not 0 <= place + steps < len(sections):
        return definition
    sections.insert(place + steps, sections.pop(place))
    return with_sections(definition, sections)


def join(definition: Definition, more: Definition, used: Iterable[str]) -> Definition:
    """The sections of another definition at the end, its keys made new where they are taken."""
    taken = set(used) | set(definition.by_key)
    renamed: dict[str, str] = {}
    for question in more.questions:
        renamed[question.key] = fresh_key(question.key, taken) if question.key in taken else question.key
        taken.add(renamed[question.key])
    sections = list(definition.sections)
    section_keys = {section.key for section in sections}
    for section in more.sections:
        key = fresh_key(section.key, section_keys) if section.key in section_keys else section.key
        section_keys.add(key)
        questions = tuple(
            replace(question, key=renamed[question.key], show_when=_renamed(question.show_when, renamed))
            for question in section.questions
        )
        sections.append(replace(section, key=key, questions=questions, show_when=_renamed(section.show_when, renamed)))
    return with_sections(definition, sections)


def _renamed(condition: Condition | None, renamed: dict[str, str]) -> Condition | None:
    if isinstance(condition, When):
        return replace(condition, question=renamed.get(condition.question, condition.question))
    if condition is None:
        return None
    parts = tuple(part for part in (_renamed(each, renamed) for each in condition.conditions) if part is not None)
    return AllOf(parts) if isinstance(condition, AllOf) else AnyOf(parts)


def depends_on(definition: Definition, key: str) -> list[Question]:
    """Questions whose routing looks at this one."""
    return [
        question
        for question in definition.questions
        if any(test.question == key for test in tests_in(definition.conditions.get(question.key)))
    ]


# Options, one on each line


@dataclass(frozen=True)
class Line:
    """An option as its author types it: "# Group" above, "(write in)" or "(right)" behind, "| words under it" last."""

    label: str
    own_words: bool = False
    hint: str = ""
    group: str = ""
    right: bool = False


@dataclass(frozen=True)
class Reworded:
    """A line that stands where another stood: the same in other words, or something else?"""

    key: str
    old: str
    new: str


def lines_of(options: Iterable[Option], right: str = "") -> str:
    """Offered choices as their author types them; those with a role of their own are not among them. ``right`` is the key of
    the one that is right."""
    written: list[str] = []
    group = ""
    for option in options:
        if option.exclusive or option.retired:
            continue
        if option.group != group:
            written.append(f"# {option.group}".strip())
            group = option.group
        written.append(
            option.label
            + (f" {WRITE_IN}" if option.own_words else "")
            + (f" {RIGHT}" if option.key == right else "")
            + (f" | {option.hint}" if option.hint else "")
        )
    return "\n".join(written)


def read_lines(text: str) -> list[Line]:
    """Empty lines are skipped."""
    found: list[Line] = []
    group = ""
    for raw in text.splitlines():
        typed = " ".join(raw.split())
        if typed.startswith("#"):
            group = typed[1:].strip()
        elif typed:
            label, _bar, hint = (part.strip() for part in typed.partition("|"))
            marks = set()
            while mark := next((each for each in (WRITE_IN, RIGHT) if label.lower().endswith(each)), ""):
                marks.add(mark)
                label = label[: -len(mark)].strip()
            if label:
                found.append(Line(label, WRITE_IN in marks, hint, group, RIGHT in marks))
    return found


def _pair(old: Sequence[str], new: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Places in ``new`` of what stayed word for word, and of what seems reworded: {place in new: place in old}."""
    where: dict[str, list[int]] = {}
    for place, label in enumerate(old):
        where.setdefault(label.casefold(), []).append(place)
    same: dict[int, int] = {}
    for place, label in enumerate(new):
        if where.get(label.casefold()):
            same[place] = where[label.casefold()].pop(0)
    left_old = [place for place in range(len(old)) if place not in same.values()]
    reworded: dict[int, int] = {}
    matcher = SequenceMatcher(
        a=[label.casefold() for label in old], b=[label.casefold() for label in new], autojunk=False
    )
    for code, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if code != "replace":
            continue
        olds = [place for place in range(old_from, old_to) if place in left_old]
        news = [place for place in range(new_from, new_to) if place not in same]
        reworded.update(zip(news, olds, strict=False))
    return same, reworded


def rewordings(options: Sequence[Option], lines: Sequence[Line]) -> list[Reworded]:
    """Lines that stand in the place of an option with other words."""
    choices = [option for option in options if not option.exclusive and not option.retired]
    _same, reworded = _pair([option.label for option in choices], [line.label for line in lines])
    return [Reworded(choices[was].key, choices[was].label, lines[now].label) for now, was in reworded.items()]


def options_from(
    options: Sequence[Option],
    lines: Sequence[Line],
    *,
    roles: Sequence[Option],
    new_meaning: Iterable[str] = (),
    kept: bool,
    used: Iterable[str] = (),
) -> tuple[Option, ...]:
    """Options as typed, with the keys of those they continue.

    ``roles`` are the options with a role that are wanted, after the lines. ``new_meaning`` are keys of options whose
    rewording means something else: they are retired and the new one takes their place. ``kept`` says that answers
    may exist: then what is no longer offered is retired, not forgotten. ``used`` are option keys of other editions.
    """
    choices = [option for option in options if not option.exclusive and not option.retired]
    same, reworded = _pair([option.label for option in choices], [line.label for line in lines])
    other = set(new_meaning)
    retired = {option.label.casefold(): option for option in options if option.retired}
    taken = {option.key for option in options} | set(used)
    made: list[Option] = []
    for place, line in enumerate(lines):
        was = same.get(place, reworded.get(place))
        before = choices[was] if was is not None else None
        base = Option("", "")
        if before is not None and before.key not in other:
            base = before
        elif before is None and line.label.casefold() in retired:
            base = replace(retired.pop(line.label.casefold()), retired=False)
        if not base.key:
            key = free_key(line.label, taken)
            taken.add(key)
            base = Option(key, "", replaces=before.key if before is not None else "")
        made.append(replace(base, label=line.label, own_words=line.own_words, hint=line.hint, group=line.group))
    standing = {option.key: option for option in options if option.exclusive}
    made += [replace(standing.get(role.key, role), retired=False) for role in roles]
    if kept:
        here = {option.key for option in made}
        made += [replace(option, retired=True) for option in options if option.key not in here]
    return tuple(made)


def rows_from(rows: Sequence[Row], text: str, *, kept: bool) -> tuple[Row, ...]:
    """Statements one on each line; a reworded one keeps its key, and comparing editions judges the words."""
    labels = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    offered = [row for row in rows if not row.retired]
    same, reworded = _pair([row.label for row in offered], labels)
    taken = {row.key for row in rows}
    made: list[Row] = []
    for place, label in enumerate(labels):
        was = same.get(place, reworded.get(place))
        if was is not None:
            made.append(replace(offered[was], label=label))
            continue
        key = free_key(label, taken)
        taken.add(key)
        made.append(Row(key, label))
    if kept:
        here = {row.key for row in made}
        made += [replace(row, retired=True) for row in rows if row.key not in here]
    return tuple(made)


def role_options(options: Iterable[Option]) -> set[Role]:
    """Which roles an offered option has."""
    return {option.role for option in options if option.exclusive and not option.retired}
