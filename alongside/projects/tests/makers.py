"""Projects for tests, standing as asked on the day the test runs."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.organisations.models import Organisation
from alongside.projects import short
from alongside.projects.models import Project, State


def project(organisation: Organisation, slug: str = "blood-tests", state: State = State.OPEN, **more: Any) -> Project:
    """A project in this state, with every public text filled in."""
    now = timezone.now()
    opens, closes = {
        State.UPCOMING: (timedelta(days=9), timedelta(days=40)),
        State.CLOSED: (timedelta(days=-60), timedelta(days=-5)),
        State.ANSWERED: (timedelta(days=-160), timedelta(days=-100)),
    }.get(state, (timedelta(days=-20), timedelta(days=11)))
    facts: dict[str, Any] = {
        "name": "Blood test clinics",
        "question": "When and where should blood test clinics open?",
        "summary": "We plan to open 4 new clinics.",
        "why": "People wait 12 days.",
        "level": "consult",
        "can_change": "Opening times.",
        "cannot_change": "The budget.",
        "who_decides": "Northmere Integrated Care Board",
        "decides_on": timezone.localdate() + timedelta(days=90),
        "who_it_affects": "Anyone who has blood tests.",
        "topics": ["Tests"],
        "area_codes": ["E09000022"],
        "area_words": "All of Northmere",
        "on_paper": "At any library.",
        "by_phone": "On weekdays.",
        "contact_name": "Jo Reid",
        "contact_role": "Engagement lead",
        "minutes": 8,
        "findings_by": timezone.localdate() + timedelta(days=50),
        "opens_at": now + opens,
        "closes_at": now + closes,
        "published_at": None if state is State.DRAFT else now + opens - timedelta(days=10),
    }
    if state is State.PAUSED:
        facts |= {
            "paused_at": now,
            "pause_reason": "A question was unclear.",
            "pause_next_on": timezone.localdate() + timedelta(days=7),
        }
    if state is State.ANSWERED:
        facts["answered_at"] = now - timedelta(days=30)
    made = Project.objects.create(organisation=organisation, slug=slug, **{**facts, **more})
    short.give(made)
    return made
