"""The demo's partners: invented, two of them the same, and where each stands in a project."""

from datetime import datetime, timedelta
from uuid import uuid5

from alongside.organisations.models import Organisation
from alongside.projects.models import Project
from alongside.stakeholders import actions, mapping
from alongside.stakeholders.models import Kind

WHERE = {"south-riverside": "blood-tests", "wearbridge": "day-services", "canonbridge": "care-at-home"}
PARTNERS = [
    # name, kind, reaches; influence, interest and affected at first and now; view; why it moved
    (
        "Riverside Carers Circle",
        Kind.VOLUNTARY,
        ["Unpaid carers"],
        (1, 7, 9),
        (2, 9, 9),
        "Mornings do not work",
        "They rang",
    ),
    ("Friends of the Day Room", Kind.GROUP, ["Older people"], (2, 5, 8), (2, 8, 8), "Worried about travel", "A visit"),
    ("Bangla Welfare House", Kind.VOLUNTARY, ["Bengali speakers", "Women"], (2, 3, 7), (3, 6, 7), "", "First meeting"),
    ("Quayside Healthwatch", Kind.PATIENT_VOICE, ["Everyone"], (6, 8, 4), (7, 9, 4), "Wants figures", "Their letter"),
    ("Joint health scrutiny", Kind.SCRUTINY, [], (9, 4, 2), (9, 7, 2), "Will ask in September", "On their agenda"),
    ("Harbour Ambulance", Kind.PROVIDER, [], (5, 3, 4), (5, 4, 4), "", "Asked about parking"),
    ("The Quay Courier", Kind.MEDIA, [], (6, 2, 1), (6, 3, 1), "", "Printed a letter"),
]
TWIN = ("The Riverside Carers’ Circle", Kind.GROUP)


def partners_of(project: Project, home: Organisation, now: datetime) -> None:
    """Everybody in the register, and on the map of the house's project that has one."""
    if WHERE.get(home.slug) != project.slug:
        return
    lead = project.lead
    assert lead is not None
    for place, (name, kind, reaches, first, last, view, why) in enumerate(PARTNERS):
        consent = {}
        if place % 3 != 2:
            answer = "no" if place == 6 else "yes"
            consent = {"consent": answer, "consent_on": (now - timedelta(days=90)).date(), "consent_how": "By email"}
        made = actions.add(
            organisation=home,
            values={"name": name, "kind": kind, "communities": reaches, "owner": lead, **consent},
            by=lead,
        )
        for days, (influence, interest, affected), said, reason in (
            (40, first, "", "What we knew at the start"),
            (6, last, view, why),
        ):
            values = {
                "influence": influence,
                "interest": interest,
                "affected": affected,
                "view": said,
                "level": "engage",
            }
            mapping.place(
                stakeholder=made, scope=project.pk, values=values, why=reason, by=lead, at=now - timedelta(days=days)
            )
        if place == 0:
            actions.log_contact(
                stakeholder=made,
                values={
                    "on": (now - timedelta(days=6)).date(),
                    "way": "phone",
                    "said": "They can bring 12 carers to an evening meeting, if somebody sits with those they care for.",
                    "promise": "Tell them which evenings",
                    "due_on": (now + timedelta(days=4)).date(),
                },
                once=uuid5(project.pk, "first contact"),
                by=lead,
                at=now - timedelta(days=6),
            )
    actions.add(organisation=home, values={"name": TWIN[0], "kind": TWIN[1]}, by=lead)
