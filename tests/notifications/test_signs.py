"""What whoever watches over the service is told of the ledger, and when an alarm rings."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications import signs
from notifications.models import Gap, Heartbeat, Notice, Outbox
from notifications.signs import EVERY_SO_OFTEN
from tests import people
from workflows.models import Event

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def all_ran(db):
    for name in EVERY_SO_OFTEN:
        Heartbeat.beat(name)


@pytest.fixture
def notice(cast, all_ran):
    people.requested(cast)
    event = Event.objects.get(act="receive_request")
    return Notice.objects.create(
        about=event.case, event=event, for_day=event.on, reader=cast.mother, channel="email"
    )


def ringing() -> dict[str, str]:
    now = signs.take()
    return {alarm.name: alarm.words(now) for alarm in signs.ringing(now)}


def age(name: str, by: timedelta) -> None:
    Heartbeat.objects.filter(name=name).update(at=timezone.now() - by)


def change(notice: Notice, **fields) -> None:
    Notice.objects.filter(pk=notice.pk).update(**fields)


def test_nothing_rings_while_all_run_and_nothing_waits(all_ran):
    assert ringing() == {}


def test_what_never_ran_rings(db):
    assert ringing() == {
        "sweep_stands_still": "The sweep never ran.",
        "sender_stands_still": "The sender never ran.",
        "reconciler_stands_still": "The reconciler never ran.",
    }


@pytest.mark.parametrize("name", ["sweep", "sender"])
def test_what_stopped_rings_after_five_minutes_and_not_before(all_ran, name):
    age(name, 4 * MINUTE)
    assert ringing() == {}
    age(name, 7 * MINUTE)
    assert ringing() == {f"{name}_stands_still": f"The {name} last ran 7 minutes ago."}


def test_a_notice_that_nobody_picks_up_rings(notice):
    assert ringing() == {}
    change(notice, next_attempt_at=timezone.now() - 20 * MINUTE)
    assert ringing() == {"notices_not_picked_up": "A notice has been ready to be sent for 20 minutes."}


def test_a_notice_that_waits_for_its_hour_does_not_ring(notice):
    change(notice, written_at=timezone.now() - 9 * HOUR, next_attempt_at=timezone.now() + HOUR, bundled=True)
    assert ringing() == {}
    assert signs.take().oldest_unsent >= 9 * HOUR


def test_no_notice_waits_for_more_than_a_day_in_silence(notice):
    change(notice, written_at=timezone.now() - 49 * HOUR, next_attempt_at=timezone.now() + HOUR)
    assert ringing() == {"notices_not_sent": "A notice has been waiting for 2 days."}


def test_a_gateway_that_refuses_for_an_hour_rings(notice):
    change(
        notice,
        error="TimeoutError",
        written_at=timezone.now() - 61 * MINUTE,
        next_attempt_at=timezone.now() + HOUR,
    )
    assert ringing() == {
        "gateway_refuses": "A notice could not be sent for 1 hour and is tried again and again."
    }


@pytest.mark.parametrize("became", [{"state": "failed"}, {"state": "sent", "receipt": "permanent_failure"}])
def test_a_notice_that_did_not_arrive_is_told_of_until_somebody_dealt_with_it(notice, became):
    change(notice, **became)
    assert ringing() == {
        "notices_not_arrived": "Notices that did not arrive, with which nobody has dealt: 1."
    }
    assert [alarm.urgent for alarm in signs.ringing(signs.take())] == [False]
    Notice.objects.settle()
    assert ringing() == {}


def test_a_frozen_outbox_rings_and_is_no_fault_of_the_sender(notice):
    Outbox.objects.create(identity="another", frozen_at=timezone.now(), reason="Restored.")
    change(notice, next_attempt_at=timezone.now() - HOUR)
    assert set(ringing()) == {"outbox_frozen"}


def test_a_gap_in_the_ledger_rings_for_a_day(notice):
    Gap.objects.create(
        kind="reminder", about=notice.about, what="give_advice: on the day", since=notice.for_day
    )
    assert ringing() == {
        "gaps_in_the_ledger": "Things that had to be in the ledger and were not, found within a day: 1."
    }
    Gap.objects.update(found_at=timezone.now() - 25 * HOUR)
    assert ringing() == {}
