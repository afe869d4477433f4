"""Groups beside each other: the table of a question by group, small charts on one scale, and a word on chance. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.analysis.counting import Counted
from alongside.analysis.cutting import Group
from alongside.analysis.figures import Telling, figure
from alongside.analysis.reporting.figures import Figure
from alongside.analysis.shares import people, share
from alongside.questionnaires.lineage import Line
from commonground.tabulation import chi_squared

MOST_CHARTS = 4


@dataclass(frozen=True)
class Comparison:
    """``charts`` are (group, figure), none where there would be more than four."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    charts: tuple[tuple[str, Figure], ...]
    note: str

    @property
    def figures(self) -> list[Figure]:
        return [made for _label, made in self.charts]


def compare(
    line: Line, groups: Sequence[Group], labels: Mapping[str, str], how: Telling, number: int
) -> Comparison | None:
    """None for a question whose answers are not options."""
    if not line.options or line.rows:
        return None
    parts = [(labels.get(group.key, group.key), group.counts.questions[line.key]) for group in groups]
    rows = [(option.label, *(_cell(part, option.key) for _label, part in parts)) for option in line.options]
    rows.append((_("Answered"), *(people(part.answered) for _label, part in parts)))
    charts = [(label, figure(line, part, how, number)) for label, part in parts]
    return Comparison(
        heads=(_("Answer"), *(label for label, _part in parts)),
        rows=tuple(rows),
        charts=tuple(charts) if len(charts) <= MOST_CHARTS else (),
        note=_chance(line, [part for _label, part in parts]) if how.exact else "",
    )


def _cell(part: Counted, option: str) -> str:
    count, base = part.counts.get(option), part.bases.get(option)
    words = share(count, base)[1]
    return f"{words} ({people(count)})" if words and count is not None else people(count)


def _chance(line: Line, parts: Sequence[Counted]) -> str:
    """Whether the differences are larger than drawing lots would give. Only where each gave one answer."""
    if any(sum(part.counts[o.key] or 0 for o in line.options) != part.answered for part in parts):
        return ""
    test = chi_squared([[part.counts[o.key] or 0 for part in parts] for o in line.options])
    if test.p_value is None:
        return _("Too few people in some groups to say whether the differences could be chance.")
    return (
        _("The differences are larger than chance usually gives.")
        if test.p_value < 0.05
        else _("The differences could be chance.")
    )
