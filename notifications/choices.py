"""How a reader is told, and from which moment: at once what weighs most, everything else as they chose.

On the page everything stands at once. By e-mail and by text nothing comes in a reader's quiet hours. Hours are those
on the clocks of England, on the nights on which these change too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

from workflows.clock import ENGLAND

from .channels import CHANNELS
from .models import Choice, Notice
from .people import Reader
from .weights import Weight

IN_APP, EMAIL, TEXT, LETTER = Notice.Channel


class Way(NamedTuple):
    """One way on which a reader is told something: from when on, and whether it waits there for other things."""

    channel: str
    at: datetime
    bundled: bool = False


def ways(reader: Reader, weight: Weight, now: datetime) -> list[Way]:
    """Every way on which this reader is told of something of this weight.

    A reader whose person was fetched with their choice (people.People does) costs no query.
    """
    choice = choice_of(reader.person)
    return [
        Way(name, *_when(name, reader, choice, weight, now))
        for name, channel in CHANNELS.items()
        if WANTED[name](reader, choice, weight) and channel.can_reach(reader.person, reader.organisation)
    ]


WANTED: dict[str, Callable[[Reader, Choice, Weight], bool]] = {
    IN_APP: lambda reader, choice, weight: True,
    EMAIL: lambda reader, choice, weight: not reader.quiet and (choice.email or weight != Weight.NEWS),
    TEXT: lambda reader, choice, weight: not reader.quiet and choice.text,
    # Paper takes days and costs money: for what the law makes somebody tell, where nothing else arrives.
    LETTER: lambda reader, choice, weight: not reader.quiet and weight == Weight.STATUTORY,
}
"""Whether a reader is to be told by a channel at all; whether it reaches them is the channel's to say."""


def choice_of(person: Any) -> Choice:
    """What somebody chose; without a choice, and for an office, what holds for everybody."""
    return getattr(person, "notice_choice", None) or Choice()


def when(choice: Choice, weight: Weight, now: datetime) -> tuple[datetime, bool]:
    """From when on something may go to a reader by e-mail or text, and whether it waits for their daily message."""
    if choice.daily and weight != Weight.STATUTORY:
        return after_quiet_hours(choice, next_time(choice.daily_hour, now)), True
    return after_quiet_hours(choice, now), False


def after_quiet_hours(choice: Choice, moment: datetime) -> datetime:
    """This moment, or if a reader has their quiet then, the end of it."""
    hour = moment.astimezone(ENGLAND).hour
    begin, end = choice.quiet_from, choice.quiet_until
    quiet = begin <= hour < end if begin <= end else hour >= begin or hour < end
    return next_time(end, moment) if quiet else moment


def next_time(hour: int, now: datetime) -> datetime:
    """The next moment, from now on, at which the clocks in England strike this hour.

    An hour that the clocks skip in March is the one after it; of an hour that comes twice in October it is the first.
    """
    day = now.astimezone(ENGLAND).date()
    today = datetime.combine(day, time(hour), ENGLAND).astimezone(UTC)
    if today >= now:
        return today
    return datetime.combine(day + timedelta(days=1), time(hour), ENGLAND).astimezone(UTC)


def _when(
    channel: str, reader: Reader, choice: Choice, weight: Weight, now: datetime
) -> tuple[datetime, bool]:
    # A page, an office's letter box and the post disturb nobody.
    disturbs = reader.person is not None and channel in (EMAIL, TEXT)
    return when(choice, weight, now) if disturbs else (now, False)
