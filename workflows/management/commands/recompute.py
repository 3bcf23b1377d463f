"""Reckon every deadline again from the events, and say where what is stored is something else."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from workflows.models import Deadline
from workflows.replay import Difference, differences

CASES = 200
"""Cases held in memory at a time."""
MENDED = {"due", "aim"}
"""What a change of bank holidays may change in a running deadline; anything else is not for this command to write."""


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
            for difference in differences(batch):
                wrong += 1
                done = mend and _mend(difference)
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
    while batch := dict(islice(pairs, CASES)):
        yield batch


def _mend(difference: Difference) -> bool:
    """Write the days anew where nothing else differs and the deadline is open."""
    if difference.stored is None or difference.reckoned is None or difference.stored["ended_by_id"]:
        return False
    if {name for name in difference.stored if difference.stored[name] != difference.reckoned[name]} - MENDED:
        return False
    key, kind, pk, event = difference.identity
    deadline = Deadline.objects.get(key=key, subject_kind=kind, subject_id=pk, started_by=event)
    deadline.count_again(deadline.moments)
    return True
