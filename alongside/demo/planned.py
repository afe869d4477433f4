"""What the demo's ward closure plans to do: three methods with their activities and tasks, one of them done; who is told;
costs that came from the activities, one of which has changed since; and checks, some of them answered."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from alongside.knowledge.methods import methods
from alongside.knowledge.picking import read_answers
from alongside.organisations.models import Organisation
from alongside.people.accounts.models import Person
from alongside.plans import audience_checks, doing, filling
from alongside.plans import methods as choosing
from alongside.plans.models import PlannedActivity
from alongside.projects.doing import draft_of
from alongside.projects.models import Project

WHO = ["experience", "unpaid-carers", "digitally-excluded"]
ANSWERS = {
    "why": ["explore-why", "choose", "reach"],
    "who": WHO,
    "kind": "consult",
    "weeks": 27,
    "budget": "medium",
    "digital_exclusion": "yes",
}
LED = {
    "survey": ("why = choose", "budget = medium"),
    "focus-group": ("why = explore-why", "who = experience"),
    "outreach": ("why = reach", "digital_exclusion = yes"),
}
CHECKS = (
    ("unpaid-carers", "replacement-care", True, "£12.50 an hour, booked by the carers’ centre.", "offer"),
    ("unpaid-carers", "short-slots", True, "Half an hour by phone, also on Saturdays.", "access"),
    ("digitally-excluded", "offline-route", True, "Paper forms on the ward and in libraries, and the phone line.", "access"),
    ("digitally-excluded", "phone-printed", True, "It is on the draft of every poster and form.", ""),
)  # fmt: skip
NOTICES = (
    ("clinic-posters", "Visitors of Birch Ward", "What we ask, and how to get a paper form", 0),
    ("website", "Everybody", "It has begun", 0),
)


def plan_what_is_done(home: Organisation, project: Project, lead: Person, now: datetime) -> None:
    today, by = timezone.localdate(now), lead.pk
    answers = read_answers(ANSWERS)
    choices = [
        choosing.Choice(key, methods()[key].name, led, draft_of(methods()[key], project, home, WHO, today))
        for key, led in LED.items()
    ]
    choosing.choose(
        scope=project.pk,
        choices=choices,
        answers=answers,
        reason="Numbers for the board, reasons from people who know the ward, and those who are seldom asked.",
        by=by,
        at=now,
    )
    group = PlannedActivity.objects.get(scope=project.pk, method="focus-group")
    values = {name: getattr(group, name) for name in doing.FIELDS}
    values |= {"for_whom": "People who were on the ward, and who visits them", "lead": by, "times": 4, "people": 10}
    doing.change(activity=group, values=values, seen=group.version, by=by, at=now)
    group.refresh_from_db()
    offered = [
        each
        for each in filling.suggestions([group], (), {"focus-group": methods()["focus-group"].ways})
        if each.category in (filling.Category.PAYMENTS, filling.Category.REFRESHMENTS)
    ]
    costs = [
        (
            each,
            {
                "what": f"{group.title}: {each.category.label}",
                "people": each.people,
                "times": each.times,
                "each": Decimal(price),
                "rate": rate,
                "had_people": group.people,
                "had_times": group.times,
            },
        )
        for each, (price, rate) in zip(offered, (("55.00", "PAY-02r-3"), ("6.50", "")), strict=True)
    ]
    filling.fill_in(scope=project.pk, lines=costs, by=by, at=now)
    doing.change(activity=group, values={**values, "people": 12}, seen=group.version, by=by, at=now)
    first = group.tasks.first()
    assert first is not None
    doing.tick(task=first, done=True, by=by, at=now)
    for audience, check, applies, words, section in CHECKS:
        audience_checks.answer(
            scope=project.pk,
            audience=audience,
            check=check,
            applies=applies,
            words=words,
            section=section,
            seen=0,
            by=by,
            at=now,
        )
    opens = timezone.localdate(project.opens_at) if project.opens_at else today
    for channel, audience, what, days in NOTICES:
        notice = {"channel": channel, "audience": audience, "what": what, "owner": by, "on": opens + timedelta(days)}
        choosing.schedule(
            scope=project.pk,
            values={**notice, "status": "planned", "reach": None},
            by=by,
            at=now,
            id=uuid4(),
        )
