"""manage.py demo: set up once, and never over somebody else's people."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ehcp.models import User
from ehcp.practice import council
from ehcp.practice.models import PracticeClock

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def built(monkeypatch):
    """Days on which the council was built, in place of building it."""
    days: list[date] = []

    def build(today):
        days.append(today)
        PracticeClock.set(today=today)

    monkeypatch.setattr(council, "build", build)
    return days


@pytest.fixture
def demo(db):
    def run(*options: str) -> str:
        out = StringIO()
        call_command("demo", "--build-only", *options, stdout=out)
        return out.getvalue()

    return run


def test_an_empty_database_is_filled_once(demo, built):
    demo()
    demo()
    assert len(built) == 1


def test_it_is_never_put_over_other_peoples_plans(demo, built):
    User.objects.create_user("real@people.example", full_name="A real person")
    for options in ([], ["--fresh"]):
        with pytest.raises(CommandError, match="holds people who did not come from practice"):
            demo(*options)
    assert built == []
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_can_begin_again(demo, built):
    demo()
    User.objects.create_user("samina@people.example", full_name="Samina Siddiqui")
    demo("--fresh")
    assert len(built) == 2
    assert not User.objects.exists()


def test_a_port_that_is_taken_is_named_before_anything_is_done(db, built):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"port {port} already. .*--port {port + 1}"):
            call_command("demo", "--port", str(port))
    assert built == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_one_command_and_the_site_is_there_until_it_is_stopped(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "DOTENV": os.devnull,
        "VAR": str(tmp_path),
        "ENVIRONMENT": "practice",
        "WEB_CONCURRENCY": "1",
    }
    demo = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        screen = []
        for line in demo.stdout:
            screen.append(line)
            if "Ctrl-C" in line:
                break
        assert f"http://127.0.0.1:{port}/practice/" in "".join(screen)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/practice/") as page:
            assert "Laura Robinson" in page.read().decode()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/css/plans.css") as style:
            assert style.status == 200
    finally:
        demo.send_signal(signal.SIGINT)
        assert demo.wait(60) == 0
        demo.stdout.close()
    for _ in range(50):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.2)
    pytest.fail("The web server still answers.")
