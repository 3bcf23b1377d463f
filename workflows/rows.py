"""Rows read and written with statements that are put together once.

Django composes every statement anew, which takes longer than the database takes to run it, and an act sends the same
few each time. The values pass through the model's own fields, as in `bulk_create` and `update`; no signal is sent.
Both databases quote names alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections, models, router


def insert(rows: Sequence[models.Model]) -> None:
    """Write these rows of one model, whose keys the database gives them. Nothing for none."""
    if not rows:
        return
    model = type(rows[0])
    using = router.db_for_write(model)
    connection = connections[using]
    values = [
        None if (value := getattr(row, field.attname)) is None else field.get_db_prep_save(value, connection)
        for row in rows
        for field in _written(model)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_insert(model, len(rows)), values)
        keys = cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, using


def update(model: type[models.Model], keys: Sequence[int], values: dict[str, Any]) -> None:
    """Write these values, by the names of their fields, into the rows with these keys. Nothing for no keys."""
    if not keys:
        return
    connection = connections[router.db_for_write(model)]
    fields = _named(model, tuple(values))
    written = [field.get_db_prep_save(values[name], connection) for name, field in fields.items()]
    with connection.cursor() as cursor:
        cursor.execute(_update(model, tuple(values), len(keys)), [*written, *keys])


def select(model: type[models.Model], sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What a statement of one's own finds. For numbers and texts: days and the like need their fields to be read."""
    with connections[router.db_for_write(model)].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def read(model: type[models.Model], key: int, *, with_: tuple[str, ...] = (), locked: bool = False) -> Any:
    """The row with this key as it is now, with the rows it points to by these foreign keys, which must not be empty.

    Only the row itself is locked. Raises DoesNotExist.
    """
    using = router.db_for_write(model)
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_read(model, with_, locked, using), [key])
        found = cursor.fetchone()
    if found is None:
        raise model.DoesNotExist(f"There is no {model._meta.verbose_name} {key}.")  # type: ignore[attr-defined]
    values = list(found)
    for place, convert, column in _converters(model, with_, using):
        values[place] = convert(values[place], column, connection)
    made, at = [], 0
    for each, names in _columns(model, with_):
        made.append(each.from_db(using, names, values[at : at + len(names)]))
        at += len(names)
    row, *others = made
    for name, other in zip(with_, others, strict=True):
        setattr(row, name, other)
    return row


@cache
def _written(model: type[models.Model]) -> tuple[Any, ...]:
    return tuple(each for each in model._meta.concrete_fields if not isinstance(each, models.AutoField))


@cache
def _named(model: type[models.Model], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: model._meta.get_field(name) for name in names}


@cache
def _insert(model: type[models.Model], number: int) -> str:
    columns = [f'"{each.column}"' for each in _written(model)]
    rows = ", ".join([_places(len(columns))] * number)
    return (
        f'INSERT INTO "{model._meta.db_table}" ({", ".join(columns)}) VALUES {rows} '
        f'RETURNING "{model._meta.pk.column}"'
    )


@cache
def _update(model: type[models.Model], names: tuple[str, ...], number: int) -> str:
    columns = ", ".join(f'"{field.column}" = %s' for field in _named(model, names).values())
    return (
        f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{model._meta.pk.column}" IN {_places(number)}'
    )


def _places(number: int) -> str:
    return f"({', '.join(['%s'] * number)})"


@cache
def _read(model: type[models.Model], with_: tuple[str, ...], locked: bool, using: str) -> str:
    columns = ", ".join(
        f'r{number}."{field.column}"'
        for number, each in enumerate(_models(model, with_))
        for field in each._meta.concrete_fields
    )
    joined = "".join(
        f' JOIN "{each._meta.db_table}" r{number} ON r{number}."id" = r0."{_named(model, with_)[name].column}"'
        for number, (name, each) in enumerate(zip(with_, _models(model, with_)[1:], strict=True), start=1)
    )
    features, ops = connections[using].features, connections[using].ops
    lock = ""
    if locked and features.has_select_for_update:
        lock = " " + ops.for_update_sql(of=("r0",), no_key=features.has_select_for_no_key_update)
    return f'SELECT {columns} FROM "{model._meta.db_table}" r0{joined} WHERE r0."id" = %s{lock}'


@cache
def _columns(model: type[models.Model], with_: tuple[str, ...]) -> list[tuple[Any, list[str]]]:
    """Each model read, with the names of its fields."""
    return [(each, [field.attname for field in each._meta.concrete_fields]) for each in _models(model, with_)]


@cache
def _converters(model: type[models.Model], with_: tuple[str, ...], using: str) -> list[tuple[int, Any, Any]]:
    """What makes a value of what the database says, by its place in the row."""
    connection = connections[using]
    columns = [
        field.get_col(each._meta.db_table)
        for each in _models(model, with_)
        for field in each._meta.concrete_fields
    ]
    return [
        (place, convert, column)
        for place, column in enumerate(columns)
        for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
    ]


def _models(model: type[models.Model], with_: tuple[str, ...]) -> list[Any]:
    return [model, *(model._meta.get_field(name).related_model for name in with_)]
