"""A state changes by an act or not at all: what the manager, the database and the admin refuse."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.admin import site
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django_fsm import TransitionNotAllowed

from ehcp.models import Advice, Case, Need, Provision
from tests import people
from workflows import clock, triggers
from workflows.models import Deadline, Event, EventContent


def refuses(sql, *params):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.fixture
def case(cast):
    return people.requested(cast)


def test_the_manager_refuses_to_write_a_state(case):
    with pytest.raises(TypeError, match="only be changed by an act"):
        Case.objects.filter(pk=case.pk).update(state="maintained")
    with pytest.raises(TypeError, match="only be changed by an act"):
        case.authority.cases.update(state="maintained")
    with pytest.raises(TypeError, match="only be changed by an act"):
        Case.objects.bulk_update([case], ["state"])
    with pytest.raises(TypeError, match="only be changed by an act"):
        Case.objects.create(state="maintained", child=case.child, authority=case.authority, reference="X")
    with pytest.raises(TypeError, match="only be changed by an act"):
        Case.objects.bulk_create([Case(state="maintained", child=case.child, authority=case.authority)])


def test_a_state_cannot_be_set_by_hand(case):
    with pytest.raises(AttributeError):
        case.state = "maintained"


def test_raw_sql_cannot_move_a_state(case):
    refuses("UPDATE ehcp_case SET state = 'maintained' WHERE id = %s", case.pk)
    refuses("UPDATE ehcp_case SET state = 'maintained', row_version = row_version + 1 WHERE id = %s", case.pk)
    refuses("UPDATE ehcp_case SET state = 'nonsense' WHERE id = %s", case.pk)
    case.refresh_from_db()
    assert case.state == "requested"


def test_a_case_cannot_begin_in_the_middle(case, cast):
    born_final = Case(
        child=cast.other_child, authority=cast.council, reference="NM-1", law_pack="england_2014"
    )
    born_final.__dict__["state"] = "maintained"
    with pytest.raises(DatabaseError), transaction.atomic():
        born_final.save()


def test_saving_an_old_copy_does_not_bring_an_old_state_back(case, cast):
    old = Case.objects.get(pk=case.pk)
    with clock.at(people.AGREED):
        case.agree_to_assess(by=cast.manager, reasons="Yes.")
    with pytest.raises(DatabaseError), transaction.atomic():
        old.save()
    case.refresh_from_db()
    assert case.state == "assessing"


def test_an_event_is_never_changed_or_removed(case):
    event = case.events.get()
    refuses("UPDATE workflows_event SET act = 'cease' WHERE id = %s", event.pk)
    refuses("DELETE FROM workflows_event WHERE id = %s", event.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(on=date(2026, 1, 1))
    refuses("INSERT OR REPLACE INTO workflows_event SELECT * FROM workflows_event" if connection.vendor == "sqlite"
            else "TRUNCATE workflows_event CASCADE")  # fmt: skip


def test_a_served_plan_is_frozen_in_every_row(cast):
    case = people.at_stage(cast, "draft_served")
    served = case.served_version
    line = served.provision_in("F").get()
    with pytest.raises(DatabaseError), transaction.atomic():
        line.change({"minutes": 5})
    with pytest.raises(DatabaseError), transaction.atomic():
        Need.objects.create(plan=served, section="B", words="One more.")
    with pytest.raises(DatabaseError), transaction.atomic():
        served.needs.all()[0].delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        line.needs.clear()
    with pytest.raises(DatabaseError), transaction.atomic():
        line.outcomes.add(served.outcomes.last())
    served.aspirations = "Something else."
    with pytest.raises(DatabaseError), transaction.atomic():
        served.save()
    refuses("UPDATE ehcp_provision SET minutes = 5 WHERE plan_id = %s", served.pk)
    assert Provision.objects.get(pk=line.pk).minutes == 45


def test_given_advice_is_frozen(cast):
    case = people.at_stage(cast, "advice_given")
    advice = case.advice.get(kind="other")
    with pytest.raises(DatabaseError), transaction.atomic():
        advice.provision.update(minutes=5)
    advice.summary = "Something else."
    with pytest.raises(DatabaseError), transaction.atomic():
        advice.save()
    assert Advice.objects.get(pk=advice.pk).summary == ""


def test_advice_that_was_returned_can_be_written_again(cast):
    with people.on_the_day_of(cast, "advice_given") as case:
        advice = case.advice.get(kind="other")
        advice.return_for_clarification(by=cast.caseworker, question="How often?")
        advice.provision.update(minutes=60)
        advice.give_advice(by=cast.therapist)
    assert advice.provision.get().minutes == 60


def test_the_admin_looks_and_does_not_touch(case, rf: RequestFactory, admin_user):
    request = rf.get("/")
    request.user = admin_user
    assert not site.get_model_admin(Case).has_change_permission(request, case)
    assert not site.get_model_admin(Case).has_add_permission(request)
    assert not site.get_model_admin(Case).has_delete_permission(request, case)


def test_an_act_from_the_wrong_state_is_refused_by_the_machine_as_well(case, cast):
    with pytest.raises(TransitionNotAllowed):
        type(case).issue_final_plan.__wrapped__(case, by=cast.manager, on=people.AGREED)


def test_one_open_deadline_for_one_duty(case):
    first = case.deadlines.open().first()
    double = Deadline.objects.get(pk=first.pk)
    double.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        double.save(force_insert=True)


def test_every_rule_of_the_database_stands(db):
    assert triggers.missing() == []


def test_a_missing_rule_is_reported(db):
    rule = next(triggers.rules())
    with connection.cursor() as cursor:
        on = f" ON {rule.table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {rule.name}{on}")
    assert triggers.missing() == [rule.name]
    triggers.put_up()
    assert triggers.missing() == []


# The chain


def verify(*references):
    out = StringIO()
    call_command("verify_chain", *references, stdout=out)
    return out.getvalue()


def test_a_whole_chain_is_whole(cast):
    people.at_stage(cast, "advice_given")
    assert "every chain is whole" in verify()


def test_a_case_that_does_not_exist_is_named(case):
    with pytest.raises(CommandError, match="NM-9999"):
        verify("NM-9999")


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("act", "decline_to_assess", "was changed after it was recorded"),
        ("on", "2026-01-01", "was changed after it was recorded"),
        ("previous", "", "does not hang on the event before it"),
        ("seq", 99, "the event before it is missing"),
    ],
)
def test_a_changed_event_is_found(cast, column, value, fault):
    case = people.at_stage(cast, "agreed")
    event = case.events.last()
    with unguarded():
        Event.objects.filter(pk=event.pk).update(**{column: value})
    with pytest.raises(CommandError, match=fault):
        verify(case.reference)


def test_changed_words_of_an_event_are_found(cast):
    case = people.at_stage(cast, "agreed")
    EventContent.objects.filter(event=case.events.last()).update(facts={"reasons": "Something else."})
    with pytest.raises(CommandError, match="what was said with it was changed"):
        verify()


def test_erased_words_do_not_break_the_chain(cast):
    case = people.at_stage(cast, "agreed")
    EventContent.objects.filter(event=case.events.last()).delete()
    assert "every chain is whole" in verify()


class unguarded:  # noqa: N801 - read as a word of the test
    """The database without its rules, as somebody with its owner's rights would have it."""

    def __enter__(self):
        triggers.take_down()

    def __exit__(self, *exc):
        triggers.put_up()
