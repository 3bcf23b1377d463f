from typing import Any

from django.core.management.base import BaseCommand

from notifications.models import Notice
from notifications.reminders import sweep
from notifications.sender import send_waiting


class Command(BaseCommand):
    help = (
        "Write down who is owed a reminder or news today, and send what waits. Celery does the same every minute; "
        "run it from cron as well, and a dead timer costs one interval and nothing more."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--again", action="store_true", help="also try once more what could not be sent before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            self.stdout.write(f"{Notice.objects.try_again()} that had failed will be tried again.")
        swept, sent = sweep(), send_waiting()
        self.stdout.write(
            f"{swept.observed} things noted that days have brought, such as a missed day; "
            f"news of {swept.events} events and reminders of "
            f"{swept.deadlines} deadlines written down."
        )
        self.stdout.write(
            f"{sent.sent} sent, {sent.not_owed} not owed any more, {sent.later} to be tried again, "
            f"{sent.failed} could not be sent. Parked altogether: {Notice.objects.failed().count()}."
        )
