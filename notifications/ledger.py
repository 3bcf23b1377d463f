"""Writing many rows of the ledger at once, and moving many deadlines on: one statement each, whatever the number.

A batch of a sweep is thousands of rows of which most columns are the same. Model instances would take longer to make
than the database takes to write them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from workflows.models import Deadline

from .models import Notice


class Entry(NamedTuple):
    """What differs between two rows of the ledger; the other columns have their defaults."""

    key: str
    about_id: int
    deadline_id: int
    rung: str
    for_day: date
    reader_id: int | None
    organisation_id: int | None
    group: str
    channel: str
    next_attempt_at: datetime
    bundled: bool = False
    state: str = Notice.State.WAITING
    said_in: str = ""
    error: str = ""


def write_down(entries: list[Entry]) -> None:
    """Write these into the ledger; what stands there under its key already stays as it is."""
    if not entries:
        return
    given = list(Entry._fields)
    others = [
        field
        for field in Notice._meta.concrete_fields
        if not field.primary_key and field.attname not in Entry._fields
    ]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    names = ", ".join(_quoted(field.column) for field in [*map(_field, given), *others])
    fixed = ", ".join(["%s"] * len(others))
    table = Notice._meta.db_table
    if connection.vendor == "postgresql":
        arrays = [_array(values) for values in zip(*entries, strict=True)]
        types = ", ".join(f"%s::{_field(name).db_type(connection)}[]" for name in given)
        _execute(
            f"INSERT INTO {table} ({names}) SELECT given.*, {_cast(others)} "  # noqa: S608
            f"FROM unnest({types}) AS given ON CONFLICT ({_quoted('key')}) DO NOTHING",
            [*defaults, *arrays],
        )
        return
    marks = ", ".join(["%s"] * len(given))
    with connection.cursor() as sql:
        sql.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks}, {fixed}) "  # noqa: S608
            f"ON CONFLICT ({_quoted('key')}) DO NOTHING",
            [[*_prepared(given, entry), *defaults] for entry in entries],
        )


def set_next(days: Mapping[int, date | None]) -> None:
    """Set on which day each of these deadlines, by number, rings next; none where it does not."""
    if not days:
        return
    table = Deadline._meta.db_table
    if connection.vendor == "postgresql":
        _execute(
            f"UPDATE {table} SET next_reminder_on = found.day "  # noqa: S608
            f"FROM unnest(%s::bigint[], %s::date[]) AS found(id, day) "
            f"WHERE {table}.id = found.id AND ended_on IS NULL",
            [_array(days.keys()), _array(days.values())],
        )
        return
    with connection.cursor() as sql:
        sql.executemany(
            f"UPDATE {table} SET next_reminder_on = %s WHERE id = %s AND ended_on IS NULL",  # noqa: S608
            [(day and day.isoformat(), pk) for pk, day in days.items()],
        )


def _execute(statement: str, params: list[Any]) -> None:
    """Send the columns beside the statement and not within it: nobody has to read a megabyte of SQL."""
    from psycopg import Cursor  # Django's own writes the values into the statement

    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as sql:
        sql.execute(statement, params)


def _array(values: Iterable[Any]) -> str:
    """A column as an array literal of PostgreSQL, which but for its brackets is written as a list in JSON is."""
    values = list(values)
    if any(isinstance(value, date) for value in values):  # of which there are few among many
        words = {value: value and str(value) for value in set(values)}
        values = [words[value] for value in values]
    return "{" + json.dumps(values, ensure_ascii=False)[1:-1] + "}"


def _cast(fields: list[Any]) -> str:
    return ", ".join(f"%s::{field.db_type(connection)}" for field in fields)


def _prepared(names: list[str], entry: Entry) -> list[Any]:
    return [
        _field(name).get_db_prep_save(value, connection) for name, value in zip(names, entry, strict=True)
    ]


def _field(name: str) -> Any:
    return Notice._meta.get_field(name.removesuffix("_id"))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
