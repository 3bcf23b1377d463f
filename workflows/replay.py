"""Every deadline of a case reckoned again from what happened, to show that what is stored is what follows from it.

Written apart from the way acts settle deadlines (workflows/models.py) and simpler: rows in memory, one event after
the other. Where the two disagree, one of them is wrong. Nothing is read but events, their marks and what was said in
an agreed extension, an exception or a change of law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from django.db import transaction

from .acts import EVERYTHING, Act, acts_of
from .clock import TribunalDays, WorkingDays
from .law import PACKS, pack
from .law.terms import Moment, Right, Row
from .models import Deadline, DeadlineQuerySet, Departure, Event, Mark

CASE = "case"
CASES = 200
"""Cases held in memory at a time."""
MENDED = {"due", "aim"}
"""What a change of bank holidays may change in a running deadline; anything else is not for `mend` to write."""


@dataclass
class Reckoned:
    """A deadline as it follows from the events. The names are those of the Deadline's own columns."""

    key: str
    subject_kind: str
    subject_id: int
    started_by_id: int
    moments: dict[str, str]
    due: date | None = None
    aim: date | None = None
    extended_to: date | None = None
    excused_by_id: int | None = None
    ended_on: date | None = None
    ended_how: str = ""
    ended_by_id: int | None = None
    law: str = field(default="", compare=False)

    @property
    def identity(self) -> tuple[Any, ...]:
        return (self.key, self.subject_kind, self.subject_id, self.started_by_id)

    @property
    def is_open(self) -> bool:
        return self.ended_by_id is None

    def reckon(self) -> None:
        found = pack(self.law).row(self.key).due({Moment(m): _day(d) for m, d in self.moments.items()})
        self.due, self.aim = self.extended_to or found.due, found.aim


COMPARED = tuple(each.name for each in fields(Reckoned) if each.compare)


@dataclass(frozen=True)
class Difference:
    """What is stored of one deadline and what follows from the events, where they are not the same."""

    case_id: int
    identity: tuple[Any, ...]
    stored: dict[str, Any] | None
    reckoned: dict[str, Any] | None

    @property
    def changed(self) -> list[str]:
        """The columns that differ, where the deadline is both stored and follows from the events."""
        if self.stored is None or self.reckoned is None:
            return []
        return [name for name in COMPARED if self.stored[name] != self.reckoned[name]]

    @property
    def can_be_mended(self) -> bool:
        """Whether it is open and only its days differ, as after a change of bank holidays."""
        is_open = self.stored is not None and self.stored["ended_by_id"] is None
        return is_open and bool(self.changed) and MENDED.issuperset(self.changed)

    def __str__(self) -> str:
        key, kind, pk, event = self.identity
        what = f"{key} of {kind} {pk}, started by event {event}"
        if self.stored is None:
            return f"{what}: it follows from the events and is not stored"
        if self.reckoned is None:
            return f"{what}: it is stored and follows from no event"
        return f"{what}: " + "; ".join(
            f"{name} is {self.stored[name]}, and should be {self.reckoned[name]}" for name in self.changed
        )


def differences(case_ids: Iterable[int]) -> Iterator[Difference]:
    """Where the stored deadlines of these cases are not what follows from their events."""
    wanted = list(case_ids)
    stored: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in Deadline.objects.filter(case__in=wanted).values("case_id", *COMPARED):
        stored[row["case_id"]].append(row)
    reckoned = replayed(wanted)
    for case_id in wanted:
        yield from _compared(case_id, stored[case_id], reckoned[case_id])


def mend(difference: Difference) -> bool:
    """Write the days of an open deadline anew. False where it cannot be mended so, or has ended meanwhile."""
    if not difference.can_be_mended:
        return False
    with transaction.atomic():
        deadline = deadline_of(difference, Deadline.objects.select_for_update(of=("self",)).open())
        if deadline is not None:
            deadline.count_again(deadline.moments)
    return deadline is not None


def deadline_of(difference: Difference, among: DeadlineQuerySet | None = None) -> Deadline | None:
    """The stored deadline that differs, if it is among these."""
    key, kind, pk, event = difference.identity
    found = Deadline.objects.all() if among is None else among
    same = found.filter(key=key, subject_kind=kind, subject_id=pk, started_by=event)
    return same.select_related("case").first()


