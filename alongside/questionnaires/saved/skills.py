"""Skills audit: what somebody brings, likes and wants to learn. It plans training, and never keeps anybody out."""

from __future__ import annotations

from ..build import PREFER_NOT_TO_SAY, options, own_words, rows
from ..types import Audience, Definition, Kind, Limits, Question, Section
from .sets import SavedSet, Source

SKILLS = (
    ("knowledge", "Knowing how services work"),
    ("communication", "Talking and listening in a group"),
    ("writing", "Reading papers and writing"),
    ("digital", "Using a phone, a computer or video calls"),
    ("meetings", "Taking part in formal meetings"),
    ("analysis", "Making sense of numbers and of what people said"),
    ("chairing", "Leading a meeting"),
    ("networks", "Knowing people and groups where I live"),
)

SKILLS_AUDIT = SavedSet(
    key="skills_audit",
    title="What you bring and want to learn",
    summary="A skills audit for members of a group: it plans support and training. Nobody is turned away because of it.",
    minutes=8,
    checked_on="2026-11-27",
    sources=(
        Source("T-SKILLS", "Skills audits of involvement groups, put together in our words", "recalled", "high"),
        Source("S-8EL", "Eight essential elements: a skills audit before work begins", "seen", "high"),
    ),
    definition=Definition(
        title="What you bring and want to learn",
        intro="This is not a test. Your place does not depend on it. It helps us plan support and training. You can leave any question blank.",
        sections=(
            Section(
                "you_bring",
                "What you bring",
                questions=(
                    Question(
                        "role",
                        Kind.SHORT_TEXT,
                        "Which role or group is this for?",
                    ),
                    Question(
                        "experience_area",
                        Kind.LONG_TEXT,
                        "What do you know from your own life that helps with this work?",
                        hint="Say only as much as you want to. You need not prove it.",
                        limits=Limits(max_length=4000),
                        why_we_ask="So that your experience is heard where it counts, and that we see what is missing in the group.",
                    ),
                    Question(
                        "rating",
                        Kind.MATRIX,
                        "How do you see yourself?",
                        hint="There are no right answers. “New to me” is as welcome as any other.",
                        rows=rows(*SKILLS),
                        options=options(
                            ("new", "New to me"),
                            ("some", "I have done some"),
                            ("sure", "I feel sure"),
                            ("could_help", "I could help others"),
                            PREFER_NOT_TO_SAY,
                        ),
                        fact_key="skills.rating",
                    ),
                    Question(
                        "enjoy",
                        Kind.LONG_TEXT,
                        "What do you enjoy doing?",
                        limits=Limits(max_length=4000),
                    ),
                ),
            ),
            Section(
                "learning",
                "What you want to learn",
                questions=(
                    Question(
                        "learn",
                        Kind.MULTIPLE,
                        "What would you like to learn?",
                        hint="Select all that apply.",
                        options=options(*SKILLS, own_words("else", "Something else")),
                    ),
                    Question(
                        "support",
                        Kind.LONG_TEXT,
                        "What support would help you take part?",
                        hint="For example a talk before meetings, papers in another format, somebody beside you.",
                        limits=Limits(max_length=4000),
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="So that we arrange it. It is seen only by those who arrange it.",
                    ),
                ),
            ),
            Section(
                "offered",
                "What was agreed",
                "Fill this in together, when you have talked about the rest.",
                questions=(
                    Question("training", Kind.LONG_TEXT, "Which training was offered?", limits=Limits(max_length=4000)),
                    Question("training_on", Kind.DATE, "When is it?"),
                ),
            ),
        ),
    ),
)
