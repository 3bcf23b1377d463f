"""The nights in which the clocks change, in spring and in autumn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from celery.beat import Scheduler
from django.utils import timezone

from ehcp.celery import app
from notifications.models import Notice
from notifications.reminders import sweep
from notifications.sender import send_waiting
from notifications.tasks import TIMETABLE
from tests import people
from workflows import clock
from workflows.models import Deadline

from .sizes import size

LONDON = ZoneInfo("Europe/London")
DUTIES = ("decide_whether_to_assess", "decide_whether_to_make_a_plan", "issue_the_final_plan")
FIRST_YEAR = 2027


def nights() -> Iterator[date]:
    """The Sundays on which the clocks change."""
    for year in range(FIRST_YEAR, FIRST_YEAR + size("years of clock changes")):
        for month in (3, 10):
            last = date(year, month, 31)
            yield last - timedelta(days=(last.weekday() + 1) % 7)


@pytest.fixture
def host(monkeypatch):
    """A host whose clock a test can set: `host(moment)`."""

    def it_is(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        clock.use(lambda: moment.astimezone(LONDON).date())

    yield it_is
    clock.use(None)


def test_the_clocks_do_change_in_these_nights():
    for night in nights():
        before, after = (datetime(night.year, night.month, night.day, hour, tzinfo=LONDON) for hour in (0, 4))
        assert abs(after.utcoffset() - before.utcoffset()) == timedelta(hours=1), night


def test_round_every_change_of_the_clocks_each_day_rings_once_and_on_its_day(cast, host, figures):
    people.requested(cast, on=date(FIRST_YEAR - 1, 9, 1))
    rang: dict[tuple[int, date], date] = {}
    wrong = looks = 0
    for night in nights():
        days = [night + timedelta(days=n) for n in (-1, 0, 1)]
        for duty, day in zip(DUTIES, days, strict=True):
            found = Deadline.objects.filter(key=duty)
            assert found.update(due=day, ring_on=day, next_reminder_on=day) == 1
        for moment in _moments(days[0], days[-1]):
            host(moment)
            sweep()
            send_waiting()
            looks += 1
            today = moment.astimezone(LONDON).date()
            of_today = Notice.objects.filter(rung="on the day", for_day__in=days)
            for pk, day in of_today.values_list("deadline", "for_day"):
                if (pk, day) not in rang:
                    rang[pk, day] = today
                    wrong += today != day
    keys = Notice.objects.filter(rung="on the day").values_list("deadline", "for_day", "reader", "channel")
    figures |= {
        "nights": len(list(nights())),
        "sweeps": looks,
        "due": 3 * len(list(nights())),
        "in the ledger": len(rang),
        "rang on another day": wrong,
        "doubled": len(keys) - len(set(keys)),
    }
    assert figures["in the ledger"] == figures["due"]
    assert figures["rang on another day"] == figures["doubled"] == 0


def _moments(first: date, last: date) -> Iterator[datetime]:
    """Just before and just after each midnight of these days, and every half hour through the night of the change."""
    for day in (first, last - timedelta(days=1), last):
        midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)
        yield midnight - timedelta(minutes=1)
        yield midnight
        if first < day < last:
            yield from (midnight + timedelta(minutes=30 * n) for n in range(1, 7))


@pytest.mark.parametrize("which", [0, 1], ids=["spring", "autumn"])
def test_the_timetable_goes_on_through_the_night_with_no_gap_and_nothing_twice(
    which, host, monkeypatch, figures
):
    """Celery's own beat, minute by minute: what it sends from ten in the evening until six."""
    gaps = []
    for night in list(nights())[which::2]:
        start = datetime(night.year, night.month, night.day, tzinfo=UTC) - timedelta(hours=2)
        moment = start
        monkeypatch.setattr(app, "now", lambda: moment.astimezone(LONDON))  # noqa: B023
        beat = Beat(app, lazy=True)
        beat.sent = []
        beat.update_from_dict(TIMETABLE)
        while moment < start + timedelta(hours=8):
            while beat.tick() == 0:
                pass
            moment += timedelta(seconds=10)
        looks = [when for name, when in beat.sent if name == "look"]
        gaps += [(after - before).total_seconds() for before, after in pairwise(looks)]
    figures |= {"looks": len(gaps), "shortest gap": min(gaps), "longest gap": max(gaps)}
    assert min(gaps) >= 50
    assert max(gaps) <= 80


class Beat(Scheduler):
    """Celery's beat, which notes what it would send."""

    sent: list

    def apply_async(self, entry, producer=None, advance=True, **kwargs):
        self.sent.append((entry.name, self.app.now().astimezone(UTC)))
