"""Template forms: what each is for, which questions it holds and where the product uses it. Source: data/templates.json.

Their questions are questionnaires, in a room upstairs; here they have a name.
"""

from dataclasses import dataclass
from functools import cache

from alongside.knowledge.practice import Practice, entries


@dataclass(frozen=True)
class Form:
    """``set`` is the name of the questions, empty where the product holds them as pages of its own. ``start`` says as
    what it is used: ``survey``, ``monitoring``, a part of a project, or a sheet by its name."""

    set: str
    start: str


@dataclass(frozen=True, kw_only=True)
class TemplateForm(Practice):
    """``holds`` are the lines of a form that is no list of questions."""

    number: str
    hardness: str
    forms: tuple[Form, ...]
    holds: tuple[str, ...]


@cache
def templates() -> dict[str, TemplateForm]:
    """Every template form by its key."""
    return {
        each["key"]: TemplateForm(**{**each, "forms": tuple(Form(**form) for form in each["forms"])})
        for each in entries("templates")
    }
