import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.organisations import actions
from alongside.organisations.forms import AreaForm, BrandForm, NumbersForm, WordsForm
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
