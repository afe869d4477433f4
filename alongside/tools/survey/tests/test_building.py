"""The survey builder: pages, drafts, live edits, who may, what it costs."""

import json
from dataclasses import replace

import pytest
from django.utils import timezone

from alongside.projects.models import Project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.editions import Level
from alongside.questionnaires.rules import check_definition
from alongside.questionnaires.saved import STARTING_SETS
from alongside.questionnaires.types import Audience, Kind, Op, When
from alongside.record.models import Entry
from alongside.tools.survey import builder, building
from alongside.tools.survey.models import Survey
from alongside.tools.survey.tests.makers import BLOOD_TESTS, EVERY_KIND, survey_in
from tests.cast import login

HOME = "/team/northmere/projects/blood-tests/ask/"


@pytest.fixture
def team(client, cast):
    return login(client, cast.amira)


@pytest.fixture
def live(cast):
    """An open project with a published survey."""
    name = replace(BLOOD_TESTS.by_key["name"], who_sees=Audience.RESTRICTED)
    return survey_in(cast.northmere, builder.change_question(BLOOD_TESTS, name)).activity.project


@pytest.fixture
def draft(cast):
    """A project that is not published, with the saved set on clinic times."""
    project = Project.objects.create(
        organisation=cast.northmere, slug="blood-tests", name="Blood tests", question="When?", summary="Clinics."
    )
    building.start(project=project, saved="clinic_times", by=cast.amira.pk)
    return project


def bench(project):
    found = building.bench(project)
    assert found is not None
    return found


def keys(project):
    return [question.key for question in bench(project).definition.questions]


def posted(project, key, **changed):
    """What the form of this question posts, with something changed."""
    from alongside.tools.survey.build_forms import QuestionForm, testable

    found = bench(project)
    question = found.definition.by_key[key]
    earlier = list(found.definition.questions[: found.definition.order[key]])
    form = QuestionForm(
        definition=found.definition, question=question, earlier=testable(earlier), kept=found.answered(key)
    )
    values = {bound.name: bound.value() for bound in form}
    values = {name: value for name, value in values.items() if value is not None and value is not False}
    return {**values, "seen": building.seen(question), **changed}


def save(team, project, key, **changed):
    return team.post(f"{HOME}questions/{key}/", posted(project, key, **changed))


def test_a_survey_starts_from_a_saved_set_or_empty(team, cast):
    project = Project.objects.create(
        organisation=cast.northmere, slug="blood-tests", name="Blood tests", question="When?", summary="Clinics."
    )
    words = team.get(HOME).content.decode()
    assert "Experience of care" in words and "Start empty" in words
    assert team.post(f"{HOME}start/", {"set": "experience_of_care"}).url == HOME
    assert len(bench(project).definition.questions) == 6
    team.post(f"{HOME}start/", {"set": "clinic_times"})
    assert Survey.objects.count() == 1 and len(bench(project).definition.questions) == 6
    assert Survey.objects.get().monitoring is not None


def test_the_outline_says_number_kind_and_routing_in_words(team, draft):
    words = team.get(HOME).content.decode()
    assert "8 questions" in words and "Must be answered" in words
    assert "Asked only if you chose 1 Yes at question 1." in words
    assert "If you chose 2 No, or leave this blank, go to question 5." in words


def test_a_question_is_added_with_a_key_of_its_words(team, draft):
    section = bench(draft).definition.sections[0].key
    address = f"{HOME}sections/{section}/add/"
    other = {"kind": "multiple", "wording": "", "who_sees": "team", "do": "refresh"}
    shown = team.post(address, other).content.decode()
    assert "Most answers to choose" in shown and "There is a problem" not in shown
    wrong = team.post(address, {**other, "do": ""})
    assert wrong.status_code == 422 and "Enter the question" in wrong.content.decode()
    right = {**other, "do": "", "wording": "What would help you?", "lines": "A lift\nA bus (write in)", "roles": "none"}
    assert team.post(address, right).url == HOME
    made = bench(draft).definition.by_key["what_would_help_you"]
    assert [option.key for option in made.options] == ["a_lift", "a_bus", "none"]
    assert made.options[1].own_words and made.kind is Kind.MULTIPLE


