"""Budget, team, advice, options and assurance: adding up, what is missing, and that doing it twice is doing it once."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.groups import actions as groups
from alongside.groups.models import Group
from alongside.plans import advising, assuring, consulting, means
from alongside.plans.models import BudgetLine, Condition, Decision, Statement, Submission, TeamMember
from tests.cast import Cast

SCOPE, BY, OTHER = uuid4(), uuid4(), uuid4()
AT: datetime = timezone.now()
TODAY = date(2026, 11, 27)


def line(category: str, people: int = 1, times: int = 1, each: str = "10", spent: str = "0") -> BudgetLine:
    return BudgetLine(category=category, people=people, times=times, each=Decimal(each), spent=Decimal(spent))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(BudgetLine.Category.values),
            st.integers(0, 50),
            st.integers(0, 9),
            st.decimals(0, 500, places=2),
        ),
        max_size=15,
    )
)
def test_kinds_of_cost_add_up_to_the_whole(drawn: list[tuple[str, int, int, Decimal]]) -> None:
    lines = [line(kind, people, times, str(each)) for kind, people, times, each in drawn]
    kinds, whole = means.sums(lines)
    assert sum((each.planned for each in kinds), Decimal(0)) == whole.planned
    assert whole.planned == sum((Decimal(people) * times * each for _k, people, times, each in drawn), Decimal(0))


def test_what_is_missing_in_the_budget() -> None:
    assert means.missing_money([], together=False) == ["no-access", "no-expenses"]
    assert means.missing_money([line("access"), line("expenses")], together=True) == ["no-payments"]
    full = [line("access"), line("expenses"), line("payments")]
    assert means.missing_money(full, together=True) == []
    assert means.missing_money([*full, line("venues", each="10", spent="11")], together=True) == ["overspent"]
    assert "no-access" in means.missing_money([line("access", each="0"), line("expenses")], together=False)


def test_who_is_missing_in_the_team() -> None:
    assert means.missing_people([]) == ["no-professional", "no-lived-experience"]
    assert means.missing_people([TeamMember(part="professional")]) == ["no-lived-experience"]
    assert means.missing_people([TeamMember(part="professional"), TeamMember(part="lived")]) == []


def test_the_work_of_those_who_advise_and_how_long_it_takes() -> None:
    lead = uuid4()

    def request(days: int | None, who: UUID | None) -> advising.AdviceRequest:
        answered = AT + timedelta(days=days) if days is not None else None
        return advising.AdviceRequest(at=AT, answered_at=answered, lead=who)

    found = advising.workload([request(None, lead), request(None, None), request(2, lead), request(9, lead), request(4, lead)])  # fmt: skip
    assert (found.open, found.days, found.answered) == ({lead: 1, None: 1}, 4, 3)


@pytest.mark.django_db
class TestOnce:
    def test_asking_twice_is_asking_once(self, cast: Cast) -> None:
        def ask() -> advising.AdviceRequest:
            return advising.ask(organisation=cast.northmere, about="Move it?", size="small", needed_by=None, by=BY, at=AT)  # fmt: skip

        assert ask() == ask()
        advising.give_to(request=ask(), lead=cast.amira.pk, by=BY, at=AT)
        advising.answer(request=ask(), words="Yes.", by=BY, at=AT)
        first = advising.AdviceRequest.objects.get()
        assert advising.answer(request=first, words="No.", by=BY, at=AT).answer == "Yes."
        assert ask().number == 2

    def test_an_option_keeps_how_it_stood(self) -> None:
        made = consulting.add_option(scope=SCOPE, values={"title": "One site", "origin": "team"}, on=TODAY, by=BY, at=AT)  # fmt: skip
        for _twice in range(2):
            consulting.stand(option=made, standing="discarded", reason="Too far.", on=TODAY, by=BY, at=AT + timedelta(minutes=1))  # fmt: skip
        (held,) = consulting.options(SCOPE)
        assert [each.standing for each in held.standings.all()] == ["discarded", "considered"]
        assert held.standing is not None and held.standing.reason == "Too far."

    def test_statements_decisions_and_parts_are_kept_once(self) -> None:
        for _twice in range(2):
            consulting.state(scope=SCOPE, item="E-G1-3", shows=True, words="Declared.", by=BY, at=AT)
            consulting.decide(scope=SCOPE, values={"body": "Board", "decided_on": TODAY, "decided": "So", "reasons": "Why", "minute": ""}, by=BY, at=AT)  # fmt: skip
            changed = consulting.name_parts(scope=SCOPE, documents={"case": "the-case", "asks": ""}, by=BY, at=AT)
        assert (Statement.objects.count(), Decision.objects.count(), changed) == (1, 1, 0)


@pytest.fixture
def submission(cast: Cast) -> Submission:
    group = groups.make(organisation=cast.northmere, name="Assurance", kind="assurance", purpose="", by=BY, at=AT)
    for name in ("Grace", "Omar"):
        groups.let_in(group=group, name=name, email=f"{name.lower()}@people.example", role="", lived_experience=True, chairs=False, format="web", since=TODAY, by=cast.amira)  # fmt: skip
    return submit(group)


def submit(group: Group, text: str = "The roof leaks.") -> Submission:
    return assuring.submit(scope=SCOPE, group=group, stage="plan", ask="assure", summary="In short", paragraphs=[{"heading": "Why", "text": text}], meeting_on=None, by=BY, at=AT)  # fmt: skip


@pytest.mark.django_db
class TestAssurance:
    def test_only_members_speak(self, submission: Submission) -> None:
        with pytest.raises(assuring.NotAMember):
            assuring.give_verdict(submission=submission, verdict="assured", reasons="", by=uuid4(), at=AT)

    def test_who_declares_an_interest_has_no_verdict_not_even_an_earlier_one(self, submission: Submission) -> None:
        grace = submission.group.members.all()[0].person
        assuring.give_verdict(submission=submission, verdict="assured", reasons="", by=grace, at=AT)
        assuring.declare(submission=submission, interest="My brother works there.", by=grace, at=AT)
        assert submission.views.get(person=grace).verdict == ""
        with pytest.raises(assuring.HasAnInterest):
            assuring.give_verdict(submission=submission, verdict="assured", reasons="", by=grace, at=AT)
        with pytest.raises(assuring.HasAnInterest):
            assuring.conclude(submission=submission, verdict="assured", reasons="", conditions=[], by=grace, at=AT)

    def test_the_verdict_is_recorded_once_and_conditions_are_promises(self, submission: Submission) -> None:
        wanted = {"words": "Say how many beds", "owner": "Amira", "due_on": TODAY}
        for _twice in range(2):
            assuring.conclude(
                submission=submission, verdict="conditions", reasons="", conditions=[wanted], by=OTHER, at=AT
            )
        (condition,) = Condition.objects.all()
        assert [each.pk for each in assuring.standing(SCOPE)["open"]] == [condition.pk]
        assuring.meet_condition(condition=condition, proof="It says 18.", on=TODAY, by=BY)
        assert assuring.meet_condition(condition=condition, proof="Other", on=TODAY, by=BY).proof == "It says 18."
        assert assuring.standing(SCOPE)["open"] == []

    def test_the_same_put_forward_again_is_once_and_changed_is_another(self, submission: Submission) -> None:
        assert submit(submission.group) == submission
        assert submit(submission.group, "The roof and the lift.").number == 2

    def test_a_remark_keeps_the_place(self, submission: Submission) -> None:
        grace = submission.group.members.all()[0].person
        for _twice in range(2):
            assuring.remark(submission=submission, paragraph=1, text="Who says?", by=grace, at=AT)
        assert submission.remarks.count() == 1 and submission.views.get(person=grace).place == 1

    def test_nobody_writes_down_the_verdict_on_their_own(self, submission: Submission) -> None:
        with pytest.raises(assuring.OwnSubmission):
            assuring.conclude(submission=submission, verdict="assured", reasons="", conditions=[], by=BY, at=AT)

    def test_an_interest_holds_the_next_time_too(self, submission: Submission) -> None:
        grace = submission.group.members.all()[0].person
        assuring.declare(submission=submission, interest="My brother works there.", by=grace, at=AT)
        again = submit(submission.group, "The roof and the lift.")
        with pytest.raises(assuring.HasAnInterest):
            assuring.give_verdict(submission=again, verdict="assured", reasons="", by=grace, at=AT)

    def test_what_members_said_stays_once_the_group_has_concluded(self, submission: Submission) -> None:
        grace, omar = (each.person for each in submission.group.members.order_by("since", "pk"))
        assuring.give_verdict(submission=submission, verdict="assured", reasons="", by=grace, at=AT)
        done = assuring.conclude(submission=submission, verdict="assured", reasons="", conditions=[], by=OTHER, at=AT)
        with pytest.raises(assuring.Concluded):
            assuring.give_verdict(submission=done, verdict="not-yet", reasons="", by=omar, at=AT)
        assuring.declare(submission=done, interest="Late.", by=grace, at=AT)
        view = done.views.get(person=grace)
        assert (view.verdict, view.interest) == ("assured", "Late.")

    def test_a_group_that_said_not_yet_is_not_got_round_by_another(self, submission: Submission, cast: Cast) -> None:
        assuring.conclude(submission=submission, verdict="not-yet", reasons="", conditions=[], by=OTHER, at=AT)
        easy = groups.make(organisation=cast.northmere, name="Easy", kind="assurance", purpose="", by=BY, at=AT)
        groups.let_in(group=easy, name="Ida", email="ida@people.example", role="", lived_experience=False, chairs=False, format="web", since=TODAY, by=cast.amira)  # fmt: skip
        assuring.conclude(submission=submit(easy), verdict="assured", reasons="", conditions=[], by=OTHER, at=AT)
        assert [each.group.name for each in assuring.standing(SCOPE)["refused"]] == ["Assurance"]

    def test_advice_asked_for_afterwards_takes_no_assurance_away(self, submission: Submission, cast: Cast) -> None:
        assuring.conclude(submission=submission, verdict="assured", reasons="", conditions=[], by=OTHER, at=AT)
        readers = groups.make(organisation=cast.northmere, name="Readers", kind="decision", purpose="", by=BY, at=AT)
        asked = assuring.submit(scope=SCOPE, group=readers, stage="plan", ask="advise", summary="Clear?", paragraphs=[{"heading": "Why", "text": "It."}], meeting_on=None, by=BY, at=AT)  # fmt: skip
        assert assuring.standing(SCOPE)["newest"]["plan"] == submission != asked
