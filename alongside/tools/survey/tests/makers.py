"""A project with a survey to answer, for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.activities.models import Activity
from alongside.organisations.models import Organisation
from alongside.projects.models import Project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.build import DO_NOT_KNOW, NONE_OF_THESE, options, own_words, rows, when
from alongside.questionnaires.types import Audience, DateParts, Definition, Kind, Limits, Option, Question, Section
from alongside.tools.survey.models import Survey

BLOOD_TESTS = Definition(
    "Blood tests",
    (
        Section(
            "use",
            "Using the clinic",
            questions=(
                Question(
                    "suits",
                    Kind.SINGLE,
                    "When would suit you best?",
                    options=options(
                        ("mornings", "Weekday mornings, 8am to midday"),
                        ("evenings", "Evenings, 5pm to 8pm"),
                        Option("never", "I do not have blood tests"),
                    ),
                    required=True,
                    required_reason="it decides which questions we ask next.",
                    when_missing="Select when would suit you best",
                ),
                Question(
                    "hard",
                    Kind.MULTIPLE,
                    "What makes it hard to get a blood test?",
                    hint="Select up to 3 reasons.",
                    background="In spring 2026 we asked 40 people at 3 clinics.\n\nThese are the reasons they gave.",
                    options=options(
                        ("far", "The clinic is hard to get to"),
                        ("times", "The times do not fit with work or caring"),
                        Option("needles", "I am worried about needles", hint="For example, you feel faint"),
                        own_words("other", "Something else"),
                        NONE_OF_THESE,
                    ),
                    limits=Limits(max_choices=3),
                    show_when=when("suits", "mornings", "evenings"),
                ),
            ),
        ),
        Section(
            "words",
            "In your words",
            intro="The next questions are in your own words. You can skip them.",
            questions=(
                Question("better", Kind.LONG_TEXT, "What would make it better?", limits=Limits(max_length=500)),
                Question("name", Kind.SHORT_TEXT, "What is your name?", identifying=True, who_sees=Audience.RESTRICTED),
            ),
        ),
    ),
)

EVERY_KIND = Definition(
    "Every kind",
    (
        Section(
            "all",
            "",
            questions=(
                Question("short", Kind.SHORT_TEXT, "Which clinic do you use?"),
                Question("long", Kind.LONG_TEXT, "What would you change?"),
                Question(
                    "one", Kind.SINGLE, "Which is best?", options=options(("a", "A"), own_words("b", "B"), DO_NOT_KNOW)
                ),
                Question("yes", Kind.YES_NO, "Have you been?", options=options(("yes", "Yes"), ("no", "No"))),
                Question(
                    "many",
                    Kind.MULTIPLE,
                    "Which do you use?",
                    options=options(("a", "A"), own_words("b", "B"), NONE_OF_THESE),
                ),
                Question(
                    "ease",
                    Kind.SCALE,
                    "How easy was it?",
                    options=options(("e1", "Very easy"), ("e2", "Easy"), ("e3", "Hard")),
                ),
                Question(
                    "rows",
                    Kind.MATRIX,
                    "How good are these?",
                    options=options(("good", "Good"), ("bad", "Bad")),
                    rows=rows(("parking", "Parking"), ("staff", "Staff")),
                ),
                Question(
                    "miles", Kind.NUMBER, "How far do you travel?", limits=Limits(unit="miles", minimum=0, maximum=500)
                ),
                Question("when", Kind.DATE, "When did you last go?"),
                Question("born", Kind.DATE, "Which year were you born?", limits=Limits(date_parts=DateParts.YEAR)),
                Question(
                    "order",
                    Kind.RANKING,
                    "What matters most?",
                    options=options(("near", "Near"), ("quick", "Quick"), ("kind", "Kind")),
                ),
                Question(
                    "mail", Kind.EMAIL, "What is your email address?", identifying=True, who_sees=Audience.RESTRICTED
                ),
                Question(
                    "call", Kind.PHONE, "What is your phone number?", identifying=True, who_sees=Audience.RESTRICTED
                ),
                Question(
                    "place",
                    Kind.POSTCODE,
                    "What is your postcode?",
                    options=options(("east", "Eastvale"), ("west", "Westvale")),
                ),
                Question(
                    "photo",
                    Kind.FILE,
                    "Add a photo",
                    limits=Limits(file_types=("image/jpeg", "image/png"), max_bytes=10**7),
                ),
                Question(
                    "uses",
                    Kind.CONSENT,
                    "What may we do with your words?",
                    options=options(
                        ("quote", "You may quote me without my name"), ("share", "You may share them with partners")
                    ),
                ),
            ),
        ),
    ),
)


def survey_in(organisation: Organisation, definition: Definition = BLOOD_TESTS, **facts: Any) -> Survey:
    """An open project with a published survey."""
    now = timezone.now()
    project = Project.objects.create(
        **{
            "organisation": organisation,
            "slug": "blood-tests",
            "name": "Blood tests",
            "question": "When and where should blood test clinics open?",
            "summary": "Eight blood test clinics serve Northmere. We want to know when they should open.",
            "level": "consult",
            "can_change": "The opening hours.",
            "cannot_change": "The number of clinics.",
            "who_decides": "the Northmere board",
            "minutes": 8,
            "opens_at": now - timedelta(days=10),
            "closes_at": now + timedelta(days=11),
            "findings_by": timezone.localdate() + timedelta(days=50),
            "decides_on": timezone.localdate() + timedelta(days=80),
            "published_at": now - timedelta(days=10),
            **facts,
        }
    )
    activity = Activity.objects.create(project=project, tool="survey", title="Survey")
    questionnaire = questionnaires.start(owner=organisation.pk, title=definition.title, definition=definition)
    questionnaires.publish(questionnaire=questionnaire, at=now - timedelta(days=10))
    return Survey.objects.create(activity=activity, questionnaire=questionnaire)
