"""The sweep that reminds and tells, on each day on which it has something to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db.models import Min
from django.utils import timezone

from workflows.models import Deadline


def sweep() -> None:
    """What the beat of the worker does every few minutes.

    Here days pass within moments: before each, the hour of yesterday's daily messages has come.
    """
    waiting = apps.get_model("notifications", "Notice").objects.waiting().filter(bundled=True)
    waiting.update(next_attempt_at=timezone.now())
    call_command("sweep", stdout=StringIO())


def days_of_reminders(after: date, until: date) -> Iterator[date]:
    """Each day after this one on which somebody is to be reminded, and the last in any case.

    Sweep on each before asking for the next: it is the sweep that sets what rings when.
    """
    day = next_reminder(after)
    while day and day < until:
        yield day
        day = next_reminder(day)
    if until > after:
        yield until


def next_reminder(after: date) -> date | None:
    """The next day after this one on which the sweep will have something to say."""
    first = Deadline.objects.open().aggregate(first=Min("next_reminder_on"))["first"]
    return max(first, after + timedelta(days=1)) if first else None
