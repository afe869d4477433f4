"""A voice: somebody in one project, and nowhere else."""

from django.db import models
from django.utils import timezone

from alongside.core.models import Base


class Voice(Base):
    """``scope`` is the project's id. The code is kept only as a keyed digest: we cannot read it back."""

    scope = models.UUIDField(db_index=True)
    code_digest = models.CharField(max_length=64, null=True, unique=True)
    since = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
