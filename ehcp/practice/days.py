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
from ehcp.casefile.reminders import days_of_reminders, sweep
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
    row = _clock().the_one()
    return row.today if row else _really()


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


def set_out(day: date) -> None:
    """Be on the way to a day. Raises NoWayBack."""
    here = clock.today()
    if day <= here:
        raise NoWayBack(
            f"It is {clock.in_words(here)} already, and days only go on: what has happened stays happened. "
            "Choose a later day."
        )
    notices = apps.get_model("notifications", "Notice").objects
    last = notices.aggregate(last=Max("pk"))["last"] or 0
    _clock().set(today=here, bound_for=day, left_on=here, last_notice=last)


def go_on(seconds: float | None = None) -> Moved | None:
    """Let days pass, each with its reminders, until we arrive or so many seconds have gone.

    What happened since we set out, once we have arrived; none if there is more to go.
    """
    until = time.monotonic() + seconds if seconds is not None else None
    way = _clock().the_one()
    if way is None or way.bound_for is None:
        return None
    # A day on which nobody is reminded is passed over; the last one is not.
    for day in days_of_reminders(way.today, way.bound_for):
        _clock().advance_to(day)
        forget()
        with clock.at(day):
            sweep()
        if until and time.monotonic() > until and day < way.bound_for:
            return None
    return _arrive(way)


def stop() -> Moved | None:
    """Stay where we are."""
    way = _clock().the_one()
    return _arrive(way) if way and way.bound_for else None


def _arrive(way: Any) -> Moved:
    here = _stored()
    notices = apps.get_model("notifications", "Notice").objects
    # A reader is told by two ways at most: what is counted is what was said, not the ways.
    said = notices.filter(pk__gt=way.last_notice, state="sent")
    passed = Deadline.objects.open().filter(due__gte=way.left_on, due__lt=here)
    _clock().set(today=here, bound_for=None, left_on=None, last_notice=0)
    return Moved(
        to=here,
        reminders=_once(said.exclude(deadline=None), "deadline", "rung"),
        news=_once(said.exclude(event=None), "event"),
        became_late=passed.filter(is_right=False).count(),
        closed=passed.filter(is_right=True).count(),
    )


def _once(notices: Any, *what: str) -> int:
    return notices.order_by().values(*what, "reader", "organisation").distinct().count()


def move_in(day: date) -> None:
    """From now on it is this day, for everybody."""
    _clock().set(today=day)
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


def _clock() -> Any:
    # Models are there only once every app has been loaded; this module is needed before.
    from .models import PracticeClock

    return PracticeClock


def _counted(number: int, one: str, many: str) -> list[str]:
    return [f"{number} {one if number == 1 else many}"] if number else []
