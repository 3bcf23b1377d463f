"""Several notices in one message: a reader's daily message, and what piled up while nobody could send."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from ehcp.models import Child, FamilyMember
from notifications import bundles
from notifications.channels import email as by_email
from notifications.models import Choice, Notice
from notifications.reminders import sweep
from notifications.sender import AGAIN_AFTER, send_waiting
from tests import people
from workflows import clock

from .telling import letters_to, look, nobody_is_given_away

DAY = people.COMMENTED
AN_HOUR_AGO = timedelta(hours=1)


@pytest.fixture
def daily(cast):
    """The caseworker wants one message a day. On this day the mother comments twice and asks for a school."""
    case = people.at_stage(cast, "draft_served")
    look(DAY)
    mail.outbox.clear()
    Choice.objects.create(user=cast.caseworker, daily=True)
    with clock.at(DAY):
        case.comment(by=cast.mother, row=case.served_version.needs.first(), words="We see this too.")
        case.prefer_setting(by=cast.mother, setting=cast.school, reasons="Amira is happy there.")
        case.finish_commenting(by=cast.mother)
        sweep()
    return case


def its_hour_comes(person):
    person.notices.waiting().filter(bundled=True).update(next_attempt_at=timezone.now() - AN_HOUR_AGO)


def in_the_mail(person):
    found = person.notices.filter(channel="email", bundled=True).order_by("pk")
    return [(each.event.act if each.event else each.rung, each.state) for each in found]


def test_what_can_wait_waits_and_comes_in_one_message(daily, cast):
    with clock.at(DAY):
        send_waiting()
        assert letters_to(cast.caseworker) == []
        its_hour_comes(cast.caseworker)
        send_waiting()
    (letter,) = letters_to(cast.caseworker)
    assert letter.subject == "Today’s message: 3 things in 1 case"
    assert in_the_mail(cast.caseworker) == [
        ("comment", "sent"),
        ("prefer_setting", "covered"),
        ("finish_commenting", "covered"),
    ]
    for notice in cast.caseworker.notices.filter(channel="in_app", event__on=DAY):
        assert notice.subject in letter.body
        assert notice.body.strip() in letter.body
        assert f"http://127.0.0.1:8000{notice.path}" in letter.body
    nobody_is_given_away()


def test_on_the_page_everything_stands_at_once(daily, cast):
    with clock.at(DAY):
        send_waiting()
    assert cast.caseworker.notices.on_the_page().filter(event__on=DAY).count() == 3


def test_what_is_statutory_does_not_wait_for_the_daily_message(daily, cast):
    Choice.objects.create(user=cast.mother, daily=True)
    with clock.at(DAY):
        daily.refresh_from_db()
        daily.explain_delay(by=cast.caseworker, words="Illness.", expected_on=people.FINAL)
    look(DAY)
    assert len(letters_to(cast.mother)) == 1


def test_what_is_not_owed_any_more_when_its_hour_comes_is_left_out(daily, cast):
    cast.caseworker.memberships.update(until=DAY - timedelta(days=1))
    with clock.at(DAY):
        its_hour_comes(cast.caseworker)
        send_waiting()
    assert letters_to(cast.caseworker) == []
    assert {state for _, state in in_the_mail(cast.caseworker)} == {"not_owed"}


def test_of_one_thing_alone_the_message_says_what_it_always_says(daily, cast):
    kept = cast.caseworker.notices.filter(bundled=True).last()
    cast.caseworker.notices.filter(bundled=True).exclude(pk=kept.pk).delete()
    with clock.at(DAY):
        its_hour_comes(cast.caseworker)
        send_waiting()
    (letter,) = letters_to(cast.caseworker)
    assert letter.subject == "NM-2026-0001: The family has finished answering"


def test_a_gateway_that_fails_is_asked_again_for_the_same_set_under_the_same_key(daily, cast, monkeypatch):
    asked = []

    def fails_once(notice):
        asked.append((notice.key, notice.body))
        if len(asked) == 1:
            raise ConnectionError
        return "gateway-1"

    monkeypatch.setattr(by_email, "send", fails_once)
    with clock.at(DAY):
        its_hour_comes(cast.caseworker)
        send_waiting()
        # Meanwhile something else has come to wait.
        daily.refresh_from_db()
        daily.comment(by=cast.mother, row=daily.served_version.outcomes.first(), words="And this.")
        Notice.objects.waiting().filter(reader=cast.caseworker).update(next_attempt_at=timezone.now())
        send_waiting()
    assert asked[0] == asked[1]
    assert len(asked) == 2


def test_a_sender_that_dies_in_between_leaves_the_set_as_it_was_written_down(daily, cast, monkeypatch):
    with clock.at(DAY):
        its_hour_comes(cast.caseworker)
        monkeypatch.setattr(by_email, "send", _dies)
        with pytest.raises(KeyboardInterrupt):
            send_waiting()
    carrier = Notice.objects.get(reader=cast.caseworker, channel="email", state="waiting")
    said = Notice.objects.filter(said_in=carrier.key)
    assert sorted(said.values_list("event__act", "state")) == [
        ("finish_commenting", "covered"),
        ("prefer_setting", "covered"),
    ]
    monkeypatch.undo()
    Notice.objects.filter(pk=carrier.pk).update(leased_until=timezone.now() - AN_HOUR_AGO)
    with clock.at(DAY):
        send_waiting()
    assert len(letters_to(cast.caseworker)) == 1


def _dies(notice):
    raise KeyboardInterrupt


def test_a_message_that_is_given_up_has_said_nothing_and_each_can_be_sent_again(daily, cast, monkeypatch):
    def fails(notice):
        raise ConnectionError

    monkeypatch.setattr(by_email, "send", fails)
    with clock.at(DAY):
        its_hour_comes(cast.caseworker)
        for _ in range(len(AGAIN_AFTER) + 1):
            Notice.objects.waiting().update(next_attempt_at=timezone.now() - AN_HOUR_AGO)
            send_waiting()
        assert {state for _, state in in_the_mail(cast.caseworker)} == {"failed"}
        monkeypatch.undo()
        Notice.objects.try_again()
        send_waiting()
    (letter,) = letters_to(cast.caseworker)
    assert letter.subject == "Today’s message: 3 things in 1 case"


# What piled up


@pytest.fixture
def many(cast):
    """A dozen more children of the same caseworker, each with a request; the worker was away since the summer."""
    for number in range(12):
        child = Child.objects.create(
            name=f"Child {number}", born=people.date(2019, 5, 3), setting=cast.school
        )
        FamilyMember.objects.create(
            child=child, user=cast.mother, relationship="Mother", parental_responsibility=True
        )
        with clock.at(people.REQUEST):
            people.open_case(
                child=child,
                authority=cast.council,
                by=cast.caseworker,
                on=people.REQUEST,
                via="post",
                reasons="A letter.",
                caseworker=cast.caseworker,
            )
    look(people.REQUEST)
    mail.outbox.clear()
    return cast


def test_after_a_long_time_away_a_reader_gets_one_message_of_everything_that_is_due(many):
    day = people.REQUEST + timedelta(weeks=6)
    look(day)
    (letter,) = letters_to(many.caseworker)
    assert letter.subject == "24 reminders and notices in one: 24 things in 12 cases"
    for number in range(1, 13):
        assert (
            f"NM-2026-{number:04}: due today: Decide whether to carry out an EHC needs assessment"
            in letter.body
        )
    said = Notice.objects.filter(reader=many.caseworker, channel="email", bundled=True)
    assert sorted(said.values_list("state", flat=True)) == ["covered"] * 23 + ["sent"]
    assert set(said.exclude(said_in="").values_list("said_in", flat=True)) == {said.get(state="sent").key}


def test_what_the_law_makes_somebody_tell_comes_by_itself_however_much_there_is(many):
    look(people.REQUEST + timedelta(weeks=6, days=1))
    missed = [letter for letter in letters_to(many.mother) if "We are late" in letter.subject]
    assert len(missed) == 12


def test_a_message_of_very_many_names_the_first_and_counts_the_rest(many, monkeypatch):
    monkeypatch.setattr(bundles, "NAMED", 5)
    look(people.REQUEST + timedelta(weeks=6))
    (letter,) = letters_to(many.caseworker)
    assert letter.subject.startswith("24 reminders and notices in one")
    assert letter.body.count("http://127.0.0.1:8000/cases/") == 5
    assert "And 19 more. All of it stands on your page of notices." in letter.body


def test_an_office_without_anybody_in_it_gets_one_message_too(many):
    many.caseworker.memberships.all().delete()
    many.manager.memberships.all().delete()
    look(people.REQUEST + timedelta(weeks=6))
    letters = [letter for letter in mail.outbox if letter.to == [many.council.email]]
    assert [letter.subject for letter in letters] == [
        "24 reminders and notices in one: 24 things in 12 cases"
    ]
    assert "/cases/" not in letters[0].body
