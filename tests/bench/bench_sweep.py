"""How fast what is due is found and written into the ledger, beside bare SQL that inserts the same rows.

A case for which advice was asked is told by its acts and copied row by row: the family, events, requests for advice
and deadlines, the open ones and many closed ones. Everything else is as it is at work: all indexes, all foreign keys,
every event told of in the ledger.

The floor is the least that any sweep could do: INSERT ... SELECT of the very rows that the sweep wrote, from a plain
table, as many in one transaction as the sweep writes in one. It finds nothing, decides nothing, moves no deadline on.

- the same number due in a table a tenth of the size, and in the whole: the time must grow with what is due;
- a million due at once, swept by a process of its own, with the memory that it took.

Sizes: BENCH_DEADLINES, BENCH_OPEN, BENCH_DUE, BENCH_AT_ONCE. By itself it starts a PostgreSQL server, and measures
SQLite at a twentieth of the size.
"""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from ehcp.models import Advice, Case, Child, FamilyMember, Membership, User
from ehcp.models.organisations import Role
from notifications import ringing
from notifications.models import Notice, ToldUpTo
from notifications.reminders import sweep
from scripts import services
from tests import people
from workflows import clock, delay, triggers
from workflows.models import Deadline, Event, Mark

ROOT = Path(__file__).resolve().parents[2]
INNER = "BENCH_SWEEP_SERVER"
SMALL = 20 if connection.vendor == "sqlite" else 1
DEADLINES = int(os.environ.get("BENCH_DEADLINES", 5_000_000)) // SMALL
OPEN = int(os.environ.get("BENCH_OPEN", 600_000)) // SMALL
DUE = int(os.environ.get("BENCH_DUE", 20_000)) // (2 if SMALL > 1 else 1)
AT_ONCE = int(os.environ.get("BENCH_AT_ONCE", 1_000_000)) // SMALL
TODAY = people.AGREED + timedelta(days=20)
A_DAY = timedelta(days=1)
CASEWORKERS, ROUNDS = 200, 3
# SQLite inserts within this process and crosses nothing: there the figure says how far that is, and no more.
ASKED = " (at least 0.5)" if connection.vendor == "postgresql" else ""


def test_on_a_postgresql_server_of_its_own():
    if os.environ.get(INNER):
        pytest.skip("this is that server")
    with services.postgres() as url:
        environment = {**os.environ, "DATABASE_URL": url, INNER: "1"}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-s",
            "-p",
            "no:cacheprovider",
            "-o",
            "python_files=bench_*.py",
        ]
        inner = [
            *command,
            "--create-db",
            f"{Path(__file__).relative_to(ROOT)}::test_the_sweep_beside_bare_sql",
        ]
        assert subprocess.run(inner, cwd=ROOT, env=environment).returncode == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(0)
def test_the_sweep_beside_bare_sql():
    case = _prepare()
    per_case = case.deadlines.open().count()
    small, whole = OPEN // per_case // 10, OPEN // per_case
    closed = DEADLINES // whole - per_case
    table = _Table(case, closed)
    due = min(
        DUE, small * table.ringing // (ROUNDS + 1)
    )  # as many are due in the small table as in the large one

    table.grow_to(small)
    first = _measure(table, due, "a tenth of the table")
    table.grow_to(whole)
    second = _measure(table, due, "the whole table")
    print(
        f"  ten times the table takes {second / first:.2f} times as long for the same number due (at most 1.2)"
    )
    _plans()
    _at_once(table)


# What is measured


def _measure(table, due, words):
    """A few times: make so many due today, sweep, and insert the same rows again by bare SQL. Seconds for each due.

    By turns, as a machine that does other things besides is never as quick twice.
    """
    with clock.at(TODAY):
        _idle()  # so that nothing is read from the disk for the first time below
        began = time.perf_counter()
        _idle()
        idle = time.perf_counter() - began
        rounds = [_round(table, due) for _ in range(ROUNDS)]
    due, rows, took, floor = (sum(column) for column in zip(*rounds, strict=True))
    print(
        f"  {words}: {Deadline.objects.count():,} deadlines, {due:,} due, {rows:,} notices: sweep {took:.2f} s "
        f"({rows / took:,.0f} rows/s), bare SQL {floor:.2f} s ({rows / floor:,.0f} rows/s): "
        f"{floor / took:.2f} of its speed{ASKED}; with nothing due {idle:.2f} s",
        flush=True,
    )
    return took / due


