from datetime import date, time

import pytest
from django import forms
from django.template import engines

from alongside.design.fields import DateField, TimeField


class DayForm(forms.Form):
    closes = DateField(what="The closing date", label="Closing date", required=False)
    at = TimeField(label="Time", required=False)


def typed(day, month, year, at=""):
    return DayForm({"closes_day": day, "closes_month": month, "closes_year": year, "at": at})


@pytest.mark.parametrize("month", ["6", "06", "Jun", "june"])
def test_a_month_may_be_a_number_or_a_name(month):
    form = typed("12", month, "2026")
    assert form.is_valid() and form.cleaned_data["closes"] == date(2026, 6, 12)


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (("12", "6", ""), "The closing date must include a year"),
        (("", "6", ""), "The closing date must include a day and a year"),
        (("31", "6", "2026"), "The closing date must be a real date"),
        (("12", "Whenever", "2026"), "The closing date must be a real date"),
        (("12", "6", "26"), "Year must have 4 numbers, like 2026"),
        (("²", "6", "2026"), "The closing date must be a real date"),
    ],
)
def test_a_wrong_date_says_how_to_put_it_right(boxes, words):
    assert typed(*boxes).errors["closes"] == [words]


def test_empty_boxes_are_no_date():
    form = typed("", "", "")
    assert form.is_valid() and form.cleaned_data["closes"] is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [("5pm", time(17)), ("5:30 PM", time(17, 30)), ("17.30", time(17, 30)), ("midday", time(12)), ("12am", time(0))],
)
def test_times_are_read_as_people_write_them(words, expected):
    form = typed("", "", "", words)
    assert form.is_valid() and form.cleaned_data["at"] == expected


@pytest.mark.parametrize("words", ["5", "25:00", "13pm", "soon"])
def test_what_is_no_time_is_said(words):
    assert typed("", "", "", words).errors["at"] == ["Enter a time, like 5pm or 5:30pm"]


def test_a_date_shows_three_boxes_and_keeps_what_was_typed():
    template = engines["jinja"].from_string(
        '{% from "design/form.html" import error_summary, field %}{{ error_summary(form) }}{{ field(form.closes) }}'
    )
    page = template.render({"form": typed("31", "June", "2026")})
    assert 'value="31"' in page and 'value="June"' in page
    assert page.count("<input") == 3 and "<legend" in page
    assert 'href="#id_closes_0"' in page and 'id="id_closes_0"' in page
