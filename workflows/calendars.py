"""Which days count as working days in England. Data and arithmetic; nothing is fetched.

Two calendars are in use. The regulations count Monday to Friday without bank holidays. The Tribunal
also leaves out 25 December to 1 January and the whole of August.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(weeks=1)
LONG_CLOSURE = timedelta(weeks=4)
LAST_KNOWN_YEAR = 2100
"""The last year of which the built-in list knows the bank holidays."""
SATURDAY = 5
AUGUST = 8

_changes: Mapping[date, bool] = {}
_counted: dict[tuple[Callable[[date], bool], int], tuple[date, ...]] = {}
"""The days of a year that count, by what counts them: those years that somebody has asked for."""


class UnknownBankHolidays(ValueError):
    """Working days were counted to where nobody knows the bank holidays yet."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"{day.isoformat()} lies after {LAST_KNOWN_YEAR}, the last year whose bank holidays are known here: "
            "working days cannot be counted so far. Check the year."
        )


def change_bank_holidays(changes: Mapping[date, bool]) -> None:
    """From now on these days are bank holidays (True) or are none (False), whatever the built-in list says."""
    global _changes, _counted
    _changes = dict(changes)
    # A new one, after the changes: a thread that is still counting by the old ones fills the old one.
    _counted = {}


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, with the days put in their place when they fall on a weekend."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    changed = _changes.get(day)
    return day in bank_holidays(day.year) if changed is None else changed


def is_working_day(day: date) -> bool:
    """Whether the regulations count this day as a working day."""
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def add_working_days(day: date, number: int) -> date:
    """The working day that many working days after the day, which is not counted; before it if negative."""
    return _add(day, number, is_working_day)


def is_tribunal_day(day: date) -> bool:
    """Whether the Tribunal counts this day as a working day."""
    return is_working_day(day) and day.month != AUGUST and not _is_christmas_break(day)


def add_tribunal_days(day: date, number: int) -> date:
    """As add_working_days, by the Tribunal's calendar."""
    return _add(day, number, is_tribunal_day)


def next_tribunal_day(day: date) -> date:
    """The day itself if the Tribunal counts it as a working day, else the first that it does."""
    return add_tribunal_days(day - ONE_DAY, 1)


def closure_window(first_closed: date, reopens: date) -> tuple[date, date] | None:
    """First and last day on which asking a closed setting for advice may excuse a late decision.

    From one week before the first closed day to one week before it opens again; none where it is closed for
    less than four weeks (SEND Regulations 2014, reg 5(4)(a) and 10(4)(a)).
    """
    if reopens - first_closed < LONG_CLOSURE:
        return None
    return first_closed - ONE_WEEK, reopens - ONE_WEEK


def _add(day: date, number: int, counts: Callable[[date], bool]) -> date:
    if not number:
        return _known(day)
    year = day.year
    days = _days_of(year, counts)
    at = (bisect_right(days, day) - 1 if number > 0 else bisect_left(days, day)) + number
    while at < 0:
        year -= 1
        days = _days_of(year, counts)
        at += len(days)
    while at >= len(days):
        at -= len(days)
        year += 1
        days = _days_of(year, counts)
    return _known(days[at])


def _days_of(year: int, counts: Callable[[date], bool]) -> tuple[date, ...]:
    counted = _counted
    if (counts, year) not in counted:
        first, last = date(year, 1, 1), date(year, 12, 31)
        every_day = (first + n * ONE_DAY for n in range((last - first).days + 1))
        counted[counts, year] = tuple(day for day in every_day if counts(day))
    return counted[counts, year]


def _known(day: date) -> date:
    if day.year > LAST_KNOWN_YEAR:
        raise UnknownBankHolidays(day)
    return day


def _is_christmas_break(day: date) -> bool:
    return (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)
