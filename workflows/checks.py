"""What is checked when the service starts: that the law's table, the acts and the database agree.

A duty that nobody can discharge would ring for ever; a clock that no act starts would never ring.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import connections

from .acts import Act, acts_of
from .law import PACKS
from .law.terms import Row


@register("workflows")
def every_clock_can_start_and_stop(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    acts = list(all_acts())
    marked = {moment for act in acts for moment in act.marks}
    met = {row.key for act in acts for row in act.discharges}
    lifted = {row.key for act in acts for row in act.lifts if isinstance(row, Row)}
    found: list[CheckMessage] = []
    for pack in PACKS.values():
        for row in pack.rows_and_promises:
            if not row.starts:
                continue  # it always stands
            if not marked.intersection(row.starts):
                found.append(Error(f"No act starts the clock of {row.ref} ({row.key}).", id="workflows.E001"))
            if row.key not in met and row.key not in lifted:
                found.append(Error(f"No act discharges or lifts {row.ref} ({row.key}).", id="workflows.E002"))
    return found


@register("workflows")
def every_state_has_a_way_on(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for life in lives():
        acts = list(acts_of(life))
        ways_on = {source for act in acts if act.target for source in act.sources}
        ways_in = {act.target for act in acts} | {life._meta.get_field("state").default}
        for state in life.State.values:
            if state not in ways_on and state not in life.ENDS and not _may_rest(life, state):
                found.append(
                    Error(f"A {life.life_name()} that is “{state}” has no way on.", id="workflows.E003")
                )
            if state not in ways_in:
                found.append(Error(f"No act makes a {life.life_name()} “{state}”.", id="workflows.E004"))
    return found


@register("workflows", deploy=True)
def the_database_guards_itself(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    from .triggers import missing

    return [
        Error(f"The database rule {name} is not standing. Run: manage.py migrate", id="workflows.E005")
        for using in databases or ()
        if using in connections
        for name in missing(using)
    ]


def lives() -> list[Any]:
    from django.apps import apps

    from .lives.base import Life

    return [model for model in apps.get_models() if issubclass(model, Life)]


def all_acts() -> Iterator[Act]:
    for life in lives():
        yield from acts_of(life)


def _may_rest(life: Any, state: str) -> bool:
    """A state in which nothing more is owed, yet acts remain (a case after “no plan”, with its right to appeal)."""
    return any(state in act.sources for act in acts_of(life) if not act.target)
