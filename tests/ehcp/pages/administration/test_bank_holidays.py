"""Whoever looks after the installation enters a bank holiday, and moves the running days that it touches."""

import re
from datetime import date
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from ehcp import bank_holidays
from ehcp.models import BankHoliday
from tests import people
from workflows import clock
from workflows.calendars import is_working_day

PAGE = "/administration/bank-holidays/"
MOVE = "/administration/bank-holidays/move-days/"
APPEAL_ENDS = date(2027, 3, 11)  # the appeal against the plan of 11 January 2027
THE_DAY_AFTER = date(2027, 3, 12)


@pytest.fixture(autouse=True)
def _installed(db):
    bank_holidays.install()
    yield
    bank_holidays.uninstall()


@pytest.fixture
def administrator(cast):
    user = people.another_person("Wendy Osgood")
    user.is_staff = True
    user.save()
    return signed_in(user)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())))


def enter(client, when, is_one="yes", name="Coronation"):
    said = {"day_day": when.day, "day_month": when.month, "day_year": when.year}
    return client.post(PAGE, {**said, "is_one": is_one, "name": name}, follow=True)


def test_a_day_that_was_entered_is_no_working_day_any_more(administrator):
    answer = enter(administrator, date(2027, 5, 10))
    assert "From now on Monday 10 May 2027 is a bank holiday." in words(answer)
    assert not is_working_day(date(2027, 5, 10))


def test_a_day_of_the_built_in_list_can_be_taken_away_and_brought_back(administrator):
    early_may = date(2027, 5, 3)
    enter(administrator, early_may, is_one="no", name="Moved to Friday 7 May")
    assert is_working_day(early_may)
    row = BankHoliday.objects.get()
    answer = administrator.post(f"{PAGE}{row.pk}/forget/", follow=True)
    assert "Monday 3 May 2027 is again what the built-in list says." in words(answer)
    assert not is_working_day(early_may) and not BankHoliday.objects.exists()


@pytest.mark.parametrize(
    ("when", "is_one", "wrong"),
    [
        (date(2027, 5, 3), "yes", "The built-in list has Monday 3 May 2027 already"),
        (date(2027, 5, 10), "no", "The built-in list does not have Monday 10 May 2027"),
        (date(2027, 5, 8), "yes", "Saturday 8 May 2027 is no working day anyhow"),
        (date(2101, 5, 9), "yes", "31 December 2100"),
    ],
)
def test_a_day_that_would_change_nothing_is_not_taken(administrator, when, is_one, wrong):
    assert wrong in words(enter(administrator, when, is_one))
    assert not BankHoliday.objects.exists()


def test_a_day_is_entered_once(administrator):
    enter(administrator, date(2027, 5, 10))
    again = enter(administrator, date(2027, 5, 10), name="The same")
    assert "is in the table already, as “Coronation”. Take that back first" in words(again)
    assert BankHoliday.objects.get().name == "Coronation"


def test_the_running_days_that_it_touches_are_named_and_moved_on_request(cast, administrator):
    case = people.at_stage(cast, "final_issued")
    right = case.deadlines.open().get(key="appeal")
    assert right.due == APPEAL_ENDS
    with clock.at(people.FINAL):
        page = words(enter(administrator, APPEAL_ENDS))
        assert "1 running day in 1 case is not what it would be with these bank holidays" in page
        assert f"{case.reference} " in page and "Friday 12 March 2027" in page
        assert cast.child.name not in page
        right.refresh_from_db()
        assert right.due == APPEAL_ENDS  # nothing moves by itself
        page = words(administrator.post(MOVE, follow=True))
    assert "1 running day moved." in page and "No running day is moved by them" in page
    right.refresh_from_db()
    assert right.due == THE_DAY_AFTER and right.reminder_days[-1] == THE_DAY_AFTER
    out = StringIO()
    call_command("recompute", stdout=out)
    assert ": 0 differences" in out.getvalue()


def test_what_has_ended_stays_as_it_was(cast, administrator):
    case = people.at_stage(cast, "final_issued")
    case.deadlines.filter(key="appeal").update(
        ended_on=people.FINAL, ended_how="used", ended_by=case.events.last()
    )
    assert "No running day is moved by them" in words(enter(administrator, APPEAL_ENDS))
    administrator.post(MOVE)
    assert case.deadlines.get(key="appeal").due == APPEAL_ENDS


def test_where_nothing_is_touched_there_is_nothing_to_move(cast, administrator):
    people.at_stage(cast, "final_issued")
    page = words(enter(administrator, date(2027, 5, 10)))
    assert "No running day is moved by them" in page and "Move th" not in page


@pytest.mark.parametrize("who", ["mother", "senco", "caseworker", "manager", "commissioner", "stranger"])
def test_nobody_else_finds_the_page(cast, who):
    row = BankHoliday.objects.create(day=date(2027, 5, 10), name="Coronation")
    client = signed_in(getattr(cast, who))
    for address in (PAGE, MOVE, f"{PAGE}{row.pk}/forget/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert BankHoliday.objects.exists()
    assert "Administration" not in words(client.get("/", follow=True))


def test_an_administrator_finds_the_page_from_every_other(administrator):
    assert f'href="{PAGE}"' in administrator.get("/", follow=True).content.decode()


def test_without_signing_in_there_is_nothing_to_see(client, db):
    assert client.get(PAGE).status_code == 302
