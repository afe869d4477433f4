"""Is it research? The answer decides who has to agree; people who advise or decide with us are not research subjects."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, text
from ..types import Definition, Kind, Question, Section
from .sets import SavedSet, Source

ETHICS = SavedSet(
    key="ethics",
    title="Ethics and research governance",
    summary="Whether this is research, and whether your organisation’s own approval is needed.",
    minutes=15,
    checked_on="2026-11-27",
    sources=(
        Source(
            "DP-10",
            "Health Research Authority decision tool; local approval as some councils ask for",
            "recalled",
            "high",
        ),
    ),
    definition=Definition(
        title="Ethics and research governance",
        sections=(
            Section(
                "research",
                "Is it research?",
                "Asking people to help shape a service is involvement. Collecting data to find out what is true in general may be research.",
                (
                    choice(
                        "generalise",
                        "Is the aim to find out something that holds beyond this service?",
                        YES,
                        NO,
                        DO_NOT_KNOW,
                        fact="ethics.research",
                    ),
                    choice(
                        "capacity",
                        "Is it research with adults who may lack capacity?",
                        YES,
                        NO,
                        DO_NOT_KNOW,
                        hint="That needs an approved ethics committee.",
                        fact="ethics.capacity",
                    ),
                    text("tool", "What did the Health Research Authority’s decision tool say, and when?"),
                ),
            ),
            Section(
                "approval",
                "Approval",
                "",
                (
                    choice(
                        "local", "Does your organisation want to approve consultations itself?", YES, NO, DO_NOT_KNOW
                    ),
                    text("decision", "Who decided what, and when?", fact="ethics.decision"),
                    Question("review_on", Kind.DATE, "When will this be looked at again?"),
                ),
            ),
        ),
    ),
)
