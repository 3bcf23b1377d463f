"""Two people at once: one of them is first, the other is told, and nothing happens twice."""

import threading

import pytest
from django.db import connection

from ehcp.models import Case, User
from tests import people
from workflows import clock
from workflows.acts import Refused
from workflows.management.commands.verify_chain import faults
from workflows.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do all of these at the same moment, each on a connection of its own; what each answered or was refused with."""
    ready = threading.Barrier(len(deeds))
    answers = [None] * len(deeds)

    def do(number, deed):
        try:
            ready.wait(10)
            with clock.at(people.AGREED):
                answers[number] = deed() or "done"
        except Refused as refusal:
            answers[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_of_two_decisions_at_once_one_is_taken():
    cast = people.the_cast()
    case = people.requested(cast)
    manager = User.objects.get(pk=cast.manager.pk)
    first, second = fresh(case), fresh(case)
    answers = at_once(
        lambda: first.agree_to_assess(by=manager, reasons="Yes."),
        lambda: second.decline_to_assess(by=manager, reasons="No."),
    )
    assert answers.count("done") == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Event.objects.filter(act__in=("agree_to_assess", "decline_to_assess")).count() == 1
    assert fresh(case).state in ("assessing", "declined")


def test_a_double_click_does_it_once():
    cast = people.the_cast()
    case = people.requested(cast)
    seen = case.row_version
    copies = [fresh(case) for _ in range(4)]
    answers = at_once(
        *(lambda each=each: each.tell_partners(by=cast.caseworker, seen=seen) for each in copies)
    )
    assert answers.count("done") == 1
    assert Event.objects.filter(act="tell_partners").count() == 1


def test_acts_on_different_rows_of_one_case_all_happen_and_hang_together():
    cast = people.the_cast()
    case = people.at_stage(cast, "advice_asked")
    requests = list(case.advice.exclude(kind="parent_or_young_person"))
    answers = at_once(
        *(lambda each=each: each.acknowledge(by=people.adviser_for(each, cast)) for each in requests)
    )
    assert answers == ["done"] * len(requests)
    assert list(faults(Event.objects.select_related("case", "content").order_by("case_id", "seq"))) == []
