"""Case study: what was done with whom, what changed, what did not work."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, day, line, text
from ..types import Definition, Section
from .sets import SavedSet, Source

CASE_STUDY = SavedSet(
    key="case_study",
    title="Case study",
    summary="What was done with whom, what changed and what did not work, so that others can learn from it.",
    minutes=45,
    checked_on="2026-11-27",
    sources=(
        Source("T-CASE", "Published case studies of involvement, put together in our words", "recalled", "high"),
        Source("S-DUR", "County Durham: case studies to share what works and what was learnt", "seen", "high"),
    ),
    definition=Definition(
        title="Case study",
        sections=(
            Section(
                "story",
                "The story",
                "",
                (
                    line("case_title", "What is it called?", "Say what changed, not what was done."),
                    text("context", "What was the situation, and why was something done?"),
                    text("people", "Which people and partners took part, and in which part?"),
                    line("level", "Which kind of involvement was it?"),
                    text("done", "What was done, step by step?"),
                ),
            ),
            Section(
                "said",
                "What people said",
                "Use words only of people who allowed it for this purpose.",
                (
                    text("quotes", "What did people say?"),
                    choice(
                        "quotes_allowed",
                        "Did everybody whose words are used allow it?",
                        YES,
                        NO,
                        DO_NOT_KNOW,
                        hint="If not, take their words out before it is shared.",
                        fact="case.quotes_allowed",
                    ),
                ),
            ),
            Section(
                "changed",
                "What changed",
                "",
                (
                    text("changed", "What is different now?"),
                    text("evidence", "How do we know?", "Say where it can be looked up."),
                    text("cost", "What did it cost in money?"),
                    text("time", "How much time did it take, of staff and of people?"),
                ),
            ),
            Section(
                "learning",
                "What was learnt",
                "",
                (
                    text("not_worked", "What did not work?", "This is what others learn most from."),
                    text("learning", "What would we do again, and what otherwise?"),
                ),
            ),
            Section(
                "sharing",
                "Sharing it",
                "",
                (
                    text("permission", "Who agreed that it is shared, and where may it be shown?"),
                    line("author", "Who wrote it?", "A team or a post."),
                    day("written_on", "When was it written?"),
                    line("tags", "Under which words should others find it?", "Like carers, online, rural."),
                ),
            ),
        ),
    ),
)
