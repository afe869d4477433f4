"""Three invented organisations, each with its own words, brand and people. The areas and their figures are real."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Colleague:
    name: str
    role: str
    job_title: str


@dataclass(frozen=True)
class House:
    slug: str
    facts: dict[str, Any]
    areas: list[tuple[str, str]]
    colleagues: list[Colleague]
    vocabulary: dict[str, str] = field(default_factory=dict)


SOUTH_RIVERSIDE = House(
    slug="south-riverside",
    facts={
        "name": "South Riverside Integrated Care Board",
        "short_name": "South Riverside ICB",
        "kind": "icb",
        "service_name": "South Riverside Together",
        "strapline": "The NHS and councils in South Riverside",
        "invitation": "Tell us what works and what you would change. We will tell you what happened because of it.",
        "place_name": "South Riverside",
        "brand_colour": "#005eb8",
        "is_nhs_body": True,
        "phone": "020 7946 0142",
        "relay": "Relay UK: 18001, then 020 7946 0142",
        "email": "involve@south-riverside.example",
        "address": "Involvement team\nSouth Riverside Integrated Care Board\nFREEPOST SR TOGETHER",
        "hours": "Monday to Friday, 9am to 5pm",
        "team_name": "involvement team",
    },
    areas=[
        ("E09000004", "Bexley"),
        ("E09000006", "Bromley"),
        ("E09000011", "Greenwich"),
        ("E09000022", "Lambeth"),
        ("E09000023", "Lewisham"),
        ("E09000028", "Southwark"),
    ],
    colleagues=[
        Colleague("Priya Shah", "lead", "Engagement lead"),
        Colleague("Amir Khan", "owner", "Head of involvement"),
        Colleague("Denise Cole", "viewer", "Lived-experience partner"),
        Colleague("Tom Okafor", "analyst", "Insight analyst"),
        Colleague("Maggie Lunn", "entry", "Engagement assistant"),
        Colleague("Sunita Rao", "moderator", "Patient experience officer"),
        Colleague("Grace Bell", "partner", "Carer, member of the assurance committee"),
    ],
)

WEARBRIDGE = House(
    slug="wearbridge",
    facts={
        "name": "Wearbridge County Council",
        "short_name": "Wearbridge Council",
        "kind": "council",
        "service_name": "Have your say in Wearbridge",
        "strapline": "Wearbridge County Council",
        "invitation": "Help plan care, support and public health in the county. We answer everything we hear.",
        "place_name": "Wearbridge",
        "brand_colour": "#005f61",
        "phone": "0191 498 0170",
        "relay": "Relay UK: 18001, then 0191 498 0170",
        "email": "have-your-say@wearbridge.example",
        "address": "Have your say\nWearbridge County Council\nFREEPOST WEARBRIDGE",
        "hours": "Monday to Thursday, 8:30am to 5pm, and Friday until 4:30pm",
        "team_name": "co-production team",
    },
    areas=[("E06000047", "County Durham")],
    colleagues=[
        Colleague("Jo Reid", "lead", "Co-production lead"),
        Colleague("Harriet Nixon", "owner", "Head of communities"),
        Colleague("Ken Laidler", "entry", "Business support officer"),
    ],
    vocabulary={"consult": "Ask for views", "co-design": "Design together", "co-produce": "Co-produce"},
)

CANONBRIDGE = House(
    slug="canonbridge",
    facts={
        "name": "Canonbridge Council",
        "short_name": "Canonbridge",
        "kind": "council",
        "service_name": "Involve Canonbridge",
        "strapline": "Canonbridge Council",
        "invitation": "Your ideas about care, health and getting around. Say them once, and see what comes of them.",
        "place_name": "Canonbridge",
        "brand_colour": "#6a1b5d",
        "phone": "020 7946 0388",
        "relay": "Relay UK: 18001, then 020 7946 0388",
        "email": "involve@canonbridge.example",
        "address": "Involve Canonbridge\nCanonbridge Council\nFREEPOST CANONBRIDGE",
        "hours": "Monday to Friday, 9am to 5pm",
        "team_name": "involvement team",
    },
    areas=[("E09000019", "Islington")],
    colleagues=[
        Colleague("Leila Haddad", "lead", "Involvement manager"),
        Colleague("Grace Mensah", "owner", "Director of public health"),
        Colleague("Owen Pryce", "analyst", "Research officer"),
    ],
)

HOUSES = [SOUTH_RIVERSIDE, WEARBRIDGE, CANONBRIDGE]
RESIDENTS = ["Rosa Delgado", "Winston Clarke", "Anna Kowalska"]


def email_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@demo.example"
