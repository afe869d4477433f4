"""The questions that the demo's projects ask, and how likely each answer is, by age.

``likely`` gives weights per option; a list of three is for people under 35, 35 to 64, and 65 or over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alongside.questionnaires.build import DO_NOT_KNOW, NONE_OF_THESE, options, own_words, rows, when
from alongside.questionnaires.types import Definition, Kind, Limits, Question, Section

Weights = Sequence[float]

EASY = options(
    ("very_easy", "Very easy"),
    ("easy", "Easy"),
    ("neither", "Neither easy nor hard"),
    ("hard", "Hard"),
    ("very_hard", "Very hard"),
)
AGREE = options(
    ("strongly_agree", "Strongly agree"),
    ("agree", "Agree"),
    ("neither", "Neither agree nor disagree"),
    ("disagree", "Disagree"),
    ("strongly_disagree", "Strongly disagree"),
)
QUOTE = Question(
    "may_quote",
    Kind.CONSENT,
    "May we quote what you wrote?",
    hint="We never use your name, and we take out anything that could show who you are.",
    options=options(("quote", "Yes, you may quote my words without my name")),
)


def text(key: str, wording: str, hint: str = "") -> Question:
    return Question(key, Kind.LONG_TEXT, wording, hint=hint, limits=Limits(max_length=2000))


@dataclass(frozen=True)
class DemoSurvey:
    definition: Definition
    likely: Mapping[str, Sequence[Weights] | Weights] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    # Of each row of a matrix, named question.row: weights per option.
    rows: Mapping[str, Weights] = field(default_factory=dict)
    # Of each question that asks for a number: half of the people say less.
    middle: Mapping[str, float] = field(default_factory=dict)
    blank: float = 0.05
    comment_rate: float = 0.45


BLOOD_TESTS = DemoSurvey(
    Definition(
        title="When and where should blood test clinics open?",
        intro="We plan to open 4 new blood test clinics in 2027. We want to know which times and places would work for you, and what gets in the way now.",
        sections=(
            Section(
                "now",
                "Your blood tests now",
                questions=(
                    Question(
                        "had_test",
                        Kind.YES_NO,
                        "Have you had a blood test in the last 2 years?",
                        options=options(("yes", "Yes"), ("no", "No"), DO_NOT_KNOW),
                        required=True,
                        required_reason="Your answer decides which questions we ask next.",
                        when_missing="Select yes if you have had a blood test in the last 2 years",
                    ),
                    Question(
                        "how_easy",
                        Kind.SCALE,
                        "How easy was it to book your last blood test?",
                        options=EASY,
                        show_when=when("had_test", "yes"),
                    ),
                    Question(
                        "what_makes_it_hard",
                        Kind.MULTIPLE,
                        "What makes it hard to have a blood test?",
                        hint="Select up to 3.",
                        options=options(
                            ("getting_there", "Getting there"),
                            ("times", "The times it is open"),
                            ("booking", "Booking online"),
                            ("wait", "The wait when I arrive"),
                            ("needles", "I am afraid of needles"),
                            ("access", "The building is hard to use"),
                            ("language", "I need someone who speaks my language"),
                            NONE_OF_THESE,
                        ),
                        limits=Limits(max_choices=3),
                    ),
                    Question(
                        "miles",
                        Kind.NUMBER,
                        "About how far did you travel to your last blood test?",
                        hint="A guess is fine.",
                        limits=Limits(minimum=0, maximum=100, decimals=1, unit="miles"),
                        show_when=when("had_test", "yes"),
                    ),
                ),
            ),
            Section(
                "next",
                "The new clinics",
                questions=(
                    Question(
                        "best_time",
                        Kind.SINGLE,
                        "When would suit you best for a blood test?",
                        hint="Clinics open from January 2027.",
                        background="Most clinics now open from 8am to 4pm on weekdays. Longer hours need more staff, so each clinic can open late or at the weekend, but not both.",
                        options=options(
                            ("mornings", "Weekday mornings"),
                            ("afternoons", "Weekday afternoons"),
                            ("evenings", "Weekday evenings, 5pm to 8pm"),
                            ("saturdays", "Saturdays"),
                            ("no_mind", "I do not mind"),
                        ),
                    ),
                    Question(
                        "rank_places",
                        Kind.RANKING,
                        "Which kinds of place matter most to you?",
                        options=options(
                            ("near_home", "Close to home"),
                            ("on_bus", "On a bus route"),
                            ("parking", "With parking"),
                            ("with_gp", "In my GP surgery"),
                            ("high_street", "On a high street"),
                        ),
                        limits=Limits(rank_at_least=1),
                    ),
                    Question(
                        "statements",
                        Kind.MATRIX,
                        "How far do you agree with each of these?",
                        options=AGREE,
                        rows=rows(
                            ("walk_in", "I should be able to walk in without booking"),
                            ("same_day", "I would travel further to be seen the same day"),
                            ("app", "I am happy to book on the NHS App"),
                        ),
                    ),
                    text(
                        "change",
                        "What one thing would you change about blood tests?",
                        "Do not write your name or anything that shows who you are.",
                    ),
                    QUOTE,
                ),
            ),
        ),
    ),
    likely={
        "had_test": [[55, 43, 2], [72, 26, 2], [91, 8, 1]],
        "how_easy": [[8, 26, 22, 29, 15], [12, 31, 20, 25, 12], [16, 36, 18, 20, 10]],
        "what_makes_it_hard": [
            [20, 58, 18, 26, 14, 3, 5, 12],
            [28, 49, 24, 33, 8, 6, 6, 14],
            [47, 16, 38, 36, 3, 15, 5, 16],
        ],
        "best_time": [[16, 8, 46, 26, 4], [22, 9, 42, 20, 7], [58, 22, 4, 5, 11]],
        "rank_places": [[30, 22, 8, 18, 22], [30, 17, 18, 24, 11], [38, 22, 16, 21, 3]],
    },
    rows={
        "statements.walk_in": [44, 29, 12, 10, 5],
        "statements.same_day": [21, 31, 19, 19, 10],
        "statements.app": [33, 24, 11, 13, 19],
    },
    middle={"miles": 3},
    comments={
        "change": [
            "I work shifts and every clinic is closed by the time I finish.",
            "Please answer the phone. I rang 14 times to book one test.",
            "The clinic is two buses away and I use a walking frame.",
            "Let people without a smartphone book by phone or in person.",
            "Saturday mornings would mean I do not lose pay.",
            "I cannot fast until 11am because of my diabetes. Give us early slots first.",
            "The staff are kind and quick. It is only the waiting room that is too small.",
            "Tell us how long the queue is before we travel.",
            "Have one person there who can sign in British Sign Language.",
            "My mum needs a carer to come with her, so tell us the time and keep to it.",
            "I would rather go to the chemist on the high street.",
            "A quiet time for people who are autistic would help my son a lot.",
            "The letter only came in English. My dad could not read it.",
            "Walk-in was better. Booking means waiting two weeks for a five-minute test.",
            "There is nowhere to park and the hospital charges £4.",
            "Children need somebody who is used to children.",
            "Send a text when the results are back so we do not have to phone.",
            "Open the clinic in the library again. Everybody could get there.",
            "Mrs Adeyemi at the desk found my father a chair and rang me on 020 7946 0188. More like her.",
            "Ask for Nurse Brannigan. She has never hurt me. The others should learn from her.",
            "I was told off for being late in front of everybody. Now I am afraid of my appointments.",
        ]
    },
)

PHYSIO = DemoSurvey(
    Definition(
        title="How should physiotherapy appointments work?",
        intro="We asked people who have had physiotherapy when and where it should be.",
        sections=(
            Section(
                "appointment",
                "Getting an appointment",
                questions=(
                    Question(
                        "best_time",
                        Kind.SINGLE,
                        "When would you most like an appointment?",
                        options=options(
                            ("mornings", "Weekday mornings"),
                            ("afternoons", "Weekday afternoons"),
                            ("evenings", "Evenings, 5pm to 8pm"),
                            ("saturdays", "Saturdays"),
                            ("no_mind", "I do not mind"),
                        ),
                    ),
                    Question(
                        "change_by",
                        Kind.SINGLE,
                        "How would you most like to change or cancel an appointment?",
                        options=options(
                            ("phone", "By phone"),
                            ("text", "By text"),
                            ("app", "On the NHS App"),
                            ("letter", "By letter or in person"),
                        ),
                    ),
                    Question(
                        "wait",
                        Kind.NUMBER,
                        "How many weeks did you wait for your first appointment?",
                        limits=Limits(minimum=0, maximum=104, unit="weeks"),
                    ),
                ),
            ),
            Section(
                "last",
                "Your last appointment",
                questions=(
                    Question(
                        "last_time",
                        Kind.MATRIX,
                        "Thinking about your last appointment, how far do you agree with each of these?",
                        options=AGREE,
                        rows=rows(
                            ("listened", "Staff listened to me"),
                            ("understood", "I understood my exercises"),
                            ("get_to", "The place was easy to get to"),
                            ("soon", "I was seen soon enough"),
                        ),
                    ),
                    Question(
                        "helped",
                        Kind.SCALE,
                        "How much did physiotherapy help you?",
                        options=options(
                            ("a_lot", "A lot"), ("some", "Some"), ("a_little", "A little"), ("not", "Not at all")
                        ),
                    ),
                    text("better", "What would have made it better?"),
                    QUOTE,
                ),
            ),
        ),
    ),
    likely={
        "best_time": [[8, 5, 68, 16, 3], [13, 7, 66, 11, 3], [38, 24, 22, 6, 10]],
        "change_by": [[6, 62, 31, 1], [14, 56, 28, 2], [47, 33, 13, 7]],
        "helped": [[38, 34, 18, 10], [42, 32, 17, 9], [40, 31, 20, 9]],
    },
    rows={
        "last_time.listened": [46, 36, 9, 6, 3],
        "last_time.understood": [31, 38, 13, 13, 5],
        "last_time.get_to": [24, 33, 14, 18, 11],
        "last_time.soon": [7, 15, 16, 36, 26],
    },
    middle={"wait": 12},
    comments={
        "better": [
            "I work shifts. I cannot get to physiotherapy between 9 and 5.",
            "I lose a day’s pay for every appointment.",
            "Written exercises with pictures, not a website I cannot open.",
            "Seeing the same person each time.",
            "The clinic is up a hill from the bus stop and I had just had a new knee.",
            "A gym session in a group was the best part. I made a friend.",
            "Twelve weeks is too long when you cannot sleep for pain.",
            "My physiotherapist explained everything twice and did not rush me.",
            "Let me cancel by text. I waited 40 minutes on the phone to say I was ill.",
            "More time. Twenty minutes is gone before you have your shoes off.",
        ]
    },
)

CARERS = DemoSurvey(
    Definition(
        title="How can we help carers take a break?",
        intro="If you look after someone who could not manage without you, tell us what a real break would be.",
        sections=(
            Section(
                "caring",
                "Caring now",
                questions=(
                    Question(
                        "hours",
                        Kind.SINGLE,
                        "About how many hours a week do you care for someone?",
                        options=options(
                            ("under_10", "Under 10"),
                            ("h10_19", "10 to 19"),
                            ("h20_49", "20 to 49"),
                            ("h50", "50 or more"),
                            DO_NOT_KNOW,
                        ),
                    ),
                    Question(
                        "last_break",
                        Kind.SINGLE,
                        "When did you last have a break of at least half a day?",
                        options=options(
                            ("week", "In the last week"),
                            ("month", "In the last month"),
                            ("year", "In the last year"),
                            ("longer", "Longer ago"),
                            ("never", "Never"),
                        ),
                    ),
                    Question(
                        "stops",
                        Kind.MULTIPLE,
                        "What stops you taking a break?",
                        options=options(
                            ("nobody", "There is nobody to take over"),
                            ("cost", "The cost"),
                            ("trust", "I would worry about them"),
                            ("notice", "It cannot be booked at short notice"),
                            ("guilt", "I would feel guilty"),
                            ("forms", "Too many forms"),
                            own_words("other", "Something else"),
                            NONE_OF_THESE,
                        ),
                    ),
                ),
            ),
            Section(
                "break",
                "A real break",
                questions=(
                    Question(
                        "kind",
                        Kind.SINGLE,
                        "What kind of break would help you most?",
                        options=options(
                            ("hours", "A few hours every week"),
                            ("day", "A whole day each month"),
                            ("night", "Nights, so that I can sleep"),
                            ("week", "A week once or twice a year"),
                            ("together", "Time away together, with help"),
                        ),
                    ),
                    Question(
                        "offer",
                        Kind.YES_NO,
                        "Has anyone offered you a carer’s assessment?",
                        options=options(("yes", "Yes"), ("no", "No"), DO_NOT_KNOW),
                    ),
                    Question(
                        "offer_help",
                        Kind.SCALE,
                        "How useful was the assessment?",
                        options=options(
                            ("very", "Very useful"),
                            ("quite", "Quite useful"),
                            ("not_very", "Not very useful"),
                            ("not", "Not useful at all"),
                        ),
                        show_when=when("offer", "yes"),
                    ),
                    text(
                        "story",
                        "Is there anything else you want us to know?",
                        "You can skip this. If you are worried about your own safety or someone else’s, phone us.",
                    ),
                    QUOTE,
                ),
            ),
        ),
    ),
    likely={
        "hours": [[36, 24, 22, 14, 4], [24, 20, 28, 26, 2], [18, 14, 22, 42, 4]],
        "last_break": [18, 26, 27, 19, 10],
        "stops": [52, 38, 44, 36, 30, 24, 6, 6],
        "kind": [41, 17, 19, 14, 9],
        "offer": [34, 52, 14],
        "offer_help": [18, 36, 30, 16],
    },
    comments={
        "story": [
            "I have not slept through a night since 2022.",
            "A sitter for three hours a week would let me swim again.",
            "The form asked the same thing five times.",
            "My daughter is 15 and cares as much as I do. Nobody asks her.",
            "Do not call it respite. It is not a holiday.",
            "The carers’ café keeps me going.",
            "When I phone I have to explain everything from the start each time.",
            "We would love one week by the sea together, with somebody there to lift him.",
        ]
    },
    comment_rate=0.55,
)

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
