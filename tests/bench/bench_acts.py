"""How fast one act is, guarded, recorded and with its clocks moved, beside the very statements it sends, sent raw.

The floor does nothing but send to the database, through the driver's own cursor and on a connection of its own, what
the act sent: the same statements in the same order, in one transaction, with the rows of another case put in. It
checks nothing, reckons no day and makes no object. Both write durably, as at work, and take turns, act by act; of each
the lower quartile counts, so that a busy moment of the machine favours neither.

Then three well-known engines do what comes nearest to an act (tests/bench/engines).
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from statistics import quantiles

import psycopg
import pytest
from django.db import connection, transaction

from ehcp.models import Case, Child, User, open_case
from tests import people
from workflows import clock
from workflows.models import Event

CASES = 400
HERE = Path(__file__).parent


@pytest.mark.django_db(transaction=True)
def test_an_act_beside_the_statements_it_sends():
    _write_durably()
    cast = people.the_cast()
    everybody = iter(_requested(cast, 2 * CASES + 2))
    head = User.objects.get(pk=cast.manager.pk)

    def agree(case: Case) -> None:
        case.agree_to_assess(by=head, reasons="Amira may have needs that call for a plan.")

    with clock.at(people.AGREED):
        agree(next(everybody))  # whatever is made once is made
        sent = Sent(next(everybody), agree)
        with Raw(sent) as raw:
            turns = [
                (_seconds(agree, next(everybody)), _seconds(raw.send, next(everybody))) for _ in range(CASES)
            ]
    assert Case.objects.filter(state="assessing").count() == 2 * CASES + 2
    act, floor = (_a_second(times) for times in zip(*turns, strict=True))
    print(
        f"\n{connection.vendor}: {act:,.0f} acts a second; the same {len(sent.statements)} statements raw {floor:,.0f} "
        f"times a second; the act has {act / floor:.0%} of that speed"
    )
    for engine, steps in _engines().items():
        print(f"  {engine:14}{steps:8,.0f} steps a second; an act is {act / steps:.1f} times as fast")


class Sent:
    """What an act sent to the database, with places where another case's rows can be put in."""

    def __init__(self, case: Case, act: Callable[[Case], None]) -> None:
        self.statements: list[tuple[str, tuple]] = []
        with connection.execute_wrapper(self._write_down):
            act(case)
        event = Event.objects.filter(case=case).latest("seq")
        self.places = {value: name for name, value in rows_of(case, event.pk).items()}

    def _write_down(self, execute, sql, params, many, context):
        if not sql.startswith("BEGIN"):
            self.statements.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    def filled(self, value: object, rows: dict[str, object]) -> object:
        """The parameters of a statement, or one of them, for other rows. PostgreSQL is given whole lists."""
        if isinstance(value, tuple | list):
            return [self.filled(each, rows) for each in value]
        if isinstance(value, int | str) and value in self.places:
            return rows[self.places[value]]
        return value


def rows_of(case: Case, event: int | None) -> dict[str, object]:
    """Whatever tells this case's statements from another's."""
    return {"case": case.pk, "reference": case.reference, "child": case.child_id, "event": event}


class Raw:
    """A connection of the driver itself, which sends what an act sent."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        server = connection.settings_dict
        if connection.vendor == "postgresql":
            self.driver = psycopg.connect(
                dbname=server["NAME"], host=server["HOST"], port=server["PORT"], user=server["USER"],
                password=server["PASSWORD"], autocommit=True,
            )  # fmt: skip
            self.begin, self.statements = "BEGIN", sent.statements
        else:
            self.driver = sqlite3.connect(server["NAME"], isolation_level=None)
            self.driver.executescript(server["OPTIONS"]["init_command"] + DURABLY)
            self.begin = "BEGIN IMMEDIATE"
            self.statements = [(sql.replace("%s", "?"), params) for sql, params in sent.statements]
        self.cursor = self.driver.cursor()

    def send(self, case: Case) -> None:
        cursor, rows = self.cursor, rows_of(case, None)
        cursor.execute(self.begin)
        for sql, params in self.statements:
            cursor.execute(sql, self.sent.filled(params, rows))
            if cursor.description:
                found = cursor.fetchall()
                if 'INSERT INTO "workflows_event" ' in sql:
                    rows["event"] = found[0][0]
        cursor.execute("COMMIT")

    def __enter__(self) -> "Raw":
        return self

    def __exit__(self, *args: object) -> None:
        self.driver.close()


DURABLY = " PRAGMA synchronous=FULL;"


def _write_durably() -> None:
    """As at work (ehcp/settings.py); a test run does without on SQLite."""
    if connection.vendor == "sqlite":
        connection.cursor().execute(DURABLY)


def _requested(cast: people.Cast, number: int) -> list[Case]:
    """New cases as a page would fetch them, with nothing read beforehand."""
    with clock.at(people.REQUEST), transaction.atomic():
        _start_numbering_at(1_000_000, "ehcp_case")
        _start_numbering_at(2_000_000, "ehcp_child")
        _start_numbering_at(3_000_000, "workflows_event")
        for n in range(number):
            open_case(
                child=Child.objects.create(name=f"Child {n}", born=date(2019, 1, 1), setting=cast.school),
                authority=cast.council,
                by=cast.caseworker,
                on=people.REQUEST,
                via="post",
                reasons="Please assess.",
            )
    return list(Case.objects.order_by("pk"))


def _start_numbering_at(number: int, table: str) -> None:
    """So that no two rows of different kinds have the same number, and a place in a statement is known by its value."""
    with connection.cursor() as sql:
        if connection.vendor == "postgresql":
            sql.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number])
        else:
            sql.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            sql.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


def _seconds(do: Callable[[Case], None], case: Case) -> float:
    began = time.perf_counter()
    do(case)
    return time.perf_counter() - began


def _a_second(times: Iterable[float]) -> float:
    return 1 / quantiles(times, n=4)[0]


def _engines() -> dict[str, float]:
    """Steps a second of each, in a process and a database of their own on the same server, or beside the same file."""
    server = connection.settings_dict
    if connection.vendor == "postgresql":
        name = f"engines_{os.getpid()}"
        begin, end = f'CREATE DATABASE "{name}"', f'DROP DATABASE "{name}"'
        url = f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}/{name}"
    else:
        begin = end = "SELECT 1"
        url = f"sqlite:///{Path(server['NAME']).with_name('engines.sqlite3')}"
    with connection.cursor() as sql:
        sql.execute(begin)
        try:
            run = subprocess.run(
                [sys.executable, "-m", "engines"],
                cwd=HERE,
                env=os.environ | {"DATABASE_URL": url},
                capture_output=True,
                text=True,
            )
            assert run.returncode == 0, (
                f"{run.stderr}\nAre they installed? pip install -r requirements-bench.lock"
            )
        finally:
            sql.execute(end)
    return {engine: _a_second(times) for engine, times in json.loads(run.stdout).items()}
