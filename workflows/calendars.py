"""Which days count as working days in England. Data and arithmetic; nothing is fetched.

Two calendars are in use. The regulations count Monday to Friday without bank holidays. The Tribunal
also leaves out 25 December to 1 January and the whole of August.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5
AUGUST = 8


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, with the days put in their place when they fall on a weekend."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    return day in bank_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Whether the regulations count this day as a working day."""
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def add_working_days(day: date, number: int) -> date:
    """The working day that many working days after the day, which is not counted; before it if negative."""
    step = ONE_DAY if number > 0 else -ONE_DAY
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def is_tribunal_day(day: date) -> bool:
    """Whether the Tribunal counts this day as a working day."""
    return is_working_day(day) and day.month != AUGUST and not _is_christmas_break(day)


def next_tribunal_day(day: date) -> date:
    """The day itself if the Tribunal counts it as a working day, else the first that it does."""
    while not is_tribunal_day(day):
        day += ONE_DAY
    return day


def _is_christmas_break(day: date) -> bool:
    return (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)
