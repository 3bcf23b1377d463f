"""Where a re-assessment stands, from the request to the amended plan: the steps of the bar, and its fourteen weeks."""

from __future__ import annotations

from typing import Any

from workflows.law import england_2014 as law
from workflows.lives.advice import AdviceState
from workflows.lives.case import CaseState

STEPS = ("request", "decide", "advice", "draft", "your comments", "amended plan")
STOPS = (
    (law.GIVE_ADVICE, "People give their advice"),
    (law.ANSWER_THE_REASSESSED_DRAFT, "Comments on the draft"),
    (law.ISSUE_THE_REASSESSED_PLAN, "The amended plan is sent"),
)


def step(case: Any) -> str:
    """The step at which a re-assessment stands; none where there is none."""
    owed = set(case.deadlines.open().values_list("key", flat=True))
    if case.state == CaseState.REASSESSING:
        advice = case.advice_of_this_round
        waiting = advice.exclude(state__in=(AdviceState.GIVEN, AdviceState.ACCEPTED)).exists()
        return "draft" if case.working_version or (advice.exists() and not waiting) else "advice"
    if case.state == CaseState.AMENDING and law.ISSUE_THE_REASSESSED_PLAN.key in owed:
        return "your comments"
    return "decide" if law.DECIDE_WHETHER_TO_REASSESS.key in owed else ""
