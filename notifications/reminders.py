"""The sweep: whatever is owed today and is not in the ledger is written into it.

It asks the database and nothing else. It remembers nothing between two runs, so it may be run at any time, by
any number of workers at once, after any outage, and answers the same: each thing owed stands in the ledger once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone

from workflows import clock
from workflows.models import Event

from .choices import Way, ways
from .models import Heartbeat, Notice, ToldUpTo
from .observed import observe
from .people import Reader
from .recipients import ONCE_A_DAY, TOLD, told_of
from .ringing import NO_ADDRESS, NOBODY, remind
from .weights import of_act

log = logging.getLogger(__name__)

BATCH = 500
"""Events looked up at a time."""


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
            tell(event)
            yield 1
    ToldUpTo.move_on(Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)


def untold() -> Any:
    """Events somebody must hear of, and no notice shows."""
    in_the_ledger = Notice.objects.filter(event=OuterRef("pk"))
    owed = (
        Event.objects.filter(pk__gt=ToldUpTo.the_one().up_to, act__in=TOLD)
        .filter(~Exists(in_the_ledger))
        .order_by("pk")
    )
    return owed.select_related(*NEEDED_FOR_NEWS)


NEEDED_FOR_NEWS = ("case__authority", "case__commissioner", "case__child", "by")


def tell(event: Any) -> None:
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
    Notice.objects.write_down(notices)


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
