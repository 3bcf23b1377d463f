"""After a restore: nothing that was sent is sent again, and nothing that is owed is left out."""

import json
import shutil
import sqlite3
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction

from notifications import identity, journal, outbox
from notifications.channels import email
from notifications.models import Notice, Outbox
from notifications.sender import Sent, send_waiting
from tests import people
from workflows import clock
from workflows.models import Deadline

from .telling import letters_to, look

DECISION_DUE = date(2026, 10, 13)
MISSED = DECISION_DUE + timedelta(days=1)


@contextmanager
def lost_again():
    """What happens within is lost, as after a restore to the moment before; what left the database has left it."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


@pytest.fixture
def restored(cast, monkeypatch):
    """Two days were swept and sent, and then lost; the database was made anew on another server."""
    people.at_stage(cast, "partners_told")
    look(people.REQUEST)
    outbox.the_one()
    with lost_again():
        look(DECISION_DUE)
        look(MISSED)
    moved(monkeypatch)


def moved(monkeypatch):
    monkeypatch.setattr(outbox, "identity", lambda: json.dumps({"database": "another"}))


def subjects():
    return sorted((*letter.to, letter.subject) for letter in mail.outbox)


# Frozen


def test_the_first_to_send_opens_the_outbox_for_the_database_as_it_is(waiting):
    assert not Outbox.objects.exists()
    assert send_waiting().sent == 4
    assert (outbox.the_one().epoch, outbox.the_one().frozen_at) == (1, None)


def test_in_another_database_nothing_leaves_and_what_is_owed_is_written_down_all_the_same(restored):
    before = subjects()
    _, sent = look(MISSED)
    assert (sent, subjects()) == (Sent(), before)
    assert Notice.objects.waiting().filter(event__act="note_missed_day").exists()
    assert outbox.the_one().reason == outbox.ANOTHER
    assert set(Notice.objects.waiting().values_list("attempts", flat=True)) == {0}


def test_a_frozen_outbox_stays_frozen_though_the_old_database_is_back(waiting, monkeypatch):
    outbox.the_one()
    with monkeypatch.context() as patch:
        moved(patch)
        assert not outbox.is_open()
    assert send_waiting() == Sent()


def test_it_can_be_frozen_by_hand_with_a_reason_and_opened_by_hand(waiting, capsys):
    call_command("outbox", "freeze", "--reason", "The mail server is being changed.")
    assert send_waiting() == Sent()
    call_command("outbox")
    assert "The mail server is being changed.\n4 notices wait.\n" in capsys.readouterr().out
    call_command("outbox", "open")
    assert capsys.readouterr().out == "Open, epoch 2.\n4 notices wait.\n"
    assert send_waiting().sent == 4


def test_a_database_that_has_gone_back_is_noticed_though_it_is_the_same_server(
    waiting, django_capture_on_commit_callbacks
):
    with lost_again(), django_capture_on_commit_callbacks(execute=True):
        outbox.the_one()
    outbox.the_one()
    with lost_again(), django_capture_on_commit_callbacks(execute=True):
        send_waiting()
    assert not outbox.is_open()
    assert outbox.the_one().reason == outbox.GONE_BACK
    outbox.open_again()
    assert outbox.is_open()


def test_another_machine_that_counted_less_is_no_alarm(waiting, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send_waiting()
    Outbox.objects.update(count=1000)  # others sent meanwhile
    assert outbox.is_open()


def test_another_who_sends_just_now_is_no_alarm(waiting, monkeypatch, django_capture_on_commit_callbacks):
    outbox.the_one()

    def somebody_sends_meanwhile():
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            assert outbox.count_up()
        return identity.identity()

    monkeypatch.setattr(outbox, "identity", somebody_sends_meanwhile)
    assert outbox.is_open()


# Reconciled


def test_after_a_restore_nothing_that_was_sent_is_sent_again(restored, cast):
    before = subjects()
    with clock.at(MISSED):
        assert outbox.reconcile().had > 0
        send_waiting()
    assert subjects() == before
    assert outbox.the_one().epoch == 2
    recorded = Notice.objects.filter(error=outbox.HAD_ALREADY)
    assert set(recorded.values_list("gateway_ref", flat=True)) <= {
        letter.extra_headers["Message-ID"] for letter in mail.outbox
    }


def test_after_a_restore_everything_overdue_is_in_the_ledger_within_one_sweep(restored):
    look(MISSED)
    overdue = Deadline.objects.past(MISSED).filter(key="decide_whether_to_assess")
    rungs = Notice.objects.filter(deadline__in=overdue).values_list("rung", flat=True)
    assert {"on the day", "1 day after"} <= set(rungs)
    assert not Deadline.objects.open().filter(next_reminder_on__lte=MISSED).exists()


def test_what_is_new_since_the_restore_is_sent(restored, cast):
    with clock.at(MISSED):
        outbox.reconcile()
    before = len(mail.outbox)
    look(MISSED + timedelta(days=7))
    assert len(mail.outbox) > before


def test_what_the_reader_has_on_the_page_only_is_on_the_page_after_a_restore_too(restored, cast):
    with clock.at(MISSED):
        outbox.reconcile()
        send_waiting()
    page = Notice.objects.on_the_page().filter(reader=cast.mother)
    assert page.filter(event__act="note_missed_day").exists()


def test_if_a_gateway_cannot_be_asked_the_outbox_stays_frozen(restored, monkeypatch):
    def away(notice):
        raise ConnectionRefusedError

    monkeypatch.setattr(email, "find", away)
    with clock.at(MISSED), pytest.raises(ConnectionRefusedError):
        outbox.reconcile()
    assert outbox.the_one().frozen_at is not None


def test_a_gateway_that_can_be_asked_is_asked_by_key(waiting, cast, monkeypatch):
    hers = waiting.get(reader=cast.mother, channel="email")
    monkeypatch.setattr(email, "find", lambda notice: "at-the-gateway" if notice.key == hers.key else None)
    with clock.at(people.REQUEST):
        assert outbox.reconcile() == outbox.Reconciled(had=1, waiting=3)
        send_waiting()
    assert letters_to(cast.mother) == []
    hers.refresh_from_db()
    assert (hers.state, hers.gateway_ref) == ("sent", "at-the-gateway")


# The journal


def test_the_journal_knows_what_was_taken_and_says_nothing_of_whose_it_was(waiting, cast):
    send_waiting()
    sent = Notice.objects.get(reader=cast.mother, channel="email")
    assert journal.find(sent.key) == sent.gateway_ref
    assert journal.find(sent.key + "0") is None
    lines = "".join(path.read_text() for path in journal.folder().glob("sent-*.log"))
    assert "samina" not in lines
    assert sent.key not in lines


def test_a_journal_whose_last_line_was_cut_off_by_a_power_cut_can_still_be_read():
    journal.add("<reference@host>", "whole")
    (path,) = journal.folder().glob("sent-*.log")
    with path.open("a") as file:
        file.write(journal._digest("torn"))
    assert journal.find("torn") is None
    journal.add("<another@host>", "next")
    assert journal.find("whole") == "<reference@host>"


# What a database is


def test_a_database_is_known_by_marks_that_a_copy_does_not_share(db):
    marks = json.loads(identity.identity())
    expected = {"system", "timeline", "database"} if connection.vendor == "postgresql" else {"path", "file"}
    assert set(marks) == expected
    assert all(marks.values())


def test_a_mark_that_may_not_be_asked_for_is_left_out_and_counts_as_the_same():
    known = json.dumps({"system": "1", "timeline": "1", "database": "5"})
    assert identity.is_same(known, json.dumps({"database": "5"}))
    assert not identity.is_same(known, json.dumps({"database": "6"}))
    assert not identity.is_same(known, json.dumps({"system": "1", "timeline": "2", "database": "5"}))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_ordinary_role_may_ask_for_the_marks():
    with connection.cursor() as sql:
        sql.execute("DROP ROLE IF EXISTS outbox_test_role")
        sql.execute("CREATE ROLE outbox_test_role NOSUPERUSER")
        whole = identity.identity()
        sql.execute("SET ROLE outbox_test_role")
        try:
            assert identity.identity() == whole
        finally:
            sql.execute("RESET ROLE")
            sql.execute("DROP ROLE outbox_test_role")


@pytest.mark.postgres
def test_where_a_provider_keeps_a_mark_from_us_the_others_serve(db, monkeypatch):
    monkeypatch.setitem(identity.POSTGRESQL, "system", "SELECT no_such_function()")
    assert set(json.loads(identity.identity())) == {"timeline", "database"}


def test_a_copy_of_a_file_is_another_database_and_so_is_one_put_in_its_place(tmp_path, monkeypatch):
    first, second = tmp_path / "db.sqlite3", tmp_path / "copy.sqlite3"
    sqlite3.connect(first).close()
    first.write_bytes(b"")
    shutil.copy(first, second)
    was = identity_of(first, monkeypatch)
    assert not identity.is_same(was, identity_of(second, monkeypatch))
    Path(second).replace(first)
    assert not identity.is_same(was, identity_of(first, monkeypatch))


def identity_of(path, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    monkeypatch.setattr(identity, "_postgresql", identity._sqlite)
    return identity.identity()
