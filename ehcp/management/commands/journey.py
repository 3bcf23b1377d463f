"""manage.py journey: play one child's case file from the request to its last step, and tell what happens."""

from __future__ import annotations

from collections import deque
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ehcp.casefile import telling
from ehcp.casefile.apart import a_database_of_its_own, nobody_hears
from ehcp.casefile.journey import Journey
from ehcp.casefile.reading import Mistake, read
from workflows import clock

FROM_HERE = "<!-- From here on this page is made by `manage.py journey`. -->\n"


class Command(BaseCommand):
    help = (
        "Play a case file (docs/case-file.md) through the same verbs as the pages, on simulated days: every event, "
        "every deadline, every notice, and whether each duty was met. Nothing is kept, and nobody is written to."
    )

    requires_system_checks: list[str] = []  # no page is shown

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("case_file", metavar="CASE.json")
        parser.add_argument("--why", action="store_true", help="say of each day in full why it is that day")
        parser.add_argument(
            "--told",
            nargs="?",
            const="",
            metavar="DAY..DAY",
            help="in place of the story: what each person received, perhaps of these days only",
        )
        parser.add_argument(
            "--into",
            metavar="PAGE.md",
            help="with --told: write it into this page, below what was written by hand",
        )
        parser.add_argument(
            "--pdf", metavar="OUT.pdf", help="write the plan in force at the end to this file"
        )

    def handle(
        self,
        *args: Any,
        case_file: str,
        pdf: str | None = None,
        why: bool = False,
        told: str | None = None,
        into: str | None = None,
        **options: Any,
    ) -> None:
        try:
            journey = Journey(read(case_file))
            with a_database_of_its_own(), nobody_hears():
                if told is None:
                    for line in telling.told(journey, why=why):
                        self.stdout.write(line)
                else:
                    self._tell(what_was_received(journey, told), into)
                if pdf:
                    self._write(pdf, journey)
        except Mistake as mistake:
            raise CommandError(str(mistake)) from mistake

    def _tell(self, text: str, into: str | None) -> None:
        if into is None:
            self.stdout.write(text)
            return
        page = Path(into)
        by_hand = page.read_text(encoding="utf-8").partition(FROM_HERE)[0]
        page.write_text(f"{by_hand}{FROM_HERE}\n{text}", encoding="utf-8")

    def _write(self, path: str, journey: Journey) -> None:
        from ehcp.documents.plan import DocumentUnavailable, plan_pdf

        version = journey.final_plan
        if version is None:
            raise CommandError(f"{path} was not written: this story ends without a plan in force.")
        try:
            with clock.at(journey.last_day):
                Path(path).write_bytes(plan_pdf(version))
        except (DocumentUnavailable, OSError) as error:
            raise CommandError(f"{path} was not written: {error}") from error


def what_was_received(journey: Journey, days: str) -> str:
    """Play the file to its end, and tell what each person received in these days ("2026-05-01..2026-06-30")."""
    deque(journey.days(), maxlen=0)
    first, _, last = days.partition("..")
    asked = {name: date.fromisoformat(day) for name, day in (("first", first), ("last", last)) if day}
    said = StringIO()
    # The ledger is another room's: what it can tell is asked for by name.
    call_command("told", journey.case.reference, words=["family"], stdout=said, **asked)
    return said.getvalue()
