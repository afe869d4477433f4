"""From draft to answered: each move with its row and its line in the record, refused in any other state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.projects import actions
from alongside.projects.models import Move, Project, SectionEdit, State
from alongside.projects.rules import Check, Weight
from alongside.projects.sections import SECTIONS
from alongside.record.models import Entry

NOW = timezone.now()


def started(cast, **values):
    filled = {"name": "Blood tests", "question": "When should clinics open?", "summary": "Clinics may open later."}
    return actions.start(organisation=cast.northmere, values={**filled, **values}, by=cast.amira.pk)


def project_in(cast, state):
    """A project brought to a state by its dates alone."""
    made = started(cast)
    opens, closes = {
        State.DRAFT: (5, 30),
        State.UPCOMING: (5, 30),
        State.OPEN: (-5, 30),
        State.PAUSED: (-5, 30),
        State.CLOSED: (-30, -5),
        State.ANSWERED: (-30, -5),
    }[state]
    made.opens_at, made.closes_at = NOW + timedelta(days=opens), NOW + timedelta(days=closes)
    made.published_at = None if state is State.DRAFT else NOW - timedelta(days=31)
    made.paused_at = NOW if state is State.PAUSED else None
    made.answered_at = NOW if state is State.ANSWERED else None
    made.save()
    assert made.state_at(NOW) is state
    return made


def verbs(project):
    return list(Entry.objects.filter(chain__scope=project.pk).order_by("seq").values_list("verb", flat=True))


def test_two_projects_of_one_name_have_two_addresses(cast):
    assert [started(cast).slug, started(cast).slug, started(cast, name="Start").slug] == [
        "blood-tests",
        "blood-tests-2",
        "start-2",
    ]


def test_a_name_without_letters_still_has_an_address(cast):
    assert started(cast, name="রক্ত").slug == "project"


def test_an_edit_says_who_and_is_recorded_once(cast):
    project = started(cast)
    section = SECTIONS["change"]
    for _twice in range(2):
        project = actions.edit(
            project=project,
            section="change",
            values={"can_change": "Times", "cannot_change": ""},
            by=cast.olu.pk,
            seen_print=actions.seen(project, section),
            at=NOW,
        )
    assert SectionEdit.objects.get(project=project, key="change").by == cast.olu.pk
    assert verbs(project) == ["project.started", "project.edited"]


def test_a_stale_edit_is_refused_and_changes_nothing(cast):
    project = started(cast)
    stale = actions.seen(project, SECTIONS["change"])

    def save(words, by):
        actions.edit(
            project=project, section="change", values={"can_change": words}, by=by.pk, seen_print=stale, at=NOW
        )

    save("Times", cast.olu)
    with pytest.raises(actions.ChangedMeanwhile) as clash:
        save("Places", cast.amira)
    assert clash.value.edit.by == cast.olu.pk and clash.value.project.can_change == "Times"
    project.refresh_from_db()
    assert project.can_change == "Times"


def test_two_people_in_two_sections_do_not_meet(cast):
    project = started(cast)
    prints = {key: actions.seen(project, SECTIONS[key]) for key in ("change", "contact")}
    actions.edit(
        project=project,
        section="change",
        values={"can_change": "Times"},
        by=cast.olu.pk,
        seen_print=prints["change"],
        at=NOW,
    )
    actions.edit(
        project=project,
        section="contact",
        values={"contact_name": "Jo"},
        by=cast.amira.pk,
        seen_print=prints["contact"],
        at=NOW,
    )
    project.refresh_from_db()
    assert (project.can_change, project.contact_name) == ("Times", "Jo")


def test_publishing_is_refused_while_a_check_stops(cast):
    project = project_in(cast, State.DRAFT)
    stops = Check("contact", Weight.STOPS, "Name somebody")
    with pytest.raises(actions.NotReady) as refused:
        actions.publish(project=project, checks=[stops], by=cast.amira.pk, at=NOW)
    assert refused.value.checks == [stops]
    project.refresh_from_db()
    assert project.published_at is None and not Move.objects.exists()


def test_publishing_with_advice_or_an_override_goes_through_once(cast):
    project = project_in(cast, State.DRAFT)
    checks = [Check("a", Weight.WORTH_FIXING, "August"), Check("b", Weight.STOPS, "Offline", overridden="Amira: soon")]
    actions.publish(project=project, checks=checks, by=cast.amira.pk, at=NOW)
    with pytest.raises(actions.WrongState):
        actions.publish(project=project, checks=checks, by=cast.amira.pk, at=NOW)
    assert Move.objects.get(project=project).to == "published"


def pause(project, by):
    return actions.pause(project=project, reason="Unclear", next_on=timezone.localdate(), by=by, at=NOW)


def resume(project, by):
    return actions.resume(project=project, reason="Clear now", by=by, at=NOW)


def extend(project, by):
    closes = project.closes_at + timedelta(days=40)
    return actions.extend(project=project, reason="Snow", closes_at=closes, findings_by=None, by=by, at=NOW)


def close(project, by):
    return actions.close(project=project, reason="Enough", findings_by=timezone.localdate(), by=by, at=NOW)


def answer(project, by):
    return actions.mark_answered(project=project, by=by, at=NOW)


ALLOWED = {
    pause: {State.OPEN: State.PAUSED},
    resume: {State.PAUSED: State.OPEN},
    extend: {State.UPCOMING: State.UPCOMING, State.OPEN: State.OPEN, State.PAUSED: State.PAUSED},
    close: {State.OPEN: State.CLOSED, State.PAUSED: State.CLOSED},
    answer: {State.CLOSED: State.ANSWERED},
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("act", list(ALLOWED), ids=lambda act: act.__name__)
def test_every_move_in_every_state(cast, act, state):
    project = project_in(cast, state)
    if state not in ALLOWED[act]:
        with pytest.raises(actions.WrongState):
            act(project, cast.amira.pk)
        assert not Move.objects.exists()
        return
    after = act(project, cast.amira.pk)
    assert Project.objects.get(pk=project.pk).state_at(NOW) is ALLOWED[act][state]
    assert Move.objects.get(project=project).by == cast.amira.pk
    assert verbs(project)[-1] == f"project.{Move.objects.get().to}"
    assert after.pk == project.pk


def test_an_extension_is_later(cast):
    project = project_in(cast, State.OPEN)
    with pytest.raises(actions.NotLater):
        actions.extend(
            project=project, reason="x", closes_at=project.closes_at, findings_by=None, by=cast.amira.pk, at=NOW
        )


def test_an_override_is_recorded_with_its_reason(cast):
    project = started(cast)
    check = Check("offline", Weight.STOPS, "Add a way to answer offline")
    actions.override(project=project, check=check, reason="A phone line opens", by=cast.amira.pk, at=NOW)
    actions.override(project=project, check=check, reason="It opens on Monday", by=cast.olu.pk, at=NOW)
    kept = project.overrides.get()
    assert (kept.reason, kept.by) == ("It opens on Monday", cast.olu.pk)
    assert verbs(project).count("project.check-overridden") == 2
