"""A journey in lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import ceil
from typing import Any

from ehcp import wording
from workflows.clock import in_words
from workflows.law import england_2014 as law
from workflows.models import Deadline, Event

from .journey import READER, Day, Journey

WAYS = {"in_app": "on the page", "email": "by e-mail"}
PART, OWED, TOLD = "    . ", "      ", "    > "
WIDTH = 11
"""Of the words that say what became of a duty or a right, so that their names stand under each other."""
REASON = OWED + " " * WIDTH


def told(journey: Journey, *, why: bool = False) -> Iterator[str]:
    """The whole story, a line at a time, as it is played. `why`: the reason of each day in full."""
    yield from _heading(journey.file.content)
    for day in journey.days():
        yield ""
        yield in_words(day.day)
        yield from _day(day, why)
    yield ""
    yield from _still_open(journey)
    yield _the_end(journey)


def _heading(content: dict[str, Any]) -> Iterator[str]:
    child = content["child"]
    yield f"{child['name']}, born {_short(date.fromisoformat(child['born']))}"
    if about := content.get("about"):
        yield about


def _day(day: Day, why: bool) -> Iterator[str]:
    explained: set[str] = set()
    for event in day.events:
        yield from _event(event)
        for deadline in day.ended.get(event.pk, []):
            yield OWED + _ended(deadline)
        for deadline in day.begun.get(event.pk, []):
            yield OWED + _begun(deadline)
            yield from _reason(deadline, why, explained)
    for deadline, before in day.moved:
        yield OWED + _moved(deadline, before)
        yield from _reason(deadline, why, explained)
    for deadline in day.excused:
        yield OWED + _excused(deadline)
        yield from _reason(deadline, why, explained)
    for (reader, subject), ways in _told(day.notices).items():
        yield f"{TOLD}{reader}, {' and '.join(ways)}: {subject}"


def _event(event: Event) -> Iterator[str]:
    sentence = wording.happened(event, READER)
    if sentence:
        yield f"  {sentence} ({event.by or 'this service'})"
    else:
        row = event.case.row(event.subject_kind, event.subject_id)
        yield f"{PART}{wording.act_label(event.act)}: {getattr(row, 'of_whom', row)}"


def _begun(deadline: Deadline) -> str:
    if deadline.due:
        when = f"by {_short(deadline.due)}"
    elif deadline.aim:
        when = f"the law sets no day; our own aim is {_short(deadline.aim)}"
    else:
        when = "no day is set" if deadline.is_right else "as soon as practicable"
    kind = "may now" if deadline.is_right else "owes now"
    return f"{kind:{WIDTH}}{_named(deadline)}: {when} ({wording.whose(deadline, READER)})"


def _moved(deadline: Deadline, before: date | None) -> str:
    return f"{'moved':{WIDTH}}{_named(deadline)}: now by {_short(deadline.due)}, before by {_short(before)}"


def _excused(deadline: Deadline) -> str:
    return f"{'excused':{WIDTH}}{_named(deadline)}: its day, {_short(deadline.due)}, may pass; the duty stays"


def _reason(deadline: Deadline, why: bool, explained: set[str]) -> Iterator[str]:
    """The rule by which its day was found and where the law says so; in full, every line. Once a day for each row."""
    if deadline.due is None or deadline.key in explained:
        return
    explained.add(deadline.key)
    if why:
        yield from (REASON + line for line in deadline.why)
    else:
        yield f"{REASON}{deadline.law.by_when} ({deadline.law.law})"


def _ended(deadline: Deadline) -> str:
    how, on_its_day = {"met": "done", "used": "used", "lifted": "lifted"}[deadline.ended_how], ""
    if deadline.due and how == "done":
        on_its_day = f": its day was {_short(deadline.due)}"
    if late := days_late(deadline):
        how, on_its_day = "DONE LATE", f"{on_its_day}, {_days(late)} before"
    return f"{how:{WIDTH}}{_named(deadline)}{on_its_day}"


def _told(notices: Iterable[Any]) -> dict[tuple[str, str], list[str]]:
    """Each reader and subject once, with the ways it went; one that did not go says why."""
    found: dict[tuple[str, str], list[str]] = {}
    for notice in notices:
        if reader := notice.reader or notice.organisation:
            words = notice.subject or notice.error or notice.get_state_display().lower()
            found.setdefault((str(reader), words), []).append(WAYS[notice.channel])
    return found


def _still_open(journey: Journey) -> Iterator[str]:
    duties = [deadline for deadline in journey.open_duties() if not deadline.is_late(journey.last_day)]
    if duties:
        yield "Still to do when the story ends:"
        yield from (f"  {_named(deadline)}{_by(deadline)}" for deadline in duties)


def _the_end(journey: Journey) -> str:
    """On which day the final plan was issued, and whether each duty was met."""
    duties = journey.duties()
    missed = [
        f"{_named(deadline)} {_days(days_late(deadline, journey.last_day))} late"
        + ("" if deadline.ended_on else " and still not done")
        for deadline in duties
        if days_late(deadline, journey.last_day)
    ]
    if missed:
        kept = f"{len(duties) - len(missed)} of {len(duties)} met in time; missed: {'; '.join(missed)}."
    else:
        kept = f"all {len(duties)} met in time."
    return f"{_issued(journey)} Duties with a day: {kept}"


def _issued(journey: Journey) -> str:
    case, issued = journey.case, journey.first_issued()
    if issued is None and case.plan_made_on:
        made, came = in_words(case.plan_made_on), in_words(case.received_on)
        return f"{case.moved_from_words} made the plan on {made}; it was taken over on {came}."
    if issued is None:
        return f"No final plan was issued; the case ends as “{case.get_state_display()}”."
    return f"The final plan was issued on {in_words(issued)}{_in_week(journey.issued_by(), issued)}."


def _in_week(event: Any, issued: date) -> str:
    """In which of the weeks that the law allows, counted from wherever it counts them in this case."""
    met = [each for each in event.ended.all() if each.ended_how == Deadline.Ended.MET and each.due]
    found = next((each for each in met if not each.law.guidance), None)
    if found is None:
        return ""
    start = found.reckoning.start
    week = ceil((issued - found.days[start]).days / 7)
    since = "" if found.key == law.ISSUE_THE_FINAL_PLAN.key else f" after {start.words}"
    return f", in week {week}{since} (the law allows {found.law.within})"


def days_late(deadline: Deadline, today: date | None = None) -> int:
    """By how many days a duty was done late, or is late on a day."""
    until = deadline.ended_on or today
    return (until - deadline.due).days if until and deadline.due and deadline.is_late(until) else 0


def _named(deadline: Deadline) -> str:
    return f"{deadline.law.ref} {wording.task(deadline, READER)}"


def _by(deadline: Deadline) -> str:
    day = deadline.due or deadline.aim
    return f", {'by' if deadline.due else 'aim'} {_short(day)}" if day else ", as soon as practicable"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _short(day: date | None) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}" if day else "no day"
