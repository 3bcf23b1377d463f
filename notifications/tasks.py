"""The doors for Celery. A message only says "look at the database now"; it may be lost or come twice.

Nothing is ever put off inside the broker: what is owed later is a row with a day, and the sweep finds it.
"""

from __future__ import annotations

import time
from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from . import receipts, reconcile, reminders, sender

EVERY_MINUTE = 60.0
EVERY_QUARTER_OF_AN_HOUR = 15 * EVERY_MINUTE
EVERY_HOUR = 60 * EVERY_MINUTE
SECONDS = 40.0
"""A run ends by itself well before the time limit of a task; what is left over the next run finds."""

TIMETABLE: dict[str, dict[str, Any]] = {
    # What is owed is found within a minute, whatever was lost meanwhile. If it was not looked at in time, the next
    # minute's message will do: a queue must not fill up while no worker is there.
    "look": {
        "task": "notifications.tasks.look",
        "schedule": EVERY_MINUTE,
        "options": {"expires": EVERY_MINUTE},
    },
    # A gateway does not tell of letters, and while we were away it stopped telling of the rest.
    "ask_what_became_of_it": {
        "task": "notifications.tasks.ask_what_became_of_it",
        "schedule": EVERY_QUARTER_OF_AN_HOUR,
        "options": {"expires": EVERY_QUARTER_OF_AN_HOUR},
    },
    # Whether what must be in the ledger is there, reckoned anew: a sweep that is wrong does not notice it itself.
    "look_for_gaps": {
        "task": "notifications.tasks.look_for_gaps",
        "schedule": EVERY_HOUR,
        "options": {"expires": EVERY_HOUR},
    },
}


@shared_task
def look() -> None:
    """Write down what is owed, and send what waits."""
    reminders.sweep(seconds=SECONDS)
    sender.send_waiting(seconds=SECONDS)


@shared_task
def look_for_gaps() -> None:
    """Name, and mend, whatever is missing from the ledger."""
    reconcile.reconcile(seconds=SECONDS)


@shared_task
def ask_what_became_of_it() -> None:
    """Ask the gateway about messages of which it has not told us."""
    receipts.ask(seconds=SECONDS)


# Between hints from one process. A hint makes the worker look at everything, so it stands for those just after it.
A_MOMENT = 1.0
# After the broker could not be reached: nobody's page is to wait for it again and again.
A_WHILE = 30.0
# One attempt, and not a long one: the pools of Celery would try for six seconds while somebody waits for a page.
IMPATIENT = {"max_retries": 1, "interval_start": 0, "socket_connect_timeout": 1, "socket_timeout": 1}
_quiet_until = 0.0


def nudge(**kwargs: Any) -> None:
    """Something happened: let the worker look now rather than within the minute.

    Without a broker nothing is lost and nobody waits: the timetable, or a sweep from cron, finds what is owed.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    _quiet_until = time.monotonic() + A_MOMENT
    try:
        with look.app.connection_for_write(transport_options=IMPATIENT) as broker:
            look.apply_async(connection=broker, retry=False, expires=EVERY_MINUTE)
    except Exception:
        _quiet_until = time.monotonic() + A_WHILE


@worker_ready.connect
def look_at_once(**kwargs: Any) -> None:
    """A worker that starts may have been away for long."""
    nudge()