def _round(table, due):
    due, last = table.make_due(due), _last_notice()
    began = time.perf_counter()
    swept = sweep()
    took = time.perf_counter() - began
    assert swept.deadlines == due, (swept, due)
    rows = Notice.objects.filter(pk__gt=last).count()
    return due, rows, took, _floor(last, rows * ringing.BATCH // due)


def _idle():
    assert sweep() == (0, 0, 0)


def _last_notice():
    return Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _floor(last, at_a_time):
    """The seconds that it takes to insert the notices after this one again, from a table without any index."""
    table = Notice._meta.db_table
    columns = ", ".join(f'"{f.column}"' for f in Notice._meta.concrete_fields if not f.primary_key)
    with connection.cursor() as sql:
        sql.execute("DROP TABLE IF EXISTS bench_rows")
        sql.execute(f"CREATE TABLE bench_rows AS SELECT * FROM {table} WHERE id > {last}")  # noqa: S608
        sql.execute(f"DELETE FROM {table} WHERE id > {last}")  # noqa: S608
        if connection.vendor == "postgresql":
            sql.execute("ANALYZE bench_rows")
        sql.execute("SELECT id FROM bench_rows ORDER BY id")
        ids = [pk for (pk,) in sql.fetchall()]
        sql.execute("CREATE INDEX bench_rows_id ON bench_rows (id)")
        began = time.perf_counter()
        for start in range(0, len(ids), at_a_time):
            batch = ids[start : start + at_a_time]
            with transaction.atomic():
                sql.execute(
                    f"INSERT INTO {table} ({columns}) SELECT {columns} FROM bench_rows "  # noqa: S608
                    f"WHERE id BETWEEN {batch[0]} AND {batch[-1]}"
                )
        return time.perf_counter() - began


SWEEP_ALONE = """
import datetime, resource, sys, time
import django
django.setup()
from django.db import connection
from notifications.reminders import sweep
from workflows import clock
began = time.perf_counter()
with clock.at(datetime.date.fromisoformat(sys.argv[1])):
    swept = sweep()
print(swept.deadlines, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _at_once(table):
    table.closed = 0
    table.grow_to(table.swept + AT_ONCE // table.ringing + 2)
    due = table.make_due(AT_ONCE)
    last = _last_notice()
    url = os.environ.get("DATABASE_URL", "")
    test_name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        url = f"{url.rpartition('/')[0]}/{test_name}"
    else:
        url = f"sqlite:///{test_name}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "ehcp.settings", "DOTENV": os.devnull,
                   "ENVIRONMENT": "practice"}  # fmt: skip
    command = [sys.executable, "-c", SWEEP_ALONE, TODAY.isoformat()]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    swept, seconds, memory = answer.stdout.split()
    assert int(swept) == due
    rows = Notice.objects.filter(pk__gt=last).count()
    print(
        f"  {due:,} due at once: {rows:,} notices in the ledger after {float(seconds):.0f} s (at most 600), "
        f"{rows / float(seconds):,.0f} rows/s, with {float(memory):.0f} MB (at most 300)",
        flush=True,
    )


# The queries of a sweep, and how the database answers them


def _plans():
    """No query of the sweep may read a table from one end to the other that grows with the years."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as sql:
        sql.execute("ANALYZE")
    seen = []
    with clock.at(TODAY), connection.execute_wrapper(_noting(seen)):
        sweep()
    large = ("workflows_deadline", "workflows_event", "notifications_notice")
    whole = {}
    for statement, params in seen:
        with connection.cursor() as sql:
            sql.execute(f"EXPLAIN {statement}", params)
            plan = "\n".join(line for (line,) in sql.fetchall())
        for table in large:
            if f"Seq Scan on {table} " in plan:
                whole[statement] = plan
    print(
        f"  {len(seen)} queries of a sweep with nothing due; {len(whole)} of them read a large table whole",
        flush=True,
    )
    for statement, plan in whole.items():
        print(statement[:600], plan[:2000], sep="\n")
    assert not whole


def _noting(seen):
    def note(execute, statement, params, many, context):
        if statement.startswith("SELECT"):
            seen.append((statement, params))
        return execute(statement, params, many, context)

    return note


# The table


def _prepare():
    """One case with all its rows, everything that happened in it told of."""
    cast = people.the_cast()
    case = people.at_stage(cast, "advice_asked")
    for number in range(CASEWORKERS):
        user = User.objects.create(email=f"officer-{number}@people.example", full_name=f"Officer {number}")
        Membership.objects.create(user=user, organisation=cast.council, role=Role.CASEWORKER)
    with clock.at(people.AGREED):
        sweep()
    Notice.objects.update(state=Notice.State.SENT)
    triggers.take_down()
    # Nothing of the one case itself is due: its copies are what is measured.
    far = TODAY + 200 * A_DAY
    case.deadlines.open().update(due=far, ring_on=far, next_reminder_on=far)
    return case


class _Table:
    """The case copied so many times, each copy with its open deadlines and so many closed ones."""

    def __init__(self, case, closed):
        self.case, self.closed, self.cases, self.swept = case, closed, 1, 0
        models = (User, Child, FamilyMember, Case, Event, Mark, Deadline, Advice, Notice)
        self.last = {
            model: model.objects.order_by("-pk").values_list("pk", flat=True).first() for model in models
        }
        self.officer = (
            User.objects.filter(email="officer-0@people.example").values_list("pk", flat=True).get()
        )
        self.mother = User.objects.get(email="samina-siddiqui@people.example").pk
        self.open = list(case.deadlines.open().order_by("pk").values_list("pk", flat=True))
        # Where the authority itself would be late a case is told so by an act, which bench_acts.py measures.
        self.ringing = case.deadlines.open().exclude(key__in=delay.FORESEEN).count()

    def grow_to(self, cases):
        if cases <= self.cases:
            return
        began = time.perf_counter()
        with connection.cursor() as sql:
            if connection.vendor == "postgresql":
                sql.execute("SET session_replication_role = replica")
            else:
                sql.execute("PRAGMA foreign_keys = OFF")
            for start in range(self.cases, cases, 2000):
                end = min(start + 2000, cases)
                sql.execute("DROP TABLE IF EXISTS n")
                sql.execute("CREATE TEMPORARY TABLE n (i integer)")
                sql.executemany("INSERT INTO n VALUES (%s)", [(i,) for i in range(start, end)])
                for model, of, moved in self._moves():
                    self._copy(sql, model, of, moved)
                self._closed(sql)
            if connection.vendor == "postgresql":
                for model in (User, Child, FamilyMember, Case, Event, Deadline, Advice, Notice, Mark):
                    of = model._meta.db_table
                    last = f"(SELECT max(id) FROM {of})"  # noqa: S608
                    sql.execute(f"SELECT setval(pg_get_serial_sequence('{of}', 'id'), {last})")
                sql.execute("SET session_replication_role = DEFAULT")
                sql.execute("ANALYZE")
            else:
                sql.execute("PRAGMA foreign_keys = ON")
        self.cases = cases
        told = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
        ToldUpTo.objects.update_or_create(pk=ToldUpTo.THE_ONE, defaults={"up_to": told - 1000})
        print(f"  {cases:,} cases in {time.perf_counter() - began:.0f} s", flush=True)

    def _moves(self):
        """Which rows of the one case are copied, and what is other in a copy. Copy i moves every number by i times."""
        last, case = self.last, self.case
        by = {model: f"i * {last[model]}" for model in last}
        events = _numbers(Event.objects.filter(case=case))
        kind = f"subject_id + CASE subject_kind WHEN 'advice' THEN {by[Advice]} ELSE {by[Case]} END"
        users = {"id": f"id + {by[User]}", "email": "'parent-' || i || '@people.example'"}
        reader = f"CASE WHEN reader_id = {self.mother} THEN reader_id + {by[User]} ELSE reader_id END"
        moved_case = f"case_id + {by[Case]}"
        event = f"event_id + {by[Event]}"
        child, started = f"child_id + {by[Child]}", f"started_by_id + {by[Event]}"
        family = {"id": f"id + {by[FamilyMember]}", "child_id": child, "user_id": f"user_id + {by[User]}"}
        officer = f"{self.officer} + i % {CASEWORKERS}"
        link = "substr(hash, 1, 12) || i || 'x' || substr(hash, 20 + length('' || i), 45 - length('' || i))"
        told = Notice.objects.filter(about=case, event__isnull=False)
        return [
            (User, [self.mother], users),
            (Child, [case.child_id], {"id": f"id + {by[Child]}"}),
            (FamilyMember, _numbers(case.child.family), family),
            (Case, [case.pk],
             {"id": f"id + {by[Case]}", "reference": "'COPY-' || i", "child_id": child, "caseworker_id": officer}),
            (Event, events,
             {"id": f"id + {by[Event]}", "case_id": moved_case, "subject_id": kind, "hash": link,
              "part_of_id": f"part_of_id + {by[Event]}"}),
            (Advice, _numbers(case.advice), {"id": f"id + {by[Advice]}", "case_id": moved_case}),
            (Deadline, self.open,
             {"id": f"id + {by[Deadline]}", "case_id": moved_case, "subject_id": kind, "started_by_id": started}),
            (Notice, _numbers(told),
             {"key": "key || i", "about_id": f"about_id + {by[Case]}", "event_id": event, "reader_id": reader}),
        ]  # fmt: skip

    def _copy(self, sql, model, of, moved):
        # The sweep writes notices between two copyings, so these take the numbers that come.
        columns = [f.column for f in model._meta.concrete_fields if not (model is Notice and f.primary_key)]
        taken = ", ".join(moved.get(column, f'"{column}"') for column in columns)
        named = ", ".join(f'"{column}"' for column in columns)
        these = ", ".join(str(pk) for pk in of)
        table = model._meta.db_table
        sql.execute(f"INSERT INTO {table} ({named}) SELECT {taken} FROM {table}, n WHERE id IN ({these})")  # noqa: S608

    def _closed(self, sql):
        """Many deadlines that were met, so that what is open is few among many."""
        table, columns = Deadline._meta.db_table, [f.column for f in Deadline._meta.concrete_fields]
        first, step = self.open[0], self.last[Deadline]
        moved = {
            "id": f"d.id + {10**9} + (n.i * {self.closed} + c.k) * {step}",
            "case_id": f"d.case_id + n.i * {self.last[Case]}",
            "subject_id": f"d.subject_id + n.i * {self.last[Case]}",
            "started_by_id": f"d.started_by_id + n.i * {self.last[Event]}",
            "ended_by_id": f"d.started_by_id + n.i * {self.last[Event]}",
            "ended_on": "d.ring_on",
            "ended_how": "'met'",
            "next_reminder_on": "NULL",
        }
        taken = ", ".join(moved.get(column, f'd."{column}"') for column in columns)
        named = ", ".join(f'"{column}"' for column in columns)
        sql.execute("DROP TABLE IF EXISTS c")
        sql.execute("CREATE TEMPORARY TABLE c (k integer)")
        sql.executemany("INSERT INTO c VALUES (%s)", [(k,) for k in range(self.closed)])
        sql.execute(f"INSERT INTO {table} ({named}) SELECT {taken} FROM {table} d, n, c WHERE d.id = {first}")  # noqa: S608

    def make_due(self, number):
        """Let so many open deadlines, of cases not swept yet, be due today; all of a case at once."""
        cases = -(-number // self.ringing)
        first = self.case.pk + self.last[Case] * (self.swept + 1)
        last = first + self.last[Case] * (cases - 1)
        self.swept += cases
        due = Deadline.objects.open().filter(case__gte=first, case__lte=last).exclude(key__in=delay.FORESEEN)
        done = due.update(ring_on=TODAY, due=TODAY, next_reminder_on=TODAY)
        if connection.vendor == "postgresql":
            with connection.cursor() as sql:
                sql.execute("VACUUM ANALYZE workflows_deadline")
                sql.execute("CHECKPOINT")
        return done


def _numbers(rows):
    return list(rows.values_list("pk", flat=True))
