"""Template forms that a team fills in, section by section. Each is a questionnaire of the asking engine, with its source.

The words are our own, put together from published practice; each sheet says when its sources were last looked at.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alongside.questionnaires.saved import SAVED_SETS, SavedSet
from alongside.questionnaires.saved.plan import GROUPS
from alongside.questionnaires.saved.speaking import spoken
from alongside.questionnaires.types import Definition, Section


@dataclass(frozen=True)
class Template:
    """``title`` is what pages call it; two fillings of one questionnaire, before and after, are two templates."""

    key: str
    title: str
    saved: SavedSet
    groups: dict[str, str] = field(default_factory=dict)
    """{section key: heading under which it stands}."""
    essential: bool = True
    """Every project is asked for it; others are papers that a project may add."""

    @property
    def definition(self) -> Definition:
        """In the language of the page."""
        return spoken(self.saved.key)

    @property
    def name(self) -> str:
        return _(self.title)

    @property
    def summary(self) -> str:
        return _(self.saved.summary)

    def section(self, key: str) -> Section | None:
        return next((each for each in self.definition.sections if each.key == key), None)


TEMPLATES: dict[str, Template] = {
    each.key: each
    for each in (
        Template("plan", "Plan", SAVED_SETS["plan"], groups=GROUPS),
        Template("substantial", "Is it a substantial change?", SAVED_SETS["substantial"]),
        Template("equality-before", "Equality impact, before people are asked", SAVED_SETS["equality_impact"]),
        Template("equality-after", "Equality impact, after people answered", SAVED_SETS["equality_impact"]),
        Template("data-protection", "Data protection impact", SAVED_SETS["data_protection"]),
        Template("ethics", "Ethics and research governance", SAVED_SETS["ethics"]),
        Template("terms", "Terms of reference", SAVED_SETS["terms_of_reference"], essential=False),
        Template("role", "Role description", SAVED_SETS["role_description"], essential=False),
        Template("access", "Access audit", SAVED_SETS["access_audit"], essential=False),
        Template("event-staff", "Event evaluation: what staff saw", SAVED_SETS["event_staff"], essential=False),
        Template("case-study", "Case study", SAVED_SETS["case_study"], essential=False),
        Template("you-said", "You said, we did", SAVED_SETS["you_said"], essential=False),
        Template("report", "Report of what we heard", SAVED_SETS["report"], essential=False),
        Template("evaluation", "Evaluation", SAVED_SETS["evaluation"], essential=False),
    )
}
"""By key, as addresses name them."""

__all__ = ["TEMPLATES", "Template"]
