"""The doors for Celery, and the hint that something happened."""

import re
import time
from pathlib import Path

import pytest

from ehcp.celery import app
from notifications import tasks
from notifications.models import Heartbeat, Notice
from tests import people
from workflows import clock

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def hints(monkeypatch):
    """Hints that were given, each as the time it was given at."""
    given = []
    monkeypatch.setattr(tasks, "_quiet_until", 0.0)
    monkeypatch.setattr(tasks.look, "apply_async", lambda **options: given.append(options))
    return given


def test_the_timetable_names_tasks_that_there_are():
    app.loader.import_default_modules()
    assert {line["task"] for line in tasks.TIMETABLE.values()} <= set(app.tasks)


def test_looking_writes_down_and_sends(cast):
    people.requested(cast)
    with clock.at(people.REQUEST):
        tasks.look()
    assert Notice.objects.filter(state="sent").count() == 4
    assert Heartbeat.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_act_gives_the_worker_a_hint_after_commit(cast, hints):
    people.requested(cast)
    assert len(hints) == 1


def test_acts_in_one_moment_give_one_hint(hints):
    for _ in range(5):
        tasks.nudge()
    assert len(hints) == 1


@pytest.fixture
def no_broker(monkeypatch):
    """The service as it is while its Redis is away."""
    monkeypatch.setattr(tasks, "_quiet_until", 0.0)
    before = app.conf.broker_write_url
    app.conf.broker_write_url = "redis://127.0.0.1:9/0"  # nothing listens there
    yield
    app.conf.broker_write_url = before


def test_without_a_broker_a_hint_is_given_up_at_once_and_in_silence(no_broker):
    began = time.monotonic()
    tasks.nudge()
    assert time.monotonic() - began < 1
    assert tasks._quiet_until > time.monotonic() + 20  # the next pages do not even try


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_an_act_goes_through_and_its_news_is_not_lost(cast, no_broker):
    people.requested(cast)
    with clock.at(people.REQUEST):
        tasks.look()
    assert Notice.objects.filter(event__act="receive_request", state="sent").count() == 4


def test_nothing_is_ever_put_off_inside_the_broker():
    """What is owed later is a row with a day; a message that waits in Redis is run twice or lost."""
    for folder in ("notifications", "workflows", "ehcp"):
        for file in (ROOT / folder).rglob("*.py"):
            assert not re.search(r"\b(eta|countdown)\s*=", file.read_text()), file
