"""What is not kept: answers that were begun and never sent."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from alongside.activities import identity
from alongside.core.work import chore
from alongside.people.voices.models import Voice
from alongside.questionnaires import actions as questionnaires
from alongside.tools.survey.models import Sitting

EMPTY_FOR = timedelta(days=2)
AFTER_CLOSING = timedelta(days=90)
AT_ONCE = 500


@chore("forget unsent answers", every=3600)
def forget_unsent() -> int:
    """Sittings without any answer after two days, and every unsent one three months after closing; how many."""
    now = timezone.now()
    due = (
        Sitting.objects.filter(submission__sent_at__isnull=True)
        .filter(
            Q(submission__revision=0, submission__started_at__lt=now - EMPTY_FOR)
            | Q(survey__activity__project__closes_at__lt=now - AFTER_CLOSING)
        )
        .select_related("submission__voice")[:AT_ONCE]
    )
    voices = []
    for sitting in due:
        questionnaires.empty(submission=sitting.submission)
        identity.forget(voice=sitting.submission.voice)
        voices.append(sitting.submission.voice_id)
    Voice.objects.filter(pk__in=voices).delete()
    return len(voices)
