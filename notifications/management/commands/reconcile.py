from typing import Any

from django.core.management.base import BaseCommand

from notifications.reconcile import reconcile


class Command(BaseCommand):
    help = (
        "Reckon from what happened and what is due which notices must exist as of today, name every gap, and write "
        "what is missing. Celery does the same every hour. Where there is no gap it says so."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        gaps = reconcile()
        for gap in gaps:
            self.stdout.write(str(gap))
        self.stdout.write(
            f"{len(gaps)} gaps." if gaps else "No gap: everything that must be in the ledger is there."
        )
