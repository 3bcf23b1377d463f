"""Days as data: bank holidays that differ from the built-in list, and when settings are closed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from workflows.calendars import closure_window

from .organisations import Organisation


class BankHoliday(models.Model):
    """A day that is a bank holiday in England, or is none, whatever the built-in list says."""

    day = models.DateField(unique=True)
    is_one = models.BooleanField(
        "it is a bank holiday",
        default=True,
        help_text="Untick for a day that the built-in list has and that is none.",
    )
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.name}, {self.day.isoformat()}"


class Closure(models.Model):
    """A time in which a setting is closed: a school holiday. An authority's own hold for its settings without any."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="closures")
    name = models.CharField(max_length=80, help_text="As people say it: “summer holiday”.")
    first_closed_on = models.DateField()
    reopens_on = models.DateField()

    class Meta:
        ordering = ["first_closed_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopens_on__gt=F("first_closed_on")), name="closure_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["organisation", "first_closed_on"], name="closure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.organisation}"

    @property
    def window(self) -> tuple[date, date] | None:
        """The days on which asking for advice may later excuse a late decision; none if it is too short."""
        return closure_window(self.first_closed_on, self.reopens_on)
