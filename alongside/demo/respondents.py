"""People who might have taken part: drawn from the census of the areas, with the gaps that real surveys have."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from alongside.demo.parts import DemoSurvey
from alongside.knowledge.census import population
from alongside.questionnaires.codec import answers_to_json
from alongside.questionnaires.flow import counted
from alongside.questionnaires.types import MANY_CHOICES, ONE_CHOICE, Answer, Kind, Question

# How much more (or less) likely people are to answer than their share says: older people and women more, young
# men, people from some ethnic minorities and people in the most deprived areas less. Invented, in realistic size.
TAKES_PART: dict[str, dict[str, float]] = {
    "age": {
        "age_16_17": 0.15,
        "age_18_24": 0.3,
        "age_25_34": 0.5,
        "age_35_44": 0.8,
        "age_45_54": 1.0,
        "age_55_64": 1.4,
        "age_65_74": 1.9,
        "age_75_84": 1.6,
        "age_85_over": 0.8,
        "under_16": 0.0,
    },
    "sex": {"female": 1.3, "male": 0.7},
}
YOUNG = {"age_16_17", "age_18_24", "age_25_34"}
OLD = {"age_65_74", "age_75_84", "age_85_over"}
TELLS_US = 0.86


@dataclass(frozen=True)
class Somebody:
    characteristics: dict[str, str]
    channel: str
    capacity: str

    @property
    def generation(self) -> int:
        """0 under 35, 1 from 35 to 64, 2 from 65."""
        age = self.characteristics["age"]
        return 0 if age in YOUNG else 2 if age in OLD else 1


def _pick(chance: random.Random, weights: dict[str, float]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def somebody(chance: random.Random, areas: Sequence[str]) -> Somebody:
    drawn: dict[str, str] = {}
    for variable in (
        "age",
        "sex",
        "ethnic_group",
        "religion",
        "sexual_orientation",
        "unpaid_care",
        "deprivation_fifth",
    ):
        people = population(areas, variable) or {}
        lean = TAKES_PART.get(variable, {})
        drawn[variable] = _pick(
            chance, {key: count * lean.get(key, _lean(variable, key)) for key, count in people.items()}
        )
    generation = 0 if drawn["age"] in YOUNG else 2 if drawn["age"] in OLD else 1
    drawn["long_condition"] = "yes" if chance.random() < (0.22, 0.34, 0.58)[generation] else "no"
    if drawn["long_condition"] == "yes":
        drawn["activities_reduced"] = chance.choices(["a_lot", "a_little", "not_at_all"], [30, 45, 25])[0]
    channel = chance.choices(
        ["web", "paper", "phone", "in-person", "partner"],
        [(90, 2, 1, 6, 1), (84, 8, 2, 4, 2), (48, 36, 9, 4, 3)][generation],
    )[0]
    capacity = chance.choices(["self", "with", "for", "group"], [86, 5, 8, 1])[0]
    return Somebody(drawn, channel, capacity)


def _lean(variable: str, key: str) -> float:
    if variable == "ethnic_group" and not key.startswith("white"):
        return 0.55 if key.startswith("asian") else 0.65
    if variable == "deprivation_fifth":
        return {"1": 0.55, "2": 0.8, "3": 1.0, "4": 1.2, "5": 1.4}[key]
    return 1.0


def answers(chance: random.Random, survey: DemoSurvey, who: Somebody) -> dict[str, Any]:
    """Stored answers of one person, routed as the survey routes them."""
    given: dict[str, Answer] = {}
    for question in survey.definition.questions:
        if question.kind is Kind.LONG_TEXT:
            if chance.random() < survey.comment_rate:
                given[question.key] = Answer(chance.choice(survey.comments[question.key]))
        elif question.kind is Kind.CONSENT:
            if chance.random() < 0.6:
                given[question.key] = Answer([question.options[0].key])
        elif question.required or chance.random() > survey.blank:
            given[question.key] = _answer(chance, survey, question, who)
    return answers_to_json(counted(survey.definition, given))


def _answer(chance: random.Random, survey: DemoSurvey, question: Question, who: Somebody) -> Answer:
    if question.kind is Kind.MATRIX:
        keys = [option.key for option in question.options]
        given = {
            row.key: chance.choices(keys, survey.rows[f"{question.key}.{row.key}"])[0]
            for row in question.rows
            if chance.random() > 0.03
        }
        return Answer(given)
    likely = survey.likely.get(question.key, [1.0] * max(1, len(question.options)))
    by_age = [each for each in likely if not isinstance(each, float | int)]
    weights = list(by_age[who.generation] if by_age else [each for each in likely if isinstance(each, float | int)])
    keys = [option.key for option in question.options]
    if question.kind in ONE_CHOICE:
        return Answer(chance.choices(keys, weights)[0])
    if question.kind in MANY_CHOICES:
        most = question.limits.max_choices or len(keys)
        chosen = [key for key, weight in zip(keys, weights, strict=True) if chance.random() * 100 < weight]
        alone = [key for key in chosen if question.option_by_key[key].exclusive]
        return Answer(alone[:1] if alone else chosen[:most] or [keys[0]])
    if question.kind is Kind.RANKING:
        order: list[str] = []
        left = dict(zip(keys, weights, strict=True))
        for _place in range(chance.randint(1, len(keys))):
            key = _pick(chance, left)
            order.append(key)
            del left[key]
        return Answer(order)
    top = question.limits.maximum or 20
    amount = min(top, chance.lognormvariate(log(survey.middle.get(question.key, 5)), 0.7))
    return Answer(round(amount, 1) if question.limits.decimals else int(amount))


def about_you(chance: random.Random, who: Somebody) -> dict[str, Any] | None:
    """Monitoring answers, or None from those who went past the page."""
    if chance.random() > TELLS_US:
        return None
    given: dict[str, Answer] = {}
    for key, value in who.characteristics.items():
        if key == "deprivation_fifth" or chance.random() < 0.04:
            continue
        given[key] = Answer("prefer_not_to_say" if chance.random() < 0.03 else value)
    return answers_to_json(given)
