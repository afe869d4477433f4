"""Rules that the database keeps for us."""

from django.db import models


def both_or_neither(*fields: str, name: str) -> models.CheckConstraint:
    """These columns are all filled or all empty (who and when, for example)."""
    filled = models.Q(**{f"{field}__isnull": False for field in fields})
    empty = models.Q(**{f"{field}__isnull": True for field in fields})
    return models.CheckConstraint(condition=filled | empty, name=name)
