"""How much a notice weighs: whether it may wait for a daily message, and whether it may be left out of the mail at all.

The acts of which the law makes somebody tell are found from what the acts do: a decision; a day that begins to run;
something that the authority or the health commissioner owed by a day. What that does not find stands in ALSO.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

from workflows.acts import Act
from workflows.checks import all_acts
from workflows.law import PACKS
from workflows.law.terms import Agency, Duty, Moment


class Weight(StrEnum):
    STATUTORY = "statutory"
    """At once, by e-mail too, whatever is chosen: what the law makes somebody tell, a right, a day that is here."""
    DUE = "due"
    """By e-mail whatever is chosen, yet it may wait for the daily message: a day of the law that is still to come."""
    NEWS = "news"
    """As chosen: it is good to know, and it stands on the page."""


ALSO = frozenset(
    {
        # Told because a regulation or an assessment of needs asks for it, though no day is set
        "tell_partners",
        "invite_views",
        "consider_ceasing",
        # Rights: the family's own, or that they pass from one to another
        "ask_for_budget_review",
        "ask_for_reconsideration",
        "stand_by_the_change",
        "take_the_change_back",
        "note_that_payment_must_stop",
        "stop_payments",
        "pass_payment_to_young_person",
        "pass_rights",
        "let_parent_act",
        "let_parent_act_no_more",
        "record_capacity",
        # A day of the law moves, is excused, or is missed
        "record_exception",
        "agree_another_day",
        "pause",
        "end_pause",
        "foresee_delay",
        "note_missed_day",
        "explain_delay",
        # A disagreement begins, moves or ends
        "ask_for_mediation",
        "record_mediation_certificate",
        "record_appeal",
        "decline_mediation",
        "withdraw_appeal",
        "go_on_as_told",
        # The case goes elsewhere, or ends
        "withdraw_request",
        "move_to_another_authority",
        "record_death",
    }
)
"""Acts that weigh as much as those found from the law's table."""

_OWE = (Agency.LOCAL_AUTHORITY, Agency.HEALTH_COMMISSIONER)


def of_notice(notice: Any) -> Weight:
    """What an entry of the ledger weighs."""
    if notice.event_id:
        return of_act(notice.event.act)
    return of_rung(notice.deadline, notice.for_day)


def of_act(act: str) -> Weight:
    return Weight.STATUTORY if act in statutory_acts() else Weight.NEWS


def of_rung(deadline: Any, day: Any) -> Weight:
    """What a reminder weighs: a right, and a day of the law that has come, as much as there is."""
    if deadline.due is None:
        return Weight.DUE
    return Weight.STATUTORY if deadline.is_right or day >= deadline.due else Weight.DUE


@cache
def statutory_acts() -> frozenset[str]:
    """The names of all acts that are told at once to whoever hears of them."""
    dated = {row for pack in PACKS.values() for row in pack.rows if row.within}
    begin = {moment for row in dated for moment in row.starts}
    return ALSO | {act.name for act in all_acts() if _is_statutory(act, begin)}


def _is_statutory(act: Act, begin: set[Moment]) -> bool:
    owed = any(isinstance(row, Duty) and row.within and row.owner in _OWE for row in act.discharges)
    return act.decision or owed or not begin.isdisjoint(act.marks)
