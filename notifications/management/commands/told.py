"""manage.py told: what each person received about one case, on which day, by which way, and in which words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from notifications.groups import Group
from notifications.models import Notice
from notifications.received import lines, received


class Command(BaseCommand):
    help = (
        "Tell what each person received about a case: every message that went out, day by day. Names of readers are "
        "shown, so print it only for those who may know them."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("reference", help="of the case, like EHC-2026-0001")
        parser.add_argument(
            "--words",
            nargs="*",
            choices=[group.value for group in Group],
            metavar="WHOM",
            help="show the words in full; of messages to these only: family, caseworker, adviser ...",
        )
        parser.add_argument("--from", dest="first", type=date.fromisoformat, help="from this day on")
        parser.add_argument("--until", dest="last", type=date.fromisoformat, help="up to and with this day")

    def handle(self, *args: Any, reference: str, words: list[str] | None, **options: Any) -> None:
        case = apps.get_model("ehcp.Case").objects.filter(reference=reference).first()
        if case is None:
            raise CommandError(f"There is no case {reference}.")
        first, last = options["first"] or date.min, options["last"] or date.max
        messages = (each for each in received(Notice.objects.filter(about=case)) if first <= each.day <= last)
        whose = frozenset() if words is None else frozenset(words or [group.value for group in Group])
        self.stdout.write(f"# {reference}: what each person received")
        for line in lines(messages, whose):
            self.stdout.write(line)
