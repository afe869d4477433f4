"""Judgement about partners, as pure functions: where somebody stands, whose consent is stricter, which look alike."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Generic, TypeVar

HIGH = 5
"""From here influence and interest count as high: what lies in the middle is involved more, not less."""
MOST_AFFECTED = 7
"""From here somebody counts as most affected."""


class Quadrant(StrEnum):
    """What a team does, by influence and interest."""

    TOGETHER = "together"
    AWARE = "aware"
    UPDATED = "updated"
    WATCH = "watch"


def quadrant(*, influence: int, interest: int) -> Quadrant:
    if influence >= HIGH:
        return Quadrant.TOGETHER if interest >= HIGH else Quadrant.AWARE
    return Quadrant.UPDATED if interest >= HIGH else Quadrant.WATCH


def easily_missed(*, influence: int, affected: int) -> bool:
    """Among the most affected, with little influence: the map alone would rank them low."""
    return affected >= MOST_AFFECTED and influence < HIGH


STRICTEST_FIRST = ("no", "not-asked", "yes")


def stricter(one: str, other: str) -> str:
    """Which consent to be contacted counts when two are joined: no, then not asked, then yes."""
    return min(one, other, key=STRICTEST_FIRST.index)


# Words that many names have and that tell nobody apart.
COMMON = frozenset(
    [
        "a",
        "and",
        "c",
        "cic",
        "cio",
        "co",
        "community",
        "for",
        "group",
        "groups",
        "forum",
        "in",
        "limited",
        "ltd",
        "network",
        "of",
        "on",
        "organisation",
        "plc",
        "service",
        "services",
        "society",
        "team",
        "the",
        "to",
        "trust",
    ]
)
ALIKE = 0.86
"""From here two names are alike (1 is the same)."""
WINDOW = 6
"""How many neighbours a row is compared with in each block: what keeps 5,000 rows from being 12 million pairs."""
SHARED = 4
"""An address or number that more rows than this have is a switchboard: it tells nobody apart."""
RARE = 3
"""By how many of its rarest words a name is looked up."""


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, bare: no accents, capitals, marks or words that many names have. In order of the alphabet."""
    # Twice: taking letters apart can make capitals and marks, and the other way round.
    plain = _bare_letters(_bare_letters(name))
    found = re.findall(r"\w+", plain.replace("&", " and ").replace("'", "").replace("’", ""))
    telling = [word for word in found if word not in COMMON]
    return tuple(sorted(telling or found))


def _bare_letters(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(letter))


def digits_of(phone: str) -> str:
    """A phone number as digits, the country's code or not; empty when it is too short to tell."""
    digits = re.sub(r"\D", "", phone)
    digits = re.sub(r"^(00)?44", "", digits).lstrip("0")
    return digits if len(digits) >= 7 else ""


def email_of(email: str) -> str:
    return email.strip().casefold()


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Entry(Generic[Key]):
    """A row of the register, as far as telling duplicates needs it."""

    key: Key
    name: str
    email: str = ""
    phone: str = ""


class Why(StrEnum):
    """What makes two rows look the same."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True)
class Pair(Generic[Key]):
    one: Key
    other: Key
    reasons: tuple[Why, ...]
    likeness: float


@dataclass(frozen=True)
class _Bare(Generic[Key]):
    key: Key
    words: tuple[str, ...]
    name: str
    pairs: frozenset[str]
    email: str
    phone: str


def _bare(entry: Entry[Key]) -> _Bare[Key]:
    words = words_of(entry.name)
    name = " ".join(words)
    pairs = frozenset(name[at : at + 2] for at in range(len(name) - 1))
    return _Bare(entry.key, words, name, pairs, email_of(entry.email), digits_of(entry.phone))


def likely_duplicates(entries: Iterable[Entry[Key]]) -> list[Pair[Key]]:
    """Pairs that may be the same, the likeliest first. Each pair once, in the order in which the rows were given."""
    bare = _without_switchboards([_bare(entry) for entry in entries])
    order = {each.key: place for place, each in enumerate(bare)}
    found: dict[tuple[Key, Key], Pair[Key]] = {}
    tried: set[tuple[Key, Key]] = set()
    for block in _blocks(bare):
        block.sort(key=lambda each: (each.name, order[each.key]))
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + WINDOW]:
                first, second = sorted((one, other), key=lambda each: order[each.key])
                pair = (first.key, second.key)
                if pair in tried:
                    continue
                tried.add(pair)
                if (alike := _alike(first, second)) is not None:
                    found[pair] = alike
    return sorted(found.values(), key=lambda pair: (-pair.likeness, order[pair.one], order[pair.other]))


def _without_switchboards(bare: list[_Bare[Key]]) -> list[_Bare[Key]]:
    emails, phones = Counter(each.email for each in bare), Counter(each.phone for each in bare)
    return [
        replace(
            each,
            email=each.email if emails[each.email] <= SHARED else "",
            phone=each.phone if phones[each.phone] <= SHARED else "",
        )
        for each in bare
    ]


def _blocks(bare: list[_Bare[Key]]) -> Iterator[list[_Bare[Key]]]:
    """Rows that share something: a rare word, the beginning of the name, an email address, a phone number."""
    often = Counter(word for each in bare for word in set(each.words))
    blocks: defaultdict[tuple[str, str], list[_Bare[Key]]] = defaultdict(list)
    for each in bare:
        for word in sorted(set(each.words), key=lambda word: (often[word], word))[:RARE]:
            blocks["word", word].append(each)
        if each.name:
            blocks["start", each.name[:4]].append(each)
        if each.email:
            blocks["email", each.email].append(each)
        if each.phone:
            blocks["phone", each.phone].append(each)
    yield from (block for block in blocks.values() if len(block) > 1)


def _alike(one: _Bare[Key], other: _Bare[Key]) -> Pair[Key] | None:
    likeness = _likeness(one, other)
    reasons = [
        why
        for why, holds in (
            (Why.NAME, likeness >= ALIKE),
            (Why.EMAIL, bool(one.email) and one.email == other.email),
            (Why.PHONE, bool(one.phone) and one.phone == other.phone),
        )
        if holds
    ]
    if not reasons:
        return None
    return Pair(one.key, other.key, tuple(reasons), round(likeness + len(reasons) - 1, 4))


def _likeness(one: _Bare[Key], other: _Bare[Key]) -> float:
    """0 to 1. What shares few pairs of letters is not looked at closer: that is most of what is compared."""
    if one.name == other.name:
        return 1.0 if one.name else 0.0
    together = len(one.pairs) + len(other.pairs)
    if not together or 2 * len(one.pairs & other.pairs) < 0.7 * together:
        return 0.0
    if _numbers(one.words) != _numbers(other.words):
        return 0.0  # ward 4 and ward 5 are two, however alike their names
    return SequenceMatcher(None, one.name, other.name, autojunk=False).ratio()


def _numbers(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word.isdecimal()]
