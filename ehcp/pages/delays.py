"""A delay as a page tells it: why, step by step, and the day that can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows import delay
from workflows.law import england_2014 as law
from workflows.models import Deadline


@dataclass(frozen=True)
class Told:
    deadline: Deadline
    why: list[str]
    expected_on: date

    @classmethod
    def of(cls, found: delay.Outlook, today: date) -> Told:
        return cls(found.deadline, delay.sentences(found.waiting, today), found.expected_on)


def ahead(case: Any, deadlines: Iterable[Deadline], today: date) -> list[Told]:
    """The duties of a case whose day is still to come and cannot be kept. `deadlines`: all that are open, at least."""
    if not case.is_open and case.state not in delay.REFUSED:
        return []
    running = _running(case, deadlines)
    return [Told.of(found, today) for found in delay.foreseen(running, running, today)]


def outlook_on(case: Any, deadline: Deadline, deadlines: Iterable[Deadline], today: date) -> Told | None:
    """When a duty that is late already can be done, where that can be reckoned."""
    if deadline.key not in delay.FORESEEN:
        return None
    return Told.of(delay.outlook(deadline, _running(case, deadlines), today), today)


def _running(case: Any, deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Those that are open; a request for advice among them knows its kind without another query for each."""
    running = [each for each in deadlines if each.is_open]
    asked = [each for each in running if each.key == law.GIVE_ADVICE.key]
    advice = case.advice.in_bulk([each.subject_id for each in asked]) if asked else {}
    for each in asked:
        each.subject = advice[each.subject_id]
    for each in running:
        each.case = case
    return running
