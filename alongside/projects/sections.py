"""The sections of a project that its team fills in, in the order in which they are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from alongside.projects.models import Project


@dataclass(frozen=True)
class Section:
    """``needed`` are groups of columns: a section is complete when each group has one that is filled.

    ``verb`` follows "Next:". ``minutes`` is what it takes, about.
    """

    key: str
    title: str | Promise
    verb: str | Promise
    stage: str
    minutes: int
    needed: tuple[tuple[str, ...], ...]
    also: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (*(column for group in self.needed for column in group), *self.also)

    @property
    def optional(self) -> bool:
        return not self.needed

    def filled(self, project: "Project") -> int:
        """How many of the needed groups have something in them."""
        return sum(any(_has(project, column) for column in group) for group in self.needed)

    def complete(self, project: "Project") -> bool:
        return self.filled(project) == len(self.needed)

    def started(self, project: "Project") -> bool:
        return any(_has(project, column) for group in self.needed for column in group)


def _has(project: "Project", column: str) -> bool:
    return getattr(project, column) not in (None, "", [], False)


SECTIONS: dict[str, Section] = {
    section.key: section
    for section in [
        Section(
            "purpose",
            _("What you want to ask, and why"),
            _("say what you want to ask, and why"),
            "plan",
            3,
            (("question",), ("name",), ("summary",)),
            ("why",),
        ),
        Section(
            "decision",
            _("The decision"),
            _("say who decides, and when"),
            "plan",
            1,
            (("who_decides",), ("decides_on",)),
        ),
        Section(
            "change",
            _("What can change, and what cannot"),
            _("say what can change"),
            "plan",
            5,
            (("can_change",), ("cannot_change",)),
        ),
        Section(
            "people",
            _("Who is affected"),
            _("say who is affected"),
            "plan",
            2,
            (("who_it_affects",),),
            ("area_codes", "area_words", "topics", "content_note"),
        ),
        Section(
            "kind",
            _("Kind of involvement"),
            _("choose the kind of involvement"),
            "plan",
            1,
            (("level",),),
            ("formal_consultation", "formal_reason"),
        ),
        Section(
            "dates",
            _("Dates"),
            _("set the dates"),
            "plan",
            2,
            (("opens_at",), ("closes_at",), ("findings_by",)),
            ("late_rule",),
        ),
        Section(
            "contact",
            _("Named contact"),
            _("name somebody to contact"),
            "plan",
            1,
            (("contact_name",), ("contact_phone", "contact_email")),
            ("contact_role",),
        ),
        Section(
            "ways",
            _("Ways to answer offline"),
            _("choose ways to answer offline"),
            "ask",
            3,
            (("on_paper", "by_phone", "in_person"),),
            ("as_a_group", "minutes"),
        ),
    ]
}


def after(key: str) -> Section | None:
    """The section that follows; none after the last."""
    keys = list(SECTIONS)
    place = keys.index(key) + 1
    return SECTIONS[keys[place]] if place < len(keys) else None


def unfinished(project: "Project", among: Iterable[Section] = SECTIONS.values()) -> list[Section]:
    return [section for section in among if not section.complete(project)]
