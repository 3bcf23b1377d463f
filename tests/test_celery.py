"""Celery without any server: the worker of the demo, whose messages are files."""

import os
import subprocess
import sys
import time
from pathlib import Path
from sysconfig import get_path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_one_process_is_worker_and_beat_and_needs_no_server(tmp_path):
    here = {
        "PATH": f"{get_path('scripts')}:{os.environ['PATH']}",
        "ENVIRONMENT": "practice",
        "DOTENV": os.devnull,
        "VAR": str(tmp_path),
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=here, check=True)
    log = tmp_path / "log"
    command = ["celery", "-A", "ehcp", "worker", "-B", "-P", "solo", "--loglevel=INFO"]
    with log.open("wb") as said:
        worker = subprocess.Popen(command, cwd=ROOT, env=here, stdout=said, stderr=said)
    try:
        until = time.monotonic() + 60
        while "Task notifications.tasks.look" not in log.read_text() or "succeeded in" not in log.read_text():
            assert worker.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
    finally:
        worker.terminate()
        worker.wait(60)
