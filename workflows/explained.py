"""Why a deadline of a case is what it is: the law's reason, the days of the event, and what departs from it.

The law's own part is `workflows.law.reasons`, the same sentences as on the command line. What is added here only a
case knows. A statement made with an exception is not repeated here: it may say more of a family than whoever asks
for the reason of a day has to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .clock import in_words
from .words import listed

if TYPE_CHECKING:
    from .models import Deadline, Event

FOUR_DAYS = (("sent_on", "sent"), ("served_on", "served"), ("received_on", "received"))


def explained(deadline: Deadline) -> tuple[str, ...]:
    """The sentences, in the order in which somebody would ask."""
    return tuple(_sentences(deadline))


def _sentences(deadline: Deadline) -> Iterator[str]:
    first, *others = deadline.reckoning.lines
    yield first
    yield from _four_days(deadline.started_by)
    yield from others
    yield from _departures(deadline)
    yield from _end(deadline)


def _four_days(event: Event) -> Iterator[str]:
    said = [f"done on {in_words(event.on)}"]
    said += [f"{word} on {in_words(day)}" for name, word in FOUR_DAYS if (day := getattr(event, name))]
    if len(said) > 1:
        yield f"What started it was {listed(said)}. Different days of the law count from different ones of these."
    if event.at.date() != event.on:
        yield f"It was entered here on {in_words(event.at.date())}; what counts is the day itself."


def _departures(deadline: Deadline) -> Iterator[str]:
    if not (deadline.excused_by_id or deadline.extended_to):
        return
    for departure in deadline.departures.all():
        since = in_words(departure.began_on)
        if departure.kind == departure.Kind.EXTENSION and departure.ended_on:
            yield (
                f"Those concerned agreed in writing on {since} that it be done by {in_words(departure.ended_on)} "
                f"({departure.law}). That day counts instead."
            )
        elif exception := deadline.law.exception(departure.ground):
            until = f" to {in_words(departure.ended_on)}" if departure.ended_on else ""
            yield (
                f"An exception is recorded: {exception.words} ({departure.law}), from {since}{until}. It excuses this "
                "day and nothing else: the duty is owed as soon as practicable."
            )


def _end(deadline: Deadline) -> Iterator[str]:
    if deadline.ended_on:
        yield f"{deadline.get_ended_how_display()}: {in_words(deadline.ended_on)}."
