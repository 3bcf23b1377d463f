"""Time travel: the day of practice is one row, days only go on, and each has its reminders."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from celery.signals import task_prerun
from django.apps import apps

from ehcp.models import open_case
from ehcp.practice import days
from ehcp.practice.models import PracticeClock
from tests import people
from tests.ehcp.practice.conftest import TODAY
from workflows import clock
from workflows.models import Event

ONE_DAY = timedelta(days=1)


@pytest.fixture
def requested(practice, cast):
    """Amira's mother asked today; the council has until 5 January to decide."""
    return people.requested(cast, on=TODAY)


def go_to(day):
    days.set_out(day)
    return days.go_on()


def test_it_is_the_day_that_practice_says(practice):
    assert clock.today() == TODAY


def test_without_a_day_of_practice_it_is_today(db):
    days.install()
    days.forget()
    assert abs(clock.today() - date.today()) <= ONE_DAY


def test_a_process_sees_the_day_another_one_moved_to_at_its_next_request(practice, client):
    assert clock.today() == TODAY
    PracticeClock.objects.update(today=TODAY + ONE_DAY)
    assert clock.today() == TODAY
    client.get("/health")
    assert clock.today() == TODAY + ONE_DAY


def test_and_so_does_a_worker_at_its_next_task(practice):
    assert clock.today() == TODAY
    PracticeClock.objects.update(today=TODAY + ONE_DAY)
    task_prerun.send(sender=None)
    assert clock.today() == TODAY + ONE_DAY


def test_and_within_a_second_in_any_case(practice, monkeypatch):
    assert clock.today() == TODAY
    PracticeClock.objects.update(today=TODAY + ONE_DAY)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 1.5)
    assert clock.today() == TODAY + ONE_DAY


def test_the_day_is_read_once_for_a_request(practice, django_assert_num_queries):
    days.forget()
    with django_assert_num_queries(1):
        for _ in range(20):
            clock.today()


def test_days_pass_with_their_reminders_and_what_is_not_done_becomes_late(requested, cast):
    moved = go_to(date(2027, 1, 7))
    assert clock.today() == date(2027, 1, 7)
    assert moved.became_late == 2
    assert moved.reminders >= 4
    assert str(moved).startswith("It is now Thursday 7 January 2027. ")
    assert "2 steps became late" in str(moved)
    told = apps.get_model("notifications", "Notice").objects.filter(deadline__key="decide_whether_to_assess")
    days_told = sorted(set(told.filter(reader=cast.caseworker).values_list("for_day", flat=True)))
    assert days_told == [
        date(2026, 12, 22),
        date(2026, 12, 29),
        date(2027, 1, 4),
        date(2027, 1, 5),
        date(2027, 1, 6),
    ]


def test_the_service_notes_a_missed_day_on_the_day_after(requested):
    go_to(date(2027, 1, 20))
    noted = Event.objects.get(act="note_missed_day")
    assert noted.on == date(2027, 1, 6)
    assert noted.by is None


def test_a_day_on_which_nothing_happens_says_so(practice):
    assert str(go_to(TODAY + ONE_DAY)) == (
        "It is now Wednesday 25 November 2026. Nobody had to be reminded, and nothing became late."
    )


@pytest.mark.parametrize("day", [TODAY, TODAY - ONE_DAY])
def test_days_never_go_back(practice, day):
    with pytest.raises(days.NoWayBack, match="what has happened stays happened"):
        days.set_out(day)
    assert clock.today() == TODAY


def test_whoever_is_behind_does_not_take_others_back(practice):
    PracticeClock.advance_to(TODAY + 3 * ONE_DAY)
    PracticeClock.advance_to(TODAY + ONE_DAY)
    days.forget()
    assert clock.today() == TODAY + 3 * ONE_DAY


def test_a_long_way_is_gone_in_stretches(requested):
    days.set_out(date(2027, 3, 1))
    assert days.go_on(seconds=0) is None
    assert TODAY < clock.today() < date(2027, 3, 1)
    while (moved := days.go_on(seconds=0)) is None:
        pass
    assert moved.to == clock.today() == date(2027, 3, 1)
    assert moved.became_late == 2


def test_one_can_stop_on_the_way(requested):
    days.set_out(date(2027, 3, 1))
    days.go_on(seconds=0)
    here = clock.today()
    assert days.stop().to == here
    assert days.go_on() is None
    assert clock.today() == here


def test_the_next_due_date_is_that_of_ones_own_cases(requested, cast):
    other = open_case(
        child=cast.other_child,
        authority=cast.council,
        by=cast.other_parent,
        on=TODAY - ONE_DAY,
        via="online",
        reasons=".",
    )
    first = other.deadlines.get(key="decide_whether_to_assess").next_reminder_on
    assert days.next_due() == days.next_due(cast.caseworker) == first
    assert days.next_due(cast.mother) == first + ONE_DAY


def test_a_stranger_is_shown_the_next_date_of_anybody(requested, cast):
    assert days.next_due(cast.stranger) == days.next_due()
