"""The settings of a test run: those of the service, with practice mode in, so that its pages are tested with the rest.

tests/test_settings.py starts the other environments, each in a process of its own.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# What a run writes is its own: several can go on side by side, and a developer's own var/ stays as it was.
# Each worker of a run has its part of the run's folder: workers end too abruptly to tidy up.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    SCRATCH = str(Path(os.environ["VAR"], worker))
else:
    SCRATCH = tempfile.mkdtemp(prefix="ehcp-tests-")
    atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
os.environ["VAR"] = SCRATCH
os.environ["DOTENV"] = os.devnull
os.environ.setdefault("ENVIRONMENT", "practice")
# At whichever hour the tests run, letters go out: those about quiet hours say so.
os.environ.setdefault("QUIET_FROM", "0")
os.environ.setdefault("QUIET_UNTIL", "0")

from ehcp.settings import *  # noqa: F403
from ehcp.settings import DATABASE, VAR

if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as at work: in memory all threads of a live server would share one connection.
    DATABASE["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    # A test run need not survive a power cut.
    DATABASE["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

# Quick rather than strong: the passwords of the cast guard nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Messages stay in this process's memory, even where the environment names a Redis.
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}

# Nothing is remembered from one test to the next, and the cast may sign in as often as a story needs.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
