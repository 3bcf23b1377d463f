"""What day it is, and how periods are counted."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows import slow
from workflows import clock
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
a_month_end = st.sampled_from([day for day in slow.EVERY_DAY if slow.NEXT[day].day == 1])
any_day = some_day | a_month_end | st.sampled_from([date(y, 2, 29) for y in range(2016, 2040, 4)])
ONE = timedelta(1)


# What day it is


def test_today_is_the_day_it_is_in_england():
    assert clock.today() == datetime.now(ZoneInfo("Europe/London")).date()


@pytest.mark.parametrize("elsewhere", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_today_is_englands_wherever_the_machine_stands(elsewhere, monkeypatch):
    # Fourteen hours before England and twelve behind it: at any time one of the two has another day.
    monkeypatch.setenv("TZ", elsewhere)
    time.tzset()
    try:
        assert clock.today() == clock.now().date() == datetime.now(ZoneInfo("Europe/London")).date()
    finally:
        monkeypatch.undo()
        time.tzset()


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


# Periods of any length, against slow counting. What the law counts is compared on every day in law/test_every_day.py.


@given(any_day, st.integers(0, 60))
def test_weeks_agree_with_slow_counting(day, number):
    assert weeks(number).after(day) == slow.days_after(day, number * 7)
    assert weeks(number).back_from(day) == slow.days_back(day, number * 7)
    assert weeks(number).after(day).weekday() == day.weekday()


@pytest.mark.parametrize(
    ("unit", "counts"),
    [
        (days, slow.any_day),
        (working_days, slow.a_working_day),
        (tribunal_days, slow.a_day_of_the_tribunal),
    ],
)
@given(day=any_day, number=st.integers(1, 400))
def test_days_agree_with_slow_counting(unit, counts, day, number):
    assert unit(number).after(day) == slow.days_after(day, number, counts)
    assert unit(number).back_from(day) == slow.days_back(day, number, counts)
    assert unit(number).beginning_with(day) == slow.days_beginning_with(day, number, counts)


@given(any_day, st.integers(1, 60))
def test_months_agree_with_slow_counting(day, number):
    assert months(number).after(day) == slow.months_after(day, number)
    assert months(number).back_from(day) == slow.months_back(day, number)
    assert months(number).beginning_with(day) == slow.months_beginning_with(day, number)


@given(any_day, st.integers(1, 28), st.integers(1, 12))
def test_a_day_that_the_law_names_is_found_in_the_same_year(day, number, month):
    named = fixed_date(number, month)
    found = slow.in_the_same_year(day, number, month)
    assert named.after(day) == named.beginning_with(day) == named.back_from(day) == found


@given(any_day, st.integers(0, 20))
def test_the_last_friday_in_june_is_found_by_looking_at_every_day(born, age):
    june = last_friday_in_june_at(age)
    found = slow.last_friday_in_june(born, age)
    assert june.after(born) == june.beginning_with(born) == june.back_from(born) == found


@given(any_day, st.sampled_from([weeks(6), days(15), working_days(3), months(2), months(12)]))
def test_a_later_start_never_gives_an_earlier_end(day, period):
    assert period.after(day) <= period.after(day + ONE)
    assert period.beginning_with(day) <= period.beginning_with(day + ONE)
    assert period.beginning_with(day) <= period.after(day)
