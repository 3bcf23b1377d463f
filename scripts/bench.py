"""Every benchmark in tests/bench, one after the other: `make bench`. Each prints what it measured."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    benchmarks = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    if not benchmarks:
        print("There are no benchmarks yet: they would be tests/bench/bench_*.py.")
        return 0
    # -s: what a benchmark prints is what it is for.
    names = [str(path.relative_to(ROOT)) for path in benchmarks]
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-o", "python_files=bench_*.py", *names]
    return subprocess.run(command, cwd=ROOT, env=os.environ).returncode


if __name__ == "__main__":
    sys.exit(main())
