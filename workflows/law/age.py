"""School years and the day on which the rights pass to the young person."""

from __future__ import annotations

from datetime import date

from workflows.clock import LastFridayInJune, school_year

RECEPTION = 5  # the age reached in the school year called reception, which counts as year 0
LAST_COMPULSORY_AGE = 16
LAST_YEAR_BEFORE_POST_16 = LAST_COMPULSORY_AGE - RECEPTION
YOUNG_PERSON_UNTIL = 25
YEAR_NINE = 9
UNDER_FIVE = 5
ADULT = 18


def year_group(born: date, on: date) -> int:
    """0 for reception, 1 to 13 for years 1 to 13; below 0 before school, above 13 after it."""
    return school_year(on) - school_year(born) - RECEPTION


def compulsory_school_age_ends(born: date) -> date:
    """The last Friday in June of the school year in which the child turns 16 (Education Act 1996, section 8)."""
    return LastFridayInJune(LAST_COMPULSORY_AGE).after(born)


def is_young_person(born: date, on: date) -> bool:
    """Over compulsory school age and under 25: the rights are the young person's own (section 83 of the Act)."""
    return compulsory_school_age_ends(born) < on and age(born, on) < YOUNG_PERSON_UNTIL


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
