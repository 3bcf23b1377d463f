"""What the tests of notices ask again and again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.core import mail

from ehcp import access
from ehcp.models import Case
from notifications.models import Notice
from notifications.reminders import Swept, sweep
from notifications.sender import Sent, send_waiting
from tests import people
from workflows import clock

# What stands in a key for a thing, drawn by chance: it says nothing, whatever year it may look like.
DIGEST = re.compile(r"\b[0-9a-f]{8,}\b")
# Everything by which the two children of the cast could be known.
GIVEN_AWAY = re.compile(
    r"Amira|Siddiqui|Toby|2021|2019-05|12 February|her school|Urdu|Millbrook|glue ear|two-word", re.IGNORECASE
)


def look(day: date) -> tuple[Swept, Sent]:
    """What the worker does every minute, on this day."""
    with clock.at(day):
        return sweep(), send_waiting()


def all_have_given_advice_but(kind: str, cast: people.Cast) -> Case:
    """The case on the day on which advice was asked for, and everybody has given it but those asked for this kind."""
    case = people.at_stage(cast, "advice_asked")
    with clock.at(people.AGREED):
        for advice in case.advice.exclude(kind=kind):
            people.write_advice(advice, cast)
            if advice.is_the_familys:
                advice.give_views(by=cast.mother)
            else:
                advice.give_advice(by=people.adviser_for(advice, cast))
    return case


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


def letter_of(act: str, person: Any) -> Any:
    """The last letter to this person about an act: its notice, with subject and body as they were sent."""
    sent = Notice.objects.filter(event__act=act, reader=person, channel="email", state="sent")
    return sent.order_by("event_id").last()


def nobody_is_given_away(*said: str) -> None:
    """No letter, and nothing that stands in the ledger, says who a child is, or anything of what was `said`."""
    told = [f"{letter.subject}\n{letter.body}" for letter in mail.outbox]
    kept = Notice.objects.filter(state="sent")
    told += [f"{each.subject}\n{each.body}\n{DIGEST.sub('', each.key)}\n{each.error}" for each in kept]
    assert told
    for words in told:
        assert not GIVEN_AWAY.search(words), words
        assert not any(each in words for each in said), words


def everybody_told_may_open(case: Any, day: date) -> None:
    """Whoever was sent anything about a case can open it on that day, and nothing was held back from a wrong reader."""
    with clock.at(day):
        sent = Notice.objects.filter(about=case, state="sent").exclude(reader=None)
        for reader in {notice.reader for notice in sent.select_related("reader")}:
            assert access.cases_for(reader).filter(pk=case.pk).exists(), reader
    assert not Notice.objects.filter(about=case, error="The reader may not open the case.").exists()
