"""What the demo asks about blood tests, physiotherapy and breaks for carers, and how likely each answer is, by age: see
``parts``."""

from alongside.demo.parts import AGREE, EASY, QUOTE, DemoSurvey, text
from alongside.questionnaires.build import DO_NOT_KNOW, NONE_OF_THESE, options, own_words, rows, when
from alongside.questionnaires.types import Definition, Kind, Limits, Question, Section

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
