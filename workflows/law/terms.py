"""The words the law's table is written in: who owes what, from when, within which time, and why.

A Duty is owed: when its day passes undone, somebody is late. A Right may be used: when its day passes,
a door closes. Both have the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from workflows.calendars import next_tribunal_day
from workflows.clock import Period


class Agency(StrEnum):
    """Who owes a duty or holds a right."""

    LOCAL_AUTHORITY = "local_authority", "the local authority"
    FAMILY = "family", "the family (the child's parent, or the young person)"
    ADVISER = "adviser", "whoever was asked for advice"
    HEALTH_COMMISSIONER = "health_commissioner", "the health commissioner (normally the ICB)"
    CONSULTED_SETTING = "consulted_setting", "the school, college or other setting that was consulted"
    REVIEW_ARRANGER = "review_arranger", "whoever arranges the review meeting (head, principal or authority)"
    SERVICE = "service", "this service"

    words: str

    def __new__(cls, value: str, words: str) -> Agency:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member


class Moment(StrEnum):
    """Something that happens on a day and from which a clock counts. Its words complete "the day ..."."""

    REQUEST_RECEIVED = "request_received", "the request for an assessment was received"
    ASSESSMENT_AGREED = "assessment_agreed", "the authority decided to assess"
    ADVICE_REQUESTED = "advice_requested", "the request for advice was received by those asked"
    PLAN_NEEDED = "plan_needed", "the authority decided that a plan is needed"
    STATUTORY_DAY_MISSED = "statutory_day_missed", "a statutory day passed without the step being done"
    DRAFT_SERVED = "draft_served", "the draft plan was served on the family"
    SETTING_REQUESTED = "setting_requested", "the family asked for a particular setting"
    SETTING_CONSULTED = "setting_consulted", "the setting was sent the consultation"
    FINAL_PLAN_SENT = "final_plan_sent", "the final plan was sent"
    PLAN_REVIEWED = "plan_reviewed", "the plan was last reviewed"
    MEETING_FIXED = "meeting_fixed", "the review meeting is to be held"
    MEETING_HELD = "meeting_held", "the review meeting was held"
    AMENDMENT_NOTICE_SENT = "amendment_notice_sent", "the notice of proposed amendments was sent"
    AMENDMENT_NOTICE_SERVED = "amendment_notice_served", "the notice of proposed amendments was served"
    BUDGET_REQUESTED = "budget_requested", "the family asked for a personal budget"
    BUDGET_REFUSED = "budget_refused", "the personal budget or direct payment was refused"
    BUDGET_REVIEW_REQUESTED = "budget_review_requested", "the family asked for the refusal to be reviewed"
    DIRECT_PAYMENT_AGREED = "direct_payment_agreed", "the direct payment was agreed"
    FIRST_PAYMENT = "first_payment", "the first direct payment was made"
    CEASING_CONSIDERED = "ceasing_considered", "the authority began to consider ceasing the plan"
    CEASING_CONSULTED = "ceasing_consulted", "the consultation on ceasing the plan was finished"
    CEASING_NOTICE_SENT = "ceasing_notice_sent", "the notice of ceasing the plan was sent"
    APPEALABLE_DECISION_SENT = "appealable_decision_sent", "the written notice of the decision was sent"
    MEDIATION_CERTIFICATE_DATED = "mediation_certificate_dated", "the mediation certificate is dated"

    words: str

    def __new__(cls, value: str, words: str) -> Moment:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member


class Counting(StrEnum):
    """How a period lies to the day it counts from."""

    AFTER = "after"
    """Within the period after the day; the day itself is not counted."""
    BEGINNING_WITH = "beginning_with"
    """Within the period that begins with the day; the day itself is the first."""
    BEFORE = "before"
    """At least the whole period before the day; neither the day itself nor the day of doing it is counted."""


class Calendar(StrEnum):
    """A calendar that moves a last day which is not a working day to the next one that is."""

    TRIBUNAL = "tribunal"


@dataclass(frozen=True)
class Stage:
    """A part of the way a family goes, as a heading in the table."""

    title: str


@dataclass(frozen=True, kw_only=True)
class Exception_:
    """What may excuse a missed statutory day, and only if keeping it was impractical. The duty remains."""

    words: str
    law: str


ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Row:
    """What duties and rights have in common: who, what, by when, counted from which day, and the law."""

    ref: str
    task: str
    law: str
    owner: Agency
    since: Moment | tuple[Moment, ...] | None = None
    """The moment it counts from, the latest if there are several; None for a duty that always stands."""
    within: Period | None = None
    """None where the law gives no number: as soon as practicable."""
    counted: Counting = Counting.AFTER
    or_later: tuple[Period, Moment] | None = None
    """Another period that counts instead if it ends later."""
    calendar: Calendar | None = None
    aim: Period | None = None
    """Our own working day, for planning; not law."""
    aim_since: Moment | None = None
    only_if: str = ""
    """A named question about the case; the row applies only where its answer is yes."""
    excused_by: tuple[Exception_, ...] = ()
    remind: tuple[Period, ...] = ()
    """How long before the last day (or our own, where the law has none) the owner is reminded."""
    right: str = ""
    """What follows for the family."""
    note: str = ""
    confirmed: bool = True
    """False where the source still has to be confirmed by a lawyer."""
    key: str = field(default="", init=False, compare=False)
    """The constant's name in lower case; set when the pack is built."""

    @property
    def starts(self) -> tuple[Moment, ...]:
        """The moments that start its clock."""
        if self.since is None:
            return ()
        return (self.since,) if isinstance(self.since, Moment) else self.since

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments it counts from: those that start its clock, and one that may move it."""
        return (*self.starts, self.or_later[1]) if self.or_later else self.starts

    def due(self, moments: Mapping[Moment, date]) -> Reckoning:
        """The last day that the law allows, our own day, and why."""
        return Reckoning.of(self, moments)


class Duty(Row):
    """Something owed. When its day passes undone, its owner is late."""


class Right(Row):
    """Something its owner may do. When its day passes, the door closes."""


@dataclass(frozen=True)
class Reckoning:
    row: Row
    moments: Mapping[Moment, date]
    due: date | None
    aim: date | None

    @classmethod
    def of(cls, row: Row, moments: Mapping[Moment, date]) -> Reckoning:
        return cls(row=row, moments=moments, due=_last_day(row, moments), aim=_own_day(row, moments))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Why it is this day, in sentences."""
        from .reasons import lines

        return lines(self)


