"""Beside it, for comparison: the same reminders as one Celery message each. Whatever comes out is reported."""

from __future__ import annotations

import time

import pytest
import redis as client
from celery import Celery

from .installation import Installation
from .sizes import size


@pytest.mark.parametrize(
    "with_its_worker",
    [
        pytest.param(0.2, id="mostly a child"),
        pytest.param(1.0, id="the whole worker", marks=pytest.mark.faults("only in full")),
    ],
)
def test_what_plain_celery_tasks_lose_and_double(there, chance, figures, with_its_worker):
    number = size("plain tasks")
    there.environment["GATEWAY"] = str(there.gateway.port)
    del there.environment["DJANGO_SETTINGS_MODULE"]  # nothing of the product takes part
    broker = client.Redis.from_url(there.redis.url)
    broker.flushall()
    sender = Celery(broker=there.redis.url)
    with sender.producer_pool.acquire() as producer:
        for each in range(number):
            sender.send_task("tests.faults.plain_celery.remind", (each,), producer=producer)
    assert broker.llen("celery") == number
    for name in ("plain-1", "plain-2"):
        start(there, name)
    there.until(lambda: bool(there.gateway.calls()), "the work has begun")
    kills = 0
    with there.database() as database:
        while kills < size("kills of plain workers"):
            time.sleep(chance.uniform(0.05, 0.5))
            assert broker.llen("celery"), f"the work was done after {kills} kills\n{there.last_words()}"
            kills += there.kill_one(chance, database, with_its_worker) is not None
    there.until(lambda: nothing_left(broker), "the broker is empty", seconds=900)
    time.sleep(3)
    count = there.gateway.count()
    arrived = count["gateway calls"] - count["repeats"]
    figures |= {
        "due": number,
        "kills while messages waited": kills,
        "lost": number - arrived,
        "doubled": count["repeats"],
    }
    # That it can be run at all is all that is asked of it.
    assert arrived > 0


def nothing_left(broker: client.Redis) -> bool:
    return not broker.llen("celery") and not broker.zcard("unacked_index") and not broker.hlen("unacked")


def start(there: Installation, name: str) -> None:
    options = ("--concurrency=2", "--loglevel=WARNING", f"--hostname={name}@%h")
    there.start(name, "celery", "-A", "tests.faults.plain_celery", "worker", *options, "--without-gossip")
