"""The survey as a plug: what the socket in activities needs to know of it."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.activities.models import Activity
from alongside.activities.registry import Tool, register
from alongside.questionnaires.actions import definition_of
from alongside.questionnaires.models import Edition
from alongside.tools.survey.evidence import closed_questions, who_said
from alongside.tools.survey.models import Survey

KEY = "survey"


def _start(org: str, project: str, activity: Activity) -> str:
    return reverse("survey:start", args=[org, project])


def _paper(org: str, project: str, activity: Activity) -> str:
    return reverse("survey:paper", args=[org, project])


def _questions(activity: Activity) -> int:
    """How many questions the newest published edition has; before there is one, the draft."""
    newest = (
        Edition.objects.filter(questionnaire__in=Survey.objects.filter(activity=activity).values("questionnaire"))
        .order_by(F("published_at").desc(nulls_last=True))
        .first()
    )
    return len(definition_of(newest).questions) if newest is not None else 0


register(
    Tool(
        key=KEY,
        name=_("Survey"),
        level="consult",
        start_url=_start,
        paper_url=_paper,
        questions=_questions,
        closed_questions=closed_questions,
        who_said=who_said,
    )
)
