"""Reminders: every rung of a ladder that has been reached, written into the ledger for everybody who stands on it.

Deadlines are dealt with by the batch: read, locked, written and moved on in a few statements and one transaction. Of
what a batch asks again and again (the rungs of a kind of deadline, who is told in a case, by which ways somebody is
told) each question is asked once. If anything in a batch goes wrong, each of it is dealt with by itself, and what
still goes wrong is parked in sight until tomorrow.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from workflows import clock
from workflows.models import Deadline

from . import due, keys, ledger
from .choices import Way, ways
from .due import Due, give_cases
from .ladders import TOLD_WITH, UNDATED, Rung, ladder
from .ledger import Entry
from .models import Notice
from .people import People, Reader
from .recipients import find_together, reminded_of, told_alike
from .second_hand import SecondHand
from .weights import of_rung

log = logging.getLogger(__name__)

BATCH = 1000
"""Deadlines handled in one transaction: few enough that nobody waits for it."""
KNOWN_FOR = 10.0
"""Seconds for which one sweep remembers who works where. The sender asks again before anything is sent."""
ONE_DAY = clock.days(1)
NOBODY = "There was nobody to tell."
NO_ADDRESS = "No address is known."


def remind(today: date) -> Iterator[int]:
    """Write down every rung that has been reached, and set each deadline to the day of its next one."""
    while _begin_undated():
        pass
    other = SecondHand(lambda: _by_one_hand(today))
    try:
        for number in _by_one_hand(today):
            if number == BATCH:
                other.help()
            yield number + other.done()
        if rest := other.finish():
            yield rest
    finally:
        other.stop()


def _by_one_hand(today: date) -> Iterator[int]:
    known = Known(today)
    for day in due.days_up_to(today):
        last = 0
        while batch := _remind_batch(day, last, known := known.refreshed()):
            last = batch[-1]
            yield len(batch)


def _begin_undated() -> int:
    """Duties without a day to count to get the day they first ring."""
    with transaction.atomic():
        undated = Deadline.objects.open().duties().filter(ring_on=None, next_reminder_on=None)
        batch = _locked(undated.exclude(key__in=TOLD_WITH).order_by("pk"))
        ledger.set_next({each.pk: UNDATED[0][0].after(each.started_by.on) for each in batch})
    return len(batch)


def _locked(deadlines: Any) -> list[Due]:
    # Where somebody is at work on one, it is left for the next sweep. SQLite has one writer at a time anyway.
    return due.read(deadlines.select_for_update(skip_locked=True, of=("self",), no_key=True)[:BATCH])


def _remind_batch(day: date, after: int, known: Known) -> list[int]:
    """Deal with the next few whose bell is for this day; their numbers. None is looked at twice in one sweep."""
    try:
        return _remind_of(due.on(day, after), known)
    except Exception:
        log.exception("Deadlines could not be reminded of together; each is tried by itself.")
    numbers = list(due.on(day, after).values_list("pk", flat=True)[:BATCH])
    for pk in numbers:
        try:
            _remind_of(due.on(day).filter(pk=pk), Known(known.today))
        except Exception as error:
            _park(pk, known.today, error)
    return numbers


def _remind_of(deadlines: Any, known: Known) -> list[int]:
    with transaction.atomic():
        batch = _locked(deadlines)
        together = Batch(batch, known)
        for each in batch:
            together.add(each)
        ledger.write_down(together.entries)
        ledger.set_next(together.nexts)
    return [each.pk for each in batch]


def _park(pk: int, today: date, error: Exception) -> None:
    """Nothing of this deadline can be read or written but that it could not."""
    log.error("Deadline %s could not be reminded of (%s); it is parked.", pk, type(error).__name__)
    with transaction.atomic():
        deadline = Deadline.objects.select_related("case", "started_by").get(pk=pk)
        parked = Notice(
            about_id=deadline.case_id,
            deadline=deadline,
            rung="unknown",
            for_day=today,
            channel=Notice.Channel.EMAIL,
            state=Notice.State.FAILED,
            error=type(error).__name__,
        )
        Notice.objects.write_down([parked])
        ledger.set_next({pk: ONE_DAY.after(today)})


class Known:
    """What a sweep knows from one batch to the next: the organisations, and for a moment who works there."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.organisations: dict[int | None, Any] = {}
        self.people = People(today)
        self.until = time.monotonic() + KNOWN_FOR

    def refreshed(self) -> Known:
        if time.monotonic() < self.until:
            self.people = self.people.for_others()
            return self
        return Known(self.today)


class _Told:
    """A reader, as it stands in a key and in the columns of the ledger, and by which ways they are told."""

    __slots__ = ("organisation", "person", "reader", "to", "ways")

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.to = keys.of_reader(reader.person, reader.organisation)
        self.person = reader.person.pk if reader.person else None
        self.organisation = reader.organisation.pk if reader.organisation else None
        self.ways: dict[Any, list[Way]] = {}


