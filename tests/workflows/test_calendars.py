"""Working days: of the regulations, and of the Tribunal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calendars import (
    UnknownBankHolidays,
    add_tribunal_days,
    add_working_days,
    is_bank_holiday,
    is_tribunal_day,
    is_working_day,
    next_tribunal_day,
)

FIRST, LAST = date(2014, 9, 1), date(2039, 8, 31)
EVERY_DAY = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
some_day = st.dates(FIRST, LAST)


def test_a_tuesday_in_term_is_a_working_day():
    assert is_working_day(date(2026, 10, 13))


@pytest.mark.parametrize("day", [date(2026, 10, 17), date(2026, 10, 18)])
def test_a_weekend_is_not(day):
    assert not is_working_day(day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 5, 4), "early May"),
        (date(2020, 5, 8), "early May, moved to VE Day in 2020"),
        (date(2022, 6, 2), "spring, moved for the jubilee"),
        (date(2022, 6, 3), "the jubilee"),
        (date(2022, 9, 19), "the Queen's funeral"),
        (date(2023, 5, 8), "the coronation"),
        (date(2026, 8, 31), "summer"),
        (date(2021, 12, 28), "Boxing Day 2021, a Sunday, kept on the Tuesday"),
        (date(2022, 12, 27), "Christmas 2022, a Sunday, kept on the Tuesday"),
        (date(2023, 1, 2), "New Year 2023, a Sunday, kept on the Monday"),
    ],
)
def test_a_bank_holiday_is_not_a_working_day(day, name):
    assert is_bank_holiday(day) and not is_working_day(day)


def test_a_bank_holiday_of_scotland_or_northern_ireland_is_a_working_day_here():
    assert is_working_day(date(2026, 11, 30)) and is_working_day(date(2026, 3, 17))
    assert is_working_day(date(2026, 8, 3)) and is_working_day(date(2026, 1, 2))


def easter(year):
    """Easter Sunday by the Anonymous Gregorian algorithm."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def monday(year, month, which):
    return [day for n in range(1, 32) if (day := _day(year, month, n)) and day.weekday() == 0][which]


def _day(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None


def kept_on(day, taken):
    while day.weekday() > 4 or day in taken:
        day += timedelta(1)
    return day


def bank_holidays_by_the_rule(year):
    """Written anew from the Banking and Financial Dealings Act and the proclamations."""
    days = {easter(year) - timedelta(2), easter(year) + timedelta(1)}
    days.add(date(2020, 5, 8) if year == 2020 else monday(year, 5, 0))
    days.add(date(2022, 6, 2) if year == 2022 else monday(year, 5, -1))
    days.add(monday(year, 8, -1))
    days |= {day for day in (date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)) if day.year == year}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        if day.weekday() <= 4:
            days.add(day)
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        if day.weekday() > 4:
            days.add(kept_on(day, days))
    return days


def test_the_bank_holidays_of_twenty_five_years_are_those_of_the_rule():
    ours = {day for day in EVERY_DAY if day.weekday() <= 4 and not is_working_day(day)}
    rule = {day for year in range(2014, 2040) for day in bank_holidays_by_the_rule(year)}
    assert ours == {day for day in rule if FIRST <= day <= LAST}


def test_three_working_days_over_christmas():
    assert add_working_days(date(2026, 12, 23), 3) == date(2026, 12, 30)


def test_working_days_back_over_easter():
    assert add_working_days(date(2026, 4, 7), -1) == date(2026, 4, 2)


@given(some_day, st.integers(-40, 40))
def test_working_days_are_counted_one_by_one(day, number):
    reached = add_working_days(day, number)
    step = 1 if number >= 0 else -1
    passed = [day + timedelta(step * n) for n in range(1, abs((reached - day).days) + 1)]
    assert sum(map(is_working_day, passed)) == abs(number)
    assert number == 0 or is_working_day(reached)


# The Tribunal


def test_the_tribunal_leaves_out_christmas_to_new_year():
    closed = [day for day in EVERY_DAY if (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)]
    assert not any(map(is_tribunal_day, closed))


def test_the_tribunal_leaves_out_august():
    assert not any(is_tribunal_day(day) for day in EVERY_DAY if day.month == 8)


def test_any_other_working_day_is_the_tribunals_too():
    others = [d for d in EVERY_DAY if d.month != 8 and (1, 1) < (d.month, d.day) < (12, 25)]
    assert [day for day in others if is_tribunal_day(day)] == [day for day in others if is_working_day(day)]


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        (date(2026, 10, 13), date(2026, 10, 13)),  # a working day stays
        (date(2026, 11, 1), date(2026, 11, 2)),  # a Sunday
        (date(2026, 12, 24), date(2026, 12, 24)),  # the last before the break
        (date(2026, 12, 25), date(2027, 1, 4)),  # 2 January 2027 is a Saturday
        (date(2027, 12, 31), date(2028, 1, 4)),  # New Year's Day 2028 is kept on Monday the 3rd
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2024, 8, 31), date(2024, 9, 2)),  # 1 September 2024 is a Sunday
        (date(2026, 7, 31), date(2026, 7, 31)),
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday
    ],
)
def test_a_last_day_rolls_to_the_next_day_of_the_tribunal(day, rolled):
    assert next_tribunal_day(day) == rolled


@given(some_day)
def test_a_last_day_never_rolls_past_a_day_of_the_tribunal(day):
    rolled = next_tribunal_day(day)
    assert is_tribunal_day(rolled)
    assert not any(is_tribunal_day(day + timedelta(n)) for n in range((rolled - day).days))


@pytest.mark.parametrize("count", [add_working_days, add_tribunal_days])
def test_working_days_are_not_counted_to_where_no_bank_holidays_are_known(count):
    assert count(date(2100, 12, 1), 1) == date(2100, 12, 2)
    with pytest.raises(UnknownBankHolidays, match="2101-01-03 lies after 2100"):
        count(date(2100, 12, 31), 1)


def test_nor_is_a_day_moved_to_there():
    with pytest.raises(UnknownBankHolidays):
        next_tribunal_day(date(2100, 12, 25))
