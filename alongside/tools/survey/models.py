"""A survey, its responses, and the batches in which paper forms are typed in."""

from django.db import models
from django.utils import timezone

from alongside.core.models import Base


class Survey(Base):
    activity = models.OneToOneField("activities.Activity", models.CASCADE, related_name="survey")
    questionnaire = models.ForeignKey("questionnaires.Questionnaire", models.PROTECT, related_name="+")
    monitoring = models.ForeignKey("questionnaires.Questionnaire", models.PROTECT, null=True, related_name="+")


class Sitting(Base):
    """Somebody answering: for whom, and what was set aside when the survey changed under them.

    ``set_aside`` is {edition id: {question key: stored answer}}: kept, shown to nobody, counted nowhere.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sittings")
    submission = models.OneToOneField("questionnaires.Submission", models.CASCADE, related_name="sitting")
    capacity = models.CharField(max_length=10)
    group_size = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    set_aside = models.JSONField(default=dict, blank=True)


class PrintedForm(Base):
    """A paper form printed with a code to tear off. ``number`` is printed on the part that comes back: whoever types
    the form in gives it, and the answers become those of the voice whose code was torn off."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="printed_forms")
    number = models.PositiveIntegerField()
    voice = models.OneToOneField("voices.Voice", models.CASCADE, related_name="+")
    printed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="survey_printed_number_once")]


class Response(Base):
    """A contribution made by answering a survey. ``number`` is public and says nothing; the code is secret."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    contribution = models.OneToOneField("activities.Contribution", models.CASCADE, related_name="response")
    submission = models.OneToOneField("questionnaires.Submission", models.CASCADE, related_name="response")
    number = models.CharField(max_length=8)
    # A key that the sender makes once for each act of sending; resending it is not a second response.
    once = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="survey_number_once")]


class Batch(Base):
    """A pile of paper forms or phone notes typed in together."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="batches")
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=10)
    forms = models.PositiveIntegerField(null=True, blank=True)
    edition = models.ForeignKey("questionnaires.Edition", models.PROTECT, related_name="+")
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="survey_batch_number")]


class Form(Base):
    """One paper form in a batch: the response it became, put aside or not, and the second entry if it was picked."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    response = models.OneToOneField(Response, models.CASCADE, related_name="form")
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField(default=timezone.now)
    second_wanted = models.BooleanField(default=False)
    # An earlier form that says nearly the same: perhaps typed in twice. Settled when somebody has looked.
    like = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    like_settled_at = models.DateTimeField(null=True, blank=True)
    second = models.JSONField(null=True, blank=True)
    second_by = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="survey_form_number")]


class Import(Base):
    """A file brought in: staged, then all or nothing. ``digest`` and row number make bringing it in twice add nothing."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="imports")
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=120)
    rows = models.PositiveIntegerField()
    by = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    # What came of it, row by row.
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "digest"], name="survey_import_once")]


class IncomingFile(Base):
    """A spreadsheet on its way in, for whoever chose it: the worker reads it, they look, the worker brings it in.

    The import it becomes has the same id, so that a worker which takes over from a dead one knows its work. ``seen`` is
    what the survey held when they looked.
    """

    class State(models.TextChoices):
        READING = "reading"
        REFUSED = "refused"
        LOOKING = "looking"
        BRINGING = "bringing"
        BROUGHT = "brought"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="incoming_files")
    by = models.UUIDField()
    file_name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    # Why it cannot be read or brought in, in words for whoever chose it.
    problem = models.TextField(blank=True)
    channel = models.CharField(max_length=10, blank=True)
    replacing = models.BooleanField(default=False)
    seen = models.CharField(max_length=64, blank=True)
    done = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    chosen_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-chosen_at"]


class ImportedRow(Base):
    source = models.ForeignKey(Import, models.CASCADE, related_name="imported")
    row = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    response = models.OneToOneField(Response, models.CASCADE, related_name="imported")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "row"], name="survey_imported_row_once")]
