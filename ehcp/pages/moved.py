"""Where a case came from and where it went: for each reader's pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ehcp.models import Case
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
