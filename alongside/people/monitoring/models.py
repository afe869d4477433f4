"""Equality answers of a voice. One row an answer set; the month only; no order."""

from django.db import models

from alongside.core.models import Base


class Monitoring(Base):
    """``voice`` is a keyed mask of the voice's id (masks.py), so that a copy of the tables cannot join the two.

    Answers are {question key: stored value}; codes are in the edition's options. Written through actions.py alone,
    which keeps the order of rows from saying anything; read through access.py.
    """

    voice = models.UUIDField(unique=True)
    scope = models.UUIDField(db_index=True)
    edition = models.ForeignKey("questionnaires.Edition", models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    month = models.DateField()
