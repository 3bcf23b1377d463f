"""manage.py verify_chain: check that no event of any case was changed, removed or put in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflows.models import Event


class Command(BaseCommand):
    help = "Check every case's chain of events, or those of the cases named by reference."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("reference", nargs="*", help="only these cases")

    def handle(self, *args: Any, reference: list[str], **options: Any) -> None:
        events = Event.objects.select_related("case", "content").order_by("case_id", "seq")
        if reference:
            events = events.filter(case__reference__in=reference)
            unknown = set(reference) - set(events.values_list("case__reference", flat=True))
            if unknown:
                raise CommandError(f"There is no case called {', '.join(sorted(unknown))}.")
        count = events.count()
        broken = list(faults(events.iterator(chunk_size=2000)))
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(
            f"{count} events in {events.values('case').distinct().count()} cases: every chain is whole."
        )


def faults(events: Any) -> Iterator[str]:
    """Every break in the chains, each as a sentence. Events come by case and in order."""
    before: Event | None = None
    for event in events:
        first = before is None or before.case_id != event.case_id
        where = f"{event.case}, event {event.seq} ({event.act})"
        if event.seq != (1 if first or before is None else before.seq + 1):
            yield f"{where}: the event before it is missing."
        if event.previous != ("" if first or before is None else before.hash):
            yield f"{where}: it does not hang on the event before it."
        if event.hash != event.expected_hash():
            yield f"{where}: it was changed after it was recorded."
        content = getattr(event, "content", None)
        if content is not None and content.digest() != event.digest:
            yield f"{where}: what was said with it was changed."
        before = event
