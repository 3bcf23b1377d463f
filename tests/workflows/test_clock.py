"""What day it is, and how periods are counted. The slow counting in this file walks from day to day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows import clock
from workflows.calendars import is_working_day
from workflows.clock import (
    days,
    fixed_date,
    last_friday_in_june_at,
    months,
    tribunal_days,
    weeks,
    working_days,
)

TUESDAY = date(2026, 9, 1)
FIRST, LAST = date(2014, 9, 1), date(2039, 8, 31)
some_day = st.dates(FIRST, LAST)
a_month_end = some_day.filter(lambda day: (day + timedelta(1)).day == 1)
any_day = some_day | a_month_end | st.sampled_from([date(y, 2, 29) for y in range(2016, 2040, 4)])
ONE = timedelta(1)


# What day it is


def test_today_is_the_day_it_is_in_england():
    assert clock.today() == datetime.now(ZoneInfo("Europe/London")).date()


def test_within_a_block_it_is_the_day_that_is_said():
    with clock.at(TUESDAY):
        assert clock.today() == TUESDAY
        with clock.at(date(2027, 1, 19)):
            assert clock.today() == date(2027, 1, 19)
        assert clock.today() == TUESDAY


def test_a_block_ends_with_an_error_too():
    with pytest.raises(ZeroDivisionError), clock.at(TUESDAY):
        _ = 1 / 0
    assert clock.today() != TUESDAY


def test_practice_mode_says_what_day_it_is_and_a_block_knows_better():
    clock.use(lambda: date(2026, 12, 25))
    try:
        assert clock.today() == date(2026, 12, 25)
        with clock.at(TUESDAY):
            assert clock.today() == TUESDAY
    finally:
        clock.use(None)
    assert clock.today() != date(2026, 12, 25)


def test_now_is_a_time_in_england_on_the_day_it_is():
    with clock.at(TUESDAY):
        now = clock.now()
    assert now.date() == TUESDAY
    assert now.utcoffset() == timedelta(hours=1)
    with clock.at(date(2026, 12, 1)):
        assert clock.now().utcoffset() == timedelta(0)


def test_a_day_in_words():
    assert clock.in_words(date(2026, 10, 13)) == "Tuesday 13 October 2026"
    assert clock.in_words(date(2026, 10, 1)) == "Thursday 1 October 2026"


# Periods, in examples


def test_six_weeks_from_a_tuesday_is_a_tuesday():
    assert weeks(6).after(TUESDAY) == date(2026, 10, 13)


def test_twenty_weeks_run_through_christmas():
    assert weeks(20).after(TUESDAY) == date(2027, 1, 19)


def test_fifteen_days_beginning_with_a_day_count_that_day():
    assert days(15).beginning_with(TUESDAY) == date(2026, 9, 15)


def test_fifteen_days_after_a_day_do_not_count_it():
    assert days(15).after(TUESDAY) == date(2026, 9, 16)


def test_two_months_end_on_the_day_of_the_same_number():
    assert months(2).after(date(2024, 10, 1)) == date(2024, 12, 1)


@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
    ],
)
def test_a_shorter_month_ends_on_its_last_day(day, number, last):
    assert months(number).after(day) == last


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 9, 1), date(2027, 8, 31)),
        (date(2026, 3, 15), date(2027, 3, 14)),
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2027, 2, 28), date(2028, 2, 27)),
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_twelve_months_beginning_with_a_day_end_the_day_before_it_comes_round(day, last):
    assert months(12).beginning_with(day) == last


def test_three_working_days_skip_the_weekend():
    assert working_days(3).after(date(2026, 9, 3)) == date(2026, 9, 8)


def test_working_days_beginning_with_a_saturday_begin_with_the_monday():
    assert working_days(1).beginning_with(date(2026, 9, 5)) == date(2026, 9, 7)


def test_working_days_beginning_with_a_working_day_count_it():
    assert working_days(15).beginning_with(date(2026, 9, 1)) == date(2026, 9, 21)


def test_back_from_a_day_is_the_same_distance_before():
    assert weeks(2).back_from(date(2026, 10, 13)) == date(2026, 9, 29)
    assert days(1).back_from(date(2026, 3, 1)) == date(2026, 2, 28)
    assert months(1).back_from(date(2026, 3, 31)) == date(2026, 2, 28)
    assert working_days(1).back_from(date(2026, 9, 7)) == date(2026, 9, 4)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (weeks(6), "6 weeks"),
        (weeks(1), "1 week"),
        (days(15), "15 days"),
        (working_days(3), "3 working days"),
        (months(2), "2 months"),
        (months(1), "1 month"),
    ],
)
def test_a_period_says_itself(period, words):
    assert period.words == str(period) == words


def test_periods_are_the_same_only_in_the_same_unit():
    assert weeks(2) == weeks(2) != days(14)
    assert len({weeks(2), weeks(2), days(2), working_days(2), months(2)}) == 4


def test_no_period_is_negative():
    with pytest.raises(ValueError, match="negative"):
        weeks(-1)


# Periods, against slow counting


def walk(day, number, step=ONE, counts=lambda day: True):
    """Go on from day to day until so many of them have counted."""
    while number:
        day += step
        number -= counts(day)
    return day


def walk_months(day, number):
    """Go on from day to day into the month that many further on, to the day of the same number or its end."""
    at = day
    while number:
        at += ONE
        number -= at.day == 1
    while at.day != day.day and (at + ONE).day != 1:
        at += ONE
    return at


def walk_months_back(day, number):
    """Go back from day to day into the month that many before, to the day of the same number or its last day."""
    at = day
    while number:
        number -= at.day == 1
        at -= ONE
    while at.day > day.day:
        at -= ONE
    return at


def walk_months_beginning_with(day, number):
    """Use up month after month: each ends where the next step would be the day of the same number, or a month
    without it is over."""
    at = day
    for _ in range(number):
        at += ONE
        while at.day != day.day and not (at.day == 1 and day.day > (at - ONE).day):
            at += ONE
    return at - ONE


@given(any_day, st.integers(0, 60))
def test_weeks_agree_with_slow_counting(day, number):
    assert weeks(number).after(day) == walk(day, number * 7)
    assert weeks(number).back_from(day) == walk(day, number * 7, -ONE)
    assert weeks(number).after(day).weekday() == day.weekday()


@given(any_day, st.integers(1, 400))
def test_days_agree_with_slow_counting(day, number):
    assert days(number).after(day) == walk(day, number)
    assert days(number).back_from(day) == walk(day, number, -ONE)
    assert days(number).beginning_with(day) == walk(day - ONE, number)


@given(any_day, st.integers(1, 60))
def test_working_days_agree_with_slow_counting(day, number):
    assert working_days(number).after(day) == walk(day, number, counts=is_working_day)
    assert working_days(number).back_from(day) == walk(day, number, -ONE, is_working_day)
    assert working_days(number).beginning_with(day) == walk(day - ONE, number, counts=is_working_day)


def is_a_day_of_the_tribunal(day):
    in_the_holidays = (day.month == 12 and day.day >= 25) or (day.month == 1 and day.day == 1)
    return is_working_day(day) and not in_the_holidays and day.month != 8


@given(any_day, st.integers(1, 60))
def test_the_tribunals_working_days_agree_with_slow_counting(day, number):
    assert tribunal_days(number).after(day) == walk(day, number, counts=is_a_day_of_the_tribunal)
    assert tribunal_days(number).back_from(day) == walk(day, number, -ONE, is_a_day_of_the_tribunal)
    assert tribunal_days(number).beginning_with(day) == walk(
        day - ONE, number, counts=is_a_day_of_the_tribunal
    )


@given(any_day)
def test_a_day_that_the_law_names_is_found_in_the_same_year(day):
    at = date(day.year, 1, 1)
    while (at.month, at.day) != (2, 15):
        at += ONE
    assert fixed_date(15, 2).after(day) == fixed_date(15, 2).back_from(day) == at


@given(any_day, st.integers(0, 20))
def test_the_last_friday_in_june_is_found_by_looking_at_every_day(day, age):
    # The school year of the birthday ends with the first August after it, or with this one.
    at = day
    while (at.month, at.day) != (8, 31):
        at += ONE
    year = at.year + age
    fridays = [each for number in range(1, 31) if (each := date(year, 6, number)).weekday() == 4]
    assert last_friday_in_june_at(age).after(day) == fridays[-1]


@given(any_day, st.integers(1, 60))
def test_months_agree_with_slow_counting(day, number):
    assert months(number).after(day) == walk_months(day, number)
    assert months(number).beginning_with(day) == walk_months_beginning_with(day, number)


@given(any_day, st.integers(1, 60))
def test_months_back_come_to_the_same_day_unless_the_month_is_shorter(day, number):
    back = months(number).back_from(day)
    assert months(number).after(back) == day or (back + ONE).day == 1
    assert (day.year - back.year) * 12 + day.month - back.month == number


def test_every_period_of_the_law_agrees_on_every_day_of_twenty_five_years():
    day = FIRST
    while day <= LAST:
        assert months(2).after(day) == walk_months(day, 2)
        assert months(12).beginning_with(day) == walk_months_beginning_with(day, 12)
        assert days(15).beginning_with(day) == day + timedelta(14)
        assert weeks(20).after(day) - day == timedelta(140)
        assert working_days(15).beginning_with(day) == walk(day - ONE, 15, counts=is_working_day)
        assert tribunal_days(30).after(day) == walk(day, 30, counts=is_a_day_of_the_tribunal)
        assert months(5).back_from(day) == walk_months_back(day, 5)
        day += ONE


@given(any_day, st.sampled_from([weeks(6), days(15), working_days(3), months(2), months(12)]))
def test_a_later_start_never_gives_an_earlier_end(day, period):
    assert period.after(day) <= period.after(day + ONE)
    assert period.beginning_with(day) <= period.beginning_with(day + ONE)
    assert period.beginning_with(day) <= period.after(day)
