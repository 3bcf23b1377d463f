"""The one door through which every change of state goes.

An act is a django-fsm transition with its consequences written beside it: who may do it, which duties
it discharges, which clocks it starts, what it lifts. Calling it does all of that in one transaction,
or nothing:

    case.decline_to_assess(by=officer, on=date(2026, 10, 9), reasons="...")

News of it goes out by `act_performed`, after commit.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.dispatch import Signal
from django_fsm import transition

from . import clock
from .law.terms import Duty, Moment, Right

if TYPE_CHECKING:
    from .lives.base import Life

act_performed = Signal()
"""Sent after commit, with `event_id`. A hint only: what an Event owes can be found without it."""

Guard = Callable[[Any, date], str]
"""Says in words what stands in the way of an act on a day, and what to do about it; "" if nothing."""

EVERYTHING: Final = ("everything",)
ANYONE: Final = ("anyone",)
WITHIN: Final = ("within another act",)
"""For acts that only another act of the same case may call: a plan is served by serving the draft."""
FOUR_DAYS: Final = ("sent_on", "served_on", "received_on")
"""With `on`, the day it was decided or done: the four days that different clocks count from."""
SENT_HOW: Final = "sent_how"
"""How a notice was sent: kept with the event of whichever act sends one, and no concern of the act itself."""


_at_work: ContextVar[tuple[Any, ...]] = ContextVar("the events of the acts being done", default=())


class Refused(Exception):
    """The act may not be done. The message says why and what to do, in words for the person doing it."""


class NotYours(Refused):
    """Somebody else has to do this."""


class NotNow(Refused):
    """The state of things does not allow it."""


class Changed(Refused):
    """Somebody else changed this while you were looking at it."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """One verb of a life, as data."""

    name: str
    sources: tuple[str, ...]
    target: str | None
    by: tuple[str, ...]
    discharges: tuple[Duty | Right, ...] = ()
    lifts: tuple[Any, ...] = ()
    marks: Mapping[Moment, str] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()
    facts: Mapping[str, inspect.Parameter] = field(default_factory=dict)
    decision: bool = False
    keeps: tuple[Duty | Right, ...] = ()
    revives: tuple[Duty | Right, ...] = ()
    matter: str = ""
    asks: tuple[str, ...] = ()
    """Which of `by` and `on` its body wants to know."""

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()


def act(
    *,
    source: str | Iterable[str],
    target: str | None,
    by: Iterable[str] | str = (),
    discharges: Iterable[Duty | Right] | Duty | Right = (),
    lifts: Iterable[Any] | Duty | Right = (),
    marks: Moment | Iterable[Moment] | Mapping[Moment, str] = (),
    guards: Iterable[Guard] = (),
    decision: bool = False,
    keeps: Iterable[Duty | Right] | Duty | Right = (),
    revives: Iterable[Duty | Right] | Duty | Right = (),
    matter: str = "",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a method of a life into an act.

    `target=None` leaves the state as it is. `by` names the agencies that may do it; left out, they are
    the owners of the duties it discharges. `marks` names the moments it is; each counts from the
    act's own day unless it names one of the facts ("served_on", "meeting_on") to count from; where such
    a fact of the act's own is not given, the moment did not happen.
    A `decision` is for those whom their organisation lets decide. `keeps` are not lifted with everything.
    `revives` are clocks that were lifted and run on, from the day they counted from. `matter` is the kind of
    decision, where a family's rights may be used by different people for different decisions.
    The body runs with the act's facts; it may change fields of its own row and call other acts.
    """

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        met = _rows(discharges)
        owners = tuple(dict.fromkeys(row.owner for row in met))
        sources = (source,) if isinstance(source, str) else tuple(source)
        told = dict(inspect.signature(body).parameters)
        asks = tuple(name for name in ("by", "on") if told.pop(name, None))
        del told["self"]
        this = Act(
            name=body.__name__,
            sources=tuple(str(s) for s in sources),
            target=None if target is None else str(target),
            by=((by,) if isinstance(by, str) else tuple(by)) or owners,
            discharges=met,
            lifts=_rows(lifts),
            marks=_marks(marks),
            guards=tuple(guards),
            facts=told,
            decision=decision,
            keeps=_rows(keeps),
            revives=_rows(revives),
            matter=matter,
            asks=asks,
        )
        move = transition(
            field="state",
            source=list(this.sources),
            target=this.target,
            permission=lambda row, user: row.may(user, this),
        )(body)

        @wraps(move)
        def door(
            self: Life, *, by: Any, on: date | None = None, seen: int | None = None, **facts: Any
        ) -> Any:
            return _go_through(self, this, move, by=by, on=on, seen=seen, facts=facts)

        door.act = this  # type: ignore[attr-defined]
        return door

    return decorate


