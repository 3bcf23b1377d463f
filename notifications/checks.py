"""What is checked when the service starts: that whoever is to be told something can be told it in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from workflows import delay
from workflows.checks import all_acts
from workflows.law import PACKS
from workflows.law.terms import Agency, Right, Row

from . import compose
from .channels import CHANNELS
from .groups import Group
from .ladders import ALSO_BEFORE, BESIDE, CLOSED, LADDERS, OWNER, TOLD_WITH, UNDATED, Steps, overdue
from .recipients import OWNERS, STANDS_FOR, TOLD, Quietly


@register("notifications")
def every_notice_can_be_written(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, mood, group, reader, missed in readings():
        for channel in CHANNELS:
            sample = compose.sample(reader, group, mood, "" if mood == "news" else name, missed)
            try:
                compose.written(name, channel, sample)
            except (TemplateDoesNotExist, TemplateSyntaxError, compose.NoWords) as error:
                found.append(Error(f"{name}: {error}", id="notifications.E001"))
                break
    return found


@register("notifications")
def the_tables_name_what_there_is(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    acts = {act.name for act in all_acts()}
    duties = {row.key for pack in PACKS.values() for row in pack.rows_and_promises}
    tables = (TOLD_WITH, BESIDE, ALSO_BEFORE, CLOSED, LADDERS)
    return [
        *(Error(f"There is no act {name}.", id="notifications.E002") for name in TOLD if name not in acts),
        *(
            Error(f"There is no duty {key}.", id="notifications.E003")
            for key in {key for table in tables for key in table} | {*TOLD_WITH.values(), *BESIDE.values()}
            if key not in duties
        ),
    ]


def readings() -> Iterator[tuple[str, str, Group, str, str]]:
    """Every notice there can be: its name, mood (how things stand), group, whose words, and which day was missed."""
    for act, entries in TOLD.items():
        for entry in entries:
            group = entry.group if isinstance(entry, Quietly) else entry
            group = STANDS_FOR.get(group, group)
            for missed in ABOUT_A_DUTY[act]() if act in ABOUT_A_DUTY else ("",):
                yield act, "news", group, compose.reader_of(group, ours=False), missed
    for row in _with_a_ladder():
        for group, mood in _steps(row):
            for ours in (False, True) if group in EITHER else (False,):
                yield row.key, mood, group, compose.reader_of(group, ours), ""


EITHER = (Group.OWNERS_MANAGERS, Group.ACCOUNTABLE, Group.ARRANGER)
"""Groups whose people may be the authority's own, and then read the authority's words."""


def _with_a_ladder() -> Iterator[Row]:
    for pack in PACKS.values():
        for row in pack.rows_and_promises:
            if row.starts and row.key not in TOLD_WITH and not (isinstance(row, Right) and not row.within):
                yield row


def _can_be_missed() -> Iterator[str]:
    for row in _with_a_ladder():
        if row.owner == Agency.LOCAL_AUTHORITY and row.within and not row.guidance:
            yield row.key


def _can_be_excused() -> Iterator[str]:
    return (row.key for pack in PACKS.values() for row in pack.rows if row.starts and row.excused_by)


def _can_be_extended() -> Iterator[str]:
    return (row.key for pack in PACKS.values() for row in pack.rows if row.starts and row.extended_by)


ABOUT_A_DUTY: dict[str, Callable[[], Iterator[str]]] = {
    "note_missed_day": _can_be_missed,
    "foresee_delay": lambda: iter(sorted(delay.FORESEEN)),
    "record_exception": _can_be_excused,
    "agree_another_day": _can_be_extended,
}
"""Acts whose notices name the duty they are about."""


def _steps(row: Row) -> Iterator[tuple[Group, str]]:
    dated, undated = bool(row.within), not row.within and not row.aim
    if undated:
        yield from product(_places(row, UNDATED), ["undated"])
        return
    yield from product((OWNERS[row.owner], *ALSO_BEFORE.get(row.key, ())), ["before", "today"])
    if isinstance(row, Right):
        yield from product(CLOSED.get(row.key, ()), ["closed"])
    else:
        yield from product(_places(row, overdue(row.key, dated)), ["late"])


def _places(row: Row, steps: Steps) -> list[Group]:
    """Everybody who stands somewhere on these steps, each once."""
    places = dict.fromkeys(to for _, each in steps for to in each)
    return [OWNERS[row.owner] if to is OWNER else Group(to) for to in places]
