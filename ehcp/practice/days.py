"""Time travel: what day it is in practice, and moving it on.

The day is a row, so that every process sees the same. A process reads it once for each request or task, and at
most once a second besides.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from celery.signals import task_prerun
from django.apps import apps
from django.core.signals import request_started
from django.db import DatabaseError
from django.db.models import Max, Min

from ehcp.access import cases_for
from ehcp.casefile.reminders import sweep, sweep_through
from workflows import clock
from workflows.models import Deadline

FRESH = 1.0

_read: tuple[float, date] | None = None


def install() -> None:
    """From now on it is the day that practice says, in this process too."""
    clock.use(today)
    request_started.connect(forget, dispatch_uid="practice.forget")
    task_prerun.connect(forget, dispatch_uid="practice.forget")


def today() -> date:
    global _read
    if _read and time.monotonic() - _read[0] < FRESH:
        return _read[1]
    try:
        day = _stored()
    except DatabaseError:
        # The tables are not there yet, or the transaction we are in has failed already.
        return _read[1] if _read else _really()
    _read = (time.monotonic(), day)
    return day


def forget(**kwargs: Any) -> None:
    """Read the row again when next asked."""
    global _read
    _read = None


def _stored() -> date:
    from .models import PracticeClock

    return PracticeClock.says() or _really()


def _really() -> date:
    return datetime.now(clock.ENGLAND).date()


# Moving on


class NoWayBack(Exception):
    """Days only go on. What has happened stays happened."""


@dataclass(frozen=True)
class Moved:
    """What happened while days passed."""

    to: date
    reminders: int
    news: int
    became_late: int
    closed: int

    def __str__(self) -> str:
        happened = [
            *_counted(self.reminders, "reminder went out", "reminders went out"),
            *_counted(self.news, "other notice went out", "other notices went out"),
            *_counted(self.became_late, "step became late", "steps became late"),
            *_counted(self.closed, "right closed", "rights closed"),
        ]
        what = (
            f"{', '.join(happened)}." if happened else "Nobody had to be reminded, and nothing became late."
        )
        return f"It is now {clock.in_words(self.to)}. {what}"


def move_to(day: date) -> Moved:
    """Let the days pass up to this one, each with its reminders. Raises NoWayBack."""
    here = clock.today()
    if day <= here:
        raise NoWayBack(
            f"It is {clock.in_words(here)} already, and days only go on: what has happened stays happened. "
            "Choose a later day."
        )
    notice = apps.get_model("notifications", "Notice")
    last = notice.objects.aggregate(last=Max("pk"))["last"] or 0
    sweep_through(here, day, then=move_in)
    with clock.at(day):
        sweep()
    move_in(day)
    # A reader is told by two ways at most: what is counted is what was said, not the ways.
    said = notice.objects.filter(pk__gt=last, state="sent")
    return Moved(
        to=day,
        reminders=said.exclude(deadline=None)
        .values("deadline", "rung", "reader", "organisation")
        .distinct()
        .count(),
        news=said.exclude(event=None).values("event", "reader", "organisation").distinct().count(),
        became_late=_passed(here, day).filter(is_right=False).count(),
        closed=_passed(here, day).filter(is_right=True).count(),
    )


def move_in(day: date) -> None:
    """From now on it is this day, for everybody."""
    from .models import PracticeClock

    PracticeClock.set(day)
    forget()


def next_due(user: Any = None) -> date | None:
    """The next day on which something is due or rings: in this person's cases, or else in anybody's."""
    deadlines = Deadline.objects.open()
    if user is not None and user.is_authenticated:
        theirs = deadlines.filter(case__in=cases_for(user))
        if found := _next(theirs):
            return found
    return _next(deadlines)


def _next(deadlines: Any) -> date | None:
    here = clock.today()
    due = deadlines.filter(ring_on__gt=here).aggregate(day=Min("ring_on"))["day"]
    rings = deadlines.filter(next_reminder_on__gt=here).aggregate(day=Min("next_reminder_on"))["day"]
    return min((day for day in (due, rings) if day), default=None)


def _passed(here: date, day: date) -> Any:
    """Deadlines whose last day lay in between and that are open still."""
    return Deadline.objects.open().filter(due__gte=here, due__lt=day)


def _counted(number: int, one: str, many: str) -> list[str]:
    return [f"{number} {one if number == 1 else many}"] if number else []
