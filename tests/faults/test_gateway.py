"""The mail server is difficult in every way it can be."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from .council import DUTIES, fill
from .installation import THE_DAY, Installation, nothing_is_amiss
from .sizes import size

DAYS = timedelta(days=2)
"""Longer than any wait for a next attempt."""


def test_whatever_the_mail_server_does_no_letter_is_lost_and_one_that_cannot_go_holds_up_no_other(
    there, figures
):
    number = size("letters to a difficult mail server")
    with there.database() as database:
        council = fill(database, number, THE_DAY)
    there.environment["PATIENCE"] = "1"
    poisoned = len(DUTIES)  # those of one case

    # Nobody answers at all.
    there.gateway.stop()
    there.sweep()
    assert there.in_the_ledger() == council.deadlines
    assert there.waiting() == council.deadlines
    there.gateway.start()

    everything = {
        "takes": 8.0,
        "is slow": 1.0,
        "says 451": 1.0,
        "says 421": 1.0,
        "says 550": 1.0,
        "hangs up": 1.0,
        "takes and hangs up": 1.0,
        "takes and answers 451": 1.0,
        "never answers": 1.0,
    }
    there.gateway.be(poison="NM-1:", **everything)
    there.start_sweepers(4)
    for _ in range(3):
        tries(there)
    there.gateway.be(poison="NM-1:", takes=1)
    tries(there)
    held_up = there.waiting() - poisoned
    moods = Counter(call.mood for call in there.gateway.calls())
    assert moods.keys() >= everything.keys()
    while there.waiting():
        tries(there)
    parked = there.ask("SELECT count(*) FROM notifications_notice WHERE state = 'failed'")
    figures |= {f"it {mood}": times for mood, times in moods.items()}
    figures |= {"parked": parked, "held up by what was parked": held_up}
    assert held_up <= 0
    assert parked == poisoned

    # Somebody mends what was wrong, and has what was parked tried again.
    there.gateway.be(takes=1)
    there.run("manage.py", "sweep", "--again")
    there.until(lambda: not there.waiting(), "what was parked is sent")
    figures |= there.count(council)
    nothing_is_amiss(figures, council)


def tries(there: Installation) -> None:
    """Days pass, and every letter that waits is tried once more."""
    there.waits_no_longer(DAYS)
    there.until(lambda: not there.to_be_tried(), "everything that waits was tried")
