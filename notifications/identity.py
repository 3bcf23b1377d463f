"""What tells this database from every other, and from a copy of itself that was put in its place."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import DatabaseError, connection, transaction

POSTGRESQL = {
    # Given when a server's data folder is made. A dump that is read in elsewhere, and an upgrade, have another.
    "system": "SELECT system_identifier::text FROM pg_control_system()",
    # Counted up each time a server is restored to a moment, or a standby takes over.
    "timeline": "SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)",
    # Another one where the database was dropped and made anew.
    "database": "SELECT oid::text FROM pg_database WHERE datname = current_database()",
}


def identity() -> str:
    """The marks of this database, as JSON. A mark that we may not ask for is left out."""
    marks = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    return json.dumps(marks, sort_keys=True)


def is_same(one: str, other: str) -> bool:
    """Whether these may be the identity of one database: they have marks in common, and those are the same."""
    first, second = json.loads(one), json.loads(other)
    common = first.keys() & second.keys()
    return all(first[name] == second[name] for name in common) if common else first == second


def _postgresql() -> dict[str, str]:
    return {name: answer for name, question in POSTGRESQL.items() if (answer := _answer(question))}


def _answer(question: str) -> str:
    try:
        with transaction.atomic(), connection.cursor() as sql:
            sql.execute(question)
            return str(sql.fetchone()[0])
    except DatabaseError:
        return ""  # a provider may keep it from us


def _sqlite() -> dict[str, str]:
    """The path of the file and its number there. A copy over the same file keeps both: the count notices that one.

    Not the number of the disk: on some it is another one after each start of the machine.
    """
    path = Path(connection.settings_dict["NAME"])
    if not path.exists():
        return {}  # in memory: it cannot be restored
    return {"path": str(path.resolve()), "file": str(path.stat().st_ino)}
