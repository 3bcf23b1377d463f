"""The words the law's table is written in: who owes what, from when, within which time, and why.

A Duty is owed: when its day passes undone, somebody is late. A Right may be used: when its day passes,
a door closes. A Promise is the council's own, beyond the law. All have the same shape.
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
    MEDIATION_ADVISER = "mediation_adviser", "the mediation adviser"
    SETTING = "setting", "the school, college or early years provider"
    SERVICE = "service", "this service"


class Moment(Worded):
    """Something that happens on a day, and from which a clock counts."""

    BORN = "born", "the child was born"
    REQUEST_RECEIVED = "request_received", "the request for an assessment was received"
    ASSESSMENT_AGREED = "assessment_agreed", "the authority decided to assess"
    ADVICE_REQUESTED = "advice_requested", "the request for advice was received by those asked"
    PLAN_NEEDED = "plan_needed", "the authority decided that a plan is needed"
    STATUTORY_DAY_MISSED = "statutory_day_missed", "a statutory day was missed"
    TOLD_OF_THE_DELAY = (
        "told_of_the_delay",
        "the family was last told how it stands with the step that is late",
    )
    QUESTION_ASKED = "question_asked", "the family asked a question"
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
    REASSESSMENT_REQUESTED = "reassessment_requested", "the request for a re-assessment was received"
    REASSESSMENT_DECIDED = "reassessment_decided", "the authority told the family that it will re-assess"
    REASSESSED_DRAFT_SERVED = (
        "reassessed_draft_served",
        "the draft after the re-assessment was served on the family",
    )
    MOVE_KNOWN = "move_known", "the authority became aware of the move"
    MOVE = "move", "the family moves to another authority"
    PLAN_TRANSFERRED = "plan_transferred", "the plan was transferred"
    TRANSFERRED_PLAN_LAST_REVIEWED = (
        "transferred_plan_last_reviewed",
        "the transferred plan was made or last reviewed",
    )
    COMMISSIONER_MOVE_KNOWN = (
        "commissioner_move_known",
        "the health commissioner became aware of the move",
    )
    COMMISSIONER_CHANGE_KNOWN = (
        "commissioner_change_known",
        "the health commissioner became aware that another one is responsible",
    )
    COMMISSIONER_TOLD_OF_PLAN = (
        "commissioner_told_of_plan",
        "the new health commissioner became aware of the plan",
    )
    COMMISSIONER_ASKED = "commissioner_asked", "the health commissioner asked for an assessment or a review"
    TRANSFER_BETWEEN_PHASES = (
        "transfer_between_phases",
        "the child moves to the next phase of education",
    )
    TRANSFER_TO_POST_16 = "transfer_to_post_16", "the young person moves from school to a post-16 institution"
    TRANSFER_BETWEEN_POST_16 = (
        "transfer_between_post_16",
        "the young person moves from one post-16 institution to another",
    )
    YOUNG_PERSON = "young_person", "the rights became the young person's own"
    PAYMENT_REDUCED = "payment_reduced", "notice was given that the direct payment is reduced or stopped"
    RECONSIDERATION_REQUESTED = (
        "reconsideration_requested",
        "the recipient asked for that to be reconsidered",
    )
    PAYMENT_MUST_STOP = "payment_must_stop", "a reason arose for which the direct payment must stop"
    CEASING_CONSIDERED = "ceasing_considered", "the authority began to consider ceasing the plan"
    CEASING_CONSULTED = "ceasing_consulted", "the consultation on ceasing the plan ended"
    CEASING_NOTICE_SENT = "ceasing_notice_sent", "the notice of ceasing the plan was sent"
    APPEALABLE_DECISION_SENT = "appealable_decision_sent", "the written notice of the decision was sent"
    MEDIATION_CERTIFICATE_DATED = "mediation_certificate_dated", "the mediation certificate was issued"
    MEDIATION_DECLINED = (
        "mediation_declined",
        "the family told the mediation adviser that it wants no mediation",
    )
    MEDIATION_WANTED = "mediation_wanted", "the authority was told that the family wants mediation"
    COMMISSIONER_TOLD_OF_ISSUES = (
        "commissioner_told_of_issues",
        "the health commissioner was told what the mediation is about",
    )
    MEDIATION_NOT_ARRANGED = (
        "mediation_not_arranged",
        "the adviser was told that mediation cannot be arranged in time",
    )
    MEDIATION_ENDED = "mediation_ended", "the mediation ended"
    MEDIATION_AGREED = "mediation_agreed", "an agreement was reached in mediation"
    APPEAL_REGISTERED = "appeal_registered", "the Tribunal sent the appeal to the authority"
    APPEAL_CONCEDED = "appeal_conceded", "the authority told the Tribunal that it does not oppose the appeal"
    CONCEDED_WITHOUT_ORDER = (
        "conceded_without_order",
        "the authority agreed to assess after all, without an order",
    )
    TRIBUNAL_ORDERED = "tribunal_ordered", "the Tribunal made its order"
    RECOMMENDATION_MADE = "recommendation_made", "the Tribunal made its recommendation"
    RECOMMENDATION_ANSWERED = "recommendation_answered", "the recommendation was answered"


QUESTIONS = {
    "hearing_or_vision_impaired": "the child or young person has a hearing or vision impairment, or both",
    "section_g_has_provision": "section G of the plan contains provision",
    "something_is_late": "a day that the law sets for the authority has passed and the thing is not done",
    "under_five": "the child is under five",
    "pays_directly": "part of the budget is paid directly",
    "attends_a_setting": "the child or young person attends a school, college or early years provider",
    "attends_no_setting": "the child or young person attends no school, college or early years provider",
    "mediation_on_health": "the mediation is about health provision too",
    "mediation_on_health_alone": "the mediation is about health provision alone",
    "mediation_on_more": "the mediation is about education or social care, alone or with health",
    "agreement_can_be_appealed": "the agreement is about something that can be appealed",
    "agreement_binds_authority": "the agreement also says something that cannot be appealed and the authority is to do",
    "agreement_binds_commissioner": (
        "the agreement also says something that cannot be appealed and the health commissioner is to do"
    ),
    "authority_was_absent": "the authority took no part in the mediation",
    "told_to_assess": "it is to assess or re-assess",
    "told_to_make_a_plan": "it is to make a plan",
    "told_to_reconsider": "the matter is sent back to the authority to reconsider",
    "told_to_amend": "it is to amend what the plan says about needs or provision, perhaps with the setting",
    "told_to_change_setting": "it is to change the setting or type of setting and nothing else",
    "told_to_maintain": "it is to go on with the plan as it is",
    "told_to_maintain_amended": "it is to go on with the plan and amend it",
    "told_it_may_cease": "an appeal against ceasing the plan is dismissed",
    "recommends_on_health": "it recommends something on health",
    "recommends_on_social_care": "it recommends something on social care",
}
"""What a row may ask about the case before it applies: the question's name, and what a yes means."""


