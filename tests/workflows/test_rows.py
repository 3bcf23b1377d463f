"""Statements that are put together once do what Django's own do."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ehcp.models import Case, Membership
from tests import people
from workflows import clock, rows
from workflows.models import Deadline, Mark


def fields(row) -> dict:
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


@pytest.mark.django_db
@pytest.mark.parametrize("locked", [False, True])
def test_a_row_is_read_as_django_reads_it(cast, locked):
    case = people.at_stage(cast, "draft_served")
    with transaction.atomic():
        read = rows.read(Case, case.pk, with_=("authority", "child"), locked=locked)
    there = Case.objects.select_related("authority", "child").get(pk=case.pk)
    for one, other in ((read, there), (read.authority, there.authority), (read.child, there.child)):
        assert fields(one) == fields(other)
        assert {type(value) for value in fields(one).values()} == {
            type(value) for value in fields(other).values()
        }
    assert not read._state.adding


def test_a_row_that_is_not_there_is_not_made_up(db):
    with pytest.raises(Case.DoesNotExist):
        rows.read(Case, 1)


def test_the_rows_it_points_to_are_read_with_it_and_not_asked_for_again(cast, django_assert_num_queries):
    case = people.requested(cast)
    with django_assert_num_queries(1):
        read = rows.read(Case, case.pk, with_=("authority", "child"))
        assert (read.authority.name, read.child.name) == (cast.council.name, cast.child.name)


def test_rows_are_written_with_every_kind_of_value_and_know_their_keys(cast):
    event = people.requested(cast).events.get()
    answers = {"under_five": True, "age": 5, "words": "Größe 'x' %s"}
    marks = [
        Mark(event=event, moment="meeting_held", day=date(2027, 3, 1), answers=answers),
        Mark(event=event, moment="meeting_fixed", day=date(2027, 4, 1)),
    ]
    rows.insert(marks)
    assert [fields(mark) for mark in marks] == [fields(Mark.objects.get(pk=mark.pk)) for mark in marks]
    assert not any(mark._state.adding for mark in marks)


def test_the_database_s_own_rules_hold(cast):
    event = people.requested(cast).events.get()
    twice = [Mark(event=event, moment="meeting_held", day=date(2027, 3, 1)) for _ in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(twice)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(Case, [event.case_id], {"reference": None})


def test_an_update_touches_these_rows_and_these_fields_alone(cast):
    case = people.requested(cast)
    first, second, *others = Deadline.objects.filter(case=case)
    rows.update(Deadline, [first.pk, second.pk], {"next_reminder_on": date(2027, 1, 1), "aim": None})
    for before in (first, second):
        after = fields(Deadline.objects.get(pk=before.pk))
        assert after == fields(before) | {"next_reminder_on": date(2027, 1, 1), "aim": None}
    for before in others:
        assert fields(Deadline.objects.get(pk=before.pk)) == fields(before)


def test_nothing_is_asked_for_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        rows.insert([])
        rows.update(Deadline, [], {"aim": None})


def test_an_act_saves_what_it_changed_and_leaves_alone_what_others_wrote_meanwhile(cast):
    """The act of a row in hand must not write back what a page has changed in it since."""
    case = people.at_stage(cast, "advice_asked")
    advice = case.advice.get(kind="psychological")
    type(advice).objects.filter(pk=advice.pk).update(summary="Written on another page.")
    with clock.at(people.ADVICE_IN):
        advice.acknowledge(by=cast.psychologist)
    advice.refresh_from_db()
    assert (advice.state, advice.summary) == ("acknowledged", "Written on another page.")


def test_an_act_sends_few_statements(cast, django_assert_num_queries):
    case = Case.objects.get(pk=people.requested(cast).pk)
    with (
        clock.at(people.AGREED),
        django_assert_num_queries(12),
    ):  # two of them begin and end the test's savepoint
        case.agree_to_assess(by=cast.manager, reasons="Yes.")


BEFORE, TODAY, AFTER = date(2026, 10, 4), date(2026, 10, 5), date(2026, 10, 6)


@pytest.mark.parametrize("from_day", [None, BEFORE, TODAY, AFTER])
@pytest.mark.parametrize("until", [None, BEFORE, TODAY, AFTER])
def test_who_belongs_to_an_organisation_today_is_one_and_the_same_before_an_act_and_on_a_page(
    cast, from_day, until
):
    Membership.objects.filter(user=cast.manager).update(from_day=from_day, until=until)
    with clock.at(TODAY):
        on_a_page = Membership.objects.current().filter(user=cast.manager, organisation=cast.council).exists()
        assert cast.manager.works_for(cast.council) is on_a_page
        assert not cast.manager.works_for(cast.other_council)
        assert not cast.stranger.works_for(cast.council)


def test_roles_and_decisions_count_on_one_membership(cast):
    """A manager elsewhere who may decide there decides nothing here."""
    Membership.objects.create(
        user=cast.caseworker, organisation=cast.school, role="professional", may_decide=True
    )
    assert cast.caseworker.works_for(cast.council, as_one_of=("caseworker",))
    assert not cast.caseworker.works_for(cast.council, as_one_of=("caseworker",), deciding=True)
    assert not cast.caseworker.works_for(cast.school, as_one_of=("caseworker", "manager"), deciding=True)
    assert cast.caseworker.works_for(cast.school, deciding=True)
