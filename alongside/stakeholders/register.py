"""The register as a list: what its address asks for, and one page of what is found."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alongside.organisations.models import Organisation
from alongside.stakeholders.models import Distinct, Kind, Stakeholder
from alongside.stakeholders.rules import Entry, Pair, likely_duplicates

PER_PAGE = 50


def present(organisation: Organisation) -> "QuerySet[Stakeholder]":
    """Every partner in the register, without those that another row stands for."""
    return Stakeholder.objects.filter(organisation=organisation, merged_into=None)


def matching(organisation: Organisation, words: str) -> "QuerySet[Stakeholder]":
    """Partners whose name or communities hold these words."""
    found = present(organisation)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(communities__icontains=word))
    return found


@dataclass(frozen=True)
class Asked:
    """What the address asks for. What it does not know is ignored."""

    words: str
    kind: str
    community: str
    page: int

    @classmethod
    def read(cls, query: Any) -> "Asked":
        page = query.get("page", "1")
        return cls(
            words=_typed(query.get("words", "")),
            kind=query.get("kind", "") if query.get("kind") in Kind.values else "",
            community=_typed(query.get("community", "")),
            page=int(page) if page.isdecimal() and len(page) < 6 else 1,
        )

    def address(self, **changed: Any) -> str:
        """The query string with something changed; what is empty is left out."""
        now = {"words": self.words, "kind": self.kind, "community": self.community, **changed}
        return "?" + urlencode({name: value for name, value in now.items() if value})

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.kind or self.community)

    def removals(self) -> list[tuple[str, str]]:
        """(what is applied, the address without it)."""
        found = []
        if self.words:
            found.append((_("“%(words)s”") % {"words": self.words}, self.address(words="")))
        if self.kind:
            found.append((str(Kind(self.kind).label), self.address(kind="")))
        if self.community:
            found.append((_("Reaches “%(words)s”") % {"words": self.community}, self.address(community="")))
        return found


def _typed(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())[:80]


def narrowed(organisation: Organisation, asked: Asked) -> "QuerySet[Stakeholder]":
    found = matching(organisation, asked.words)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.community:
        found = found.filter(communities__icontains=asked.community)
    return found


def find(organisation: Organisation, asked: Asked) -> "Page[Stakeholder]":
    found = narrowed(organisation, asked)
    # What a list does not show is not read: sealed columns cost work to open.
    shown = found.defer("contact_name", "email", "phone", "barriers").order_by("name", "pk")
    return Paginator(shown, PER_PAGE).get_page(asked.page)


def duplicates(organisation: Organisation) -> list[Pair[UUID]]:
    """Pairs in the register that may be the same, without those somebody has said are not."""
    rows = present(organisation).order_by("name", "pk").values_list("pk", "name", "email", "phone")
    found = likely_duplicates(Entry(*row) for row in rows)
    told = Distinct.objects.filter(first__organisation=organisation).values_list("first", "second")
    known = {frozenset(pair) for pair in told}
    return [pair for pair in found if frozenset((pair.one, pair.other)) not in known]
