"""Experience of care: short, in the order care happens, with room for words."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, NOT_APPLICABLE, YES, options, rows
from ..types import Audience, Definition, Kind, Limits, Question, Section
from .sets import SavedSet, Source

EXPERIENCE_OF_CARE = SavedSet(
    key="experience_of_care",
    title="Experience of care",
    summary="How care was, what was good and what would make it better. Suits any service.",
    minutes=5,
    checked_on="2026-11-20",
    sources=(
        Source(
            "FFT",
            "Friends and Family Test: overall question and its six answers",
            "recalled",
            "high",
            "The wording of the overall question is set nationally.",
        ),
    ),
    definition=Definition(
        title="Your experience of care",
        sections=(
            Section(
                "overall",
                "Overall",
                questions=(
                    Question(
                        "overall",
                        Kind.SCALE,
                        "Overall, how was your experience of our service?",
                        options=options(
                            ("very_good", "Very good"),
                            ("good", "Good"),
                            ("neither", "Neither good nor poor"),
                            ("poor", "Poor"),
                            ("very_poor", "Very poor"),
                            DO_NOT_KNOW,
                        ),
                        when_missing="Select how your experience was",
                    ),
                    Question(
                        "why",
                        Kind.LONG_TEXT,
                        "Why did you give that answer?",
                        hint="Do not tell us names. We may publish what you write, but never your name.",
                        limits=Limits(max_length=2000),
                        who_sees=Audience.PUBLIC,
                    ),
                ),
            ),
            Section(
                "parts",
                "How it went",
                questions=(
                    Question(
                        "statements",
                        Kind.MATRIX,
                        "Thinking about your last visit, how far do you agree?",
                        rows=rows(
                            ("listened", "Staff listened to me"),
                            ("explained", "Staff explained things in a way I understood"),
                            ("decisions", "I was involved as much as I wanted in decisions"),
                            ("respect", "I was treated with respect"),
                            ("access_met", "My access needs were met"),
                        ),
                        options=options(
                            ("strongly_agree", "Strongly agree"),
                            ("agree", "Agree"),
                            ("neither", "Neither"),
                            ("disagree", "Disagree"),
                            ("strongly_disagree", "Strongly disagree"),
                            NOT_APPLICABLE,
                        ),
                    ),
                    Question(
                        "knew_who",
                        Kind.YES_NO,
                        "Did you know whom to contact if you were worried afterwards?",
                        options=options(YES, NO, DO_NOT_KNOW),
                    ),
                    Question(
                        "better",
                        Kind.LONG_TEXT,
                        "What is one thing we could do better?",
                        limits=Limits(max_length=2000),
                        who_sees=Audience.PUBLIC,
                    ),
                ),
            ),
            Section(
                "quoting",
                "Using your words",
                questions=(
                    Question(
                        "uses",
                        Kind.CONSENT,
                        "May we use your words, without your name?",
                        options=options(
                            ("report", "In the report of what we heard"),
                            ("online", "On our website and social media"),
                            ("training", "To train staff"),
                        ),
                        hint="Leave all unticked if you would rather we did not.",
                    ),
                ),
            ),
        ),
    ),
)
