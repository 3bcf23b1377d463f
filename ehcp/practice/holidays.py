"""The school holidays of the fictional councils, so that pages can say beforehand what falls into them."""

from __future__ import annotations

from calendar import FRIDAY, MONDAY, WEDNESDAY
from collections.abc import Iterator
from datetime import date, timedelta

from ehcp.models import Closure, Organisation
from ehcp.models.organisations import Kind
from workflows.calendars import ONE_DAY, ONE_WEEK, bank_holidays
from workflows.clock import school_year

YEARS_AHEAD = 4
"""Practice days move on; so far the holidays are known."""


def enter(today: date) -> None:
    """Enter the holidays of each authority, from the school year before this one on."""
    first = school_year(today) - 1
    Closure.objects.bulk_create(
        Closure(organisation=each, name=name, first_closed_on=closed, reopens_on=opens)
        for each in Organisation.objects.filter(kind=Kind.AUTHORITY)
        for year in range(first, first + YEARS_AHEAD)
        for name, closed, opens in holidays_of(year)
    )


def holidays_of(year: int) -> Iterator[tuple[str, date, date]]:
    """Name, first closed day and the day schools open again, in the school year that begins in this year."""
    half_term = _last(MONDAY, date(year, 10, 31))
    yield "Autumn half-term", half_term, half_term + ONE_WEEK
    christmas = _first(MONDAY, date(year, 12, 20))
    yield "Christmas holiday", christmas, christmas + 2 * ONE_WEEK
    half_term = _first(MONDAY, date(year + 1, 2, 12))
    yield "Spring half-term", half_term, half_term + ONE_WEEK
    good_friday = min(
        day for day in bank_holidays(year + 1) if day.weekday() == FRIDAY and day.month in (3, 4)
    )
    yield "Easter holiday", good_friday, _first(MONDAY, good_friday) + 2 * ONE_WEEK
    half_term = _last(MONDAY, date(year + 1, 5, 31))
    yield "Summer half-term", half_term, half_term + ONE_WEEK
    yield "Summer holiday", _first(WEDNESDAY, date(year + 1, 7, 20)), _first(WEDNESDAY, date(year + 1, 9, 1))


def _first(weekday: int, day: date) -> date:
    """The first day of this name from a day on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _last(weekday: int, day: date) -> date:
    """The last day of this name up to a day."""
    return _first(weekday, day + ONE_DAY) - ONE_WEEK
