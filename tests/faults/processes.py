"""Processes of this machine: their children, whom they talk to, and how to kill one and know what it was at."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

PROC = Path("/proc")


def children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in (PROC / f"{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def pid_of_port(port: int) -> int:
    """The process that holds the near end of a connection from this port of this machine."""
    socket = _sockets().get(port, (0, ""))[1]
    for folder in PROC.glob("[0-9]*/fd"):
        if socket in _sockets_of(folder):
            return int(folder.parent.name)
    raise ProcessLookupError(f"nobody holds port {port}")


def connections_of(pid: int) -> dict[int, int]:
    """The near port of each connection of a process, with the far port."""
    own = _sockets_of(PROC / f"{pid}/fd")
    return {near: far for near, (far, socket) in _sockets().items() if socket in own}


def _sockets() -> dict[int, tuple[int, str]]:
    """Each connection in use on this machine: its near port, its far port, and its name in a process's folder."""
    found = {}
    for line in (PROC / "net/tcp").read_text().splitlines()[1:]:
        _, near, far, state, *_ = words = line.split()
        if state == ESTABLISHED:
            found[_port(near)] = (_port(far), f"socket:[{words[9]}]")
    return found


ESTABLISHED = "01"


def _port(address: str) -> int:
    return int(address.split(":")[1], 16)


def _sockets_of(folder: Path) -> set[str]:
    try:
        return {str(each.readlink()) for each in folder.iterdir()}
    except (FileNotFoundError, PermissionError):
        return set()


@dataclass(frozen=True)
class Killed:
    """What a process was at when it was killed."""

    in_a_transaction: bool = False
    at_the_gateway: bool = False
    between_two_steps: bool = False

    @property
    def working(self) -> bool:
        return self.in_a_transaction or self.at_the_gateway or self.between_two_steps

    def __str__(self) -> str:
        if self.at_the_gateway:
            return "at the gateway"
        return "in a transaction" if self.in_a_transaction else "between steps" if self.working else "idle"


A_STEP = 0.5
"""Seconds. Who asked the database something within them is in the middle of its work, even if nothing is under way."""


def kill(
    pid: int, database: psycopg.Connection[Any], gateway_port: int, whole: bool = False
) -> Killed | None:
    """`kill -9`: stop it first, so that what it is at can be read in peace. None if it was gone already.

    `whole` kills everything that was started together with it.
    """
    try:
        os.kill(pid, signal.SIGSTOP)
        connections = connections_of(pid)
        in_a_transaction, lately = _at_the_database(database, list(connections))
        at_the_gateway = gateway_port in connections.values()
        if whole:
            os.killpg(os.getpgid(pid), signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return None
    return Killed(
        in_a_transaction=in_a_transaction,
        at_the_gateway=at_the_gateway,
        between_two_steps=lately and not in_a_transaction and not at_the_gateway,
    )


def _at_the_database(database: psycopg.Connection[Any], ports: list[int]) -> tuple[bool, bool]:
    """Whether one of these connections is in a transaction, and whether one was used within a step."""
    found = database.execute(
        "SELECT bool_or(xact_start IS NOT NULL), bool_or(clock_timestamp() - state_change < %s * interval '1 second') "
        "FROM pg_stat_activity WHERE client_port = ANY(%s)",
        (A_STEP, ports),
    ).fetchone()
    in_a_transaction, lately = found or (False, False)
    return bool(in_a_transaction), bool(lately)
