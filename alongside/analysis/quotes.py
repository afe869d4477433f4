"""Words that may be shown: somebody agreed to be quoted, and a moderator published what is seen of it."""

from dataclasses import dataclass

from alongside.analysis.access import Results
from alongside.moderation.models import ShownText

MOST = 60


@dataclass(frozen=True)
class Quotes:
    question: str
    words: list[str]


def quotes_of(here: Results) -> list[Quotes]:
    """By question, in the order asked. One query. Words taken back are not among them."""
    rows = (
        ShownText.objects.filter(
            contribution__activity=here.survey.activity_id,
            contribution__withdrawn_at=None,
            contribution__may_quote=True,
            state__in=(ShownText.State.PUBLISHED, ShownText.State.HIDDEN_WORDS),
        )
        .exclude(public="")
        .order_by("asked_at")
        .values_list("question", "public")[:MOST]
    )
    by_question: dict[str, list[str]] = {}
    for question, public in rows:
        by_question.setdefault(question, []).append(public)
    newest = here.editions.history[max(here.editions.history)]
    return [Quotes(q.wording, by_question[q.key]) for q in newest.questions if q.key in by_question]
