"""What an invitation profile may say: few things, in bands, each optional. Pure.

The age groups are those of the equality questions, so that a draw can be balanced; the answers are another person's
choice, made for another purpose, and are never filled from there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class ProfileQuestion:
    """``several`` may be chosen where it says so. ``options`` is {key: words}."""

    key: str
    wording: Words
    options: Mapping[str, Words]
    several: bool = False


AGE = ProfileQuestion(
    "age",
    _("How old are you?"),
    {
        "16-24": _("16 to 24"),
        "25-34": _("25 to 34"),
        "35-44": _("35 to 44"),
        "45-54": _("45 to 54"),
        "55-64": _("55 to 64"),
        "65-74": _("65 to 74"),
        "75+": _("75 or older"),
    },
)
EXPERIENCE = ProfileQuestion(
    "experience",
    _("What do you know about from your own life?"),
    {
        "long-term": _("Living with a long-term condition"),
        "disabled": _("Being disabled"),
        "carer": _("Looking after someone, unpaid"),
        "parent": _("Bringing up children"),
        "mental-health": _("Using mental health services"),
        "maternity": _("Pregnancy and birth"),
        "community": _("Being from an ethnic minority"),
        "works-in-care": _("Working in health or care"),
    },
    several=True,
)


def questions(areas: Iterable[tuple[str, str]]) -> list[ProfileQuestion]:
    """The questions of an organisation with these areas (code, name)."""
    where = ProfileQuestion("area", _("Where do you live?"), dict(areas))
    return [AGE, where, EXPERIENCE] if where.options else [AGE, EXPERIENCE]


def kept(asked: Iterable[ProfileQuestion], said: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What was chosen, among what was offered; a question that was skipped is absent."""
    found = {
        question.key: [choice for choice in said.get(question.key, []) if choice in question.options]
        for question in asked
    }
    return {key: choices for key, choices in found.items() if choices}
