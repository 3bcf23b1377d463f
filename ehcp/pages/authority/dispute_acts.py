"""What of a disagreement is offered to an officer, beyond what the machine allows: only what is of use now.

Also what may come of a disagreement, by the decision it is about.
"""

from __future__ import annotations

from typing import Any

from ehcp.pages.disputing import WITHIN_THE_DISPUTE, decisions_for, is_owed
from workflows import clock
from workflows.acts import Act
from workflows.law import pack
from workflows.law.terms import Moment, Row
from workflows.lives.case import told_to_amend, told_to_assess, told_to_make_or_reconsider, told_to_reconsider
from workflows.lives.dispute import TOLD_TO, Outcome

ON_THE_TAB = (
    "start_assessing_as_told", "make_plan_as_told", "stand_by_no_plan", "go_on_as_told", "prepare_amendments",
    "issue_plan_as_told", "assess_after_all", "make_plan_after_all", "keep_plan_after_all", "cease",
    "ask_for_mediation", "decline_mediation", "record_mediation_certificate", "record_appeal",
)  # fmt: skip
"""The acts of a case that stand on its page of disagreements: carrying out, giving in, and what the family told."""

WAY_TO_GIVE_IN = {
    "assess_after_all": "without_order",
    "make_plan_after_all": "without_order",
    "concede_appeal": "conceded",
}
"""Acts by which a refusal is given up, and on which way: that is asked first, since each has its own days."""

ONLY_WHEN_OWED = frozenset(
    {
        "tell_health_the_issues",
        "respond_to_appeal",
        "do_what_else_was_agreed",
        "answer_recommendation_on_social_care",
        "send_answer_to_department",
        "start_assessing_as_told",
        "go_on_as_told",
        "issue_plan_as_told",
    }
)
"""Acts of which nothing comes unless the duty that they meet is open."""
TOLD = (told_to_assess, told_to_make_or_reconsider, told_to_reconsider, told_to_amend)

THE_PLAN = (Outcome.AMEND, Outcome.CHANGE_SETTING)
WHETHER_TO_ASSESS = (Outcome.ASSESS,)
WHETHER_TO_MAKE_A_PLAN = (Outcome.MAKE_A_PLAN, Outcome.RECONSIDER)
WHETHER_TO_CEASE = (Outcome.MAINTAIN, Outcome.MAINTAIN_AMENDED)
WHAT_MAY_COME_OF_IT = {
    "decline_to_assess": WHETHER_TO_ASSESS,
    "decline_reassessment": WHETHER_TO_ASSESS,
    "decide_no_plan": WHETHER_TO_MAKE_A_PLAN,
    "stand_by_no_plan": WHETHER_TO_MAKE_A_PLAN,
    "decide_to_cease": WHETHER_TO_CEASE,
}
"""What the Tribunal may order, or mediation agree, about each decision; of every other one, what the plan says."""


def is_offered(row: Any, act: Act) -> bool:
    """Whether an act that the machine allows is of any use in this case now."""
    if act.name in ONLY_WHEN_OWED:
        return is_owed(row, act)
    if act.name in WITHIN_THE_DISPUTE:
        return bool(decisions_for(row, act.name))
    if act.name in ("assess_after_all", "make_plan_after_all"):
        return not row.told_to(Outcome.ASSESS, Outcome.MAKE_A_PLAN, Outcome.RECONSIDER)
    if act.name == "register_appeal":
        return row.event_of("register_appeal") is None
    return not any(guard(row, clock.today()) for guard in act.guards if guard in TOLD)


def outcomes_of(dispute: Any, moment: Moment) -> list[Outcome]:
    """What may come of this disagreement by what happens at this moment: only what the law then gives days for."""
    possible = WHAT_MAY_COME_OF_IT.get(dispute.decision.act, THE_PLAN)
    return [outcome for outcome in possible if rows_for(dispute.the_case, moment, outcome)]


def dismissal_of(dispute: Any) -> Outcome:
    return Outcome.MAY_CEASE if dispute.decision.act == "decide_to_cease" else Outcome.NOTHING


def rows_for(case: Any, moment: Moment, outcome: str) -> list[Row]:
    """The rows of the law that begin at this moment where this is what the authority is to do."""
    return [
        row
        for row in pack(case.law_pack).started_by(moment)
        if row.only_if and TOLD_TO.get(row.only_if) == outcome
    ]
