"""What colleagues did with some answers: stars, tags, quotes, and decisions about showing them."""

from datetime import datetime, timedelta
from uuid import UUID

from alongside.activities.models import Activity
from alongside.analysis import marks
from alongside.analysis.models import Mark
from alongside.moderation import actions as moderation
from alongside.moderation.models import Decision, ShownText
from alongside.moderation.rules import IDENTIFIES, NAMES, hints
from alongside.questionnaires.types import Definition, Kind

State = ShownText.State
MOST = 9
# A tag is put on texts with one of these words.
TAGS = {
    "Times": ("evening", "morning", "weekend", "hours", "late", "early", "time"),
    "Getting there": ("bus", "park", "car", "walk", "train", "taxi", "far"),
    "Staff": ("staff", "nurse", "kind", "desk", "doctor"),
}


def mark_some(*, activity: Activity, definition: Definition, by: UUID, now: datetime) -> None:
    """On the answers to the first question that asks for words, each text once."""
    asked = next((each.key for each in definition.questions if each.kind is Kind.LONG_TEXT), None)
    if asked is None:
        return
    found = activity.contributions.filter(may_quote=True).select_related("response__submission").order_by("received_at")
    seen: set[str] = set()
    for contribution in found:
        words = contribution.response.submission.answers.get(asked, {}).get("value")
        if not words or words in seen or len(seen) >= 3 * MOST:
            continue
        seen.add(words)
        for tag, having in TAGS.items():
            if any(each in words.lower() for each in having):
                marks.tag(contribution=contribution, question=asked, words=tag, by=by)
        if len(seen) % 4 == 1:
            marks.star(contribution=contribution, question=asked, on=True, by=by)
        if len(words) <= 600:
            marks.quote(contribution=contribution, question=asked, words=words, answer=words, by=by)
    _decide(activity, by, now)


def _decide(activity: Activity, by: UUID, now: datetime) -> None:
    """Most were looked at; the newest wait, and so does what could point at somebody, but for one with words hidden."""
    texts = list(ShownText.objects.filter(contribution__activity=activity).order_by("contribution__received_at"))
    hidden = False
    for place, text in enumerate(texts):
        at = now - timedelta(days=1 + (len(texts) - place) // 2, hours=place % 7)
        ShownText.objects.filter(pk=text.pk).update(asked_at=at)
        pointing = [each.words for each in hints(text.words) if each.kind in (NAMES, IDENTIFIES)]
        if pointing and not hidden:
            hidden = True
            moderation.decide(
                text=text, state=State.HIDDEN_WORDS, by=by, seen=0, reason="It names somebody", hidden=pointing
            )
        elif not pointing and place < 2 * len(texts) // 3:
            state = State.HELD if place % 5 == 4 else State.PUBLISHED
            reason = "Ask the clinic whether this is about one person" if state == State.HELD else ""
            moderation.decide(text=text, state=state, by=by, seen=0, reason=reason)
    Decision.objects.filter(text__in=texts).update(at=now - timedelta(hours=20))
    Mark.objects.filter(contribution__activity=activity).update(at=now - timedelta(days=2))
