"""The reconciler: whatever is missing from the ledger is named and written, and nothing else is."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from notifications import outbox
from notifications.models import Gap, Notice, ToldUpTo
from notifications.reconcile import reconcile
from notifications.reminders import sweep
from tests import people
from workflows import clock
from workflows.models import Deadline, Event

from .telling import days_go_by, look

ASKED = people.AGREED
DUE = date(2026, 11, 16)


@pytest.fixture
def asked(cast):
    """Advice is due from everybody, and everything due up to the day itself was told."""
    case = people.at_stage(cast, "advice_asked")
    look(ASKED)
    # The ledger began when the case did.
    Notice.objects.update(written_at=midnight(ASKED))
    days_go_by(ASKED, DUE, step=7)
    return case


def midnight(day):
    return datetime.combine(day, time(), clock.ENGLAND)


def on(day):
    with clock.at(day):
        return [(gap.kind, gap.what, gap.since) for gap in reconcile()]


def test_where_everything_was_told_there_is_no_gap(asked):
    assert on(DUE) == []
    assert not Gap.objects.exists()


def test_a_reminder_that_was_lost_is_named_and_written(asked, caplog):
    lost = Notice.objects.filter(deadline__key="give_advice", rung="on the day")
    deadlines = set(lost.values_list("deadline", flat=True))
    gone = set(lost.values_list("key", flat=True))
    lost.delete()
    assert set(on(DUE)) == {("reminder", "give_advice: on the day", DUE)}
    assert set(lost.values_list("key", flat=True)) == gone
    assert set(lost.values_list("deadline", flat=True)) == deadlines
    assert "NM-2026-0001, give_advice: on the day, since 2026-11-16: Nobody was reminded" in caplog.text
    assert Gap.objects.found_within(timedelta(days=1)).count() == 1
    assert on(DUE) == []


def test_it_does_not_believe_the_day_on_which_a_deadline_says_that_it_rings(asked):
    """As a mistake in the sweep, or in whoever set the day, would leave it."""
    deadline = Deadline.objects.open().filter(key="give_advice").first()
    Notice.objects.filter(deadline=deadline).delete()
    Deadline.objects.filter(pk=deadline.pk).update(next_reminder_on=None)
    look(DUE)
    assert not Notice.objects.filter(deadline=deadline).exists()
    assert {("reminder", "give_advice: 1 week before", date(2026, 11, 9))} <= set(on(DUE))
    assert Notice.objects.filter(deadline=deadline).exists()


def test_what_the_sweep_has_not_come_to_yet_is_no_gap(asked):
    assert Deadline.objects.open().filter(next_reminder_on=DUE + timedelta(days=1)).exists()
    assert on(DUE + timedelta(days=1)) == []
    with clock.at(DUE + timedelta(days=1)):
        sweep()
    assert on(DUE + timedelta(days=1)) == []


def test_a_deadline_that_was_left_alone_for_a_day_is_named_and_swept(asked):
    overdue = Deadline.objects.open().filter(key="give_advice", next_reminder_on=DUE + timedelta(days=1))
    assert overdue.exists()
    kinds = {(kind, what) for kind, what, _ in on(DUE + timedelta(days=2))}
    assert kinds == {("not_swept", "give_advice")}
    assert not overdue.exists()


def test_news_that_nobody_heard_is_named_and_told_though_a_mark_says_that_all_was(cast):
    people.at_stage(cast, "partners_told")
    look(people.REQUEST)
    last = Event.objects.order_by("-pk").first()
    Notice.objects.filter(event=last).delete()
    ToldUpTo.objects.update(up_to=last.pk)
    Notice.objects.update(written_at=midnight(people.REQUEST))
    look(people.REQUEST)
    assert not Notice.objects.filter(event=last).exists()
    assert on(people.REQUEST + timedelta(days=1)) == [("news", last.act, people.REQUEST)]
    assert Notice.objects.filter(event=last).exists()


def test_a_notice_that_was_taken_and_never_given_back_and_one_that_waits_too_long_are_named(asked):
    with clock.at(DUE + timedelta(days=1)):
        sweep()
    first, second, *_ = Notice.objects.waiting().order_by("pk")
    hour = timezone.now() - timedelta(hours=2)
    Notice.objects.filter(pk=first.pk).update(leased_until=hour)
    Notice.objects.filter(pk=second.pk).update(next_attempt_at=hour)
    assert [kind for kind, *_ in on(DUE + timedelta(days=1))] == ["leased", "unsent"]
    outbox.freeze("As after a restore.")
    assert [kind for kind, *_ in on(DUE + timedelta(days=1))] == ["leased"]


def test_what_was_said_in_a_notice_that_failed_is_named(asked):
    sent = Notice.objects.filter(state="sent", channel="email", deadline__isnull=False).first()
    Notice.objects.filter(pk=sent.pk).update(state="failed")
    covered = Notice.objects.filter(reader=sent.reader, channel="email").exclude(pk=sent.pk).first()
    Notice.objects.filter(pk=covered.pk).update(
        state="covered", said_in=sent.key, organisation=sent.organisation
    )
    assert [kind for kind, *_ in on(DUE)] == ["covered"]


def test_what_was_before_the_ledger_began_is_no_gap(asked):
    Notice.objects.filter(deadline__isnull=False).delete()
    Notice.objects.update(written_at=midnight(DUE))
    assert {since for _, _, since in on(DUE)} <= {DUE}


def test_a_poison_deadline_does_not_keep_the_others_from_being_looked_at(asked):
    Notice.objects.filter(deadline__key="give_advice", rung="on the day").delete()
    Deadline.objects.filter(key="issue_the_final_plan").update(key="no_such_duty")
    assert set(on(DUE)) == {("reminder", "give_advice: on the day", DUE)}


def test_the_command_says_that_there_is_no_gap_or_names_each(asked, capsys):
    with clock.at(DUE):
        call_command("reconcile")
        assert capsys.readouterr().out == "No gap: everything that must be in the ledger is there.\n"
        Notice.objects.filter(deadline__key="give_advice", rung="on the day").delete()
        call_command("reconcile")
    out = capsys.readouterr().out
    assert "NM-2026-0001, give_advice: on the day, since 2026-11-16: Nobody was reminded\n" in out
