"""The same few people in every test.

Amira leads at Northmere. Ben types in forms there. Dot moderates there. Ana analyses there. Olu owns Northmere.
Eve leads at Carrow Hill, another organisation. Chidi takes part and works nowhere. Nobody is not logged in.
"""

from dataclasses import dataclass

from django.test import Client

from alongside.organisations.models import Organisation
from alongside.people.accounts.models import Membership, Person


@dataclass
class Cast:
    northmere: Organisation
    carrow_hill: Organisation
    amira: Person
    ben: Person
    dot: Person
    ana: Person
    olu: Person
    eve: Person
    chidi: Person


def organisation(slug: str, name: str, **more: object) -> Organisation:
    facts = {
        "short_name": name,
        "kind": "icb",
        "service_name": f"{name} Together",
        "invitation": "Tell us what works and what you would change.",
        "place_name": name,
        "phone": "020 7946 0142",
        "email": f"involve@{slug}.example",
        "address": f"Involvement team\n1 High Street\n{name}",
        "hours": "Monday to Friday, 9am to 5pm",
        "team_name": "involvement team",
    }
    return Organisation.objects.create(slug=slug, name=name, **{**facts, **more})


def person(name: str, organisation: Organisation | None = None, role: str = "") -> Person:
    someone = Person.objects.create_user(f"{name.lower()}@people.example", name)
    if organisation is not None:
        Membership.objects.create(person=someone, organisation=organisation, role=role)
    return someone


def assemble() -> Cast:
    northmere = organisation("northmere", "Northmere")
    carrow_hill = organisation("carrow-hill", "Carrow Hill", kind="council")
    return Cast(
        northmere=northmere,
        carrow_hill=carrow_hill,
        amira=person("Amira", northmere, "lead"),
        ben=person("Ben", northmere, "entry"),
        dot=person("Dot", northmere, "moderator"),
        ana=person("Ana", northmere, "analyst"),
        olu=person("Olu", northmere, "owner"),
        eve=person("Eve", carrow_hill, "lead"),
        chidi=person("Chidi"),
    )


def login(client: Client, someone: Person) -> Client:
    """Logged in, second factor included."""
    client.force_login(someone)
    session = client.session
    session["second_factor"] = True
    session.save()
    return client