def test_routing_is_chosen_from_earlier_questions_only(team, draft):
    first, second = keys(draft)[:2]
    page = team.get(f"{HOME}questions/{first}/").content.decode()
    assert f'value="{second}"' not in page
    last = keys(draft)[-1]
    chosen = posted(draft, last)
    shown = team.post(f"{HOME}questions/{last}/", {**chosen, "depends": first, "do": "refresh"}).content.decode()
    assert "they chose any of these" in shown
    empty = team.post(f"{HOME}questions/{last}/", {**chosen, "depends": first, "test": "any_of"})
    assert empty.status_code == 422 and "Select at least 1 answer of question 1" in empty.content.decode()
    team.post(f"{HOME}questions/{last}/", {**chosen, "depends": first, "test": "any_of", "values": ["no"]})
    assert bench(draft).definition.by_key[last].show_when == When(first, Op.IS, ("no",))


def test_required_needs_a_reason(team, draft):
    key = keys(draft)[-1]
    page = save(team, draft, key, required="on", required_reason="")
    assert page.status_code == 422 and "Enter why people must answer" in page.content.decode()


@pytest.mark.parametrize("key", [question.key for question in EVERY_KIND.questions])
def test_saving_without_a_change_changes_nothing_for_every_kind(team, cast, key):
    project = survey_in(cast.northmere, EVERY_KIND).activity.project
    before = bench(project).definition
    values = posted(project, key)
    if before.by_key[key].kind is Kind.FILE:
        values["max_megabytes"] = "10"
    assert team.post(f"{HOME}questions/{key}/", values).status_code == 302
    after = bench(project).definition.by_key[key]
    if before.by_key[key].identifying:
        assert after.who_sees == "restricted"
    elif after.kind is not Kind.FILE:
        assert after == before.by_key[key]


def test_moving_copying_and_removing(team, draft):
    first = keys(draft)[0]
    response = team.post(f"{HOME}arrange/", {"do": f"down:{first}"})
    assert response.url.endswith(f"?moved={first}#question-{first}")
    assert keys(draft)[1] == first
    team.post(f"{HOME}arrange/", {"do": f"copy:{first}"})
    assert f"{first}_2" in keys(draft)
    page = team.get(f"{HOME}questions/{first}/remove/").content.decode()
    assert "These questions depend on it" in page
    assert first in keys(draft)
    team.post(f"{HOME}questions/{first}/remove/")
    assert first not in keys(draft)
    words = team.get(HOME).content.decode()
    assert "This depends on a question that is not here" in words


@pytest.mark.parametrize("do", ["", "up", "up:nothing", "set:none", "erase:everything", "section-up:x", "copy:"])
def test_a_strange_button_changes_nothing(team, draft, do):
    before = bench(draft).definition
    assert team.post(f"{HOME}arrange/", {"do": do}).status_code == 302
    assert bench(draft).definition == before


def test_sections_are_added_named_and_removed_when_empty(team, draft):
    team.post(f"{HOME}arrange/", {"do": "section"})
    made = bench(draft).definition.sections[-1]
    assert team.post(f"{HOME}sections/{made.key}/", {"title": "", "intro": ""}).status_code == 422
    team.post(f"{HOME}sections/{made.key}/", {"title": "Last", "intro": "Nearly done."})
    assert bench(draft).definition.sections[-1].title == "Last"
    full = bench(draft).definition.sections[0]
    team.post(f"{HOME}sections/{full.key}/", {"do": "remove", "title": full.title, "intro": full.intro})
    assert full.key in {section.key for section in bench(draft).definition.sections}
    team.post(f"{HOME}sections/{made.key}/", {"do": "remove"})
    assert made.key not in {section.key for section in bench(draft).definition.sections}


def test_two_builders_at_one_question_keep_both(team, draft, cast):
    key = keys(draft)[-1]
    stale = posted(draft, key, wording="What would you add?")
    assert save(team, draft, key, wording="What would you take away?").status_code == 302
    clash = team.post(f"{HOME}questions/{key}/", stale)
    words = clash.content.decode()
    assert clash.status_code == 409 and "Amira changed this at" in words
    assert "What would you take away?" in words and ">What would you add?</textarea>" in words
    assert bench(draft).definition.by_key[key].wording == "What would you take away?"


