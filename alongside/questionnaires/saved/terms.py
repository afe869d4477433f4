"""Terms of reference of a group that works together: what it may decide, who is in it, and how people are treated."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, choice, day, line, text
from ..types import Definition, Kind, Limits, Question, Section
from .sets import SavedSet, Source

TERMS_OF_REFERENCE = SavedSet(
    key="terms_of_reference",
    title="Terms of reference",
    summary="What a group is for, what it may decide, who belongs to it and how its members are treated.",
    minutes=45,
    checked_on="2026-11-27",
    sources=(Source("T-TOR", "Published terms of reference of groups, put together in our words", "recalled", "high"),),
    definition=Definition(
        title="Terms of reference",
        sections=(
            Section(
                "purpose",
                "Purpose and power",
                "Write it with the people who will be members. It says what they can count on.",
                (
                    text("purpose", "What is the group for?"),
                    choice(
                        "decides",
                        "What may the group do?",
                        ("advise", "Advise: others decide, and say what they did with the advice"),
                        ("recommend", "Recommend: others decide, and give reasons where they do not follow"),
                        ("together", "Decide together with the organisation"),
                        ("alone", "Decide for itself"),
                        DO_NOT_KNOW,
                        fact="terms.decides",
                    ),
                    text("rights", "Which decisions are these, and which stay with whom?"),
                    text("inside", "What does the group work on?"),
                    text("outside", "What does it not work on?"),
                ),
            ),
            Section(
                "members",
                "Members",
                "",
                (
                    text("members", "Who belongs to the group: how many people, in which parts?"),
                    text("balance", "How is it balanced, so that people with lived experience are not outnumbered?"),
                    text("term", "How long is somebody a member, and can they stay longer?"),
                    text("vacancy", "What happens when a place is empty?"),
                    text(
                        "chairing",
                        "Who chairs, and who chairs with them?",
                        "Two people who share it, one of them with lived experience, is a good start.",
                    ),
                ),
            ),
            Section(
                "deciding",
                "How it decides",
                "",
                (
                    text("quorum", "How many must be there, and how many of them with lived experience?"),
                    text("rule", "How does the group decide?"),
                    text(
                        "disagreement",
                        "What happens when people do not agree?",
                        "Who hears both sides, and where is it written down?",
                    ),
                ),
            ),
            Section(
                "meetings",
                "Meetings",
                "",
                (
                    text("frequency", "How often does it meet, and for how long?"),
                    text("place", "Where does it meet, and how do people join from elsewhere?"),
                    text("agenda", "Who sets the agenda, and how does a member add to it?"),
                    Question(
                        "papers_days",
                        Kind.NUMBER,
                        "How many working days before a meeting do papers come, in each person’s format?",
                        limits=Limits(minimum=0, maximum=60, unit="working days"),
                    ),
                    text("minutes", "Who writes the minutes, and when are they sent to whom?"),
                ),
            ),
            Section(
                "conduct",
                "How people treat each other",
                "",
                (
                    text("ground_rules", "Which ground rules were agreed?"),
                    text("conflicts", "How does somebody say that they have an interest, and what follows?"),
                    text("confidentiality", "What stays in the room, and what may be shared?"),
                    text("social_media", "What may members say about the group on social media?"),
                ),
            ),
            Section(
                "support",
                "Access, support and payment",
                "Access is the organisation’s cost, never theirs.",
                (
                    text("access", "How are access needs asked for and met?"),
                    text("help", "What support, training and person to phone is there?"),
                    text(
                        "payment",
                        "What is paid, for what, how is it claimed and how long does it take?",
                        "Expenses are always paid. Offer independent advice about benefits before anybody accepts a payment, also to those who will decline it.",
                    ),
                ),
            ),
            Section(
                "accounts",
                "Who hears of it",
                "",
                (
                    text("reports_to", "To whom does the group report, and how often?"),
                    text("feedback", "How do members hear what was done with what they said?"),
                    text("wider", "How do people outside the group hear of it, and speak to it?"),
                ),
            ),
            Section(
                "review",
                "Review, end and version",
                "Who signed, and which words they signed, is kept with this paper.",
                (
                    day("review_on", "When is it looked at again?"),
                    day("ends_on", "When does the group end, unless it is renewed?"),
                    line("version", "What is this version called, and what changed in it?"),
                    text(
                        "agreed_by",
                        "Who agreed it, and at which meeting?",
                        "Say posts or parts of the group, like all members.",
                    ),
                ),
            ),
        ),
    ),
)
