"""The questions of the demo's other projects: home visits, urgent dental care, day services, falls, care at home,
crossings. See ``parts`` for what the numbers are."""

from alongside.demo.parts import AGREE, EASY, QUOTE, DemoSurvey, text
from alongside.questionnaires.build import DO_NOT_KNOW, NONE_OF_THESE, options, own_words, rows
from alongside.questionnaires.types import Definition, Kind, Limits, Option, Question, Section


def _one(key: str, wording: str, *choices: tuple[str, str], hint: str = "") -> Question:
    return Question(key, Kind.SINGLE, wording, hint=hint, options=options(*choices))


def _several(key: str, wording: str, *choices: Option | tuple[str, str], most: int | None = None) -> Question:
    hint = f"Select up to {most}." if most else "Select all that apply."
    return Question(
        key,
        Kind.MULTIPLE,
        wording,
        hint=hint,
        options=options(*choices, NONE_OF_THESE),
        limits=Limits(max_choices=most),
    )


def _survey(title: str, intro: str, key: str, part: str, *questions: Question) -> Definition:
    return Definition(title=title, intro=intro, sections=(Section(key, part, questions=(*questions, QUOTE)),))


HOME_VISITS = DemoSurvey(
    _survey(
        "What should happen at home in the first 2 weeks after birth?",
        "If you or your partner had a baby in the last 2 years, tell us about the visits at home. You can skip any question.",
        "visits",
        "Visits at home",
        _one(
            "how_many",
            "How many times did a midwife or support worker come to your home in the first 2 weeks?",
            ("none", "Not at all"),
            ("once", "Once"),
            ("two_three", "2 or 3 times"),
            ("more", "4 times or more"),
            ("hospital", "My baby was in hospital"),
        ),
        _several(
            "needed",
            "What did you most need help with?",
            ("feeding", "Feeding"),
            ("sleep", "Sleep"),
            ("healing", "My own healing"),
            ("mood", "How I felt"),
            ("baby", "Knowing that my baby was well"),
            ("partner", "Help for my partner or family"),
            own_words("other", "Something else"),
            most=3,
        ),
        Question("enough", Kind.SCALE, "How easy was it to get help between visits?", options=EASY),
        _one(
            "same",
            "Would you rather see the same person, or be seen sooner?",
            ("same", "The same person"),
            ("sooner", "Sooner, by whoever can come"),
            ("no_mind", "I do not mind"),
        ),
        text("missing", "What was missing?"),
    ),
    likely={
        "how_many": [6, 17, 49, 16, 12],
        "needed": [52, 21, 34, 31, 38, 18, 6, 3],
        "enough": [12, 25, 18, 29, 16],
        "same": [61, 24, 15],
    },
    comments={
        "missing": [
            "Nobody asked how I was. Everybody asked how he was.",
            "A time. “Between 9 and 5” is a whole day in pyjamas.",
            "Someone who could help with feeding at night, by phone.",
            "My partner was told to wait in the kitchen.",
            "The second midwife had read my notes. I cried with relief.",
            "An interpreter. My sister had to translate things she should not hear.",
        ]
    },
)

DENTAL = DemoSurvey(
    _survey(
        "How should urgent dental care work at weekends?",
        "We will pay for more urgent dental care at weekends from next year. Tell us what matters when you are in pain.",
        "urgent",
        "When it is urgent",
        Question(
            "needed",
            Kind.YES_NO,
            "Have you needed a dentist urgently at a weekend in the last 2 years?",
            options=options(("yes", "Yes"), ("no", "No"), DO_NOT_KNOW),
        ),
        _one(
            "first",
            "Where would you look for help first?",
            ("dentist", "My own dentist’s phone message"),
            ("nhs_111", "NHS 111, by phone or online"),
            ("hospital", "A hospital"),
            ("pharmacy", "A pharmacy"),
            ("do_not_know", "I do not know"),
        ),
        _several(
            "matters",
            "What matters most?",
            ("near", "Close to home"),
            ("bus", "On a bus route on Sundays"),
            ("same_day", "Being seen the same day"),
            ("children", "Staff who are good with children"),
            ("fear", "Staff who understand fear of dentists"),
            ("cost", "Knowing the cost before I go"),
            most=3,
        ),
        text("more", "What should we think of before we choose the places?"),
    )
)

