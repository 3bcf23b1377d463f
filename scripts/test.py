"""Every check and every test: `make test`. Its last lines say what was left out, and why.

With REQUIRE_SERVICES=1 nothing may be left out. PYTEST_WORKERS sets how many tests run at a time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from services import NotHere, postgres, redis

ROOT = Path(__file__).resolve().parent.parent
NOTHING_MAY_BE_LEFT_OUT = os.environ.get("REQUIRE_SERVICES") == "1"
WORKERS = os.environ.get("PYTEST_WORKERS", str(min(os.cpu_count() or 1, 4)))
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "loadgroup"]
NO_TEST_RAN = 5

failed: list[str] = []
left_out: list[str] = []


def main() -> int:
    os.chdir(ROOT)
    # Every run speaks for itself: what a developer's own shell or .env says of databases is not tested.
    for name in ("DATABASE_URL", "REDIS_URL", "ENVIRONMENT", "VAR"):
        os.environ.pop(name, None)

    run("style, types and templates", ["make", "--no-print-directory", "--keep-going", "lint"])
    suite("SQLite", "not redis and not postgres")
    with ExitStack() as servers:
        try:
            services = {
                "DATABASE_URL": servers.enter_context(postgres()),
                "TEST_REDIS_URL": servers.enter_context(redis()),
            }
        except NotHere as why:
            left_out.append(f"everything on PostgreSQL and Redis: {why}")
        else:
            # What asks nothing of a database has just been run.
            suite("PostgreSQL and Redis", "not no_database", **services)

    print()
    for what in left_out:
        print(f"LEFT OUT: {what}")
    if left_out and NOTHING_MAY_BE_LEFT_OUT:
        failed.append("REQUIRE_SERVICES=1, and something was left out")
    for what in failed:
        print(f"FAILED: {what}")
    if not failed:
        print("Everything passed." if not left_out else "Everything that ran passed.")
    return 1 if failed else 0


def suite(where: str, which: str, **environment: str) -> None:
    """All tests, in two parts: a browser's event loop and Django's check against one do not get on."""
    for part, marks, extra in (
        ("tests", "not browser", {}),
        ("browser tests", "browser", {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}),
    ):
        expression = f"({marks}) and ({which})" if which else marks
        run(f"{part} on {where}", [*PYTEST, "-m", expression], **environment, **extra)


def run(name: str, command: list[str], **environment: str) -> None:
    print(f"\n=== {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run(command, env=os.environ | environment).returncode
    print(f"=== {name}: {time.monotonic() - began:.0f} seconds", flush=True)
    if code == NO_TEST_RAN and command[:3] == PYTEST[:3]:
        left_out.append(f"{name}: there are none")
    elif code:
        failed.append(name)


if __name__ == "__main__":
    sys.exit(main())
