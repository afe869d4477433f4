"""Is it a substantial change? Indicators are shown and a named person judges: no law defines it, and no count decides it."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, options, rows, text
from ..types import Definition, Kind, Question, Section
from .sets import SavedSet, Source

INDICATORS = (
    ("closure", "A service or a place closes"),
    ("reduction", "There is less of it, or several places become one"),
    ("relocation", "It moves"),
    ("model", "It works in a new way"),
    ("many", "Many people are affected"),
    ("few_hard", "A few people are affected hard"),
    ("travel", "Getting there becomes harder"),
    ("others", "Other services are affected"),
    ("unequal", "People with protected characteristics, or in deprived places, are affected more"),
    ("permanent", "It cannot be undone"),
    ("concern", "The public or elected members are concerned"),
    ("workforce", "Staff change in a way that people will notice"),
)

SUBSTANTIAL = SavedSet(
    key="substantial",
    title="Is it a substantial change?",
    summary="Signs that it is, and a named person’s judgement. An unsure answer is treated as yes until scrutiny agrees.",
    minutes=15,
    checked_on="2026-11-27",
    sources=(
        Source("SUB-1", "Indicators from a published toolkit and practice; no definition in law", "recalled", "high"),
        Source("SUB-5", "Call-in: gov.uk guidance on local authority health scrutiny, January 2024", "seen", "high"),
    ),
    definition=Definition(
        title="Is it a substantial change?",
        sections=(
            Section(
                "signs",
                "Signs",
                "Small numbers can still be substantial: look at what it means for each person.",
                (
                    Question(
                        "indicators",
                        Kind.MATRIX,
                        "Which of these are true?",
                        rows=rows(*INDICATORS),
                        options=options(YES, NO, DO_NOT_KNOW),
                        required=True,
                        required_reason="They are what the judgement rests on.",
                        fact_key="substantial.signs",
                    ),
                ),
            ),
            Section(
                "judgement",
                "Judgement",
                "Anybody may ask the Secretary of State to call a proposal in. They must show that it was tried to settle it here, and a concern about the process or, after a decision, about people’s best interests.",
                (
                    choice(
                        "judged",
                        "Is it substantial?",
                        ("yes", "Yes: consult health scrutiny, and tell the Secretary of State"),
                        ("unsure", "Unsure: ask scrutiny, and treat it as yes until they agree"),
                        ("agreed_no", "No, and scrutiny agrees"),
                        ("no", "No, in our judgement"),
                        fact="substantial.judged",
                    ),
                    text("rests_on", "What does this rest on?"),
                    text("scrutiny", "What is the scrutiny committee’s view, and since when?"),
                    text("dissent", "Who sees it differently, and why?"),
                    Question("approver", Kind.SHORT_TEXT, "Who approved this judgement?", hint="A name and a role.", fact_key="substantial.approver"),
                    Question("review_on", Kind.DATE, "When will this be looked at again?", fact_key="substantial.review"),
                ),
            ),
        ),
    ),
)  # fmt: skip
