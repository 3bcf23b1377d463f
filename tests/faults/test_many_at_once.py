"""Many do the same work at the same time, and do it once."""

from __future__ import annotations

from .council import fill
from .installation import THE_DAY, nothing_is_amiss
from .sizes import size


def test_sixteen_sweepers_and_four_beats_do_it_once(there, figures):
    number = size("deadlines for many at once")
    with there.database() as database:
        council = fill(database, number, THE_DAY, by_mail=number // 8)
    there.start_worker(concurrency=2)
    for beat in range(size("beats")):
        there.start_beat(f"beat-{beat}")
    there.start_sweepers(size("sweepers"))
    there.until(lambda: there.in_the_ledger() == council.deadlines, "everything due is in the ledger")
    there.delivers_all_letters()
    figures |= {"sweepers": size("sweepers"), "beats": size("beats"), **there.count(council)}
    nothing_is_amiss(figures, council)
    # Nobody was killed, so nothing is sent twice either.
    assert figures["repeats"] == 0
