"""Report of an engagement or a consultation: who was heard and who was not, what they said, and what follows."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, day, line, text, when
from ..types import Definition, Section
from .sets import SavedSet, Source

REPORT = SavedSet(
    key="report",
    title="Report of what we heard",
    summary="Who was heard and who was not, what they said, what was decided and why, and what comes next.",
    minutes=90,
    checked_on="2026-11-27",
    sources=(
        Source(
            "T-REPORT", "Published engagement and consultation reports, put together in our words", "recalled", "high"
        ),
    ),
    definition=Definition(
        title="Report of what we heard",
        sections=(
            Section(
                "summary",
                "Summary",
                "Write it last, and so that it can be read alone.",
                (
                    text(
                        "summary", "What was asked, what was heard, and what follows?", "On one page, in plain words."
                    ),
                    choice(
                        "easy_read",
                        "Is there an Easy Read summary that people with learning disabilities checked?",
                        YES,
                        NO,
                        DO_NOT_KNOW,
                        fact="report.easy_read",
                    ),
                    text("easy_read_where", "Where is it, and in which other formats is the summary there?"),
                ),
            ),
            Section(
                "about",
                "What it was about",
                "",
                (
                    text("purpose", "What did you ask, and why?"),
                    line("level", "Which kind of involvement was it?"),
                    day("opened_on", "When did it open?"),
                    day("closed_on", "When did it close?"),
                ),
            ),
            Section(
                "who",
                "Who was heard",
                "",
                (
                    text(
                        "heard", "Who took part: how many, and from which groups?", "Leave out groups of fewer than 10."
                    ),
                    text("affected", "Who is affected?"),
                    text("gaps", "Who is affected and was not heard, and what was done about it?"),
                    text("methods", "In which ways were people asked?"),
                    text(
                        "limits",
                        "What can the answers not tell?",
                        "For example: people chose to take part, so they do not stand for everyone.",
                    ),
                ),
            ),
            Section(
                "findings",
                "What people said",
                "",
                (
                    text("by_question", "What was said to each question?"),
                    text("by_theme", "Which themes came up?"),
                    text("by_group", "What did groups say otherwise than others?"),
                    text(
                        "minority",
                        "What did few people say, and how strongly?",
                        "A view of few can be the one that counts most.",
                    ),
                    text("alternatives", "Which other ideas did people put forward?"),
                    text(
                        "quotes",
                        "In their words",
                        "Only of people who allowed it, with nothing by which they can be recognised.",
                    ),
                    text("staff", "What did staff say?"),
                    text(
                        "organisations",
                        "What did organisations say?",
                        "Kept apart from what people said, with their names.",
                    ),
                ),
            ),
            Section(
                "follows",
                "What follows",
                "",
                (
                    text("equality", "What does it mean for the equality impact assessment?"),
                    text("response", "What does the organisation say to each finding?"),
                    choice("decided", "Has it been decided?", YES, NO),
                    text("decision", "What was decided, by whom and why?", shown=when("decided", "yes")),
                    text("decision_when", "Who decides, and when?", shown=when("decided", "no")),
                    text("next_steps", "What happens next, and on which days?"),
                    text("evaluation", "How did the involvement itself go?"),
                    text(
                        "thanks", "Whom do we thank?", "Groups and organisations; people by name only if they want it."
                    ),
                ),
            ),
            Section(
                "appendices",
                "Appendices",
                "",
                (
                    text("questions", "Which questions were asked, in which words?"),
                    text("counts", "Where are the tables with all counts?"),
                    text("method", "How were the answers read and put in order, and by whom?"),
                    choice(
                        "ai",
                        "Was artificial intelligence used to read or sum up answers?",
                        YES,
                        NO,
                        DO_NOT_KNOW,
                        fact="report.ai",
                    ),
                    text("ai_how", "For what, and which people checked it?", shown=when("ai", "yes")),
                ),
            ),
        ),
    ),
)
