"""An administrator adds a bank holiday, and working days are counted with it."""

from datetime import date

import pytest

from ehcp import bank_holidays
from ehcp.models import BankHoliday
from workflows import calendars
from workflows.clock import working_days

CORONATION = date(2027, 5, 10)  # a Monday that is none, until somebody says so


@pytest.fixture
def installed(db):
    bank_holidays.install()
    yield
    bank_holidays.uninstall()


def test_a_day_that_was_added_is_no_working_day_any_more(installed):
    assert working_days(1).after(date(2027, 5, 7)) == CORONATION
    BankHoliday.objects.create(day=CORONATION, name="Coronation")
    assert not calendars.is_working_day(CORONATION)
    assert working_days(1).after(date(2027, 5, 7)) == date(2027, 5, 11)


def test_a_day_of_the_built_in_list_can_be_taken_away(installed):
    early_may = date(2027, 5, 3)
    assert not calendars.is_working_day(early_may)
    BankHoliday.objects.create(day=early_may, name="Moved to the Friday", is_one=False)
    assert calendars.is_working_day(early_may)


def test_a_day_that_is_deleted_again_counts_as_before(installed):
    BankHoliday.objects.create(day=CORONATION, name="Coronation").delete()
    assert calendars.is_working_day(CORONATION)


def test_what_another_process_wrote_is_known_after_a_minute(installed, monkeypatch):
    bank_holidays.read()
    BankHoliday.objects.bulk_create([BankHoliday(day=CORONATION, name="Coronation")])  # sends no signal
    bank_holidays.read_now_and_then()
    assert calendars.is_working_day(CORONATION)
    monkeypatch.setattr(bank_holidays, "_read_at", bank_holidays._read_at - bank_holidays.FRESH_FOR - 1)
    bank_holidays.read_now_and_then()
    assert not calendars.is_working_day(CORONATION)
