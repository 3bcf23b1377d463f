"""A way through the law as marks on a line of days, for a picture: which row ends when, and from when it was counted.

    drawn(THE_WAY_TO_A_PLAN, pack(CURRENT), {Moment.REQUEST_RECEIVED: date(2026, 9, 1)})

What has not happened yet is taken to happen on the last day it may: a draft that is not yet served is served on the
day we aim at, and the family's days count from there. Give more moments, such as those of a case, and less is taken.
Every day comes from the rows: no number of weeks stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workflows.clock import days, weeks

from . import Pack
from .terms import MissingMoment, Moment, Right, Row

ONE_WEEK = weeks(1)


@dataclass(frozen=True)
class Step:
    """A row on the way, by its key, and the moments that are taken to come on its day."""

    key: str
    leads_to: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class Way:
    """What is drawn: the moment that days are told from, those that come with it, and the rows in their order."""

    zero: Moment
    steps: tuple[Step, ...]
    with_it: tuple[Moment, ...] = ()


THE_WAY_TO_A_PLAN = Way(
    zero=Moment.REQUEST_RECEIVED,
    steps=(
        Step("decide_whether_to_assess", leads_to=(Moment.ASSESSMENT_AGREED, Moment.ADVICE_REQUESTED)),
        Step("give_advice", leads_to=(Moment.PLAN_NEEDED,)),
        Step("prepare_the_draft", leads_to=(Moment.DRAFT_SERVED,)),
        Step("answer_the_draft"),
        Step("decide_whether_to_make_a_plan"),
        Step("issue_the_final_plan"),
    ),
)
ROUND_A_REVIEW = Way(
    zero=Moment.MEETING_HELD,
    with_it=(Moment.MEETING_FIXED,),
    steps=(
        Step("invite_to_the_review"),
        Step("circulate_the_advice"),
        Step("hold_the_review_meeting"),
        Step("report_on_the_meeting"),
        Step("decide_after_the_review"),
        Step(
            "send_the_amendment_notice",
            leads_to=(Moment.AMENDMENT_NOTICE_SENT, Moment.AMENDMENT_NOTICE_SERVED),
        ),
        Step("answer_the_amendments"),
        Step("issue_the_amended_plan"),
    ),
)


class Ending(StrEnum):
    """What comes on the day of a mark."""

    LAST_DAY = "last day"
    CLOSES = "last day to use it"
    AIM = "our own aim, not law"


@dataclass(frozen=True)
class Mark:
    """One row: the day it ends on, and the day it was counted from."""

    row: Row
    since: Moment
    counted_from: date
    day: date
    ending: Ending
    zero: date = field(repr=False)

    @property
    def first(self) -> date:
        """Where its time begins in the picture; what is counted backwards ends at the day it counts from."""
        return min(self.counted_from, self.day)

    @property
    def last(self) -> date:
        return max(self.counted_from, self.day)

    @property
    def distance(self) -> str:
        return distance(self.zero, self.day)


@dataclass(frozen=True)
class Picture:
    """The marks of a way, and the moment they are told from."""

    zero: Moment
    day: date
    marks: tuple[Mark, ...]

    @property
    def first(self) -> date:
        return min((self.day, *(mark.first for mark in self.marks)))

    @property
    def last(self) -> date:
        return max((self.day, *(mark.last for mark in self.marks)))

    @property
    def whole_weeks(self) -> tuple[tuple[int, date], ...]:
        """The days of marks that lie whole weeks from the moment, with their number: the lines of a grid."""
        found = {self.day, *(mark.day for mark in self.marks)}
        return tuple(
            ((day - self.day).days // ONE_WEEK.length, day)
            for day in sorted(found)
            if (day - self.day).days % ONE_WEEK.length == 0
        )


def drawn(way: Way, law: Pack, moments: Mapping[Moment, date]) -> Picture:
    """The picture of a way in this law, where the moment it is told from came on the day given."""
    zero = moments[way.zero]
    return Picture(zero=way.zero, day=zero, marks=tuple(_marks(way, law, moments)))


def _marks(way: Way, law: Pack, moments: Mapping[Moment, date]) -> Iterator[Mark]:
    zero = moments[way.zero]
    known = {**dict.fromkeys(way.with_it, zero), **moments}
    rows = {row.key: row for row in law.rows}
    for step in way.steps:
        # Another law may not have the row.
        mark = _mark(rows[step.key], known, zero) if step.key in rows else None
        if mark:
            known = {**dict.fromkeys(step.leads_to, mark.day), **known}
            yield mark


def _mark(row: Row, known: Mapping[Moment, date], zero: date) -> Mark | None:
    """Nothing where what it counts from is not known, or where neither the law nor we name a day."""
    try:
        found = row.due(known)
    except MissingMoment:
        return None
    day = found.due or found.aim
    since = found.start if found.due else row.aim_since or found.start
    if day is None or since is None:
        return None
    ending = Ending.AIM if found.due is None else Ending.CLOSES if isinstance(row, Right) else Ending.LAST_DAY
    return Mark(row=row, since=since, counted_from=known[since], day=day, ending=ending, zero=zero)


def apart(one: date, other: date) -> str:
    """How far two days are apart, in weeks where they are whole: 6 weeks, 15 days."""
    number = abs((other - one).days)
    return (days(number) if number % ONE_WEEK.length else weeks(number // ONE_WEEK.length)).words


def distance(zero: date, day: date) -> str:
    """Where a day lies, told from another: 6 weeks after, 15 days before, that day."""
    if day == zero:
        return "that day"
    return f"{apart(zero, day)} {'after' if day > zero else 'before'}"
