from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

CASES = Path(__file__).resolve().parents[2] / "examples" / "cases"


@pytest.fixture(scope="module")
def play(django_db_blocker):
    """Play a case file and get what is printed. A journey brings a database of its own."""

    def told(path: Path, *options: str) -> str:
        out = StringIO()
        with django_db_blocker.unblock():
            call_command("journey", str(path), *options, stdout=out)
        return out.getvalue()

    return told


def last_line(told: str) -> str:
    return told.splitlines()[-1]


def the_day(told: str, day: str) -> list[str]:
    """What is told of one day."""
    return told.split(f"\n{day}\n")[1].split("\n\n")[0].splitlines()
