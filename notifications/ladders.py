"""When a deadline rings, and for whom: before its day, on it, and after it ever higher. Tables first, then who climbs.

A rung names places (the owner, the managers, the accountable officers); who stands there on the day is found in
recipients.py. Nothing is remembered of a rung but its row in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import Any

from django.utils import timezone

from workflows.clock import Period, days, weeks
from workflows.law import PACKS
from workflows.law.terms import Moment
from workflows.models import Deadline

from .groups import ACCOUNTABLE, CASEWORKER, FAMILY, MANAGERS, OWNERS_MANAGERS, Group

TOLD_WITH = {
    # These stand beside another duty of the same day, and the same act meets both: one reminder names both.
    "tell_partners": "consult_the_family",
    "tell_partners_the_decision": "decide_whether_to_assess",
    "ask_a_qualified_teacher": "seek_advice",
    "send_the_familys_evidence": "seek_advice",
    "send_the_amendment_notice": "decide_after_the_review",
    "tell_of_no_amendment": "issue_the_amended_plan",
    # The way to an appeal leads past the mediation adviser, within the same two months.
    "ask_for_mediation": "appeal",
}


BESIDE = {
    # Where the authority gives in without an order, the weeks of the first request run on, and the Ombudsman's beside.
    "decide_on_no_plan_after_agreeing": "decide_whether_to_make_a_plan",
    "issue_plan_after_agreeing": "issue_the_final_plan",
}
"""Two days for one and the same thing. The bell rings for whichever comes first, and names the other."""


class Of(StrEnum):
    """A place on the ladder that depends on whose duty it is."""

    OWNER = "owner"


OWNER = Of.OWNER
Places = tuple[Group | Of, ...]
Steps = tuple[tuple[Period, Places], ...]
"""How long after a day, and who hears then."""

ALSO_BEFORE: dict[str, tuple[Group, ...]] = {
    # Everybody who is to be there.
    "hold_the_review_meeting": (FAMILY, CASEWORKER),
}
"""Who else is reminded before a duty's day, and on it."""

# After its day

WHO_DOES_IT: Places = (OWNER, CASEWORKER)
THOSE_ABOVE: Places = (OWNER, OWNERS_MANAGERS, CASEWORKER, MANAGERS)
WHO_ANSWER: Places = (ACCOUNTABLE, *THOSE_ABOVE)  # first, so that whoever is both reads what only they can do

OVERDUE: Steps = ((days(1), WHO_DOES_IT), (days(8), THOSE_ABOVE), (days(15), WHO_ANSWER))
"""An undone duty rings again the day after, a week after that for those above, and a week after that for whoever
answers for the organisation that owes it; for the authority's own accountable officer whoever owes it, as the family
waits for the authority."""
THEN_EVERY: Period = weeks(4)
"""After the last step of a ladder, the same people again each time this has passed. A bell that stops is forgotten."""

NO_HIGHER: Steps = ((days(1), WHO_DOES_IT), (days(8), THOSE_ABOVE))
"""Where the law gives no number, it is a day of our own that has passed, or a promise: it goes no higher than this."""
SOONER: Steps = ((days(1), THOSE_ABOVE), (days(8), WHO_ANSWER))
AT_ONCE: Steps = ((days(1), WHO_ANSWER),)

_ORDERED = {Moment.TRIBUNAL_ORDERED, Moment.APPEAL_CONCEDED}
LADDERS: dict[str, Steps] = {
    # What the Tribunal ordered, or was told that we will do: whoever answers for it has to know on the first day.
    **{row.key: AT_ONCE for pack in PACKS.values() for row in pack.rows if _ORDERED.intersection(row.starts)},
    # Who does not answer in time may be barred from the appeal.
    "respond_to_the_appeal": AT_ONCE,
    # The end of the twenty weeks. Until there is a plan, nobody has to give the child anything.
    "issue_the_final_plan": SOONER,
    "issue_plan_after_agreeing": SOONER,
    "issue_the_reassessed_plan": SOONER,
    # A child who moves up in September without a place.
    "amend_before_the_next_phase": SOONER,
    "amend_before_post_16": SOONER,
    "amend_before_another_post_16": SOONER,
    # The plan is in force and the child goes without what it says. The law gives no number because it gives no time.
    "secure_the_provision": SOONER,
    "arrange_health_provision": SOONER,
    "take_over_the_plan": SOONER,
    # The authority may decide without the answer: that a school is silent is nobody's failure higher up.
    "answer_the_consultation": NO_HIGHER,
}
"""Duties whose every late day weighs more than that of others, or less: each with its own ladder."""

