"""Who answers for what: authorities, health commissioners, services, schools and colleges, and who works there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from workflows import clock, rows


class Kind(models.TextChoices):
    AUTHORITY = "authority", "Local authority"
    HEALTH_COMMISSIONER = "health_commissioner", "Health commissioner (integrated care board)"
    SCHOOL = "school", "School"
    COLLEGE = "college", "College or post-16 institution"
    EARLY_YEARS = "early_years", "Early years provider"
    PSYCHOLOGY = "psychology", "Educational psychology service"
    THERAPY = "therapy", "Therapy service"
    PAEDIATRICS = "paediatrics", "Community paediatrics"
    MENTAL_HEALTH = "mental_health", "Mental health service"
    SOCIAL_CARE = "social_care", "Social care"
    ADULT_CARE = "adult_care", "Adult social care"
    ADULTHOOD = "adulthood", "Preparing for adulthood service"
    SENSORY = "sensory", "Sensory support service"
    OTHER = "other", "Another service"


SETTINGS = (Kind.SCHOOL, Kind.COLLEGE, Kind.EARLY_YEARS)


class Organisation(models.Model):
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=Kind)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.TextField(blank=True)
    type_of_setting = models.CharField(
        max_length=120, blank=True, help_text="As section I says it: “mainstream primary school”."
    )
    works_with = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="partners",
        limit_choices_to={"kind": Kind.AUTHORITY},
        help_text="The authorities it works with. A health board or special school may work with several.",
    )
    health_commissioner = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Kind.HEALTH_COMMISSIONER},
        help_text="For an authority: the health commissioner that usually answers for its children.",
    )
    last_year_group = models.SmallIntegerField(
        null=True,
        blank=True,
        help_text=(
            "For a setting: the last year group taught there (-1 for the year before reception, 0 for reception), "
            "after which its pupils move on."
        ),
    )
    reference_prefix = models.CharField(
        max_length=6, blank=True, help_text="For an authority: “NM” in NM-2026-0014."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_setting(self) -> bool:
        return self.kind in SETTINGS


class Role(models.TextChoices):
    CASEWORKER = "caseworker", "Caseworker"
    MANAGER = "manager", "Manager"
    PROFESSIONAL = "professional", "Professional"
    HEALTH_COMMISSIONER = "health_commissioner", "For the health commissioner"


ROLES = """
    SELECT role, may_decide FROM ehcp_membership WHERE user_id = %s AND organisation_id = %s
    AND (from_day IS NULL OR from_day <= %s) AND (until IS NULL OR until >= %s)
"""


class MembershipQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> MembershipQuerySet:
        """Those that stand today. A leaver's membership ends on a day, and with it all that hung on it."""
        day = on or clock.today()
        return self.filter(Q(from_day=None) | Q(from_day__lte=day), Q(until=None) | Q(until__gte=day))

    def roles(self, user: Any, organisation: Organisation) -> list[tuple[str, bool]]:
        """The roles this person has there today, each with whether they may decide. Asked before every act."""
        today = clock.today()
        return rows.select(self.model, ROLES, [user.pk, organisation.pk, today, today])


class Membership(models.Model):
    """A person's place in an organisation. Access belongs to the organisation; the person is a member of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    title = models.CharField(max_length=120, blank=True)
    may_decide = models.BooleanField(
        default=False, help_text="May take the organisation's legal decisions in its name."
    )
    answers_for_it = models.BooleanField(
        "answers for what the organisation owes",
        default=False,
        help_text="The accountable officer: the head of SEND, the designated clinical officer, the designated social "
        "care officer. Told when a duty stays undone.",
    )
    from_day = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title or self.get_role_display()}, {self.organisation}"


class AbsenceQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> AbsenceQuerySet:
        """Those that are on a day, today if none is given."""
        day = on or clock.today()
        return self.filter(Q(until=None) | Q(until__gte=day), from_day__lte=day)


class Absence(models.Model):
    """Days on which somebody is away from an organisation, and who stands in for them there.

    What they are to be reminded of goes to their cover as well; without one, to their team.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="absences")
    from_day = models.DateField()
    until = models.DateField(
        null=True, blank=True, help_text="The last day away; empty where nobody knows yet."
    )
    covered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="covers_for"
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["from_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("from_day")),
                name="absence_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"away from {self.from_day.isoformat()}"
