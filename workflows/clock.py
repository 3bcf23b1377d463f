"""What day it is, and how the law counts from one day to another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from calendar import FRIDAY, month_name, monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from .calendars import ONE_DAY, add_tribunal_days, add_working_days

JUNE, SEPTEMBER = 6, 9

ENGLAND = ZoneInfo("Europe/London")

_source: Callable[[], date] | None = None
_fixed: ContextVar[date | None] = ContextVar("the day it is within a block", default=None)


def today() -> date:
    """The day it is in England, or the day that practice mode says it is."""
    if fixed := _fixed.get():
        return fixed
    return _source() if _source else datetime.now(ENGLAND).date()


def now() -> datetime:
    """The real time of day, on the day that today() says."""
    return datetime.combine(today(), datetime.now(ENGLAND).timetz())


def use(source: Callable[[], date] | None) -> None:
    """From now on ask this what day it is; None asks the real clock again."""
    global _source
    _source = source


@contextmanager
def at(day: date) -> Iterator[None]:
    """Within the block it is this day, whatever else says otherwise."""
    token = _fixed.set(day)
    try:
        yield
    finally:
        _fixed.reset(token)


def in_words(day: date) -> str:
    """Tuesday 13 October 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


@dataclass(frozen=True)
class Period(ABC):
    """A length of time as the law counts it: a number and its unit."""

    number: int
    unit: ClassVar[str]

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(f"A period cannot be negative: {self.number} {self.unit}s.")

    @abstractmethod
    def after(self, day: date) -> date:
        """The last day of a period "of" or "after" an event: the event's own day is not counted."""

    @abstractmethod
    def beginning_with(self, day: date) -> date:
        """The last day of a period "beginning with" an event: the event's own day is the first of it."""

    @abstractmethod
    def back_from(self, day: date) -> date:
        """The day that lies this long before."""

    @property
    def words(self) -> str:
        return f"{self.number} {self.unit}" + ("" if self.number == 1 else "s")

    def __str__(self) -> str:
        return self.words


class Days(Period):
    """Calendar days: weekends and holidays count like any other day."""

    unit = "day"
    length = 1

    def after(self, day: date) -> date:
        return day + timedelta(days=self.number * self.length)

    def beginning_with(self, day: date) -> date:
        return self.after(day) - ONE_DAY

    def back_from(self, day: date) -> date:
        return day - timedelta(days=self.number * self.length)


class Weeks(Days):
    """Weeks of seven days, so that the last day is the same day of the week."""

    unit = "week"
    length = 7


class WorkingDays(Period):
    """Monday to Friday without bank holidays, as the regulations count."""

    unit = "working day"

    def after(self, day: date) -> date:
        return add_working_days(day, self.number)

    def beginning_with(self, day: date) -> date:
        return add_working_days(day - ONE_DAY, self.number)

    def back_from(self, day: date) -> date:
        return add_working_days(day, -self.number)


class Months(Period):
    """Calendar months, to the day of the same number; in a shorter month, to its last day."""

    unit = "month"

    def after(self, day: date) -> date:
        return _months_on(day, self.number)

    def beginning_with(self, day: date) -> date:
        last = _months_on(day, self.number)
        # A month without that day is used up to its end: 12 months beginning with 29 February
        # end on 28 February, as the day after would have been the 29th.
        return last - ONE_DAY if last.day == day.day else last

    def back_from(self, day: date) -> date:
        return _months_on(day, -self.number)


class TribunalDays(Period):
    """Working days as the Tribunal counts: also without 25 December to 1 January and without August."""

    unit = "Tribunal working day"

    def after(self, day: date) -> date:
        return add_tribunal_days(day, self.number)

    def beginning_with(self, day: date) -> date:
        return add_tribunal_days(day - ONE_DAY, self.number)

    def back_from(self, day: date) -> date:
        return add_tribunal_days(day, -self.number)


@dataclass(frozen=True)
class OneDay(Period):
    """A day that the law names itself, found in the year of the event. Its number is the day of the month."""

    month: int
    unit = "day of the year"

    def after(self, day: date) -> date:
        return date(day.year, self.month, self.number)

    beginning_with = back_from = after

    @property
    def words(self) -> str:
        return f"{self.number} {month_name[self.month]}"


class LastFridayInJune(Period):
    """The last Friday in June of the school year in which somebody born on the day reaches this age."""

    unit = "year of age"

    def after(self, day: date) -> date:
        year = school_year(day) + 1 + self.number
        last = date(year, JUNE, 30)
        return last - timedelta(days=(last.weekday() - FRIDAY) % 7)

    beginning_with = back_from = after

    @property
    def words(self) -> str:
        return f"the last Friday in June of the school year in which the child turns {self.number}"


def school_year(day: date) -> int:
    """The calendar year in which the school year of this day began."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def _months_on(day: date, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


weeks = Weeks
days = Days
working_days = WorkingDays
months = Months
tribunal_days = TribunalDays
last_friday_in_june_at = LastFridayInJune


def fixed_date(day: int, month: int) -> OneDay:
    """A day of the year that the law names itself: fixed_date(15, 2) is 15 February."""
    return OneDay(day, month)
