"""How an event or a meeting was: what people say, and, apart from it, what staff saw."""

from __future__ import annotations

from ..build import (
    DO_NOT_KNOW,
    NO,
    NOT_APPLICABLE,
    PREFER_NOT_TO_SAY,
    YES,
    choice,
    day,
    line,
    options,
    rows,
    text,
    when,
)
from ..types import Audience, Definition, Kind, Limits, Question, Section
from .sets import SavedSet, Source

_AGREE = options(
    ("strongly_agree", "Strongly agree"),
    ("agree", "Agree"),
    ("neither", "Neither"),
    ("disagree", "Disagree"),
    ("strongly_disagree", "Strongly disagree"),
    NOT_APPLICABLE,
)
_SOURCES = (Source("T-EVENTEVAL", "Event evaluation forms in use, put together in our words", "recalled", "high"),)
_FORMAT = options(
    ("in_person", "Face to face"), ("online", "Online"), ("both", "I did some of both"), ("phone", "By phone")
)

EVENT_EVALUATION = SavedSet(
    key="event_evaluation",
    title="How was it for you?",
    summary="After an event or a meeting: whether people felt heard and could change something, and what to do better.",
    minutes=5,
    checked_on="2026-11-27",
    sources=_SOURCES,
    definition=Definition(
        title="How was it for you?",
        intro="Tell us how it was. Nothing you say changes your care. You can leave any question blank.",
        sections=(
            Section(
                "which",
                "The event",
                questions=(
                    Question("event_on", Kind.DATE, "When was it?"),
                    Question("venue", Kind.SHORT_TEXT, "Where was it, or what was it called?"),
                    Question("format", Kind.SINGLE, "How did you take part?", options=_FORMAT),
                ),
            ),
            Section(
                "how",
                "How it went",
                questions=(
                    Question(
                        "expectations",
                        Kind.SCALE,
                        "Was it what you had expected?",
                        options=options(
                            ("better", "Better than I expected"),
                            ("as_expected", "As I expected"),
                            ("worse", "Worse than I expected"),
                            ("did_not_know", "I did not know what to expect"),
                        ),
                    ),
                    Question(
                        "statements",
                        Kind.MATRIX,
                        "How far do you agree?",
                        rows=rows(
                            ("heard", "I felt heard"),
                            ("influence", "What I said can change something"),
                            ("access_met", "My access needs were met"),
                            ("information_clear", "The information was clear"),
                            ("information_early", "The information came early enough"),
                            ("safe", "I felt safe to speak"),
                        ),
                        options=_AGREE,
                    ),
                    Question(
                        "pace",
                        Kind.SINGLE,
                        "How was the pace?",
                        options=options(("fast", "Too fast"), ("right", "About right"), ("slow", "Too slow")),
                    ),
                    Question(
                        "length",
                        Kind.SINGLE,
                        "How was the length?",
                        options=options(("long", "Too long"), ("right", "About right"), ("short", "Too short")),
                    ),
                ),
            ),
            Section(
                "words",
                "In your words",
                questions=(
                    Question(
                        "missing",
                        Kind.LONG_TEXT,
                        "Who was missing in the room?",
                        limits=Limits(max_length=2000),
                    ),
                    Question(
                        "best",
                        Kind.LONG_TEXT,
                        "What was best?",
                        limits=Limits(max_length=2000),
                        who_sees=Audience.PUBLIC,
                    ),
                    Question(
                        "worst",
                        Kind.LONG_TEXT,
                        "What should we do better?",
                        hint="Do not tell us names. We may publish what you write, but never your name.",
                        limits=Limits(max_length=2000),
                        who_sees=Audience.PUBLIC,
                    ),
                    Question(
                        "again",
                        Kind.SINGLE,
                        "Would you come again?",
                        options=options(YES, ("maybe", "Maybe"), NO),
                    ),
                ),
            ),
            Section(
                "after",
                "How you are now",
                questions=(
                    Question(
                        "feelings",
                        Kind.SINGLE,
                        "How did taking part leave you feeling?",
                        options=options(
                            ("good", "Good"),
                            ("mixed", "Some good, some hard"),
                            ("hard", "It was hard"),
                            PREFER_NOT_TO_SAY,
                        ),
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="Telling a hard story costs something. We want to know, so that we plan better support.",
                    ),
                    Question(
                        "support",
                        Kind.YES_NO,
                        "Would you like somebody to talk with about it?",
                        options=options(YES, NO),
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="This form does not say who you are. If you want to talk, it shows you how.",
                    ),
                    Question(
                        "support_how",
                        Kind.LONG_TEXT,
                        "What would help?",
                        hint="This form does not say who you are. To be called, phone or write to the team named on the project’s page.",
                        limits=Limits(max_length=2000),
                        who_sees=Audience.RESTRICTED,
                        show_when=when("support", "yes"),
                    ),
                    Question(
                        "anything_else", Kind.LONG_TEXT, "Is there anything else?", limits=Limits(max_length=2000)
                    ),
                ),
            ),
        ),
    ),
)

EVENT_STAFF = SavedSet(
    key="event_staff",
    title="Event evaluation: what staff saw",
    summary="What those who ran an event saw, kept apart from what people who came say.",
    minutes=15,
    checked_on="2026-11-27",
    sources=_SOURCES,
    definition=Definition(
        title="Event evaluation: what staff saw",
        sections=(
            Section(
                "event",
                "The event",
                "Fill it in before you read what people said, so that the two can be set side by side.",
                (
                    day("event_on", "When was it?"),
                    line("venue", "Where was it?"),
                    choice(
                        "format",
                        "How could people take part?",
                        ("in_person", "Face to face"),
                        ("online", "Online"),
                        ("both", "Both at once"),
                        ("phone", "By phone"),
                    ),
                    Question(
                        "expected",
                        Kind.NUMBER,
                        "How many people were expected?",
                        limits=Limits(minimum=0, maximum=100_000, unit="people"),
                    ),
                    Question(
                        "came",
                        Kind.NUMBER,
                        "How many people came?",
                        limits=Limits(minimum=0, maximum=100_000, unit="people"),
                    ),
                ),
            ),
            Section(
                "went",
                "How it went",
                "",
                (
                    text("aims", "What was it meant to do, and did it?"),
                    text("heard", "Who spoke and who did not? How do you know that people were heard?"),
                    text("influence", "What was said that can change something, and where does it go now?"),
                    text("access", "Which access needs were asked for, and which were not met?"),
                    text(
                        "information",
                        "Was the information early and clear enough? What did people ask again and again?",
                    ),
                    text("pace", "How were the length and the pace?"),
                    text("safe", "Did everybody seem safe to speak? What happened when somebody was upset?"),
                    text("missing", "Who was missing, and why?"),
                ),
            ),
            Section(
                "next",
                "What next",
                "",
                (
                    text("best", "What went well?"),
                    text("worst", "What would you do otherwise?"),
                    choice("support", "Was support offered to people, and to staff, afterwards?", YES, NO, DO_NOT_KNOW),
                    text("support_how", "Which support, and what is still to do?", shown=when("support", "yes", "no")),
                    text("compared", "Set beside what people said: where do the two differ?"),
                ),
            ),
        ),
    ),
)