def starting_day(row: Row, moments: Mapping[Moment, date]) -> date:
    """The day the row counts from. Raises MissingMoment if none of its moments is given."""
    given = [moments[moment] for moment in row.starts if moment in moments]
    if not given:
        raise MissingMoment(row)
    return max(given)


class MissingMoment(ValueError):
    """A row was asked for its day without the day it counts from."""

    def __init__(self, row: Row) -> None:
        wanted = " or ".join(f"{moment} (the day {moment.words})" for moment in row.starts)
        super().__init__(f"{row.ref} counts from {wanted}; that day is missing.")


def _last_day(row: Row, moments: Mapping[Moment, date]) -> date | None:
    if not row.starts:
        return None
    day = starting_day(row, moments)
    if row.within is None:
        return None
    last = count(row.within, row.counted, day)
    if row.or_later and row.or_later[1] in moments:
        period, moment = row.or_later
        last = max(last, period.after(moments[moment]))
    return next_tribunal_day(last) if row.calendar == Calendar.TRIBUNAL else last


def _own_day(row: Row, moments: Mapping[Moment, date]) -> date | None:
    if row.aim is None or row.aim_since not in moments:
        return None
    return row.aim.after(moments[row.aim_since])


def count(period: Period, counted: Counting, day: date) -> date:
    """The last day on which something is in time."""
    if counted == Counting.BEGINNING_WITH:
        return period.beginning_with(day)
    if counted == Counting.BEFORE:
        return period.back_from(day) - ONE_DAY
    return period.after(day)
