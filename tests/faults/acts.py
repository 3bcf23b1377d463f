"""Acts of people: `python -m tests.faults.acts CASE... [--dies]`: the manager agrees to assess in each of these cases.

With `--dies` each act has a process of its own, which is killed after the act is committed and before anybody is
given a hint of it. Without, it answers with the seconds that the slowest of them took.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

import django


def main(cases: list[int], dies: bool) -> int:
    django.setup()
    if dies:
        return sum(_dies(case) for case in cases)
    sys.stdout.write(str(max(_agree(case) for case in cases)))
    return 0


def _agree(pk: int) -> float:
    from ehcp.models import Case, User

    case, manager = Case.objects.get(pk=pk), User.objects.get(memberships__role="manager")
    began = time.monotonic()
    case.agree_to_assess(by=manager, reasons="There may be needs that call for a plan.")
    return time.monotonic() - began


def _dies(pk: int) -> int:
    """0 if the act was committed and its process died then."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        return int(not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL))
    try:
        _kill_at_the_hint()
        _agree(pk)
    finally:
        os._exit(1)


def _kill_at_the_hint() -> None:
    from workflows.acts import act_performed

    def dies(**kwargs: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    assert act_performed.disconnect(dispatch_uid="notifications.nudge")
    act_performed.connect(dies, weak=False)


if __name__ == "__main__":
    sys.exit(main([int(case) for case in sys.argv[1:] if case != "--dies"], "--dies" in sys.argv))
