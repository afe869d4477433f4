"""An attacker who holds every page and export that the product gives, at three dates, with every filter and pair.

The attacker knows the rules, the noise table, how many people answered what (the team reads responses), and writes
down everything as one linear program over all people by answer and two characteristics. What follows for certain
about a small number of people must never be tighter than the profile promises (docs/decisions/0010): for the public,
with the public page; for the team, with its own pages and exports. Somebody with both, who knows every answer exactly
where the public sees it rounded, is left with fewer numbers, but never with few.
"""

import csv
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import product
from typing import NamedTuple

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from scipy.optimize import linprog

from alongside.analysis import keeping
from alongside.analysis.models import MadeFile
from alongside.analysis.tests.makers import answer_survey
from alongside.core.work import run_due
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.build import options
from alongside.questionnaires.types import Answer, Definition, Kind, Question, Section
from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import survey_in
from commonground.disclosure import PROFILES, ptable_for
from tests.cast import Cast, login

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = ["northmere", "blood-tests"]
ANSWERS = {"mornings": "Mornings", "evenings": "Evenings", "home": "At home"}
SEX = {"female": "Female", "male": "Male", "": "Not known"}
ILL = {"yes": "Yes", "no": "No", "": "Not known"}
PEOPLE = (180, 240, 310)
CELLS = list(product(ANSWERS, SEX, ILL))


class Known(NamedTuple):
    """Between ``low`` and ``high`` people are in these cells at this date."""

    date: int
    cells: frozenset[tuple[str, str, str]]
    low: float
    high: float


def one(key: str, choices: dict[str, str]) -> Question:
    return Question(key, Kind.SINGLE, f"Which {key}?", options=options(*((k, v) for k, v in choices.items() if k)))


def cells(answer: str = "", sex: str | None = None, ill: str | None = None) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (a, s, i)
        for a, s, i in CELLS
        if (not answer or a == answer) and (sex is None or s == sex) and (ill is None or i == ill)
    )


ROW = re.compile(r'<tr class="nhsuk-table__row"><th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(?:<strong>)?(.*?)(?:</strong>)?</td>", re.DOTALL)
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
HEAD = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)


def tables(page: str) -> Iterator[tuple[list[str], dict[str, list[int | None]]]]:
    """(heads, {row: numbers of people}) of every table of a page."""
    for table in TABLE.findall(page):
        rows = {label: [_people(cell) for cell in CELL.findall(row)] for label, row in ROW.findall(table)}
        yield HEAD.findall(table), rows


def _people(cell: str) -> int | None:
    bracketed = re.search(r"\((\d[\d,]*)\)", cell)
    plain = bracketed[1] if bracketed else cell
    return int(plain.replace(",", "")) if plain.replace(",", "").isdecimal() else None


class Attacker:
    def __init__(self) -> None:
        self.known: list[Known] = []
        self.pages = self.numbers = 0

    def learn(self, date: int, which: frozenset[tuple[str, str, str]], bounds: tuple[float, float]) -> None:
        self.known.append(Known(date, which, *bounds))
        self.numbers += 1

    def range(self, date: int, which: frozenset[tuple[str, str, str]]) -> tuple[int, int]:
        """The fewest and the most people that can be in these cells."""
        n = len(CELLS)
        lines, most = [], []
        for fact in self.known:
            line = np.zeros(3 * n)
            line[[fact.date * n + CELLS.index(cell) for cell in fact.cells]] = 1
            lines += [line, -line]
            most += [fact.high, -fact.low]
        for later in (1, 2):  # nobody leaves
            for cell in range(n):
                line = np.zeros(3 * n)
                line[(later - 1) * n + cell], line[later * n + cell] = 1, -1
                lines.append(line)
                most.append(0)
        goal = np.zeros(3 * n)
        goal[[date * n + CELLS.index(cell) for cell in which]] = 1
        ends = []
        for sign in (1, -1):
            found = linprog(sign * goal, A_ub=np.array(lines), b_ub=np.array(most), bounds=(0, 400), method="highs")
            assert found.status == 0, "what is shown contradicts itself"
            ends.append(sign * found.fun)
        return int(np.ceil(ends[0] - 1e-6)), int(np.floor(ends[1] + 1e-6))


@pytest.fixture
def survey(cast: Cast) -> Survey:
    ask = Definition("Times", (Section("s", "Times", questions=(one("time", ANSWERS),)),))
    about = Definition("About you", (Section("s", "You", questions=(one("sex", SEX), one("ill", ILL))),))
    made = survey_in(cast.northmere, ask, closes_at=timezone.now() - timedelta(minutes=1))
    made.monitoring = questionnaires.start(owner=cast.northmere.pk, title="About", definition=about)
    questionnaires.publish(questionnaire=made.monitoring)
    made.save()
    return made


def somebody(chance: random.Random) -> tuple[str, str, str]:
    """A few of every mix that is rare."""
    return (
        chance.choices(list(ANSWERS), [60, 34, 6])[0],
        chance.choices(list(SEX), [52, 38, 10])[0],
        chance.choices(list(ILL), [20, 60, 20])[0],
    )


