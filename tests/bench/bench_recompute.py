"""How fast all deadlines of 10,000 cases are reckoned again from their events, beside plainly reading the same rows.

One case with a final plan is told by its acts and then copied row by row: events, what was said in them, marks and
deadlines. The floor reads those rows into plain tuples and does nothing with them.
"""

import time
from itertools import islice

import pytest
from django.db import connection

from ehcp.models import Case
from tests import people
from workflows import triggers
from workflows.models import Deadline, Departure, Event, EventContent, Mark
from workflows.replay import differences

CASES = 10_000
AT_A_TIME = 200


@pytest.mark.django_db(transaction=True)
def test_recomputing_every_deadline_beside_reading_the_same_rows():
    case = people.at_stage(people.the_cast(), "final_issued")
    triggers.take_down()
    _copy(case, CASES - 1)
    cases = list(Case.objects.values_list("pk", flat=True))
    assert len(cases) == CASES

    began = time.perf_counter()
    rows = sum(_read(batch) for batch in _batches(cases))
    floor = time.perf_counter() - began

    began = time.perf_counter()
    found = [difference for batch in _batches(cases) for difference in differences(batch)]
    recompute = time.perf_counter() - began
    assert found == []

    deadlines = Deadline.objects.count()
    print(
        f"\n{connection.vendor}: {CASES:,} cases, {deadlines:,} deadlines from {rows - deadlines:,} rows of what "
        f"happened: {rows / recompute:,.0f} rows a second ({deadlines / recompute:,.0f} deadlines a second, "
        f"{recompute:.0f} s); reading the same rows plainly {rows / floor:,.0f} a second; "
        f"recomputing takes {recompute / floor:.1f} times as long"
    )


def _batches(cases):
    cases = iter(cases)
    while batch := list(islice(cases, AT_A_TIME)):
        yield batch


def _read(batch):
    of = {"case__in": batch}
    queries = [
        Event.objects.filter(**of),
        EventContent.objects.filter(event__case__in=batch),
        Mark.objects.filter(event__case__in=batch),
        Departure.objects.filter(**of),
        Deadline.objects.filter(**of),
    ]
    return sum(len(query.values_list()) for query in queries)


def _copy(case, times):
    """The case with all that happened in it, so many times more, each with keys of its own."""
    last = {
        model: model.objects.order_by("-pk").values_list("pk", flat=True).first()
        for model in (Case, Event, Mark, Deadline)
    }
    with connection.cursor() as sql:
        sql.execute("CREATE TEMPORARY TABLE n (i integer)")
        sql.executemany("INSERT INTO n VALUES (%s)", [(i,) for i in range(1, times + 1)])
        moves = {
            Case: {
                "id": f"id + i * {last[Case]}",
                "reference": "'COPY-' || i",
                "caseworker_id": "caseworker_id",
            },
            Event: {
                "id": f"id + i * {last[Event]}",
                "case_id": f"case_id + i * {last[Case]}",
                "subject_id": f"subject_id + i * {last[Event]}",
                "part_of_id": f"part_of_id + i * {last[Event]}",
            },
            EventContent: {"event_id": f"event_id + i * {last[Event]}"},
            Mark: {"id": f"id + i * {last[Mark]}", "event_id": f"event_id + i * {last[Event]}"},
            Deadline: {
                "id": f"id + i * {last[Deadline]}",
                "case_id": f"case_id + i * {last[Case]}",
                "subject_id": f"subject_id + i * {last[Event]}",
                "started_by_id": f"started_by_id + i * {last[Event]}",
                "ended_by_id": f"ended_by_id + i * {last[Event]}",
            },
        }
        for model, moved in moves.items():
            columns = [field.column for field in model._meta.concrete_fields]
            taken = ", ".join(moved.get(column, f'"{column}"') for column in columns)
            named = ", ".join(f'"{column}"' for column in columns)
            sql.execute(
                f"INSERT INTO {model._meta.db_table} ({named}) "  # noqa: S608
                f"SELECT {taken} FROM {model._meta.db_table}, n"
            )
