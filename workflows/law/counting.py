"""How a period lies to the day it counts from."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from workflows.calendars import ONE_DAY, next_tribunal_day
from workflows.clock import Period


class Counting(StrEnum):
    AFTER = "after"
    """Within the period after the day; the day itself is not counted."""
    BEGINNING_WITH = "beginning_with"
    """Within the period that begins with the day; the day itself is the first."""
    BEFORE = "before"
    """At least the whole period before the day: clear days, so that neither that day nor the day of doing it
    is counted. Some count one day less; ours is the reading under which nobody can be late."""
    BEFORE_DATE = "before_date"
    """Before a day that the law names itself, in the year of the event: the day before it is the last."""
    UNTIL_DATE = "until_date"
    """Up to a day that the law names itself, which still counts."""


class Calendar(StrEnum):
    """A calendar that moves a last day which is not a working day to the next one that is."""

    TRIBUNAL = "tribunal"


def last_day(period: Period, counted: Counting, day: date) -> date:
    """The last day on which something is in time."""
    if counted is Counting.BEGINNING_WITH:
        return period.beginning_with(day)
    if counted is Counting.BEFORE:
        return period.back_from(day) - ONE_DAY
    if counted is Counting.BEFORE_DATE:
        return period.after(day) - ONE_DAY
    return period.after(day)


def moved(day: date, calendar: Calendar | None) -> date:
    """The day itself, or the next working day of the calendar that moves it."""
    return next_tribunal_day(day) if calendar is Calendar.TRIBUNAL else day
