"""Why a day is what it is, sentence by sentence: for a parent to understand and a lawyer to accept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflows.calendars import LAST_KNOWN_YEAR, add_working_days, is_working_day
from workflows.clock import Period, TribunalDays, WorkingDays, in_words

from .counting import Counting

if TYPE_CHECKING:
    from .terms import Reckoning, Row

ASAP = "as soon as practicable"
ALWAYS = "always"
NO_LAST_DAY = "no last day"


def by_when(row: Row) -> str:
    """The time limit of a row in words."""
    days = " or ".join(f"the day {moment.words}" for moment in row.starts)
    if not days:
        return ALWAYS
    if row.within is not None:
        return f"{_limit(row, days)}{_or_later(row)}"
    return f"from {days}; {NO_LAST_DAY}" if row.verb == "may" else f"{row.how_soon} after {days}"


def lines(found: Reckoning) -> tuple[str, ...]:
    """What happened on which day; the rule; the sum; holidays; exceptions; what would change the day."""
    return tuple(_sentences(found))


def _sentences(found: Reckoning) -> Iterator[str]:
    row = found.row
    if found.start is None:
        yield f"{_rule(row)} at all times ({row.law}). This counts from no day and has no last day."
    else:
        yield f"{_capital(found.start.words)} on {in_words(found.moments[found.start])}."
        yield f"{_rule(row)} {_when(row)} ({row.law})."
    if row.only_if:
        yield f"This applies only where {row.condition}."
    if row.guidance:
        yield "This is guidance, to be followed unless there is a good reason not to; it is not a time limit in law."
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
    if row.within is not None:
        return f"{_limit(row, 'that day')}{_or_later(row)}"
    if row.verb == "may":
        return "from that day on; the law sets no last day"
    return f"{row.how_soon}; no number of days or weeks is set"


def _limit(row: Row, day: str) -> str:
    if row.within is None or not row.within.number:
        return f"on {day}"
    return _within(row.within, row.counted, day)


def _within(period: Period, counted: Counting, day: str) -> str:
    return {
        Counting.AFTER: f"within {period} of {day}",
        Counting.BEGINNING_WITH: f"within the {period} that begin with {day}",
        Counting.BEFORE: f"at least {period} before {day}",
        Counting.BEFORE_DATE: f"before {period} in the year of {day}",
        Counting.UNTIL_DATE: f"until {period}",
    }[counted]


def _or_later(row: Row) -> str:
    if not row.or_later:
        return ""
    other = row.or_later
    return f", or {_within(other.within, other.counted, f'the day {other.since.words}')}, whichever is later"


def _sum(found: Reckoning) -> Iterator[str]:
    row, start, reached = found.row, found.start, found.counted_to
    if row.within is None or start is None or reached is None:
        return
    day, last = in_words(found.moments[start]), in_words(reached)
    if not row.within.number:
        yield f"So the day is {last}."
    elif row.counted is Counting.BEFORE_DATE:
        yield f"“Before” leaves out {in_words(row.within.after(found.moments[start]))} itself: the last day is {last}."
    elif row.counted is Counting.UNTIL_DATE:
        yield f"That is {last}. The whole of that day counts."
    elif row.counted is Counting.BEGINNING_WITH:
        yield f"{day} is itself counted as the first day, so the {row.within} end with {last}."
    elif row.counted is Counting.BEFORE:
        back = in_words(row.within.back_from(found.moments[start]))
        yield (
            f"“At least” asks for whole days in between: neither {day} nor the day of doing it is counted. "
            f"{_capital(row.within.words)} back is {back}; the last safe day is the one before it, {last}."
        )
    else:
        yield f"That day itself is not counted: {day} and {row.within} make {last}. The whole of that day counts."
    if row.or_later and found.or_later_to:
        other = row.or_later
        counted = f"{other.within} from then"
        if other.counted is Counting.BEGINNING_WITH:
            counted = f"the {other.within} that {_begin(other.within)} with that day"
        yield (
            f"{_capital(other.since.words)} on {in_words(found.moments[other.since])}, and {counted} "
            f"{_end(other.within)} on {in_words(found.or_later_to)}. The later of the two days counts."
        )
        reached = max(reached, found.or_later_to)
    if found.due and found.due != reached:
        yield (
            f"{in_words(reached)} is not a working day of the Tribunal, which leaves out weekends, bank holidays, "
            f"25 December to 1 January and August. The last day is the next working day, {in_words(found.due)}."
        )


def _holidays(found: Reckoning) -> Iterator[str]:
    row, due = found.row, found.due
    if row.within is None or not row.within.number or due is None:
        return
    if isinstance(row.within, TribunalDays):
        yield (
            "Saturdays, Sundays and bank holidays are not counted, nor are 25 December to 1 January and August: "
            "the Tribunal’s rules say so."
        )
        return
    if isinstance(row.within, WorkingDays):
        yield "Saturdays, Sundays and bank holidays are not counted."
        return
    if row.counted not in (Counting.BEFORE_DATE, Counting.UNTIL_DATE):
        yield "Weekends, bank holidays and school holidays count like any other day; nothing stops the count."
    if row.calendar is None and due.year <= LAST_KNOWN_YEAR and not is_working_day(due):
        yield (
            f"{in_words(due)} is a weekend or bank holiday. The last day does not move for that; "
            f"the working day before it is {in_words(add_working_days(due, -1))}."
        )


def _exceptions(row: Row) -> Iterator[str]:
    if row.verb == "may" or row.guidance or not (row.within and row.within.number):
        return
    yield "It is the last day allowed, not a target."
    for exception in row.excused_by:
        yield (
            f"A later day may be excused if keeping this one was impractical because {exception.words} "
            f"({exception.law})."
        )
    if row.extended_by:
        yield f"Those concerned may agree on another day in writing ({row.extended_by})."
    if row.excused_by:
        yield f"Nothing else excuses a later day, and an excuse does not end the duty: it is then owed {ASAP}."
    elif not row.extended_by:
        yield "The law makes no exception to this day."


def _what_would_change(found: Reckoning) -> Iterator[str]:
    row, start = found.row, found.start
    if start is None:
        return
    others = "".join(f", or if {other.words} later than that" for other in row.starts if other is not start)
    yield f"It would be another day if {start.words} on another day{others}."
    if row.or_later and not found.or_later_to:
        other = row.or_later
        yield (
            f"If {other.since.words} and {other.within} from then {_end(other.within)} later, that later day counts "
            "instead."
        )


def _aim(found: Reckoning) -> str:
    since = found.row.aim_since or found.start
    distance = f"{found.row.aim} after {since.words}" if since else str(found.row.aim)
    day = f"{in_words(found.aim)}, {distance}" if found.aim else distance
    return f"Our own aim is {day}. It is for planning and is not law."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _end(period: Period) -> str:
    return "ends" if period.number == 1 else "end"


def _begin(period: Period) -> str:
    return "begins" if period.number == 1 else "begin"
