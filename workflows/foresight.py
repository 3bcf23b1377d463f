"""What lies ahead of a clock on the day it starts: school holidays in its time, and a move to another school near it.

Said before harm is done, and calmly, since about a holiday the law usually does nothing: the clock runs. Rows of the
law, days and closures come in, sentences come out; no number of days or weeks is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from .calendars import ONE_DAY, closure_window
from .clock import SEPTEMBER, in_words, school_year
from .law import Pack
from .law.age import LAST_YEAR_BEFORE_POST_16, RECEPTION
from .law.terms import Duty, Exception_, Ground, Moment, Row
from .words import listed


class Closed(Protocol):
    """A time in which a setting is closed."""

    @property
    def name(self) -> str: ...
    @property
    def first_closed_on(self) -> date: ...
    @property
    def reopens_on(self) -> date: ...


@dataclass(frozen=True)
class Running:
    """A duty whose clock runs: its row, the day it counts from, and its last day."""

    row: Row
    since: date
    until: date

    def meets(self, first: date, last: date) -> bool:
        """Whether its time has a day in common with these. The day it counts from is not counted."""
        return first <= self.until and self.since < last

    def what(self, *, with_ref: bool) -> str:
        ref = f" ({self.row.ref})" if with_ref else ""
        return f"{self.row.task}{ref}, by {in_words(self.until)}"


def started(rows: Iterable[Row], moments: Mapping[Moment, date]) -> tuple[Running, ...]:
    """The duties that have a last day from these moments on. Those told together with another are left out."""
    found: dict[object, Running] = {}
    for row in rows:
        if isinstance(row, Duty) and not row.only_if:
            reckoned = row.due(moments)
            if reckoned.due and reckoned.start:
                one = Running(row, moments[reckoned.start], reckoned.due)
                found.setdefault((row.owner, one.since, one.until, row.excused_by), one)
    return tuple(found.values())


@dataclass(frozen=True)
class Place:
    """A setting, or those of an authority: what it is called, when it is closed, and what its closing may excuse."""

    name: str
    closures: Sequence[Closed]
    ground: Ground


@dataclass(frozen=True)
class Move:
    """A move to the next phase of education: the duty that goes before it, the day of the move, the duty's last day."""

    row: Row
    on: date
    by: date
    is_owed: bool = False
    """Whether that duty is open in a plan that is in force."""

    def is_near(self, running: Iterable[Running], today: date) -> bool:
        """Whether it is time to think of it before these clocks end, as the duty's first reminder says."""
        begins = min((period.back_from(self.by) for period in self.row.remind), default=self.by)
        return today < self.on and any(begins <= each.until for each in running)

    @property
    def when(self) -> str:
        return f"in {self.on:%B %Y}"


def next_move(law: Pack, *, born: date, last_year_group: int) -> Move | None:
    """The move after the last year group of the setting attended, by the child's own school years."""
    on = date(school_year(born) + RECEPTION + last_year_group + 1, SEPTEMBER, 1)
    post_16 = last_year_group >= LAST_YEAR_BEFORE_POST_16
    moment = Moment.TRANSFER_TO_POST_16 if post_16 else Moment.TRANSFER_BETWEEN_PHASES
    return next(
        (Move(each.row, on, each.until) for each in started(law.started_by(moment), {moment: on})), None
    )


@dataclass(frozen=True)
class Foreseen:
    """What a page says: which time has which holidays in it, then sentences. False where there is nothing to say."""

    windows: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.windows or self.sentences)


