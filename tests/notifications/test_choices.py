"""When and how a reader is told: at once, once a day, not in the night; what may be stopped and what may not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from notifications import choices, weights
from notifications.choices import after_quiet_hours, next_time, when
from notifications.models import Choice, Notice
from notifications.recipients import TOLD
from notifications.reminders import sweep
from notifications.weights import Weight
from tests import people
from workflows import clock
from workflows.models import Deadline

from .telling import letters_to, look

NIGHT = Choice(quiet_from=21, quiet_until=7)
NO_NIGHT = Choice(quiet_from=0, quiet_until=0)


def at(words):
    """A moment in England, given with its distance from Greenwich."""
    return datetime.fromisoformat(words).astimezone(UTC)


# Quiet hours, on the clocks of England


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-11-24T20:59+00:00", "2026-11-24T20:59+00:00"),
        ("2026-11-24T21:00+00:00", "2026-11-25T07:00+00:00"),
        ("2026-11-25T06:59+00:00", "2026-11-25T07:00+00:00"),
        ("2026-11-25T07:00+00:00", "2026-11-25T07:00+00:00"),
        # In summer the clocks are an hour ahead of Greenwich.
        ("2026-07-01T20:30+00:00", "2026-07-02T07:00+01:00"),
        ("2026-07-01T06:30+00:00", "2026-07-01T06:30+00:00"),
        # The night on which an hour is skipped, and the one on which an hour comes twice
        ("2027-03-27T23:00+00:00", "2027-03-28T07:00+01:00"),
        ("2026-10-24T23:00+01:00", "2026-10-25T07:00+00:00"),
        ("2026-10-25T01:30+01:00", "2026-10-25T07:00+00:00"),
        ("2026-10-25T01:30+00:00", "2026-10-25T07:00+00:00"),
    ],
)
def test_nothing_comes_between_nine_and_seven(now, told):
    assert after_quiet_hours(NIGHT, at(now)) == at(told)


def test_a_quiet_afternoon_ends_on_the_same_day():
    nap = Choice(quiet_from=13, quiet_until=15)
    assert after_quiet_hours(nap, at("2026-11-24T13:30+00:00")) == at("2026-11-24T15:00+00:00")
    assert after_quiet_hours(nap, at("2026-11-24T15:30+00:00")) == at("2026-11-24T15:30+00:00")


def test_whoever_sets_the_same_hour_twice_is_told_at_any_hour():
    assert after_quiet_hours(NO_NIGHT, at("2026-11-24T03:00+00:00")) == at("2026-11-24T03:00+00:00")


def test_on_every_night_of_twenty_years_the_quiet_ends_at_seven_and_after_ten_hours_save_on_two():
    begin = datetime(2026, 1, 1, 21, tzinfo=clock.ENGLAND)
    lengths = []
    for day in range(20 * 365):
        start = datetime.combine(
            (begin + timedelta(days=day)).date(), begin.time(), clock.ENGLAND
        ).astimezone(UTC)
        end = after_quiet_hours(NIGHT, start)
        assert end.astimezone(clock.ENGLAND).hour == 7
        lengths.append((end - start) // timedelta(hours=1))
    assert (lengths.count(9), lengths.count(11)) == (20, 20)
    assert lengths.count(10) == len(lengths) - 40


@pytest.mark.parametrize(
    ("now", "struck"),
    [
        ("2027-03-28T00:30+00:00", "2027-03-28T02:00+01:00"),  # one o'clock does not come: the hour after it
        ("2026-10-25T00:30+01:00", "2026-10-25T01:00+01:00"),  # the first of two
        ("2026-10-25T01:00+00:00", "2026-10-26T01:00+00:00"),  # the second is not a day of its own
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_strikes_once_on_its_day(now, struck):
    assert next_time(1, at(now)) == at(struck)


# At once or once a day


def test_what_can_wait_waits_for_the_hour_of_the_daily_message_and_what_is_statutory_does_not():
    daily = Choice(daily=True, daily_hour=8, quiet_from=21, quiet_until=7)
    now = at("2026-11-24T10:00+00:00")
    assert when(daily, Weight.NEWS, now) == (at("2026-11-25T08:00+00:00"), True)
    assert when(daily, Weight.DUE, now) == (at("2026-11-25T08:00+00:00"), True)
    assert when(daily, Weight.STATUTORY, now) == (now, False)
    assert when(Choice(daily=False), Weight.NEWS, now) == (now, False)


def test_a_daily_message_in_the_quiet_hours_comes_at_their_end():
    early = Choice(daily=True, daily_hour=5, quiet_from=21, quiet_until=7)
    assert when(early, Weight.NEWS, at("2026-11-24T10:00+00:00"))[0] == at("2026-11-25T07:00+00:00")


def test_at_night_the_page_has_it_at_once_and_the_mail_waits(cast):
    Choice.objects.create(user=cast.mother, quiet_from=0, quiet_until=23)
    people.requested(cast)
    with clock.at(people.REQUEST):
        sweep()
    page, letter = (cast.mother.notices.get(channel=channel) for channel in ("in_app", "email"))
    assert page.next_attempt_at <= page.written_at + timedelta(seconds=5)
    hour = letter.next_attempt_at.astimezone(clock.ENGLAND).hour
    assert hour == 23 or letter.next_attempt_at <= letter.written_at


# What is statutory


@pytest.mark.parametrize(
    ("act", "weight"),
    [
        ("decline_to_assess", Weight.STATUTORY),  # a decision
        ("serve_draft", Weight.STATUTORY),  # fifteen days begin
        ("ask_for_advice", Weight.STATUTORY),  # six weeks begin
        ("respond_to_appeal", Weight.STATUTORY),  # owed by a day
        ("pass_rights", Weight.STATUTORY),  # in the table
        ("give_advice", Weight.NEWS),  # others' duty, done
        ("comment", Weight.NEWS),
        ("redraft", Weight.NEWS),
    ],
)
def test_what_an_act_weighs_follows_from_what_it_does(act, weight):
    assert weights.of_act(act) == weight


def test_the_table_of_weights_names_acts_that_are_told():
    assert TOLD.keys() >= weights.ALSO


def test_a_day_that_is_still_to_come_may_wait_and_one_that_is_here_may_not(cast):
    people.at_stage(cast, "draft_served")
    owed = Deadline.objects.get(key="issue_the_final_plan")
    assert weights.of_rung(owed, owed.due - timedelta(days=1)) == Weight.DUE
    assert weights.of_rung(owed, owed.due) == Weight.STATUTORY
    right = Deadline.objects.get(key="answer_the_draft")
    assert weights.of_rung(right, right.due - timedelta(days=7)) == Weight.STATUTORY
    ours = Deadline(key="prepare_the_draft", aim=date(2026, 12, 1), ring_on=date(2026, 12, 1))
    assert weights.of_rung(ours, date(2027, 1, 1)) == Weight.DUE


def test_whoever_stopped_the_mail_still_gets_what_is_statutory_and_reads_the_rest_on_the_page(cast):
    Choice.objects.create(user=cast.caseworker, email=False)
    people.at_stage(cast, "draft_served")
    case = people.Case.objects.get()
    with clock.at(people.COMMENTED):
        case.comment(by=cast.mother, row=case.served_version.needs.first(), words="We see this too.")
    look(people.COMMENTED)
    ways = cast.caseworker.notices.filter(event__act="comment").values_list("channel", "state")
    assert list(ways) == [("in_app", "sent")]
    assert cast.caseworker.notices.filter(
        event__act="receive_request", channel="email", state="sent"
    ).exists()


def test_a_text_message_comes_to_whoever_chose_it(cast, settings):
    settings.NOTIFY_TEXT_TEMPLATE = "44444444-4444-4444-8444-444444444444"
    cast.mother.phone = "07700 900123"
    cast.mother.save()
    Choice.objects.create(user=cast.mother, text=True)
    people.requested(cast)
    with clock.at(people.REQUEST):
        sweep()
    assert set(cast.mother.notices.values_list("channel", flat=True)) == {"in_app", "email", "text"}
    assert set(cast.caseworker.notices.values_list("channel", flat=True)) == {"in_app", "email"}


def test_the_choices_of_many_readers_are_read_together(cast, django_assert_max_num_queries):
    for number in range(20):
        people._member(f"Officer {number}", cast.council, people.Role.MANAGER, "Manager")
    case = people.requested(cast)
    case.caseworker = None
    case.save()
    found = choices_of_everybody(case)
    with django_assert_max_num_queries(0):
        for reader in found:
            choices.ways(reader, Weight.NEWS, datetime.now(UTC))
    assert len(found) > 20


def choices_of_everybody(case):
    from notifications.people import People
    from notifications.recipients import told_of

    return told_of(case.events.get(act="receive_request"), People(people.REQUEST))


# Stopping


def stopped_at(letter):
    return letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")


def commented(cast):
    case = people.at_stage(cast, "draft_served")
    with clock.at(people.COMMENTED):
        case.comment(by=cast.mother, row=case.served_version.needs.first(), words="We see this too.")
    look(people.COMMENTED)
    return letters_to(cast.caseworker)[-1]


def test_an_e_mail_that_is_not_statutory_says_how_to_stop_it_and_tells_the_mail_program(cast):
    letter = commented(cast)
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"To stop e-mails like it:\nhttp://127.0.0.1:8000{stopped_at(letter)}" in letter.body


def test_a_statutory_e_mail_cannot_be_stopped_and_says_why(cast):
    people.requested(cast)
    look(people.REQUEST)
    (letter,) = letters_to(cast.mother)
    assert "List-Unsubscribe" not in letter.extra_headers
    assert "so it comes by e-mail at once, whatever you have chosen." in letter.body
    assert "/stop/" not in letter.body


def test_a_mail_program_stops_it_in_one_request_without_signing_in(cast, client):
    address = stopped_at(commented(cast))
    answer = client.post(
        address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert not cast.caseworker.notice_choice.email


def test_opening_the_link_stops_nothing_until_the_button_is_pressed(cast, client):
    address = stopped_at(commented(cast))
    assert "Stop these e-mails" in client.get(address).text
    assert not Choice.objects.exists()
    assert "E-mails stopped" in client.post(address).text
    assert "E-mails stopped" in client.get(address).text


def test_the_page_says_nothing_of_whose_it_is_and_a_made_up_address_is_nobodys(cast, client):
    address = stopped_at(commented(cast))
    page = client.get(address).text
    assert cast.caseworker.full_name not in page and cast.caseworker.email not in page
    token = address.split("/")[-2]
    forged = f"{cast.stranger.pk}.{token.partition('.')[2]}"
    for wrong in (forged, str(cast.stranger.pk), token[:-1]):
        assert client.post(f"/notices/stop/{wrong}/").status_code == 404
    assert not Choice.objects.exists()


def test_nothing_is_lost_by_stopping(cast, client):
    client.post(stopped_at(commented(cast)))
    before = len(mail.outbox)
    case = people.Case.objects.get()
    with clock.at(people.COMMENTED + timedelta(days=1)):
        case.comment(by=cast.mother, row=case.served_version.needs.last(), words="This as well.")
    look(people.COMMENTED + timedelta(days=1))
    assert len(mail.outbox) == before
    assert Notice.objects.filter(reader=cast.caseworker, event__act="comment", channel="in_app").count() == 2
