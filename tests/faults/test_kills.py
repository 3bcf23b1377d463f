"""Workers are killed while they work: `kill -9`, at any moment."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .council import fill
from .installation import THE_DAY, Installation
from .sizes import size


def test_nothing_is_lost_or_doubled_however_often_a_worker_is_killed(there, chance, figures):
    with there.database() as database:
        council = fill(
            database, size("deadlines while workers are killed"), THE_DAY, size("of these by e-mail")
        )
        for name in ("worker-1", "worker-2"):
            there.start_worker(name)
        with there.hints():
            figures |= Counter(kills(there, chance, database, size("kills of workers")))
            there.until(lambda: there.in_the_ledger() == council.deadlines, "everything due is in the ledger")
            there.delivers_all_letters()
    figures |= there.count(council)
    assert figures["missing"] == figures["doubled"] == figures["said to be sent and never arrived"] == 0
    assert figures["gateway calls"] - figures["repeats"] == council.by_mail
    assert figures["repeats with another key"] == 0


def kills(there: Installation, chance: random.Random, database: Any, number: int) -> Iterator[str]:
    """So many kills of processes at work, and what each was at. Those that hit an idle one come on top."""
    done = 0
    until = time.monotonic() + 60 + 5 * number
    while done < number:
        assert time.monotonic() < until, f"only {done} kills hit a process at work\n{there.last_words()}"
        time.sleep(chance.uniform(0.1, 1.0))
        killed = there.kill_one(chance, database)
        if killed is None:
            continue
        done += killed.working
        if killed.working:
            yield "kills of working processes"
        yield f"killed {killed}"
