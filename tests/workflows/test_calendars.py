"""Working days: of the regulations, and of the Tribunal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows import slow
from workflows.calendars import (
    UnknownBankHolidays,
    add_tribunal_days,
    add_working_days,
    bank_holidays,
    change_bank_holidays,
    closure_window,
    is_bank_holiday,
    is_tribunal_day,
    is_working_day,
    next_tribunal_day,
)

some_day = st.sampled_from(slow.EVERY_DAY)


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


def test_the_working_days_of_twenty_five_years_are_those_of_the_rule():
    assert [day for day in slow.EVERY_DAY if is_working_day(day) != slow.a_working_day(day)] == []


def test_the_bank_holidays_of_a_year_are_those_of_the_rule_and_the_feasts_they_stand_for():
    for year in range(2014, 2040):
        rule, feasts = slow.bank_holidays(year), {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
        assert rule <= bank_holidays(year) <= rule | feasts


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


def test_the_tribunal_leaves_out_christmas_to_new_year_and_august():
    assert not any(map(is_tribunal_day, (date(2026, 12, 25), date(2026, 12, 29), date(2026, 12, 31))))
    assert not is_tribunal_day(date(2026, 1, 1)) and is_tribunal_day(date(2026, 1, 2))
    assert is_tribunal_day(date(2026, 12, 24))
    assert not is_tribunal_day(date(2026, 8, 3)) and not is_tribunal_day(date(2026, 8, 28))
    assert is_tribunal_day(date(2026, 7, 31)) and is_tribunal_day(date(2026, 9, 1))


def test_the_tribunals_days_of_twenty_five_years_are_those_of_the_rule():
    assert [day for day in slow.EVERY_DAY if is_tribunal_day(day) != slow.a_day_of_the_tribunal(day)] == []


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


def test_a_last_day_rolls_to_the_same_day_slowly_on_each_day_of_twenty_five_years():
    rolled = {day: slow.next_that(slow.a_day_of_the_tribunal, day) for day in slow.EVERY_DAY}
    assert [day for day in slow.EVERY_DAY if next_tribunal_day(day) != rolled[day]] == []


# What an administrator changes


@pytest.fixture
def _as_it_was():
    yield
    change_bank_holidays({})


A_CORONATION = date(2027, 6, 7)
EARLY_MAY = date(2027, 5, 3)


@pytest.mark.usefixtures("_as_it_was")
def test_a_bank_holiday_that_is_added_and_one_that_is_taken_away_move_what_is_counted_over_them():
    before = add_working_days(date(2027, 6, 4), 1), add_tribunal_days(date(2027, 4, 30), 1)
    assert before == (A_CORONATION, date(2027, 5, 4))

    change_bank_holidays({A_CORONATION: True, EARLY_MAY: False})
    assert is_bank_holiday(A_CORONATION) and not is_working_day(A_CORONATION)
    assert not is_tribunal_day(A_CORONATION)
    assert not is_bank_holiday(EARLY_MAY) and is_working_day(EARLY_MAY) and is_tribunal_day(EARLY_MAY)
    assert add_working_days(date(2027, 6, 4), 1) == add_tribunal_days(date(2027, 6, 4), 1) == date(2027, 6, 8)
    assert add_working_days(date(2027, 4, 30), 1) == add_tribunal_days(date(2027, 4, 30), 1) == EARLY_MAY
    assert next_tribunal_day(A_CORONATION) == date(2027, 6, 8)

    change_bank_holidays({})
    assert (add_working_days(date(2027, 6, 4), 1), add_tribunal_days(date(2027, 4, 30), 1)) == before


@pytest.mark.usefixtures("_as_it_was")
def test_the_tribunal_rests_at_christmas_even_if_somebody_takes_the_bank_holiday_away():
    christmas, new_year = date(2026, 12, 25), date(2027, 1, 1)
    change_bank_holidays({christmas: False, new_year: False})
    assert is_working_day(christmas) and is_working_day(new_year)
    assert not is_tribunal_day(christmas) and not is_tribunal_day(new_year)
    assert add_working_days(date(2026, 12, 31), 1) == new_year
    assert add_working_days(date(2026, 12, 31), 2) == date(2027, 1, 4)
    assert add_working_days(date(2027, 1, 4), -1) == new_year


@pytest.mark.usefixtures("_as_it_was")
def test_a_day_at_the_weekend_is_no_working_day_whatever_is_changed():
    change_bank_holidays({date(2027, 6, 5): False, date(2027, 6, 6): True})
    assert not is_working_day(date(2027, 6, 5)) and not is_working_day(date(2027, 6, 6))


# Where nobody knows the bank holidays


@pytest.mark.parametrize("count", [add_working_days, add_tribunal_days])
def test_working_days_are_not_counted_to_where_no_bank_holidays_are_known(count):
    assert count(date(2100, 12, 1), 1) == date(2100, 12, 2)
    with pytest.raises(UnknownBankHolidays) as wrong:
        count(date(2100, 12, 31), 1)
    assert str(wrong.value) == (
        "2101-01-03 lies after 2100, the last year whose bank holidays are known here: working days cannot be counted "
        "so far. Check the year."
    )


def test_nor_is_a_day_moved_to_there():
    with pytest.raises(UnknownBankHolidays):
        next_tribunal_day(date(2100, 12, 25))


# The closure window


@pytest.mark.parametrize("first_closed", [date(2026, 7, 22), date(2027, 12, 18), date(2028, 2, 14)])
def test_a_closure_of_four_weeks_or_more_opens_a_window_from_a_week_before_it_to_a_week_before_its_end(
    first_closed,
):
    day = first_closed
    for _ in range(60):
        day = slow.NEXT[day]
        window = slow.days_back(first_closed, 7), slow.days_back(day, 7)
        assert closure_window(first_closed, day) == (
            window if slow.closed_for_four_weeks(first_closed, day) else None
        )


def test_a_half_term_opens_no_window():
    assert closure_window(date(2026, 10, 26), date(2026, 11, 2)) is None
