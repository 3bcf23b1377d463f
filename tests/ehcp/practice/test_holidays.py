"""The fictional councils' school holidays."""

from datetime import date
from itertools import pairwise

import pytest

from ehcp.closures import closures_for, overlapping
from ehcp.models import Closure
from ehcp.practice import holidays
from tests.ehcp.practice.conftest import TODAY


def test_the_school_year_of_2025_has_its_holidays_in_order():
    assert list(holidays.holidays_of(2025)) == [
        ("Autumn half-term", date(2025, 10, 27), date(2025, 11, 3)),
        ("Christmas holiday", date(2025, 12, 22), date(2026, 1, 5)),
        ("Spring half-term", date(2026, 2, 16), date(2026, 2, 23)),
        ("Easter holiday", date(2026, 4, 3), date(2026, 4, 20)),
        ("Summer half-term", date(2026, 5, 25), date(2026, 6, 1)),
        ("Summer holiday", date(2026, 7, 22), date(2026, 9, 2)),
    ]


@pytest.mark.parametrize("year", range(2014, 2040))
def test_no_two_of_a_school_year_meet(year):
    found = list(holidays.holidays_of(year))
    assert all(before[2] <= after[1] for before, after in pairwise(found))


def test_they_hold_for_every_setting_of_an_authority(cast):
    holidays.enter(TODAY)
    (christmas,) = closures_for(cast.school, cast.council, date(2026, 12, 22), date(2026, 12, 22))
    assert (christmas.organisation, christmas.name) == (cast.council, "Christmas holiday")
    for each in Closure.objects.all():
        assert overlapping(each.organisation, each.first_closed_on, each.reopens_on).count() == 1
