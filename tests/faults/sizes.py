"""How much of everything: `full` for `make faults`, else `short`, as FAULTS says. FAULTS_SEED repeats a run."""

from __future__ import annotations

import os
import random
from typing import NamedTuple


class Size(NamedTuple):
    full: int
    short: int


SIZES = {
    # kill -9
    "deadlines while workers are killed": Size(100_000, 2_000),
    "of these by e-mail": Size(10_000, 300),
    "kills of workers": Size(50, 5),
    "acts whose process dies": Size(200, 20),
    "senders killed after the gateway took it": Size(100, 10),
    # Redis
    "deadlines while Redis is emptied": Size(20_000, 1_000),
    "FLUSHALL": Size(20, 4),
    "acts while Redis is down": Size(50, 5),
    # PostgreSQL
    "deadlines while PostgreSQL crashes": Size(30_000, 1_000),
    "crashes of PostgreSQL": Size(10, 2),
    # Many at once
    "deadlines for many at once": Size(20_000, 1_600),
    "sweepers": Size(16, 16),
    "beats": Size(4, 2),
    # The mail server
    "letters to a difficult mail server": Size(1_000, 100),
    # A restore
    "letters before a restore": Size(1_000, 100),
    # Days and clocks
    "deadlines that nobody looked at": Size(500, 20),
    "years of clock changes": Size(20, 2),
    "jumps of the clock": Size(40, 4),
    "deadlines while the clock jumps": Size(200, 20),
    # As plain Celery tasks
    "plain tasks": Size(30_000, 1_500),
    "kills of plain workers": Size(50, 3),
}

RUN = os.environ.get("FAULTS", "short")
SEED = int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(10**6))


def size(what: str) -> int:
    return getattr(SIZES[what], RUN)
