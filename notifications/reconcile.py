"""The reconciler: reckons from what happened and what is due which notices must exist, and names every gap.

It believes nothing that the sweep remembers: neither the day on which a deadline rings next, nor the mark up to which
news was told. A gap means that the sweep was wrong, so it is an incident: logged, kept, counted for whoever watches
over the service, and mended by writing the notice that should have been there.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone

from workflows import clock
from workflows.law import PACKS
from workflows.models import Deadline, Event

from . import due, ledger, outbox, reminders, ringing
from .ladders import TOLD_WITH, Rung, ladder
from .models import Gap, Heartbeat, Notice
from .recipients import TOLD

log = logging.getLogger(__name__)

LOOKED_BACK = timedelta(days=35)
"""So far back things are reckoned again; what is older was reckoned many times before."""
A_WHILE = timedelta(hours=1)
"""A sweep looks every minute. What it has not done after this long it will not do."""
LEASED_FOR = timedelta(minutes=15)
AT_A_TIME = 1000
AHEAD = max(
    (
        period.after(date.min) - date.min
        for pack in PACKS.values()
        for row in pack.rows
        for period in row.remind
    ),
    default=timedelta(0),
) + timedelta(days=14)
"""No bell rings longer before its day than this; a period in working days is longer by the days between."""


def reconcile(seconds: float | None = None) -> list[Gap]:
    """Find every gap, mend what can be mended, and keep a record. Given `seconds`, it stops after about as long."""
    until = time.monotonic() + seconds if seconds else None
    gaps: list[Gap] = []
    ended = True
    for gap in _gaps(clock.today()):
        Gap.objects.update_or_create(
            about_id=gap.about_id,
            kind=gap.kind,
            what=gap.what,
            since=gap.since,
            defaults={"found_at": timezone.now()},
        )
        log.error("Gap in the ledger: %s", gap)
        gaps.append(gap)
        if until is not None and time.monotonic() > until:
            ended = False
            break
    if ended:
        Heartbeat.beat("reconciler")
    return gaps


def _gaps(today: date) -> Iterator[Gap]:
    yield from _not_swept(today)
    yield from _news_nobody_heard()
    yield from _rungs_left_out(today)
    yield from _stuck()
    yield from _said_in_what_was_not_sent()


# What must be in the ledger


def _not_swept(today: date) -> Iterator[Gap]:
    """Deadlines that the sweep has left alone for a day or more. Sweeping them mends it."""
    left = Deadline.objects.open().filter(next_reminder_on__lt=today)
    found = [
        Gap(kind=Gap.Kind.NOT_SWEPT, about_id=case, what=key, since=day)
        for case, key, day in left.values_list("case", "key", "next_reminder_on").order_by("pk")[:AT_A_TIME]
    ]
    if found:
        reminders.sweep()
    yield from found


def _news_nobody_heard() -> Iterator[Gap]:
    """Events of which somebody was to hear, an hour old and older, and no notice shows."""
    now = clock.now()
    known = Notice.objects.filter(event=OuterRef("pk"))
    missed = Event.objects.filter(act__in=TOLD, at__range=(now - LOOKED_BACK, now - A_WHILE))
    missed = missed.filter(~Exists(known), at__date__gte=_beginning())
    for event in missed.select_related(*reminders.NEEDED_FOR_NEWS).order_by("pk"):
        reminders.tell(event)
        yield Gap(
            kind=Gap.Kind.NEWS, about_id=event.case_id, what=event.act, since=timezone.localdate(event.at)
        )


def _rungs_left_out(today: date) -> Iterator[Gap]:
    """Rungs that have been reached and passed by the sweep, on which somebody stands, and of which no notice shows."""
    first = max(today - LOOKED_BACK, _beginning())
    known = ringing.Known(today)
    for batch in _open_deadlines(today):
        known = known.refreshed()
        try:
            together = ringing.Batch(batch, known)
        except Exception:
            log.exception("Deadlines %s to %s cannot be reckoned again.", batch[0].pk, batch[-1].pk)
            continue
        reached = {each.pk: _reached(each, first, today) for each in batch}
        written = _written(each.pk for each in batch if reached[each.pk])
        for each in batch:
            rungs = [rung for rung in reached[each.pk] if (each.pk, rung.name, rung.day) not in written]
            entries = _entries(together, each, rungs)
            ledger.write_down(entries)
            for rung in {entry.rung: entry for entry in entries}.values():
                yield Gap(
                    kind=Gap.Kind.REMINDER,
                    about_id=each.case_id,
                    what=f"{each.key}: {rung.rung}",
                    since=rung.for_day,
                )


def _entries(together: ringing.Batch, deadline: due.Due, rungs: list[Rung]) -> list[ledger.Entry]:
    try:
        return [entry for rung in rungs for entry in together.entries_of(deadline, [rung])]
    except Exception:
        log.exception("Deadline %s cannot be reckoned again.", deadline.pk)
        return []


def _reached(deadline: due.Due, first: date, today: date) -> list[Rung]:
    """The rungs since this day that lie behind the sweep: what it has not come to yet is no gap."""
    following = deadline.next_reminder_on
    try:
        rungs = []
        for rung in ladder(deadline):
            if rung.day > today or (following and rung.day >= following):
                break
            if rung.day >= first:
                rungs.append(rung)
        return rungs
    except Exception:
        return []  # the sweep parks it in sight, each day anew


def _open_deadlines(today: date) -> Iterator[list[due.Due]]:
    """Those whose bell may have rung by now, a thousand at a time."""
    near = Q(ring_on__lte=today + AHEAD) | Q(ring_on=None, is_right=False)
    found = Deadline.objects.open().filter(near).exclude(key__in=TOLD_WITH).order_by("pk")
    last = 0
    while batch := due.read(found.filter(pk__gt=last)[:AT_A_TIME]):
        last = batch[-1].pk
        yield batch


def _written(numbers: Iterable[int]) -> set[tuple[int, str, date]]:
    found = Notice.objects.filter(deadline__in=list(numbers))
    return set(found.order_by().values_list("deadline", "rung", "for_day"))


def _beginning() -> date:
    """The day on which this ledger began: of what was before nobody was to be told."""
    first: Any = Notice.objects.aggregate(first=Min("written_at"))["first"]
    return timezone.localdate(first) if first else clock.today()


# What is in the ledger and does not move


def _stuck() -> Iterator[Gap]:
    """Notices that somebody took and never gave back, and those that could have been sent for an hour."""
    now = timezone.now()
    waiting = Notice.objects.waiting().order_by("pk")
    leased = waiting.filter(leased_until__lt=now - LEASED_FOR)
    unsent = waiting.filter(leased_until=None, next_attempt_at__lt=now - A_WHILE)
    yield from (_of(notice, Gap.Kind.LEASED) for notice in leased[:AT_A_TIME])
    if outbox.the_one().frozen_at is None:
        yield from (_of(notice, Gap.Kind.UNSENT) for notice in unsent[:AT_A_TIME])


def _said_in_what_was_not_sent() -> Iterator[Gap]:
    """Notices said in another one that failed: their reader has not heard of them either."""
    lately = timezone.now() - LOOKED_BACK
    for carrier in Notice.objects.failed().filter(settled_at=None, written_at__gte=lately).order_by("pk"):
        covered = Notice.objects.filter(
            reader=carrier.reader_id,
            organisation=carrier.organisation_id,
            state=Notice.State.COVERED,
            said_in=carrier.key,
        )
        yield from (_of(notice, Gap.Kind.COVERED) for notice in covered.order_by("pk"))


def _of(notice: Any, kind: str) -> Gap:
    what = notice.event.act if notice.event else f"{notice.deadline.key}: {notice.rung}"
    return Gap(kind=kind, about_id=notice.about_id, what=what, since=timezone.localdate(notice.written_at))
