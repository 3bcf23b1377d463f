"""The sender: takes what waits in the ledger, asks once more whether it is owed, sends it, and records the result.

Exactly once in the ledger, at least once at the gateway, always with the same key: a sender that dies between
sending and recording leaves its lease to run out. The next one asks the gateway, or our own journal, for the key; only
if neither has had it, or cannot say, the notice is sent again, under the same key.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from workflows import clock
from workflows.lives.case import CaseState

from . import bundles, journal, outbox
from .channels import CHANNELS, NotDeliverable
from .groups import Group
from .ladders import ladder
from .models import Heartbeat, Notice
from .recipients import ASKS, EVEN_IF_THE_CASE_IS_CLOSED_TO_THEM, ask_who_may_see

log = logging.getLogger(__name__)

State = Notice.State
AT_ONCE = 10
"""Notices leased at a time: few enough for one lease, even if a mail server lets each of them wait."""
LEASE = timedelta(minutes=5)
"""How long a sender has for those it took: far longer than it needs, and short enough to wait for if it dies."""
AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
"""After each failure, how long until the next attempt. After the last, the notice is parked."""


class Sent(NamedTuple):
    """What became of the notices that were waiting; `later` are those that will be tried again."""

    sent: int = 0
    not_owed: int = 0
    later: int = 0
    failed: int = 0


def send_waiting(seconds: float | None = None) -> Sent:
    """Send whatever waits and is due to be tried. Given `seconds`, it stops after about as long.

    While the outbox is frozen (outbox.py) nothing is sent, and nothing is counted as an attempt.
    Never call it inside a transaction: what is sent cannot be taken back.
    """
    until = time.monotonic() + seconds if seconds else None
    counted: Counter[str] = Counter()
    out_of_time = False
    is_open = outbox.is_open()
    while is_open and not out_of_time and (batch := _lease()):
        while batch and not out_of_time:
            counted[_deal_with(batch.pop(0))] += 1
            out_of_time = until is not None and time.monotonic() > until
        _give_back(batch)
    Heartbeat.beat("sender")
    return Sent(counted[State.SENT], counted[State.NOT_OWED], counted[State.WAITING], counted[State.FAILED])


def _lease() -> list[Notice]:
    """Take the next few for ourselves for a while. The attempt counts from now: one that kills us counts too."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    with transaction.atomic():
        waiting = Notice.objects.waiting().filter(free, next_attempt_at__lte=now)
        found = list(
            waiting.order_by("next_attempt_at", "pk").select_for_update(
                skip_locked=True, of=("self",), no_key=True
            )[:AT_ONCE]
        )
        if not found or not outbox.count_up():
            return []
        taken = [notice.pk for notice in bundles.gather(found, now)]
        Notice.objects.filter(pk__in=taken).update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    leased = list(Notice.objects.filter(pk__in=taken).whole().order_by("pk"))
    ask_who_may_see(leased)
    return leased


def _give_back(notices: list[Notice]) -> None:
    """What was taken and not tried waits again, as if it had not been taken."""
    untried = Notice.objects.waiting().filter(pk__in=[notice.pk for notice in notices])
    untried.update(leased_until=None, attempts=F("attempts") - 1)


def _deal_with(notice: Notice) -> str:
    """Send one notice or say why not. Whatever goes wrong with it is its own affair and holds up no other."""
    if notice.attempts > len(AGAIN_AFTER) + 1:
        # It was taken again and again and no result was ever recorded: it ends whoever tries to send it.
        return _record(notice, state=State.FAILED, error="No attempt came to an end.")
    try:
        owed = bundles.still_owed(notice, _ended)
        if not owed:
            return _record(notice, **_ended(notice))
        notice.subject, notice.body, notice.path = bundles.words_of(notice, owed)
        reference = _had_already(notice) or _hand_over(notice)
    except NotDeliverable as why:
        words = {"subject": notice.subject, "body": notice.body, "path": notice.path}
        return _record(notice, state=State.FAILED, error=str(why), **words)
    except Exception as error:
        log.warning(
            "Notice %s could not be sent (attempt %s): %s", notice.pk, notice.attempts, type(error).__name__
        )
        return _record_failure(notice, error)
    return _record(
        notice,
        state=State.SENT,
        subject=notice.subject,
        body=notice.body,
        path=notice.path,
        gateway_ref=reference,
        sent_at=clock.now(),
        error="",
    )


