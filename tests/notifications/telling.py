"""What the tests of notices ask again and again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core import mail

from notifications.models import Notice
from notifications.reminders import Swept, sweep
from notifications.sender import Sent, send_waiting
from workflows import clock


def look(day: date) -> tuple[Swept, Sent]:
    """What the worker does every minute, on this day."""
    with clock.at(day):
        return sweep(), send_waiting()


def days_go_by(start: date, end: date, step: int = 1) -> None:
    """The worker looks on each day after the first up to and with the last, or every few days."""
    day = start
    while day < end:
        day = min(day + timedelta(days=step), end)
        look(day)


def who_heard_of(act: str, channel: str = "email") -> set[str]:
    """The names of those who were told of the last event of this act; offices by the organisation's name."""
    event = Notice.objects.filter(event__act=act).order_by("event_id").last().event
    notices = Notice.objects.filter(event=event, channel=channel, state="sent")
    return {name(each) for each in notices.select_related("reader", "organisation")}


def reminders(key: str, channel: str = "email", **conditions: Any) -> list[tuple[str, str, str]]:
    """Each reminder of a duty in the ledger: its rung, whom, and its state."""
    found = Notice.objects.filter(deadline__key=key, channel=channel, **conditions)
    return [(each.rung, name(each), each.state) for each in found.order_by("for_day", "pk")]


def name(notice: Any) -> str:
    return str(notice.reader or notice.organisation or "nobody")


def letters_to(person: Any) -> list[Any]:
    return [letter for letter in mail.outbox if letter.to == [person.email]]
