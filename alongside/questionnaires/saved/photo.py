"""Consent to photos, film and stories. Each use is ticked by itself, and can be taken back."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, options, when
from ..types import Audience, Definition, Kind, Limits, Op, Question, Section, When
from .sets import SavedSet, Source

_SOME_USE = When("uses", Op.ANSWERED)
_YOUNG = when("whose", "young", "someone_young")

PHOTO_CONSENT = SavedSet(
    key="photo_consent",
    title="Photos, film and stories: your consent",
    summary="What somebody allows us to do with their picture, film or story. Each use is asked for by itself.",
    minutes=6,
    checked_on="2026-11-27",
    sources=(
        Source("T-PHOTO", "Photo and film consent forms in use, put together in our words", "recalled", "high"),
        Source(
            "DP-PHOTO",
            "Consent as the lawful basis for photos and named quotes",
            "recalled",
            "high",
            "Check with your data protection officer.",
        ),
    ),
    definition=Definition(
        title="Photos, film and stories: your consent",
        intro="You can say no to all of it. Your care, and your place in the event, stay the same. You can say yes to some uses only, and you can change your mind later.",
        sections=(
            Section(
                "who",
                "Who and what",
                questions=(
                    Question(
                        "whose",
                        Kind.SINGLE,
                        "Who is in the picture, the film or the story?",
                        options=options(
                            ("me", "Me, and I am 16 or over"),
                            ("young", "Me, and I am under 16"),
                            ("someone_young", "A child for whom I am responsible"),
                        ),
                        required=True,
                        required_reason="Other questions follow from it.",
                        when_missing="Select who is in it",
                    ),
                    Question(
                        "name",
                        Kind.SHORT_TEXT,
                        "What is the name of the person?",
                        identifying=True,
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="So that we find the right pictures when you change your mind. It is kept apart from everything else.",
                    ),
                    Question(
                        "reach",
                        Kind.SHORT_TEXT,
                        "How can we reach you?",
                        hint="An email, a phone number or an address.",
                        identifying=True,
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="To send you a copy, and to ask before we use it in a new way.",
                    ),
                    Question(
                        "what",
                        Kind.MULTIPLE,
                        "What is it?",
                        options=options(
                            ("photo", "Photos"),
                            ("film", "Film"),
                            ("sound", "A recording of my voice"),
                            ("story", "My story in words"),
                            ("drawing", "Something I made, like a drawing"),
                        ),
                    ),
                    Question("about", Kind.SHORT_TEXT, "At which event or for which project?"),
                    Question("captured_on", Kind.DATE, "When was it taken or told?"),
                ),
            ),
            Section(
                "uses",
                "What we may use it for",
                questions=(
                    Question(
                        "uses",
                        Kind.CONSENT,
                        "Tick each use that you allow",
                        options=options(
                            ("internal", "Inside the organisation, for example to train staff"),
                            ("print", "Printed: leaflets, posters and reports"),
                            ("web", "On our website"),
                            ("social", "On social media"),
                            ("press", "In newspapers, radio and television"),
                            ("partners", "By partners, for the same purpose"),
                        ),
                        hint="Leave all unticked if you would rather we did not use it. What you do not tick, we do not do.",
                    ),
                    Question(
                        "identity",
                        Kind.SINGLE,
                        "How may we name the person?",
                        options=options(
                            ("full", "With first name and surname"),
                            ("first", "With the first name only"),
                            ("none", "Without a name"),
                        ),
                        show_when=_SOME_USE,
                    ),
                    Question(
                        "how_long",
                        Kind.SINGLE,
                        "How long may we use it?",
                        options=options(
                            ("one_year", "1 year"),
                            ("two_years", "2 years"),
                            ("three_years", "3 years"),
                            ("until", "Until a day that I say"),
                        ),
                        hint="After that we stop using it, unless you say yes again.",
                        show_when=_SOME_USE,
                    ),
                    Question(
                        "until",
                        Kind.DATE,
                        "Until which day?",
                        show_when=when("how_long", "until"),
                    ),
                    Question(
                        "group_shot",
                        Kind.SINGLE,
                        "May we use pictures of a group in which the person can be recognised?",
                        options=options(YES, ("background", "Only in the background"), NO),
                        hint="A group picture is used only if nobody in it said no.",
                    ),
                    Question(
                        "copy",
                        Kind.YES_NO,
                        "Would you like a copy?",
                        options=options(YES, NO),
                    ),
                ),
            ),
            Section(
                "changing",
                "Changing your mind",
                "You can take your yes back at any time, without a reason: tell the team that gave you this form. We then stop using it and take it off our own pages. What is printed already, or what others have copied, we cannot call back.",
                questions=(
                    Question(
                        "understood",
                        Kind.CONSENT,
                        "Tick what is clear to you",
                        options=options(
                            ("withdraw", "I can take my yes back at any time"),
                            ("limits", "What is printed or copied by others cannot be called back"),
                        ),
                        hint="If something is not clear, ask us first.",
                    ),
                ),
            ),
            Section(
                "young",
                "Children and young people",
                "Both say yes: the young person, and somebody with parental responsibility. If one of them says no, we do not use it.",
                questions=(
                    Question(
                        "assent",
                        Kind.SINGLE,
                        "What does the young person say?",
                        options=options(
                            YES, NO, ("not_able", "They are too young to say, or cannot say it in words or signs")
                        ),
                        when_missing="Select what the young person says",
                    ),
                    Question(
                        "responsibility",
                        Kind.YES_NO,
                        "Does somebody with parental responsibility say yes?",
                        options=options(YES, NO),
                    ),
                    Question(
                        "responsible_name",
                        Kind.SHORT_TEXT,
                        "What is the name of the person with parental responsibility?",
                        identifying=True,
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="So that we can show who said yes for a child. It is kept apart from everything else.",
                        show_when=when("responsibility", "yes"),
                    ),
                ),
                show_when=_YOUNG,
            ),
            Section(
                "staff",
                "For the team",
                "Filled in by the member of staff who explained the form.",
                questions=(
                    Question(
                        "capacity",
                        Kind.SINGLE,
                        "Could the person decide this for themselves, with support if they wanted it?",
                        options=options(YES, NO, DO_NOT_KNOW),
                        hint="If not, we do not use it for publicity: a decision in somebody’s best interests is not made for publicity.",
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="Only somebody who can decide it can allow publicity.",
                    ),
                    Question(
                        "risk",
                        Kind.SINGLE,
                        "Could showing this person put them or somebody else at risk?",
                        options=options(YES, NO, DO_NOT_KNOW),
                        hint="For example where somebody must not be found. Ask your safeguarding lead before it is used.",
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="To keep people safe.",
                    ),
                    Question(
                        "risk_done",
                        Kind.LONG_TEXT,
                        "What did the safeguarding lead say?",
                        limits=Limits(max_length=2000),
                        who_sees=Audience.RESTRICTED,
                        show_when=when("risk", "yes", "do_not_know"),
                    ),
                    Question(
                        "signed",
                        Kind.SHORT_TEXT,
                        "Who explained this form: signature, post and date?",
                        identifying=True,
                        who_sees=Audience.RESTRICTED,
                        why_we_ask="So that there is somebody to ask.",
                    ),
                    Question(
                        "image_ids",
                        Kind.SHORT_TEXT,
                        "Which pictures or files are these?",
                        hint="File names or numbers.",
                    ),
                    Question(
                        "removal_log",
                        Kind.LONG_TEXT,
                        "If consent was taken back: what was removed from where, and when?",
                        limits=Limits(max_length=4000),
                    ),
                ),
            ),
        ),
    ),
)
