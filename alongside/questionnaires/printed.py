"""A questionnaire as it is printed: how each question is filled in, and where routing leads, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from alongside.questionnaires.messages import after_words, before_words
from alongside.questionnaires.paper import PaperQuestion, layout
from alongside.questionnaires.types import MANY_CHOICES, ONE_CHOICE, Definition, Kind

LINES = {Kind.LONG_TEXT: 6, Kind.SHORT_TEXT: 2, Kind.EMAIL: 1, Kind.PHONE: 1}


@dataclass(frozen=True)
class Asked:
    """A question as printed. ``before`` and ``after`` are directions, with their question numbers as links."""

    paper: PaperQuestion
    how: str
    before: Markup
    after: list[Markup]

    @property
    def pattern(self) -> str:
        kind = self.paper.question.kind
        if kind in ONE_CHOICE | MANY_CHOICES:
            return "boxes"
        return kind.value if kind in (Kind.MATRIX, Kind.RANKING, Kind.NUMBER, Kind.DATE, Kind.POSTCODE) else "lines"

    @property
    def lines(self) -> int:
        return LINES.get(self.paper.question.kind, 1)


@dataclass(frozen=True)
class Sheet:
    """A section with its questions."""

    title: str
    intro: str
    asked: list[Asked]


def sheets(definition: Definition, *, whole: bool = False) -> list[Sheet]:
    """What is printed, without what goes on the separate slip; ``whole`` with it, for a form that is signed."""
    return [
        Sheet(
            part.section.title,
            part.section.intro,
            [_asked(definition, each) for each in part.questions if whole or not each.on_slip],
        )
        for part in layout(definition).sections
        if any(whole or not each.on_slip for each in part.questions)
    ]


def on_slip(definition: Definition) -> list[PaperQuestion]:
    """Questions that say who somebody is: on a sheet of their own."""
    return [each for part in layout(definition).sections for each in part.questions if each.on_slip]


def _asked(definition: Definition, paper: PaperQuestion) -> Asked:
    before = before_words(definition, paper.directions)
    after = after_words(definition, paper.directions)
    return Asked(paper, how(paper), _linked(definition, before), [_linked(definition, words) for words in after])


def _linked(definition: Definition, words: str) -> Markup:
    """Each "question 7" as a link, so that print can add on which sheet it is."""
    made = escape(words)
    for key, number in sorted(definition.numbers.items(), key=lambda item: -item[1]):
        target = escape(_("question %(number)s") % {"number": number})
        for end in (".", ",", " "):
            link = Markup('<a class="to" href="#q-{key}">{target}</a>{end}').format(key=key, target=target, end=end)
            made = Markup(str(made).replace(f"{target}{end}", str(link)))  # noqa: S704 (both sides are escaped)
    return made


def how(paper: PaperQuestion) -> str:
    """How to fill it in."""
    question, most = paper.question, paper.question.limits.max_choices
    if question.kind in ONE_CHOICE:
        return _("Choose one.")
    if question.kind in MANY_CHOICES:
        return (
            ngettext("Choose up to %(number)s.", "Choose up to %(number)s.", most) % {"number": most}
            if most
            else _("Choose all that you want.")
        )
    return {
        Kind.MATRIX: _("Choose one on each line."),
        Kind.RANKING: _("Write 1 beside what matters most to you, then 2, and so on. You can leave some out."),
        Kind.NUMBER: _("Write a number."),
        Kind.POSTCODE: _("We use it to find your area, then delete it."),
        Kind.FILE: _("If you want to, put it in the envelope with this form."),
    }.get(question.kind, "")
