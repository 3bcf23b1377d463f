"""Days that nobody looked at, and clocks that do not go as they should."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from .council import fill
from .installation import THE_DAY
from .sizes import size

HOUR, DAY = 3600, 24 * 3600


def test_after_thirty_days_away_each_reader_has_one_message_of_each_matter_and_the_ledger_every_rung(
    there, figures
):
    number = size("deadlines that nobody looked at")
    with there.database() as database:
        council = fill(database, number, THE_DAY, by_mail=number // 20 * 10)
    there.it_is(THE_DAY + timedelta(days=30))
    there.sweep()
    with there.database() as database:
        rungs = database.execute(
            "SELECT d.key, n.deadline_id, array_agg(DISTINCT n.rung ORDER BY n.rung) FROM notifications_notice n "
            "JOIN workflows_deadline d ON d.id = n.deadline_id WHERE n.rung <> '' GROUP BY 1, 2"
        ).fetchall()
        messages = database.execute(
            "SELECT count(*) FROM notifications_notice WHERE state = 'sent' AND rung <> '' "
            "GROUP BY deadline_id, reader_id, organisation_id, channel"
        ).fetchall()
    of_duty = {(key, tuple(each)) for key, _, each in rungs}
    figures |= {
        "due": number,
        "in the ledger": len(rungs),
        "rungs of each": "/".join(sorted({str(len(each)) for _, each in of_duty})),
        "rows in the ledger": there.ask("SELECT count(*) FROM notifications_notice WHERE rung <> ''"),
        "messages": len(messages),
        "most messages of one matter to one reader": max(n for (n,) in messages),
        "doubled": there.doubled(),
        **there.gateway.count(),
    }
    assert figures["in the ledger"] == council.deadlines
    # Every deadline of a duty has the same rungs: none is left out.
    assert len(of_duty) == len({key for key, _ in of_duty})
    assert all({"on the day", "1 day after"} <= set(each) for _, each in of_duty), of_duty
    assert figures["most messages of one matter to one reader"] == 1
    assert figures["doubled"] == figures["repeats"] == 0


def test_nothing_is_lost_or_doubled_when_the_clock_jumps_to_and_fro(there, chance, figures):
    number = size("deadlines while the clock jumps")
    with there.database() as database:
        council = fill(database, number, THE_DAY, by_mail=number // 20 * 10)
    at_noon = there.ahead
    sizes = (HOUR, 5 * HOUR, 11 * HOUR, DAY, 3 * DAY)
    jumps = [chance.choice((-1, 1)) * chance.choice(sizes) for _ in range(size("jumps of the clock"))]
    there.start_sweepers(4)
    for jump in jumps:
        there.clock_is_ahead(at_noon + jump)
        before = there.looked_last()
        there.until(lambda: there.looked_last() != before, "a sweep at the new time")  # noqa: B023
    # Whatever was put off until a time that is not here yet is there by then.
    there.clock_is_ahead(at_noon + max(3 * DAY, *jumps) + HOUR)
    there.until(lambda: there.in_the_ledger() == council.deadlines, "everything due is in the ledger")
    there.until(lambda: not there.waiting("email") + there.waiting("in_app"), "everything is told")
    figures |= {"jumps": len(jumps), **Counter(f"jumps {'ahead' if jump > 0 else 'back'}" for jump in jumps)}
    figures |= there.count(council)
    # Of the gateway less is asked here than elsewhere. A clock that jumps past a lease lets another sender take what
    # somebody has in hand; one that jumps back lets tomorrow's rung be sent in today's words.
    del figures["repeats with another key"]
    assert figures["missing"] == figures["doubled"] == figures["said to be sent and never arrived"] == 0
    assert figures["gaps found by the reconciler"] == 0