class Batch:
    """Deadlines that are reminded of together, and what comes of it: entries of the ledger, the days of next rungs."""

    def __init__(self, batch: list[Due], known: Known) -> None:
        self.today, self.people, self.now = known.today, known.people, timezone.now()
        self.entries: list[Entry] = []
        self.nexts: dict[int, date | None] = {}
        give_cases(batch, known.organisations)
        find_together(batch, self.people, known.organisations)
        self.names = keys.of_deadlines(batch)
        self._rungs: dict[Any, tuple[list[Rung], date | None]] = {}
        self._readers: dict[Any, list[_Told]] = {}

    def add(self, deadline: Due) -> None:
        try:
            rungs, self.nexts[deadline.pk] = self._reached(deadline)
            self.entries += self.entries_of(deadline, rungs)
        except Exception as error:
            log.exception("Deadline %s could not be reminded of; it is parked until tomorrow.", deadline.pk)
            self.nexts[deadline.pk] = ONE_DAY.after(self.today)
            self.entries.append(self._parked(deadline, type(error).__name__, "unknown", self.today))

    # Which rungs

    def _reached(self, deadline: Due) -> tuple[list[Rung], date | None]:
        """The rungs reached since its last sweep, and the day of the next one, if there is one."""
        if deadline.twin:
            return self._climb(deadline)
        start = deadline.started_by
        alike = (
            deadline.key, deadline.ring_on, deadline.next_reminder_on, deadline.is_right, deadline.due is None,
            deadline.case.law_pack, start.on, start.told_on,
        )  # fmt: skip
        if alike not in self._rungs:
            self._rungs[alike] = self._climb(deadline)
        return self._rungs[alike]

    def _climb(self, deadline: Due) -> tuple[list[Rung], date | None]:
        rungs: list[Rung] = []
        for rung in ladder(deadline):
            if rung.day > self.today:
                return rungs, rung.day
            if rung.day >= deadline.next_reminder_on:
                rungs.append(rung)
        return rungs, None

    # Who, and by which ways

    def entries_of(self, deadline: Due, rungs: list[Rung]) -> Iterable[Entry]:
        """One to be sent for each reader and way, and one covered by it for each earlier rung that was missed."""
        if len(rungs) == 1:
            return [entry for _, entry in self._of_rung(deadline, rungs[0])]
        by_reader: dict[Any, list[Entry]] = defaultdict(list)
        for rung in rungs:
            for to, entry in self._of_rung(deadline, rung):
                by_reader[to].append(entry)
        return [entry for entries in by_reader.values() for entry in _covered_by_the_last(entries)]

    def _of_rung(self, deadline: Due, rung: Rung) -> Iterator[tuple[Any, Entry]]:
        """For each reader of a rung and each way: what tells it from another, and its entry."""
        weight, name = of_rung(deadline, rung.day), self.names[deadline.pk]
        thing = f"{name}, {rung.name} ({rung.day.isoformat()})"
        for told in self._told(deadline, rung):
            found = told.ways.get(weight)
            if found is None:
                found = told.ways[weight] = ways(told.reader, weight, self.now)
            for way in found:
                yield (
                    (told.to, way.channel),
                    Entry(
                        keys.key(thing, told.to, way.channel),
                        deadline.case_id,
                        deadline.pk,
                        rung.name,
                        rung.day,
                        told.person,
                        told.organisation,
                        told.reader.group,
                        way.channel,
                        way.at,
                        way.bundled,
                    ),
                )
            if not found:
                why = NOBODY if told.reader.is_nobody else NO_ADDRESS
                parked = self._parked(deadline, why, rung.name, rung.day, told.reader)
                yield (told.to, None), parked

    def _told(self, deadline: Due, rung: Rung) -> list[_Told]:
        alike = told_alike(deadline, rung)
        if alike not in self._readers:
            readers = reminded_of(deadline, rung, self.people)
            self._readers[alike] = [_Told(reader) for reader in readers]
        return self._readers[alike]

    # As rows

    def _parked(self, deadline: Due, why: str, rung: str, day: date, reader: Reader | None = None) -> Entry:
        """Nothing that could be sent, but a row that shows what was owed and why it went nowhere."""
        organisation = reader.organisation if reader else None
        channel = Notice.Channel.EMAIL
        return Entry(
            keys.key(self.names[deadline.pk], keys.of_reader(None, organisation), channel, rung, day),
            deadline.case_id,
            deadline.pk,
            rung,
            day,
            None,
            organisation.pk if organisation else None,
            reader.group if reader else "",
            channel,
            self.now,
            state=Notice.State.FAILED,
            error=why,
        )


def _covered_by_the_last(entries: list[Entry]) -> list[Entry]:
    *missed, last = entries
    return [*(each._replace(state=Notice.State.COVERED, said_in=last.key) for each in missed), last]
