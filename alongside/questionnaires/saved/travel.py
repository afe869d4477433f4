"""A small routed survey: when and where clinics should open."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, NONE_OF_THESE, YES, options, own_words, when
from ..types import AllOf, Audience, Definition, Kind, Limits, Op, Question, Section, When
from .sets import SavedSet, Source

_HAS_TESTS = when("has_tests", "yes")

CLINIC_TIMES = SavedSet(
    key="clinic_times",
    title="When and where clinics should open",
    summary="A short survey with routing: people who do not use the clinic are not asked how it was.",
    minutes=6,
    checked_on="2026-11-20",
    sources=(Source("OWN", "Written for Alongside", "seen", "high"),),
    definition=Definition(
        title="When and where should blood test clinics open?",
        sections=(
            Section(
                "use",
                "Using the clinic",
                questions=(
                    Question(
                        "has_tests",
                        Kind.YES_NO,
                        "Have you had a blood test in the last year?",
                        options=options(YES, NO),
                        required=True,
                        required_reason="Your answer decides which questions come next.",
                        when_missing="Select whether you have had a blood test in the last year",
                    ),
                    Question(
                        "how_easy",
                        Kind.SCALE,
                        "How easy was it to get your last blood test?",
                        options=options(
                            ("very_easy", "Very easy"),
                            ("easy", "Easy"),
                            ("neither", "Neither easy nor hard"),
                            ("hard", "Hard"),
                            ("very_hard", "Very hard"),
                            DO_NOT_KNOW,
                        ),
                        show_when=_HAS_TESTS,
                    ),
                    Question(
                        "what_is_hard",
                        Kind.MULTIPLE,
                        "What makes it hard to get a blood test?",
                        hint="Select up to 3 reasons.",
                        options=options(
                            ("getting_there", "The clinic is hard to get to"),
                            ("times", "The times do not fit with work or caring"),
                            ("booking", "I cannot book online"),
                            ("waiting", "The wait in the clinic is too long"),
                            ("needles", "I am worried about needles"),
                            ("access", "My access needs are not met"),
                            own_words("other", "Something else"),
                            NONE_OF_THESE,
                        ),
                        limits=Limits(max_choices=3),
                        show_when=_HAS_TESTS,
                    ),
                    Question(
                        "miles",
                        Kind.NUMBER,
                        "How many miles did you travel?",
                        limits=Limits(minimum=0, maximum=200, decimals=1, unit="miles"),
                        show_when=AllOf(
                            (_HAS_TESTS, When("what_is_hard", Op.IS, ("getting_there",))),
                        ),
                    ),
                ),
            ),
            Section(
                "future",
                "What should change",
                questions=(
                    Question(
                        "best_time",
                        Kind.SINGLE,
                        "When would suit you best?",
                        options=options(
                            ("mornings", "Weekday mornings, 8am to midday"),
                            ("afternoons", "Weekday afternoons, midday to 5pm"),
                            ("evenings", "Evenings, 5pm to 8pm"),
                            ("saturdays", "Saturdays"),
                        ),
                    ),
                    Question(
                        "matters",
                        Kind.RANKING,
                        "What matters most to you?",
                        hint="Put these in order. You can leave some out.",
                        options=options(
                            ("near", "Close to home"),
                            ("quick", "A short wait"),
                            ("times", "Times that suit me"),
                            ("parking", "Parking"),
                        ),
                        limits=Limits(rank_at_least=1),
                    ),
                    Question(
                        "area",
                        Kind.POSTCODE,
                        "What is your postcode?",
                        hint="We use it to find your area, then delete it.",
                        why_we_ask="To see whether every area has been heard.",
                        who_sees=Audience.RESTRICTED,
                    ),
                    Question(
                        "change",
                        Kind.LONG_TEXT,
                        "What would you change?",
                        limits=Limits(max_length=2000),
                        who_sees=Audience.PUBLIC,
                    ),
                ),
            ),
        ),
    ),
)
