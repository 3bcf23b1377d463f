"""Keys: the same for the same notice after a restore, and never the same for two."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction

from ehcp.models import Organisation
from notifications import keys
from notifications.models import Notice
from tests import people
from workflows import clock
from workflows.checks import all_acts
from workflows.law import CURRENT, pack
from workflows.models import Deadline, Event

from .telling import look

DECISION_DUE = date(2026, 10, 13)
MISSED = date(2026, 10, 14)


def all_keys():
    return set(Notice.objects.values_list("key", flat=True))


@pytest.fixture
def late(cast):
    """Nobody decided within six weeks."""
    return people.at_stage(cast, "partners_told")


@contextmanager
def lost_again():
    """What happens within is lost, as after a restore to the moment before."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


def test_no_number_that_the_database_gave_to_an_event_or_a_deadline_stands_in_a_key(late):
    look(MISSED)
    event = Event.objects.get(act="receive_request")
    first = keys.of_events([event])[event.pk]
    assert first == f"receive_request {event.hash[:24]}"
    assert any(key.startswith(f"{first}: user ") for key in all_keys())
    deadline = Deadline.objects.get(key="decide_whether_to_assess")
    named = keys.of_deadlines([deadline])[deadline.pk]
    assert named == f"decide_whether_to_assess {event.hash[:24]}"
    assert any(key.startswith(f"{named}, on the day (2026-10-13): user ") for key in all_keys())


def test_what_the_service_noted_and_notes_again_after_a_restore_has_the_same_keys(late):
    with lost_again():
        look(MISSED)
        before, noted = all_keys(), Event.objects.get(act="note_missed_day")
    look(MISSED + timedelta(days=1))
    assert Event.objects.get(act="note_missed_day").hash != noted.hash
    assert before - all_keys() == set()


def test_a_clock_that_a_noted_event_started_has_the_same_name_too(late):
    with lost_again():
        look(MISSED)
        names = names_of_clocks_started_by("note_missed_day")
    look(MISSED)
    assert names_of_clocks_started_by("note_missed_day") == names != set()


def names_of_clocks_started_by(act):
    return set(keys.of_deadlines(Deadline.objects.filter(started_by__act=act)).values())


def test_what_is_noted_of_two_deadlines_has_two_keys(cast):
    people.at_stage(cast, "partners_told")
    look(date(2027, 2, 1))  # after 6, 16 and 20 weeks
    noted = Event.objects.filter(act="note_missed_day")
    assert len(set(keys.of_events(noted).values())) == noted.count() == 3


def test_what_is_noted_twice_of_one_thing_has_two_keys(late):
    """A lost notice is worse than one too many."""
    look(MISSED)
    late.refresh_from_db()
    with clock.at(MISSED):
        late.note_missed_day(by=None, duty="decide_whether_to_assess")
    noted = Event.objects.filter(act="note_missed_day")
    assert len(set(keys.of_events(noted).values())) == noted.count() == 2


def test_what_somebody_does_again_after_a_restore_is_news_again(cast):
    case = people.at_stage(cast, "partners_told")
    with lost_again(), clock.at(people.AGREED):
        case.agree_to_assess(by=cast.manager, reasons="Yes.")
        first = set(keys.of_events(Event.objects.filter(act="agree_to_assess")).values())
    case.refresh_from_db()
    with clock.at(people.AGREED):
        case.agree_to_assess(by=cast.manager, reasons="Yes.")
    assert first.isdisjoint(keys.of_events(Event.objects.filter(act="agree_to_assess")).values())


def test_another_person_or_office_with_the_same_number_is_another_reader(cast):
    mother = cast.mother
    known = keys.of_reader(mother, None)
    mother.email = "new-address@people.example"
    assert keys.of_reader(mother, None) == known  # who moved is still the same
    other = type(mother)(pk=mother.pk, email=mother.email)
    assert keys.of_reader(other, None) != known
    office = keys.of_reader(None, cast.therapy)
    assert keys.of_reader(None, Organisation(pk=cast.therapy.pk, name="Another")) != office


def test_keys_of_many_are_found_in_few_queries(late, django_assert_max_num_queries):
    look(MISSED)
    with django_assert_max_num_queries(4):
        keys.of_events(list(Event.objects.all()))
    with django_assert_max_num_queries(4):
        keys.of_deadlines(list(Deadline.objects.select_related("started_by")))


def test_the_longest_key_has_room(cast):
    longest = max(len(key) for key in keys_of_every_length())
    assert longest <= Notice._meta.get_field("key").max_length


def keys_of_every_length():
    to = f"office {2**40}-12345678"
    day = date(2026, 10, 13)
    for act in all_acts():
        yield keys.key(f"{act.name} {'0' * keys.LENGTH}", to, "in_app")
    for row in pack(CURRENT).rows:
        yield keys.key(f"{row.key} {'0' * keys.LENGTH}", to, "in_app", "5 weeks after it began", day)