def _go_through(
    row: Life, this: Act, move: Callable[..., Any], *, by: Any, on: date | None, seen: int | None, facts: dict
) -> Any:
    from .models import Deadline, Event

    today = clock.today()
    day = on or today
    with transaction.atomic():
        case = row.lock(seen)
        days = {name: facts.pop(name, None) for name in FOUR_DAYS if name not in this.facts}
        sent = {SENT_HOW: facts.pop(SENT_HOW)} if SENT_HOW in facts else {}
        _check(row, this, by, day, today, facts, days)
        source = row.state
        event = Event.objects.record(
            case=case,
            row=row,
            act=this.name,
            source=source,
            target=this.target or source,
            by=by,
            on=day,
            days={name: {**days, **facts}.get(name) for name in FOUR_DAYS},
            facts={**facts, **sent},
            part_of=event_under_way(case),
        )
        with at_work(event):
            offered = {"by": by, "on": day}
            answer = move(row, **facts, **{name: offered[name] for name in this.asks})
        row.row_version += 1
        row.save_what_changed()
        Deadline.objects.settle(event, row, this, {**days, **facts})
        transaction.on_commit(lambda: act_performed.send_robust(sender=type(row), event_id=event.pk))
    return answer


def _check(
    row: Life, this: Act, by: Any, day: date, today: date, facts: dict[str, Any], days: dict[str, Any]
) -> None:
    if not row.may(by, this):
        raise NotYours(f"{this.label} is for {row.doers_of(this)} to do.")
    if row.state not in this.sources:
        raise NotNow(f"{this.label} is not possible: {row.what_it_is()} is now “{row.get_state_display()}”.")
    unknown = set(facts) - set(this.facts)
    missing = [n for n, p in this.facts.items() if p.default is p.empty and n not in facts]
    if unknown or missing:
        raise TypeError(
            f"{this.name}: missing {missing}, not known {sorted(unknown)}; takes {list(this.facts)}"
        )
    for value in (day, *days.values()):
        if value and value > today:
            raise NotNow(f"{clock.in_words(value)} is in the future. Record it on the day it happens.")
    begun = row.the_case.received_on
    if begun and day < begun:
        raise NotNow(f"{clock.in_words(day)} is before the request was received on {clock.in_words(begun)}.")
    standing = obstacles(row, this, day)
    if standing:
        raise NotNow(" ".join(standing))


@contextmanager
def at_work(event: Any) -> Iterator[None]:
    token = _at_work.set((*_at_work.get(), event))
    try:
        yield
    finally:
        _at_work.reset(token)


def is_at_work_on(case: Any) -> bool:
    """Whether an act of this case is being done, so that an act called now is a part of it."""
    return event_under_way(case) is not None


def event_under_way(case: Any) -> Any:
    """The event of the act of this case that is being done; none outside an act."""
    return next((event for event in reversed(_at_work.get()) if event.case_id == case.pk), None)


def obstacles(row: Life, this: Act, on: date) -> list[str]:
    """What stands in the way of this act on this day, each with what to do about it."""
    return [words for guard in this.guards if (words := guard(row, on))]


def acts_of(life: type[Life]) -> Iterator[Act]:
    """Every act of a life, in the order they are written."""
    seen: dict[str, Act] = {}
    for cls in reversed(life.__mro__):
        for value in vars(cls).values():
            if isinstance(getattr(value, "act", None), Act):
                seen[value.act.name] = value.act
    return iter(seen.values())


def _rows(given: Any) -> tuple[Any, ...]:
    return (given,) if isinstance(given, Duty | Right) else tuple(given)


def _marks(given: Any) -> Mapping[Moment, str]:
    if isinstance(given, Moment):
        return {given: "on"}
    return dict(given) if isinstance(given, Mapping) else dict.fromkeys(given, "on")
