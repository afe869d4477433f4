"""What the test does with the database of the installation it kills: fill it, let time pass, count what is there."""

import json
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from alongside.activities.models import Contribution  # noqa: E402
from alongside.core.models import Job  # noqa: E402
from alongside.messaging.models import Message  # noqa: E402
from alongside.people.voices.actions import voice_for_code  # noqa: E402
from alongside.questionnaires.build import options  # noqa: E402
from alongside.questionnaires.types import Definition, Kind, Question, Section  # noqa: E402
from alongside.record.actions import seal, verify  # noqa: E402
from alongside.record.models import Leaf  # noqa: E402
from alongside.tools.survey.models import Response  # noqa: E402
from alongside.tools.survey.tests.makers import survey_in  # noqa: E402
from tests.cast import organisation  # noqa: E402

ASKED = Definition(
    "Blood tests",
    (
        Section(
            "use",
            "",
            questions=(
                Question(
                    "suits",
                    Kind.SINGLE,
                    "When would suit you best?",
                    options=options(("mornings", "Mornings"), ("evenings", "Evenings")),
                    required=True,
                    required_reason="Everybody can say.",
                ),
                Question("better", Kind.LONG_TEXT, "What would make it better?"),
            ),
        ),
    ),
)


def prepare(_told: object) -> str:
    call_command("migrate", verbosity=0, interactive=False)
    return str(survey_in(organisation("northmere", "Northmere"), ASKED).pk)


def let_time_pass(_told: object) -> int:
    """What a killed worker held is let go, as it is by itself after five minutes; how many messages that were."""
    before = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(held_until__isnull=False).update(held_until=before)
    return Message.objects.filter(held_until__isnull=False).update(held_until=before, due_at=before)


def waiting(_told: object) -> int:
    return Message.objects.filter(state=Message.State.WAITING).count()


def count(told: dict[str, str]) -> dict[str, Any]:
    """``told`` is {code shown: what that person wrote}. Everything that could be lost or doubled."""
    found: dict[str, int] = {}
    for code, words in told.items():
        voice = voice_for_code(code)
        theirs = Response.objects.filter(contribution__voice=voice) if voice else Response.objects.none()
        right = [each for each in theirs if each.submission.answers.get("better", {}).get("value") == words]
        found[code] = len(right) if len(right) == len(theirs) else -1
    seal()
    responses = Response.objects.count()
    return {
        "codes_once": sum(times == 1 for times in found.values()),
        "responses": responses,
        "keys": Response.objects.values("once").distinct().count(),
        "contributions": Contribution.objects.count(),
        "leaves": Leaf.objects.filter(verb="contribution.made").count(),
        "unsent_answers_among_them": Response.objects.filter(submission__sent_at=None).count(),
        "messages": Message.objects.filter(kind="survey.copy").count(),
        "messages_sent": Message.objects.filter(kind="survey.copy", state=Message.State.SENT).count(),
        "record_problems": [str(each) for each in verify()],
    }


if __name__ == "__main__":
    json.dump(globals()[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
