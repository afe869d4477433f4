"""Journey D, all of it: a ward may close. From ten questions to a decision that holds, and a pack that anyone can check.

The days are those of the story: it begins on a Monday in February and is decided on 8 December.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from pytest_django import Settings
from typer.testing import CliRunner

from alongside.commands import app, load
from alongside.core import work
from alongside.people.accounts.models import Person
from alongside.plans.parts import PARTS
from alongside.record import keys
from tests.browser import Browse, Visitor
from tests.cast import Cast, assemble
from tests.journeys.steps import Keyboard, good, the_worker_works

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
TEAM = "/team/northmere/"
WARD = f"{TEAM}projects/birch-ward/"
PUBLIC = "/northmere/projects/birch-ward/"
OPENS, CLOSES, DECIDES = date(2026, 6, 15), date(2026, 9, 21), date(2026, 12, 8)


@pytest.fixture
def cast(transactional_db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    cache.clear()
    return assemble()


class Calendar:
    """The day it is. People log in again after a while, as they would."""

    def __init__(self) -> None:
        self.stopped: Callable[[], None] = lambda: None

    def comes_to(self, day: date) -> None:
        self.stopped()
        travelling = time_machine.travel(datetime(day.year, day.month, day.day, 10, tzinfo=UTC), tick=True)
        travelling.start()
        self.stopped = travelling.stop


@pytest.fixture
def calendar() -> Iterator[Calendar]:
    made = Calendar()
    yield made
    made.stopped()


def writes_day(someone: Visitor, legend: str, day: date) -> None:
    boxes = someone.page.get_by_role("group", name=legend)
    for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label).fill(str(part))


class Programme:
    """What the people who run it do, a method for each step of the story."""

    def __init__(self, desk: Visitor, calendar: Calendar, cast: Cast) -> None:
        self.desk, self.calendar, self.cast = desk, calendar, cast

    def _on(self, day: date) -> Visitor:
        self.calendar.comes_to(day)
        work.run_chores()
        return self.desk.logs_in(self.cast.amira)

    def _ticks(self, name: str, value: str) -> "Programme":
        self.desk.page.locator(f"[name='{name}'][value='{value}']").check()
        return self

    # 1. Ten questions.

    def ten_questions_raise_the_signs_of_a_substantial_change(self) -> None:
        desk = self._on(date(2026, 2, 2))
        desk.goes_to(f"{TEAM}projects/start/").writes("What do you want to ask?", "What should happen to Birch Ward?")
        desk.writes("Short name", "Birch Ward").writes("What is it about?", "The ward is old. No option is decided.")
        desk.presses("Save and continue").writes("Who makes the decision?", "Northmere board")
        writes_day(desk, "When do they decide?", DECIDES)
        desk.presses("Save and continue").writes("What can change?", "Where the beds are, and how many")
        desk.writes("What cannot change?", "The roof is safe for 3 years at most").presses("Save and continue")
        desk.writes("Who does it affect?", "18 patients at a time, and those who visit them").presses(
            "Save and continue"
        )
        self._ticks("level", "consult").desk.selects("This is a formal consultation").presses("Save and continue")
        writes_day(desk, "When does it open?", OPENS)
        writes_day(desk, "When does it close?", CLOSES)
        writes_day(desk, "By when will you publish what you heard?", date(2026, 11, 2))
        desk.writes("What happens to late answers? (optional)", "Forms count that are posted by the closing date.")
        desk.presses("Save and continue").writes("Who can people contact?", "Jo Reid")
        desk.writes("Phone number", "020 7946 0142").presses("Save and continue")
        desk.writes("About how many minutes does answering take?", "8").writes("By phone", "020 7946 0142, weekdays")
        desk.writes("On paper", "On the ward and in libraries").presses("Save and continue")
        good(desk.goes_to(f"{WARD}assessments/").follows("Is it a substantial change?").sees("Signs", "Judgement"))
        desk.follows("Signs", exact=True)
        for sign in ("closure", "few_hard"):
            desk.page.locator(f"[name*='{sign}'][value=yes]").check()
        for other in desk.page.locator("[value=do_not_know]").all():
            name = other.get_attribute("name") or ""
            if "closure" not in name and "few_hard" not in name:
                other.check()
        desk.presses("Save")
        good(desk.follows("Judgement", exact=True))
        desk.selects("Unsure: ask scrutiny, and treat it as yes until they agree")
        desk.writes("What does this rest on?", "18 people at a time lose a ward near home.")
        desk.writes("Who approved this judgement?", "Olu, director").presses("Save")
        good(desk.sees("“Judgement” is saved."))

    # 2 and 3. Duties with gaps; the engagement team is asked; scrutiny gets its dates.

    def unsure_is_treated_as_yes(self) -> None:
        desk = self.desk
        desk.goes_to(f"{WARD}duties/questions/")
        for name, value in (("bodies", "ICB"), ("bodies", "NHS_TRUST"), ("stage", "proposal"), ("impact.manner", "yes"), ("impact.range", "yes"), ("impact.substantial", "unsure"), ("personal_data", "yes"), ("published_online", "yes")):  # fmt: skip
            self._ticks(name, value)
        desk.writes("Whose judgement is this?", "Amira, from the signs").presses("Save and see what applies")
        good(desk.sees("The least that is asked is a formal consultation.", "Consult health scrutiny"))
        good(desk.goes_to(f"{TEAM}advice/").sees("Before you plan to involve people"))
        desk.writes("What are you planning, and what do you want to know?", "A ward may close. Is it substantial?")
        desk.selects("Large: a big change, or many people").presses("Ask")
        desk.sees("A ward may close.")

    def scrutiny_is_told_both_dates(self) -> None:
        desk = self._on(date(2026, 2, 16))
        for item, told in (("e-hosc-1", None), ("e-hosc-2", None), ("e-hosc-3", DECIDES), ("e-hosc-4", date(2026, 11, 9))):  # fmt: skip
            desk.goes_to(f"{WARD}evidence/{item}/")
            writes_day(desk, "When was it done?", date(2026, 2, 13))
            desk.writes("With whom, or to whom?", "Northmere health scrutiny committee")
            if told:
                writes_day(desk, "Which day were they told of?", told)
            good(desk).presses("Save")
        desk.sees("They can comment until Monday 9 November 2026.", "The page is not published yet.")

    # 4. Backwards from 8 December; August warns; Easy Read is booked.

    def the_timetable_goes_backwards_and_august_warns(self) -> None:
        desk = self.desk
        desk.goes_to(f"{WARD}timetable/change/")
        desk.page.locator("[name=formats][value=easy-read]").check()
        desk.page.locator("[name=save-formats]").click()
        good(desk.goes_to(f"{WARD}timetable/").sees("Backwards from the decision on Tuesday 8 December 2026"))
        desk.sees(
            "August, when schools are closed and many are away", "A day that would work:", "12 weeks", "Easy Read"
        )

    # 5. Options, the equality assessment, the plan.

    def an_option(self, title: str, origin: str) -> None:
        desk = self.desk
        desk.goes_to(f"{WARD}options/add/").writes("What could be done?", title).selects(origin)
        for label in ("What would be better?", "What would be worse?", "Who would be affected, and how?", "What would it cost or save?", "What would it mean for travel?", "What is this based on?"):  # fmt: skip
            desk.writes(label, "It is written down.")
        desk.presses("Save").sees(title)

    def the_equality_assessment_is_written_and_published(self, which: str, words: str) -> None:
        desk, sheet = self.desk, f"{WARD}sheets/equality-{which}/"
        desk.goes_to(f"{sheet}sections/groups/")
        for box in desk.page.locator("[value=none]").all():
            box.check()
        for group in ("disability", "carers"):
            desk.page.locator(f"[name*='{group}'][value=worse]").check()
        desk.presses("Save").sees("is saved.")
        desk.goes_to(f"{sheet}sections/proposal/").selects("A service or policy that ends")
        desk.writes("What evidence is there: data, what people told us, and gaps?", words).presses("Save")
        desk.goes_to(f"{sheet}sections/decision/")
        writes_day(desk, "When will this be looked at again?", date(2027, 6, 1))
        desk.writes("What did involving people change?", words).presses("Save")
        good(desk.goes_to(sheet)).follows("Approve it as it stands").presses("Approve")
        desk.presses("Publish it")
        good(desk.goes_to(sheet).sees("Approved", "Take it off the public pages"))

    def the_plan_says_who_reads_the_answers(self) -> None:
        desk = self.desk.goes_to(f"{WARD}sheets/plan/sections/data/")
        desk.writes("Who reads the answers, and how?", "Two analysts read every answer.").presses("Save")
        desk.sees("is saved.")

    def a_document(self, title: str, words: str, *, easy_read: bool = False) -> None:
        desk = self.desk.goes_to(f"{WARD}documents/").writes("Title", title)
        desk.presses("Add").writes("The words", words).presses("Add")
        desk.sees("The edition is added.")
        if easy_read:
            desk.selects("Easy Read").writes("The words", "The ward may close.").presses("Add")
        good(desk).presses("Put it on the page")
        desk.sees("The document is on the project’s page.")

    def every_part_has_a_document(self) -> None:
        desk = self.desk.goes_to(f"{WARD}consultation/")
        for part in PARTS:
            desk.page.locator(f"[name={part}]").select_option(label="The consultation document")
        desk.presses("Save").sees("All 19 parts have a published document behind them.")

    # 6. The committee: assured with two conditions.

    def the_committee_gets_its_papers(self) -> None:
        desk = self._on(date(2026, 4, 20))
        desk.goes_to(f"{TEAM}groups/").writes("Name", "Assurance committee")
        desk.selects("Engagement assurance: says whether plans are good enough").presses("Make the group")
        desk.writes("Name", "Grace").writes("Email", "grace@people.example")
        desk.selects("They are in the group because of their own experience of services or of caring")
        desk.selects("They chair the group").presses("Let them in")
        good(desk.sees("Grace is a member."))
        desk.goes_to(f"{WARD}assurance/submit/").chooses("Which group?", "Assurance committee")
        desk.writes("One page that says it all", "14 weeks, with August in it.").presses("Save")
        desk.sees("“Assurance committee” can read it now.")

    def the_committee_assures_it_with_two_conditions(self, grace: Visitor) -> None:
        self.calendar.comes_to(date(2026, 5, 4))
        grace.logs_in(Person.objects.get(name="Grace")).goes_to(f"{TEAM}together/")
        Keyboard(grace).tabs_to("Birch Ward: the plan").presses("Enter")
        good(grace.sees("14 weeks, with August in it.", "Gaps"))
        grace.follows("Write down the group’s verdict").selects("Assured with conditions")
        grace.writes("The group’s reasons", "Good, nearly.")
        for place, words in ((1, "Say how many beds there are"), (2, "Ask the carers’ café")):
            grace.writes(f"Condition {place} (optional)", words)
            grace.page.locator(f"[name=owner_{place}]").fill("Amira")
            for part, value in enumerate((5, 6, 2026)):
                grace.page.locator(f"#id_due_{place}_{part}").fill(str(value))
        grace.presses("Save")
        good(grace.sees("Assured with conditions", "Say how many beds there are", "Ask the carers’ café"))

    # 7 and 8. Publishing is stopped, repaired, done.

    def publishing_is_stopped_and_repaired(self) -> None:
        desk = self._on(date(2026, 5, 11))
        good(desk.goes_to(f"{WARD}ready/").sees("2 conditions are still open", "options that were discarded, and why"))
        assert desk.page.get_by_role("button", name="Publish").count() == 0
        for _condition in range(2):
            desk.goes_to(f"{WARD}assurance/").follows("Say that it is met")
            desk.writes("What shows that it is met?", "It is on the page.").presses("Save").sees(
                "The condition is met."
            )
        desk.goes_to(f"{WARD}ready/").does_not_see("still open").sees("options that were discarded, and why")
        self.an_option("Build a new ward", "The team")
        desk.goes_to(f"{WARD}options/3/standing/").selects("Discarded").writes(
            "Why?", "£31 million, which we do not have."
        )
        desk.presses("Save").sees("£31 million")
        desk.goes_to(f"{WARD}ask/").presses("Start from this set", nth=0)
        good(desk.goes_to(f"{WARD}ready/")).sees("Nothing stops you.").presses("Publish")
        good(desk.goes_to(WARD).sees("See the public page"))

    # 9. Open: people answer; at week 5 the carers' café is added.

    def people_answer(self, phone: Visitor) -> None:
        self.calendar.comes_to(date(2026, 6, 20))
        good(phone.goes_to(PUBLIC).sees("What should happen to Birch Ward?", "The consultation document"))
        phone.goes_to(f"{PUBLIC}answer/").selects("For myself").presses("Continue")
        phone.sees("Question 1 of")
        for _question in range(40):
            if "/check/" in phone.path:
                break
            first = phone.page.locator("main input[type=radio]").first
            if first.count():
                first.check()
            here = phone.page.url
            phone.presses("Continue", nth=0)
            phone.page.wait_for_url(lambda url, before=here: url != before)  # type: ignore[misc]
        good(phone.presses("Send my answers").sees("We have your answers", "On Tuesday 8 December 2026 it is decided"))
        phone.follows("Keep in touch").selects("Tell me what happened with this project", "Email")
        phone.writes("Email address", "jo@people.example").presses("Continue").sees("We will keep in touch")

    def a_gap_in_reach_brings_the_carers_cafe(self) -> None:
        desk = self._on(date(2026, 7, 20))
        good(desk.goes_to(f"{WARD}reach/").sees("Who have we not heard from?"))
        desk.goes_to(f"{WARD}methods/notices/add/").chooses("Channel", "Meetings that take place anyway")
        desk.writes("For whom?", "Carers").writes("What does it say?", "We come to the carers’ café on Tuesdays.")
        writes_day(desk, "On which day?", date(2026, 7, 28))
        good(desk.presses("Save").sees("It is in the schedule.", "Carers"))

    # 10. It closes: every answer is read, findings lead to them, alternatives are answered.

    def every_answer_is_read_and_answered(self) -> None:
        desk = self._on(date(2026, 9, 28))
        good(desk.goes_to(f"{WARD}responses/").sees("1 answer is not read yet"))
        desk.writes("Who read them, and how?", "Two analysts read every answer.").presses("Everything so far is read")
        good(desk.sees("Every answer is read"))
        desk.goes_to(f"{WARD}findings/new/").writes("What we heard", "People want the beds near").presses(
            "Save and add evidence"
        )
        desk.page.locator("main summary").first.click()
        desk.page.locator("[name=answer]").first.check()
        good(desk.presses("Save").sees("Not answered yet."))
        desk.follows("Respond")
        desk.selects("Partly accepted").writes("Why", "8 beds stay.").writes("Who answers for it", "The board")
        writes_day(desk, "When it was decided", date(2026, 9, 28))
        desk.presses("Save").follows("Make a promise")
        desk.writes("You said", "Keep them near").writes("We will", "Keep 8 beds in Northmere")
        desk.writes("Who will see that it is done", "The board")
        writes_day(desk, "By when", date(2027, 3, 1))
        good(desk.presses("Make this promise").sees("Keep 8 beds in Northmere"))
        self.an_option("Keep 8 beds, and care for others at home", "People who took part")
        desk.goes_to(f"{WARD}options/4/standing/").selects("On the short list").writes(
            "Why?", "It is what people asked for."
        )
        desk.presses("Save").sees("It is what people asked for.")
        self.a_document("The report", "What people said.")
        desk.goes_to(f"{WARD}consultation/").chooses("The report on what people said", "The report").presses("Save")

    # 11. Deciders confirm reading; the equality assessment is updated.

    def deciders_read_it_and_equality_is_looked_at_again(self) -> None:
        desk = self._on(date(2026, 11, 16))
        for name, role in (("Ida", "Chair"), ("Karl", "Finance director")):
            desk.goes_to(f"{WARD}decision/reading/").writes("Who?", name).writes("In which role?", role)
            desk.chooses("What did they read?", "The report")
            writes_day(desk, "When did they confirm it?", date(2026, 11, 16))
            desk.presses("Save").sees(f"{name}, {role}")
        self.the_equality_assessment_is_written_and_published("after", "Carers told us that two buses are too many.")
        good(desk.goes_to(f"{WARD}assessments/difference/").sees("two buses"))

    # 12. The decision, with reasons; people are told.

    def it_is_decided_and_people_are_told(self) -> None:
        desk = self._on(DECIDES)
        self.a_document("Minutes of 8 December", "8 beds stay.")
        good(desk.goes_to(f"{WARD}decision/record/").does_not_see("gaps stop you", "gap stops you"))
        desk.writes("What was decided?", "8 beds stay.").writes("Why?", "People asked for it.")
        desk.chooses("Which document holds the minute?", "Minutes of 8 December").presses("Save")
        good(desk.sees("The decision is recorded."))
        desk.goes_to(f"{WARD}findings/1/").presses("Publish this finding")
        good(desk.follows("Tell the people whose words fed it").sees("Tell 1 person")).presses("Tell them")
        the_worker_works()
        assert mail.outbox[-1].to == ["jo@people.example"]
        good(desk.goes_to(f"{WARD}evidence/").does_not_see("Stops you")).presses("Show them to everyone")

    # 13. Anyone can check it.

    def its_pack_is_checked_elsewhere(self, reader: Visitor, place: Path) -> None:
        good(
            reader.goes_to(f"{PUBLIC}how-this-was-run/").sees(
                "8 beds stay.", "People asked for it.", "Evidence held, and gaps"
            )
        )
        self.a_whole_pack("Make an evidence pack", place / "pack.zip")
        (place / "key.txt").write_text(keys.public_key())
        load("verify")
        load("knowledge")
        assert "Nothing was altered." in self.verified(place / "pack.zip")

    # 14. The pack is published: read first, then anybody has it and checks it against the whole one.

    def its_pack_is_published(self, reader: Visitor, place: Path) -> None:
        desk = self.desk.follows("Publish it: an edition for everybody").presses("Make a public edition")
        the_worker_works()
        good(desk.follows("Check again").sees("Look at it before everybody can"))
        good(desk.presses("Publish it").sees("Read the edition, then tick that everybody may have what is in it"))
        desk.selects("I have read it. Everybody may have what is in it")
        good(desk.presses("Publish it").sees("Published. Everybody finds it on"))
        good(reader.goes_to(f"{PUBLIC}how-this-was-run/").sees("How this was run in one file"))
        reader.saves("Download it with files to check", place / "public.zip")
        assert "It is the public edition." in self.verified(place / "public.zip")
        self.a_whole_pack("Make a new pack", place / "later.zip")
        assert "still holds" in self.verified(place / "later.zip", "--earlier", str(place / "public.zip"))

    def a_whole_pack(self, button: str, place: Path) -> None:
        desk = self.desk.goes_to(WARD).follows("Evidence pack").presses(button)
        the_worker_works()
        desk.follows("Check again").saves("Download the pack", place)

    def verified(self, pack: Path, *more: str) -> str:
        done = CliRunner().invoke(app, ["verify", str(pack), "--key", str(pack.parent / "key.txt"), *more])
        assert done.exit_code == 0 and "Nothing was altered." in done.stdout, done.stdout
        return done.stdout


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_ward_closure_from_ten_questions_to_a_pack(
    browse: Browse, cast: Cast, calendar: Calendar, tmp_path: Path, script: bool
) -> None:
    story = Programme(browse(script=script), calendar, cast)
    story.ten_questions_raise_the_signs_of_a_substantial_change()
    story.unsure_is_treated_as_yes()
    story.scrutiny_is_told_both_dates()
    story.the_timetable_goes_backwards_and_august_warns()
    for title, origin in (("Nothing changes", "Doing nothing"), ("Move the beds", "The team")):
        story.an_option(title, origin)
    story.the_equality_assessment_is_written_and_published("before", "Half of visitors come by bus.")
    story.the_plan_says_who_reads_the_answers()
    story.a_document("The consultation document", "Why, what, and how to answer.", easy_read=True)
    story.every_part_has_a_document()
    story.the_committee_gets_its_papers()
    story.the_committee_assures_it_with_two_conditions(browse(script=script))
    story.publishing_is_stopped_and_repaired()
    resident = browse(width=360, script=script)
    story.people_answer(resident)
    story.a_gap_in_reach_brings_the_carers_cafe()
    story.every_answer_is_read_and_answered()
    story.deciders_read_it_and_equality_is_looked_at_again()
    story.it_is_decided_and_people_are_told()
    story.its_pack_is_checked_elsewhere(resident, tmp_path)
    story.its_pack_is_published(resident, tmp_path)
