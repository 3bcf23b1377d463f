"""How long the last day of one duty takes, for each kind of counting, beside a bare `date + timedelta`.

Each is the whole of `row.due(...)`: the moment it counts from found, the last day, our own day, and what is needed to
say why. The reasons themselves are written only when somebody reads them; the last line says what that costs.
"""

from datetime import date, timedelta
from timeit import repeat

import pytest

from workflows.law import CURRENT, pack

LAW = pack(CURRENT)
DAY = date(2026, 11, 12)
ROUNDS, TIMES = 7, 5_000
LIMIT = 20.0
"""Microseconds on one core."""

KINDS = {
    "weeks": "A3",
    "days, the first one counted": "C3",
    "months, the first day counted": "E5",
    "weeks before": "E7",
    "months before": "E19",
    "working days": "T6",
    "working days of the Tribunal": "P2",
    "the later of two, moved for the Tribunal": "P1",
    "the later of a day and working days": "T1",
    "before a fixed date": "E17",
    "the last Friday in June": "YP",
    "no number, our own day alone": "C2",
}


def test_the_last_day_of_one_duty_beside_a_bare_sum():
    six_weeks = timedelta(weeks=6)
    floor = _microseconds(lambda: DAY + six_weeks)
    print(f"\n{'date + timedelta, the floor':44}{floor:8.2f} microseconds")
    slow = {}
    for kind, ref in KINDS.items():
        row = LAW.row(ref)
        moments = dict.fromkeys(row.moments, DAY)
        took = _microseconds(lambda row=row, moments=moments: row.due(moments))
        print(f"{f'{kind} ({ref})':44}{took:8.2f} microseconds, {took / floor:5.0f} times the floor")
        if took > LIMIT:
            slow[ref] = took
    row = LAW.row("P1")
    moments = dict.fromkeys(row.moments, DAY)
    told = _microseconds(lambda: row.due(moments).lines)
    print(
        f"{'the same with its reason in words (P1)':44}{told:8.2f} microseconds, {told / floor:5.0f} times the floor"
    )
    if slow:
        pytest.fail(f"over {LIMIT} microseconds: {slow}")


def _microseconds(do) -> float:
    """The best of some rounds, so that a busy moment of the machine does not count."""
    return min(repeat(do, number=TIMES, repeat=ROUNDS)) / TIMES * 1_000_000
