"""Chains of entries, what can be read of them and erased, and leaves for what the public says."""

from django.db import models
from django.utils import timezone

from alongside.core.models import Base

# A digest is a SHA-256 in hexadecimal.
DIGEST = 64


class Chain(Base):
    """The chain of one project or organisation, with its newest entry. Writers of entries queue on this row."""

    scope = models.UUIDField(unique=True)
    seq = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=DIGEST)


class Entry(Base):
    """One act: when, which, and salted digests of who and what. Never changed, never removed, nobody's data in it."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    # Of the salted actor, and of the salted subject and words; for a batch, empty and of its root.
    actor = models.CharField(max_length=DIGEST, blank=True)
    detail = models.CharField(max_length=DIGEST)
    previous = models.CharField(max_length=DIGEST)
    hash = models.CharField(max_length=DIGEST, unique=True)

    class Meta:
        ordering = ["chain", "seq"]
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="record_entry_once")]


class Detail(models.Model):
    """What can be read of an entry. Erasing takes the salt too: the digest that stays then says nothing."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="readable")
    actor = models.UUIDField(null=True, db_index=True)
    actor_salt = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=100, blank=True, db_index=True)
    words = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, blank=True)


class Batch(models.Model):
    """What the public said in about a minute: an entry that holds the Merkle root of its leaves."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="batch")
    root = models.CharField(max_length=DIGEST)
    leaves = models.PositiveIntegerField()


class Leaf(Base):
    """One public act, written without waiting for anybody. No time and no order of its own: a batch has those.

    Leaves of one scope and verb are sealed together. ``subject`` and ``salt`` are emptied by erasure; the digest stays.
    """

    scope = models.UUIDField()
    verb = models.CharField(max_length=80)
    subject = models.UUIDField(null=True, db_index=True)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=DIGEST)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="sealed")

    class Meta:
        indexes = [
            models.Index(fields=["scope", "verb"], condition=models.Q(batch__isnull=True), name="record_leaf_waits"),
        ]


class Checkpoint(Base):
    """A signed statement that a chain had this entry at this place. A copy is kept in a file outside the database."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="checkpoints")
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=DIGEST)
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=DIGEST)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["chain", "seq"]
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="record_checkpoint_once")]
