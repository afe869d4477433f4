"""What the demo asks about hearing aids, getting to appointments and leisure, and how likely each answer is, by age: see
``parts``."""

from alongside.demo.parts import AGREE, EASY, QUOTE, DemoSurvey, text
from alongside.questionnaires.build import DO_NOT_KNOW, NONE_OF_THESE, options, rows, when
from alongside.questionnaires.types import Definition, Kind, Limits, Question, Section

HEARING_AIDS = DemoSurvey(
    Definition(
        title="What would make hearing aid care work better?",
        sections=(
            Section(
                "care",
                "Your hearing aids",
                questions=(
                    Question(
                        "have",
                        Kind.YES_NO,
                        "Do you have hearing aids from the NHS?",
                        options=options(("yes", "Yes"), ("no", "No")),
                    ),
                    Question(
                        "wear",
                        Kind.SCALE,
                        "How often do you wear them?",
                        options=options(
                            ("always", "All day"),
                            ("mostly", "Most of the day"),
                            ("some", "Some of the day"),
                            ("never", "Never"),
                        ),
                        show_when=when("have", "yes"),
                    ),
                    Question(
                        "repairs",
                        Kind.SINGLE,
                        "Where would you most like repairs and batteries?",
                        options=options(
                            ("library", "A library"),
                            ("gp", "A GP surgery"),
                            ("post", "By post"),
                            ("hospital", "The hospital"),
                            ("chemist", "A chemist"),
                        ),
                    ),
                    Question(
                        "satisfied",
                        Kind.SCALE,
                        "How satisfied are you with the care you get?",
                        options=options(
                            ("very", "Very satisfied"),
                            ("quite", "Satisfied"),
                            ("neither", "Neither"),
                            ("not", "Dissatisfied"),
                            ("not_at_all", "Very dissatisfied"),
                        ),
                    ),
                    text("say", "What would you change?"),
                    QUOTE,
                ),
            ),
        ),
    ),
    likely={
        "have": [[30, 70], [64, 36], [93, 7]],
        "wear": [38, 27, 21, 14],
        "repairs": [24, 27, 23, 7, 19],
        "satisfied": [21, 33, 19, 18, 9],
    },
    comments={
        "say": [
            "I cannot hear my name being called in the waiting room for hearing aids.",
            "Let me text. I cannot use the phone.",
            "Batteries at the library was a good idea. Bring it back.",
            "Six weeks without them felt like being shut in a cupboard.",
            "Show people how to clean them, slowly, twice.",
            "The volunteer at the day centre is wonderful.",
        ]
    },
)

GETTING_AROUND = DemoSurvey(
    Definition(
        title="What would help you get to appointments?",
        sections=(
            Section(
                "travel",
                "Getting there",
                questions=(
                    Question(
                        "how",
                        Kind.SINGLE,
                        "How do you usually get to health appointments?",
                        options=options(
                            ("walk", "Walk"),
                            ("bus", "Bus"),
                            ("car", "My own car"),
                            ("lift", "A lift from someone"),
                            ("taxi", "Taxi"),
                            ("transport", "Patient transport"),
                        ),
                    ),
                    Question(
                        "missed",
                        Kind.YES_NO,
                        "Have you missed an appointment in the last year because you could not get there?",
                        options=options(("yes", "Yes"), ("no", "No"), DO_NOT_KNOW),
                    ),
                    Question(
                        "cost",
                        Kind.NUMBER,
                        "About how much did your last journey cost, there and back?",
                        limits=Limits(minimum=0, maximum=200, decimals=2, unit="pounds"),
                        show_when=when("missed", "yes"),
                    ),
                    Question(
                        "help",
                        Kind.MULTIPLE,
                        "What would help most?",
                        options=options(
                            ("bus_times", "Appointments that fit the bus times"),
                            ("community", "A community car or minibus"),
                            ("closer", "More clinics in villages and towns"),
                            ("video", "A video or phone appointment"),
                            ("costs", "Help with the cost"),
                            NONE_OF_THESE,
                        ),
                    ),
                    Question("easy", Kind.SCALE, "How easy is it to get to your nearest hospital?", options=EASY),
                    text("more", "Tell us about a journey that was hard."),
                    QUOTE,
                ),
            ),
        ),
    ),
    likely={
        "how": [[16, 42, 30, 10, 1, 1], [7, 17, 61, 10, 3, 2], [6, 28, 38, 16, 5, 7]],
        "missed": [[18, 78, 4], [11, 86, 3], [14, 83, 3]],
        "help": [41, 37, 44, 22, 26, 7],
        "easy": [10, 24, 18, 30, 18],
    },
    comments={
        "more": [
            "The last bus back leaves before my appointment starts.",
            "Three buses and a walk along a road with no pavement.",
            "The taxi was £38 each way. I only went because my neighbour lent it me.",
            "I waited four hours for patient transport to come back.",
            "The community car driver waited with me. I was not frightened.",
            "You cannot do a scan on a video call, but you can talk about the result.",
            "In winter I do not go at all.",
        ]
    },
)

LEISURE = DemoSurvey(
    Definition(
        title="What would make swimming and gyms easier to use for disabled people?",
        sections=(
            Section(
                "use",
                "Using leisure centres",
                questions=(
                    Question(
                        "often",
                        Kind.SCALE,
                        "How often do you use a council leisure centre?",
                        options=options(
                            ("weekly", "Every week"),
                            ("monthly", "Every month"),
                            ("yearly", "A few times a year"),
                            ("never", "Never"),
                        ),
                    ),
                    Question(
                        "gets_in_way",
                        Kind.MULTIPLE,
                        "What gets in the way?",
                        options=options(
                            ("hoist", "The hoist is broken or there is none"),
                            ("changing", "Changing rooms"),
                            ("noise", "Noise and lights"),
                            ("cost", "Cost"),
                            ("staff", "Staff who do not know how to help"),
                            ("times", "Session times"),
                            ("getting_there", "Getting there"),
                            NONE_OF_THESE,
                        ),
                    ),
                    Question(
                        "quiet",
                        Kind.YES_NO,
                        "Would you use quiet sessions?",
                        options=options(("yes", "Yes"), ("no", "No"), DO_NOT_KNOW),
                    ),
                    Question(
                        "welcome",
                        Kind.MATRIX,
                        "How far do you agree with each of these?",
                        options=AGREE,
                        rows=rows(
                            ("welcome", "I feel welcome"),
                            ("info", "I can find out what is accessible before I go"),
                            ("companion", "The companion rules are clear"),
                        ),
                    ),
                    text("idea", "What is one thing we should do first?"),
                    QUOTE,
                ),
            ),
        ),
    ),
    likely={
        "often": [24, 21, 26, 29],
        "gets_in_way": [27, 44, 31, 29, 33, 36, 21, 8],
        "quiet": [58, 27, 15],
    },
    rows={
        "welcome.welcome": [17, 33, 20, 19, 11],
        "welcome.info": [8, 22, 21, 31, 18],
        "welcome.companion": [14, 27, 25, 21, 13],
    },
    comments={
        "idea": [
            "Fix the hoist and tell us when it is working.",
            "A quiet hour on a Sunday, not at 7am on a Tuesday.",
            "Train the staff with disabled people, not about us.",
            "One changing room with a bed and a lock that works.",
            "Put photos of the way in on the website.",
            "Let my companion in free every time without an argument.",
        ]
    },
)
