"""Finding a project: what is in the address becomes filters, filters become one query."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.documents.models import DocumentEdition, Translation
from alongside.projects.models import ProjectQuerySet, State

WAYS = {
    "paper": (gettext_lazy("On paper"), "on_paper"),
    "phone": (gettext_lazy("By phone"), "by_phone"),
    "in-person": (gettext_lazy("In person"), "in_person"),
    "group": (gettext_lazy("As a group"), "as_a_group"),
}
ON_THE_PAGE = {"published_at__isnull": False, "taken_off_at__isnull": True}
STATES = (State.OPEN, State.UPCOMING, State.PAUSED, State.CLOSED, State.ANSWERED)
LONGEST = 100
MOST_VALUES = 20
ENDINGS = ("ists", "ist", "ings", "ing", "ies", "als", "al", "ers", "er", "es", "s", "y")
SHORTEST_STEM = 4
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?([0-9][A-Z]{2})?", re.IGNORECASE)


def looks_like_postcode(words: str) -> bool:
    """SE1, SE1 7PB or se17pb: the shape alone."""
    return POSTCODE.fullmatch(words.strip()) is not None


@dataclass(frozen=True)
class Filter:
    """One thing asked for: a field of the form, its value, and the words for it."""

    name: str
    value: str
    words: str


@dataclass(frozen=True)
class Choice:
    """Something that could be asked for: a box to tick."""

    value: str
    words: str
    ticked: bool


@dataclass(frozen=True)
class Facets:
    """What this organisation's projects offer to choose from: topics, {area code: name}, {language code: name}."""

    topics: tuple[str, ...]
    areas: Mapping[str, str]
    languages: Mapping[str, str]


@dataclass(frozen=True)
class Search:
    """What somebody asked for. Values that are not on offer were left out when it was read."""

    filters: tuple[Filter, ...]
    areas: Mapping[str, str] = field(default_factory=dict)
    """Code to name: whoever types an area's name means the area."""

    @property
    def words(self) -> str:
        return next((each.value for each in self.filters if each.name == "q"), "")

    @property
    def narrowed(self) -> bool:
        """Whether the list was narrowed besides by words."""
        return any(each.name != "q" for each in self.filters)

    def without(self, left_out: Filter) -> str:
        """The query of the address that asks for all but this."""
        return urlencode([(each.name, each.value) for each in self.filters if each != left_out])

    @property
    def query(self) -> str:
        return urlencode([(each.name, each.value) for each in self.filters])


def read(asked: Mapping[str, list[str]], facets: Facets) -> Search:
    """``asked`` is the address's query, name to values. Unknown names and values are dropped."""
    found: list[Filter] = []
    words = " ".join(" ".join(asked.get("q", [])).replace("\x00", "").split())[:LONGEST]
    if words:
        found.append(Filter("q", words, _("“%(words)s”") % {"words": words}))
    for name, offered in _offered(facets).items():
        for value in dict.fromkeys(asked.get(name, [])[:MOST_VALUES]):
            if value in offered:
                found.append(Filter(name, value, offered[value]))
    return Search(tuple(found), facets.areas)


def choices(search: Search, facets: Facets) -> dict[str, list[Choice]]:
    """For each field of the form, the boxes with those that are ticked."""
    ticked = {(each.name, each.value) for each in search.filters}
    return {
        name: [Choice(value, words, (name, value) in ticked) for value, words in offered.items()]
        for name, offered in _offered(facets).items()
    }


def _offered(facets: Facets) -> dict[str, dict[str, str]]:
    return {
        "state": {state.value: str(state.label) for state in STATES},
        "area": dict(facets.areas),
        "topic": {topic: topic for topic in facets.topics},
        "way": {key: str(words) for key, (words, _column) in WAYS.items()},
        "language": dict(facets.languages),
    }


def find(projects: ProjectQuerySet, search: Search, now: datetime) -> ProjectQuerySet:
    """Those asked for: open ones first, the soonest to close at the top; answered ones last, the newest first."""
    return (
        _searchable(projects, search)
        .filter(_condition(search.filters, search.areas, now))
        .annotate(
            turn=Case(
                When(answered_at__isnull=False, then=Value(4)),
                When(closes_at__lte=now, then=Value(3)),
                When(opens_at__gt=now, then=Value(1)),
                When(paused_at__isnull=False, then=Value(2)),
                default=Value(0),
                output_field=IntegerField(),
            )
        )
        .order_by("turn", "-answered_at", "closes_at", "id")
    )


