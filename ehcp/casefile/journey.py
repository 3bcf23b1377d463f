"""One case file from its first step to its last, told day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.apps import apps

from ehcp import wording
from ehcp.models import Case, PlanVersion
from workflows import clock
from workflows.models import Deadline, Event

from .player import CannotBePlayed, Player
from .reading import CaseFile, Mistake
from .reminders import days_of_reminders, sweep

READER: wording.Reader = "authority"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """What happened on one day: each event with the deadlines it ended and began, and the notices that went out.

    `moved` are deadlines that run on to another day than before, each with the day before; `excused` are those
    for which an exception was recorded.
    """

    day: date
    events: list[Event]
    ended: dict[int, list[Deadline]]
    begun: dict[int, list[Deadline]]
    moved: list[tuple[Deadline, date | None]]
    excused: list[Deadline]
    notices: list[Any]

    def __bool__(self) -> bool:
        return bool(self.events or self.notices)


class Journey:
    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.player = Player(file.content)
        self._told_events = self._told_notices = 0
        self._running: dict[int, Deadline] = {}
        """The deadlines that were open at the end of the day told last."""

    def days(self) -> Iterator[Day]:
        """Play the file, a day at a time. Raises Mistake for a step that cannot be played."""
        self.player.set_the_scene()
        before: date | None = None
        steps = enumerate(self.file.content["story"])
        for on, of_the_day in groupby(steps, key=lambda numbered: date.fromisoformat(numbered[1]["on"])):
            if before:
                yield from self._days_between(before, on)
            yield self._day(on, [number for number, _ in of_the_day])
            before = on

    def _days_between(self, after: date, until: date) -> Iterator[Day]:
        """The days on which nobody acts, and reminders go out."""
        for day in days_of_reminders(after, until - ONE_DAY):
            if told := self._day(day, []):
                yield told

    def _day(self, on: date, steps: list[int]) -> Day:
        with clock.at(on):
            for number in steps:
                self._play(number)
            sweep()
            return self._what_is_new(on)

    def _play(self, number: int) -> None:
        step = self.file.content["story"][number]
        try:
            self.player.play(step)
        except CannotBePlayed as refusal:
            line = self.file.line("story", number)
            raise Mistake(
                self.file.name, line, f"`{step['do']}` on {step['on']} is refused. {refusal}"
            ) from refusal

    def _what_is_new(self, on: date) -> Day:
        events = list(
            Event.objects.filter(case__child=self.player.child, pk__gt=self._told_events)
            .order_by("pk")
            .select_related("by", "case__child")
        )
        notice = apps.get_model("notifications", "Notice")
        notices = list(notice.objects.filter(pk__gt=self._told_notices).order_by("pk"))
        self._told_events = max([self._told_events, *(event.pk for event in events)])
        self._told_notices = max([self._told_notices, *(each.pk for each in notices)])
        deadlines = Deadline.objects.select_related("case__child", "accountable").order_by("pk")
        return Day(
            on,
            events,
            _by_event(deadlines.filter(ended_by__in=events), "ended_by_id"),
            _by_event(deadlines.filter(started_by__in=events), "started_by_id"),
            *self._changed(deadlines),
            notices,
        )

    def _changed(self, deadlines: Any) -> tuple[list[tuple[Deadline, date | None]], list[Deadline]]:
        """What ran before and runs on, but to another day or excused."""
        before, now = self._running, list(deadlines.open().filter(case__child=self.player.child))
        self._running = {each.pk: each for each in now}
        known = [(each, before[each.pk]) for each in now if each.pk in before]
        moved = [(each, was.due) for each, was in known if each.due != was.due]
        return moved, [each for each, was in known if each.excused_by_id and not was.excused_by_id]

    @property
    def case(self) -> Any:
        return self.player.case

    # At the end

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.file.content["story"][-1]["on"])

    @property
    def final_plan(self) -> PlanVersion | None:
        return Case.objects.get(pk=self.case.pk).final_version

    def first_issued(self) -> date | None:
        event = self.issued_by()
        return (event.sent_on or event.on) if event else None

    def issued_by(self) -> Event | None:
        """The event by which the plan was made; none where it was not, or by an authority not in this file."""
        events = Event.objects.filter(case__child=self.player.child, act="issue_final_plan")
        return events.order_by("pk").first()

    def open_duties(self) -> list[Deadline]:
        return list(self._deadlines().open())

    def _deadlines(self) -> Any:
        """Every duty of the story, also in the case that was left by a transfer."""
        return Deadline.objects.duties().filter(case__child=self.player.child).select_related("case__child")

    def duties(self) -> list[Deadline]:
        """Every duty with a day of the law that was met, or whose day has come, in the order of their days."""
        return [
            deadline
            for deadline in self._deadlines().exclude(due=None).order_by("due", "pk")
            if deadline.ended_how == Deadline.Ended.MET or deadline.is_late(self.last_day)
        ]


def _by_event(deadlines: Any, name: str) -> dict[int, list[Deadline]]:
    found: dict[int, list[Deadline]] = {}
    for deadline in deadlines:
        found.setdefault(getattr(deadline, name), []).append(deadline)
    return found
