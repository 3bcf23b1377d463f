"""The signs by which whoever watches over the service sees that reminders go out, and when to come running.

That a process runs proves nothing. What counts is when the sweep and the sender last came to an end, how old the
oldest notice is that still waits, and whether what ought to be in the ledger is there. All of it is figures: no
notice, child or person is named.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from .models import Gap, Heartbeat, Notice, Outbox

EVERY_SO_OFTEN = {
    "sweep": timedelta(minutes=5),
    "sender": timedelta(minutes=5),
    "reconciler": timedelta(hours=3),
}
"""What happens all the time, and after how long without it somebody should look: the timetable runs it more often."""
PICKED_UP_WITHIN = timedelta(minutes=15)
"""How long a notice that may be sent now may wait for the sender."""
SENT_WITHIN = timedelta(hours=26)
"""How long a notice may wait altogether: whoever chose one message a day waits for up to a day."""
TRIED_FOR = timedelta(hours=1)
"""How long a gateway may refuse a notice before somebody should look at the gateway."""
NO_TIME, A_DAY = timedelta(0), timedelta(days=1)
WAITING, NOT_ARRIVED = "waiting", "not_arrived"


class Signs(NamedTuple):
    """How things stood at a moment. An age of None: there was nothing to be old, or it never happened."""

    since: dict[str, timedelta | None]
    """For each thing that happens all the time, how long ago it last came to an end."""
    oldest_unsent: timedelta
    """The age of the oldest notice that waits, for whatever reason."""
    oldest_due: timedelta
    """For how long the first notice in the queue might have been sent and was not."""
    oldest_refused: timedelta
    """The age of the oldest notice that was tried, failed and will be tried again."""
    unfinished: dict[tuple[str, str], int]
    """How many notices are "waiting", or are "not_arrived" and nobody has dealt with them, each by its channel."""
    frozen_since: datetime | None
    gaps: int
    """How many gaps the reconciler found in the ledger within a day."""

    @property
    def not_arrived(self) -> int:
        return sum(number for (state, _), number in self.unfinished.items() if state == NOT_ARRIVED)


class Alarm(NamedTuple):
    """One thing that can be wrong. docs/operations.md says under its name what it means and what to do."""

    name: str
    urgent: bool
    """Whether reminders do not go out as they must. What is not urgent waits for office hours."""
    rings: Callable[[Signs], bool]
    words: Callable[[Signs], str]


def _stands_still(name: str) -> Alarm:
    def rings(signs: Signs) -> bool:
        age = signs.since[name]
        return age is None or age > EVERY_SO_OFTEN[name]

    def words(signs: Signs) -> str:
        age = signs.since[name]
        return f"The {name} never ran." if age is None else f"The {name} last ran {_in_words(age)} ago."

    # Reminders go out without the reconciler; only nobody checks that none is missing.
    return Alarm(f"{name}_stands_still", urgent=name != "reconciler", rings=rings, words=words)


ALARMS = (
    *(_stands_still(name) for name in EVERY_SO_OFTEN),
    Alarm(
        "notices_not_picked_up",
        urgent=True,
        rings=lambda signs: not signs.frozen_since and signs.oldest_due > PICKED_UP_WITHIN,
        words=lambda signs: f"A notice has been ready to be sent for {_in_words(signs.oldest_due)}.",
    ),
    Alarm(
        "notices_not_sent",
        urgent=True,
        rings=lambda signs: signs.oldest_unsent > SENT_WITHIN,
        words=lambda signs: f"A notice has been waiting for {_in_words(signs.oldest_unsent)}.",
    ),
    Alarm(
        "gateway_refuses",
        urgent=True,
        rings=lambda signs: signs.oldest_refused > TRIED_FOR,
        words=lambda signs: (
            f"A notice could not be sent for {_in_words(signs.oldest_refused)} and is tried again and again."
        ),
    ),
    Alarm(
        "outbox_frozen",
        urgent=True,
        rings=lambda signs: signs.frozen_since is not None,
        words=lambda signs: "Nothing is sent: the outbox is frozen, as after a restore.",
    ),
    Alarm(
        "notices_not_arrived",
        urgent=False,
        rings=lambda signs: signs.not_arrived > 0,
        words=lambda signs: f"Notices that did not arrive, with which nobody has dealt: {signs.not_arrived}.",
    ),
    Alarm(
        "gaps_in_the_ledger",
        urgent=False,
        rings=lambda signs: signs.gaps > 0,
        words=lambda signs: (
            f"Things that had to be in the ledger and were not, found within a day: {signs.gaps}."
        ),
    ),
)


def take() -> Signs:
    """The signs of this moment, from the database."""
    now = timezone.now()
    waiting = Notice.objects.waiting()
    last = dict(Heartbeat.objects.values_list("name", "at"))

    def age(then: datetime | None) -> timedelta:
        return max(now - then, NO_TIME) if then else NO_TIME

    return Signs(
        since={name: age(last[name]) if name in last else None for name in EVERY_SO_OFTEN},
        oldest_unsent=Notice.objects.oldest_unsent() or NO_TIME,
        oldest_due=age(waiting.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()),
        oldest_refused=age(
            waiting.exclude(error="").order_by("written_at").values_list("written_at", flat=True).first()
        ),
        unfinished=_unfinished(),
        frozen_since=Outbox.objects.values_list("frozen_at", flat=True).first(),
        gaps=Gap.objects.found_within(A_DAY).count(),
    )


def ringing(signs: Signs) -> list[Alarm]:
    return [alarm for alarm in ALARMS if alarm.rings(signs)]


def _unfinished() -> dict[tuple[str, str], int]:
    # Two questions, for each of which there is an index: the ledger holds every notice that was ever sent.
    found = {
        (state, channel): number
        for state, notices in (
            (WAITING, Notice.objects.waiting()),
            (NOT_ARRIVED, Notice.objects.not_arrived()),
        )
        for channel, number in notices.order_by().values_list("channel").annotate(number=Count("pk"))
    }
    # Every one is said, also those of which there is none: a line that comes and goes cannot be watched.
    return {
        (state, channel.value): found.get((state, channel.value), 0)
        for state in (WAITING, NOT_ARRIVED)
        for channel in Notice.Channel
    }


def _in_words(time: timedelta) -> str:
    minutes = int(time.total_seconds() // 60)
    for unit, size in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        if number := minutes // size:
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "less than a minute"
