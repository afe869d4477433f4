"""An organisation, its areas, its brand and its words."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base


class Organisation(Base):
    class Kind(models.TextChoices):
        ICB = "icb", _("Integrated care board")
        TRUST = "trust", _("NHS trust")
        COUNCIL = "council", _("Council")
        PARTNERSHIP = "partnership", _("Partnership")
        VOLUNTARY = "voluntary", _("Voluntary or community organisation")

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind)
    service_name = models.CharField(max_length=60, help_text="The name of the public site.")
    strapline = models.CharField(max_length=120, blank=True)
    invitation = models.CharField(max_length=200, help_text="One sentence under the heading of the home page.")
    place_name = models.CharField(max_length=60, help_text="As in: help shape health and care in ...")
    brand_colour = models.CharField(
        max_length=7,
        default="#33475b",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("Enter a colour like #005f61"))],
    )
    is_nhs_body = models.BooleanField(default=False)
    phone = models.CharField(max_length=30)
    relay = models.CharField(max_length=60, blank=True)
    email = models.EmailField()
    address = models.TextField()
    hours = models.CharField(max_length=120)
    team_name = models.CharField(max_length=80)
    # Keys of knowledge.spectrums' levels -> this organisation's own words.
    vocabulary = models.JSONField(default=dict, blank=True)
    disclosure_profile = models.CharField(max_length=20, default="SDC-ONS105")
    # About you is not offered below this many people invited or expected.
    monitoring_minimum = models.PositiveSmallIntegerField(default=20)
    another_way_days = models.PositiveSmallIntegerField(default=5)
    # Working days until a format is ready, where they differ from what is usual: see lead_times.py.
    lead_times = models.JSONField(default=dict, blank=True)
    # Whether an independent group runs any of its projects: where none does, no page asks who may change it.
    independent_work = models.BooleanField(default=False, editable=False)
    keep_answers_years = models.PositiveSmallIntegerField(default=6)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationArea(Base):
    """A local authority area that an organisation serves."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="areas")
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="organisations_area_once")]

    def __str__(self) -> str:
        return self.name
