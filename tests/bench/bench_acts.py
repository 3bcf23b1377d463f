"""How long one act takes, guarded, recorded and with its clocks moved, beside the same rows written by bare SQL.

The floor writes what an act of this kind must leave behind (the case locked and moved, the event with its words, a
deadline ended and one begun) with the fewest statements, and checks nothing.
"""

import json
import time
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from ehcp.models import Case, Child, open_case
from tests import people
from workflows import clock

CASES = 300


@pytest.mark.django_db(transaction=True)
def test_an_act_beside_the_same_rows_in_bare_sql():
    cast = people.the_cast()
    cases = _requested(cast, 2 * CASES)
    with clock.at(people.AGREED):
        act = _seconds(lambda case: case.agree_to_assess(by=cast.manager, reasons="Yes."), cases[:CASES])
        floor = _seconds(lambda case: _bare(case, cast.manager.pk), cases[CASES:])
    assert Case.objects.filter(state="assessing").count() == 2 * CASES
    print(
        f"\n{connection.vendor}: an act {CASES / act:,.0f} a second; the same rows by bare SQL "
        f"{CASES / floor:,.0f} a second; the act takes {act / floor:.1f} times as long"
    )


def _requested(cast: people.Cast, number: int) -> list[Case]:
    with clock.at(people.REQUEST), transaction.atomic():
        return [
            open_case(
                child=Child.objects.create(name=f"Child {n}", born=date(2019, 1, 1), setting=cast.school),
                authority=cast.council,
                by=cast.caseworker,
                on=people.REQUEST,
                via="post",
                reasons="Please assess.",
            )
            for n in range(number)
        ]


def _seconds(do, cases: list[Case]) -> float:
    began = time.perf_counter()
    for case in cases:
        do(case)
    return time.perf_counter() - began


def _bare(case: Case, officer: int) -> None:
    lock = " FOR NO KEY UPDATE" if connection.vendor == "postgresql" else ""
    day = people.AGREED
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"SELECT row_version FROM ehcp_case WHERE id = %s{lock}", [case.pk])  # noqa: S608
        version = sql.fetchone()[0]
        sql.execute(
            "INSERT INTO workflows_event (case_id, seq, subject_kind, subject_id, version, act, source, target, by_id,"
            ' "on", at, digest, previous, hash) VALUES (%s, 2, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)'
            " RETURNING id",
            [case.pk, "case", case.pk, version + 1, "agree_to_assess", "requested", "assessing", officer, day,
             clock.now(), "0" * 64, "0" * 64, "0" * 64],
        )  # fmt: skip
        event = sql.fetchone()[0]
        sql.execute(
            "INSERT INTO workflows_eventcontent (event_id, salt, facts) VALUES (%s, %s, %s)",
            [event, "0" * 32, json.dumps({"reasons": "Yes."})],
        )
        sql.execute(
            "UPDATE ehcp_case SET state = 'assessing', row_version = %s WHERE id = %s", [version + 1, case.pk]
        )
        sql.execute(
            "UPDATE workflows_deadline SET ended_on = %s, ended_how = 'met', ended_by_id = %s, next_reminder_on = NULL"
            " WHERE case_id = %s AND key IN ('decide_whether_to_assess', 'tell_partners_the_decision')"
            " AND ended_on IS NULL",
            [day, event, case.pk],
        )
        for key in ("seek_advice", "send_the_familys_evidence"):
            sql.execute(
                "INSERT INTO workflows_deadline (case_id, key, is_right, subject_kind, subject_id, owner,"
                " accountable_id, moments, due, ring_on, next_reminder_on, started_by_id, ended_how)"
                " VALUES (%s, %s, %s, 'case', %s, 'local_authority', %s, %s, %s, %s, %s, %s, '')",
                [case.pk, key, False, case.pk, case.authority_id, json.dumps({"assessment_agreed": day.isoformat()}),
                 day + timedelta(days=42), day, day, event],
            )  # fmt: skip
