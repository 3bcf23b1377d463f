"""manage.py demo: a whole council to try out, on this machine. `make demo` calls it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ehcp.models import Child, User
from ehcp.practice import council, days, who
from ehcp.practice.models import PracticeClock
from workflows import clock, triggers

HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds until the site has to answer."""
LOG = settings.VAR / "demo.log"
"""What the worker and the web server say."""
LAST_LINES = 20
GOODBYE = 15.0
"""Seconds for a child process to end what it has in hand."""


class Command(BaseCommand):
    help = (
        "Set up a fictional council and serve it, with its worker and timetable, until Ctrl-C. "
        "It goes on where it stopped; --fresh begins again on today's date."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--fresh", action="store_true", help="empty the practice database and fill it anew"
        )
        parser.add_argument("--build-only", action="store_true", help="set up the council, and serve nothing")

    def handle(self, *args: Any, port: int, fresh: bool, build_only: bool, **options: Any) -> None:
        if not build_only:
            self._check_free(port)
        call_command("migrate", verbosity=0, interactive=False)
        self._check_ours()
        if fresh and PracticeClock.the_one():
            self._empty()
        if PracticeClock.the_one() is None:
            self._fill()
        # A copy of a practice database is nobody's restore: nothing it says leaves this machine.
        call_command("outbox", "open", stdout=StringIO())
        if not build_only:
            self._serve(port)

    # The council

    def _check_ours(self) -> None:
        """In practice anyone can become anyone: never with a database that holds somebody else's people."""
        if PracticeClock.the_one() is None and User.objects.exists():
            raise CommandError(
                "This database holds people who did not come from practice, and in practice mode anyone can sign in "
                "as anyone. Give practice a database of its own: leave DATABASE_URL out, or name an empty one."
            )

    def _empty(self) -> None:
        triggers.take_down()
        call_command(
            "flush", verbosity=0, interactive=False
        )  # ends with post_migrate, which puts the rules up again

    def _fill(self) -> None:
        self._say("Filling the council with people and what they did: about half a minute ...")
        began = time.monotonic()
        council.build(datetime.now(clock.ENGLAND).date())
        self._say(f"{Child.objects.count()} children, in {time.monotonic() - began:.0f} seconds.")

    # Serving it

    def _check_free(self, port: int) -> None:
        with socket.socket() as knock:
            knock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                knock.bind((HOST, port))
            except OSError:
                raise CommandError(
                    f"Something else answers on port {port} already. Choose another: manage.py demo --port {port + 1}"
                ) from None

    def _serve(self, port: int) -> None:
        here = f"http://{HOST}:{port}"
        environment = {
            **os.environ,
            "ENVIRONMENT": "practice",
            "SITE_URL": os.environ.get("SITE_URL", here),
            "BIND": f"{HOST}:{port}",
            "WEB_CONCURRENCY": os.environ.get("WEB_CONCURRENCY", "2"),
        }
        signal.signal(signal.SIGTERM, _interrupt)
        worker = [
            *_python("celery"),
            "-A",
            "ehcp",
            "worker",
            "--beat",
            "--pool",
            "solo",
            "--loglevel",
            "WARNING",
        ]
        web = [*_python("gunicorn"), "ehcp.wsgi", "--log-level", "warning"]
        with (
            LOG.open("wb") as log,
            _running(worker, environment, log) as at_work,
            _running(web, environment, log) as serving,
        ):
            try:
                self._wait_for(f"{here}/health", at_work, serving)
                self._welcome(here)
                while at_work.poll() is None and serving.poll() is None:
                    time.sleep(0.5)
            except KeyboardInterrupt:
                self._say("\nStopping.")
                return
        raise _stopped("The worker or the web server stopped by itself.")

    def _wait_for(self, address: str, *processes: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and all(each.poll() is None for each in processes):
            try:
                with urllib.request.urlopen(address, timeout=5):  # noqa: S310  (our own address)
                    return
            except urllib.error.HTTPError:
                return  # it answers, and says itself what is wrong
            except OSError:
                time.sleep(0.2)
        raise _stopped("The site does not answer.")

    def _welcome(self, here: str) -> None:
        first = who.groups()[0].people
        width = max(len(str(person.user)) for person in first)
        lines = [
            "",
            f"  Northmoor is open. It is {clock.in_words(days.today())} there.",
            "",
            f"      {here}/practice/",
            "",
            "  A click on a name signs you in as that person. Begin with:",
            "",
            *(f"      {person.user!s:{width}}  {who.BEGIN_WITH[person.user.email]}" for person in first),
            "",
            "  The yellow bar on every page moves the day on: reminders go out, and what is not done becomes late.",
            "  Ctrl-C stops everything; started again, it goes on from there. To begin again: manage.py demo --fresh",
            f"  What the worker and the web server say: {LOG}",
            "",
        ]
        self._say("\n".join(lines))

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()  # at once, also into a pipe: it goes on for hours


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], log: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """A child process that ends with the block. It is asked once, and made to after a while."""
    # In a session of its own, so that Ctrl-C reaches us alone and each child is asked by us.
    process = subprocess.Popen(  # noqa: S603  (our own commands)
        command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stopped(words: str) -> CommandError:
    last = "".join(f"    {line}\n" for line in LOG.read_text(errors="replace").splitlines()[-LAST_LINES:])
    return CommandError(f"{words} The last lines of {LOG} say why:\n{last}")


def _interrupt(*args: Any) -> None:
    raise KeyboardInterrupt