def moved_by_bank_holidays() -> Iterator[Difference]:
    """The running days, in all cases, that are not what they would be with the bank holidays known now.

    Found by the sum alone, which is quick, and only then reckoned from the events.
    """
    keys = {row.key for law in PACKS.values() for row in law.rows_and_promises if _counts_working_days(row)}
    counted = Deadline.objects.open().filter(key__in=keys).select_related("case").order_by("case", "pk")
    moved = (each for each in counted.iterator() if _has_moved(each))
    cases = iter(dict.fromkeys(each.case_id for each in moved))
    while batch := list(islice(cases, CASES)):
        yield from (each for each in differences(batch) if each.can_be_mended)


def _has_moved(deadline: Deadline) -> bool:
    found = deadline.reckoning
    return (deadline.due, deadline.aim) != (deadline.extended_to or found.due, found.aim)


def _counts_working_days(row: Row) -> bool:
    periods = (row.within, row.aim, row.or_later.within if row.or_later else None)
    return row.calendar is not None or any(isinstance(each, WorkingDays | TribunalDays) for each in periods)


def replayed(case_ids: list[int]) -> dict[int, list[Reckoned]]:
    """The deadlines of these cases as they follow from their events, in six queries."""
    events: dict[int, list[Event]] = defaultdict(list)
    needed = Event.objects.filter(case__in=case_ids).select_related("content").order_by("case_id", "seq")
    for event in needed:
        events[event.case_id].append(event)
    marks: dict[int, list[Mark]] = defaultdict(list)
    for mark in Mark.objects.filter(event__case__in=case_ids).order_by("pk"):
        marks[mark.event_id].append(mark)
    departures: dict[int, list[Departure]] = defaultdict(list)
    of_these = Departure.objects.filter(case__in=case_ids).prefetch_related("deadlines").order_by("pk")
    for departure in of_these:
        departures[departure.event_id].append(departure)
    laws = _first_laws(case_ids)
    return {
        case_id: _Replay(laws.get(case_id, ""), marks, departures).of(events[case_id]) for case_id in case_ids
    }


def _first_laws(case_ids: list[int]) -> dict[int, str]:
    """The law each case began under: the one it is under now, unless an event has moved it."""
    from django.apps import apps

    cases = apps.get_model("ehcp.Case").objects.filter(pk__in=case_ids)
    laws = dict(cases.values_list("pk", "law_pack"))
    moved = Event.objects.filter(case__in=case_ids, act="move_to_law").select_related("content")
    for event in moved.order_by("case_id", "-seq"):
        laws[event.case_id] = event.facts["since"]
    return laws


