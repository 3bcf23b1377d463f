"""Prints for each engine how many seconds each step took, as JSON."""

import json
import sys
import time
from importlib import import_module
from types import ModuleType

import django
from django.conf import settings
from environ import Env

STEPS = 400
ENGINES = {
    "django-fsm": "engines.by_django_fsm",
    "viewflow": "engines.by_viewflow",
    "SpiffWorkflow": "engines.by_spiffworkflow",
}


def main() -> None:
    database = Env().db_url("DATABASE_URL")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # Written durably, as ours is (ehcp/settings.py).
        init = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        database["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "init_command": init}
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "viewflow",
            "viewflow.workflow",
            "engines",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()

    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the tables that point at those
    by = User.objects.create_user("officer", is_staff=True)
    seconds = {name: _seconds_of_each_step(import_module(module), by) for name, module in ENGINES.items()}
    json.dump(seconds, sys.stdout)


def _seconds_of_each_step(engine: ModuleType, by: object) -> list[float]:
    from django.db import transaction

    with transaction.atomic():
        rows = [engine.begin(by) for _ in range(STEPS)]
    seconds = []
    for row in rows:
        began = time.perf_counter()
        engine.step(row, by)
        seconds.append(time.perf_counter() - began)
    return seconds


if __name__ == "__main__":
    main()
