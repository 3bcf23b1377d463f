from typing import Any

from django.core.management.base import BaseCommand

from notifications import outbox
from notifications.models import Notice


class Command(BaseCommand):
    help = (
        "The way out for notices. status: whether anything may leave, and why not. freeze: nothing leaves from now "
        "on. reconcile: after a restore, compare what waits with what the gateways have had, by key, and open it. "
        "open: open it without comparing; what was sent since the restored moment may go out a second time."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("what", nargs="?", default="status", choices=list(DO))
        parser.add_argument("--reason", default="Frozen by hand.", help="why it is frozen")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        DO[what](self, options)

    def status(self, options: Any) -> None:
        stands = outbox.is_open()
        row = outbox.the_one()
        self.stdout.write(
            f"Open, epoch {row.epoch}."
            if stands
            else f"Frozen since {row.frozen_at:%Y-%m-%d %H:%M}, epoch {row.epoch}: {row.reason}"
        )
        self.stdout.write(f"{Notice.objects.waiting().count()} notices wait.")

    def freeze(self, options: Any) -> None:
        outbox.freeze(options["reason"])
        self.status(options)

    def reconcile(self, options: Any) -> None:
        found = outbox.reconcile()
        self.stdout.write(
            f"{found.had} of those that waited had been sent before the restore, and are recorded so."
        )
        self.status(options)

    def open(self, options: Any) -> None:
        outbox.open_again()
        self.status(options)


DO = {
    "status": Command.status,
    "freeze": Command.freeze,
    "reconcile": Command.reconcile,
    "open": Command.open,
}
