"""The database is restored to what it was six hours ago. What has left it since has left it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from .council import fill
from .installation import THE_DAY, Installation, nothing_is_amiss
from .sizes import size

SIX_HOURS = timedelta(hours=6).total_seconds()


def dump(there: Installation) -> Path:
    """A dump, taken while everybody works."""
    path = there.folder / "dump"
    _postgres(there, "pg_dump", "--format=custom", f"--file={path}", there.database_url)
    return path


def read_in(there: Installation, path: Path) -> None:
    server = f"postgres://ehcp@127.0.0.1:{there.postgres.port}/postgres"
    with psycopg.connect(server, autocommit=True) as postgres:
        postgres.execute(f'DROP DATABASE "{there.name}" WITH (FORCE)')
        postgres.execute(f'CREATE DATABASE "{there.name}"')
    _postgres(there, "pg_restore", f"--dbname={there.database_url}", str(path))


def copy_files(there: Installation) -> Path:
    """A copy of the server's files as they lie when it has crashed, as a snapshot of a disk would be."""
    path = there.folder / "files"
    there.postgres.crash()
    shutil.copytree(there.postgres.data, path, symlinks=True)
    there.postgres.start()
    return path


def put_files_back(there: Installation, path: Path) -> None:
    owner = there.postgres.data.stat()
    there.postgres.crash()
    shutil.rmtree(there.postgres.data)
    shutil.copytree(path, there.postgres.data, symlinks=True)
    for each in (there.postgres.data, *there.postgres.data.rglob("*")):
        with suppress(FileNotFoundError):
            shutil.chown(each, owner.st_uid, owner.st_gid)
    there.postgres.data.chmod(0o700)
    there.postgres.start()


def _postgres(there: Installation, program: str, *words: str) -> None:
    done = subprocess.run([there.postgres.binaries / program, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


A_FEW = 10
"""Letters sent before the backup."""


@pytest.mark.parametrize(
    ("back_up", "restore"), [(dump, read_in), (copy_files, put_files_back)], ids=["a dump", "the files"]
)
def test_after_a_restore_all_overdue_is_in_the_ledger_and_nothing_sent_is_sent_again(
    there: Installation,
    figures: dict,
    back_up: Callable[[Installation], Path],
    restore: Callable[[Installation, Path], None],
):
    with there.database() as database:
        council = fill(database, size("letters before a restore"), THE_DAY)
    noon = there.ahead
    # Slowly, so that most letters are still to be sent when the backup is done, however quick the machine.
    there.gateway.be(**{"is slow": 1})
    there.start_sweepers(2)
    there.until(lambda: len(there.gateway.arrived()) > A_FEW, "the first letters")
    path = back_up(there)
    there.gateway.be(takes=1)
    at_the_backup = len(there.gateway.arrived())
    there.clock_is_ahead(noon + SIX_HOURS)
    there.until(lambda: there.in_the_ledger() == council.deadlines, "everything due is in the ledger")
    # A server that crashed for its copy may have left somebody's lease behind, and its letter to be sent again.
    there.delivers_all_letters()
    before = there.gateway.count()
    there.stop()

    restore(there, path)
    waiting = there.waiting() + council.deadlines - there.in_the_ledger()
    frozen = there.sweep()
    assert there.gateway.count() == before, frozen
    assert there.in_the_ledger() == council.deadlines
    said = there.run("manage.py", "outbox", "reconcile").stdout
    there.waits_no_longer()
    there.sweep()
    figures |= {
        "letters at the backup": at_the_backup,
        "forgotten by the database": waiting,
        "sent again after the restore": there.gateway.count()["gateway calls"] - before["gateway calls"],
        **there.count(council),
    }
    assert waiting > 0, "the restore lost nothing: it proved nothing"
    assert figures["sent again after the restore"] == 0, said
    assert not there.waiting()
    nothing_is_amiss(figures, council)
