"""The counting of days, written a second time: slowly, from a calendar on the wall, one day after the other.

Nothing here comes from `workflows` or from `holidays`, and no day is reached by arithmetic: not by adding a timedelta,
not by asking `date` for a weekday. A `date` is only the shape in which a day is written. So where this and the engine
agree, they agree for different reasons.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise

Counts = Callable[[date], bool]

FIRST_YEAR, LAST_YEAR = 1999, 2063
LONG, SHORT = (1, 3, 5, 7, 8, 10, 12), (4, 6, 9, 11)
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEW_YEAR_1999 = 4
"""1 January 1999 was a Friday."""


# The calendar on the wall


def days_in(month: int, year: int) -> int:
    if month in LONG:
        return 31
    if month in SHORT:
        return 30
    # None of these years is a century that is no leap year: 2000 was one.
    return 29 if year % 4 == 0 else 28


WALL = [
    date(year, month, number)
    for year in range(FIRST_YEAR, LAST_YEAR + 1)
    for month in range(1, 13)
    for number in range(1, days_in(month, year) + 1)
]
NEXT = dict(pairwise(WALL))
BEFORE = {tomorrow: day for day, tomorrow in NEXT.items()}
WEEKDAY = {day: WEEK[(NEW_YEAR_1999 + place) % 7] for place, day in enumerate(WALL)}
EVERY_DAY = WALL[WALL.index(date(2014, 9, 1)) : WALL.index(date(2039, 8, 31)) + 1]
"""Twenty-five school years."""


# Bank holidays of England (Banking and Financial Dealings Act 1971, and proclamations)

FULL_MOONS = {
    0: (4, 14), 1: (4, 3), 2: (3, 23), 3: (4, 11), 4: (3, 31), 5: (4, 18), 6: (4, 8), 7: (3, 28), 8: (4, 16), 9: (4, 5),
    10: (3, 25), 11: (4, 13), 12: (4, 2), 13: (3, 22), 14: (4, 10), 15: (3, 30), 16: (4, 17), 17: (4, 7), 18: (3, 27),
}  # fmt: skip
"""The paschal full moon by the place of the year in the cycle of nineteen: the prayer book's table for 1900 to 2199."""
INSTEAD = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
BESIDES = {date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}


def easter(year: int) -> date:
    """The Sunday after the full moon."""
    month, number = FULL_MOONS[year % 19]
    day = NEXT[date(year, month, number)]
    while WEEKDAY[day] != "Sunday":
        day = NEXT[day]
    return day


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Those that are kept on a weekday."""
    sunday = easter(year)
    found = {BEFORE[BEFORE[sunday]], NEXT[sunday]}
    for day in (_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)):
        found.add(INSTEAD.get(day, day))
    found |= {day for day in BESIDES if day.year == year}
    feasts = (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26))
    found |= {day for day in feasts if not at_the_weekend(day)}
    for day in feasts:
        if at_the_weekend(day):
            while at_the_weekend(day) or day in found:
                day = NEXT[day]
            found.add(day)
    return frozenset(found)


def _first_monday(year: int, month: int) -> date:
    day = date(year, month, 1)
    while WEEKDAY[day] != "Monday":
        day = NEXT[day]
    return day


def _last_monday(year: int, month: int) -> date:
    day = date(year, month, 31)
    while WEEKDAY[day] != "Monday":
        day = BEFORE[day]
    return day


# What counts


def at_the_weekend(day: date) -> bool:
    return WEEKDAY[day] in ("Saturday", "Sunday")


def any_day(day: date) -> bool:
    return True


def a_working_day(day: date) -> bool:
    return not at_the_weekend(day) and day not in bank_holidays(day.year)


def a_day_of_the_tribunal(day: date) -> bool:
    if day.month == 8 or (day.month == 12 and day.day > 24) or (day.month == 1 and day.day == 1):
        return False
    return a_working_day(day)


# Counting days


def days_after(day: date, number: int, counts: Counts = any_day) -> date:
    """The day is not counted."""
    while number:
        day = NEXT[day]
        number -= counts(day)
    return day


def days_beginning_with(day: date, number: int, counts: Counts = any_day) -> date:
    """The day is the first, if it counts."""
    while True:
        number -= counts(day)
        if not number:
            return day
        day = NEXT[day]


def days_back(day: date, number: int, counts: Counts = any_day) -> date:
    while number:
        day = BEFORE[day]
        number -= counts(day)
    return day


def days_between(day: date, number: int, counts: Counts = any_day) -> date:
    """The last day with so many whole days between it and the day."""
    return BEFORE[days_back(day, number, counts)]


def next_that(counts: Counts, day: date) -> date:
    """The day itself if it counts, or the next that does."""
    while not counts(day):
        day = NEXT[day]
    return day


# Counting months


def months_after(day: date, number: int) -> date:
    """In the month so many further on, the day of the same number, or the last where there is none."""
    at = day
    while number:
        at = NEXT[at]
        number -= at.day == 1
    while at.day != day.day and NEXT[at].day != 1:
        at = NEXT[at]
    return at


def months_back(day: date, number: int) -> date:
    """In the month so many before, the day of the same number, or the last where there is none."""
    at = day
    while number:
        number -= at.day == 1
        at = BEFORE[at]
    while at.day > day.day:
        at = BEFORE[at]
    return at


@cache
def months_beginning_with(day: date, number: int) -> date:
    """Month after month is used up: each ends the day before the number comes round, or with a month without it."""
    at = day
    for _ in range(number):
        at = NEXT[at]
        while at.day != day.day and not (at.day == 1 and day.day > BEFORE[at].day):
            at = NEXT[at]
    return BEFORE[at]


def months_between(day: date, number: int) -> date:
    """The last day after which the whole months can begin and still end before the day."""
    at = BEFORE[day]
    while months_beginning_with(NEXT[at], number) >= day:
        at = BEFORE[at]
    return at


# Days that the law names


def in_the_same_year(day: date, number: int, month: int) -> date:
    at = date(day.year, 1, 1)
    while (at.day, at.month) != (number, month):
        at = NEXT[at]
    return at


def last_friday_in_june(born: date, age: int) -> date:
    """Of the school year in which this age is reached."""
    at = end_of_the_school_year(born)
    for _ in range(age):
        at = end_of_the_school_year(NEXT[at])
    while at.month != 6 or WEEKDAY[at] != "Friday":
        at = BEFORE[at]
    return at


@cache
def end_of_the_school_year(day: date) -> date:
    while (day.month, day.day) != (8, 31):
        day = NEXT[day]
    return day


def closed_for_four_weeks(first_closed: date, reopens: date) -> bool:
    day, closed = first_closed, 0
    while day < reopens:
        day, closed = NEXT[day], closed + 1
    return closed >= 4 * 7