DAY_SERVICES = DemoSurvey(
    _survey(
        "What should a good day look like?",
        "Tell us about your days, and what you want to do. Someone you trust can help you answer.",
        "days",
        "Your days",
        _several(
            "want",
            "What would you like to do more of?",
            ("work", "Paid work"),
            ("swim", "Swimming and sport"),
            ("friends", "Seeing friends"),
            ("learn", "Learning something new"),
            ("music", "Music, art or drama"),
            ("help", "Helping other people"),
            ("home", "Time at home"),
        ),
        _one(
            "who",
            "Who decides what you do in the week?",
            ("me", "I do"),
            ("together", "I decide with other people"),
            ("others", "Other people decide"),
            ("do_not_know", "I do not know"),
        ),
        Question(
            "now",
            Kind.MATRIX,
            "Thinking about your days now, how far do you agree?",
            options=AGREE,
            rows=rows(
                ("choice", "I choose what I do"),
                ("friends", "I see the people I want to see"),
                ("staff", "Staff listen to me"),
                ("bus", "I can get to where I want to go"),
            ),
        ),
        text("thursday", "Tell us about a good day."),
    ),
    likely={"want": [44, 41, 62, 33, 38, 29, 17, 3], "who": [24, 33, 38, 5]},
    rows={
        "now.choice": [11, 22, 19, 31, 17],
        "now.friends": [17, 28, 18, 24, 13],
        "now.staff": [33, 38, 14, 10, 5],
        "now.bus": [9, 21, 16, 30, 24],
    },
    comments={
        "thursday": [
            "I want to decide what I do on Thursdays.",
            "I work in the café on Mondays. I am the one who opens up.",
            "Swimming, then chips, then the bus with Mo.",
            "The centre is fine but every day is a long time.",
            "My mum asked for me. Next time ask me.",
        ]
    },
)

FALLS = DemoSurvey(
    _survey(
        "What would help older people stay steady on their feet?",
        "We are planning classes, home checks and better pavements. Tell us what would help you, or someone you know.",
        "steady",
        "Staying steady",
        _several(
            "help",
            "What would help most?",
            ("class", "A class near me"),
            ("online", "A class online or on television"),
            ("home", "Someone to check my home with me"),
            ("pavements", "Better pavements and places to sit"),
            ("medicines", "A check of my medicines"),
            ("eyes", "An eye test"),
            most=3,
        ),
        _one(
            "when",
            "When would you go to a class?",
            ("mornings", "Mornings"),
            ("afternoons", "Afternoons"),
            ("evenings", "Early evenings"),
            ("never", "I would not go to a class"),
        ),
        Question("walk", Kind.SCALE, "How easy is it to walk to the nearest shop or bus stop?", options=EASY),
        text("more", "What stops people you know from going out?"),
    )
)

CARE_AT_HOME = DemoSurvey(
    _survey(
        "What makes care at home good?",
        "If you have care at home, or look after someone who has, tell us what the council should ask of care companies.",
        "care",
        "Care at home",
        _one(
            "who",
            "Who has care at home?",
            ("me", "I do"),
            ("family", "Someone in my family"),
            ("friend", "A friend or neighbour"),
        ),
        Question(
            "now",
            Kind.MATRIX,
            "How far do you agree with each of these?",
            options=AGREE,
            rows=rows(
                ("time", "Care workers come when they say"),
                ("same", "We know who is coming"),
                ("rush", "There is enough time"),
                ("say", "We have a say in how it is done"),
            ),
        ),
        _one(
            "first",
            "What should the council ask for first?",
            ("same", "The same few people"),
            ("time", "Visits on time"),
            ("longer", "Longer visits"),
            ("phone", "Someone who answers the phone at weekends"),
        ),
        text("good", "Tell us about a good visit, or one that went wrong."),
    ),
    likely={"who": [41, 50, 9], "first": [46, 22, 21, 11]},
    rows={
        "now.time": [14, 31, 15, 24, 16],
        "now.same": [9, 23, 14, 31, 23],
        "now.rush": [11, 26, 18, 28, 17],
        "now.say": [16, 33, 22, 19, 10],
    },
    comments={
        "good": [
            "She knows Dad likes his tea before his tablets. Nobody had to tell her twice.",
            "Eleven different people in two weeks. I stopped learning names.",
            "Fifteen minutes is a wash or breakfast. It is not both.",
            "On Sunday nobody came and nobody answered the phone.",
            "He sang with Mum. It is the only time she smiles.",
            "Please write in the book in words we can read.",
        ]
    },
)

