"""What every test may ask for. The cast is in tests/people.py."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase

from ehcp import bank_holidays
from tests import people
from workflows import clock, triggers

BROWSER_TESTS = Path(__file__).parent / "browser"


NEEDS_A_SERVICE = ("django_db", "postgres", "redis", "browser")
NEEDS_THE_DATABASE = {"db", "transactional_db"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker("browser")
        if not _needs_the_database(item):
            item.add_marker("no_database")


def _needs_the_database(item: pytest.Item) -> bool:
    """Whether it may come out otherwise on another database. A journey, which brings its own, does not."""
    return (
        not NEEDS_THE_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))
        or any(item.get_closest_marker(name) for name in NEEDS_A_SERVICE)
        or issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out what this run has not got. `make test` gives it everything."""
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("not on PostgreSQL: DATABASE_URL names another database")
    if item.get_closest_marker("redis") and "TEST_REDIS_URL" not in os.environ:
        pytest.skip("no Redis: TEST_REDIS_URL is not set")
    if item.get_closest_marker("browser") and not (
        shutil.which("chromium") or shutil.which("chromium-browser")
    ):
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail("REQUIRE_SERVICES=1, and Chromium is not installed")
        pytest.skip("Chromium is not installed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What each fault test counted, and the seed that repeats it, whether it was passed or not."""
    reports = [report for each in terminalreporter.stats.values() for report in each]
    said = [line for r in reports for name, line in getattr(r, "user_properties", ()) if name == "faults"]
    if said:
        terminalreporter.section("faults")
        terminalreporter.write_line("\n".join(dict.fromkeys(said)))


@pytest.fixture(autouse=True, scope="session")
def _bank_holidays_are_the_built_in_ones() -> None:
    """A test that wants those of the table says so: bank_holidays.install()."""
    bank_holidays.uninstall()


@pytest.fixture(autouse=True)
def _days_are_as_they_are() -> Iterator[None]:
    """Practice mode asks the database what day it is. Tests that want it to say so: days.install()."""
    clock.use(None)
    yield
    clock.use(None)


@pytest.fixture(autouse=True)
def _rules_come_down_before_the_database_is_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions ends by emptying every table, which the database's own rules refuse.

    Emptying ends with post_migrate, which puts them up again.
    """
    mark = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(request.fixturenames)
    if not asked and not (mark and mark.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("_django_db_helper")  # which empties: up before this one, so down after it
    yield
    triggers.take_down()


@pytest.fixture
def redis_url() -> str:
    """A Redis that a test may fill and empty as it likes."""
    return os.environ["TEST_REDIS_URL"]


@pytest.fixture
def cast(db) -> people.Cast:
    return people.the_cast()
