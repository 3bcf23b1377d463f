"""Why a day is what it is, sentence by sentence: for a parent to understand and a lawyer to accept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflows.calendars import LAST_KNOWN_YEAR, SATURDAY, add_working_days, is_working_day
from workflows.clock import Period, TribunalDays, WorkingDays, in_words

from .counting import Counting

if TYPE_CHECKING:
    from .terms import Moment, OrLater, Reckoning, Row

ASAP = "as soon as practicable"
ALWAYS = "always"
NO_LAST_DAY = "no last day"
SERVICE_PROMISE = "Service promise of this council"
NAMED_DAYS = (Counting.BEFORE_DATE, Counting.UNTIL_DATE)
"""Where the law names the day itself, nothing is counted to it."""


def by_when(row: Row) -> str:
    """The time limit of a row in words."""
    if row.is_promise:
        return _promised(row)
    if not row.starts:
        return ALWAYS
    days = " or ".join(f"the day {moment.words}" for moment in row.starts)
    if row.within is not None:
        year = " or ".join(f"the year in which {moment.words}" for moment in row.starts)
        return _limit(row, row.within, days, year)
    return f"from {days}; {NO_LAST_DAY}" if row.verb == "may" else f"{row.how_soon} after {days}"


def lines(found: Reckoning) -> tuple[str, ...]:
    """What happened on which day; the rule; the sum; holidays; exceptions; what would change the day."""
    return tuple(_sentences(found))


def _sentences(found: Reckoning) -> Iterator[str]:
    row = found.row
    if found.start is not None:
        yield f"{_capital(found.start.words)} on {in_words(found.moments[found.start])}."
    if row.is_promise:
        yield from _promise(found)
        return
    yield f"{_rule(row)}{_when(row)} ({row.law})."
    if found.start is None:
        yield "This counts from no day, so that there is no last day to work out."
    if row.only_if:
        yield f"This applies only where {row.condition}."
    if row.guidance:
        yield "This is guidance, to be followed unless there is a good reason not to; it is not a time limit in law."
    if found.due:
        yield from _sum(found)
        yield from _later_limit(found)
        yield from _holidays(found)
        yield from _moved_or_not(found)
        yield from _exceptions(row)
        yield from _what_would_change(found)
    if row.aim and found.start:
        yield _aim(found, row.aim_since or found.start)
    if not row.confirmed:
        yield "Our source for this has still to be confirmed by a lawyer."


def _promise(found: Reckoning) -> Iterator[str]:
    row = found.row
    yield f"{_capital(row.owner.words)} promises this, {by_when(row)} ({row.law})."
    if row.only_if:
        yield f"This applies only where {row.condition}."
    if found.aim:
        yield f"So the day is {in_words(found.aim)}."
    if isinstance(row.aim, WorkingDays):
        yield "Saturdays, Sundays and bank holidays are not counted; days in school holidays are."
    yield "It is a promise of the council and not a time limit in law. What the law sets stands beside it, unchanged."


def _promised(row: Row) -> str:
    days = " or ".join(f"the day {moment.words}" for moment in row.starts)
    return f"within {row.aim} of {days or 'the day of each decision'}"


def _rule(row: Row) -> str:
    verb = "should" if row.guidance else row.verb
    return f"{_capital(row.owner.words)} {verb} {row.task[0].lower()}{row.task[1:]}"


def _when(row: Row) -> str:
    if not row.starts:
        return "" if row.verb == "may" else ", at all times"
    if row.within is not None:
        return f", {_limit(row, row.within, 'that day', 'that year')}"
    if row.verb == "may":
        return ", from that day on; the law sets no last day"
    return f", {row.how_soon}; no number of days or weeks is set"


def _limit(row: Row, within: Period, day: str, year: str) -> str:
    limit = _within(within, row.counted, day, year) if within.number else f"on {day}"
    if not row.or_later:
        return limit
    other = row.or_later
    moment = other.since.words
    later = _within(other.within, other.counted, f"the day {moment}", f"the year in which {moment}")
    return f"{limit}, or {later}, whichever is later"


def _within(period: Period, counted: Counting, day: str, year: str) -> str:
    return {
        Counting.AFTER: f"within {period} of {day}",
        Counting.BEGINNING_WITH: f"within {_beginning_with(period, day)}",
        Counting.BEFORE: f"at least {period} before {day}",
        Counting.BEFORE_DATE: f"before {period} of {year}",
        Counting.UNTIL_DATE: f"until {period}",
    }[counted]


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
        yield f"{day} is itself counted as the first day, so the {row.within} {_end(row.within)} with {last}."
    elif row.counted is Counting.BEFORE:
        back = in_words(row.within.back_from(found.moments[start]))
        yield (
            f"“At least” is taken to mean whole days in between: neither {day} nor the day of doing it is counted. "
            f"{_capital(row.within.words)} back is {back}, which some would accept; the last safe day is the one "
            f"before it, {last}."
        )
    else:
        yield f"That day itself is not counted: {day} and {row.within} make {last}. The whole of that day counts."


def _later_limit(found: Reckoning) -> Iterator[str]:
    other, reached = found.row.or_later, found.counted_to
    if other is None or reached is None or found.or_later_to is None:
        return
    yield (
        f"{_capital(other.since.words)} on {in_words(found.moments[other.since])}, and "
        f"{_span(other, 'that day')} {_end(other.within)} on {in_words(found.or_later_to)}. "
        f"The later of the two days counts: {in_words(max(reached, found.or_later_to))}."
    )


def _holidays(found: Reckoning) -> Iterator[str]:
    limits = [limit for limit in (found.row, found.row.or_later) if limit and limit.counted not in NAMED_DAYS]
    counted = [limit.within for limit in limits if limit.within and limit.within.number]
    if any(isinstance(period, TribunalDays) for period in counted):
        yield (
            "Saturdays, Sundays and bank holidays are not counted, nor are 25 December to 1 January and August: "
            "the Tribunal’s rules say so."
        )
    elif any(isinstance(period, WorkingDays) for period in counted):
        yield "In working days, Saturdays, Sundays and bank holidays are not counted; days in school holidays are."
    elif counted:
        yield "Weekends, bank holidays and school holidays count like any other day; nothing stops the count."


def _moved_or_not(found: Reckoning) -> Iterator[str]:
    row, due, reached = found.row, found.due, found.counted_to
    if row.within is None or due is None or reached is None:
        return
    reached = max(reached, found.or_later_to or reached)
    if due != reached:
        yield (
            f"{in_words(reached)} is not a working day of the Tribunal, which leaves out weekends, bank holidays, "
            f"25 December to 1 January and August. The last day is the next working day, {in_words(due)}."
        )
    elif (
        row.calendar is None and row.within.number and due.year <= LAST_KNOWN_YEAR and not is_working_day(due)
    ):
        yield (
            f"{in_words(due)} {'falls at the weekend' if due.weekday() >= SATURDAY else 'is a bank holiday'}. "
            "The last day does not move for that; "
            f"the working day before it is {in_words(add_working_days(due, -1))}."
        )


def _exceptions(row: Row) -> Iterator[str]:
    if row.verb == "may" or row.guidance or not (row.or_later or (row.within and row.within.number)):
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
    row, start, reached, other = found.row, found.start, found.counted_to, found.row.or_later
    if start is None or reached is None:
        return
    if other and found.or_later_to and found.or_later_to > reached:
        yield f"It would be another day if {other.since.words} on another day."
        return
    others = "".join(f", or if {each.words} later than that" for each in row.starts if each is not start)
    yield f"It would be another day if {start.words} on another day{others}."
    if other and not found.or_later_to:
        later = f"{_span(other, f'the day {other.since.words}')} {_end(other.within)} later"
        yield f"If {later}, that later day counts instead."


def _aim(found: Reckoning, since: Moment) -> str:
    distance = f"{found.row.aim} after {since.words}"
    day = f"{in_words(found.aim)}, {distance}" if found.aim else distance
    return f"Our own aim is {day}. It is for planning and is not law."


def _span(other: OrLater, day: str) -> str:
    if other.counted is Counting.BEGINNING_WITH:
        return _beginning_with(other.within, day)
    return f"{other.within} from {day}"


def _beginning_with(period: Period, day: str) -> str:
    return f"the {period} that {'begins' if period.number == 1 else 'begin'} with {day}"


def _end(period: Period) -> str:
    return "ends" if period.number == 1 else "end"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
