"""A council's installation for one scenario: its database, broker and mail server, and the processes at work in it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from sysconfig import get_path
from typing import Any

import psycopg
from celery import Celery

from scripts.services import Postgres, Redis
from workflows import clock

from .council import Council
from .gateway import Gateway
from .processes import Killed, children_of, kill

ROOT = Path(__file__).resolve().parents[2]
THE_DAY = date(2027, 2, 2)
"""The day on which a scenario begins, at noon: far enough from midnight for any of them."""
LEASE = timedelta(minutes=6)
"""Longer than a sender keeps what it took."""


@dataclass
class Installation:
    folder: Path
    postgres: Postgres
    redis: Redis
    gateway: Gateway
    name: str
    environment: dict[str, str] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _last_seen: tuple[int, int] = (-1, -1)
    _since: float = 0.0
    _time_passed_at: float = 0.0

    def __post_init__(self) -> None:
        self.environment = {
            "PATH": f"{get_path('scripts')}:{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DOTENV": os.devnull,
            "ENVIRONMENT": "production",
            "SITE_URL": "https://plans.northmoor.example",
            "SECRET_KEY": "a fictional council has fictional secrets" * 2,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis.url,
            "EMAIL_URL": self.gateway.url,
            "VAR": str(self.folder),
            "CLOCK": str(self.folder / "clock"),
        }
        self.it_is(THE_DAY)

    # The database

    @property
    def database_url(self) -> str:
        return f"postgres://ehcp@127.0.0.1:{self.postgres.port}/{self.name}"

    @contextmanager
    def database(self) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            yield connection

    def ask(self, question: str, *values: Any) -> Any:
        """The first column of the first row."""
        with self.database() as database:
            row = database.execute(question, values).fetchone()
        return row[0] if row else None

    # Time

    def it_is(self, day: date) -> None:
        """From now on it is about noon of this day for every process."""
        noon = datetime.combine(day, datetime.min.time(), clock.ENGLAND) + timedelta(hours=12)
        self.clock_is_ahead((noon - datetime.now(clock.ENGLAND)).total_seconds())

    @property
    def ahead(self) -> float:
        return float((self.folder / "clock").read_text())

    def clock_is_ahead(self, seconds: float) -> None:
        new = self.folder / "clock.new"
        new.write_text(str(seconds))
        new.rename(self.folder / "clock")

    def waits_no_longer(self, time_passed: timedelta = LEASE) -> None:
        """So much time passes for what somebody leased and for what is to be tried again; nobody waits for it here."""
        with self.database() as database:
            database.execute(
                "UPDATE notifications_notice SET leased_until = leased_until - %(passed)s, "
                "next_attempt_at = next_attempt_at - %(passed)s WHERE state = 'waiting'",
                {"passed": time_passed},
            )

    def to_be_tried(self) -> int:
        """How many letters could be sent right now, if somebody looked."""
        return int(
            self.ask(
                "SELECT count(*) FROM notifications_notice WHERE state = 'waiting' AND channel = 'email' "
                "AND (leased_until IS NOT NULL OR next_attempt_at <= now() + %s * interval '1 second')",
                self.ahead,
            )
        )

    # Processes

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def sweep(self) -> str:
        """What cron does."""
        return self.run("manage.py", "sweep").stdout

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        """Start a process, with those it starts in turn in a group of their own."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes[name] = process
        return process

    def start_the_dead(self) -> None:
        """What a supervisor does (Docker's `restart`, systemd): a worker that lost all its children gives up."""
        for name, process in list(self.processes.items()):
            if process.poll() is not None:
                self.start(name, *process.args)  # type: ignore[misc]

    def start_sweepers(self, number: int, name: str = "worker-sweepers") -> None:
        self.start(name, sys.executable, "-m", "tests.faults.sweepers", str(number))

    def start_worker(self, name: str = "worker", concurrency: int = 2) -> None:
        options = (f"--concurrency={concurrency}", "--loglevel=WARNING", f"--hostname={name}@%h")
        self.start(name, "celery", "-A", "ehcp", "worker", *options, "--without-gossip", "--without-mingle")

    def start_beat(self, name: str = "beat") -> None:
        files = ("--pidfile=", f"--schedule={self.folder / name}-schedule")
        self.start(name, "celery", "-A", "ehcp", "beat", "--loglevel=WARNING", *files)

    def stop(self) -> None:
        """End every process that was started here and is still there."""
        for process in self.processes.values():
            with_children = [process.pid, *children_of(process.pid)]
            for pid in with_children:
                _end(pid)
            process.wait(20)

    @contextmanager
    def hints(self, every: float = 0.3) -> Iterator[None]:
        """What many acts of many people do: each asks the workers to look now."""
        broker = Celery(broker=self.redis.url)
        over = threading.Event()

        def hint() -> None:
            while not over.wait(every):
                try:
                    broker.send_task("notifications.tasks.look", expires=60, retry=False)
                except Exception:  # a broker that is away is what some scenarios are about
                    time.sleep(every)

        thread = threading.Thread(target=hint, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(30)

    def until(self, reached: Callable[[], bool], what: str, seconds: float = 300) -> float:
        """Wait until it is so; answers with the seconds it took."""
        began = time.monotonic()
        while not reached():
            if time.monotonic() - began > seconds:
                raise AssertionError(f"not within {seconds:.0f} seconds: {what}\n{self.last_words()}")
            self.start_the_dead()
            time.sleep(0.2)
        return time.monotonic() - began

    def delivers_all_letters(self) -> None:
        """Let the workers send every letter of the day. What is for the page of notices waits until tomorrow."""
        with self.database() as database:
            database.execute(
                "UPDATE notifications_notice SET next_attempt_at = next_attempt_at + interval '1 day' "
                "WHERE state = 'waiting' AND channel = 'in_app'"
            )
        while waiting := self.waiting():
            self.lets_time_pass_for_the_dead()
            assert not self.stands_still(60), f"{waiting} letters wait\n{self.last_words()}"
            self.start_the_dead()
            time.sleep(0.3)

    def lets_time_pass_for_the_dead(self) -> None:
        """If nothing moves any more, only what the killed had leased is left: its time passes, once in a while."""
        if self.stands_still() and time.monotonic() - self._time_passed_at > 5:
            self._time_passed_at = time.monotonic()
            self.waits_no_longer()

    def stands_still(self, seconds: float = 3) -> bool:
        """Whether nothing was written down and nothing sent for so long, as far as somebody asked."""
        now = self.in_the_ledger(), self.waiting()
        if now != self._last_seen:
            self._last_seen, self._since = now, time.monotonic()
        return time.monotonic() - self._since > seconds

    def last_words(self) -> str:
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text()[-1500:]}" for log in logs)

    def kill_one(
        self, chance: random.Random, database: psycopg.Connection[Any], with_its_worker: float = 0.2
    ) -> Killed | None:
        """`kill -9` of a child drawn by chance; so often with its whole worker, which is started again."""
        self.start_the_dead()
        parent = self.processes[chance.choice(list(self.processes))]
        children = children_of(parent.pid)
        if not children:
            return None
        whole = chance.random() < with_its_worker
        killed = kill(chance.choice(children), database, self.gateway.port, whole)
        if killed and whole:
            parent.wait(20)
            self.start_the_dead()
        return killed

    def looked_last(self) -> Any:
        return self.ask("SELECT at FROM notifications_heartbeat WHERE name = 'sweep'")

    # Counting

    def in_the_ledger(self) -> int:
        return int(self.ask(f"SELECT count(DISTINCT deadline_id) FROM {ON_THE_DAY}"))

    def waiting(self, channel: str = "email") -> int:
        return int(
            self.ask(
                "SELECT count(*) FROM notifications_notice WHERE state = 'waiting' AND channel = %s", channel
            )
        )

    def doubled(self) -> int:
        """Counted by what a notice is about and for whom, not by its key, which the database keeps unique anyway."""
        return int(
            self.ask(
                "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) n FROM notifications_notice "
                "GROUP BY deadline_id, event_id, rung, for_day, reader_id, organisation_id, channel) each"
            )
        )

    def count(self, council: Council) -> dict[str, int]:
        """What should be, and what is: in the ledger, and at the gateway."""
        in_the_ledger = self.in_the_ledger()
        arrived = {call.key for call in self.gateway.arrived()}
        with self.database() as database:
            said = database.execute(
                f"SELECT gateway_ref FROM {ON_THE_DAY} AND state = 'sent' AND channel = 'email'"
            ).fetchall()
        return {
            "due": council.deadlines,
            "in the ledger": in_the_ledger,
            "missing": council.deadlines - in_the_ledger,
            "doubled": self.doubled(),
            "said to be sent and never arrived": len({ref for (ref,) in said} - arrived),
            "gaps found by the reconciler": int(self.ask("SELECT count(*) FROM notifications_gap")),
            **self.gateway.count(),
        }


def nothing_is_amiss(figures: dict[str, Any], council: Council) -> None:
    """Exactly once in the ledger, at least once at the gateway, always with the same key."""
    assert figures["due"] == council.deadlines == figures["in the ledger"]
    assert figures["missing"] == figures["doubled"] == figures["gaps found by the reconciler"] == 0
    assert figures["said to be sent and never arrived"] == 0
    assert figures["gateway calls"] - figures["repeats"] == council.by_mail
    assert figures["repeats with another key"] == 0


ON_THE_DAY = "notifications_notice WHERE rung = 'on the day'"


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
