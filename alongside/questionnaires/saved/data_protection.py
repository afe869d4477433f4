"""Data protection impact assessment: screening first. What it finds asks for the rest."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, options, rows, text
from ..types import Definition, Kind, Question, Section
from .sets import SavedSet, Source

SCREENING = (
    ("technology", "Artificial intelligence or another new technology is used"),
    ("special", "Health, ethnic group, religion or other sensitive data, of many people"),
    ("profiling", "People are profiled or scored"),
    ("vulnerable", "Children, or people who may find it hard to say no"),
    ("matching", "Data from several sources is brought together"),
    ("unseen", "Data is used that people did not give us themselves"),
    ("tracking", "Where people are or what they do is followed"),
    ("access", "It decides who gets a service"),
    ("harm", "Somebody could come to harm if it leaked"),
)

DATA_PROTECTION = SavedSet(
    key="data_protection",
    title="Data protection impact assessment",
    summary="What data is used, what could go wrong for people, and what is done about it.",
    minutes=60,
    checked_on="2026-11-27",
    sources=(
        Source("T-DPIA", "The seven steps published by the Information Commissioner, in our words", "recalled", "high"),
        Source("DP-05", "UK GDPR article 35, and the Commissioner’s list of what needs an assessment", "seen", "high"),
    ),
    definition=Definition(
        title="Data protection impact assessment",
        sections=(
            Section(
                "screening",
                "Is one needed?",
                "A yes or an unknown says that an assessment is wise. For involving people in health and care, doing one is our default.",
                (
                    Question(
                        "signs",
                        Kind.MATRIX,
                        "Which of these are true?",
                        rows=rows(*SCREENING),
                        options=options(YES, NO, DO_NOT_KNOW),
                        required=True,
                        required_reason="They say whether an assessment is needed.",
                        fact_key="dpia.screening",
                    ),
                    choice(
                        "doing_one",
                        "Is an assessment done?",
                        ("yes", "Yes"),
                        ("no", "No, and we say why"),
                        fact="dpia.done",
                    ),
                    text("why_not", "If not: why not, and who agreed?"),
                ),
            ),
            Section(
                "describe",
                "What is done with data",
                "",
                (
                    text("flows", "What data, from whom, for what, and where does it go?"),
                    text(
                        "people",
                        "How many people, and are children or people who may find it hard to say no among them?",
                    ),
                    text("processors", "Who else handles it, under which agreement?"),
                    text("retention", "How long is it kept?", fact="dpia.retention"),
                ),
            ),
            Section(
                "asked",
                "Who was asked",
                "",
                (text("consulted", "What did people affected, and your data protection officer, say?"),),
            ),
            Section(
                "lawful",
                "Needed and fair",
                "",
                (
                    choice(
                        "basis",
                        "What is the lawful basis?",
                        ("public_task", "Public task: a duty to involve people. The usual basis of a public body"),
                        ("consent", "Consent. Right for photos, named quotes and contact lists; rarely for answers"),
                        ("legal", "A legal obligation"),
                        ("other", "Another"),
                        DO_NOT_KNOW,
                        fact="dpia.basis",
                    ),
                    text("special", "If data is sensitive: on which condition?"),
                    text("least", "How do we ask for less?"),
                    text("rights", "How are people told, and how do they use their rights?", fact="dpia.notice"),
                ),
            ),
            Section(
                "risks",
                "Risks and what is done",
                "",
                (
                    text("harms", "What could happen to people, how likely is it and how bad?"),
                    text("measures", "What is done about each, and what is left?"),
                ),
            ),
            Section(
                "signoff",
                "Sign-off",
                "",
                (
                    text("advice", "What did the data protection officer advise? If it was not followed, why?"),
                    Question("review_on", Kind.DATE, "When will this be looked at again?", fact_key="dpia.review"),
                ),
            ),
        ),
    ),
)
