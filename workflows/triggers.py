"""What the database itself refuses, on SQLite and PostgreSQL alike.

- An event, its marks and a departure from the clocks are never changed or removed.
- No state without its event: a life's state and version move only if an event says so, and a life
  begins in its first state.
- What has been served or given is frozen: rows of a plan or an advice change only while it is being
  written.

The rules are put up after every migrate (`put_up`), since SQLite loses a table's triggers when it
rebuilds the table. `missing` says which are not standing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections


@dataclass(frozen=True)
class Rule:
    """One refusal: on which table, before which writing, under which condition (SQL over OLD and NEW)."""

    name: str
    table: str
    writing: str  # "INSERT", "UPDATE", "DELETE" or "TRUNCATE"
    when: str
    says: str


def rules() -> Iterator[Rule]:
    yield from append_only("workflows_event")
    yield from append_only("workflows_mark")
    for life in _lives():
        yield from _no_state_without_its_event(life)
    for model in apps.get_models():
        yield from getattr(model, "database_rules", tuple)()


def _lives() -> list[Any]:
    from .lives.base import Life

    return [model for model in apps.get_models() if issubclass(model, Life)]


def append_only(table: str, but_once: str = "", columns: tuple[str, ...] = ()) -> Iterator[Rule]:
    """Rows of this table are never changed or removed.

    But where `but_once` names a column that is empty it may be filled in, once, if none of `columns` changes with it.
    """
    says = f"a row of {table.partition('_')[2]} is never changed or removed; record a new one"
    refused = "1=1"
    if but_once:
        refused = " OR ".join(
            (f"OLD.{but_once} IS NOT NULL", f"NEW.{but_once} IS NULL", *map(_same_not, columns))
        )
    yield Rule(f"{table}_update_refused", table, "UPDATE", refused, says)
    for writing in ("DELETE", "TRUNCATE"):
        yield Rule(f"{table}_{writing.lower()}_refused", table, writing, "1=1", says)


def _no_state_without_its_event(life: Any) -> Iterator[Rule]:
    table, first = life._meta.db_table, life._meta.get_field("state").default
    yield Rule(
        f"{table}_begins_at_the_beginning",
        table,
        "INSERT",
        f"NEW.state <> '{first}' OR NEW.row_version <> 0",
        f"a {life.life_name()} begins as {first}; its acts move it on",
    )
    yield Rule(
        f"{table}_no_state_without_its_event",
        table,
        "UPDATE",
        "(NEW.state <> OLD.state OR NEW.row_version <> OLD.row_version) AND NOT EXISTS ("
        "SELECT 1 FROM workflows_event e "
        f"WHERE e.subject_kind = '{life.life_name()}' AND e.subject_id = NEW.id AND e.version = NEW.row_version "
        "AND NEW.row_version = OLD.row_version + 1 AND e.source = OLD.state AND e.target = NEW.state)",
        f"the state of a {life.life_name()} can only be changed by an act",
    )


def frozen_unless(table: str, column: str, parent: str, states: tuple[str, ...]) -> Iterator[Rule]:
    """Rows of `table` may be written only while the parent row that `column` points at is in these states."""
    listed = ", ".join(f"'{state}'" for state in states)
    says = f"a row of a {parent.split('_')[-1]} that has been served or given is never changed"
    for writing, sides in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        frozen = " OR ".join(
            f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {side}.{column} AND p.state NOT IN ({listed}))"
            for side in sides
        )
        yield Rule(f"{table}_{column}_frozen_{writing.lower()}", table, writing, frozen, says)


def frozen_columns(table: str, columns: list[str], states: tuple[str, ...]) -> Iterator[Rule]:
    """These columns of a life may be written only while the row itself is in one of these states."""
    listed = ", ".join(f"'{state}'" for state in states)
    changed = " OR ".join(f"{_same_not(column)}" for column in columns)
    says = f"a {table.split('_')[-1]} that has been served or given is never changed"
    when = f"OLD.state NOT IN ({listed}) AND ({changed})"
    yield Rule(f"{table}_frozen_columns", table, "UPDATE", when, says)


def _same_not(column: str) -> str:
    return f"(OLD.{column} <> NEW.{column} OR (OLD.{column} IS NULL) <> (NEW.{column} IS NULL))"


def put_up(using: str = "default", **kwargs: Any) -> None:
    """Put up every rule on this database; those that stand already are put up anew."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for rule in rules():
            if rule.table in tables:
                for statement in _SQL[connection.vendor](rule):
                    cursor.execute(statement)


def take_down(using: str = "default") -> None:
    """Take every rule down. For emptying a test database and for nothing else."""
    connection = connections[using]
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for rule in rules():
            cursor.execute(f"DROP TRIGGER IF EXISTS {rule.name}{on.format(table=rule.table)}")


def missing(using: str = "default") -> list[str]:
    """The names of the rules that do not stand on this database."""
    connection = connections[using]
    query = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {name for (name,) in cursor.fetchall()}
    return [rule.name for rule in rules() if _SQL[connection.vendor](rule) and rule.name not in standing]


def _sqlite(rule: Rule) -> tuple[str, ...]:
    if rule.writing == "TRUNCATE":
        return ()  # SQLite has no such statement
    return (
        f"DROP TRIGGER IF EXISTS {rule.name}",
        f"CREATE TRIGGER {rule.name} BEFORE {rule.writing} ON {rule.table} FOR EACH ROW "
        f"WHEN {rule.when} BEGIN SELECT RAISE(ABORT, '{rule.says}'); END",
    )


def _postgresql(rule: Rule) -> tuple[str, ...]:
    # PostgreSQL allows no subquery in WHEN, so the condition stands inside the function.
    each = "STATEMENT" if rule.writing == "TRUNCATE" else "ROW"
    done = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(rule.writing, "NEW")
    return (
        f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {rule.when} THEN RAISE EXCEPTION '{rule.says}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {done}; END $$",
        f"CREATE OR REPLACE TRIGGER {rule.name} BEFORE {rule.writing} ON {rule.table} "
        f"FOR EACH {each} EXECUTE FUNCTION {rule.name}()",
    )


_SQL = {"sqlite": _sqlite, "postgresql": _postgresql}
