"""What in a text could point at a person or mean harm: hints for people who decide. Pure; decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SAFETY, IDENTIFIES, NAMES, RUDE = "safety", "identifies", "names", "rude"
RISKS = {SAFETY: 3, IDENTIFIES: 2, NAMES: 1, RUDE: 1}
"""How soon a person should look, by kind of hint."""

_TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sir|Dame|Nurse|Sister|Matron|Midwife|Consultant|Surgeon|Receptionist"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAME = r"[A-Z][\w'’-]+"

# (rule, kind, pattern). Kinds of address and number are those in use in the United Kingdom.
_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "harm",
        SAFETY,
        re.compile(
            r"\b(?:suicid\w*|self[ -]?harm\w*|(?:kill|hurt|harm|cut)(?:ing)? (?:myself|himself|herself|themselves)"
            r"|end (?:my|his|her|their) life|(?:want|wants|wanted) to die|rape[ds]?|abus(?:e|ed|es|ive|ing)"
            r"|(?:hits?|hitting|beats?|beating|chok\w+|threaten\w*) (?:me|him|her|them|us|my \w+)"
            r"|(?:not|never) (?:feel )?safe at home|afraid of (?:my|his|her|their) \w+|neglect(?:ed|ing)?)\b",
            re.IGNORECASE,
        ),
    ),
    ("email", IDENTIFIES, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("nhs_number", IDENTIFIES, re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")),
    ("phone", IDENTIFIES, re.compile(r"(?<![\d+])(?:\+44[ -]?(?:\(0\))?|\(?0)(?:\d\)?[ -]?){8,9}\d(?!\d)")),
    ("postcode", IDENTIFIES, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)),
    (
        "date_of_birth",
        IDENTIFIES,
        re.compile(
            rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}) (?:19|20)\d\d\b"
            r"|\bborn in (?:19|20)\d\d\b",
            re.IGNORECASE,
        ),
    ),
    ("titled_name", NAMES, re.compile(rf"\b(?i:{_TITLES})\b\.? {_NAME}(?: {_NAME})?")),
    ("two_capitals", NAMES, re.compile(rf"\b{_NAME} {_NAME}(?: {_NAME})?")),
    (
        "rude",
        RUDE,
        re.compile(
            r"\b(?:fuck\w*|shit\w*|bastards?|bitch\w*|cunts?|wank\w*|twats?|arseholes?|piss\w*)\b", re.IGNORECASE
        ),
    ),
)

# Begins many sentences, or is a month, a day or a common part of the names of places and services.
_NOT_A_NAME = re.compile(
    rf"^(?:The|My|Our|A|An|I|In|On|At|It|We|You|They|This|That|When|If|But|And|So|Not|No|{_MONTHS}|\w+day|NHS|GP|A&E)$"
)
_PLACE = re.compile(
    r"\b(?:Hospital|Clinic|Centre|Center|Road|Street|Lane|Avenue|Surgery|Practice|Council|Trust|Station|Park|Library"
    r"|School|College|University|Language|Read|Hill|Town|Market|North|South|East|West)\b"
)


@dataclass(frozen=True)
class Hint:
    """Some words of a text and the rule that found them. ``start`` and ``end`` are places in the text."""

    rule: str
    kind: str
    words: str
    start: int
    end: int


def hints(text: str) -> list[Hint]:
    """What was found, in the order of the text. Of hints that overlap the first of the rules wins."""
    found: list[Hint] = []
    for rule, kind, pattern in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            if _fits(rule, match.group()):
                found.append(Hint(rule, kind, match.group(), match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)


def _fits(rule: str, words: str) -> bool:
    if rule == "nhs_number":
        return is_nhs_number(words)
    if rule == "two_capitals":
        return not _PLACE.search(words) and not any(_NOT_A_NAME.match(each) for each in words.split())
    return True


def is_nhs_number(words: str) -> bool:
    """Ten digits of which the last is the check digit (modulus 11, NHS Data Dictionary)."""
    digits = [int(each) for each in words if each.isdigit()]
    if len(digits) != 10:
        return False
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and check != 10


def risk(found: Iterable[Hint]) -> int:
    """0 to 3: the highest of the hints."""
    return max((RISKS[each.kind] for each in found), default=0)


def hide(text: str, words: Iterable[str], mark: str) -> tuple[str, list[str]]:
    """The text with every place of these words replaced by ``mark``, and those that are not in it.

    Case and the kind of white space make no difference; parts of longer words are left alone.
    """
    wanted = sorted({" ".join(each.split()) for each in words} - {""}, key=lambda each: (-len(each), each))
    places: list[tuple[int, int]] = []
    absent = []
    for each in wanted:
        pattern = r"\s+".join(map(re.escape, each.split()))
        before, after = (r"(?<!\w)" if each[0].isalnum() else ""), (r"(?!\w)" if each[-1].isalnum() else "")
        found = [match.span() for match in re.finditer(before + pattern + after, text, re.IGNORECASE)]
        if not found:
            absent.append(each)
        places += found
    made, at = [], 0
    for start, end in sorted(places):
        if start >= at:
            made += [text[at:start], mark]
        at = max(at, end)
    return "".join(made) + text[at:], absent
