"""The day it is in practice. It stands still until somebody moves it on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models


class PracticeClock(models.Model):
    """One row, for everybody: web, worker and beat alike."""

    THE_ONE = 1

    today = models.DateField()
    bound_for = models.DateField(null=True, help_text="On the way to a day: which.")
    left_on = models.DateField(null=True, help_text="On the way: the day it was at first.")
    last_notice = models.BigIntegerField(
        default=0, help_text="On the way: the last notice there was at first."
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="practice_one_clock")]

    def __str__(self) -> str:
        return self.today.isoformat()

    @classmethod
    def the_one(cls) -> PracticeClock | None:
        """None as long as practice has not begun."""
        return cls.objects.filter(pk=cls.THE_ONE).first()

    @classmethod
    def set(cls, **fields: Any) -> None:
        cls.objects.update_or_create(pk=cls.THE_ONE, defaults=fields)

    @classmethod
    def advance_to(cls, day: date) -> None:
        """Never back: somebody else may have gone further meanwhile."""
        cls.objects.filter(pk=cls.THE_ONE, today__lt=day).update(today=day)
