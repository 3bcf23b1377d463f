"""Reckon every deadline again from the events, and say where what is stored is something else."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from workflows import replay
from workflows.models import Deadline


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("references", nargs="*", help="cases, such as NM-2026-0014; left out: all")
        parser.add_argument(
            "--mend",
            action="store_true",
            help="write the days of open deadlines anew, as after a change of bank holidays",
        )

    def handle(self, *args: Any, references: list[str], mend: bool, **options: Any) -> None:
        began = time.perf_counter()
        cases, wrong, mended = 0, 0, 0
        for batch in _batches(references):
            cases += len(batch)
            for difference in replay.differences(batch):
                wrong += 1
                done = mend and replay.mend(difference)
                mended += done
                reference = batch[difference.case_id]
                self.stdout.write(f"{reference}: {difference}{' (mended)' if done else ''}")
        seconds = time.perf_counter() - began
        deadlines = Deadline.objects.count() if not references else None
        many = f", {deadlines} deadlines" if deadlines is not None else ""
        self.stdout.write(f"{cases} cases{many}: {wrong} differences, {seconds:.1f} s")
        if wrong > mended:
            raise CommandError(f"{wrong - mended} deadlines are not what follows from the events.")


def _batches(references: list[str]) -> Iterator[dict[int, str]]:
    cases = apps.get_model("ehcp.Case").objects.order_by("pk")
    if references:
        cases = cases.filter(reference__in=references)
        if unknown := set(references) - set(cases.values_list("reference", flat=True)):
            raise CommandError(f"There is no case {', '.join(sorted(unknown))}.")
    pairs = cases.values_list("pk", "reference").iterator()
    while batch := dict(islice(pairs, replay.CASES)):
        yield batch