CLOSED: dict[str, tuple[Group, ...]] = {
    "answer_the_draft": (CASEWORKER,),
    "answer_the_amendments": (CASEWORKER,),
    "answer_the_reassessed_draft": (CASEWORKER,),
    "keep_the_plan": (CASEWORKER,),
}
"""Rights whose passing lets the authority go on: who hears of it on the day after."""

UNDATED: Steps = (
    (weeks(1), (OWNER,)),
    (weeks(3), (OWNER,)),
    (weeks(5), (OWNER, OWNERS_MANAGERS)),
)
"""What is owed "as soon as practicable" has no day to count to: it rings this long after it began."""


def overdue(key: str, has_a_day_of_the_law: bool) -> Steps:
    """The steps of a duty after its day."""
    return LADDERS.get(key, OVERDUE if has_a_day_of_the_law else NO_HIGHER)


@dataclass(frozen=True)
class Rung:
    """One step of a deadline's ladder: its name in the ledger, its day, and who hears on it."""

    name: str
    day: date
    to: Places


def ladder(deadline: Any) -> Iterator[Rung]:
    """Every rung, in the order of their days; without end where the duty stays undone."""
    if deadline.key in TOLD_WITH:
        return
    twin = twin_of(deadline)
    if twin and (twin.ring_on, twin.pk) < (deadline.ring_on, deadline.pk):
        yield from _beside(twin, deadline)
    else:
        yield from _rungs(deadline)


def twin_of(deadline: Any) -> Any:
    """The other open deadline for the same thing (BESIDE)."""
    if not hasattr(deadline, "twin"):
        find_twins([deadline])
    return deadline.twin


def find_twins(deadlines: list[Any]) -> None:
    """Set on each of these the other open deadline for the same thing, in one query at most."""
    other = BESIDE | {second: first for first, second in BESIDE.items()}
    cases = {deadline.case_id for deadline in deadlines if deadline.key in other}
    twins: dict[Any, Any] = {}
    if cases:
        found = Deadline.objects.open().filter(case__in=cases, key__in=other, ring_on__isnull=False)
        twins = {(each.case_id, each.key): each for each in found.select_related("started_by", "case")}
    for deadline in deadlines:
        deadline.twin = twins.get((deadline.case_id, other.get(deadline.key)))


def _beside(first: Any, later: Any) -> Iterator[Rung]:
    """The later of two days rings between them, and on its own. From then on the bell of the first is for both."""
    rung_already = {rung.day for rung in _until(later.ring_on, first)}
    for rung in _until(later.ring_on, later):
        if rung.day > first.ring_on and rung.day not in rung_already:
            yield rung


def _until(last: date, deadline: Any) -> Iterator[Rung]:
    return takewhile(lambda rung: rung.day <= last, _rungs(deadline))


def _rungs(deadline: Any) -> Iterator[Rung]:
    if deadline.ring_on is None:
        if not deadline.is_right:
            yield from _repeated(UNDATED, deadline.started_by.on, "after it began")
        return
    also = ALSO_BEFORE.get(deadline.key, ())
    yield from _before(deadline, (OWNER, *also))
    yield Rung("on the day", deadline.ring_on, (OWNER, *also))
    if not deadline.is_right:
        yield from _repeated(overdue(deadline.key, deadline.due is not None), deadline.ring_on, "after")
    elif deadline.key in CLOSED:
        yield Rung("closed", days(1).after(deadline.ring_on), CLOSED[deadline.key])


def _before(deadline: Any, to: Places) -> list[Rung]:
    # A clock that was started late has not passed the rungs that lie before its start.
    begun = timezone.localdate(deadline.started_by.at)
    rungs = [
        Rung(f"{period} before", period.back_from(deadline.ring_on), to) for period in deadline.law.remind
    ]
    return sorted((r for r in rungs if begun <= r.day < deadline.ring_on), key=lambda r: r.day)


def _repeated(steps: Steps, start: date, words: str) -> Iterator[Rung]:
    for period, to in steps:
        day = period.after(start)
        yield Rung(f"{period} {words}", day, to)
    while True:
        day = THEN_EVERY.after(day)
        yield Rung(f"{days((day - start).days)} {words}", day, to)
