"""manage.py import_closures: school holidays from a CSV file (docs/calendars.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ehcp import closures
from ehcp.models import Organisation
from ehcp.models.organisations import Kind


class Command(BaseCommand):
    help = (
        "Read school holidays from a CSV file with the columns organisation, name, first_closed_on and reopens_on "
        "(docs/calendars.md). Nothing is written unless every line is right."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", metavar="FILE.csv")
        parser.add_argument(
            "--authority", metavar="NAME", help="take lines of this authority and its settings only"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let the file take the place of what an organisation has in the school years it speaks of",
        )

    def handle(self, *args: Any, file: str, authority: str | None, replace: bool, **options: Any) -> None:
        among = closures.holders([_authority(authority)] if authority else None)
        try:
            content = Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} could not be read: {error.strerror}.") from error
        try:
            found = closures.compared(closures.read(closures.text_of(content), among), replace=replace)
        except closures.Wrong as wrong:
            raise CommandError(
                "\n".join([f"{file} was not taken. Nothing was written.", *wrong.lines])
            ) from wrong
        found.write()
        self.stdout.write(f"{file}: {found}")


def _authority(name: str) -> Organisation:
    authorities = Organisation.objects.filter(kind=Kind.AUTHORITY)
    found = list(authorities.filter(name__iexact=name.strip()))
    if len(found) != 1:
        there = ", ".join(str(each) for each in authorities) or "none"
        raise CommandError(f"There is no authority called “{name}”. There are: {there}.")
    return found[0]
