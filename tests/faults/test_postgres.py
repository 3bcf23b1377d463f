"""PostgreSQL crashes under load: `pg_ctl stop -m immediate`, and starts again."""

from __future__ import annotations

import time

import psycopg

from .council import fill
from .installation import THE_DAY, Installation, nothing_is_amiss
from .sizes import size


def test_nothing_is_lost_or_doubled_however_often_the_database_crashes(there, chance, figures):
    number = size("deadlines while PostgreSQL crashes")
    with there.database() as database:
        council = fill(database, number, THE_DAY, by_mail=number // 20)
    there.start_worker(concurrency=2)
    there.start_sweepers(2)
    crashes = at_work = 0
    with there.hints():
        there.until(lambda: there.in_the_ledger() > 0, "the work has begun")
        while crashes < size("crashes of PostgreSQL"):
            time.sleep(chance.uniform(0.2, 2))
            if there.in_the_ledger() == council.deadlines and not there.waiting():
                break
            at_work += somebody_at_work(there)
            there.postgres.crash()
            crashes += 1
            there.postgres.start()
        assert crashes, "the work was done before the first crash"
        there.until(lambda: there.in_the_ledger() == council.deadlines, "everything due is in the ledger")
        there.delivers_all_letters()
    figures |= {"crashes": crashes, "transactions under way then": at_work, **there.count(council)}
    nothing_is_amiss(figures, council)
    assert crashes == size("crashes of PostgreSQL")


def somebody_at_work(there: Installation, seconds: float = 10) -> int:
    """Wait until somebody is in a transaction; how many are."""
    until = time.monotonic() + seconds
    while not (found := transactions(there)):
        assert time.monotonic() < until, f"nobody was at work\n{there.last_words()}"
    return found


def transactions(there: Installation) -> int:
    with psycopg.connect(there.database_url, autocommit=True) as database:
        found = database.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE xact_start IS NOT NULL AND datname = current_database() "
            "AND pid <> pg_backend_pid()"
        ).fetchone()
    return found[0] if found else 0
