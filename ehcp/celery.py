"""The Celery application: `celery -A ehcp worker`, `celery -A ehcp beat`. What it obeys is in settings.py."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from celery import Celery
from celery.beat import Scheduler
from celery.signals import setup_logging
from django.conf import settings
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehcp.settings")

app = Celery("ehcp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class Timetable(Scheduler):
    """Beat does what notifications has in its timetable. Only the name is known here: ehcp imports no notifications.

    It remembers nothing between two starts and keeps no file: what is owed is in the database, and a message only says
    "look". So two beats side by side do no harm. A timetable that cannot be read ends beat. (Celery's own signal for
    this would log the error, and go on with none.)
    """

    def setup_schedule(self) -> None:
        self.app.conf.beat_schedule = import_string("notifications.tasks.TIMETABLE")
        super().setup_schedule()
        for line in self.schedule.values():
            # It may have been away for long: everything is due at once.
            line.last_run_at -= timedelta(days=1)

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        result = super().apply_async(*args, **kwargs)
        # A beat that hangs, or whose messages nobody takes, does not come to this line (scripts/healthy.py).
        Path(settings.BEAT_LAST_MESSAGE).touch()
        return result


@setup_logging.connect
def log_as_django_does(**kwargs: Any) -> None:
    """Celery leaves logging alone: settings.LOGGING keeps children's data out, and holds here too."""
