"""The questions of what may happen to a plan after it is made, and of days that are departed from.

They stand in the one table of questions (questions.py), which has the acts on the way to a plan and its review.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ehcp.pages import moved
from ehcp.pages.authority.asking import Question
from ehcp.pages.authority.departures import AnotherDayForm, ExceptionForm, may_be_agreed_anew
from ehcp.pages.authority.later_forms import (
    AmountsForm,
    CapacityForm,
    NextPhaseForm,
    NextSettingForm,
    PaymentBackForm,
)
from ehcp.pages.authority.longer import DraftForm
from workflows.acts import SENT_HOW
from workflows.law import england_2014 as law
from workflows.law import promises

DECIDED = ("reasons", "on", "sent_on", SENT_HOW)
STILL_OWED = (
    "The provision in the plan is owed all the same: whatever is not paid for, the authority arranges."
)

LATER: dict[str, Question] = {
    # Departures from the clocks
    "record_exception": Question(
        form=ExceptionForm,
        template="authority/departure.html",
        prompts=(
            "Is it one of the few grounds that the regulations know, and did it hold in this time?",
            "Is it because of it that the day cannot be kept? Then the duty is owed as soon as practicable afterwards.",
        ),
    ),
    "agree_another_day": Question(form=AnotherDayForm, template="authority/departure.html"),
    "pause": Question(
        asks=("statement", "evidence"),
        words={"statement": "What does the family want, and why?", "evidence": "How did they tell us?"},
        prompts=("The law stops no clock for a pause. Say so to the family.",),
    ),
    "end_pause": Question(asks=("on",), words={"on": "When did it end?"}),
    # Re-assessment
    "ask_for_reassessment": Question(
        asks=("asked_by", "reasons", "on"),
        words={
            "asked_by": "Who asked?",
            "reasons": "Why, in their words?",
            "on": "When did the request reach us?",
        },
        prompts=("The family, the head or principal, or the health commissioner may ask.",),
    ),
    "decline_reassessment": Question(
        asks=DECIDED,
        prompts=(
            "A request may be refused only if the last assessment is too recent for another one, or none is necessary "
            "because nothing significant has changed (regulation 24).",
            "The notice says why, that the family may appeal and until when, and where it finds mediation, "
            "disagreement resolution, information and advice.",
        ),
    ),
    "agree_to_reassess": Question(asks=DECIDED),
    "draft_reassessed_plan": Question(form=DraftForm, template="authority/draft_plan.html"),
    "serve_reassessed_draft": Question(
        asks=("on", "sent_on", SENT_HOW, "served_on"),
        words={"on": "When was the draft finished?", "sent_on": "When is it sent?"},
        warning="Once it is served, this version can never be changed: what changes is the next version.",
    ),
    "keep_plan_after_reassessment": Question(asks=DECIDED),
    # Amending without a review
    "propose_amendments": Question(
        asks=("reasons", "on", "sent_on", SENT_HOW, "served_on"),
        prompts=("The notice goes out with the plan and the evidence for each proposed change.",),
        warning="Once it is served, this version can never be changed: what changes is the next version.",
    ),
    "drop_amendments": Question(
        asks=("reasons",), warning="What was written in this working copy is put aside."
    ),
    # The next phase
    "expect_next_phase": Question(form=NextPhaseForm),
    "expect_no_next_phase": Question(asks=("reasons",)),
    "name_next_setting": Question(
        form=NextSettingForm, prompts=("Was the setting consulted? May the family ask for another one?",)
    ),
    # Direct payments
    "reduce_payments": Question(form=AmountsForm, prompts=(STILL_OWED,)),
    "note_that_payment_must_stop": Question(
        asks=("reasons",),
        prompts=(
            "It must stop if consent is withdrawn or the recipient may no longer receive it; or where a review shows "
            "harm to other services, inefficient use of resources, or that it is not in the child’s best interests.",
        ),
    ),
    "stand_by_the_change": Question(asks=("reasons", "on")),
    "take_the_change_back": Question(form=AmountsForm),
    "pass_payment_to_young_person": Question(
        asks=("words", "on"),
        words={"words": "The young person’s written consent, and where it is", "on": "From when?"},
    ),
    "ask_payment_back": Question(form=PaymentBackForm),
    # Whose rights they are
    "record_capacity": Question(form=CapacityForm),
}

OF_USE: dict[str, Callable[[Any], bool]] = {
    "record_exception": lambda case: any(d.due and d.law.excused_by for d in case.deadlines.open().duties()),
    "agree_another_day": lambda case: any(map(may_be_agreed_anew, case.deadlines.open().duties())),
    "tell_how_it_stands": lambda case: _is_open(case, promises.KEEP_THE_FAMILY_INFORMED),
    # Once it was explained, what is told from then on is how it stands.
    "explain_delay": lambda case: (
        _is_open(case, law.EXPLAIN_THE_DELAY) or not _is_open(case, promises.KEEP_THE_FAMILY_INFORMED)
    ),
    "pause": lambda case: case.pause_now is None,
    "end_pause": lambda case: case.pause_now is not None,
    "ask_for_reassessment": lambda case: not _is_open(case, law.DECIDE_WHETHER_TO_REASSESS),
    "decline_reassessment": lambda case: _is_open(case, law.DECIDE_WHETHER_TO_REASSESS),
    "drop_amendments": lambda case: case.working_version is not None,
    "propose_amendments": lambda case: case.working_version is not None,
    "expect_next_phase": lambda case: not case.expects_next_phase(),
    "expect_no_next_phase": lambda case: case.expects_next_phase(),
    "name_next_setting": lambda case: case.working_version is not None,
    "record_capacity": lambda case: case.child.is_young_person(),
    "stand_by_the_change": lambda budget: _is_open(budget.case, law.RECONSIDER_THE_PAYMENT),
    "take_the_change_back": lambda budget: _is_open(budget.case, law.RECONSIDER_THE_PAYMENT),
    "pass_payment_to_young_person": lambda budget: _is_open(budget.case, law.PASS_THE_PAYMENT_ON),
    **moved.OF_USE,
}
"""Acts that the machine allows in many cases and that only some have any use for."""


def is_of_use(row: Any, act: str) -> bool:
    """Whether an act of these has anything to do in this case now."""
    return act not in OF_USE or OF_USE[act](row)


def _is_open(case: Any, *rows: Any) -> bool:
    return case.deadlines.open().filter(key__in=[row.key for row in rows]).exists()
