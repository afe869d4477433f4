"""Invented surveys, and invented people who answer them: the same every time."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Answer = str | list[str] | dict[str, str]


@dataclass(frozen=True)
class Asked:
    """A question: `kind` is what its author meant; `parts` are the rows of a grid."""

    text: str
    kind: str
    options: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    other: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    write: Callable[[random.Random, int], str] | None = None
    skipped: float = 0.08


@dataclass(frozen=True)
class Person:
    """One response: when, and the answer to each question by its text; own words for "other" beside it."""

    number: int
    start: datetime
    end: datetime
    answers: dict[str, Answer]
    others: dict[str, str] = field(default_factory=dict)


AGREE = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
EASY = ("Very easy", "Fairly easy", "Neither easy nor difficult", "Fairly difficult", "Very difficult")
SATISFIED = ("Very satisfied", "Satisfied", "Neither satisfied nor dissatisfied", "Dissatisfied", "Very dissatisfied")
OFTEN = ("Always", "Often", "Sometimes", "Rarely", "Never")
AGES = ("Under 18", "18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 to 74", "75 or over")
SERVICES = (
    "GP surgery",
    "Pharmacy",
    "Dentist",
    "NHS 111",
    "Walk-in centre, including evenings",
    "Hospital outpatients",
)
FIRST = ("I waited", "We waited", "My mother waited", "It took", "The last time I went it took")
THEN = (
    "two weeks for an appointment and nobody told us why",
    "half an hour on the phone, and then it went dead",
    "less time than I expected, and the nurse was kind",
    "most of the morning; the bus only runs every hour",
    "so long that I gave up & went to the chemist's",
    "no time at all – thank you",
)
LAST = (
    "Please keep the evening clinic.",
    "The car park is £4 a visit.",
    "Could there be a number to call back?",
    "I don’t use the internet, so a letter is best.",
    "It would help to know who decides.",
    "More seats in the waiting room would help.",
)
TOWNS = ("Northmere", "Eastvale", "Carrow Hill", "Wend", "Little Harrow", "St Anne’s", "Marlow Green", "Kings Ford")


def comment(rng: random.Random, _i: int) -> str:
    """A few sentences that differ from person to person."""
    text = f"{rng.choice(FIRST)} {rng.choice(THEN)}. {rng.choice(LAST)}"
    if rng.random() < 0.3:
        text += f" I came on {rng.choice(('Monday', 'Tuesday', 'Friday'))} at {rng.randint(8, 17)}:{rng.choice(('00', '15', '30'))}."
    return text


def remark(rng: random.Random, _i: int) -> str:
    """A short comment."""
    return f"{rng.choice(('More', 'Fewer', 'Better', 'Longer', 'Clearer'))} {rng.choice(('chairs', 'signs', 'buses', 'hours', 'letters', 'staff', 'toilets'))} {rng.choice(('at the front', 'on Saturdays', 'for carers', 'in winter', 'near the lift'))}"


def town(rng: random.Random, i: int) -> str:
    """A street and a place, typed by hand."""
    return f"{rng.choice(('near', 'by', 'off', 'just past'))} {rng.choice(('Mill', 'High', 'Church', 'Station', 'Park'))} Street, {TOWNS[(i * 5) % len(TOWNS)]}"


def age(rng: random.Random, _i: int) -> str:
    return str(min(96, max(16, round(rng.gauss(52, 18)))))


def money(rng: random.Random, _i: int) -> str:
    return f"£{rng.randint(0, 30)}.{rng.choice(('00', '50', '20'))}"


def miles(rng: random.Random, _i: int) -> str:
    return f"{rng.expovariate(0.2):.1f}"


def person_name(rng: random.Random, i: int) -> str:
    first = ("Priya", "Jo", "Amir", "Denise", "Ola", "Zoë", "Marek", "Siân", "Tariq", "Beth")
    last = ("Shah", "Reid", "Khan", "Cole", "Nowak", "Evans", "Osei", "Lund", "Patel", "Moor")
    return f"{first[i % 10]} {last[(i // 10 + rng.randint(0, 9)) % 10]}"


def email(rng: random.Random, i: int) -> str:
    return f"{rng.choice(('p', 'j', 'a', 'd'))}{i}@example.com"


def organisation(rng: random.Random, i: int) -> str:
    return f"{TOWNS[i % 8]} {rng.choice(('Carers Forum', 'Age Concern', 'Youth Club', 'Patients’ Group', 'Residents'))} {i}"


def visit_date(rng: random.Random, _i: int) -> str:
    return f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/2025"


GP = (
    Asked(
        "Which of these services have you used in the last 12 months?",
        "multiple",
        SERVICES,
        (9, 7, 5, 3, 2, 4),
        other=("A friend who is a nurse", "School nurse", "Physio at the gym"),
    ),
    Asked("How easy or difficult was it to get your last appointment?", "scale", EASY, (3, 5, 2, 4, 2)),
    Asked(
        "When would you most like an appointment?",
        "single",
        ("Evenings, 5pm to 8pm", "Weekday mornings", "Weekday afternoons", "Saturdays", "I do not mind"),
        (6, 3, 1, 2, 1),
    ),
    Asked(
        "How likely are you to recommend us to friends and family, from 0 to 10?",
        "scale",
        tuple(map(str, range(11))),
        (1, 1, 1, 1, 1, 3, 3, 5, 8, 7, 6),
    ),
    Asked("What could we do better?", "long_text", write=comment, skipped=0.35),
    Asked("How old are you?", "number", write=age),
    Asked(
        "Which part of Northmere do you live in?",
        "single",
        ("Eastvale", "Carrow Hill", "Wend", "Somewhere else"),
        (4, 3, 2, 1),
    ),
    Asked("Where do you usually get on the bus?", "short_text", write=town, skipped=0.2),
    Asked(
        "Do you look after someone who could not manage without you?",
        "single",
        ("Yes", "No", "Prefer not to say"),
        (3, 7, 1),
    ),
)
WARD = (
    Asked(
        "Are you responding as an individual or for an organisation?",
        "single",
        ("As an individual", "For an organisation", "As a carer"),
        (8, 2, 2),
    ),
    Asked("What is your name?", "identifier", write=person_name, skipped=0.2),
    Asked("What is your email address?", "identifier", write=email, skipped=0.3),
    Asked("Organisation name", "identifier", write=organisation, skipped=0.7),
    Asked(
        "To what extent do you agree or disagree with moving Ward 6 to the new building?",
        "scale",
        (*AGREE, "Don't know"),
        (3, 4, 2, 4, 5, 1),
    ),
    Asked("Please explain your answer", "long_text", write=comment, skipped=0.2),
    Asked(
        "How would the change affect you?",
        "single",
        ("Positively", "Negatively", "Both positively and negatively", "Not at all"),
        (3, 4, 2, 1),
    ),
    Asked("How far would you travel, in miles?", "number", write=miles),
    Asked("What is your age group?", "single", AGES, (1, 2, 3, 4, 4, 5, 4, 2)),
)
LIBRARY = (
    Asked(
        "How often do you use the library?",
        "scale",
        ("Daily", "Weekly", "Fortnightly", "Monthly", "Less often", "Never"),
        (1, 4, 3, 4, 3, 1),
    ),
    Asked(
        "What do you use it for?",
        "multiple",
        ("Books", "Computers", "Children's events", "Quiet study", "Warm space"),
        (8, 4, 3, 3, 2),
    ),
    Asked("How satisfied are you with the opening hours?", "scale", SATISFIED, (2, 4, 3, 3, 2)),
    Asked("How much did you spend on travel?", "number", write=money),
    Asked("Date of your last visit", "date", write=visit_date),
    Asked("One thing to change", "short_text", write=remark, skipped=0.25),
    Asked("Do you have a library card?", "single", ("Yes", "No"), (8, 3)),
)
EVENT = (
    Asked(
        "Overall, how would you rate the day?",
        "scale",
        ("Excellent", "Very good", "Good", "Fair", "Poor"),
        (4, 5, 3, 1, 1),
    ),
    Asked(
        "How far do you agree with each of these?",
        "scale",
        AGREE,
        (4, 5, 2, 1, 1),
        parts=("I felt listened to", "The venue was easy to get to", "I know what happens next"),
    ),
    Asked(
        "Which sessions did you go to?",
        "multiple",
        ("Opening talk", "Maternity table", "Carers' table", "Budget game"),
        (8, 3, 4, 3),
    ),
    Asked("Anything else you would like to tell us?", "long_text", write=comment, skipped=0.4),
    Asked(
        "How did you hear about the event?",
        "single",
        ("Poster", "Word of mouth", "Social media", "Letter"),
        (3, 5, 4, 2),
    ),
)
CARERS = (
    Asked(
        "How many hours a week do you care for someone?",
        "number",
        write=lambda rng, _i: str(rng.choice((2, 5, 8, 10, 14, 20, 35, 40, 50, 70, 100, 168))),
    ),
    Asked("How often do you get a break?", "scale", OFTEN, (1, 2, 4, 5, 3)),
    Asked(
        "Which kinds of help would you use?",
        "multiple",
        ("Sitting service", "Carers' café", "Training", "Advice about money", "Phone line", "None of these"),
        (5, 4, 2, 6, 3, 1),
        other=("A cleaner now and then", "Night sitting"),
    ),
    Asked(
        "How much do you agree?",
        "scale",
        ("Agree", "Neither", "Disagree"),
        (5, 2, 4),
        parts=("I feel respected by staff", "I am asked what I need", "I know who to phone"),
    ),
    Asked(
        "What is your ethnic group?",
        "single",
        (
            "White British",
            "Asian or Asian British",
            "Black or Black British",
            "Mixed or multiple",
            "Another group",
            "Prefer not to say",
        ),
        (12, 4, 3, 2, 1, 1),
    ),
    Asked("Why do you say that?", "long_text", write=comment, skipped=0.3),
    Asked(
        "Who do you care for?", "single", ("My partner", "A parent", "A child", "A friend or neighbour"), (4, 5, 3, 1)
    ),
)


def people(survey: tuple[Asked, ...], number: int, seed: int) -> list[Person]:
    """Invented people and what they answered. The same seed gives the same people."""
    rng = random.Random(seed)
    found = []
    start = datetime(2026, 2, 2, 9, 0)
    for i in range(number):
        start += timedelta(minutes=rng.randint(3, 900), seconds=rng.randint(0, 59))
        answers: dict[str, Answer] = {}
        others: dict[str, str] = {}
        for asked in survey:
            if rng.random() < asked.skipped:
                continue
            weights = asked.weights or None
            if asked.write:
                answers[asked.text] = asked.write(rng, i)
            elif asked.parts:
                answers[asked.text] = {part: rng.choices(asked.options, weights)[0] for part in asked.parts}
            elif asked.kind == "multiple":
                total = max(asked.weights) * 1.4
                chosen = [o for o, w in zip(asked.options, asked.weights, strict=True) if rng.random() < w / total]
                if asked.other and rng.random() < 0.12:
                    others[asked.text] = rng.choice(asked.other)
                answers[asked.text] = chosen or ([] if asked.text in others else [asked.options[0]])
            else:
                answers[asked.text] = rng.choices(asked.options, weights)[0]
        found.append(Person(i + 1, start, start + timedelta(seconds=rng.randint(70, 1500)), answers, others))
    return found
