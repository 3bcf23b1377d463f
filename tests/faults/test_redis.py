"""Redis forgets everything, or is not there. It only ever carried a hint."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
import redis as client

from .council import DUTIES, fill
from .installation import THE_DAY, nothing_is_amiss
from .sizes import size


def test_nothing_is_lost_when_redis_is_emptied_again_and_again(there, chance, figures):
    number = size("deadlines while Redis is emptied")
    with there.database() as database:
        council = fill(database, number, THE_DAY, by_mail=number // 10)
    broker = client.Redis.from_url(there.redis.url)
    there.start_worker(concurrency=2)
    there.start_beat()
    emptied = forgotten = 0
    with there.hints():
        while emptied < size("FLUSHALL") or there.in_the_ledger() < council.deadlines:
            time.sleep(chance.uniform(0.5, 4))
            forgotten += broker.llen("celery")
            broker.flushall()
            emptied += 1
            assert emptied < 300, there.last_words()
        there.delivers_all_letters()
    figures |= {"FLUSHALL": emptied, "hints forgotten": forgotten, **there.count(council)}
    nothing_is_amiss(figures, council)
    assert forgotten


def test_with_redis_down_for_a_day_cron_brings_what_is_due_and_what_happened(there, redis, figures):
    acts = size("acts while Redis is down")
    with there.database() as database:
        council = fill(database, 10 * len(DUTIES) + acts * len(DUTIES), THE_DAY, by_mail=10 * len(DUTIES))
    there.it_is(THE_DAY - timedelta(days=1))
    redis.stop()
    try:
        cases = range(11, 11 + acts)
        slowest = float(there.run("-m", "tests.faults.acts", *map(str, cases)).stdout)
        there.sweep()
        news = len({call.letter for call in there.gateway.arrived()})
        assert there.in_the_ledger() == 0
        there.it_is(THE_DAY)
        there.sweep()
    finally:
        redis.start()
    figures |= {"acts": acts, "letters of news": news, "slowest act in seconds": round(slowest, 2)}
    # What an act met is not due any more, and nobody is reminded of it.
    assert there.ask("SELECT count(*) FROM workflows_deadline WHERE ended_on IS NOT NULL") == acts
    figures |= there.count(replace(council, deadlines=council.deadlines - acts))
    assert figures["letters of news"] == acts
    assert figures["missing"] == figures["doubled"] == figures["repeats"] == 0
    # Nobody waits for a broker: one short try, and none at all for a while after it failed.
    assert slowest < 3


@pytest.mark.faults("only in full")
def test_after_a_day_without_redis_the_workers_go_on_by_themselves(there, redis, figures):
    number = size("deadlines while Redis is emptied") // 10
    with there.database() as database:
        council = fill(database, number, THE_DAY, by_mail=number // 10)
    there.it_is(THE_DAY - timedelta(days=1))
    there.start_worker()
    there.start_beat()
    there.until(lambda: there.ask("SELECT count(*) FROM notifications_heartbeat") > 0, "a worker has looked")
    redis.stop()
    try:
        there.it_is(THE_DAY)
        time.sleep(10)
        assert there.in_the_ledger() == 0
    finally:
        redis.start()
    seconds = there.until(
        lambda: there.in_the_ledger() == council.deadlines, "everything due is in the ledger"
    )
    there.delivers_all_letters()
    figures |= {"seconds until all was in the ledger": round(seconds), **there.count(council)}
    nothing_is_amiss(figures, council)
    # Beat speaks once a minute; it, and the worker, come back within seconds.
    assert seconds < 120
