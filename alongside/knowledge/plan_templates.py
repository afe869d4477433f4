"""Plans to begin with: words for the sections of a plan, to be replaced by whoever knows. Source:
data/plan_templates.json."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from alongside.knowledge.practice import Practice, entries


@dataclass(frozen=True, kw_only=True)
class PlanTemplate(Practice):
    """``sections`` are {section: {question: suggested words}}; what is not known stands in square brackets."""

    sections: Mapping[str, Mapping[str, str]]


@cache
def plan_templates() -> dict[str, PlanTemplate]:
    """Every plan to begin with, by its key."""
    return {each["key"]: PlanTemplate(**each) for each in entries("plan_templates")}
