"""You said, we did: theme by theme, with a reason where something is not done and proof where it is."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, day, line, text, when
from ..types import Definition, Section
from .sets import SavedSet, Source

THEMES = 6


def _theme(number: int) -> Section:
    """One theme; the next is asked for only when there is one."""
    key = f"t{number}"
    more = (choice(f"{key}_more", "Is there another theme?", YES, NO),) if number < THEMES else ()
    return Section(
        key,
        f"Theme {number}",
        ""
        if number > 1
        else "Give numbers of people only where nobody can be recognised by them. Small groups are better put together.",
        (
            line(f"{key}_theme", "What is the theme?"),
            text(f"{key}_heard", "What did we hear?"),
            text(f"{key}_who", "How many people said it, and from which groups?", "Leave out groups of fewer than 10."),
            text(f"{key}_sources", "Where can it be looked up?", "Links to results, minutes or reports."),
            text(f"{key}_decision", "What was decided?"),
            choice(
                f"{key}_stands",
                "How does it stand?",
                ("done", "Done"),
                ("doing", "We are doing it"),
                ("will_do", "We will do it by a day"),
                ("cannot", "We cannot do it"),
                ("passed", "It is not ours: passed on"),
                fact=f"said.{key}",
            ),
            text(f"{key}_reason", "Why not?", shown=when(f"{key}_stands", "cannot")),
            text(
                f"{key}_passed_to",
                "To whom was it passed, and what did they say?",
                shown=when(f"{key}_stands", "passed"),
            ),
            line(
                f"{key}_owner",
                "Which post is responsible?",
                "A job title, not a name.",
                shown=when(f"{key}_stands", "done", "doing", "will_do"),
            ),
            day(f"{key}_by", "By when?", shown=when(f"{key}_stands", "doing", "will_do")),
            text(f"{key}_proof", "What shows that it is done?", shown=when(f"{key}_stands", "done")),
            *more,
        ),
        show_when=when(f"t{number - 1}_more", "yes") if number > 1 else None,
    )


YOU_SAID = SavedSet(
    key="you_said",
    title="You said, we did",
    summary="What people said, theme by theme, what was decided, and what was done about it.",
    minutes=40,
    checked_on="2026-11-27",
    sources=(
        Source("T-YSWD", "“You said, we did” pages in use, put together in our words", "recalled", "high"),
        Source("S-SEL", "South East London toolkit: from “you said, we did” to “we said, we did”", "seen", "high"),
    ),
    definition=Definition(
        title="You said, we did",
        sections=(
            *(_theme(number) for number in range(1, THEMES + 1)),
            Section(
                "telling",
                "Telling people",
                "",
                (
                    day("told_on", "When were people who took part told?"),
                    text("told_how", "How were they told, also those who took part on paper, by phone or in person?"),
                    choice(
                        "checked",
                        "Did people who took part say that this is what they meant?",
                        ("yes", "Yes"),
                        ("partly", "In part"),
                        ("no", "No"),
                        ("not_asked", "We have not asked them"),
                        DO_NOT_KNOW,
                        fact="said.checked",
                    ),
                    text(
                        "checked_how",
                        "What did they say should be put otherwise?",
                        shown=when("checked", "partly", "no"),
                    ),
                    text(
                        "together",
                        "Which of it could be said and done together: “we said, we did”?",
                        "Where people and staff decide and act together, both can say we.",
                    ),
                ),
            ),
        ),
    ),
)