def test_two_builders_at_two_questions_do_not_meet(team, draft):
    one, other = keys(draft)[-2:]
    stale = posted(draft, other, hint="A hint")
    assert save(team, draft, one, wording="What is your full postcode?").status_code == 302
    assert team.post(f"{HOME}questions/{other}/", stale).status_code == 302
    made = bench(draft).definition.by_key
    assert made[one].wording == "What is your full postcode?" and made[other].hint == "A hint"


def test_a_live_edit_waits_and_says_what_happens_to_results(team, live):
    assert save(team, live, "better", hint="A few words are enough.").status_code == 302
    assert [change.level for change in bench(live).changes] == [Level.SAFE]
    assert "1 change is not published yet" in team.get(HOME).content.decode()
    page = team.get(f"{HOME}changes/").content.decode()
    assert "Safe" in page and "Results stay as they are." in page and 'name="note"' not in page
    assert team.post(f"{HOME}changes/").url == HOME
    assert not bench(live).changes and len(bench(live).history) == 2


def test_a_reworded_option_asks_whether_it_means_the_same(team, live):
    lines = "Weekday mornings, 8am to midday\nLate evenings"
    asked = save(team, live, "suits", lines=lines)
    words = asked.content.decode()
    assert asked.status_code == 422 and "Does it mean the same?" in words and "Select whether “Late evenings”" in words
    assert save(team, live, "suits", lines=lines, meaning_evenings="new").status_code == 302
    levels = {change.code: change.level for change in bench(live).changes}
    assert levels["option_meaning"] is Level.STARTS_NEW and levels["option_removed"] is Level.NEEDS_NOTE
    page = team.get(f"{HOME}changes/").content.decode()
    assert "Starts a new question" in page and "Needs a note" in page
    assert team.post(f"{HOME}changes/", {"note": ""}).status_code == 422
    assert team.post(f"{HOME}changes/", {"note": "Clinics close later now"}).status_code == 302
    edition = live.activities.get().survey.questionnaire.editions.latest("number")
    assert edition.note == "Clinics close later now"
    made = bench(live).definition.by_key["suits"]
    assert made.option_by_key["evenings"].retired and made.option_by_key["late_evenings"].replaces == "evenings"
    assert {option.number for option in made.options} == set(range(1, len(made.options) + 1))


def test_another_kind_gets_another_key_when_it_is_published(team, live):
    values = posted(live, "better", kind="short_text")
    assert team.post(f"{HOME}questions/better/", values).status_code == 302
    assert any(change.code == "kind_changed" for change in bench(live).changes)
    team.post(f"{HOME}changes/", {"note": "A line is enough"})
    made = bench(live)
    assert "better" not in made.definition.by_key
    assert next(question for question in made.definition.questions if question.replaces == "better")


def test_what_stops_publishing_stops_changes_too(team, live):
    team.post(f"{HOME}questions/suits/remove/")
    page = team.get(f"{HOME}changes/").content.decode()
    assert "Put these right first" in page
    team.post(f"{HOME}changes/", {"note": "x"})
    assert len(bench(live).history) == 1


def test_an_answer_turned_round_under_routing_is_said_and_not_published(team, live):
    """“Not” is new, so the answer is a new one whatever they say, and “hard” is asked only after the old one."""
    survey = live.activities.get().survey
    sections = tuple(
        replace(part, questions=tuple(
            replace(each, show_when=When("suits", Op.IS, ("evenings",))) if each.key == "hard" else each for each in part.questions
        ))
        for part in bench(live).definition.sections
    )  # fmt: skip
    questionnaires.save_draft(
        questionnaire=survey.questionnaire, definition=replace(bench(live).definition, sections=sections)
    )
    questionnaires.publish(questionnaire=survey.questionnaire, note="Asked of fewer")
    lines = "\n".join(option.label for option in bench(live).definition.by_key["suits"].offered)
    turned = lines.replace("Evenings, 5pm to 8pm", "Not evenings, 5pm to 8pm")
    assert turned != lines and save(team, live, "suits", lines=turned, meaning_evenings="same").status_code == 302
    page = team.post(f"{HOME}changes/", {"note": "Clearer"}, follow=True)
    assert page.status_code == 200 and "choose again when it is asked" in page.content.decode()
    assert len(bench(live).history) == 2 and bench(live).changes


def test_prompts_advise_and_never_stop(team, draft):
    key = keys(draft)[-1]
    save(team, draft, key, wording="Do you agree that our staff utilise time well and politely?")
    words = team.get(HOME).content.decode()
    assert "Think again" in words and "utilise" in words and "may lead people" in words
    assert "Stops you" not in words


