"""The sweep: whatever is owed today and is not in the ledger is written into it.

It asks the database and nothing else. It remembers nothing between two runs, so it may be run at any time, by
any number of workers at once, after any outage, and answers the same: each thing owed stands in the ledger once.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import takewhile
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from workflows import clock
from workflows.models import Deadline, Event

from . import keys
from .choices import Way, ways
from .ladders import UNDATED, Rung, ladder
from .models import Heartbeat, Notice
from .observed import observe
from .people import People, Reader
from .recipients import ONCE_A_DAY, TOLD, find_together, reminded_of, told_of
from .weights import of_act, of_rung

log = logging.getLogger(__name__)

BATCH = 500
"""Deadlines handled in one transaction: few enough that nobody waits for it."""
ONE_DAY = clock.days(1)
NOBODY = "There was nobody to tell."
NO_ADDRESS = "No address is known."


class Swept(NamedTuple):
    """What a sweep found owed: what the days brought, events told of, deadlines whose rungs were reached."""

    observed: int
    events: int
    deadlines: int


def sweep(seconds: float | None = None) -> Swept:
    """Write into the ledger whatever is owed as of today. Given `seconds`, it stops after about as long.

    What it did not get to, or could not reach because somebody was at work on it, the next sweep finds.
    """
    today, began = clock.today(), time.monotonic()
    # Each part has a share of the time, and what those before it left over: after an outage there may be thousands of
    # missed days to note, and what is due waits for none of them.
    first, second, last = (began + seconds * part / 3 if seconds else None for part in (1, 2, 3))
    swept = Swept(
        observed=sum(_until(first, observe(today))),
        events=sum(_until(second, tell_news())),
        deadlines=sum(_until(last, remind(today))),
    )
    Heartbeat.beat("sweep")
    return swept


def _until(end: float | None, steps: Iterator[int]) -> Iterator[int]:
    return takewhile(lambda _: end is None or time.monotonic() < end, steps)


# News: what happened, and nobody was told


def tell_news() -> Iterator[int]:
    """Write down who is to hear of each event that the ledger does not know yet."""
    while batch := list(untold()[:BATCH]):
        for event in batch:
            _tell(event)
            yield 1


def untold() -> Any:
    """Events somebody must hear of, and no notice shows."""
    in_the_ledger = Notice.objects.filter(event=OuterRef("pk"))
    owed = Event.objects.filter(act__in=TOLD).filter(~Exists(in_the_ledger)).order_by("pk")
    return owed.select_related("case__authority", "case__commissioner", "case__child", "by")


def _tell(event: Any) -> None:
    """All notices of one event in one transaction: where there is one, there are all."""
    day = timezone.localdate(event.at)
    try:
        readers = [(reader, ways(reader, of_act(event.act), timezone.now())) for reader in told_of(event)]
        notices = [
            Notice(event=event, for_day=day, **_to(event.case, reader, way))
            for reader, found in readers
            for way in found
        ]
        if event.act in ONCE_A_DAY:
            _cover_repetitions(event, day, notices)
        notices += [
            _parked(event.case, NO_ADDRESS, reader, event=event, for_day=day)
            for reader, found in readers
            if not found
        ]
        notices = notices or [_nobody(event, day)]
    except Exception as error:
        log.exception("Event %s could not be told of; it is parked.", event.pk)
        notices = [_parked(event.case, type(error).__name__, event=event, for_day=day)]
    _write_down(notices, keys.of_events([event]))


def _cover_repetitions(event: Any, day: date, notices: list[Notice]) -> None:
    """Of an act done many times in a day only the first is sent; it stands for the others."""
    for notice in notices:
        first = Notice.objects.filter(
            about=notice.about,
            event__act=event.act,
            for_day=day,
            reader=notice.reader,
            organisation=notice.organisation,
            channel=notice.channel,
        ).exclude(state=Notice.State.COVERED)
        if said_in := first.values_list("key", flat=True).first():
            notice.state, notice.said_in = Notice.State.COVERED, said_in


def _nobody(event: Any, day: date) -> Notice:
    """Shows that the event was seen to: whoever might have been told did it."""
    return Notice(
        about=event.case,
        event=event,
        for_day=day,
        channel=Notice.Channel.IN_APP,
        state=Notice.State.NOT_OWED,
        error=NOBODY,
    )


# Reminders: what is due


def remind(today: date) -> Iterator[int]:
    """Write down every rung that has been reached, and set each deadline to the day of its next one."""
    while _begin_undated():
        pass
    while number := _remind_batch(today):
        yield number


def _begin_undated() -> int:
    """Duties without a day to count to get the day they first ring."""
    with transaction.atomic():
        undated = Deadline.objects.open().duties().filter(ring_on=None, next_reminder_on=None)
        batch = list(_locked(undated.select_related("started_by")))
        _set_next((deadline, UNDATED[0][0].after(deadline.started_by.on)) for deadline in batch)
    return len(batch)


def _remind_batch(today: date) -> int:
    with transaction.atomic():
        due = Deadline.objects.open().filter(next_reminder_on__lte=today).order_by("next_reminder_on", "pk")
        batch = list(_locked(due.select_related(*_NEEDED)))
        people = find_together(batch, today)
        names = keys.of_deadlines(batch)
        notices: list[Notice] = []
        nexts: list[tuple[Any, date | None]] = []
        for deadline in batch:
            found, following = _reached(deadline, today, people, names)
            notices += found
            nexts.append((deadline, following))
        _write_down(notices, names)
        _set_next(nexts)
    return len(batch)


_NEEDED = ("case__authority", "case__commissioner", "case__child", "accountable", "started_by")


def _locked(deadlines: Any) -> Any:
    # Where somebody is at work on one, it is left for the next sweep. SQLite has one writer at a time anyway.
    return deadlines.select_for_update(skip_locked=True, of=("self",), no_key=True)[:BATCH]


def _reached(
    deadline: Any, today: date, people: People, names: dict[int, str]
) -> tuple[list[Notice], date | None]:
    """The notices of every rung reached since its last sweep, and the day of the next rung, if there is one."""
    rungs: list[Rung] = []
    try:
        for rung in ladder(deadline):
            if rung.day > today:
                return _notices(deadline, rungs, people, names), rung.day
            if rung.day >= deadline.next_reminder_on:
                rungs.append(rung)
        return _notices(deadline, rungs, people, names), None
    except Exception as error:
        log.exception("Deadline %s could not be reminded of; it is parked until tomorrow.", deadline.pk)
        parked = _parked(
            deadline.case, type(error).__name__, deadline=deadline, rung="unknown", for_day=today
        )
        return [parked], ONE_DAY.after(today)


def _notices(deadline: Any, rungs: list[Rung], people: People, names: dict[int, str]) -> list[Notice]:
    """One to be sent for each reader and way, and one covered by it for each earlier rung that was missed."""
    by_reader: dict[Any, list[Notice]] = defaultdict(list)
    now = timezone.now()
    for rung in rungs:
        for reader in reminded_of(deadline, rung, people):
            about = {"deadline": deadline, "rung": rung.name, "for_day": rung.day}
            found = ways(reader, of_rung(deadline, rung.day), now)
            for way in found:
                notice = Notice(**about, **_to(deadline.case, reader, way))
                by_reader[reader.identity, way.channel].append(notice)
            if not found:
                why = NOBODY if reader.is_nobody else NO_ADDRESS
                by_reader[reader.identity, None].append(_parked(deadline.case, why, reader, **about))
    for notices in by_reader.values():
        *missed, last = notices
        for notice in missed:
            notice.state, notice.said_in = Notice.State.COVERED, _key(last, names)
    return [notice for notices in by_reader.values() for notice in notices]


def _set_next(nexts: Iterable[tuple[Any, date | None]]) -> None:
    by_day: dict[date | None, list[int]] = defaultdict(list)
    for deadline, day in nexts:
        by_day[day].append(deadline.pk)
    for day, pks in by_day.items():
        Deadline.objects.open().filter(pk__in=pks).update(next_reminder_on=day)


# Writing it down


def _to(case: Any, reader: Reader, way: Way) -> dict[str, Any]:
    return {
        "about": case,
        "reader": reader.person,
        "organisation": reader.organisation,
        "group": reader.group,
        "channel": way.channel,
        "next_attempt_at": way.at,
        "bundled": way.bundled,
    }


def _parked(case: Any, why: str, reader: Reader | None = None, **about: Any) -> Notice:
    """Nothing that could be sent, but a row that shows what was owed and why it went nowhere."""
    return Notice(
        about=case,
        organisation=reader.organisation if reader else None,
        group=reader.group if reader else "",
        channel=Notice.Channel.EMAIL,
        state=Notice.State.FAILED,
        error=why,
        **about,
    )


def _write_down(notices: list[Notice], names: dict[int, str]) -> None:
    for notice in notices:
        notice.key = _key(notice, names)
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=BATCH)


def _key(notice: Notice, names: dict[int, str]) -> str:
    """The key of a notice about something whose name is among these."""
    thing = names[notice.event_id or notice.deadline_id]
    to = keys.of_reader(notice.reader, notice.organisation)
    return keys.key(thing, to, notice.channel, notice.rung, notice.for_day)
