"""Files are read strictly, and written as they were read."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from commonground.budgeting import Election, amount, read_pabulib, write_pabulib
from commonground.errors import Refused

from .makers import elections

SOUND = """META
key;value
description;A small budget
num_projects;3
num_votes;4
budget;1000,50
vote_type;approval
min_length;0
max_length;2
PROJECTS
project_id;cost;category;name;place
a;200;"park,play";"A ""green"" corner; with benches";north
b;300.5;;Lights;
c;400;road;Crossing;south
VOTES
voter_id;age;vote
1;40;a,b
2;;b, a
3;17;
4;66;c
"""

POINTS = """META
key;value
budget;100
vote_type;cumulative
max_sum_points;3
PROJECTS
project_id;cost
a;20
b;30
VOTES
voter_id;vote;points
1;a,b;2,1
2;b;3
"""


def test_a_sound_file() -> None:
    made = read_pabulib(SOUND)
    assert made.budget == Fraction(2001, 2) and made.kind == "approval"
    assert [(each.id, each.cost) for each in made.projects] == [("a", 200), ("b", Fraction(601, 2)), ("c", 400)]
    assert made.projects[0].name == 'A "green" corner; with benches' and made.projects[0].categories == ("park", "play")
    assert made.projects[2].more == {"place": "south"}
    assert list(made.ballots) == [(0, 1), (), (2,)] and list(made.cast) == [0, 0, 1, 2]
    assert made.voters == {"voter_id": ["1", "2", "3", "4"], "age": ["40", "", "17", "66"]}


def test_line_ends_and_a_blank_line_change_nothing() -> None:
    made = read_pabulib(SOUND)
    assert read_pabulib(SOUND.replace("\n", "\r\n")) == made
    assert read_pabulib(SOUND.replace("PROJECTS\n", "\nPROJECTS\n") + "\n\n") == made


def test_points_and_places() -> None:
    made = read_pabulib(POINTS)
    assert list(made.ballots) == [(0, 1), (1,)] and list(made.points) == [(2, 1), (3,)]
    ordinal = read_pabulib(POINTS.replace("cumulative", "ordinal").replace("1;a,b;2,1", "1;b,a;2,1"))
    assert list(ordinal.ballots) == [(1, 0), (1,)] and ordinal.voters["points"] == ["2,1", "3"]
    scoring = read_pabulib(POINTS.replace("cumulative", "scoring").replace("2,1", "2.5,0"))
    assert list(scoring.points) == [(Fraction(5, 2), 0), (3,)]


def test_what_may_be_spent_on_a_category() -> None:
    made = read_pabulib(SOUND.replace("budget;", "categories;park,road\nbudget_per_category;250,400\nbudget;"))
    assert made.category_limits == {"park": 250, "road": 400}


@settings(max_examples=80, deadline=None)
@given(elections(), some.text("ab;\"',é ", max_size=8))
def test_what_is_written_reads_back(made: Election, name: str) -> None:
    again = read_pabulib(write_pabulib(made))
    assert (again.budget, again.kind, again.ballots, list(again.cast)) == (
        made.budget, made.kind, made.ballots, list(made.cast),
    )  # fmt: skip
    assert again.points == made.points
    assert [(p.id, p.cost, p.categories) for p in again.projects] == [
        (p.id, p.cost, p.categories) for p in made.projects
    ]
    once = write_pabulib(again)
    assert write_pabulib(read_pabulib(once)) == once
    named = read_pabulib(SOUND.replace("A small budget", "“" + name.replace(";", "").replace('"', "") + "”"))
    assert read_pabulib(write_pabulib(named)).facts == {**named.facts, "budget": "1000.5"}


BAD = {
    "nothing": (SOUND, "", None, "empty"),
    "white space": (SOUND, " \n", None, "empty"),
    "not a Pabulib file": (SOUND, "name,age\nA,1\n", 1, "does not begin with META"),
    "a NUL": ("crossing", "cross\0ing", 14, "NUL"),
    "a quote that never ends": ("4;66;c", '4;66;"c', 20, "cannot be read"),
    "no projects part": ("PROJECTS\n", "", 10, "META has a key and a value"),
    "no votes part": ("VOTES\n", "", 15, "3 fields"),
    "the file ends early": (SOUND[SOUND.index("VOTES") :], "", 14, "ends without a VOTES part"),
    "parts in another order": ("PROJECTS\n", "VOTES\n", 10, "out of place"),
    "a part after the votes": ("4;66;c\n", "4;66;c\nPROJECTS\n", 21, "VOTES comes last"),
    "META without its header": ("key;value\n", "", 2, "META has no column “key”"),
    "a fact with three fields": ("description;A", "description;A;B", 3, "3 fields"),
    "a fact twice": ("num_votes;4", "budget;4", 6, "“budget” twice"),
    "no budget": ("budget;1000,50\n", "", None, "no “budget”"),
    "a budget that is no number": ("1000,50", "a lot", 6, "“a lot” is not an amount"),
    "a budget below zero": ("1000,50", "-5", 6, "“-5” is not an amount"),
    "no type of vote": ("vote_type;approval\n", "", None, "no “vote_type”"),
    "an unknown type of vote": ("vote_type;approval", "vote_type;shouting", 7, "“shouting” is not a type of vote"),
    "another number of projects": ("num_projects;3", "num_projects;4", 4, "announces 4 projects, and the file has 3"),
    "another number of votes": ("num_votes;4", "num_votes;5", 5, "announces 5 ballots, and the file has 4"),
    "a number that is none": ("max_length;2", "max_length;two", 9, "“two” is not a whole number"),
    "least above most": ("max_length;2", "min_sum_cost;3\nmax_sum_cost;2", 9, "more than “max_sum_cost”"),
    "categories out of step": ("max_length;2", "budget_per_category;3", 9, "one amount for each"),
    "no column of costs": ("project_id;cost;", "project_id;price;", 11, "PROJECTS has no column “cost”"),
    "a column twice": ("name;place", "name;name", 11, "same name"),
    "a project without cost": ("c;400;", "c;;", 14, "Project “c” has no cost"),
    "a project that costs nothing": ("c;400;", "c;0;", 14, "Project “c” has no cost"),
    "a cost that is no number": ("c;400;", "c;£400;", 14, "“£400” is not an amount"),
    "a project without id": ("c;400;", ";400;", 14, "no id"),
    "an id that ballots could not name": ("c;400;", '"c,d";400;', 14, "cannot name a project"),
    "two projects with one id": ("c;400;", "a;400;", 14, "Two projects have the id “a”"),
    "too few fields for a project": ("c;400;road;Crossing;south", "c;400;road", 14, "3 fields, and the header has 5"),
    "a project outside the costs allowed": ("max_length;2", "max_project_cost;350", 14, "outside what META allows"),
    "no project": (SOUND[SOUND.index("a;200") : SOUND.index("VOTES")], "", None, "lists no project"),
    "no column of votes": ("voter_id;age;vote", "voter_id;age;voice", 16, "VOTES has no column “vote”"),
    "no ballot": (SOUND[SOUND.index("1;40") :], "", None, "no ballot"),
    "too many fields for a ballot": ("3;17;", "3;17;;", 19, "4 fields, and the header has 3"),
    "a voter twice": ("3;17;", "2;17;", 19, "Two ballots have the voter “2”"),
    "an unknown project": ("4;66;c", "4;66;d", 20, "names “d”, which is not a project"),
    "an unknown project after one known": ("2;;b, a", "2;;b,", 18, "names “”, which is not a project"),
    "a project twice on a ballot": ("4;66;c", "4;66;c,c", 20, "names “c” twice"),
    "too many projects": ("4;66;c", "4;66;a,b,c", 20, "names 3 projects; the most is 2"),
    "too few projects": ("min_length;0", "min_length;1", 19, "names 0 projects; the least is 1"),
    "projects that cost too much": ("max_length;2", "max_sum_cost;500", 17, "cost 500.50; the most is 500"),
}

BAD_POINTS = {
    "over the limit": ("2;b;3", "2;b;4", 13, "gives 4 points together; the most is 3"),
    "points missing": ("1;a,b;2,1", "1;a,b;3", 12, "names 2 projects and gives 1 score"),
    "no points": ("2;b;3", "2;b;", 13, "names 1 project and gives 0 scores"),
    "points that are none": ("2;b;3", "2;b;lots", 13, "“lots” is not an amount"),
    "points below zero": ("2;b;3", "2;b;-1", 13, "“-1” is not an amount"),
    "no column of points": ("voter_id;vote;points", "voter_id;vote;stars", 11, "VOTES has no column “points”"),
    "too many points for one": ("max_sum_points;3", "max_points;2", 13, "gives 3 points to a project; the most is 2"),
    "too few points together": ("max_sum_points;3", "min_sum_points;4", 12, "gives 3 points together; the least is 4"),
}


@pytest.mark.parametrize("text, case", [(SOUND, case) for case in BAD.values()] + [(POINTS, c) for c in BAD_POINTS.values()],
                         ids=[*BAD, *BAD_POINTS])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, case: tuple[str, str, int | None, str]) -> None:
    old, new, line, words = case
    assert old.lower() in text.lower()
    at = text.lower().index(old.lower())
    with pytest.raises(Refused) as caught:
        read_pabulib(text[:at] + new + text[at + len(old) :])
    assert words in caught.value.words
    assert caught.value.line == line


@pytest.mark.parametrize("text", ["", "x", "1e5", "-1", "1.1234567", "1 000", "1234567890123", "0x1", "١"])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(Refused):
        amount(text)


@settings(max_examples=150)
@given(some.text('METAPROJCSVkeyvalue;\n,"0123abc', max_size=80), some.integers(0, len(SOUND)))
def test_nothing_but_refusals_comes_of_rubbish(rubbish: str, at: int) -> None:
    for text in (rubbish, SOUND[:at] + rubbish + SOUND[at:], SOUND[:at] + rubbish):
        try:
            read_pabulib(text)
        except Refused as refusal:
            assert refusal.words
