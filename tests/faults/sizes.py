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
}

RUN = os.environ.get("FAULTS", "short")
SEED = int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(10**6))


def size(what: str) -> int:
    return getattr(SIZES[what], RUN)