def test_the_preview_walks_with_routing_and_keeps_nothing(team, live, django_assert_max_num_queries):
    page = team.get(f"{HOME}preview/").content.decode()
    assert "When would suit you best?" in page and "Preview. Nothing is kept." in page
    wrong = team.post(f"{HOME}preview/", {"key": "suits", "so_far": "{}"})
    assert wrong.status_code == 422 and "Select when would suit you best" in wrong.content.decode()
    with django_assert_max_num_queries(12):
        page = team.post(f"{HOME}preview/", {"key": "suits", "so_far": "{}", "suits": "never"}).content.decode()
    assert "What would make it better?" in page
    so_far = json.dumps({"suits": {"value": "never"}})
    page = team.post(f"{HOME}preview/", {"key": "name", "so_far": so_far}).content.decode()
    assert "That was the last question" in page
    from alongside.questionnaires.models import Submission

    assert not Submission.objects.exists()


@pytest.mark.parametrize("so_far", ["", "nonsense", "[]", '{"suits": 7}', '{"gone": {"value": "x"}}'])
def test_a_forged_preview_starts_again(team, live, so_far):
    assert team.post(f"{HOME}preview/", {"key": "suits", "so_far": so_far, "suits": "never"}).status_code == 200


def test_every_change_is_recorded(team, draft):
    key = keys(draft)[-1]
    save(team, draft, key, hint="A hint")
    team.post(f"{HOME}arrange/", {"do": f"up:{key}"})
    verbs = list(Entry.objects.filter(chain__scope=draft.pk).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["survey.started-from", "survey.question-changed", "survey.moved"]


PAGES = [
    "",
    "questions/suits/",
    "questions/suits/remove/",
    "sections/use/",
    "sections/use/add/",
    "changes/",
    "preview/",
]


@pytest.mark.parametrize("page", PAGES)
def test_who_may_open_them(team, live, cast, client, page):
    reading = page in ("", "preview/")
    for someone, status in (("eve", 404), ("chidi", 404), ("ana", 200 if reading else 403)):
        assert login(client, getattr(cast, someone)).get(HOME + page).status_code == status, someone


@pytest.mark.parametrize("page", ["", "questions/suits/", "preview/"])
def test_reading_costs_few_queries_however_many_editions(team, live, cast, page, django_assert_max_num_queries):
    for number in range(5):
        building.change(
            project=live,
            how=lambda made, _here, number=number: type(made)(f"Title {number}", made.sections),
            verb="survey.moved",
            detail={},
            by=cast.amira.pk,
        )
        building.publish_changes(project=live, note="", by=cast.amira.pk, at=timezone.now())
    with django_assert_max_num_queries(12):
        assert team.get(HOME + page).status_code == 200


def test_saving_a_question_costs_few_queries(team, live, django_assert_max_num_queries):
    save(team, live, "better", hint="A first hint")
    values = posted(live, "better", hint="A hint")
    # 19, and the test's own transaction, which counts as two.
    with django_assert_max_num_queries(21):
        assert team.post(f"{HOME}questions/better/", values).status_code == 302


@pytest.mark.parametrize("key", STARTING_SETS)
def test_a_survey_starts_from_each_form_that_people_fill_in(team, cast, key):
    project = Project.objects.create(
        organisation=cast.northmere, slug="blood-tests", name="Blood tests", question="When?", summary="Clinics."
    )
    assert STARTING_SETS[key].title in team.get(HOME).content.decode()
    assert team.post(f"{HOME}start/", {"set": key}).status_code == 302
    assert keys(project) == [each.key for each in STARTING_SETS[key].definition.questions]
    assert not [each for each in check_definition(bench(project).definition) if each.weight == "stops"]


def test_a_sheet_of_a_team_is_no_survey(team, cast):
    Project.objects.create(organisation=cast.northmere, slug="blood-tests", name="B", question="When?", summary="C")
    for key in ("plan", "terms_of_reference", "equality_monitoring"):
        team.post(f"{HOME}arrange/", {"do": f"set:{key}"})
    team.post(f"{HOME}start/", {"set": "plan"})
    assert keys(Project.objects.get()) == [], "it starts empty"
    team.post(f"{HOME}arrange/", {"do": "set:plan"})
    assert keys(Project.objects.get()) == []
