"""What an officer is told of holidays and moves before an act starts somebody's clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ehcp import foreseen
from ehcp.models import Case
from workflows.foresight import Foreseen

BEFORE: Mapping[str, Callable[[Case, Mapping[str, Any]], Foreseen]] = {
    "seek_advice": lambda case, given: foreseen.before_asking_for_advice(case, given.get("received_on")),
    "consult_setting": lambda case, given: foreseen.before_consulting(
        case, given.get("setting"), given.get("sent_on")
    ),
}
"""Given the case and what has been answered so far."""


def foreseen_before(act: str, case: Case, form: Any = None) -> Foreseen | None:
    look = BEFORE.get(act)
    return look(case, getattr(form, "cleaned_data", {})) if look else None
