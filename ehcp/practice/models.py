"""The day it is in practice. It stands still until somebody moves it on."""

from __future__ import annotations

from datetime import date

from django.db import models


class PracticeClock(models.Model):
    """One row, for everybody: web, worker and beat alike."""

    THE_ONE = 1

    today = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="practice_one_clock")]

    def __str__(self) -> str:
        return self.today.isoformat()

    @classmethod
    def says(cls) -> date | None:
        """The day of practice, or none as long as practice has not begun."""
        return cls.objects.filter(pk=cls.THE_ONE).values_list("today", flat=True).first()

    @classmethod
    def set(cls, day: date) -> None:
        cls.objects.update_or_create(pk=cls.THE_ONE, defaults={"today": day})
