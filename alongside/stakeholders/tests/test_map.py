"""Where partners stand: moves are dated rows, replay, two people at once, and the picture."""

import io
import re
import zipfile
from datetime import datetime, timedelta
from uuid import UUID, uuid4
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from python_calamine import CalamineWorkbook

from alongside.record.timeline import timeline
from alongside.stakeholders import map_words, mapping, merging
from alongside.stakeholders.actions import Retired
from alongside.stakeholders.models import Position, Stakeholder
from alongside.stakeholders.picture import BOTTOM, LEFT, SIDE, TOP, Dot, Marker, Words, drawing, png, radius, svg
from alongside.stakeholders.tests.makers import BY, partner
from tests.cast import Cast

SCOPE = uuid4()
AT = datetime.fromisoformat("2026-06-01T10:00:00+00:00")
LOW = {"influence": 2, "interest": 3, "affected": 9, "view": "", "level": ""}
HIGH = {**LOW, "influence": 8, "interest": 7}
WORDS = Words("Map", "2 on the map", "Influence", "Interest", tuple(f"Do {n}" for n in range(4)))


def put(who: Stakeholder, values: dict[str, object], at: datetime = AT, scope: UUID = SCOPE, by: UUID = BY) -> Position:
    return mapping.place(stakeholder=who, scope=scope, values=values, why="They said", by=by, at=at)


@pytest.mark.django_db
def test_a_move_is_a_new_row_and_the_newest_counts(cast: Cast) -> None:
    forum = partner(cast.northmere, "Forum")
    put(forum, LOW)
    put(forum, HIGH, AT + timedelta(days=1))
    put(forum, HIGH, AT + timedelta(days=2))  # a second press
    assert Position.objects.count() == 2
    assert [each.influence for each in mapping.standing(SCOPE, AT + timedelta(days=9))] == [8]
    assert [each.influence for each in mapping.standing(SCOPE, AT + timedelta(hours=1))] == [2]
    assert not mapping.standing(SCOPE, AT - timedelta(days=1)) and not mapping.standing(uuid4(), AT)
    assert [day.isoformat() for day in mapping.days(SCOPE)] == ["2026-06-01", "2026-06-02"]
    lines = [line.words for line in timeline(SCOPE)]
    assert lines.count("placed a partner on the map: influence 8, interest 7") == 1


@pytest.mark.django_db
def test_a_day_is_a_day_in_the_uk(cast: Cast) -> None:
    put(partner(cast.northmere, "Forum"), LOW, datetime.fromisoformat("2026-06-01T23:30:00+00:00"))
    assert [day.isoformat() for day in mapping.days(SCOPE)] == ["2026-06-02"]


@pytest.mark.django_db
def test_two_at_once_lose_nothing_and_the_second_is_told(cast: Cast) -> None:
    forum = partner(cast.northmere, "Forum")
    seen = put(forum, LOW)
    theirs, mine = uuid4(), uuid4()
    put(forum, HIGH, AT + timedelta(minutes=1), by=theirs)
    found = mapping.moved_since(scope=SCOPE, stakeholder=forum, seen=seen.pk, by=mine)
    assert found is not None and found.by == theirs
    put(forum, {**HIGH, "influence": 5}, AT + timedelta(minutes=2), by=mine)
    assert [each.influence for each in forum.positions.all()] == [5, 8, 2]
    assert mapping.moved_since(scope=SCOPE, stakeholder=forum, seen=None, by=mine) is None


@pytest.mark.django_db
def test_off_the_map_keeps_where_they_stood(cast: Cast) -> None:
    forum, trust = partner(cast.northmere, "Forum"), partner(cast.northmere, "Trust")
    put(forum, LOW)
    put(trust, HIGH, AT + timedelta(minutes=1))
    for _press in range(2):
        mapping.take_off(stakeholder=forum, scope=SCOPE, why="Closed", by=BY, at=AT + timedelta(days=1))
    assert [each.stakeholder for each in mapping.standing(SCOPE, AT + timedelta(days=2))] == [trust]
    assert len(mapping.standing(SCOPE, AT + timedelta(hours=1))) == 2 and forum.positions.count() == 2
    assert mapping.numbers(SCOPE) == {forum.pk: 1, trust.pk: 2}, "numbers stay"
    put(forum, LOW, AT + timedelta(days=3))
    assert len(mapping.standing(SCOPE, AT + timedelta(days=4))) == 2


@pytest.mark.django_db
def test_a_new_partner_and_their_place_are_one_step_and_once(cast: Cast) -> None:
    step = {"organisation": cast.northmere, "partner": {"name": "Forum", "kind": "group"}, "once": uuid4()}
    for _press in range(2):
        mapping.place_new(**step, scope=SCOPE, values=LOW, why="", by=BY, at=AT)
    assert Stakeholder.objects.count() == 1 and Position.objects.count() == 1