def _had_already(notice: Notice) -> str:
    """The gateway's reference, if an earlier attempt reached it and died before it was recorded; else ""."""
    return (outbox.reference_if_had(notice) or "") if notice.attempts > 1 else ""


def _hand_over(notice: Notice) -> str:
    reference = str(CHANNELS[notice.channel].send(notice))
    if reference:
        journal.add(reference, notice.key, *bundles.passengers(notice).values_list("key", flat=True))
    return reference


def _record_failure(notice: Notice, error: Exception) -> str:
    # The kind of error and no more: its words may quote what a child's file says.
    kind = type(error).__name__
    if notice.attempts > len(AGAIN_AFTER):
        return _record(notice, state=State.FAILED, error=kind)
    again = timezone.now() + AGAIN_AFTER[notice.attempts - 1]
    return _record(notice, state=State.WAITING, error=kind, next_attempt_at=again)


def _record(notice: Notice, *, state: str, **result: Any) -> str:
    """Only while the lease is ours: if it ran out, another sender has the notice and records for itself."""
    ours = Notice.objects.waiting().filter(pk=notice.pk, leased_until=notice.leased_until)
    with transaction.atomic():
        if ours.update(state=state, leased_until=None, **result) and state == State.FAILED and notice.bundled:
            bundles.fall_with(notice, result["error"])
    return state


# Is it still owed?


def _ended(notice: Notice) -> dict[str, str]:
    """What is to be recorded of a notice that is not sent any more; nothing if it still is."""
    if why := not_owed(notice):
        return {"state": State.NOT_OWED, "error": why}
    if later := _later_rung(notice):
        return {"state": State.COVERED, "said_in": later}
    return {}


def not_owed(notice: Any) -> str:
    """Why a notice is not owed any more; "" if it is. Who may see it was asked when it was taken."""
    if notice.group == Group.FAMILY and notice.about.state == CaseState.DIED:
        return "The child or young person has died."
    if notice.group in EVEN_IF_THE_CASE_IS_CLOSED_TO_THEM:
        return ""
    if not notice.may_be_seen:
        return "The reader may not open the case."
    return _reminder_not_owed(notice) if notice.deadline else _news_overtaken(notice)


def _reminder_not_owed(notice: Notice) -> str:
    deadline: Any = notice.deadline
    if not deadline.is_open:
        return deadline.get_ended_how_display()
    for rung in ladder(deadline):
        if rung.name == notice.rung and rung.day == notice.for_day:
            return ""
        if rung.day > notice.for_day:
            break
    return "Its day has moved."


def _later_rung(notice: Notice) -> str:
    """The key of the reminder that says the same as of a later rung, where this one waited for so long; or ""."""
    if not notice.deadline_id:
        return ""
    later = Notice.objects.filter(
        deadline=notice.deadline_id,
        reader=notice.reader_id,
        organisation=notice.organisation_id,
        channel=notice.channel,
        for_day__gt=notice.for_day,
        state__in=(State.WAITING, State.SENT),
    )
    return later.order_by("-for_day").values_list("key", flat=True).first() or ""


def _news_overtaken(notice: Notice) -> str:
    """What was asked has been done, or need not be done any more, before anybody was told that it was asked."""
    event: Any = notice.event
    if event.act not in ASKS:
        return ""
    asked = list(event.started.all())
    return "What was asked has been settled." if asked and not any(d.is_open for d in asked) else ""
