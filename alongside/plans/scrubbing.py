"""Taking people, days and ways to reach somebody out of words that others are to read. It takes out too much rather than too
little, and cannot know every name: whoever hands the words on reads them first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PERSONAL = tuple(
    (re.compile(pattern, re.I), what)
    for pattern, what in (
        (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "email"),
        (r"(?<!\w)(?:\+44|0044|0)(?:[\s().-]*\d){9,10}(?!\d)", "phone"),
        (r"(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)", "number"),  # an NHS number
        (r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", "postcode"),
        (r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b", "date"),
        (rf"\b(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}\s+(?:{_DAY},?\s+)?(?:19|20)\d{{2}}\b", "date"),
        (rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?!\w)", "date"),
        (r"\b(?:19|20)\d{2}\b", "year"),
    )
)
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
# Names that are words too. They are a name where they begin with a capital.
_ORDINARY = frozenset(
    [
        "art",
        "bell",
        "bill",
        "brown",
        "black",
        "carol",
        "cook",
        "dawn",
        "day",
        "dean",
        "drew",
        "faith",
        "field",
        "ford",
        "frank",
        "gray",
        "green",
        "grace",
        "grant",
        "hall",
        "heath",
        "hill",
        "holly",
        "hope",
        "hunt",
        "ivy",
        "jack",
        "joy",
        "june",
        "king",
        "lane",
        "law",
        "lily",
        "long",
        "mark",
        "mason",
        "may",
        "mead",
        "miles",
        "mills",
        "moss",
        "nick",
        "page",
        "parish",
        "park",
        "pat",
        "pearl",
        "penny",
        "poppy",
        "price",
        "reed",
        "rich",
        "rob",
        "rose",
        "rob",
        "sandy",
        "sharp",
        "short",
        "smart",
        "stone",
        "sue",
        "summer",
        "ward",
        "waters",
        "way",
        "wells",
        "west",
        "white",
        "will",
        "winter",
        "wood",
        "young",
        "and",
        "the",
        "for",
        "von",
        "van",
    ]
)
# Words of names that stand in everybody's text, with a capital or without.
_NEVER = frozenset(["and", "the", "for", "dr", "mr", "mrs", "ms", "miss", "prof", "sir", "dame", "rev", "of", "de"])


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")


@dataclass
class Names:
    """What is taken out: every part of people's names, and names of groups as a whole."""

    long: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    groups: dict[str, list[list[str]]] = field(default_factory=dict)

    def add_people(self, names: Iterable[str]) -> "Names":
        for part in (part for name in names for part in _WORD.findall(name)):
            for each in {part, *re.split("[’'-]", part)}:
                if _folded(each) in _NEVER or each.isdigit():
                    continue
                if len(each) > 2:
                    self.long.add(_folded(each))
                elif len(each) == 2:  # "Li" is a name, "li" may be anything
                    self.short |= {each.capitalize(), each.upper()}
        return self

    def add_groups(self, names: Iterable[str]) -> "Names":
        for name in names:
            words = [_folded(each) for each in _WORD.findall(name)]
            if len(words) > 1:  # one word alone is as likely to be a word
                self.groups.setdefault(words[0], []).append(words)
        return self

    def has(self, word: str) -> bool:
        bare = re.sub("[’']s$", "", word)
        folded = _folded(bare)
        if folded in self.long:
            return not (bare.islower() and folded in _ORDINARY)
        return bare in self.short


def without_people(words: str, names: Names) -> str:
    """The words with names, days and ways to reach somebody in square brackets."""
    gone = {
        "email": _("[email]"),
        "phone": _("[phone]"),
        "number": _("[number]"),
        "postcode": _("[postcode]"),
        "date": _("[day]"),
        "year": _("[year]"),
    }
    for pattern, what in _PERSONAL:
        words = pattern.sub(gone[what], words)
    return _named(words, names)


def _named(words: str, names: Names) -> str:
    found = list(_WORD.finditer(words))
    folded = [_folded(each.group()) for each in found]
    said: list[str] = []
    place = at = 0
    while at < len(found):
        end, what = _here(found, folded, at, names)
        if end > at:
            said += [words[place : found[at].start()], what]
            place = found[end - 1].end()
        at = max(end, at + 1)
    return "".join([*said, words[place:]])


def _here(found: list[re.Match[str]], folded: list[str], at: int, names: Names) -> tuple[int, str]:
    """Where a name that begins here ends, and what stands in its place; where none begins, it ends here."""
    groups = [len(each) for each in names.groups.get(folded[at], ()) if folded[at : at + len(each)] == each]
    if groups:
        return at + max(groups), _("[group]")
    end = at
    while (
        end < len(found) and names.has(found[end].group()) and (end == at or _side_by_side(found[end - 1], found[end]))
    ):
        end += 1
    return end, _("[name]")


def _side_by_side(one: re.Match[str], two: re.Match[str]) -> bool:
    return set(one.string[one.end() : two.start()]) <= {" "}
