"""What is due: reminders before its day, on it, and a ladder after it; each once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import repeat

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from ehcp.models import open_case
from ehcp.models.organisations import Role
from notifications import keys, ringing
from notifications import reminders as sweeping
from notifications.ladders import TOLD_WITH, ladder
from notifications.models import Heartbeat, Notice, ToldUpTo
from notifications.observed import missed_and_not_noted
from notifications.recipients import TOLD
from notifications.reminders import sweep
from notifications.sender import send_waiting
from tests import people
from workflows import clock
from workflows.acts import Refused
from workflows.checks import all_acts
from workflows.law.terms import Row
from workflows.models import Deadline, Event

from .telling import all_have_given_advice_but, days_go_by, letters_to, look, reminders

ASKED = people.AGREED
DUE = date(2026, 11, 16)  # six weeks after
LATE = DUE + timedelta(days=1)
DECISION_DUE = date(2026, 10, 13)
PSYCHOLOGIST, CASEWORKER, MANAGER, MOTHER = "Priya Raman", "Ruth Adeyemi", "Helen Marsh", "Samina Siddiqui"


@pytest.fixture
def asked(cast):
    """Advice was asked of everybody, and everybody but the psychologist has given it."""
    case = all_have_given_advice_but("psychological", cast)
    look(ASKED)
    return case


def test_whoever_was_asked_for_advice_is_reminded_before_its_day_and_on_it(asked):
    days_go_by(ASKED, DUE)
    assert reminders("give_advice") == [
        ("2 weeks before", PSYCHOLOGIST, "sent"),
        ("1 week before", PSYCHOLOGIST, "sent"),
        ("1 day before", PSYCHOLOGIST, "sent"),
        ("on the day", PSYCHOLOGIST, "sent"),
    ]


def test_after_its_day_the_caseworker_hears_and_a_week_later_the_managers(asked, cast):
    head = people._member("Edith Long", cast.psychology, Role.MANAGER, "Principal psychologist")
    # The team is two now; the request is the psychologist's own.
    asked.advice.filter(kind="psychological").update(person=cast.psychologist)
    days_go_by(DUE, DUE + timedelta(days=9))
    assert reminders("give_advice", rung__endswith="after") == [
        ("1 day after", PSYCHOLOGIST, "sent"),
        ("1 day after", CASEWORKER, "sent"),
        ("8 days after", PSYCHOLOGIST, "sent"),
        ("8 days after", str(head), "sent"),
        ("8 days after", CASEWORKER, "sent"),
        ("8 days after", MANAGER, "sent"),
    ]


def test_what_stays_undone_rings_again_every_four_weeks(asked):
    days_go_by(DUE, DUE + timedelta(days=70), step=7)
    rungs = dict.fromkeys(rung for rung, _, state in reminders("give_advice") if state == "sent")
    assert list(rungs)[-3:] == ["8 days after", "15 days after", "43 days after"]


def test_nobody_hears_twice_however_often_the_sweep_runs(asked):
    for _ in range(3):
        look(DUE)
    first = len(mail.outbox)
    with clock.at(DUE):
        Deadline.objects.open().update(next_reminder_on=date(2020, 1, 1))  # as if nothing had been swept yet
        for _ in range(3):
            assert sweep().events == 0
            send_waiting()
    assert len(mail.outbox) == first
    keys = list(Notice.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))


def test_what_is_due_waits_neither_for_days_to_be_noted_nor_for_news_to_be_told(asked, monkeypatch):
    monkeypatch.setattr(sweeping, "observe", lambda today: repeat(1))  # more than any sweep gets done
    monkeypatch.setattr(sweeping, "tell_news", lambda: repeat(1))
    monkeypatch.setattr(sweeping, "BATCH", 1)
    assert Deadline.objects.open().exclude(ring_on=None).update(next_reminder_on=DUE) > 1
    with clock.at(DUE):
        sweep(seconds=3)
    assert not Deadline.objects.open().filter(next_reminder_on__lte=DUE).exists()


def test_after_many_days_away_there_is_one_letter_and_every_rung_is_in_the_ledger(asked, cast):
    before = len(letters_to(cast.psychologist))
    look(DUE + timedelta(days=10))
    assert [rung for rung, who, _ in reminders("give_advice") if who == PSYCHOLOGIST] == [
        "2 weeks before",
        "1 week before",
        "1 day before",
        "on the day",
        "1 day after",
        "8 days after",
    ]
    states = [state for _, who, state in reminders("give_advice") if who == PSYCHOLOGIST]
    assert states == ["covered"] * 5 + ["sent"]
    (letter,) = letters_to(cast.psychologist)[before:]
    assert letter.subject == "NM-2026-0001: 10 days late: Give the advice"


def test_if_it_is_the_mail_server_that_was_away_there_is_one_letter_too(asked, cast):
    before = len(letters_to(cast.psychologist))
    with clock.at(DUE - timedelta(days=7)):
        sweep()
    with clock.at(DUE):
        sweep()
        send_waiting()
    (letter,) = letters_to(cast.psychologist)[before:]
    assert letter.subject == "NM-2026-0001: due today: Give the advice"
    assert {state for rung, _, state in reminders("give_advice") if rung != "on the day"} == {"covered"}


def test_advice_given_between_the_ledger_and_the_sending_is_not_chased(asked, cast):
    before = len(letters_to(cast.psychologist))
    with clock.at(DUE):
        sweep()
        advice = asked.advice.get(kind="psychological")
        people.write_advice(advice, cast)
        advice.give_advice(by=cast.psychologist)
        send_waiting()
    assert len(letters_to(cast.psychologist)) == before
    states = Notice.objects.filter(deadline__key="give_advice").exclude(state="covered")
    assert set(states.values_list("state", "error")) == {("not_owed", "Done")}


def test_a_right_is_reminded_of_in_the_familys_own_words_and_closes_without_a_bell(cast):
    people.at_stage(cast, "draft_served")
    days_go_by(people.DRAFT_SERVED, date(2026, 12, 20))
    assert reminders("answer_the_draft") == [
        ("1 week before", MOTHER, "sent"),
        ("2 days before", MOTHER, "sent"),
        ("on the day", MOTHER, "sent"),
        ("closed", CASEWORKER, "sent"),
    ]
    today = next(each for each in letters_to(cast.mother) if "last day" in each.subject)
    assert today.subject == "NM-2026-0001: Today is the last day to answer the draft plan"


def test_mediation_is_told_with_the_appeal_and_not_beside_it(cast):
    people.at_stage(cast, "final_issued")
    days_go_by(people.FINAL, date(2027, 3, 12))
    assert reminders("ask_for_mediation") == []
    assert [rung for rung, who, _ in reminders("appeal") if who == MOTHER] == [
        "4 weeks before",
        "2 weeks before",
        "1 week before",
        "2 days before",
        "on the day",
    ]


def test_what_is_owed_as_soon_as_practicable_rings_too(cast):
    people.requested(cast)  # and nobody tells the partners
    days_go_by(people.REQUEST, people.REQUEST + timedelta(weeks=5))
    assert reminders("consult_the_family") == [
        ("1 week after it began", CASEWORKER, "sent"),
        ("3 weeks after it began", CASEWORKER, "sent"),
        ("5 weeks after it began", CASEWORKER, "sent"),
        ("5 weeks after it began", MANAGER, "sent"),
    ]


def test_a_day_that_moves_is_reminded_of_anew(cast):
    case = people.at_stage(cast, "final_issued")
    days_go_by(people.FINAL, date(2027, 3, 10), step=7)
    with clock.at(date(2027, 3, 10)):
        case.record_mediation_certificate(by=cast.mother, dated_on=date(2027, 3, 9))
    look(date(2027, 3, 10))
    days_go_by(date(2027, 3, 10), date(2027, 4, 10))
    on_the_day = Notice.objects.filter(deadline__key="appeal", rung="on the day", channel="email")
    assert [notice.for_day for notice in on_the_day] == [date(2027, 4, 9)]


def test_a_clock_that_was_started_late_is_not_reminded_of_days_before_its_start(cast):
    with clock.at(date(2026, 10, 1)):  # typed in a month after it came
        case = open_case(
            child=cast.child,
            authority=cast.council,
            by=cast.caseworker,
            on=people.REQUEST,
            via="post",
            reasons="A letter.",
            caseworker=cast.caseworker,
        )
    deadline = case.deadlines.get(key="decide_whether_to_assess")
    rungs = [rung.name for rung, _ in zip(ladder(deadline), range(3), strict=False)]
    assert rungs == ["1 week before", "1 day before", "on the day"]


# When the authority misses a day of the law


def test_a_missed_statutory_day_is_noted_once_and_told_to_the_family_in_kind_words(cast):
    case = people.at_stage(cast, "partners_told")
    days_go_by(people.REQUEST, DECISION_DUE)
    assert not Event.objects.filter(act="note_missed_day").exists()
    days_go_by(DECISION_DUE, DECISION_DUE + timedelta(days=5))
    noted = Event.objects.get(act="note_missed_day")
    assert (noted.facts["duty"], noted.on) == ("decide_whether_to_assess", DECISION_DUE + timedelta(days=1))
    assert case.deadlines.filter(key="explain_the_delay").count() == 1
    (letter,) = [each for each in letters_to(cast.mother) if "late" in each.subject]
    assert letter.subject == "NM-2026-0001: We are late, and are sorry"
    assert "the decision whether to carry out an assessment" in letter.body
    assert "Tuesday 13 October 2026" in letter.body


def test_each_duty_that_is_missed_is_noted_for_itself(cast):
    people.at_stage(cast, "partners_told")
    look(date(2027, 2, 1))  # after 6, 16 and 20 weeks
    noted = [event.facts["duty"] for event in Event.objects.filter(act="note_missed_day").order_by("seq")]
    assert noted == [
        "decide_whether_to_assess",
        "decide_whether_to_make_a_plan",
        "issue_the_final_plan",
    ]


def test_the_family_hears_why_and_the_new_day_when_the_delay_is_explained(cast):
    case = people.at_stage(cast, "partners_told")
    look(DECISION_DUE + timedelta(days=1))
    with clock.at(DECISION_DUE + timedelta(days=2)):
        case.refresh_from_db()
        case.explain_delay(
            by=cast.caseworker, words="Our psychologist was ill.", expected_on=date(2026, 10, 30)
        )
    look(DECISION_DUE + timedelta(days=2))
    letter = letters_to(cast.mother)[-1]
    assert "We now expect it by Friday 30 October 2026" in letter.body
    assert "psychologist" not in letter.body


def test_a_case_that_moved_on_meanwhile_is_left_alone(cast):
    """Two sweeps at once: the second sees the day as not noted, and the case has a new version when it comes to act."""
    people.at_stage(cast, "partners_told")
    day = DECISION_DUE + timedelta(days=1)
    with clock.at(day):
        late = missed_and_not_noted(day).select_related("case").get()
        seen = late.case
        sweep()
        with pytest.raises(Refused):
            seen.note_missed_day(by=None, on=day, duty=late.key)
    assert Event.objects.filter(act="note_missed_day").count() == 1


# Nothing is lost


def test_an_event_whose_news_nobody_heard_is_found_by_the_next_sweep(cast):
    """A process that dies after commit loses nothing: the event itself is the promise."""
    people.at_stage(cast, "agreed")  # no hint was given to any worker
    assert not Notice.objects.exists()
    look(people.AGREED)
    told = Notice.objects.exclude(event=None).values_list("event__act", flat=True)
    assert set(told) == {"receive_request", "tell_partners", "agree_to_assess"}
    assert sweeping.untold().count() == 0


def test_one_broken_deadline_does_not_hold_up_the_others(asked, cast):
    broken = Deadline.objects.open().filter(key="issue_the_final_plan").get()
    Deadline.objects.filter(pk=broken.pk).update(key="no_such_duty", next_reminder_on=ASKED)
    look(DUE)
    assert ("on the day", PSYCHOLOGIST, "sent") in reminders("give_advice")
    parked = Notice.objects.get(deadline=broken.pk, state="failed")
    assert (parked.rung, parked.error) == ("unknown", "UnknownLaw")


def test_one_deadline_that_breaks_all_that_are_read_with_it_does_not_hold_them_up(asked, monkeypatch):
    broken = Deadline.objects.open().filter(key="give_advice").first()
    Deadline.objects.filter(pk=broken.pk).update(next_reminder_on=ASKED)
    named = keys.of_deadlines

    def breaks_with_one(deadlines):
        if any(each.pk == broken.pk and not isinstance(each, Deadline) for each in deadlines):
            raise ZeroDivisionError
        return named(deadlines)

    monkeypatch.setattr(keys, "of_deadlines", breaks_with_one)
    look(DUE)
    parked = Notice.objects.get(deadline=broken.pk, state="failed")
    assert (parked.rung, parked.error) == ("unknown", "ZeroDivisionError")
    others = Deadline.objects.open().exclude(pk=broken.pk)
    assert not others.filter(next_reminder_on__lte=DUE).exists()


def test_events_are_looked_for_above_a_mark_that_moves_only_past_what_was_settled_an_hour_ago(cast):
    people.at_stage(cast, "partners_told")
    look(people.REQUEST)
    assert ToldUpTo.the_one().up_to == 0
    for _ in range(2):  # the last event there was an hour ago, and again
        ToldUpTo.objects.update(seen_at=timezone.now() - timedelta(minutes=61))
        look(people.REQUEST)
    assert ToldUpTo.the_one().up_to == Event.objects.order_by("-pk").first().pk


def test_an_event_with_a_lower_number_that_turns_up_late_is_found(cast):
    """Numbers are given before a transaction ends."""
    people.at_stage(cast, "partners_told")
    first, *_, last = Event.objects.filter(act__in=TOLD).order_by("pk")
    with clock.at(people.REQUEST):
        for event in sweeping.untold().exclude(pk=first.pk):
            sweeping.tell(event)
    ToldUpTo.objects.update(last_seen=last.pk)
    look(people.REQUEST)
    assert Notice.objects.filter(event=first).exists()


def test_one_broken_event_does_not_hold_up_the_others(cast, monkeypatch):
    people.at_stage(cast, "agreed")
    told_of = sweeping.told_of

    def breaks_at_one(event, *rest):
        if event.act == "tell_partners":
            raise ZeroDivisionError
        return told_of(event, *rest)

    monkeypatch.setattr(sweeping, "told_of", breaks_at_one)
    look(people.AGREED)
    assert Notice.objects.filter(event__act="agree_to_assess", state="sent").exists()
    assert Notice.objects.get(event__act="tell_partners").error == "ZeroDivisionError"


def test_a_sweep_says_that_it_was_there(cast):
    assert Heartbeat.last("sweep") is None
    look(people.REQUEST)
    first = Heartbeat.last("sweep")
    look(people.REQUEST)
    assert Heartbeat.last("sweep") > first


def test_duties_told_with_another_are_met_or_lifted_by_what_meets_the_other(cast):
    """Else the one would go on without a bell when the other's has stopped."""
    for key, other in TOLD_WITH.items():
        if key == "ask_for_mediation":
            continue  # a right, whose time ends with the appeal's
        for act in all_acts():
            ends = {row.key for row in (*act.discharges, *act.lifts) if isinstance(row, Row)}
            if other in ends:
                assert key in ends, (act.name, key)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_write_everything_once(cast):
    people.at_stage(cast, "partners_told")

    def look_twice(_):
        try:
            with clock.at(DECISION_DUE + timedelta(days=1)):
                sweep()
                return send_waiting().sent
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(look_twice, range(2)))
    look(DECISION_DUE + timedelta(days=1))  # what the one left to the other
    keys = list(Notice.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    assert sum(sent) <= Notice.objects.filter(state="sent").count()
    assert len(mail.outbox) == Notice.objects.filter(state="sent", channel="email").count()
    assert len({(letter.to[0], letter.extra_headers["Message-ID"]) for letter in mail.outbox}) == len(
        mail.outbox
    )
    assert Event.objects.filter(act="note_missed_day").count() == 1
    assert not Notice.objects.waiting().exists()


@pytest.mark.django_db(transaction=True)
def test_a_sweep_that_has_much_to_do_does_it_with_two_hands_and_writes_everything_once(cast, monkeypatch):
    """On PostgreSQL; a SQLite file has one writer at a time."""
    people.at_stage(cast, "advice_asked")
    monkeypatch.setattr(ringing, "BATCH", 2)
    hands = set()
    find = ringing.find_together

    def find_with_either_hand(*args):
        hands.add(threading.current_thread().name)
        return find(*args)

    monkeypatch.setattr(ringing, "find_together", find_with_either_hand)
    with clock.at(DUE):
        due = Deadline.objects.open().filter(next_reminder_on__lte=DUE).count()
        swept = sweep().deadlines
    assert hands == ({"MainThread", "second hand"} if connection.vendor == "postgresql" else {"MainThread"})
    assert swept == due > 4
    assert not Deadline.objects.open().filter(next_reminder_on__lte=DUE).exists()
    keys_written = list(Notice.objects.values_list("key", flat=True))
    assert len(keys_written) == len(set(keys_written))
    with clock.at(DUE):
        assert sweep().deadlines == 0
