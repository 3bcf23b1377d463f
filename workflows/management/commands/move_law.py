"""Show what moving cases to another law would change; with --apply, do it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from workflows.acts import Refused
from workflows.changing_law import changes
from workflows.law import UnknownLaw, pack
from workflows.lives.case import NOT_ENDED


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("to", help="the law to move to, by its name")
        parser.add_argument(
            "references", nargs="*", help="cases, such as NM-2026-0014; left out: all that are open"
        )
        parser.add_argument("--apply", action="store_true", help="do it; without this nothing is written")

    def handle(self, *args: Any, to: str, references: list[str], apply: bool, **options: Any) -> None:
        try:
            law = pack(to)
        except UnknownLaw as wrong:
            raise CommandError(str(wrong)) from None
        cases = apps.get_model("ehcp.Case").objects.exclude(law_pack=law.name).filter(state__in=NOT_ENDED)
        if references:
            cases = cases.filter(reference__in=references)
        found = list(cases.order_by("reference"))
        total = 0
        for change in changes(found, law.name):
            total += 1
            self.stdout.write(str(change))
        self.stdout.write(f"{len(found)} cases under another law; {total} open deadlines would change.")
        if not apply:
            self.stdout.write("Nothing was written. Add --apply to move these cases.")
            return
        moved = 0
        for case in found:
            try:
                case.move_to_law(by=None, to=law.name, since=case.law_pack)
                moved += 1
            except Refused as wrong:
                self.stderr.write(f"{case}: {wrong}")
        self.stdout.write(f"{moved} cases are now under {law.title}.")
