"""Evaluation of an involvement: agreed at the start, looked at during it, answered by both sides at the end."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, day, text
from ..types import Definition, Section
from .sets import SavedSet, Source

EVALUATION = SavedSet(
    key="evaluation",
    title="Evaluation",
    summary="Whether it was done well, what it was like for people, what it changed, and what was learnt.",
    minutes=60,
    checked_on="2026-11-27",
    sources=(
        Source("T-EVAL", "Published ways to evaluate involvement, put together in our words", "recalled", "high"),
        Source("S-DUR", "County Durham: impact on those who use services, and on those who took part", "seen", "high"),
    ),
    definition=Definition(
        title="Evaluation",
        sections=(
            Section(
                "agreed",
                "Agreed at the start",
                "Measures that are chosen afterwards prove what one likes. Agree them first, with people who take part.",
                (
                    text("measures", "Which measures were agreed, and with whom?"),
                    day("agreed_on", "When were they agreed?"),
                    day("review_on", "When are they looked at while it goes on?"),
                    text("review", "What was seen then, and what was changed?"),
                ),
            ),
            Section(
                "process",
                "How it was done",
                "",
                (
                    text("planned_done", "What was planned, and what was done?"),
                    text("reach", "Who was reached, set beside who is affected?"),
                    text("access", "Which access needs were asked for, and which were met?"),
                    text("cost", "What did it cost, set beside the budget?"),
                    choice(
                        "paid_on_time",
                        "Were payments and expenses paid when it was promised?",
                        YES,
                        NO,
                        DO_NOT_KNOW,
                        fact="evaluation.paid_on_time",
                    ),
                    text("paid", "How long did it take, and what was done where it was late?"),
                ),
            ),
            Section(
                "experience",
                "What it was like",
                "",
                (
                    text("experience", "What do people who took part say about it?"),
                    text("staff_experience", "What do staff say about it?"),
                ),
            ),
            Section(
                "influence",
                "What it changed in the decision",
                "",
                (
                    text("decisions", "Which decisions changed because of what people said?"),
                    text("traced", "How can each be traced from what was said to what was decided?"),
                ),
            ),
            Section(
                "outcomes",
                "What came of it",
                "",
                (
                    text("service", "What is different in the service?"),
                    text("impact_users", "What is different for the people who use it?"),
                    text(
                        "impact_participants",
                        "What is different for the people who took part?",
                        "Skills, confidence, friends, or harm.",
                    ),
                    text("skills", "Which skills and how much confidence did people and staff gain?"),
                    text("trust", "What happened to relationships and trust?"),
                ),
            ),
            Section(
                "learning",
                "What was learnt",
                "",
                (
                    text("learning", "What would we do again, and what otherwise?"),
                    text("shared", "With whom is it shared?"),
                ),
            ),
        ),
    ),
)
