"""docs/a-late-case.md is what the service says: each message to each person, from the missing advice to the plan."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from ehcp.management.commands.journey import FROM_HERE
from workflows.clock import in_words

PAGE = Path(settings.BASE_DIR) / "docs" / "a-late-case.md"
DAYS = "2026-04-09..2026-06-22"
DYLAN = "examples/cases/dylan-13-autism-mental-health.json"
COMMAND = f"manage.py journey {DYLAN} --told {DAYS} --into docs/a-late-case.md"


# Played once, for all its tests.
pytestmark = pytest.mark.xdist_group("a late case")


@pytest.fixture(scope="module")
def told(play) -> str:
    return play(settings.BASE_DIR / DYLAN, "--told", DAYS)


def of_the_day(told: str, day: date) -> str:
    return told.partition(f"## {in_words(day)}\n")[2].partition("\n## ")[0]


def test_the_page_is_what_the_service_says_now(told):
    written = PAGE.read_text(encoding="utf-8").partition(FROM_HERE)[2]
    assert written.strip() == told.strip(), f"Write it anew: {COMMAND}"


def test_the_page_says_how_it_is_made():
    assert COMMAND in PAGE.read_text(encoding="utf-8")


def test_the_family_is_told_of_the_delay_two_weeks_before_the_day(told):
    said = of_the_day(told, date(2026, 5, 25))
    assert "**Karen Hartley and Lee Hartley, on the page and by e-mail**" in said
    assert "One step will be later than the day the law sets" in said
    assert "The earliest day we can reach now is Tuesday 9 June 2026." in said


@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (date(2026, 6, 9), "We are late, and are sorry"),
        (date(2026, 6, 10), "Why a step is late, and when to expect it"),
        (date(2026, 6, 15), "We have answered your question"),
        (date(2026, 6, 17), "How it stands with the step that is late"),
    ],
)
def test_then_it_hears_that_it_is_late_why_and_how_it_stands(told, day, subject):
    assert subject in of_the_day(told, day)


def test_nothing_but_the_heads_of_messages_names_anybody(told):
    quoted = "\n".join(line for line in told.splitlines() if line.startswith(">"))
    assert len(quoted) > 3_000
    assert not re.search(r"Dylan|Hartley|Karen|Lee\b|Larch|Bridgewater|autis|anxi|2012|2013", quoted)
