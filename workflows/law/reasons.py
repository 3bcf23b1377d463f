"""Why a day is what it is, sentence by sentence: for a parent to understand and a lawyer to accept."""

from __future__ import annotations

from workflows.clock import in_words

from .terms import Reckoning, starting_day


def lines(reckoning: Reckoning) -> tuple[str, ...]:
    row = reckoning.row
    if not row.starts:
        return (f"{row.law}: this duty always stands; it has no day.",)
    start = in_words(starting_day(row, reckoning.moments))
    if reckoning.due is None:
        return (f"Counted from {start}.", f"{row.law}: as soon as practicable.")
    return (f"Counted from {start}.", f"{row.law}: {row.within} makes it {in_words(reckoning.due)}.")
