import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.dates import short
from alongside.organisations import actions
from alongside.organisations.forms import AreaForm, BrandForm, FormatsForm, NumbersForm, WordsForm
from alongside.organisations.rules import contrast, ratio
from alongside.record.models import Entry


@pytest.mark.parametrize(
    ("colour", "white"), [("#33475b", 9.5), ("#005eb8", 6.4), ("#005f61", 7.4), ("#6a1b5d", 10.9), ("#ffffff", 1.0)]
)
def test_contrast_of_known_colours(colour, white):
    assert contrast(colour).on_white == pytest.approx(white, abs=0.11)


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_contrast_is_the_same_both_ways_and_in_its_range(one, other):
    first, second = ("#{:02x}{:02x}{:02x}".format(*each) for each in (one, other))
    assert ratio(first, second) == ratio(second, first)
    assert 1 <= ratio(first, second) <= 21


def filled(organisation, **changed):
    values = {name: getattr(organisation, name) for name in BrandForm.Meta.fields}
    return BrandForm({**values, **changed}, organisation=organisation)


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast(cast):
    form = filled(cast.northmere, brand_colour="#7fbf7f")
    assert not form.is_valid()
    assert "2.1 to 1" in form.errors["brand_colour"][0]


def test_a_colour_in_capitals_without_its_sign_is_understood(cast):
    form = filled(cast.northmere, brand_colour="005F61")
    assert form.is_valid(), form.errors
    assert form.values()["brand_colour"] == "#005f61"


def test_forms_do_not_save(cast):
    form = filled(cast.northmere, name="Another name")
    assert form.is_valid()
    with pytest.raises(NotImplementedError):
        form.save()


def test_a_published_set_of_words_becomes_the_vocabulary(cast):
    form = WordsForm({"spectrum": "five-levels"}, organisation=cast.northmere)
    assert form.is_valid() and form.values()["vocabulary"]["consult"] == "Consultation"


def test_own_words_leave_the_others_as_they_are(cast):
    form = WordsForm({"spectrum": "own", "consult": "Ask you"}, organisation=cast.northmere)
    assert form.is_valid() and form.values() == {"vocabulary": {"consult": "Ask you"}}


def test_numbers_must_be_sensible(cast):
    form = NumbersForm({"disclosure_profile": "SDC-HES", "monitoring_minimum": "3"}, organisation=cast.northmere)
    assert form.errors["monitoring_minimum"] == ["Enter a number from 10 to 1000"]


def test_changing_settings_is_recorded_once_and_only_when_something_changes(cast):
    def change(name):
        return actions.change_settings(
            organisation=cast.northmere, page="name and brand", values={"strapline": name}, by=cast.olu.pk
        )

    change("Together")
    change("Together")
    cast.northmere.refresh_from_db()
    assert cast.northmere.strapline == "Together"
    assert Entry.objects.filter(chain__scope=cast.northmere.pk, verb="organisation.settings-changed").count() == 1


def test_an_area_comes_and_goes(cast):
    form = AreaForm({"code": "E09000019"})
    assert form.is_valid() and form.name == "Islington"
    area = actions.add_area(organisation=cast.northmere, code="E09000019", name=form.name, by=cast.olu.pk)
    again = actions.add_area(organisation=cast.northmere, code="E09000019", name=form.name, by=cast.olu.pk)
    assert area == again
    actions.remove_area(area=area, by=cast.olu.pk)
    assert not cast.northmere.areas.exists()
    verbs = list(Entry.objects.filter(chain__scope=cast.northmere.pk).values_list("verb", flat=True))
    assert sorted(verbs) == ["organisation.area-added", "organisation.area-removed"]


def lead_times(organisation, **changed):
    days = {
        "large-print": 5,
        "audio": 10,
        "braille": 10,
        "translation": 10,
        "easy-read": 15,
        "bsl": 15,
        "interpreter": 20,
    }
    data = {"another_way_days": 5, "keep_answers_years": 6, **{f"days-{key}": each for key, each in days.items()}}
    return FormatsForm({**data, **changed}, organisation=organisation)


def test_days_of_a_format_count_from_the_day_they_are_changed(cast):
    form = lead_times(cast.northmere, **{"days-audio": "7"})
    assert form.is_valid(), form.errors
    page = "Formats and lead times"
    held = actions.change_settings(organisation=cast.northmere, page=page, values=form.values(), by=cast.olu.pk)
    today = timezone.localdate()
    assert held.lead_times == {"audio": {"days": 7, "since": today.isoformat()}}
    assert Entry.objects.get().verb == "organisation.settings-changed"
    shown = FormatsForm(organisation=held)
    assert shown["days-audio"].value() == 7 and f"Now 7, since {short(today)}." in shown["days-audio"].help_text
    assert "Usual: 10 to 15. Now 15, our suggestion." in shown["days-easy-read"].help_text
    same = lead_times(held, **{"days-audio": "7"})
    assert same.is_valid()
    again = actions.change_settings(organisation=held, page=page, values=same.values(), by=cast.olu.pk)
    assert again.lead_times == held.lead_times and Entry.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "0", "91", "soon", "7.5", "-1"])
def test_days_that_cannot_be_are_refused(cast, typed):
    form = lead_times(cast.northmere, **{"days-braille": typed})
    assert not form.is_valid() and list(form.errors) == ["days-braille"]
