"""The law as a table: what is owed, by whom, from when and by when. A case keeps the law of its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from types import ModuleType

from . import england_2014, promises
from .terms import Moment, Row, Stage


class UnknownLaw(KeyError):
    """There is no such pack, row or day in the law; the message says what there is."""

    def __str__(self) -> str:
        return str(self.args[0])


class Pack:
    """One state of the law: every row of a module, in the order it is written there; beside it, what is promised."""

    def __init__(self, module: ModuleType) -> None:
        self.name = module.__name__.rpartition(".")[2]
        self.title: str = module.TITLE
        self.in_force_from: date = module.IN_FORCE_FROM
        self.stages: tuple[tuple[Stage, tuple[Row, ...]], ...] = tuple(_stages(module))
        self.rows: tuple[Row, ...] = tuple(row for _, rows in self.stages for row in rows)
        ((self.beyond, self.promises),) = _stages(promises)
        self.rows_and_promises = (*self.rows, *self.promises)
        self._by_name = {name: row for row in self.rows_and_promises for name in (row.key, row.ref.lower())}

    def __repr__(self) -> str:
        return f"<Pack {self.name}>"

    def row(self, key_or_ref: str) -> Row:
        try:
            return self._by_name[key_or_ref.lower()]
        except KeyError:
            known = ", ".join(row.ref for row in self.rows)
            raise UnknownLaw(f"There is no row “{key_or_ref}” in {self.name}. There are: {known}.") from None

    def started_by(self, moment: Moment) -> tuple[Row, ...]:
        """The rows, and the promises, that count from this moment, or whose day it may move."""
        return self._by_moment[moment]

    @cached_property
    def _by_moment(self) -> dict[Moment, tuple[Row, ...]]:
        return {
            moment: tuple(row for row in self.rows_and_promises if moment in row.moments) for moment in Moment
        }


def _stages(module: ModuleType) -> Iterator[tuple[Stage, tuple[Row, ...]]]:
    stage: Stage | None = None
    rows: list[Row] = []
    for name, value in vars(module).items():
        if isinstance(value, Stage):
            if stage:
                yield stage, tuple(rows)
            stage, rows = value, []
        elif isinstance(value, Row):
            # A row is frozen for everybody else; its name is known only here.
            object.__setattr__(value, "key", name.lower())
            rows.append(value)
    if stage:
        yield stage, tuple(rows)


CURRENT = "england_2014"
PACKS = {each.name: each for each in (Pack(england_2014),)}


def pack(name: str) -> Pack:
    try:
        return PACKS[name]
    except KeyError:
        raise UnknownLaw(f"There is no law called “{name}”. There are: {', '.join(PACKS)}.") from None


def in_force(on: date) -> Pack:
    """The law in force on a day."""
    begun = [each for each in PACKS.values() if each.in_force_from <= on]
    if not begun:
        first = min(each.in_force_from for each in PACKS.values())
        raise UnknownLaw(f"The law here begins on {first.isoformat()}; {on.isoformat()} is before that.")
    return max(begun, key=lambda each: each.in_force_from)
