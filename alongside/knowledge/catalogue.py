"""Methods, channels, audiences, standards, template forms and plans to begin with together: to look for a word, and for what wants looking at again."""

from datetime import date

from alongside.knowledge.audiences import audiences
from alongside.knowledge.channels import channels
from alongside.knowledge.methods import methods
from alongside.knowledge.plan_templates import plan_templates
from alongside.knowledge.practice import Practice
from alongside.knowledge.standards import standards
from alongside.knowledge.templates import templates


def catalogue() -> dict[str, dict[str, Practice]]:
    """{kind: {key: entry}}"""
    return {
        "method": dict(methods()),
        "channel": dict(channels()),
        "audience": dict(audiences()),
        "standard": dict(standards()),
        "template": dict(templates()),
        "plan-template": dict(plan_templates()),
    }


def due_for_review(on: date) -> list[tuple[str, str, date]]:
    """(id, name, since when it is due), the longest due first."""
    every = [each for shelf in catalogue().values() for each in shelf.values()]
    due = [(each.id, each.name, each.review_by) for each in every if each.review_by <= on]
    return sorted(due, key=lambda each: (each[2], each[0]))


def find(words: str) -> list[tuple[str, Practice]]:
    """(kind, entry) whose id, name or description holds all the words; those that hold them in the name first."""
    asked = words.casefold().split()
    found = [
        (kind, each, all(word in each.name.casefold() for word in asked))
        for kind, shelf in catalogue().items()
        for each in shelf.values()
        if asked and all(word in f"{each.id} {each.name} {each.what}".casefold() for word in asked)
    ]
    return [(kind, each) for kind, each, _named in sorted(found, key=lambda row: not row[2])]
