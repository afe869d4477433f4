"""The map of a project in words: rows of its table, what the picture says, who can reach whom, and a spreadsheet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import short
from alongside.documents.sheets import CELLS_ONLY
from alongside.knowledge.spectrums import word_for
from alongside.stakeholders.models import Position, Stakeholder
from alongside.stakeholders.picture import Marker, Words
from alongside.stakeholders.presenters import STRATEGIES, WHERE, consent_words
from alongside.stakeholders.rules import MOST_AFFECTED, Quadrant, easily_missed, quadrant

ORDER = (Quadrant.TOGETHER, Quadrant.AWARE, Quadrant.UPDATED, Quadrant.WATCH)


@dataclass(frozen=True)
class Row:
    """Somebody on the map."""

    number: int
    stakeholder: Stakeholder
    position: Position
    where: Quadrant
    strategy: str
    place: str
    missed: bool
    level: str

    @property
    def most_affected(self) -> bool:
        return self.position.affected >= MOST_AFFECTED


def rows(positions: Iterable[Position], numbers: Mapping[UUID, int], vocabulary: Mapping[str, str]) -> list[Row]:
    """The most affected first, whatever their influence; then by influence and interest."""
    doing = {where: (str(STRATEGIES[where]), str(WHERE[where])) for where in ORDER}
    found = []
    for each in positions:
        where = quadrant(influence=each.influence, interest=each.interest)
        found.append(
            Row(
                numbers[each.stakeholder_id],
                each.stakeholder,
                each,
                where,
                *doing[where],
                easily_missed(influence=each.influence, affected=each.affected),
                word_for(each.level, vocabulary) if each.level else "",
            )
        )
    return sorted(
        found,
        key=lambda row: (
            -row.position.affected,
            -(row.position.influence + row.position.interest),
            row.stakeholder.name.casefold(),
        ),
    )


def markers(found: Iterable[Row]) -> list[Marker]:
    return [
        Marker(
            str(row.stakeholder.pk),
            row.number,
            row.stakeholder.name,
            row.position.influence,
            row.position.interest,
            row.position.affected,
        )
        for row in found
    ]


def picture_words(found: Sequence[Row]) -> Words:
    """What the picture says; its description names everybody in each quadrant."""
    told = [ngettext("%(count)s on the map.", "%(count)s on the map.", len(found)) % {"count": len(found)}]
    for where in ORDER:
        here = sorted((row for row in found if row.where is where), key=lambda row: row.number)
        if here:
            names = ", ".join(f"{row.number} {row.stakeholder.name}" for row in here)
            told.append(_("%(place)s: %(names)s.") % {"place": WHERE[where], "names": names})
    return Words(
        _("Map of influence and interest"),
        " ".join(told),
        _("Influence"),
        _("Interest"),
        tuple(str(STRATEGIES[where]) for where in ORDER),
    )


@dataclass(frozen=True)
class Reach:
    """A community, and those on the map who can reach it."""

    community: str
    partners: list[Stakeholder]


def reaches(found: Iterable[Row]) -> list[Reach]:
    """By community: whom to ask. Communities that are written alike are one."""
    words: dict[str, str] = {}
    by: defaultdict[str, list[Stakeholder]] = defaultdict(list)
    for row in found:
        for community in row.stakeholder.reaches:
            words.setdefault(community.casefold(), community)
            by[community.casefold()].append(row.stakeholder)
    return [Reach(words[key], sorted(by[key], key=lambda each: each.name.casefold())) for key in sorted(by)]


WIDTHS = (8, 36, 30, 10, 10, 10, 26, 22, 22, 40, 40, 16, 40)


def to_xlsx(found: Iterable[Row]) -> bytes:
    """The table of the map. Every text is a text: none is a formula or a link. No contact details."""
    heads = (
        _("Number"),
        _("Name"),
        _("Kind"),
        _("Influence"),
        _("Interest"),
        _("Affected"),
        _("Where"),
        _("What to do"),
        _("Planned kind of involvement"),
        _("What they think of it now"),
        _("Why there"),
        _("Since"),
        _("May we contact them?"),
    )
    made = BytesIO()
    with xlsxwriter.Workbook(made, CELLS_ONLY) as book:
        sheet = book.add_worksheet(_("Stakeholders"))
        bold, plain = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
            sheet.set_column(column, column, width, plain)
            sheet.write_string(0, column, head, bold)
        for line, row in enumerate(found, 1):
            at = row.position
            cells: tuple[str | int, ...] = (
                row.number,
                row.stakeholder.name,
                str(row.stakeholder.get_kind_display()),
                at.influence,
                at.interest,
                at.affected,
                row.place,
                row.strategy + (". " + _("Among the most affected") if row.most_affected else ""),
                row.level,
                at.view,
                at.why,
                short(at.at),
                consent_words(row.stakeholder),
            )
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                else:
                    sheet.write_string(line, column, cell)
        sheet.freeze_panes(1, 2)
    return made.getvalue()
