"""PostgreSQL and Redis for a test run: servers of its own, on free ports, gone when it ends.

A server that already runs on the machine is neither used nor touched, so that its data and its passwords do not
matter. Where no server program is installed, TEST_DATABASE_URL and TEST_REDIS_URL can name servers elsewhere.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NotHere(Exception):
    """The service cannot be had on this machine; the words say why."""


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server whose owner may create databases."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    # What a test wrote need not survive a power cut.
    with own_postgres("-c fsync=off -c full_page_writes=off") as server:
        yield server.url


@contextmanager
def redis() -> Iterator[str]:
    """The URL of a Redis server that nothing else uses."""
    if url := os.environ.get("TEST_REDIS_URL"):
        yield url
        return
    with own_redis() as server:
        yield server.url


@contextmanager
def own_postgres(options: str = "") -> Iterator[Postgres]:
    """A PostgreSQL server of one's own, to stop and start at will; durable, unless the options say otherwise."""
    with _folder() as folder:
        server = Postgres(folder, options)
        server.start()
        try:
            yield server
        finally:
            server.crash()


@contextmanager
def own_redis() -> Iterator[Redis]:
    """A Redis server of one's own, to be stopped and started at will."""
    with _folder() as folder:
        server = Redis(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


class Postgres:
    """A PostgreSQL server in a folder, on a port of its own."""

    def __init__(self, folder: Path, options: str) -> None:
        if os.geteuid() == 0:
            os.chown(folder, _owner().pw_uid, -1)
        self.folder, self.data, self.port = folder, folder / "data", free_port()
        self.binaries = _postgres_binaries()
        self.options = (
            f"-p {self.port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=60 {options}"
        )
        self._does(
            "initdb", "--no-sync", "--pgdata", self.data, "--username=ehcp", "--auth=trust", "--encoding=UTF8"
        )

    @property
    def url(self) -> str:
        return f"postgres://ehcp@127.0.0.1:{self.port}/ehcp"

    def start(self) -> None:
        """Start it, and wait until it answers; after a crash that is once it has recovered."""
        log = self.folder / "log"
        self._does("pg_ctl", "start", "-w", "-D", self.data, "-l", log, "-o", self.options)

    def crash(self) -> None:
        """End it at once: nothing is finished, and nothing is written out."""
        self._does("pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.data)

    def _does(self, program: str, *more: str | Path) -> None:
        _as_owner(self.binaries / program, *more)


class Redis:
    """A Redis server in a folder, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = shutil.which("redis-server")
        if not program:
            raise NotHere("redis-server is not installed")
        at = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.server = subprocess.Popen([program, *at], stdout=subprocess.DEVNULL)
        wait_for(self.port)

    def stop(self) -> None:
        if self.server:
            self.server.terminate()
            self.server.wait(20)
            self.server = None


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, seconds: float = 30) -> None:
    """Until something answers on this port of this machine."""
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise NotHere(f"nothing answered on port {port} within {seconds:.0f} seconds") from None
            time.sleep(0.1)
        else:
            return


def _postgres_binaries() -> Path:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    if not found:
        raise NotHere("PostgreSQL's server programs (initdb, pg_ctl) are not installed")
    return Path(found).parent


def _as_owner(*command: str | Path) -> None:
    """PostgreSQL refuses to run as root; the user that came with its package runs it then."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", _owner().pw_name, "--", *words]
    # The server inherits these streams and outlives the command: a pipe would never end.
    with tempfile.TemporaryFile() as said:
        if subprocess.run(words, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/").returncode:
            said.seek(0)
            raise NotHere(f"PostgreSQL could not be started: {said.read().decode().strip()}")


def _owner() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise NotHere("there is no user called postgres to run PostgreSQL, and root may not") from None


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ehcp-", ignore_cleanup_errors=True) as name:
        yield Path(name)
