"""Texts as moderators and the public see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.activities.models import Activity, Contribution
from alongside.moderation import rules
from alongside.moderation.models import Decision, ShownText
from alongside.people.accounts.models import Person
from alongside.questionnaires.actions import answers_of, definition_by_id
from alongside.tools.survey.models import Response

State = ShownText.State

RULES: dict[str, str | Promise] = {
    "harm": gettext_lazy("may be about harm"),
    "email": gettext_lazy("may be an email address"),
    "nhs_number": gettext_lazy("may be an NHS number"),
    "phone": gettext_lazy("may be a phone number"),
    "postcode": gettext_lazy("may be a postcode"),
    "date_of_birth": gettext_lazy("may be a date of birth"),
    "titled_name": gettext_lazy("may name a person"),
    "two_capitals": gettext_lazy("may name a person or a place"),
    "rude": gettext_lazy("may be rude"),
}
COLOURS = {rules.SAFETY: "red", rules.IDENTIFIES: "orange", rules.NAMES: "yellow", rules.RUDE: "white"}
STATE_COLOURS = {
    State.WAITING: "blue",
    State.PUBLISHED: "green",
    State.HIDDEN_WORDS: "green",
    State.HELD: "yellow",
    State.NOT_PUBLISHED: "grey",
}


@dataclass(frozen=True)
class HintShown:
    """``said`` is the rule in words."""

    words: str
    said: str
    colour: str
    kind: str


@dataclass(frozen=True)
class Line:
    """A text in the queue."""

    text: ShownText
    question: str
    hints: list[HintShown]
    colour: str


def hints_of(words: str) -> list[HintShown]:
    """Once for each words, the most serious first."""
    found = sorted(rules.hints(words), key=lambda each: -rules.RISKS[each.kind])
    shown = [HintShown(each.words, str(RULES[each.rule]), COLOURS[each.kind], each.kind) for each in found]
    return list(dict.fromkeys(shown))


def _response(contribution: Contribution) -> Response | None:
    return getattr(contribution, "response", None)


def question_words(contribution: Contribution, question: str) -> str:
    """The question as its edition asked it."""
    response = _response(contribution)
    if response is None:
        return question
    found = definition_by_id(response.submission.edition_id).by_key.get(question)
    return found.wording if found else question


def whole_answer(contribution: Contribution, question: str) -> str:
    """All that was written there, as it was written."""
    response = _response(contribution)
    if response is None:
        return ""
    answer = answers_of(response.submission).get(question)
    return str(answer.value) if answer is not None and answer.says_something else ""


def lines(texts: Iterable[ShownText]) -> list[Line]:
    return [
        Line(
            text,
            question_words(text.contribution, text.question),
            hints_of(text.words),
            STATE_COLOURS[State(text.state)],
        )
        for text in texts
    ]


def history(text: ShownText) -> list[tuple[Decision, str]]:
    """(decision, who decided), newest first."""
    found = list(text.decisions.all())
    names = names_of(each.by for each in found)
    return [(each, names.get(each.by, _("Somebody who has left"))) for each in found]


def names_of(people: Iterable[UUID]) -> dict[UUID, str]:
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=set(people))}


def message_for(text: ShownText, state: str, reason: str, public: str) -> str:
    """What whoever wrote it is told, in plain words, to be changed before it is sent."""
    project = text.contribution.project
    if state == State.HIDDEN_WORDS:
        decided = _("We will show some of your words in public. We have hidden a few of them:") + f"\n\n{public}"
    else:
        decided = _("We will not show your words in public.")
    parts = [
        _("You told us what you think about “%(question)s”. Thank you.") % {"question": project.question},
        decided,
        _("Why: %(reason)s") % {"reason": reason},
        _("Your whole answer still counts, and the people who decide can read it."),
        _("If you think we got this wrong, phone %(phone)s or write to %(email)s.")
        % {"phone": project.organisation.phone, "email": project.organisation.email},
    ]
    return "\n\n".join(parts)


def shown(activity: Activity) -> dict[str, list[str]]:
    """{question: words that may be shown}, of contributions that still count, in no order that says who or when.

    Words alone: nothing about the person goes with a quote, since beside their words even a broad group can point
    at somebody.
    """
    found = (
        ShownText.objects.filter(
            contribution__activity=activity,
            contribution__withdrawn_at=None,
            state__in=[State.PUBLISHED, State.HIDDEN_WORDS],
        )
        .order_by("pk")
        .values_list("question", "public")
    )
    quotes: dict[str, list[str]] = {}
    for question, public in found:
        quotes.setdefault(question, []).append(public)
    return quotes
