"""What the gateways took from us, kept outside the database, so that a restore does not forget it.

One line for each notice: the digest of its key, the gateway's reference, the time. Nothing says whose it was. The
files, one a month, stand in VAR/outbox on the machine that sent. They must never be restored with the database; where
several machines send, they share the folder, or each is asked.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

KEPT_FOR = timedelta(days=400)
"""Nobody restores a database that is older."""


def folder() -> Path:
    found = Path(settings.VAR) / "outbox"
    found.mkdir(parents=True, exist_ok=True)
    return found


def add(reference: str, *keys: str) -> None:
    """Note that a gateway took a message, and the keys of all that it said; on the disk when this returns."""
    now = timezone.now()
    taken = f"{''.join(reference.split())} {now.isoformat(timespec='seconds')}"
    lines = "".join(f"{_digest(key)} {taken}\n" for key in keys)
    path = folder() / f"sent-{now:%Y-%m}.log"
    if not path.exists():
        _forget_before(f"sent-{now - KEPT_FOR:%Y-%m}.log")
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, lines.encode())  # one write: lines of several processes do not mix
        os.fsync(file)
    finally:
        os.close(file)


def find(key: str) -> str | None:
    """The reference under which a gateway took the message of this key; None if none did."""
    digest = f"{_digest(key)} ".encode()
    for path in sorted(folder().glob("sent-*.log"), reverse=True):
        with path.open("rb") as file:
            if not path.stat().st_size:
                continue
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
                at = lines.find(digest)
                if at >= 0:
                    end = lines.find(b"\n", at)
                    _, reference, *_ = lines[at : end if end >= 0 else len(lines)].decode().split(" ")
                    return reference
    return None


def _forget_before(name: str) -> None:
    for path in folder().glob("sent-*.log"):
        if path.name < name:
            path.unlink(missing_ok=True)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
