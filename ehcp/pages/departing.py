"""Departures from the clocks of a case, told: an exception, another day agreed, a pause, a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ehcp import wording
from ehcp.documents.lines import capital
from ehcp.models import Case
from workflows.models import Deadline, Departure

Kind = Departure.Kind


@dataclass(frozen=True)
class Told:
    """One departure, its ground in the words of the law, and the days that it is about."""

    departure: Departure
    steps: list[tuple[str, Deadline]]
    """What each of these days is for, in the reader's words."""

    @property
    def heading(self) -> str:
        if self.departure.kind == Kind.PAUSE:
            return "A pause, now over" if self.departure.ended_on else "A pause is running"
        return HEADINGS[self.departure.kind]

    @property
    def ground(self) -> str:
        found = (each.law.exception(self.departure.ground) for _, each in self.steps)
        return next((capital(each.words) for each in found if each), "")


HEADINGS: dict[Any, str] = {
    Kind.EXCEPTION: "A day may be later: exception",
    Kind.EXTENSION: "Another day was agreed",
    Kind.WITHDRAWAL: "The request was withdrawn",
}


def departures_of(case: Case, reader: wording.Reader) -> Iterator[Told]:
    """In the order in which they were recorded."""
    for departure in case.departures.select_related("by", "event").prefetch_related("deadlines__started_by"):
        deadlines = list(departure.deadlines.all())
        for each in deadlines:
            each.case = case
        yield Told(departure, [(wording.task(each, reader), each) for each in deadlines])
