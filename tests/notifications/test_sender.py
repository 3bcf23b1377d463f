"""Sending: each notice for itself, as often as it takes, and no more."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from notifications import bundles, journal, sender
from notifications.channels import email
from notifications.models import Heartbeat, Notice
from notifications.sender import AGAIN_AFTER, send_waiting
from tests import people
from workflows import clock

from .telling import letters_to, look


@pytest.fixture
def no_mail(monkeypatch):
    """The mail server is away, until the list that this gives is emptied."""
    away = [True]
    send = email.send

    def may_fail(notice):
        if away:
            raise ConnectionRefusedError("Amira's letter could not be handed over")
        return send(notice)

    monkeypatch.setattr(email, "send", may_fail)
    return away


def test_what_waits_is_sent_once(waiting):
    assert waiting.count() == 4
    assert send_waiting() == sender.Sent(sent=4)
    assert send_waiting() == sender.Sent()
    assert len(mail.outbox) == 2
    assert Heartbeat.last("sender") is not None


def test_a_letter_says_whose_it_is_only_in_its_address(waiting, cast):
    send_waiting()
    (letter,) = letters_to(cast.mother)
    assert letter.to == ["samina-siddiqui@people.example"]
    assert letter.cc == letter.bcc == []
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_what_could_not_be_sent_is_tried_again_later_and_holds_up_nothing(waiting, no_mail):
    assert send_waiting() == sender.Sent(sent=2, later=2)  # the page needs no mail server
    late = waiting.first()
    assert (late.attempts, late.error, late.leased_until) == (1, "ConnectionRefusedError", None)
    assert timedelta(0) < late.next_attempt_at - timezone.now() <= AGAIN_AFTER[0]
    assert send_waiting() == sender.Sent()  # not yet
    no_mail.clear()
    waiting.update(next_attempt_at=timezone.now())
    assert send_waiting() == sender.Sent(sent=2)
    assert len(mail.outbox) == 2


def test_why_it_failed_never_quotes_what_was_in_it(waiting, no_mail, caplog):
    send_waiting()
    assert "Amira" not in "".join(waiting.values_list("error", flat=True)) + caplog.text


def test_after_the_last_attempt_it_is_parked_in_sight_and_can_be_sent_by_hand(waiting, no_mail):
    for _ in range(len(AGAIN_AFTER) + 1):
        waiting.update(next_attempt_at=timezone.now())
        send_waiting()
    assert waiting.count() == 0
    assert Notice.objects.failed().count() == 2
    no_mail.clear()
    call_command("sweep", "--again", verbosity=0)
    assert (Notice.objects.failed().count(), len(mail.outbox)) == (0, 2)


def test_a_poison_notice_does_not_block_the_others(waiting, monkeypatch, cast):
    words_of = bundles.words_of
    poison = Notice.objects.filter(reader=cast.mother, channel="email").get()
    Notice.objects.filter(pk=poison.pk).update(
        next_attempt_at=timezone.now() - timedelta(days=1)
    )  # the first

    def breaks(notice, owed):
        if notice.pk == poison.pk:
            raise RecursionError
        return words_of(notice, owed)

    monkeypatch.setattr(bundles, "words_of", breaks)
    assert send_waiting() == sender.Sent(sent=3, later=1)


def test_a_notice_that_ends_every_sender_is_parked(waiting, cast):
    """A process that was killed records nothing; that it tried is on record from before."""
    tried = Notice.objects.filter(reader=cast.mother, channel="email")
    tried.update(attempts=len(AGAIN_AFTER) + 1, leased_until=timezone.now() - timedelta(minutes=1))
    send_waiting()
    assert tried.get().error == "No attempt came to an end."


def test_what_another_sender_has_in_hand_is_left_to_it_until_its_lease_runs_out(waiting):
    waiting.update(leased_until=timezone.now() + timedelta(minutes=1))
    assert send_waiting() == sender.Sent()
    Notice.objects.waiting().update(leased_until=timezone.now() - timedelta(seconds=1))
    assert send_waiting() == sender.Sent(sent=4)


def test_what_a_sender_sent_before_it_died_is_recorded_by_the_next_and_not_sent_again(waiting, cast):
    send_waiting()
    mine = Notice.objects.filter(channel="email", reader=cast.mother)
    before = mine.get()
    mine.update(state="waiting", gateway_ref="")
    send_waiting()
    (letter,) = letters_to(cast.mother)
    assert (mine.get().state, mine.get().gateway_ref) == ("sent", before.gateway_ref)
    assert letter.extra_headers["Message-ID"] == before.gateway_ref


def test_a_sender_that_died_before_it_could_note_it_sends_again_under_the_same_key(
    waiting, cast, monkeypatch
):
    monkeypatch.setattr(journal, "add", lambda *args: None)
    send_waiting()
    Notice.objects.filter(channel="email", reader=cast.mother).update(state="waiting")
    send_waiting()
    first, second = letters_to(cast.mother)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_sender_whose_time_is_up_gives_back_what_it_did_not_try(waiting):
    assert send_waiting(seconds=0.0001) == sender.Sent(sent=1)
    assert set(waiting.values_list("leased_until", "attempts")) == {(None, 0)}
    assert send_waiting() == sender.Sent(sent=3)


def test_how_long_the_oldest_has_waited_can_be_asked(waiting):
    assert timedelta(0) < Notice.objects.oldest_unsent() < timedelta(minutes=1)
    send_waiting()
    assert Notice.objects.oldest_unsent() is None


def test_cron_can_do_it_without_any_worker(cast, capsys):
    people.requested(cast)
    with clock.at(people.REQUEST):
        call_command("sweep")
    assert capsys.readouterr().out.splitlines() == [
        "0 things noted that days have brought, such as a missed day; news of 1 events and reminders of 0 deadlines "
        "written down.",
        "4 sent, 0 not owed any more, 0 to be tried again, 0 could not be sent. Parked altogether: 0.",
    ]


def test_a_request_for_advice_that_was_answered_before_it_was_sent_is_not_sent(cast):
    people.at_stage(cast, "advice_accepted")
    look(people.ADVICE_IN)
    asked = Notice.objects.filter(event__act="ask_for_advice")
    assert set(asked.values_list("state", "error")) == {("not_owed", "What was asked has been settled.")}
