"""The key of a notice: what makes it this one and no other, for the ledger and for every gateway.

A database that was restored gives its numbers anew: event 812 of today is another one than the event 812 of which a
gateway has heard already. So a key is made of what outlives that: an event is known by its place in the chain, a
deadline by the event that started it, a reader by the moment they joined. What the service notes itself it notes
again after a restore, in a new link of the chain; that is known by what it is about.

Where it cannot be told whether two things are the same they get two keys: a notice twice is better than one too few.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from workflows.models import Deadline, Event, canonical

LENGTH = 24
"""Characters of a digest that stand in a key: enough that no two things of one service ever share them."""

DETAILS = {"note_missed_day": ("expected_on", "waiting")}
"""Facts that only say what was known on the day: a day that was missed is the same missed day an hour later."""
FIRST = 1
"""The place in a chain at which a case begins."""


def key(thing: str, to: str, channel: str, rung: str = "", day: date | None = None) -> str:
    """The key of one notice. A rung counts anew when its day moves."""
    step = f", {rung} ({day.isoformat()})" if rung and day else ""
    return f"{thing}{step}: {to}, {channel}"


def of_events(events: Iterable[Any]) -> dict[int, str]:
    """What each of these events is called in a key, by its number. In four queries at most."""
    events = list(events)
    marks = _marks(events)
    return {event.pk: f"{event.act} {marks[event.pk]}" for event in events}


def of_deadlines(deadlines: Iterable[Any]) -> dict[int, str]:
    """What each of these deadlines is called in a key, by its number: its duty, and what started it."""
    deadlines = list(deadlines)
    marks = _marks([deadline.started_by for deadline in deadlines])
    return {each.pk: f"{each.key} {marks[each.started_by.pk]}" for each in deadlines}


def of_reader(person: Any, organisation: Any) -> str:
    """A person, or without one an organisation's office."""
    if person:
        return f"user {person.pk}-{_short(person.date_joined.isoformat(), 8)}"
    return f"office {organisation.pk}-{_short(organisation.name, 8)}" if organisation else "nobody"


class _Noted(NamedTuple):
    """Something the service noted itself, as it stands in the chain of its case."""

    pk: int
    case: int
    seq: int
    act: str
    facts: dict[str, Any]


def _marks(events: list[Any]) -> dict[int, str]:
    """What tells each event from every other, and stays the same if the service has to note it again."""
    marks = {event.pk: event.hash[:LENGTH] for event in events}
    noted = [
        event for event in events if event.by_id is None and event.part_of_id is None and event.seq > FIRST
    ]
    if noted:
        marks |= _marks_of_what_was_noted({event.case_id for event in noted})
    return marks


def _marks_of_what_was_noted(cases: set[int]) -> dict[int, str]:
    """The marks of everything that the service noted in these cases: the case, the act, what it is about.

    Said twice of the same thing, the second time is another: it is counted.
    """
    roots = dict(Event.objects.filter(case__in=cases, seq=FIRST).values_list("case", "hash"))
    found = Event.objects.filter(case__in=cases, seq__gt=FIRST, by=None, part_of=None).order_by("case", "seq")
    noted = [
        _Noted(*row[:-1], row[-1] or {})
        for row in found.values_list("pk", "case", "seq", "act", "content__facts")
    ]
    deadlines = _deadlines_noted_about(noted)
    marks: dict[int, str] = {}
    times: Counter[tuple[Any, ...]] = Counter()
    for each in noted:
        facts = {name: fact for name, fact in each.facts.items() if name not in DETAILS.get(each.act, ())}
        if about := _deadline_of(each, deadlines):
            start = about.started_by
            facts["deadline"] = f"{about.key} {marks.get(start.pk, start.hash)}"
        same = (roots[each.case], each.act, canonical(facts))
        times[same] += 1
        marks[each.pk] = _short(canonical([*same, times[same]]), LENGTH)
    return marks


def _deadlines_noted_about(noted: list[_Noted]) -> dict[int, list[Any]]:
    """The deadlines that might have been noted about, by case, the latest first."""
    about = [each for each in noted if {"duty", "deadline"} & each.facts.keys()]
    duties = {each.facts.get("duty") for each in about}
    numbers = {_number(each.facts) for each in about} - {None}
    by_case: dict[int, list[Any]] = defaultdict(list)
    if about:
        found = Deadline.objects.filter(
            Q(key__in=duties) | Q(pk__in=numbers), case__in={n.case for n in about}
        )
        for deadline in found.select_related("started_by").order_by("-started_by__seq"):
            by_case[deadline.case_id].append(deadline)
    return by_case


def _deadline_of(each: _Noted, deadlines: dict[int, list[Any]]) -> Any:
    """The deadline that something was noted about: named itself, or the last of that duty that had begun by then."""
    number, duty = _number(each.facts), each.facts.get("duty")
    for deadline in deadlines.get(each.case, ()):
        if deadline.pk == number or (
            number is None and deadline.key == duty and deadline.started_by.seq < each.seq
        ):
            return deadline
    return None


def _number(facts: dict[str, Any]) -> int | None:
    """Of the fact "deadline:34" the 34."""
    kind, _, number = str(facts.get("deadline", "")).partition(":")
    return int(number) if kind == "deadline" else None


def _short(words: str, length: int) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:length]
