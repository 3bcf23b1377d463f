"""The bank holidays that an administrator has added or taken away, brought to where working days are counted.

Arithmetic never asks the database. What the table says is read where work begins (a connection, a request, a task),
at most once a minute in a process, and at once in the process in which it was changed.
"""

from __future__ import annotations

import time
from typing import Any

from celery.signals import task_prerun
from django.core.signals import request_started
from django.db import DatabaseError
from django.db.backends.signals import connection_created
from django.db.models.signals import post_delete, post_save

from workflows import calendars

FRESH_FOR = 60.0
"""Seconds after which another process's change is known here."""

BORDERS = (connection_created, request_started, task_prerun)
UID = "ehcp.bank_holidays"

_read_at: float | None = None


def install() -> None:
    """From now on this process counts with what the table says."""
    from .models import BankHoliday

    for border in BORDERS:
        border.connect(read_now_and_then, dispatch_uid=UID)
    for changed in (post_save, post_delete):
        changed.connect(read, sender=BankHoliday, dispatch_uid=UID)


def uninstall() -> None:
    """The built-in list alone, as in a test that says nothing else."""
    from .models import BankHoliday

    for border in BORDERS:
        border.disconnect(dispatch_uid=UID)
    for changed in (post_save, post_delete):
        changed.disconnect(sender=BankHoliday, dispatch_uid=UID)
    calendars.change_bank_holidays({})


def read_now_and_then(**kwargs: Any) -> None:
    if _read_at is None or time.monotonic() - _read_at > FRESH_FOR:
        read()


def read(**kwargs: Any) -> None:
    """Read the table. Where there is none yet (before the first migrate), nothing is changed."""
    global _read_at
    from .models import BankHoliday

    _read_at = time.monotonic()  # first: reading may itself make the connection that asks for it
    try:
        calendars.change_bank_holidays(dict(BankHoliday.objects.values_list("day", "is_one")))
    except DatabaseError:
        _read_at = None