@pytest.mark.django_db
def test_what_was_joined_stands_once_on_the_map(cast: Cast) -> None:
    forum, twin = partner(cast.northmere, "Forum"), partner(cast.northmere, "The Forum")
    put(forum, LOW)
    put(twin, HIGH, AT + timedelta(minutes=1))
    merging.merge(kept=forum, merged=twin, by=BY, at=AT + timedelta(hours=1))
    (stands,) = mapping.standing(SCOPE, AT + timedelta(days=1))
    assert (stands.stakeholder, stands.influence) == (forum, 8)
    with pytest.raises(Retired):
        put(twin, LOW, AT + timedelta(days=1))


@pytest.mark.django_db
def test_the_most_affected_come_first_and_partners_are_found_by_community(cast: Cast) -> None:
    strong = partner(cast.northmere, "Board", communities=["Deaf people"])
    weak = partner(cast.northmere, "Families", communities=["deaf people", "Unpaid carers"])
    put(strong, {**HIGH, "affected": 1, "influence": 10, "interest": 10})
    put(weak, LOW)
    rows = map_words.rows(mapping.standing(SCOPE, AT), mapping.numbers(SCOPE), {})
    assert [row.stakeholder.name for row in rows] == ["Families", "Board"]
    assert [row.missed for row in rows] == [True, False]
    found = {each.community.lower(): [one.name for one in each.partners] for each in map_words.reaches(rows)}
    assert found == {"deaf people": ["Board", "Families"], "unpaid carers": ["Families"]}
    told = map_words.picture_words(rows).told
    assert "High influence, high interest:" in told and "Board" in told and "Low influence, low interest:" in told


@pytest.mark.django_db
def test_a_spreadsheet_has_the_table_and_no_formula(cast: Cast) -> None:
    put(partner(cast.northmere, '=HYPERLINK("http://x.example")', email="a@x.example"), LOW)
    made = map_words.to_xlsx(map_words.rows(mapping.standing(SCOPE, AT), mapping.numbers(SCOPE), {}))
    (head, row) = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert head[:2] == ["Number", "Name"] and row[1].startswith("=HYPERLINK") and row[3] == 2
    assert "a@x.example" not in str(row), "no contact details"
    sheet = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet


marks = st.lists(
    st.builds(
        Marker,
        key=st.uuids().map(str),
        number=st.integers(1, 99),
        name=st.text(max_size=40),
        influence=st.integers(0, 10),
        interest=st.integers(0, 10),
        affected=st.integers(0, 10),
    ),
    max_size=30,
)


@given(marks)
def test_every_circle_is_whole_and_inside_the_map(shown: list[Marker]) -> None:
    dots = [shape for shape in drawing(shown, WORDS)[0] if isinstance(shape, Dot)]
    assert sorted(dot.key for dot in dots) == sorted(each.key for each in shown)
    for dot in dots:
        assert dot.x - dot.radius >= LEFT and dot.x + dot.radius <= LEFT + SIDE
        assert dot.y - dot.radius >= TOP and dot.y + dot.radius <= BOTTOM


def test_size_tells_how_affected_and_a_ring_who_is_missed() -> None:
    assert radius(10) > radius(5) > radius(0)
    shown = [Marker("a", 1, "A", 1, 1, 9), Marker("b", 2, "B", 9, 9, 9), Marker("c", 3, "C", 1, 1, 1)]
    ringed = {dot.number: dot.ringed for dot in drawing(shown, WORDS)[0] if isinstance(dot, Dot)}
    assert ringed == {1: True, 2: False, 3: False}


def test_the_drawing_is_xml_with_a_title_whatever_the_names() -> None:
    shown = [Marker('k"', 1, "<b>&", 3, 3, 3)]
    for alone in (False, True):
        root = ElementTree.fromstring(svg(shown, WORDS, alone=alone))
        assert root.find("{http://www.w3.org/2000/svg}title") is not None
        words = "".join(root.itertext())
        assert ("<b>&" in words) is alone and "Do 0" in words


def test_the_picture_is_a_picture() -> None:
    picture = Image.open(io.BytesIO(png([Marker("a", 1, "Forum", 9, 9, 9)], WORDS)))
    assert picture.format == "PNG" and picture.width == 960
    assert picture.getpixel((2 * (LEFT + SIDE - 60) + 24, 2 * (TOP + 42) + 30)) == (33, 90, 148)


def test_every_quadrant_s_words_are_in_the_picture() -> None:
    painted = svg([], WORDS)
    assert all(re.search(f">Do {number}<", painted) for number in range(4))
