"""How the council keeps what it promises: counted from the record, case by case.

A promise with a day of its own (a question, a delay) is a deadline like any other, and is measured by its aim. Of a
decision nobody sets a clock: the day it was made stands in the record, and the day on which the family was first told
stands in the ledger of notices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Min, Q
from django.utils import timezone

from workflows import clock
from workflows.checks import all_acts
from workflows.clock import weeks
from workflows.law import promises
from workflows.law.terms import Promise
from workflows.models import Deadline, DeadlineQuerySet, Event

TELL = promises.TELL_THE_DECISION
WITH_A_DAY = (promises.ANSWER_A_QUESTION, promises.KEEP_THE_FAMILY_INFORMED)
EVERY: dict[str, Promise] = {row.key: row for row in (*WITH_A_DAY, TELL)}
TWELVE_WEEKS = weeks(12)
FAMILY, SENT = "family", "sent"
"""As the ledger of notices names them."""

HOW = {
    "kept": "kept in time",
    "broken": "not kept in time",
    "counted": "due",
    "open": "open now",
    "late": "open now, and past the day we promised",
}
SINCE = {"year": "this school year", "weeks": "in the last 12 weeks", "now": ""}


def since(span: str, today: date) -> date:
    """The day from which a span counts."""
    return _school_year_begins(today) if span == "year" else TWELVE_WEEKS.back_from(today)


def _school_year_begins(today: date) -> date:
    return date(clock.school_year(today), clock.SEPTEMBER, 1)


class Outcome(NamedTuple):
    """One promise to one family, and what became of it by today."""

    case: int
    kept: bool
    is_open: bool


@dataclass(frozen=True)
class Promised:
    """The cases behind one figure, as an address says it."""

    promise: Promise
    how: str
    span: str

    @classmethod
    def asked_for(cls, asked: Mapping[str, str]) -> Promised | None:
        promise, how, span = (
            EVERY.get(asked.get("promise", "")),
            asked.get("kept", ""),
            asked.get("since", "now"),
        )
        return cls(promise, how, span) if promise and how in HOW and span in SINCE else None

    @property
    def words(self) -> str:
        return " ".join(filter(None, (f"promise {self.promise.ref}:", HOW[self.how], SINCE[self.span])))

    def cases(self, among: Any) -> set[int]:
        today = clock.today()
        found = (
            running(self.promise, among, today)
            if self.how in ("open", "late")
            else outcomes(self.promise, among, since(self.span, today), today)
        )
        return {each.case for each in found if self._counts(each)}

    def _counts(self, each: Outcome) -> bool:
        return {"kept": each.kept, "broken": not each.kept, "late": not each.kept}.get(self.how, True)


def outcomes(promise: Promise, cases: Any, begins: date, today: date) -> Iterator[Outcome]:
    """What became of a promise, each time that its day has come, or that it was kept, since a day."""
    if promise is TELL:
        return (each for each in _decisions(cases, begins, today) if each.kept or not each.is_open)
    return _deadlines(_counted(Deadline.objects.filter(case__in=cases, key=promise.key), begins, today))


def percent(promise: Promise, cases: Any, span: str, today: date) -> int | None:
    """How many in a hundred were kept in time; none where none was due."""
    found = list(outcomes(promise, cases, since(span, today), today))
    return round(100 * sum(each.kept for each in found) / len(found)) if found else None


def running(promise: Promise, cases: Any, today: date) -> Iterator[Outcome]:
    """Those that are to be kept still; kept: their day has not passed yet."""
    if promise is TELL:
        return (
            Outcome(each.case, each.in_time, True)
            for each in _told_of_decisions(cases, _school_year_begins(today), today)
            if each.told_on is None
        )
    open_now = Deadline.objects.filter(case__in=cases, key=promise.key).open()
    return (
        Outcome(case, bool(aim and aim >= today), True) for case, aim in open_now.values_list("case", "aim")
    )


def _counted(deadlines: DeadlineQuerySet, begins: date, today: date) -> DeadlineQuerySet:
    """Kept since then, or past their day since then. One that was lifted before its day was not due."""
    kept = Q(ended_how=Deadline.Ended.MET, ended_on__gte=begins)
    passed = Q(aim__gte=begins, aim__lt=today) & (Q(ended_on=None) | Q(ended_on__gt=F("aim")))
    return deadlines.filter(kept | passed)


def _deadlines(deadlines: DeadlineQuerySet) -> Iterator[Outcome]:
    for case, aim, ended_on, how in deadlines.values_list("case", "aim", "ended_on", "ended_how"):
        kept = how == Deadline.Ended.MET and ended_on is not None and aim is not None and ended_on <= aim
        yield Outcome(case, kept, ended_on is None)


# Decisions, and when the family was told


class Decision(NamedTuple):
    case: int
    in_time: bool
    told_on: date | None


def _decisions(cases: Any, begins: date, today: date) -> Iterator[Outcome]:
    for each in _told_of_decisions(cases, begins, today):
        # Not told yet and still in time: nothing can be said of it.
        yield Outcome(
            each.case, each.told_on is not None and each.in_time, each.told_on is None and each.in_time
        )


def _told_of_decisions(cases: Any, begins: date, today: date) -> Iterator[Decision]:
    """Decisions made since a day of which somebody of the family is told through this service."""
    made = Event.objects.filter(case__in=cases, act__in=decisions(), on__gte=begins)
    to_family = apps.get_model("notifications.Notice").objects.filter(group=FAMILY, event__in=made)
    told: Iterable[Any] = (
        to_family.order_by()
        .values("event", "event__case", "event__on")
        .annotate(first=Min("sent_at", filter=Q(state=SENT)))
    )
    for each in told:
        told_on = timezone.localdate(each["first"]) if each["first"] else None
        by = TELL.aim.after(each["event__on"]) if TELL.aim else each["event__on"]
        yield Decision(each["event__case"], (told_on or today) <= by, told_on)


@cache
def decisions() -> frozenset[str]:
    """The acts that are decisions."""
    return frozenset(act.name for act in all_acts() if act.decision)
