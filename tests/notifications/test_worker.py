"""Real processes: a worker and a beat bring a reminder to its reader, over files and over Redis."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sysconfig import get_path

import psycopg
import pytest
import redis
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
A_TURN = 90
"""Seconds: more than the minute in which beat sends its message, and the worker's own time."""

MONTH_AGO = """
from datetime import timedelta
from tests import people
from workflows import clock
from workflows.acts import act_performed
act_performed.disconnect(dispatch_uid="notifications.nudge")
people.requested(people.the_cast(), on=clock.today() - timedelta(weeks=4))
"""
"""Four of the six weeks are over: today is the first reminder. No hint is given, so that only beat can find it."""

TELL_PARTNERS = """
from ehcp.models import Case, User
Case.objects.get().tell_partners(by=User.objects.get(full_name="Ruth Adeyemi"))
"""


class Installation:
    """A service of its own, in a folder of its own."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder = folder
        self.environment = {
            "PATH": f"{get_path('scripts')}:{os.environ['PATH']}",
            "ENVIRONMENT": "practice",
            "DOTENV": os.devnull,
            "VAR": str(folder),
            **more,
        }
        self.run("manage.py", "migrate", "-v0")

    def run(self, *command: str) -> None:
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def does(self, script: str) -> None:
        self.run("manage.py", "shell", "--no-imports", "-v0", "-c", script)

    @contextmanager
    def running(self, *command: str) -> Iterator[None]:
        log = self.folder / f"{command[3]}.log"
        with log.open("wb") as said:
            process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=said, stderr=said)
        try:
            yield
        finally:
            process.terminate()
            process.wait(60)

    def waits_for(self, what: str, count: int = 1) -> None:
        """Until so many letters say it."""
        until = time.monotonic() + A_TURN
        while len(self.letters(what)) < count:
            logs = "\n".join(log.read_text() for log in self.folder.glob("*.log"))
            assert time.monotonic() < until, f"no letter says {what!r}\n{logs}"
            time.sleep(0.5)
        assert len(self.letters(what)) == count

    def letters(self, what: str) -> list[str]:
        folder = self.folder / "mail"
        found = [path.read_text() for path in folder.glob("*")] if folder.exists() else []
        return [letter for letter in found if re.search(f"^Subject: .*{what}", letter, re.MULTILINE)]

    def waits_until_the_worker_has_looked(self) -> None:
        log = self.folder / "worker.log"
        until = time.monotonic() + A_TURN
        while not re.search(r"notifications\.tasks\.look\[.*succeeded", log.read_text()):
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)


def brings_a_reminder(there: Installation) -> None:
    there.waits_until_the_worker_has_looked()
    there.does(MONTH_AGO)
    assert there.letters("due in 2 weeks") == []
    there.waits_for("due in 2 weeks: Decide whether to carry out")
    there.does(TELL_PARTNERS)
    there.waits_for("Tell us what you want us to know")
    assert len(there.letters("due in 2 weeks: Decide whether to carry out")) == 1


@pytest.mark.slow
def test_one_process_with_messages_as_files_brings_a_reminder(tmp_path):
    there = Installation(tmp_path)
    with there.running("celery", "-A", "ehcp", "worker", "-B", "-P", "solo", "--loglevel=INFO"):
        brings_a_reminder(there)


@pytest.mark.redis
@pytest.mark.slow
@pytest.mark.xdist_group("redis")
def test_a_worker_and_a_beat_over_redis_bring_a_reminder(tmp_path, redis_url, database_url):
    redis.Redis.from_url(redis_url).flushdb()
    there = Installation(tmp_path, REDIS_URL=redis_url, **database_url)
    with (
        there.running("celery", "-A", "ehcp", "worker", "--loglevel=INFO", "--concurrency=2"),
        there.running("celery", "-A", "ehcp", "beat", "--loglevel=INFO", "--pidfile="),
    ):
        brings_a_reminder(there)


@pytest.fixture
def database_url() -> Iterator[dict[str, str]]:
    """A PostgreSQL database where the run has a server, else the installation's own file."""
    if connection.vendor != "postgresql":
        yield {}
        return
    server, name = connection.settings_dict, f"notices_{os.getpid()}"
    owner = f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}"
    with psycopg.connect(f"{owner}/postgres", autocommit=True) as database:
        database.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {"DATABASE_URL": f"{owner}/{name}"}
        finally:
            database.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
