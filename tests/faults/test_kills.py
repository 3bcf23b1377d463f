"""Processes are killed while they work: `kill -9`, at any moment and at the worst ones."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .council import DUTIES, fill
from .installation import THE_DAY, Installation, nothing_is_amiss
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
    nothing_is_amiss(figures, council)


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


def test_news_of_an_act_arrives_though_its_process_died_before_it_could_give_a_hint(there, figures):
    number = size("acts whose process dies")
    with there.database() as database:
        fill(database, number * len(DUTIES), THE_DAY, by_mail=0)
        database.execute("UPDATE workflows_deadline SET next_reminder_on = NULL")  # only the news counts here
    there.run("-m", "tests.faults.acts", "--dies", *map(str, range(1, number + 1)))
    told = (
        "SELECT count(DISTINCT event_id) FROM notifications_notice n JOIN workflows_event e ON e.id = n.event_id "
        "WHERE e.act = 'agree_to_assess'"
    )
    assert there.ask(told) == 0
    there.sweep()
    arrived = Counter(call.letter for call in there.gateway.arrived())
    figures |= {
        "acts whose process died": number,
        "events": there.ask("SELECT count(*) FROM workflows_event WHERE act = 'agree_to_assess'"),
        "events told of": there.ask(told),
        "letters to the family": len(arrived),
        "doubled": there.doubled(),
        **there.gateway.count(),
    }
    assert figures["events"] == figures["events told of"] == figures["letters to the family"] == number
    assert figures["doubled"] == figures["repeats"] == 0


def test_a_sender_killed_after_the_gateway_took_it_sends_it_again_under_the_same_key(there, figures):
    number = size("senders killed after the gateway took it")
    with there.database() as database:
        council = fill(database, 15 * number // 10 * 10, THE_DAY)
    there.gateway.be(takes=9, kills=1)
    there.start_sweepers(4)

    def killed() -> Counter[str]:
        return Counter(call.key for call in there.gateway.calls() if call.mood == "kills")

    def next_one_is_killed() -> bool:
        there.lets_time_pass_for_the_dead()
        # In this order: before the ledger is written nothing waits either.
        all_done = there.in_the_ledger() == council.deadlines and not there.waiting()
        return all_done or killed().total() >= number

    there.until(next_one_is_killed, f"{number} senders were killed", seconds=600)
    there.gateway.be(takes=1)
    there.delivers_all_letters()
    times = Counter(call.key for call in there.gateway.arrived())
    figures |= {"senders killed after the gateway took it": killed().total(), **there.count(council)}
    assert killed().total() >= number
    assert all(times[key] > deaths for key, deaths in killed().items())
    nothing_is_amiss(figures, council)
    assert figures["repeats"] == killed().total()