def test_nothing_small_follows_from_everything_that_is_given(cast: Cast, client: Client, survey: Survey) -> None:
    profile = PROFILES[cast.northmere.disclosure_profile]
    public, team, both = Attacker(), Attacker(), Attacker()
    chance = random.Random(7)  # the same people in every run
    truth: list[dict[tuple[str, str, str], int]] = []
    people: list[tuple[str, str, str]] = []
    for date, until in enumerate(PEOPLE):
        day = timezone.now() - timedelta(days=9 - 2 * date)
        while len(people) < until:
            who = somebody(chance)
            people.append(who)
            said = {key: value for key, value in zip(("sex", "ill"), who[1:], strict=True) if value}
            answer_survey(survey, {"time": Answer(who[0])}, about=said, at=day)
        truth.append({cell: people.count(cell) for cell in CELLS})
        keeping.follow(survey)
        login(client, cast.amira)
        publish(client)
        look_at_public(public, date, client)
        look_at_team(team, date, client)
        both.known = public.known + team.known
    assert public.numbers > 20 and team.pages >= 30 and team.numbers > 150
    low, high = profile.interval
    checked = 0
    for date in range(3):
        for which in {cells(a, sex=s) for a, s in product(ANSWERS, SEX)} | {
            cells(a, ill=i) for a, i in product(ANSWERS, ILL)
        }:
            count = sum(truth[date][cell] for cell in which)
            if not profile.is_small(count):
                continue
            checked += 1
            least, most = public.range(date, which)
            assert least <= low and most >= high, f"the public page gives {least} to {most}"
            # Who reads responses knows how many gave an answer at all: more than that is nobody's promise.
            gave = sum(truth[date][cell] for cell in CELLS if cell[0] in {each[0] for each in which})
            least, most = team.range(date, which)
            assert most >= min(profile.threshold, gave), f"the team's pages prove that {which} is small: {most} at most"
            assert most - least + 1 >= min(profile.threshold - 1, gave), f"only {least} to {most} is left"
            least, most = both.range(date, which)
            assert most - least + 1 >= min(profile.threshold - 1, gave), f"both leave {least} to {most} of {which}"
    assert checked >= 8


def publish(client: Client) -> None:
    client.post(reverse("analysis-team:publish", args=AT), {"by": ["sex"]})
    run_due()
    page = client.get(reverse("analysis-team:publish", args=AT)).content.decode()
    number = re.search(r'name="number" value="(\d+)"', page)
    assert number is not None, "nothing to publish"
    client.post(reverse("analysis-team:publish-now", args=AT), {"number": number[1]})
    run_due()


def look_at_public(attacker: Attacker, date: int, client: Client) -> None:
    """The public page and its table: each answer, and by sex."""
    profile = PROFILES["SDC-ONS105"]
    pages = [client.get(reverse("analysis:results", args=AT)).content.decode()]
    downloaded = client.get(reverse("analysis:results", args=AT), {"table": "1"}).content.decode("utf-8-sig")
    for label, count, *_rest in list(csv.reader(StringIO(downloaded)))[2:]:
        if count.isdecimal():
            attacker.learn(date, _by_label(label), profile.possible(int(count)))
    for heads, rows in (found for page in pages for found in tables(page)):
        for label, numbers in rows.items():
            groups = [None] if "Per cent" in heads else list(SEX)
            for group, number in zip(groups, numbers, strict=False):
                if number is not None and (label in ANSWERS.values() or label == "Answered"):
                    which = _by_label(label) if group is None else _by_label(label) & cells(sex=group)
                    attacker.learn(date, which, profile.possible(number))


def _by_label(label: str) -> frozenset[tuple[str, str, str]]:
    return cells(next((key for key, words in ANSWERS.items() if words == label), ""))


def look_at_team(attacker: Attacker, date: int, client: Client) -> None:
    """The exact answers of everyone, and every cut by characteristics, alone and in pairs."""
    ptable = ptable_for(PROFILES["SDC-ONS105"])
    page = reverse("analysis-team:results", args=AT)
    for heads, rows in tables(client.get(page).content.decode()):
        for label, numbers in rows.items():
            if numbers and numbers[0] is not None and "Per cent" in heads:
                attacker.learn(date, _by_label(label), (numbers[0], numbers[0]))
    client.post(reverse("analysis-team:files", args=AT), {"kind": "responses-json"})
    run_due()
    assert MadeFile.objects.filter(kind="responses-json", ready_at__isnull=False).exists()
    filters: list[dict[str, str]] = [{}]
    filters += [{"sex": s or "not-known"} for s in SEX] + [{"ill": i or "not-known"} for i in ILL]
    filters += [{"sex": s or "not-known", "ill": i or "not-known"} for s, i in product(SEX, ILL)]
    for chosen, by in product(filters, ("", "sex", "ill")):
        if not chosen and not by:
            continue
        query = {f"about:{key}": value for key, value in chosen.items()} | ({"by": f"about:{by}"} if by else {})
        attacker.pages += 1
        kept = cells(
            sex=chosen["sex"].replace("not-known", "") if "sex" in chosen else None,
            ill=chosen["ill"].replace("not-known", "") if "ill" in chosen else None,
        )
        for heads, rows in tables(client.get(page, query).content.decode()):
            compared = "Per cent" not in heads
            labels = {words: key for key, words in (SEX if by == "sex" else ILL).items()}
            for label, numbers in rows.items():
                for head, number in zip(heads[1:], numbers, strict=False):
                    if number is None or (not compared and head != "People"):
                        continue
                    group = cells(**{by: labels[head]}) if compared else cells()
                    attacker.learn(date, _by_label(label) & kept & group, ptable.possible(number))
