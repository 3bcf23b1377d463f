"""School years, and the day on which the rights become the young person's."""

from datetime import date

import pytest

from workflows.law import age as law
from workflows.law.age import age, compulsory_school_age_ends, is_young_person, school_year, year_group


def test_the_school_year_begins_in_september():
    assert school_year(date(2026, 8, 31)) == 2025
    assert school_year(date(2026, 9, 1)) == 2026


@pytest.mark.parametrize(
    ("born", "on", "year"),
    [
        (date(2021, 2, 12), date(2026, 2, 24), 0),  # five, in reception
        (date(2012, 10, 9), date(2026, 1, 19), 8),  # thirteen, in year 8
        (date(2012, 8, 31), date(2026, 9, 1), 10),
        (date(2012, 9, 1), date(2026, 9, 1), 9),
        (date(2024, 1, 1), date(2026, 9, 1), -2),
    ],
)
def test_the_year_group_follows_from_the_birthday(born, on, year):
    assert year_group(born, on) == year


def test_rights_pass_on_the_day_after_the_last_friday_in_june():
    # Sixteen in the school year 2025-26: the published example.
    born = date(2010, 3, 3)
    assert compulsory_school_age_ends(born) == date(2026, 6, 26)
    assert not is_young_person(born, date(2026, 6, 26))
    assert is_young_person(born, date(2026, 6, 27))


def test_sixteen_in_summer_counts_with_the_same_school_year():
    assert compulsory_school_age_ends(date(2010, 8, 31)) == date(2026, 6, 26)
    assert compulsory_school_age_ends(date(2010, 9, 1)) == date(2027, 6, 25)


def test_at_twenty_five_nobody_is_a_young_person_any_more():
    born = date(2001, 6, 1)
    assert is_young_person(born, date(2026, 5, 31))
    assert not is_young_person(born, date(2026, 6, 1))


def test_the_ages_and_years_that_the_law_speaks_of():
    assert age(date(2021, 9, 2), date(2026, 9, 1)) == law.UNDER_FIVE - 1
    assert age(date(2021, 9, 1), date(2026, 9, 1)) == law.UNDER_FIVE
    assert age(date(2008, 9, 1), date(2026, 9, 1)) == law.ADULT
    assert year_group(date(2012, 9, 1), date(2026, 9, 1)) == law.YEAR_NINE
    # Whoever turns 16 in a school year is in the last one before post-16 education.
    assert year_group(date(2010, 9, 1), date(2026, 9, 1)) == law.LAST_YEAR_BEFORE_POST_16
    assert compulsory_school_age_ends(date(2010, 9, 1)) == date(2027, 6, 25)


def test_an_age_is_counted_in_birthdays():
    assert age(date(2020, 2, 29), date(2026, 2, 28)) == 5
    assert age(date(2020, 2, 29), date(2026, 3, 1)) == 6
