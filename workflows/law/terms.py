"""The words the law's table is written in: who owes what, from when, within which time, and why.

A Duty is owed: when its day passes undone, somebody is late. A Right may be used: when its day passes,
a door closes. Both have the same shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from workflows.clock import Period

from . import reasons
from .counting import Calendar, Counting, last_day, moved


class Worded(StrEnum):
    """A name for the program, and its words for people."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Worded:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member


class Agency(Worded):
    """Who owes a duty or holds a right."""

    LOCAL_AUTHORITY = "local_authority", "the local authority"
    FAMILY = "family", "the family"
    ADVISER = "adviser", "whoever was asked for advice"
    HEALTH_COMMISSIONER = "health_commissioner", "the health commissioner"
    CONSULTED_SETTING = "consulted_setting", "the setting that was consulted"
    REVIEW_ARRANGER = "review_arranger", "whoever arranges the review"
    SERVICE = "service", "this service"


class Moment(Worded):
    """Something that happens on a day, and from which a clock counts."""

    REQUEST_RECEIVED = "request_received", "the request for an assessment was received"
    ASSESSMENT_AGREED = "assessment_agreed", "the authority decided to assess"
    ADVICE_REQUESTED = "advice_requested", "the request for advice was received by those asked"
    PLAN_NEEDED = "plan_needed", "the authority decided that a plan is needed"
    STATUTORY_DAY_MISSED = "statutory_day_missed", "a statutory day was missed"
    DRAFT_SERVED = "draft_served", "the draft plan was served on the family"
    SETTING_REQUESTED = "setting_requested", "the family asked for a particular setting"
    SETTING_CONSULTED = "setting_consulted", "the setting was consulted"
    FINAL_PLAN_SENT = "final_plan_sent", "the final plan was sent"
    PLAN_REVIEWED = "plan_reviewed", "the plan was last reviewed"
    MEETING_FIXED = "meeting_fixed", "the review meeting is to be held"
    MEETING_HELD = "meeting_held", "the review meeting was held"
    AMENDMENT_NOTICE_SENT = "amendment_notice_sent", "the notice of proposed amendments was sent"
    AMENDMENT_NOTICE_SERVED = "amendment_notice_served", "the notice of proposed amendments was served"
    AMENDED_PLAN_SENT = "amended_plan_sent", "the final amended plan was sent"
    BUDGET_REQUESTED = "budget_requested", "the family asked for a personal budget"
    BUDGET_REFUSED = "budget_refused", "the personal budget was refused"
    BUDGET_REVIEW_REQUESTED = "budget_review_requested", "the family asked for the refusal to be reviewed"
    DIRECT_PAYMENT_AGREED = "direct_payment_agreed", "the direct payment was agreed"
    FIRST_PAYMENT = "first_payment", "the first direct payment was made"
    CEASING_CONSIDERED = "ceasing_considered", "the authority began to consider ceasing the plan"
    CEASING_CONSULTED = "ceasing_consulted", "the consultation on ceasing the plan ended"
    CEASING_NOTICE_SENT = "ceasing_notice_sent", "the notice of ceasing the plan was sent"
    APPEALABLE_DECISION_SENT = "appealable_decision_sent", "the written notice of the decision was sent"
    MEDIATION_CERTIFICATE_DATED = "mediation_certificate_dated", "the mediation certificate was issued"


QUESTIONS = {
    "hearing_or_vision_impaired": "the child or young person has a hearing or vision impairment, or both",
    "section_g_has_provision": "section G of the plan contains provision",
    "under_five": "the child is under five",
    "pays_directly": "part of the budget is paid directly",
}
"""What a row may ask about the case before it applies: the question's name, and what a yes means."""


@dataclass(frozen=True)
class Stage:
    """A part of the way a family goes: a heading in the table."""

    title: str


