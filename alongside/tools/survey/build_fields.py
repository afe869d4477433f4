"""What the boxes of a question's form are made of: their words, what follows from its kind, and numbers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.questionnaires.build import DO_NOT_KNOW, NONE_OF_THESE, NOT_APPLICABLE, PREFER_NOT_TO_SAY
from alongside.questionnaires.types import NEEDS_OPTIONS, Kind, Op, Option, Role

LARGEST = 999_999_999_999
PHOTOS = ("image/jpeg", "image/png", "image/webp")

STANDARD: dict[Role, Option] = {
    option.role: option for option in (DO_NOT_KNOW, NOT_APPLICABLE, NONE_OF_THESE, PREFER_NOT_TO_SAY)
}
IDENTIFIES = {Kind.EMAIL, Kind.PHONE}
HAS_LINES = NEEDS_OPTIONS - {Kind.YES_NO}
LINES_LABEL = {
    Kind.SCALE: gettext_lazy("Points, from one end to the other, one on each line"),
    Kind.MATRIX: gettext_lazy("Points, from one end to the other, one on each line"),
    Kind.CONSENT: gettext_lazy("Uses to agree to, one on each line"),
    Kind.RANKING: gettext_lazy("Things to put in order, one on each line"),
}
CHOICE_OPS = (
    (Op.ANY_OF.value, gettext_lazy("they chose any of these")),
    (Op.IS_NOT.value, gettext_lazy("they chose none of these")),
    (Op.ANSWERED.value, gettext_lazy("they gave any answer")),
    (Op.NOT_ANSWERED.value, gettext_lazy("they gave no answer")),
)
NUMBER_TESTS = (
    (Op.LESS_THAN.value, gettext_lazy("their number is less than")),
    (Op.AT_MOST.value, gettext_lazy("their number is at most")),
    (Op.EQUAL_TO.value, gettext_lazy("their number is")),
    (Op.AT_LEAST.value, gettext_lazy("their number is at least")),
    (Op.MORE_THAN.value, gettext_lazy("their number is more than")),
    *CHOICE_OPS[2:],
)


def whole(label: Any, most: int, fewest: int = 1) -> forms.IntegerField:
    words = _("Enter a whole number from %(fewest)s to %(most)s") % {"fewest": fewest, "most": most}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=fewest,
        max_value=most,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={"invalid": words, "min_value": words, "max_value": words},
    )


def roles_for(kind: Kind) -> list[Role]:
    if kind in (Kind.MULTIPLE, Kind.CONSENT):
        return [Role.NONE, Role.DO_NOT_KNOW, Role.PREFER_NOT_TO_SAY]
    return [Role.DO_NOT_KNOW, Role.NOT_APPLICABLE, Role.PREFER_NOT_TO_SAY]


def short(wording: str) -> str:
    return wording if len(wording) <= 70 else wording[:69].rstrip() + "…"
