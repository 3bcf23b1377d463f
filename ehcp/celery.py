"""The Celery application: `celery -A ehcp worker`, `celery -A ehcp beat`. What it obeys is in settings.py."""

import os
from typing import Any

from celery import Celery
from celery.beat import PersistentScheduler
from celery.signals import setup_logging
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehcp.settings")

app = Celery("ehcp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class Timetable(PersistentScheduler):
    """Beat does what notifications has in its timetable. Only the name is known here: ehcp imports no notifications.

    A timetable that cannot be read ends beat. (Celery's own signal for this would log the error, and go on with none.)
    """

    def setup_schedule(self) -> None:
        self.app.conf.beat_schedule = import_string("notifications.tasks.TIMETABLE")
        super().setup_schedule()


@setup_logging.connect
def log_as_django_does(**kwargs: Any) -> None:
    """Celery leaves logging alone: settings.LOGGING keeps children's data out, and holds here too."""
