"""Deadlines whose bell is due, read for the sweep: the columns it asks about, and each case and organisation once.

A `Due` answers what a Deadline is asked by the ladder and by the table of who is told, and costs a tenth of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db.models.functions import TruncDate

from workflows.clock import ENGLAND
from workflows.law import pack
from workflows.models import Deadline

# Upward names, as strings only.
CASE, ORGANISATION = "ehcp.Case", "ehcp.Organisation"


@dataclass(slots=True)
class Start:
    """The event that started a clock, as far as a ladder and a key ask about it."""

    pk: int
    act: str
    hash: str
    by_id: int | None
    part_of_id: int | None
    seq: int
    on: date
    case_id: int
    told_on: date

    @property
    def at(self) -> datetime:
        """The day we were told of it, which is all that a ladder asks of the moment."""
        return datetime.combine(self.told_on, time(12), ENGLAND)


@dataclass(slots=True)
class Due:
    """A deadline whose bell is due."""

    pk: int
    key: str
    is_right: bool
    owner: str
    accountable_id: int | None
    subject_kind: str
    subject_id: int
    due: date | None
    ring_on: date | None
    next_reminder_on: date
    case_id: int
    started_by: Start
    case: Any = field(init=False)
    accountable: Any = field(init=False)
    subject: Any = field(init=False)
    twin: Any = field(init=False)

    def __getattr__(self, name: str) -> Any:
        # Asked only for what was not given: few deadlines are asked what they are about.
        if name == "subject":
            self.subject = self.case.row(self.subject_kind, self.subject_id)
            return self.subject
        raise AttributeError(name)

    @property
    def law(self) -> Any:
        return pack(self.case.law_pack).row(self.key)


OF_DEADLINE = [each.name for each in fields(Due) if each.init and each.name != "started_by"]
OF_START = [each.name for each in fields(Start)]


def read(deadlines: Any) -> list[Due]:
    """These deadlines in the order of the query, which locks them if it says so. Their cases are given later."""
    told_on = TruncDate("started_by__at", tzinfo=ENGLAND)
    columns = [*OF_DEADLINE, *(f"started_by__{name}" for name in OF_START[:-1]), "told_on"]
    number = len(OF_DEADLINE)
    rows = deadlines.annotate(told_on=told_on).values_list(*columns)
    return [Due(*(*row[:number], Start(*row[number:]))) for row in rows]


def give_cases(batch: list[Due], organisations: dict[int | None, Any]) -> None:
    """Give each its case, read once, and its organisations; those that are not in `organisations` yet are added."""
    cases = apps.get_model(CASE)._default_manager.order_by().in_bulk({due.case_id for due in batch})
    asked = {due.accountable_id for due in batch}
    asked |= {pk for case in cases.values() for pk in (case.authority_id, case.commissioner_id)}
    if new := asked - organisations.keys():
        organisations |= apps.get_model(ORGANISATION)._default_manager.in_bulk(new - {None})
        organisations[None] = None
    for case in cases.values():
        case.authority = organisations[case.authority_id]
        case.commissioner = organisations[case.commissioner_id]
    for due in batch:
        due.case, due.accountable = cases[due.case_id], organisations[due.accountable_id]


def on(day: date, after: int = 0) -> Any:
    """The open deadlines whose bell is for this day, in the order of their numbers, from those after one of them."""
    return Deadline.objects.open().filter(next_reminder_on=day, pk__gt=after).order_by("pk")


def days_up_to(today: date) -> Iterator[date]:
    """Each day for which a bell has not rung yet, the longest past first."""
    waiting = Deadline.objects.open().order_by("next_reminder_on").values_list("next_reminder_on", flat=True)
    day = waiting.filter(next_reminder_on__lte=today).first()
    while day:
        yield day
        day = waiting.filter(next_reminder_on__gt=day, next_reminder_on__lte=today).first()