def found_without(projects: ProjectQuerySet, search: Search, now: datetime) -> list[tuple[Filter, int]]:
    """When nothing was found: each filter, and how many there would be without it. One query; most first."""
    if len(search.filters) < 2:
        return []
    counts = _searchable(projects, search).aggregate(
        **{
            f"without_{place}": Count(
                "pk", filter=_condition([other for other in search.filters if other != each], search.areas, now)
            )
            for place, each in enumerate(search.filters)
        }
    )
    found = [(each, counts[f"without_{place}"]) for place, each in enumerate(search.filters)]
    return sorted((one for one in found if one[1]), key=lambda one: -one[1])


def _searchable(projects: ProjectQuerySet, search: Search) -> ProjectQuerySet:
    """With topics and areas as text, where they are asked for."""
    if not {"q", "topic", "area"} & {each.name for each in search.filters}:
        return projects
    return projects.annotate(topics_text=Cast("topics", TextField()), areas_text=Cast("area_codes", TextField()))


def _condition(filters: Iterable[Filter], areas: Mapping[str, str], now: datetime) -> Q:
    """Values of one field widen (either area), fields narrow (this area and that topic)."""
    by_name: dict[str, Q] = {}
    for each in filters:
        by_name[each.name] = by_name.get(each.name, Q()) | _one(each, areas, now)
    condition = Q()
    for one in by_name.values():
        condition &= one
    return condition


def stem(word: str) -> str:
    """What a word shares with its relatives: dentist and dental, clinic and clinics. A prompt for a search, no grammar."""
    for ending in ENDINGS:
        if word.casefold().endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _one(asked: Filter, areas: Mapping[str, str], now: datetime) -> Q:
    if asked.name == "q":
        condition = Q()
        for word in asked.value.split():
            root = stem(word)
            said = Q()
            for column in ("question", "name", "summary", "area_words", "topics_text"):
                said |= Q(**{f"{column}__icontains": word}) | Q(**{f"{column}__icontains": root})
            for code, name in areas.items():
                if word.casefold() in name.casefold().split():
                    said |= _in_area(code)
            condition &= said
        return condition
    if asked.name == "area":
        return _in_area(asked.value)
    if asked.name == "topic":
        # JSON as SQLite keeps it is escaped, as PostgreSQL keeps it is not.
        return Q(topics_text__contains=f'"{asked.value}"') | Q(topics_text__contains=json.dumps(asked.value))
    if asked.name == "way":
        column = WAYS[asked.value][1]
        return ~Q(**{column: ""})
    if asked.name == "language":
        return Q(
            Exists(
                DocumentEdition.objects.filter(
                    document__scope=OuterRef("pk"), document__published_at__isnull=False, language=asked.value
                )
            )
            | Exists(Translation.objects.filter(scope=OuterRef("pk"), language=asked.value, **ON_THE_PAGE))
        )
    return _in_state(State(asked.value), now)


def _in_area(code: str) -> Q:
    """In this area, or in all of them."""
    return Q(areas_text__contains=f'"{code}"') | Q(area_codes=[])


def _in_state(state: State, now: datetime) -> Q:
    begun = Q(opens_at__lte=now, closes_at__gt=now, answered_at__isnull=True)
    return {
        State.UPCOMING: Q(opens_at__gt=now, answered_at__isnull=True),
        State.OPEN: begun & Q(paused_at__isnull=True),
        State.PAUSED: begun & Q(paused_at__isnull=False),
        State.CLOSED: Q(closes_at__lte=now, answered_at__isnull=True),
        State.ANSWERED: Q(answered_at__isnull=False),
    }[state]


def facets_of(projects: ProjectQuerySet, areas: Mapping[str, str], languages: Mapping[str, str]) -> Facets:
    """``languages`` names every language we can name; those with an edition or a translation are offered."""
    topics = {topic for each in projects.values_list("topics", flat=True) for topic in each}
    spoken = set(
        DocumentEdition.objects.filter(document__scope__in=projects.values("pk"), document__published_at__isnull=False)
        .values_list("language", flat=True)
        .order_by()
        .distinct()
    )
    translated = Translation.objects.filter(scope__in=projects.values("pk"), **ON_THE_PAGE)
    spoken |= set(translated.values_list("language", flat=True).order_by().distinct())
    return Facets(
        topics=tuple(sorted(topics)),
        areas=dict(areas),
        languages={code: name for code, name in languages.items() if code in spoken},
    )
