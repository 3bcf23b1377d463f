"""Many at once who do what cron does: `python -m tests.faults.sweepers NUMBER [once]`.

Each is a process that runs `manage.py sweep` again and again; one that ends, or is killed, is followed by another.
With `once` each runs it once, and the exit code says whether all of them went well.
"""

from __future__ import annotations

import os
import sys
import time
import traceback

import django
from django.core.management import call_command


def main(number: int, once: bool) -> int:
    django.setup()
    here = {_begin(once) for _ in range(number)}
    went_wrong = 0
    while here:
        pid, status = os.wait()
        here.remove(pid)
        went_wrong += bool(status)
        if not once:
            here.add(_begin(once))
    return min(went_wrong, 1)


def _begin(once: bool) -> int:
    if pid := os.fork():
        return pid
    try:
        while True:
            call_command("sweep", verbosity=0)
            if once:
                os._exit(0)
            time.sleep(0.05)
    except BaseException:  # a fork must never run on into its parent's part
        traceback.print_exc()
        time.sleep(0.2)  # the database is away, say: who comes next need not find that out a thousand times
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), "once" in sys.argv[2:]))
