"""Where a case came from and where it went: for each reader's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ehcp.models import Case
from workflows.law import england_2014 as law
from workflows.lives.case import CaseState


@dataclass(frozen=True)
class Whereabouts:
    """What is to be said of moves. Of what did not happen, nothing."""

    came_from: str = ""
    """The authority that made the plan, where it was taken over."""
    before: Case | None = None
    """The case there, where that authority works with this service."""
    goes_to: str = ""
    """The authority the family is going to move to."""
    went_to: str = ""
    went_on: date | None = None
    with_a_plan: bool = False
    """Whether a plan went along; else the authority there decides afresh."""
    after: Case | None = None
    """The case there, where that authority works with this service."""


def whereabouts(case: Case) -> Whereabouts:
    came = {"came_from": case.moved_from_words, "before": case.moved_from}
    if case.state != CaseState.MOVED:
        return Whereabouts(**came, goes_to=case.moving_to_words if case.moving_on else "")
    left = case.event_of("transfer_plan", "move_to_another_authority")
    with_a_plan = left is not None and left.act == "transfer_plan"
    return Whereabouts(
        **came,
        went_to=case.moving_to_words if with_a_plan else str(left.facts.get("authority", "")) if left else "",
        went_on=left.on if left else None,
        with_a_plan=with_a_plan,
        after=case.moved_to.select_related("authority").first(),
    )


def present(cases: Iterable[Case]) -> list[Case]:
    """Of these cases those that did not go on in another one of them."""
    found = list(cases)
    gone = {case.moved_from_id for case in found}
    return [case for case in found if case.pk not in gone]


OF_USE: dict[str, Callable[[Case], bool]] = {
    "note_move": lambda case: case.moving_on is None,
    "note_no_move": lambda case: case.moving_on is not None,
    "transfer_plan": lambda case: case.moving_on is not None,
    "tell_after_transfer": lambda case: _is_open(case, law.TELL_WHAT_THE_NEW_AUTHORITY_WILL_DO),
    "tell_commissioner_of_move": lambda case: _is_open(case, law.PASS_THE_PLAN_TO_THE_NEW_COMMISSIONER),
    "note_other_commissioner": lambda case: case.next_commissioner_id is None,
    "tell_new_commissioner": lambda case: case.next_commissioner_id is not None,
    "say_health_can_be_arranged": lambda case: _is_open(case, law.ASK_WHERE_HEALTH_CANNOT_ARRANGE),
    "ask_for_assessment_or_review": lambda case: _is_open(case, law.ASK_WHERE_HEALTH_CANNOT_ARRANGE),
}
"""Acts of a move that the machine allows in many cases: when they have anything to do."""


def _is_open(case: Case, row: Any) -> bool:
    return bool(case.deadlines.open().filter(key=row.key).exists())
