"""What an involvement takes: money, line by line, and people with what they do."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.models import Base
from alongside.plans.models_doing import PlannedActivity

ZERO = MinValueValidator(Decimal(0))


class BudgetLine(Base):
    """``people`` × ``times`` × ``each`` is what is planned, in pounds; committed and spent are what has happened.

    A line that was filled in from a planned activity remembers it, with the people and times that it had then, and
    the published ``rate`` where one was used.
    """

    class Category(models.TextChoices):
        PAYMENTS = "payments", _("Payments to people who take part")
        EXPENSES = "expenses", _("Expenses: travel, care, childcare")
        ACCESS = "access", _("Access: interpreters, British Sign Language, transport, respite")
        FORMATS = "formats", _("Formats and translation")
        REFRESHMENTS = "refreshments", _("Refreshments")
        VENUES = "venues", _("Venues")
        GRANTS = "grants", _("Grants to community organisations")
        FEES = "fees", _("Fees: facilitators, analysts")
        MATERIALS = "materials", _("Materials, printing and post")
        OTHER = "other", _("Something else")

    scope = models.UUIDField(db_index=True)
    category = models.CharField(max_length=14, choices=Category)
    what = models.CharField(max_length=160)
    people = models.PositiveIntegerField(default=1)
    times = models.PositiveIntegerField(default=1)
    each = models.DecimalField(max_digits=9, decimal_places=2, validators=[ZERO])
    committed = models.DecimalField(max_digits=11, decimal_places=2, default=Decimal(0), validators=[ZERO])
    spent = models.DecimalField(max_digits=11, decimal_places=2, default=Decimal(0), validators=[ZERO])
    activity = models.ForeignKey(PlannedActivity, models.PROTECT, null=True, blank=True, related_name="costs")
    had_people = models.PositiveIntegerField(null=True, blank=True)
    had_times = models.PositiveIntegerField(null=True, blank=True)
    rate = models.CharField(max_length=20, blank=True, help_text="An id of knowledge.rates.")
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["category", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "category"],
                condition=models.Q(activity__isnull=False),
                name="plans_cost_of_activity_once",
            )
        ]

    @property
    def planned(self) -> Decimal:
        return self.people * self.times * self.each


class TeamMember(Base):
    """Somebody who works on it, whether or not they log in."""

    class Part(models.TextChoices):
        MANAGES = "manages", _("Project management")
        ENGAGES = "engages", _("Engagement team")
        PROFESSIONAL = "professional", _("Clinician or care professional")
        LIVED = "lived", _("Partner with lived experience")
        ANALYSES = "analyses", _("Analysis")
        TELLS = "tells", _("Communications")
        SPONSORS = "sponsors", _("Senior sponsor")
        OTHER = "other", _("Something else")

    scope = models.UUIDField(db_index=True)
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=14, choices=Part)
    does = models.CharField(max_length=300, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["part", "at"]
        constraints = [models.UniqueConstraint(fields=["scope", "name", "part"], name="plans_team_member_once")]
