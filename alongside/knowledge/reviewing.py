"""What of the law and practice that comes with Alongside wants looking at again: every kind of entry together."""

from datetime import date

from alongside.knowledge import catalogue, entries
from alongside.knowledge.rates import rates
from alongside.knowledge.timings import festivals, timings


def due_for_review(on: date) -> list[tuple[str, str, date]]:
    """(id, title, since when it is due), the longest due first."""
    dated = [(each.id, each.title, each.review_by) for each in rates()]
    dated += [(each.id, each.title, each.review_by) for each in timings().values()]
    dated += [(each.id, each.title, each.review_by) for each in festivals()]
    of_days = [each for each in dated if each[2] <= on]
    every = [*entries.due_for_review(entries.knowledge(), on), *catalogue.due_for_review(on), *of_days]
    return sorted(every, key=lambda each: (each[2], each[0]))
