"""What a survey gives to the evidence pack: the questions as they were asked, in each published edition. No answer."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.dates import with_clock
from alongside.projects.models import State
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.codec import to_json
from alongside.questionnaires.models import Edition
from alongside.record.chapters import Chapter, File, Part, Public, Table, as_json, register
from alongside.tools.survey.builder import change_question
from alongside.tools.survey.models import Survey


def _editions(scope: UUID) -> Iterator[tuple[Survey, Edition]]:
    for survey in (
        Survey.objects.filter(activity__project=scope).select_related("activity__project").order_by("activity")
    ):
        asked = Edition.objects.filter(questionnaire=survey.questionnaire_id, published_at__isnull=False)
        for edition in asked.order_by("number"):
            yield survey, edition


def rows(scope: UUID, *, public: bool = False) -> Iterator[File]:
    """With ``public`` without the team's own words about what changed."""
    numbers: dict[UUID, int] = {}
    for survey, edition in _editions(scope):
        number = numbers.setdefault(survey.pk, len(numbers) + 1)
        about = {"survey": survey.activity.title, "edition": edition.number, "published_at": edition.published_at}
        words = {**about, "definition": _asked(edition, survey) if public else edition.definition}
        words |= {} if public else {"note": edition.note}
        yield as_json(f"questions/survey-{number}-edition-{edition.number}.json", words)


def _asked(edition: Edition, survey: Survey) -> dict[str, Any]:
    """The definition; while people still answer, without which answers are right."""
    definition = questionnaires.definition_of(edition)
    if survey.activity.project.state_at(timezone.now()) not in (State.CLOSED, State.ANSWERED):
        for question in definition.questions:
            definition = change_question(definition, replace(question, right="", explanation=""))
    return to_json(definition)


def tell(scope: UUID, *, public: bool = False) -> Iterator[Part]:
    heads = [_("Survey"), _("Edition"), _("Published"), _("What changed")]
    shown: list[tuple[str, ...]] = [
        (survey.activity.title, str(edition.number), with_clock(edition.published_at), edition.note or "–")
        for survey, edition in _editions(scope)
        if edition.published_at is not None
    ]
    if public:
        heads, shown = heads[:3], [row[:3] for row in shown]
    if shown:
        yield Part(_("Editions of the questions"), (), [Table(_("As they were asked"), heads, shown)])


register(
    Chapter(
        "questions",
        lambda: _("What was asked"),
        35,
        rows,
        tell,
        Public(partial(rows, public=True), partial(tell, public=True)),
    )
)
