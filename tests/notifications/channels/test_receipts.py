"""What became of a message: Notify calls us, or we ask it; late, twice, in any order."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications import receipts
from notifications.fake_notify.server import caller
from notifications.models import Notice
from notifications.reminders import sweep
from notifications.sender import send_waiting
from tests import people
from workflows import clock

from .notify import notify

TOKEN = "a word that only Notify knows"
NINE = datetime.fromisoformat("2026-09-01T09:00:00+00:00")


@pytest.fixture
def notice(cast, settings):
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN
    people.requested(cast)
    with clock.at(people.REQUEST):
        sweep()
        yield Notice.objects.get(reader=cast.mother, channel="email")


def report(notice, status, at=NINE, token=TOKEN, **more):
    said = {
        "id": "77777777-7777-4777-8777-777777777777",
        "reference": notice.key,
        "to": "samina-siddiqui@people.example",
        "status": status,
        "completed_at": at.isoformat() if at else None,
        "notification_type": "email",
        **more,
    }
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    # No cookie and no form: it comes from a machine.
    stranger = Client(enforce_csrf_checks=True)
    return stranger.post(reverse("receipts"), said, "application/json", headers=headers)


def as_it_stands(notice):
    notice.refresh_from_db()
    return notice.receipt, notice.receipt_at


@pytest.mark.parametrize(
    ("status", "receipt"),
    [
        ("delivered", "delivered"),
        ("permanent-failure", "permanent_failure"),
        ("temporary-failure", "temporary_failure"),
        ("technical-failure", "technical_failure"),
        ("validation-failed", "technical_failure"),
    ],
)
def test_a_receipt_is_kept_with_its_moment(notice, status, receipt):
    assert report(notice, status).status_code == 200
    assert as_it_stands(notice) == (receipt, NINE)


def test_a_receipt_may_come_before_we_have_recorded_that_we_sent(notice):
    report(notice, "delivered")
    assert as_it_stands(notice)[0] == "delivered"
    send_waiting()
    assert as_it_stands(notice)[0] == "delivered"
    assert notice.state == "sent"


@pytest.mark.parametrize("token", ["", "another word", TOKEN[:-1], f"{TOKEN}s"])
def test_without_the_word_nothing_is_recorded(notice, token):
    assert report(notice, "delivered", token=token).status_code == 401
    assert as_it_stands(notice) == ("", None)


def test_where_no_word_was_agreed_there_is_no_such_page(notice, settings):
    settings.NOTIFY_CALLBACK_TOKEN = ""
    assert report(notice, "delivered", token="").status_code == 404
    assert report(notice, "delivered", token=" ").status_code == 404


def test_an_unknown_message_is_answered_like_a_known_one(notice):
    known = report(notice, "delivered")
    unknown = report(notice, "delivered", reference="event of another service: user 1, email")
    nameless = report(notice, "delivered", reference=None)
    assert [(each.status_code, each.content) for each in (known, unknown, nameless)] == [(200, b"")] * 3
    assert Notice.objects.exclude(receipt="").count() == 1


def test_twice_is_once(notice):
    for _ in range(2):
        report(notice, "permanent-failure")
    assert as_it_stands(notice) == ("permanent_failure", NINE)


LATER = NINE + timedelta(minutes=5)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_in_whatever_order_they_come_the_last_word_counts(notice, order):
    said = [
        ("sending", None),
        ("temporary-failure", NINE),
        ("delivered", LATER),
        ("delivered", LATER),
    ]
    for place in order:
        report(notice, *said[place])
    assert as_it_stands(notice) == ("delivered", LATER)


@pytest.mark.parametrize("order", list(permutations(["delivered", "permanent-failure"])))
def test_of_two_at_the_same_moment_the_worse_counts(notice, order):
    for status in order:
        report(notice, status)
    assert as_it_stands(notice)[0] == "permanent_failure"


@pytest.mark.parametrize("nonsense", ["", "[]", "7", "{", '"delivered"'])
def test_nonsense_is_told_so_and_does_no_harm(notice, nonsense):
    answer = Client().post(
        reverse("receipts"),
        nonsense,
        "application/json",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    assert answer.status_code == 400
    assert as_it_stands(notice) == ("", None)


# Asked


def test_what_notify_did_not_tell_of_is_asked_for_after_an_hour(notice):
    with notify() as desk:
        send_waiting()
        for _ in range(2):
            desk.advance()
        assert receipts.ask() == 0  # it may still call
        Notice.objects.update(written_at=timezone.now() - timedelta(hours=2))
        assert receipts.ask() == 2  # the mother's and the caseworker's
        assert as_it_stands(notice)[0] == "delivered"
        assert receipts.ask() == 0


def test_a_message_that_notify_has_forgotten_stays_without_a_receipt(notice):
    with notify() as desk:
        send_waiting()
        desk.messages.clear()
        Notice.objects.update(written_at=timezone.now() - timedelta(hours=2))
        assert receipts.ask() == 0
        assert as_it_stands(notice) == ("", None)


@pytest.mark.django_db(transaction=True)
def test_over_http_from_the_message_to_its_receipt(live_server, settings):
    """Our sender, Notify's client, the fake, its call, and our page: each talks to the next over the wire."""
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN
    cast = people.the_cast()
    cast.mother.email = "perm-fail@simulator.notify"
    cast.mother.save()
    people.requested(cast)
    with notify(call=caller(f"{live_server.url}{reverse('receipts')}", TOKEN)) as desk:
        with clock.at(people.REQUEST):
            sweep()
            send_waiting()
        for _ in range(2):
            desk.advance()
    sent = Notice.objects.filter(channel="email", state="sent")
    assert dict(sent.values_list("reader__full_name", "receipt")) == {
        "Samina Siddiqui": "permanent_failure",
        "Ruth Adeyemi": "delivered",
    }
