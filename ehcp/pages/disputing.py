"""Decisions that can be disagreed with, and what there is to tell of one disagreement, for every reader's pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from ehcp.models import Case, Dispute
from workflows import clock
from workflows.law import england_2014 as law
from workflows.law import pack
from workflows.law.terms import Moment
from workflows.lives.dispute import DECIDED, UNDER_WAY, DisputeState
from workflows.models import Deadline, Event, Mark

WITHIN_THE_DISPUTE = {
    "ask_for_mediation": "want_mediation",
    "decline_mediation": "want_no_mediation",
    "record_mediation_certificate": "certify",
    "record_appeal": "appeal",
}
"""What is told about a decision of the case, and the act it leads to in the disagreement about that decision."""
FAMILYS_TIME = (law.ASK_FOR_MEDIATION.key, law.APPEAL.key)


@dataclass(frozen=True)
class Decision:
    """A decision that can be appealed, with the latest disagreement about it if there is one."""

    event: Event
    sent_on: date
    dispute: Dispute | None
    is_latest: bool

    @property
    def is_settled(self) -> bool:
        """Whether it was decided what follows from a disagreement about it."""
        return self.dispute is not None and self.dispute.state in DECIDED and bool(self.dispute.route)

    @property
    def last_day(self) -> date | None:
        """The last day to appeal, by the day of its notice alone: a certificate can only give longer."""
        right = pack(self.event.case.law_pack).row(law.APPEAL.key)
        return right.due({Moment.APPEALABLE_DECISION_SENT: self.sent_on}).due

    @property
    def may_be_appealed(self) -> bool:
        return self.last_day is not None and self.last_day >= clock.today()

    def takes(self, act: str) -> bool:
        """Whether this can be told of it now. It always can of the latest decision: the Tribunal may take it late."""
        if self.is_settled:
            return False
        dispute = self.dispute
        if dispute is None or dispute.state == DisputeState.CLOSED:
            return self.is_latest or self.may_be_appealed
        return dispute.state in Dispute.act(WITHIN_THE_DISPUTE[act]).sources


def decisions(case: Case) -> list[Decision]:
    """Every decision of a case that can be appealed, the latest first."""
    marks = Mark.objects.filter(event__case=case, moment=Moment.APPEALABLE_DECISION_SENT)
    disputes = {each.decision_id: each for each in case.disputes.order_by("pk")}
    found: list[Decision] = []
    for mark in marks.select_related("event__by", "event__content").order_by("-event__seq"):
        mark.event.case = case
        dispute = disputes.get(mark.event_id)
        if dispute:
            dispute.case, dispute.decision = case, mark.event
        found.append(Decision(mark.event, mark.day, dispute, is_latest=not found))
    return found


def decisions_for(case: Case, act: str) -> list[Decision]:
    """The decisions of which this can be told now."""
    return [each for each in decisions(case) if each.takes(act)]


def sent_on(decision: Event) -> date:
    """The day its notice went out."""
    return decision.sent_on or decision.on


def deadlines_of(dispute: Dispute) -> list[Deadline]:
    """What is or was owed or open because of a disagreement: soonest first, what the law calls “at once” before."""
    case = dispute.case
    about = Q(subject_kind=dispute.life_name(), subject_id=dispute.pk)
    if dispute.state in UNDER_WAY or dispute.state == DisputeState.NEW:
        about |= Q(key__in=FAMILYS_TIME, started_by=dispute.decision_id)
    if given_in := given_in_with(dispute):
        about |= Q(started_by=given_in, is_right=False)
    found = list(case.deadlines.filter(about).select_related("accountable", "ended_by", "started_by"))
    for deadline in found:
        deadline.case = case
        deadline.subject = dispute if deadline.subject_kind == dispute.life_name() else case
    return sorted(found, key=lambda each: (not each.is_open, each.ring_on or date.min, each.pk))


def given_in_with(dispute: Dispute) -> Event | None:
    """The decision by which the authority gave in without any order, if it did."""
    event = dispute.event_of("give_in_without_order")
    return event.part_of if event else None


def events_of(dispute: Dispute) -> list[Event]:
    """What happened in a disagreement, and what was done to carry out what came of it, as it happened."""
    case = dispute.case
    own = Q(subject_kind=dispute.life_name(), subject_id=dispute.pk)
    within = Q(parts__subject_kind=dispute.life_name(), parts__subject_id=dispute.pk)
    carried_out = Q(pk__in=case.deadlines.of(dispute).values("ended_by"))
    found = case.events.filter(own | within | carried_out).select_related("by", "content").distinct()
    events = list(found.order_by("seq"))
    for event in events:
        event.case = case
    return events


def is_owed(row: Any, act: Any) -> bool:
    """Whether anything that an act discharges is open now; for a row with a life of its own, because of that row."""
    found = row.the_case.deadlines.open().filter(key__in=[each.key for each in act.discharges])
    return (found if row is row.the_case else found.of(row)).exists()