@dataclass(frozen=True)
class Stage:
    """A part of the way a family goes: a heading in the table."""

    title: str


class Ground(Worded):
    """The kinds of exception that the regulations know."""

    SCHOOL_CLOSED = "school_closed", "the school or college was closed"
    NURSERY_CLOSED = "nursery_closed", "the early years provider was closed"
    CIRCUMSTANCES = "circumstances", "exceptional circumstances"
    ABSENT = "absent", "the child or family was away"
    MISSED_APPOINTMENT = "missed_appointment", "an appointment was missed"


@dataclass(frozen=True, kw_only=True)
class Exception_:
    """What may excuse a missed day, where it made keeping the day impractical. The duty remains."""

    ground: Ground
    words: str
    law: str
    for_at_least: Period | None = None
    """How long it must have lasted on end, where the regulations say so."""


@dataclass(frozen=True, kw_only=True)
class OrLater:
    """Another period, after another moment, that counts instead if it ends later."""

    within: Period
    since: Moment
    counted: Counting = Counting.AFTER


@dataclass(frozen=True, kw_only=True)
class Row:
    """What duties and rights have in common."""

    verb: ClassVar[str]
    is_promise: ClassVar[bool] = False
    """Whether it is a promise of the council, and no law."""

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
    or_later: OrLater | None = None
    calendar: Calendar | None = None
    aim: Period | None = None
    """Our own working day, for planning; never law."""
    aim_since: Moment | None = None
    """The moment our own day counts from, if not the one the row counts from."""
    only_if: str = ""
    """A question about the case (QUESTIONS): the row applies only where the answer is yes."""
    excused_by: tuple[Exception_, ...] = ()
    extended_by: str = ""
    """Where the law says that those concerned may agree on another day in writing."""
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
        return (*self.starts, self.or_later.since) if self.or_later else self.starts

    @property
    def condition(self) -> str:
        """When it applies, in words; empty where it always does."""
        return QUESTIONS[self.only_if] if self.only_if else ""

    @property
    def by_when(self) -> str:
        """Its time limit in words: within 6 weeks of the day the request for an assessment was received."""
        return reasons.by_when(self)

    def exception(self, ground: str) -> Exception_ | None:
        """The exception of this kind, if the row has one."""
        return next((each for each in self.excused_by if each.ground == ground), None)

    def due(self, moments: Mapping[Moment, date]) -> Reckoning:
        """The last day that the law allows, our own day, and why. Raises MissingMoment."""
        start = self._start(moments)
        if start is None:
            return Reckoning(row=self, moments=moments)
        day = moments[start]
        last = later = None
        if self.within is not None:
            last = last_day(self.within, self.counted, day)
        if self.or_later and last and self.or_later.since in moments:
            later = last_day(self.or_later.within, self.or_later.counted, moments[self.or_later.since])
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
class Promise(Duty):
    """A duty that the council gives itself. It has an aim and no last day: passing it breaks no law."""

    verb = "promises"
    is_promise = True

    law: str = reasons.SERVICE_PROMISE


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
