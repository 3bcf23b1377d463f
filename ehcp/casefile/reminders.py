"""The sweep that reminds and tells, on each day on which it has something to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

from django.core.management import call_command
from django.db.models import Min

from workflows import clock
from workflows.models import Deadline


def sweep() -> None:
    """What the beat of the worker does every few minutes."""
    call_command("sweep", stdout=StringIO())


def sweep_through(since: date, until: date, then: Callable[[date], None] = lambda day: None) -> None:
    """Sweep on each day after `since`, up to and with `until`, on which something is to be reminded of."""
    day = next_reminder(since)
    while day and day <= until:
        with clock.at(day):
            sweep()
            then(day)
        day = next_reminder(day)


def next_reminder(after: date) -> date | None:
    """The next day after this one on which the sweep will have something to say."""
    first = Deadline.objects.open().aggregate(first=Min("next_reminder_on"))["first"]
    return max(first, after + timedelta(days=1)) if first else None
