"""What moving cases to another law would change, before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .law import pack
from .models import Deadline


@dataclass(frozen=True)
class Change:
    """One open deadline under the law it has and under the other: its last day, or that there is none any more."""

    case: Any
    deadline: Deadline
    known: bool
    """Whether the other law has this duty or right at all."""
    now: date | None
    then: date | None

    def __str__(self) -> str:
        ref = self.deadline.law.ref
        if not self.known:
            return f"{self.case}: {ref} {self.deadline.law.task}: does not apply any more"
        return f"{self.case}: {ref} {self.deadline.law.task}: {_said(self.now)} becomes {_said(self.then)}"


def changes(cases: Iterable[Any], to: str) -> Iterator[Change]:
    """What would change in the open deadlines of these cases. Raises UnknownLaw."""
    law = pack(to)
    known = {rule.key for rule in law.rows_and_promises}
    for case in cases:
        for deadline in Deadline.objects.filter(case=case).open().order_by("ring_on", "pk"):
            deadline.case = case
            if deadline.key not in known:
                yield Change(case, deadline, False, deadline.due, None)
                continue
            then = deadline.extended_to or law.row(deadline.key).due(deadline.days).due
            if then != deadline.due:
                yield Change(case, deadline, True, deadline.due, then)


def _said(day: date | None) -> str:
    return day.isoformat() if day else "as soon as practicable"