class _Replay:
    def __init__(
        self, law: str, marks: dict[int, list[Mark]], departures: dict[int, list[Departure]]
    ) -> None:
        self.law = law
        self.marks = marks
        self.departures = departures
        self.rows: list[Reckoned] = []

    def of(self, events: list[Event]) -> list[Reckoned]:
        parts: dict[int | None, list[Event]] = defaultdict(list)
        for event in events:
            parts[event.part_of_id].append(event)
        for event in parts[None]:
            self._after_its_parts(event, parts)
        return self.rows

    def _after_its_parts(self, event: Event, parts: dict[int | None, list[Event]]) -> None:
        # An act that is a part of another has settled its deadlines before the other settles its own.
        for part in parts[event.pk]:
            self._after_its_parts(part, parts)
        self._happened(event)

    def _happened(self, event: Event) -> None:
        act = _acts(event.subject_kind)[event.act]
        self._depart(event)
        if event.act == "move_to_law":
            self._move(event)
        ended = _day(event.sent_on) or event.on
        for row in self._open(act.discharges, event):
            is_right = isinstance(pack(self.law).row(row.key), Right)
            self._end(row, event, Deadline.Ended.USED if is_right else Deadline.Ended.MET, ended)
        lifted = self._all_but(act.keeps) if act.lifts == EVERYTHING else self._open(act.lifts, event)
        for row in lifted:
            self._end(row, event, Deadline.Ended.LIFTED, ended)
        for rule in act.revives:
            self._revive(rule, event)
        for mark in self.marks[event.pk]:
            self._start(event, mark, ended)

    def _open(self, rules: Iterable[Any], event: Event) -> list[Reckoned]:
        keys = {rule.key for rule in rules}
        if not keys:
            return []
        return [
            row
            for row in self.rows
            if row.is_open
            and row.key in keys
            and (
                event.subject_kind == CASE
                or row.subject_kind == CASE
                or (row.subject_kind, row.subject_id) == (event.subject_kind, event.subject_id)
            )
        ]

    def _all_but(self, kept: Iterable[Any]) -> list[Reckoned]:
        keys = {rule.key for rule in kept}
        return [row for row in self.rows if row.is_open and row.key not in keys]

    @staticmethod
    def _end(row: Reckoned, event: Event, how: str, on: date) -> None:
        row.ended_by_id, row.ended_how, row.ended_on = event.pk, str(how), on

    def _start(self, event: Event, mark: Mark, ended: date) -> None:
        moment, day = Moment(mark.moment), mark.day.isoformat()
        for rule in self._applies(moment, mark):
            if moment in rule.starts:
                for row in self.rows:
                    same = (row.key, row.subject_kind, row.subject_id) == (
                        rule.key,
                        event.subject_kind,
                        event.subject_id,
                    )
                    if same and row.is_open:
                        self._end(row, event, Deadline.Ended.LIFTED, ended)
                self._add(rule, event, {str(moment): day, **self._earlier(rule, moment)})
            else:
                for row in self.rows:
                    if row.key == rule.key and row.is_open:
                        row.moments = {**row.moments, str(moment): day}
                        row.reckon()

    def _applies(self, moment: Moment, mark: Mark) -> Iterator[Row]:
        for rule in pack(self.law).started_by(moment):
            if not rule.only_if or mark.answers.get(rule.only_if):
                yield rule

    def _earlier(self, rule: Row, moment: Moment) -> dict[str, str]:
        """The day that our own aim counts from, where that is another moment."""
        if rule.aim_since and rule.aim_since != moment:
            for row in reversed(self.rows):
                if str(rule.aim_since) in row.moments:
                    return {str(rule.aim_since): row.moments[str(rule.aim_since)]}
        return {}

    def _add(self, rule: Any, event: Event, moments: dict[str, str]) -> None:
        row = Reckoned(rule.key, event.subject_kind, event.subject_id, event.pk, moments, law=self.law)
        row.reckon()
        self.rows.append(row)

    def _revive(self, rule: Any, event: Event) -> None:
        last = next((row for row in reversed(self.rows) if row.key == rule.key), None)
        if last and not last.is_open:
            again = Reckoned(
                last.key, last.subject_kind, last.subject_id, event.pk, last.moments, law=self.law
            )
            again.reckon()
            self.rows.append(again)

    def _move(self, event: Event) -> None:
        self.law = event.facts["to"]
        known = {rule.key for rule in pack(self.law).rows_and_promises}
        for row in self.rows:
            if row.is_open and row.key not in known:
                self._end(row, event, Deadline.Ended.LIFTED, event.on)
            elif row.is_open:
                row.law = self.law
                row.reckon()

    def _depart(self, event: Event) -> None:
        for departure in self.departures[event.pk]:
            named = {
                (d.key, d.subject_kind, d.subject_id, d.started_by_id) for d in departure.deadlines.all()
            }
            for row in self.rows:
                if row.identity not in named:
                    continue
                if departure.kind == Departure.Kind.EXCEPTION:
                    row.excused_by_id = event.pk
                elif departure.kind == Departure.Kind.EXTENSION:
                    row.extended_to = departure.ended_on
                    row.reckon()


@cache
def _acts(kind: str) -> dict[str, Act]:
    from .checks import lives

    life = next(life for life in lives() if life.life_name() == kind)
    return {act.name: act for act in acts_of(life)}


def _compared(case_id: int, stored: list[dict[str, Any]], reckoned: list[Reckoned]) -> Iterator[Difference]:
    here = {(row["key"], row["subject_kind"], row["subject_id"], row["started_by_id"]): row for row in stored}
    there = {row.identity: row for row in reckoned}
    for identity in dict.fromkeys((*here, *there)):
        left = {name: here[identity][name] for name in COMPARED} if identity in here else None
        right = {name: getattr(there[identity], name) for name in COMPARED} if identity in there else None
        if left != right:
            yield Difference(case_id, identity, left, right)


def _day(given: Any) -> Any:
    return date.fromisoformat(given) if isinstance(given, str) else given
