"""A mail server of the tests: a process of its own that keeps its own count of every letter it was given.

It speaks as much SMTP as a mail program needs, and writes each letter that it took down to a file, before it says
so. It can be told to be difficult (`Gateway.be`).

    python -m tests.faults.gateway PORT FOLDER        FOLDER holds `calls`, a line of JSON for each letter, and `orders`
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

from scripts.services import free_port, wait_for
from tests.faults.processes import pid_of_port

ROOT = Path(__file__).resolve().parents[2]

TOOK_IT = ("takes", "is slow", "takes and hangs up", "takes and answers 451", "kills")
"""The moods in which a letter has arrived, whatever its sender came to know of it."""


@dataclass(frozen=True)
class Call:
    """One letter that somebody handed over."""

    key: str
    letter: str
    mood: str

    @property
    def arrived(self) -> bool:
        return self.mood in TOOK_IT


class Gateway:
    """The test's side of the mail server."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed, self.port = folder, seed, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir()
        (folder / "calls").touch()
        self.be(takes=1)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.faults.gateway", str(self.port), str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        wait_for(self.port)

    def stop(self) -> None:
        """From now on connections are refused."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None

    def be(self, poison: str = "", **moods: float) -> None:
        """How it is to behave from now on: moods (`_MOODS`) with their weights, drawn anew for each letter.

        It never takes a letter whose subject begins with `poison`.
        """
        if unknown := moods.keys() - _MOODS.keys():
            raise ValueError(f"a mail server is never {unknown}")
        new = self.folder / "orders.new"
        new.write_text(json.dumps({"seed": self.seed, "moods": moods, "poison": poison}))
        new.rename(self.folder / "orders")

    def calls(self) -> list[Call]:
        """Every letter that was handed over, in order, whether it was taken or not."""
        return [Call(**json.loads(line)) for line in (self.folder / "calls").read_text().splitlines()]

    def arrived(self) -> list[Call]:
        return [call for call in self.calls() if call.arrived]

    def count(self) -> dict[str, int]:
        """Letters that arrived, how many of them arrived before, and how many did so under another key."""
        arrived = self.arrived()
        by_key = Counter(call.key for call in arrived)
        keys_of: dict[str, set[str]] = {}
        for call in arrived:
            keys_of.setdefault(call.letter, set()).add(call.key)
        return {
            "gateway calls": len(arrived),
            "repeats": len(arrived) - len(by_key),
            "repeats with another key": sum(len(keys) - 1 for keys in keys_of.values()),
        }


@contextmanager
def running(folder: Path, seed: int) -> Iterator[Gateway]:
    gateway = Gateway(folder, seed)
    gateway.start()
    try:
        yield gateway
    finally:
        gateway.stop()


# The server's side


_MOODS = {
    "takes": "250 Taken",
    "is slow": "250 Taken",
    "never answers": "",
    "says 451": "451 Not now",
    "says 421": "421 Too many letters",
    "says 550": "550 No such person",
    "hangs up": "",
    "takes and hangs up": "",
    "takes and answers 451": "451 Not now",
    "kills": "250 Taken",
}
SLOW = 0.5
"""Seconds: within anybody's patience."""


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.times: Counter[str] = Counter()

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._converse(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side was killed, or hung up
        finally:
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            match line[:4].strip().upper():
                case b"DATA":
                    writer.write(b"354 Go on\r\n")
                    if not await self._take(await reader.readuntil(b"\r\n.\r\n"), writer):
                        return
                case b"QUIT":
                    writer.write(b"221 Goodbye\r\n")
                    return
                case _:
                    writer.write(b"250 Yes\r\n")
            await writer.drain()

    async def _take(self, data: bytes, writer: asyncio.StreamWriter) -> bool:
        """Take a letter, or not, as the mood of the moment is; whether the conversation goes on."""
        message = message_from_bytes(data)
        key = message["Message-ID"]
        mood = self._mood(key, message["Subject"])
        # What the letter is, whatever key it carries: its reader and its words.
        letter = hashlib.sha256(f"{message['To']}\n{message['Subject']}\n{message.get_payload()}".encode())
        self._note({"key": key, "letter": letter.hexdigest()[:32], "mood": mood})
        if mood == "is slow":
            await asyncio.sleep(SLOW)
        elif mood == "never answers":
            await asyncio.sleep(60)
        sender = _sender_of(writer) if mood == "kills" else None
        if sender:
            # It stands still before it can read the answer, gets the answer, and does not live to write it down.
            os.kill(sender, signal.SIGSTOP)
        if answer := _MOODS[mood]:
            writer.write(f"{answer}\r\n".encode())
            await writer.drain()
        if sender:
            os.kill(sender, signal.SIGKILL)
        return bool(answer) and sender is None

    def _mood(self, key: str, subject: str) -> str:
        """By chance, but the same in every run with the same seed: it hangs on the letter and how often it came."""
        orders = json.loads((self.folder / "orders").read_text())
        self.times[key] += 1
        if orders["poison"] and subject.startswith(orders["poison"]):
            return "says 550"
        moods = orders["moods"]
        drawn = random.Random(f"{orders['seed']} {key} {self.times[key]}")
        return drawn.choices(list(moods), list(moods.values()))[0]

    def _note(self, call: dict[str, Any]) -> None:
        with (self.folder / "calls").open("a") as calls:
            calls.write(json.dumps(call) + "\n")


def _sender_of(writer: asyncio.StreamWriter) -> int:
    return pid_of_port(writer.get_extra_info("peername")[1])


async def _serve(port: int, folder: Path) -> None:
    server = await asyncio.start_server(Server(folder).meet, "127.0.0.1", port, backlog=512)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))
