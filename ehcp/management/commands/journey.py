"""manage.py journey: play one child's case file from the request to its last step, and tell what happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ehcp.casefile.apart import a_database_of_its_own, nobody_hears
from ehcp.casefile.journey import Journey
from ehcp.casefile.reading import Mistake, read
from ehcp.casefile.telling import told
from workflows import clock


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
            "--pdf", metavar="OUT.pdf", help="write the plan in force at the end to this file"
        )

    def handle(self, *args: Any, case_file: str, pdf: str | None, why: bool, **options: Any) -> None:
        try:
            journey = Journey(read(case_file))
            with a_database_of_its_own(), nobody_hears():
                for line in told(journey, why=why):
                    self.stdout.write(line)
                if pdf:
                    self._write(pdf, journey)
        except Mistake as mistake:
            raise CommandError(str(mistake)) from mistake

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
