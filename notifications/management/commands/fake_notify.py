"""manage.py fake_notify: GOV.UK Notify on this machine, for practice. Nothing that is sent to it goes anywhere."""

from __future__ import annotations

import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from notifications.fake_notify.desk import Desk
from notifications.fake_notify.server import HOST, caller, server_of

A_STEP = 2.0
"""Seconds for each step of a message on its way."""


class Command(BaseCommand):
    help = (
        "Serve a fake of GOV.UK Notify. Start the site with NOTIFY_URL as it is printed, and both with the same "
        "NOTIFY_CALLBACK_TOKEN, and messages go to it and are reported on. Only in practice."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=int, default=8025)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.PRACTICE:
            raise CommandError("The fake of GOV.UK Notify runs in practice only (ENVIRONMENT=practice).")
        token = settings.NOTIFY_CALLBACK_TOKEN
        call = caller(f"{settings.SITE_URL}{reverse('receipts')}", token) if token else None
        desk = Desk(settings.NOTIFY_API_KEY, call)
        server = server_of(desk, port)
        self.stdout.write(f"NOTIFY_URL=http://{HOST}:{server.server_port}")
        self.stdout.flush()
        stopped = threading.Event()
        walking = threading.Thread(target=_walk, args=(desk, stopped), daemon=True)
        walking.start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            stopped.set()
            server.server_close()


def _walk(desk: Desk, stopped: threading.Event) -> None:
    while not stopped.wait(A_STEP):
        desk.advance()
