"""Why a day is what it is, sentence by sentence: for a parent to understand and a lawyer to accept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from workflows.calendars import add_working_days, is_working_day
from workflows.clock import WorkingDays, in_words

from .counting import Counting

if TYPE_CHECKING:
    from .terms import Reckoning, Row

ASAP = "as soon as practicable"
ALWAYS = "always"


def by_when(row: Row) -> str:
    """The time limit of a row in words."""
    days = " or ".join(f"the day {moment.words}" for moment in row.starts)
    if not days:
        return ALWAYS
    if row.within is None:
        return f"from {days}; no last day" if row.verb == "may" else f"{ASAP} after {days}"
    return f"{_limit(row, days)}{_or_later(row)}"


def lines(reckoning: Reckoning) -> tuple[str, ...]:
    return tuple(_sentences(reckoning))


def _sentences(found: Reckoning) -> Iterator[str]:
    row = found.row
    if found.start is None:
        yield f"{_rule(row)} at all times ({row.law}). It counts from no day and has no last day."
    else:
        yield f"{_capital(found.start.words)} on {in_words(found.moments[found.start])}."
        yield f"{_rule(row)} {_when(row)} ({row.law})."
    if row.only_if:
        yield f"This applies only where {_question(row)}."
    if row.guidance:
        yield "This is guidance, to be followed unless there is good reason not to. It is not a time limit in law."
    if found.due:
        yield from _sum(found)
        yield from _holidays(found)
        yield from _exceptions(row)
        yield from _what_would_change(found)
    if row.aim:
        yield _aim(found)
    if not row.confirmed:
        yield "Our source for this has still to be confirmed by a lawyer."


def _rule(row: Row) -> str:
    verb = "should" if row.guidance else row.verb
    return f"{_capital(row.owner.words)} {verb} {row.task[0].lower()}{row.task[1:]},"


def _when(row: Row) -> str:
    if row.within is None:
        if row.verb == "may":
            return "from that day on; the law sets no last day"
        return f"{ASAP}; no number of days or weeks is set"
    target = "" if row.verb == "may" or not row.within.number else ". That is the last day, not a target"
    return f"{_limit(row, 'that day')}{_or_later(row)}{target}"


def _limit(row: Row, day: str) -> str:
    if row.within is None or not row.within.number:
        return f"on {day}"
    return {
        Counting.AFTER: f"within {row.within} of {day}",
        Counting.BEGINNING_WITH: f"within the {row.within} that begin with {day}",
        Counting.BEFORE: f"at least {row.within} before {day}",
    }[row.counted]


def _or_later(row: Row) -> str:
    if not row.or_later:
        return ""
    period, moment = row.or_later
    return f", or within {period} of the day {moment.words}, whichever is later"


def _sum(found: Reckoning) -> Iterator[str]:
    row, start = found.row, found.start
    if not (row.within and start and found.counted_to and found.due):
        return
    day, last = in_words(found.moments[start]), in_words(found.counted_to)
    if not row.within.number:
        yield f"So the day is {last}."
    elif row.counted is Counting.BEGINNING_WITH:
        yield f"{day} is counted as the first day, so the {row.within} end on {last}."
    elif row.counted is Counting.BEFORE:
        plain = in_words(row.within.back_from(found.moments[start]))
        yield (
            f"“At least” means whole days in between: neither {day} nor the day of doing it is counted. "
            f"{row.within} back is {plain}, so the last safe day is the one before it, {last}."
        )
    else:
        yield f"That day itself is not counted: {day} and {row.within} make {last}. The whole of that day counts."
    if row.or_later and found.or_later_to:
        period, moment = row.or_later
        yield (
            f"{_capital(moment.words)} on {in_words(found.moments[moment])}; {period} from then ends on "
            f"{in_words(found.or_later_to)}. The later of the two days counts."
        )
    reached = max(found.counted_to, found.or_later_to or found.counted_to)
    if reached != found.due:
        yield (
            f"{in_words(reached)} is not a working day of the Tribunal (weekends, bank holidays, 25 December to "
            f"1 January, August), so the last day is the next one that is: {in_words(found.due)}."
        )


def _holidays(found: Reckoning) -> Iterator[str]:
    row, due = found.row, found.due
    if due is None or row.within is None or not row.within.number:
        return
    if isinstance(row.within, WorkingDays):
        yield "Saturdays, Sundays and bank holidays are not counted."
        return
    yield "Weekends, bank holidays and school holidays count like any other day; nothing stops the count."
    if row.calendar is None and not is_working_day(due):
        yield (
            f"{in_words(due)} is not a working day. The last day does not move for that; "
            f"the working day before it is {in_words(_working_day_before(due))}."
        )


def _working_day_before(day: date) -> date:
    return add_working_days(day, -1)


def _exceptions(row: Row) -> Iterator[str]:
    if row.verb == "may" or row.guidance:
        return
    for exception in row.excused_by:
        yield f"A later day may be excused if this one could not practicably be kept because {exception.words} ({exception.law})."
    if row.excused_by:
        yield "Nothing else excuses a later day. Even then the duty remains: it must be done as soon as practicable."
    else:
        yield "The law knows no exception to this day."


def _what_would_change(found: Reckoning) -> Iterator[str]:
    row, start = found.row, found.start
    if start is None:
        return
    yield f"The day would be another only if {start.words} on another day."
    for moment in row.moments:
        if moment not in found.moments:
            yield from _still_to_come(row, moment)


def _still_to_come(row: Row, moment: object) -> Iterator[str]:
    if row.or_later and moment == row.or_later[1]:
        period, later = row.or_later
        yield f"Once {later.words}, the last day is {period} from then if that is later."


def _aim(found: Reckoning) -> str:
    row = found.row
    since = row.aim_since or found.start
    counted = f"{row.aim} after the day {since.words}" if since else str(row.aim)
    if found.aim is None:
        return f"Our own aim is {counted}. That is for planning; it is not law."
    return f"Our own aim is {in_words(found.aim)}, {counted}. That is for planning; it is not law."


def _question(row: Row) -> str:
    from .terms import QUESTIONS

    return QUESTIONS[row.only_if]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
