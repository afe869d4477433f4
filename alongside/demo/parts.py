"""What the demo's surveys and projects are made of.

``likely`` gives weights per option; a list of three is for people under 35, 35 to 64, and 65 or over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alongside.questionnaires.build import options
from alongside.questionnaires.types import Definition, Kind, Limits, Question

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


@dataclass(frozen=True)
class Said:
    """A finding with its response and promise. ``rests_on`` is a question and the answers to it that say so."""

    heard: str
    detail: str
    kind: str
    reason: str
    owner: str
    rests_on: tuple[str, tuple[str, ...]]
    topic: str
    against: str = ""
    you_said: str = ""
    promise: str = ""
    due: int = 30
    done: int | None = None
    did: str = ""
    proof: str = ""
    moved: tuple[int, str] | None = None


@dataclass(frozen=True)
class DemoProject:
    """``opens``, ``closes``, ``findings`` and ``decides`` are days from today; ``responses`` how many took part."""

    house: str
    slug: str
    facts: dict[str, Any]
    opens: int
    closes: int
    findings: int
    decides: int
    survey: DemoSurvey | None = None
    responses: int = 0
    paused: tuple[str, int] | None = None
    answered: bool = False
    dates: list[tuple[int, str]] = field(default_factory=list)
    updates: list[tuple[int, str, str]] = field(default_factory=list)
    documents: list[tuple[str, str, list[tuple[str, str, int]]]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
