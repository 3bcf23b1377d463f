"""The way out: whether anything may leave this database.

A restored database does not know what it has sent since: every letter of the lost hours would go out again. So the
outbox belongs to one database, and freezes by itself where it finds itself in another one, or in one that has gone
back: the sweep still writes down what is owed, and nothing leaves. `reconcile` compares what waits with what the
gateways have had, by key, and opens it again.

It notices a restore in two ways. The database is asked what it is (identity.py): another server, a restore to a
moment, a standby that took over, a database or file made anew. And it counts each handful of notices that is taken to
be sent, in the database and in a file beside it (VAR/outbox): a database that counts less than the file has gone
back. What neither sees is a copy put over the same database on a machine that has not sent from it before, and by
hand `manage.py outbox freeze` serves for that.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from workflows import clock

from . import journal, reminders
from .channels import CHANNELS
from .identity import identity, is_same
from .models import Notice, Outbox

log = logging.getLogger(__name__)

ANOTHER = "This is not the database that the outbox was opened for: it was restored, moved or copied."
GONE_BACK = "The database is older than what was last sent from it: it was restored."
BEING_COMPARED = "What waits is being compared with what the gateways have had."
HAD_ALREADY = "Sent before the database was restored; its words were lost with it."


class Reconciled(NamedTuple):
    """What came of comparing: how many the gateways had had, and how many still wait."""

    had: int
    waiting: int


def is_open() -> bool:
    """Whether notices may leave. If the database is not what it was, the outbox freezes here and now."""
    outbox = the_one()
    if outbox.frozen_at is None and (reason := _gone_wrong(outbox)):
        freeze(reason)
        return False
    return outbox.frozen_at is None


def the_one() -> Outbox:
    """The state of the outbox. The first to ask opens it for the database as it is."""
    outbox, _ = Outbox.objects.get_or_create(pk=Outbox.THE_ONE, defaults={"identity": identity()})
    return outbox


def freeze(reason: str) -> None:
    """From now on nothing leaves. It waits for those who are just taking notices to be done with that."""
    the_one()
    Outbox.objects.filter(frozen_at=None).update(frozen_at=timezone.now(), reason=reason[:200])
    log.error("The outbox is frozen, and no notice leaves: %s", reason)


def open_again() -> Outbox:
    """Let notices leave again, from the database as it is now: a new epoch."""
    the_one()
    Outbox.objects.update(identity=identity(), epoch=F("epoch") + 1, frozen_at=None, reason="")
    return the_one()


def reconcile() -> Reconciled:
    """Write down all that is owed, record what the gateways have had already, and open the outbox.

    Raises what a gateway raised that could not be asked; the outbox then stays frozen.
    """
    if the_one().frozen_at is None:
        freeze(BEING_COMPARED)
    reminders.sweep()
    had = sum(_record_if_had(notice) for notice in _comparable())
    open_again()
    return Reconciled(had, Notice.objects.waiting().count())


def reference_if_had(notice: Any) -> str | None:
    """The gateway's reference, if it has had this notice. Where a gateway cannot be asked our own journal is."""
    reference: str | None = CHANNELS[notice.channel].find(notice)
    return journal.find(notice.key) if reference is None else reference


def _comparable() -> Iterator[Any]:
    free = Q(leased_until=None) | Q(leased_until__lt=timezone.now())
    waiting = Notice.objects.waiting().filter(free).exclude(channel=Notice.Channel.IN_APP)
    return waiting.select_related("reader", "organisation").iterator(chunk_size=500)


def _record_if_had(notice: Any) -> bool:
    reference = reference_if_had(notice)
    if reference is None:
        return False
    Notice.objects.waiting().filter(pk=notice.pk).update(
        state=Notice.State.SENT,
        gateway_ref=reference,
        sent_at=clock.now(),
        error=HAD_ALREADY,
        leased_until=None,
    )
    return True


# The count


def count_up() -> bool:
    """Count one more handful that leaves; no, if the outbox is frozen. Inside the transaction that takes them."""
    outbox = Outbox.objects.select_for_update().get(pk=Outbox.THE_ONE)
    if outbox.frozen_at is not None:
        return False
    outbox.count += 1
    outbox.save(update_fields=["count"])
    transaction.on_commit(lambda: _note(outbox))
    return True


def _gone_wrong(outbox: Outbox) -> str:
    if not is_same(outbox.identity, identity()):
        return ANOTHER
    with _mark_of(outbox) as file:
        noted = _read(file)
    # Only now the row: who sends meanwhile counts in the database first, and in the file after.
    outbox.refresh_from_db()
    return GONE_BACK if noted > (outbox.epoch, outbox.count) else ""


def _note(outbox: Outbox) -> None:
    """Write down outside the database how far it has counted. Another process may have written a later count."""
    with _mark_of(outbox) as file:
        if (outbox.epoch, outbox.count) > _read(file):
            file.seek(0)
            file.write(json.dumps([outbox.epoch, outbox.count]).ljust(60) + "\n")
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def _mark_of(outbox: Outbox) -> Iterator[Any]:
    path = journal.folder() / f"{outbox.token}.count"
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _read(file: Any) -> tuple[int, int]:
    file.seek(0)
    words = file.read().strip()
    epoch, count = json.loads(words) if words else (0, 0)
    return epoch, count
