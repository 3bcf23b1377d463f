"""A second hand for a sweep that has much to do: while one reckons, the database writes for the other.

Each hand has a connection of its own and takes whole batches; what one has locked the other skips. It lends itself
only where that is so: on PostgreSQL, and outside any transaction, whose rows another connection would not see.
"""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue

from django.db import connection


class SecondHand:
    """Does the same work in a thread once it is asked to help, and says how much it has done."""

    def __init__(self, work: Callable[[], Iterator[int]]) -> None:
        self._work = work
        self._done: SimpleQueue[int] = SimpleQueue()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def help(self) -> None:
        """Begin, if it has not yet and may."""
        if self._thread is None and connection.vendor == "postgresql" and not connection.in_atomic_block:
            # The day it is may be set for this block only.
            here = contextvars.copy_context()
            self._thread = threading.Thread(
                target=here.run, args=[self._run], name="second hand", daemon=True
            )
            self._thread.start()

    def done(self) -> int:
        """What it has done since it was last asked."""
        number = 0
        while not self._done.empty():
            number += self._done.get()
        return number

    def finish(self) -> int:
        """Wait until it finds no more to do; what it has done since it was last asked."""
        if self._thread:
            self._thread.join()
        return self.done()

    def stop(self) -> None:
        """Let it end the batch it is at, and take no other."""
        self._stop.set()
        self.finish()

    def _run(self) -> None:
        try:
            for number in self._work():
                self._done.put(number)
                if self._stop.is_set():
                    return
        finally:
            connection.close()
