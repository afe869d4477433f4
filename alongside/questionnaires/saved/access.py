"""Access audit of a meeting or place, walked with disabled people. A "no" asks what will be done about it."""

from __future__ import annotations

from ..build import NO, NOT_APPLICABLE, YES, choice, line, options, rows, text, when
from ..types import Definition, Kind, Limits, Question, Section
from .sets import SavedSet, Source

_CHECKS: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "before",
        "Before the meeting",
        "Has each of these been done?",
        (
            ("needs_asked", "Access needs asked for, with a date and a way to tell us late"),
            ("visited", "Place visited"),
            ("what_to_expect", "Photos, map and what to expect sent"),
            ("papers", "Papers sent early, in the format each person chose"),
            ("contact", "Named person to contact before and after"),
            ("agenda", "Agenda set together, with people's own item not last"),
            ("chair", "Chair briefed"),
            ("timing", "Time avoids rush hour, benefits appointments, prayer and the school run"),
            ("content_warning", "Warning of upsetting content, support person and debrief arranged"),
        ),
    ),
    (
        "arriving",
        "Getting there and in",
        "Is each of these right?",
        (
            ("transport", "Public transport close by"),
            ("parking", "Blue Badge bays and a place to be dropped off"),
            ("step_free", "Step-free way in, with doors wide enough"),
            ("lift", "Lift large enough"),
            ("floor", "Floors firm and even"),
            ("lighting", "Good lighting"),
            ("evacuation", "Plan to get everyone out in an emergency"),
        ),
    ),
    (
        "room",
        "In the room",
        "Is each of these right?",
        (
            ("seating", "A choice of seats, and wheelchair spaces among them"),
            ("sound", "Quiet enough to hear"),
            ("loop", "Hearing loop tested"),
            ("temperature", "Comfortable temperature"),
            ("quiet_room", "Quiet room"),
            ("scent", "Free of smoke and strong scent"),
        ),
    ),
    (
        "facilities",
        "Toilets and other needs",
        "Is each of these right?",
        (
            ("toilets", "Accessible toilet near the room"),
            ("changing_place", "Hoist or Changing Places toilet"),
            ("toilet_choice", "Gender-neutral and single-sex toilets"),
            ("prayer_feeding", "Room for prayer, and for feeding a baby"),
            ("dogs", "Assistance dogs welcome, with water"),
            ("food", "Food for allergies and diets"),
        ),
    ),
    (
        "remote",
        "Joining from elsewhere",
        "Is each of these right?",
        (
            ("captions", "Captions"),
            ("dial_in", "A number to phone in"),
            ("test_session", "A chance to try it first"),
            ("data_costs", "Data costs paid"),
        ),
    ),
    (
        "during",
        "During the meeting",
        "Was each of these done?",
        (
            ("greeter", "Somebody to meet and greet"),
            ("ground_rules", "Ground rules agreed, names said, one person at a time"),
            ("jargon", "Jargon cards"),
            ("breaks", "A break at least every hour"),
            ("ways_to_speak", "Several ways to speak"),
        ),
    ),
    (
        "after",
        "After the meeting",
        "Was each of these done?",
        (
            ("notes", "Notes sent in the format each person chose"),
            ("feedback", "Feedback asked for and given"),
            ("expenses", "Expenses paid on the day for those who wanted it"),
            ("wellbeing", "A wellbeing check"),
        ),
    ),
)


def _section(key: str, title: str, wording: str, checks: tuple[tuple[str, str], ...]) -> Section:
    """A matrix, and only where something is "no", what will be done and by when."""
    return Section(
        key,
        title,
        questions=(
            Question(
                f"{key}_checks",
                Kind.MATRIX,
                wording,
                rows=rows(*checks),
                options=options(YES, NO, NOT_APPLICABLE),
                fact_key=f"access.{key}",
            ),
            Question(
                f"{key}_fixes",
                Kind.LONG_TEXT,
                f"{title}: what will be done about each 'No', and who will do it?",
                limits=Limits(max_length=4000),
                show_when=when(f"{key}_checks", "no"),
            ),
            line(
                f"{key}_owner",
                f"{title}: which post is responsible?",
                "A job title, not a name.",
                shown=when(f"{key}_checks", "no"),
            ),
            Question(
                f"{key}_fix_by",
                Kind.DATE,
                f"{title}: when will it be done by?",
                show_when=when(f"{key}_checks", "no"),
            ),
        ),
    )


ACCESS_AUDIT = SavedSet(
    key="access_audit",
    title="Access audit",
    summary="Walk the place together with disabled people. It is a list of things to put right.",
    minutes=45,
    checked_on="2026-11-27",
    sources=(Source("T-ACCESS", "Meeting access checklists in use, put together", "recalled", "high"),),
    definition=Definition(
        title="Access audit",
        sections=(
            Section(
                "visit",
                "The visit",
                questions=(
                    Question("place", Kind.SHORT_TEXT, "Which place or meeting is this about?"),
                    Question("visited_on", Kind.DATE, "When did you visit?"),
                    Question(
                        "with_disabled_people",
                        Kind.YES_NO,
                        "Did disabled people take part in this audit?",
                        options=options(YES, NO),
                        fact_key="access.audited_together",
                    ),
                    Question(
                        "people",
                        Kind.NUMBER,
                        "How many disabled people took part?",
                        limits=Limits(minimum=1, maximum=100, unit="people"),
                        show_when=when("with_disabled_people", "yes"),
                    ),
                ),
            ),
            *(_section(*check) for check in _CHECKS),
            Section(
                "end",
                "To finish",
                questions=(
                    choice(
                        "works",
                        "How well does it work, in the view of the disabled people who took part?",
                        ("as_it_is", "It works as it is"),
                        ("with_changes", "It works once the changes above are made"),
                        ("for_some", "It leaves some people out, also with the changes"),
                        ("not", "It does not work: look for another place"),
                        NOT_APPLICABLE,
                        hint="Ask them. This is the only score there is.",
                        fact="access.works",
                    ),
                    text(
                        "photos",
                        "Which photos show what needs putting right, and where are they kept?",
                        "Leave people out of the picture. Photos can be put among the documents of a project.",
                    ),
                    Question("check_again_on", Kind.DATE, "When will you check again?"),
                ),
            ),
        ),
    ),
)
