"""Playing without leaving anything behind: a database of its own, and letters that reach nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from workflows.acts import act_performed

IN_MEMORY = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:",
    "OPTIONS": {"init_command": "PRAGMA recursive_triggers=ON;"},
}


@contextmanager
def a_database_of_its_own() -> Iterator[None]:
    """Within the block everything is read from and written to an empty database, gone when the block ends.

    The service's own database is not touched: a journey may be played on the machine where real plans are kept.
    """
    theirs, their_settings, their_folder = (
        connections["default"],
        connections.settings["default"],
        settings.VAR,
    )
    connections.settings["default"] = connections.configure_settings({"default": IN_MEMORY})["default"]
    del connections["default"]
    try:
        connections["default"].ensure_connection()
        connections["default"].connection.deserialize(_empty())
        with TemporaryDirectory() as folder:
            # What is kept beside a database, such as how far its outbox has counted, is kept beside this one.
            settings.VAR = Path(folder)
            yield
    finally:
        settings.VAR = their_folder
        connections["default"].connection.close()
        connections.settings["default"] = their_settings
        connections["default"] = theirs


@cache
def _empty() -> bytes:
    """The empty database, as SQLite writes one: migrating takes seconds, so that it is done once a process."""
    call_command("migrate", verbosity=0, interactive=False)
    return bytes(connections["default"].connection.serialize())


@contextmanager
def nobody_hears() -> Iterator[None]:
    """Within the block letters go nowhere, and no worker is asked to look: whoever plays sweeps each day."""
    backend, receivers = settings.EMAIL_BACKEND, act_performed.receivers
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    act_performed.receivers = []
    try:
        yield
    finally:
        settings.EMAIL_BACKEND, act_performed.receivers = backend, receivers
