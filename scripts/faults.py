"""Kills, crashes and outages in full: `make faults`. FAULTS_SEED=... repeats a run; further words go to pytest.

What cannot be run here is a failure: nothing is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from services import NotHere, postgres, redis

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "tests/faults", "--verbose", "--durations=0"]


def main() -> int:
    for name in ("DATABASE_URL", "REDIS_URL", "ENVIRONMENT", "VAR"):
        os.environ.pop(name, None)
    try:
        with postgres() as database, redis() as broker:
            services = {"DATABASE_URL": database, "TEST_REDIS_URL": broker}
            run = {"FAULTS": "full"} | dict(os.environ) | services
            return subprocess.run([*PYTEST, *sys.argv[1:]], cwd=ROOT, env=run).returncode
    except NotHere as why:
        print(f"FAILED: nothing could be run: {why}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
