"""The life of one yearly review: a meeting with people invited and papers sent in time, a report, a decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django_fsm import FSMField

from workflows.acts import WITHIN, NotNow, act
from workflows.law import england_2014 as law
from workflows.law.terms import Agency, Moment

from .base import Life

ARRANGERS = (Agency.REVIEW_ARRANGER, Agency.LOCAL_AUTHORITY)


class ReviewState(models.TextChoices):
    NEW = "new", "Not planned yet"
    PLANNED = "planned", "Meeting fixed"
    INVITED = "invited", "People invited"
    CIRCULATED = "circulated", "Advice circulated"
    HELD = "held", "Meeting held"
    REPORTED = "reported", "Report sent"
    DECIDED = "decided", "Decided"


class Decision(models.TextChoices):
    MAINTAIN = "maintain", "keep the plan as it is"
    AMEND = "amend", "change the plan"
    CEASE = "cease", "end the plan"


class ReviewKind(models.TextChoices):
    YEARLY = "yearly", "Yearly review"
    NEXT_PHASE = "next_phase", "Review before the next phase of education"
    EARLY = "early", "Early review"


State = ReviewState
BEFORE_THE_MEETING = (State.PLANNED, State.INVITED, State.CIRCULATED)


class ReviewLife(Life):
    State = ReviewState
    ENDS = frozenset({State.DECIDED})

    state = FSMField(choices=State, default=State.NEW, protected=True, editable=False)
    kind = models.CharField(max_length=12, choices=ReviewKind, default=ReviewKind.YEARLY, editable=False)
    meeting_on = models.DateField(null=True, editable=False)
    place = models.CharField(max_length=300, blank=True, editable=False)
    held_on = models.DateField(null=True, editable=False)
    views = models.TextField(blank=True, editable=False)
    recommends = models.CharField(max_length=10, choices=Decision, blank=True, editable=False)
    report_reasons = models.TextField(blank=True, editable=False)
    decision = models.CharField(max_length=10, choices=Decision, blank=True, editable=False)

    class Meta(Life.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="%(class)s_state_is_known")
        ]

    @act(source=State.NEW, target=State.PLANNED, by=WITHIN, marks={Moment.MEETING_FIXED: "meeting_on"})
    def plan_meeting(self, *, on: date, meeting_on: date, place: str) -> None:
        self._fix(on, meeting_on, place)

    @act(
        source=BEFORE_THE_MEETING,
        target=State.PLANNED,
        by=ARRANGERS,
        marks={Moment.MEETING_FIXED: "meeting_on"},
    )
    def move_meeting(self, *, on: date, meeting_on: date, place: str) -> None:
        self._fix(on, meeting_on, place)

    @act(
        source=State.PLANNED,
        target=State.INVITED,
        by=ARRANGERS,
        discharges=law.INVITE_TO_THE_REVIEW,
    )
    def invite_to_review(self, *, invited: list[Any]) -> None:
        """`invited`: names of the people, kept with the event."""

    @act(
        source=State.INVITED,
        target=State.CIRCULATED,
        by=ARRANGERS,
        discharges=law.CIRCULATE_THE_ADVICE,
    )
    def circulate_review_advice(self) -> None: ...

    @act(
        source=BEFORE_THE_MEETING,
        target=State.HELD,
        by=ARRANGERS,
        discharges=law.HOLD_THE_REVIEW_MEETING,
        lifts=(law.INVITE_TO_THE_REVIEW, law.CIRCULATE_THE_ADVICE),
        marks=Moment.MEETING_HELD,
    )
    def hold_review_meeting(self, *, on: date, attended: list[Any], views: str) -> None:
        self.held_on, self.views = on, views

    @act(
        source=State.HELD,
        target=State.REPORTED,
        by=ARRANGERS,
        discharges=(law.REPORT_ON_THE_MEETING, law.REVIEW_WITHOUT_A_SETTING),
    )
    def send_review_report(self, *, progress: list[Any], recommends: str, reasons: str) -> None:
        """`progress`: dicts of outcome, progress and words. `recommends`: maintain, amend or cease."""
        if recommends not in Decision.values:
            raise NotNow(f"A report recommends one of: {', '.join(Decision.labels)}.")
        self.set_progress(progress)
        self.recommends, self.report_reasons = recommends, reasons

    @act(
        source=(State.HELD, State.REPORTED),
        target=State.DECIDED,
        by=WITHIN,
    )
    def close(self, *, decision: str) -> None:
        self.decision = decision

    @act(source=(State.NEW, *BEFORE_THE_MEETING), target=State.DECIDED, by=WITHIN)
    def abandon(self) -> None:
        """The plan ends by another way before the meeting was held."""

    @property
    def was_held(self) -> bool:
        return self.held_on is not None

    def _fix(self, on: date, meeting_on: date, place: str) -> None:
        if meeting_on <= on:
            raise NotNow(
                "The meeting must be on a day still to come, with two weeks for invitations and papers."
            )
        self.meeting_on, self.place = meeting_on, place

    # What the file brings

    def set_progress(self, progress: list[Any]) -> None:
        raise NotImplementedError