@dataclass(frozen=True)
class Ahead:
    """Clocks, where they meet holidays, and perhaps a move. Each reader has their own way of being told."""

    running: tuple[Running, ...]
    place: Place
    today: date
    move: Move | None = None

    # For the authority

    def of_a_request(self, advice: Row | None = None) -> Foreseen:
        """`advice`: the duty of those who will be asked for advice."""
        sentences = [*self._clocks_run(), *self._exceptions()]
        if advice and self._excuses and not advice.exception(self.place.ground):
            sentences.append(
                f"Whoever is asked for advice has {advice.within} from then, holidays or not: for that the law makes "
                f"no exception for school holidays ({advice.law})."
            )
        return Foreseen(self._windows(*self.running), (*sentences, *self._move_for_the_authority()))

    def of_asking_for_advice(self, advice: Running) -> Foreseen:
        """Before advice is asked for: its own time first, then what a late decision could rest on."""
        sentences = [*self._no_exception(advice), *self._before_it_closes(advice), *self._exceptions()]
        return Foreseen(self._windows(advice, *self.running), (*sentences, *self._move_for_the_authority()))

    def of_consulting(self, answer: Running) -> Foreseen:
        """Before a setting is consulted. `running` is what does not wait for its answer."""
        sentences = []
        if met := self._met(answer):
            first = met[0]
            sentences += [*self._guidance(answer), *self._does_not_wait()]
            sentences.append(
                f"Consult it before {in_words(first.first_closed_on)}, or ask now whom the consultation will reach."
                if self.today < first.first_closed_on
                else f"It is closed until {in_words(first.reopens_on)}: ask now whom the consultation will reach."
            )
        return Foreseen(self._windows(answer, *self.running), (*sentences, *self._move_for_the_authority()))

    # For those who are asked

    def for_an_adviser(self, advice: Running, child: str) -> Foreseen:
        sentences = [*self._no_exception(advice)]
        if coming := [each for each in self._met(advice) if self.today < each.first_closed_on]:
            sentences.append(
                f"To see {child} at {self.place.name}, or to ask those who work there, do it before "
                f"{in_words(coming[0].first_closed_on)}."
            )
        if self._move_is_near and self.move:
            sentences.append(
                f"{child} moves to the next phase of education {self.move.when}, and the plan has to name the "
                f"setting for it by {in_words(self.move.by)} ({self.move.row.law}). Say what {child} will need there."
            )
        return Foreseen(self._windows(advice, with_ref=False), tuple(sentences))

    def for_the_consulted_setting(self, answer: Running, child: str, council: str) -> Foreseen:
        sentences: list[str] = []
        if self._met(answer):
            sentences += [*self._guidance(answer), *self._does_not_wait()]
            sentences.append(f"If nobody can answer by then, tell {council} now whom it can reach.")
        if self._move_is_near and self.move:
            sentences.append(
                f"{child} moves to the next phase of education {self.move.when}, and the plan has to name the "
                f"setting for it by {in_words(self.move.by)} ({self.move.row.law})."
            )
        return Foreseen(self._windows(answer, with_ref=False), tuple(sentences))

    # For the family

    def for_the_family(self) -> Foreseen:
        return Foreseen(sentences=(*self._for_the_family(), *self._move_for_the_family()))

    def _for_the_family(self) -> Iterator[str]:
        if not (met := self._met(*self.running)):
            return
        verb = "falls" if len(met) == 1 else "fall"
        yield (
            f"{listed(map(span, met))} {verb} into this time. School holidays stop no clock: "
            "the council has to keep its days all the same."
        )
        for closed, (first, last), excuses in self._excuses:
            laws = _cited(exception.law for _, exception in excuses)
            yield (
                f"There is one exception. If the council asks {self.place.name} for advice from {short(first)} to "
                f"{short(last)}, just before or in “{closed.name}”, and cannot keep a day for that reason, it may be "
                f"later ({laws}). It then tells you why, and must act as soon as it can."
            )
            if self.today < closed.first_closed_on:
                yield (
                    "You do not have to do anything about this. If you know who should be asked there, you can tell "
                    f"the council before {short(closed.first_closed_on)}."
                )

    def _move_for_the_family(self) -> Iterator[str]:
        if not (self._move_is_near and self.move):
            return
        by = f" by {in_words(self.move.by)}" if self.today <= self.move.by else ""
        yield (
            f"The next school or college begins {self.move.when}. If there is a plan by then, it has to say{by} which "
            f"one that will be ({self.move.row.law}). You can tell the council early which one you would like."
        )

    # What the sentences are made of

    def _met(self, *running: Running) -> list[Closed]:
        """The closures still to come or under way that have a day in the time of one of these clocks."""
        return [
            each
            for each in self.place.closures
            if self.today < each.reopens_on
            and any(clock.meets(each.first_closed_on, each.reopens_on - ONE_DAY) for clock in running)
        ]

    @cached_property
    def _excuses(self) -> list[tuple[Closed, tuple[date, date], list[tuple[Running, Exception_]]]]:
        """The closures long enough, the days on which asking counts, and the clocks that it may then excuse."""
        found = []
        for each in self.place.closures:
            window = closure_window(each.first_closed_on, each.reopens_on)
            if window is None or window[1] < self.today:
                continue
            excuses = [
                (running, exception)
                for running in self.running
                if running.since <= window[1] and window[0] <= running.until
                if (exception := running.row.exception(self.place.ground))
            ]
            if excuses:
                found.append((each, window, excuses))
        return found

    @cached_property
    def _move_is_near(self) -> bool:
        return self.move is not None and self.move.is_near(self.running, self.today)

    def _windows(self, *running: Running, with_ref: bool = True) -> tuple[tuple[str, str], ...]:
        """Each time with the holidays in it. The references are for officers, who have the law's table at hand."""
        return tuple(
            (each.what(with_ref=with_ref), listed(map(span, met)))
            for each in running
            if (met := self._met(each))
        )

    def _clocks_run(self) -> Iterator[str]:
        if self._met(*self.running):
            yield "School holidays stop no clock: these days stay as they are."

    def _no_exception(self, running: Running) -> Iterator[str]:
        if self._met(running) and not running.row.exception(self.place.ground):
            yield (
                f"The {running.row.within} to {running.row.task[0].lower()}{running.row.task[1:]} run through school "
                f"holidays: the law makes no exception for them here ({running.row.law})."
            )

    def _before_it_closes(self, running: Running) -> Iterator[str]:
        if coming := [each for each in self._met(running) if self.today < each.first_closed_on]:
            yield (
                f"From {in_words(coming[0].first_closed_on)} on {self.place.name} may be hard to reach: ask early, "
                "and ask whom to reach meanwhile."
            )

    def _exceptions(self) -> Iterator[str]:
        for closed, (first, last), excuses in self._excuses:
            for_which = listed(f"{running.row.ref} ({exception.law})" for running, exception in excuses)
            yield (
                f"If {self.place.name} is asked for advice from {in_words(first)} to {in_words(last)}, just before or "
                f"in “{closed.name}”, and keeping the day is impractical for that reason, a later day may be excused "
                f"for {for_which}. That has to be recorded as an exception, which the family reads; the duty stays."
            )
            yield (
                f"If it is asked before {in_words(first)}, it has days of school left to answer in, and this exception "
                "does not arise."
                if self.today < first
                else "Today lies in that time."
            )

    def _guidance(self, answer: Running) -> Iterator[str]:
        if answer.row.guidance:
            yield (
                f"The {answer.row.within} for an answer rest on guidance and are no time limit in law "
                f"({answer.row.law}); they run through holidays."
            )

    def _does_not_wait(self) -> Iterator[str]:
        if self.running:
            last = min(self.running, key=lambda each: each.until)
            yield (
                f"The plan does not wait for the answer: {last.row.owner.words} must "
                f"{last.row.task[0].lower()}{last.row.task[1:]}, by {in_words(last.until)} ({last.row.law})."
            )

    def _move_for_the_authority(self) -> Iterator[str]:
        if not (self._move_is_near and self.move):
            return
        move, row = self.move, self.move.row
        last = max(self.running, key=lambda each: each.until)
        where = "" if move.is_owed else ", where a plan is in force"
        yield (
            f"The move to the next phase of education is {move.when}. By {in_words(move.by)} {row.owner.words} must "
            f"{row.task[0].lower()}{row.task[1:]}{where} ({row.ref}, {row.law})."
        )
        if last.until > move.by >= self.today:
            yield f"{last.row.ref} may take until {in_words(last.until)}, which is after that."
        if move.is_owed:
            return
        yield (
            "That day has passed: a plan made now names the next setting from the start."
            if self.today > move.by
            else "Ask now which setting is to come next, so that the plan can name it from the start."
        )


def span(closed: Closed) -> str:
    """Summer holiday (22 July to 1 September 2026)."""
    first, last = closed.first_closed_on, closed.reopens_on - ONE_DAY
    if first == last:
        return f"{closed.name} ({short(first)})"
    if first.year != last.year:
        begins = short(first)
    else:
        begins = f"{first.day} {first:%B}" if first.month != last.month else f"{first.day}"
    return f"{closed.name} ({begins} to {short(last)})"


def short(day: date) -> str:
    """22 July 2026."""
    return f"{day.day} {day:%B %Y}"


def _cited(laws: Iterable[str]) -> str:
    """Citations one after the other, each law named once."""
    found: dict[str, list[str]] = {}
    for law in dict.fromkeys(laws):
        name, _, place = law.partition(", ")
        found.setdefault(name, []).append(place)
    return "; ".join(f"{name}, {listed(places)}" for name, places in found.items())