CROSSINGS = DemoSurvey(
    _survey(
        "Which crossings feel unsafe?",
        "Tell us where you do not feel safe to cross, and why. We will choose the first 12 crossings with you.",
        "crossing",
        "Crossing the road",
        _one(
            "where",
            "Which kind of crossing worries you most?",
            ("schools", "Near a school"),
            ("shops", "On a shopping street"),
            ("estate", "At the way out of an estate"),
            ("hospital", "Near the hospital or a surgery"),
            ("other", "Somewhere else"),
        ),
        _several(
            "why",
            "What makes it feel unsafe?",
            ("time", "The green time is too short"),
            ("speed", "Cars go too fast"),
            ("see", "I cannot see far enough"),
            ("kerb", "The kerb is too high for wheels"),
            ("nowhere", "There is no crossing where people cross"),
            most=3,
        ),
        _one(
            "how",
            "How do you usually cross?",
            ("alone", "Alone"),
            ("children", "With children"),
            ("wheels", "With a wheelchair or a pram"),
            ("stick", "With a stick or a frame"),
        ),
        text("tell", "Tell us about one crossing."),
    ),
    likely={
        "where": [[48, 20, 15, 7, 10], [46, 21, 15, 10, 8], [27, 29, 13, 22, 9]],
        "why": [46, 52, 27, 22, 31, 3],
        "how": [[58, 22, 17, 3], [50, 33, 13, 4], [60, 8, 5, 27]],
    },
    comments={
        "tell": [
            "The lights change before Nan is half way over.",
            "Outside the primary school at ten to nine. Count the near misses for one week.",
            "I have to go 300 metres back for a dropped kerb.",
            "Buses hide you from the cars behind.",
            "The button works. It just takes forever.",
        ]
    },
)

GP = DemoSurvey(
    _survey(
        "What should happen when you contact your GP surgery?",
        "Tell us how you get in touch now, and what would work for you.",
        "contact",
        "Getting in touch",
        _one(
            "how",
            "How did you last contact your surgery?",
            ("phone", "By phone"),
            ("online", "Online or on the NHS App"),
            ("desk", "At the desk"),
            ("someone", "Someone did it for me"),
            ("not", "I have not needed to"),
        ),
        Question("easy", Kind.SCALE, "How easy was it to get through?", options=EASY),
        _several(
            "hard",
            "What makes it hard?",
            ("queue", "Waiting in a queue on the phone"),
            ("gone", "No appointments left"),
            ("online", "The online form"),
            ("ask", "Saying what is wrong at the desk"),
            ("hearing", "I am deaf or hard of hearing"),
            ("language", "I need another language"),
            most=3,
        ),
        _one(
            "prefer",
            "Which would you choose?",
            ("back", "A call back the same morning"),
            ("slot", "A time for the call that I choose"),
            ("text", "An answer by text or in the NHS App"),
        ),
        text("more", "What would make it better?"),
    ),
    likely={
        "how": [[31, 49, 9, 3, 8], [46, 36, 11, 2, 5], [66, 9, 16, 7, 2]],
        "easy": [8, 24, 17, 31, 20],
        "hard": [58, 44, 23, 26, 7, 9, 6],
        "prefer": [[21, 41, 38], [37, 38, 25], [64, 27, 9]],
    },
    comments={
        "more": [
            "Tell me where I am in the queue. Then I can go back to work.",
            "At 8 o’clock I am driving a bus. By ten there is nothing left.",
            "The form asked me eleven questions and then told me to phone.",
            "I am deaf. “We will call you back” is not a plan.",
            "The woman at the desk found me a chair and a quiet corner. Thank her.",
            "Everybody in the waiting room heard what was wrong with me.",
        ]
    },
)
