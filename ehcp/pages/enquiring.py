"""The questions that a family asked its council, as both of them read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workflows.law import promises
from workflows.models import Event


def told(case: Any) -> Iterator[dict[str, Any]]:
    """Each question in the order in which it was asked: who asked, who answered, by when an answer is promised."""
    events: dict[tuple[int, str], Event] = {}
    for event in case.events.filter(subject_kind="enquiry").select_related("by").order_by("seq"):
        events[event.subject_id, event.act] = event
    running = case.deadlines.open().filter(key=promises.ANSWER_A_QUESTION.key).select_related("case")
    promised = {deadline.subject_id: deadline for deadline in running}
    for row in case.enquiries.order_by("pk"):
        row.case = case
        yield {
            "row": row,
            "asked": events.get((row.pk, "put_question")),
            "answered": events.get((row.pk, "answer_question")),
            "promised": promised.get(row.pk),
        }
