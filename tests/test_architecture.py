"""Who may import whom: the contracts in pyproject.toml, run with the tests."""

import subprocess
from pathlib import Path
from sysconfig import get_path

ROOT = Path(__file__).resolve().parent.parent


def test_nobody_imports_what_they_must_not():
    lint = subprocess.run(
        [Path(get_path("scripts")) / "lint-imports", "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr
