"""Every way of counting, on every day of twenty-five years, beside the slow counting of tests/workflows/slow.py."""

from datetime import date

import pytest

from tests.workflows import slow
from tests.workflows.law.rows import LAW
from workflows.clock import (
    Days,
    Months,
    TribunalDays,
    Weeks,
    WorkingDays,
    days,
    fixed_date,
    last_friday_in_june_at,
    months,
    tribunal_days,
    weeks,
    working_days,
)
from workflows.law.counting import Calendar, Counting, last_day

WITH_A_LAST_DAY = [row for row in LAW.rows if row.within]

COUNTS = {
    Days: slow.any_day,
    Weeks: slow.any_day,
    WorkingDays: slow.a_working_day,
    TribunalDays: slow.a_day_of_the_tribunal,
}
OF_DAYS = {
    Counting.AFTER: slow.days_after,
    Counting.BEGINNING_WITH: slow.days_beginning_with,
    Counting.BEFORE: slow.days_between,
}
OF_MONTHS = {
    Counting.AFTER: slow.months_after,
    Counting.BEGINNING_WITH: slow.months_beginning_with,
    Counting.BEFORE: slow.months_between,
}


def slowly(period, counted, day):
    """The last day, by walking."""
    if counted is Counting.BEFORE_DATE:
        return slow.BEFORE[slow.in_the_same_year(day, period.number, period.month)]
    if counted is Counting.UNTIL_DATE:
        return slow.last_friday_in_june(day, period.number)
    if isinstance(period, Months):
        return OF_MONTHS[counted](day, period.number)
    number = period.number * 7 if isinstance(period, Weeks) else period.number
    return OF_DAYS[counted](day, number, COUNTS[type(period)])


def slow_due(row, day, other_day=None):
    last = slowly(row.within, row.counted, day)
    if other_day:
        last = max(last, slowly(row.or_later.within, row.or_later.counted, other_day))
    return slow.next_that(slow.a_day_of_the_tribunal, last) if row.calendar is Calendar.TRIBUNAL else last


# Whatever the law may come to say

WAYS = [
    *((period, counted) for counted in OF_DAYS for period in (
        days(1), days(15), weeks(1), weeks(6), working_days(1), working_days(15), tribunal_days(1), tribunal_days(30),
        months(1), months(2), months(12),
    )),
    (fixed_date(15, 2), Counting.BEFORE_DATE),
    (fixed_date(31, 3), Counting.BEFORE_DATE),
    (last_friday_in_june_at(16), Counting.UNTIL_DATE),
]  # fmt: skip


@pytest.mark.parametrize(("period", "counted"), WAYS, ids=lambda each: str(each))
def test_each_period_counted_in_each_way_has_the_same_last_day_slowly(period, counted):
    wrong = {
        day: (found, slow_one)
        for day in slow.EVERY_DAY
        if (found := last_day(period, counted, day)) != (slow_one := slowly(period, counted, day))
    }
    assert not wrong


# What the law says

SHAPES = {(row.within, row.counted, row.calendar): row for row in WITH_A_LAST_DAY}


def test_every_shape_of_the_law_can_be_counted_slowly():
    assert {type(period) for period, *_ in SHAPES} == {type(period) for period, _ in WAYS}
    assert {counted for _, counted, _ in SHAPES} == set(Counting)


@pytest.mark.parametrize("row", SHAPES.values(), ids=lambda row: row.ref)
def test_a_row_counted_from_one_day_is_due_on_the_same_day_slowly(row):
    start = row.starts[0]
    wrong = {
        day: (found, slow_one)
        for day in slow.EVERY_DAY
        if (found := row.due({start: day}).due) != (slow_one := slow_due(row, day))
    }
    assert not wrong


@pytest.mark.parametrize("row", [row for row in LAW.rows if row.or_later], ids=lambda row: row.ref)
def test_the_later_of_two_limits_is_the_same_day_slowly(row):
    pairs = list(_pairs())
    assert {one < other for one, other in pairs} == {True, False}
    wrong = {
        pair: (found, slow_one)
        for pair in pairs
        if (found := row.due(dict(zip(row.moments, pair, strict=True))).due)
        != (slow_one := slow_due(row, *pair))
    }
    assert not wrong


def _pairs():
    """Each day with another one up to fourteen months before or after it, each time at another distance."""
    for place, day in enumerate(slow.EVERY_DAY):
        other = place + (place * 37) % 853 - 426
        if 0 <= other < len(slow.EVERY_DAY):
            yield day, slow.EVERY_DAY[other]


# What the slow counting itself must get right, or nothing here proves anything


def test_the_calendar_on_the_wall_is_the_one_that_everybody_uses():
    assert slow.WEEKDAY[date(2026, 9, 1)] == "Tuesday"
    assert slow.WEEKDAY[date(2000, 2, 29)] == "Tuesday"
    assert slow.NEXT[date(2027, 12, 31)] == date(2028, 1, 1)
    assert slow.NEXT[date(2028, 2, 28)] == date(2028, 2, 29)
    assert slow.NEXT[date(2027, 2, 28)] == date(2027, 3, 1)
    assert len(slow.EVERY_DAY) == 25 * 365 + 6


@pytest.mark.parametrize(
    "sunday",
    [
        date(2014, 4, 20),
        date(2016, 3, 27),
        date(2019, 4, 21),
        date(2024, 3, 31),
        date(2026, 4, 5),
        date(2038, 4, 25),
    ],
)
def test_easter_is_found_from_the_full_moon(sunday):
    assert slow.easter(sunday.year) == sunday


def test_days_are_walked():
    assert slow.days_after(date(2026, 9, 1), 42) == date(2026, 10, 13)
    assert slow.days_beginning_with(date(2026, 9, 1), 15) == date(2026, 9, 15)
    assert slow.days_between(date(2027, 11, 16), 14) == date(2027, 11, 1)
    assert slow.days_after(date(2026, 12, 23), 3, slow.a_working_day) == date(2026, 12, 30)
    assert slow.months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert slow.months_beginning_with(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert slow.last_friday_in_june(date(2010, 8, 31), 16) == date(2026, 6, 26)
    assert slow.last_friday_in_june(date(2010, 9, 1), 16) == date(2027, 6, 25)