@dataclass(frozen=True, kw_only=True)
class Exception_:
    """What may excuse a missed day, where it made keeping the day impractical. The duty remains."""

    words: str
    law: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """What duties and rights have in common."""

    verb: ClassVar[str]

    ref: str
    """The row in our collection of the law."""
    task: str
    """What is to be done, as a request to its owner."""
    law: str
    """Where the law says so."""
    owner: Agency
    since: Moment | tuple[Moment, ...] | None = None
    """The moment it counts from, the latest where there are several; None for what always stands."""
    within: Period | None = None
    """None where the law gives no number of days, weeks or months."""
    how_soon: str = reasons.ASAP
    """What the law says where it gives no number."""
    counted: Counting = Counting.AFTER
    or_later: tuple[Period, Moment] | None = None
    """Another period, after another moment, that counts instead if it ends later."""
    calendar: Calendar | None = None
    aim: Period | None = None
    """Our own working day, for planning; never law."""
    aim_since: Moment | None = None
    """The moment our own day counts from, if not the one the row counts from."""
    only_if: str = ""
    """A question about the case (QUESTIONS): the row applies only where the answer is yes."""
    excused_by: tuple[Exception_, ...] = ()
    remind: tuple[Period, ...] = ()
    """How long before the last day (before our own, where the law has none) the owner is reminded."""
    right: str = ""
    """What follows for the family."""
    note: str = ""
    guidance: bool = False
    """It rests on statutory guidance, which is to be followed unless there is good reason not to."""
    confirmed: bool = True
    """False where our source still has to be confirmed by a lawyer."""
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
        """The moments its last day depends on: those that start its clock, and one that may give longer."""
        return (*self.starts, self.or_later[1]) if self.or_later else self.starts

    @property
    def condition(self) -> str:
        """When it applies, in words; empty where it always does."""
        return QUESTIONS[self.only_if] if self.only_if else ""

    @property
    def by_when(self) -> str:
        """Its time limit in words: within 6 weeks of the day the request for an assessment was received."""
        return reasons.by_when(self)

    def due(self, moments: Mapping[Moment, date]) -> Reckoning:
        """The last day that the law allows, our own day, and why. Raises MissingMoment."""
        start = self._start(moments)
        if start is None:
            return Reckoning(row=self, moments=moments)
        day = moments[start]
        last = later = None
        if self.within is not None:
            last = last_day(self.within, self.counted, day)
        if self.or_later and last and self.or_later[1] in moments:
            later = self.or_later[0].after(moments[self.or_later[1]])
        return Reckoning(
            row=self,
            moments=moments,
            start=start,
            counted_to=last,
            or_later_to=later,
            due=moved(max(last, later or last), self.calendar) if last else None,
            aim=self._aim(moments, start),
        )

    def _start(self, moments: Mapping[Moment, date]) -> Moment | None:
        given = [moment for moment in self.starts if moment in moments]
        if self.starts and not given:
            raise MissingMoment(self)
        return max(given, key=moments.__getitem__, default=None)

    def _aim(self, moments: Mapping[Moment, date], start: Moment) -> date | None:
        day = moments.get(self.aim_since or start)
        return self.aim.after(day) if self.aim and day else None


class Duty(Row):
    """Something owed. When its day passes undone, its owner is late."""

    verb = "must"


@dataclass(frozen=True, kw_only=True)
class Right(Row):
    """Something its owner may do. When its day passes, the door closes."""

    verb = "may"

    how_soon: str = reasons.NO_LAST_DAY


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """The days of a row in one case, and the steps by which they were found."""

    row: Row
    moments: Mapping[Moment, date]
    start: Moment | None = None
    """The moment it was counted from."""
    counted_to: date | None = None
    or_later_to: date | None = None
    due: date | None = None
    """The last day that the law allows; None where it sets no day."""
    aim: date | None = None
    """The day we mean to have done it by; never law."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Why it is this day, sentence by sentence."""
        return reasons.lines(self)


class MissingMoment(ValueError):
    """A row was asked for its day without the day it counts from."""

    def __init__(self, row: Row) -> None:
        wanted = " or ".join(f"{moment} (the day {moment.words})" for moment in row.starts)
        super().__init__(f"{row.ref} counts from {wanted}, and that day is not given.")
