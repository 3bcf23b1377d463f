"""What was said with an event, as a person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps

from ehcp import wording
from ehcp.models import Comment
from ehcp.models.budget import Held
from ehcp.pages.authority.asking import WAYS_TO_SEND
from workflows import clock
from workflows.acts import SENT_HOW
from workflows.law import CURRENT, pack
from workflows.lives.consultation import Ground
from workflows.models import Event

LABELS = {
    "via": "How it came",
    SENT_HOW: "How it was sent",
    "reasons": "Reasons",
    "words": "Words",
    "question": "Question",
    "earlier": "Earlier advice",
    "requests": "Asked",
    "leave_out": "Left out",
    "comment": "The comment",
    "answer": "Answer",
    "new": "Now reads",
    "setting": "Setting",
    "setting_type": "Type of setting",
    "can_meet_need": "Can meet the needs",
    "ground": "Ground",
    "lines": "Lines",
    "agreement": "Agreement",
    "meeting_on": "Meeting on",
    "place": "Where",
    "invited": "Invited",
    "attended": "Came",
    "views": "Views",
    "progress": "Progress",
    "recommends": "Recommends",
    "decision": "Decision",
    "duty": "Missed",
    "expected_on": "Now expected",
    "first_paid_on": "First payment",
    "dated_on": "Dated",
    "authority": "Authority",
    "outcome": "Outcome",
    "suggested": "Suggested words",
    "row": "About the line",
    "topics": "About",
    "mediation_on": "Mediation on",
    "number": "The Tribunal’s number",
    "for_authority": "The authority is to do as well",
    "for_commissioner": "Health is to do",
    "authority_was_there": "The authority took part",
    "recommends_on_health": "Recommended on health",
    "recommends_on_social_care": "Recommended on social care",
}
ROW = re.compile(r"([a-z]+):(\d+)")
CHOSEN = {
    **dict(WAYS_TO_SEND),
    **dict(Ground.choices),
    **dict(Held.choices),
    **dict(Comment.Answer.choices),
    **{row.key: row.task for row in pack(CURRENT).rows},
}


def facts_in_words(event: Any) -> list[tuple[str, str]]:
    """Each fact with its name and what it says; nothing for what was left empty or stands beside the event."""
    return [
        (LABELS.get(name, name.replace("_", " ").capitalize()), "\n".join(_lines(_meant(name, value))))
        for name, value in event.facts.items()
        if value not in (None, "", [], {}) and name not in ("sent_on", "served_on", "received_on")
    ]


def _meant(name: str, value: Any) -> Any:
    """What came of a disagreement is told as what somebody is to do."""
    return wording.OUTCOMES.get(value, value) if name == "outcome" else value


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield ", ".join(_lines(each)) if isinstance(each, list) else "; ".join(_lines(each))
    elif isinstance(value, dict):
        for name, part in value.items():
            if part not in (None, "", []):
                yield f"{LABELS.get(name, name.replace('_', ' '))}: {', '.join(_lines(part))}"
    else:
        yield _word(value)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "nothing"
    text = str(value)
    if named := ROW.fullmatch(text):
        return _row(named[1], int(named[2]))
    try:
        return clock.in_words(date.fromisoformat(text))
    except ValueError:
        return CHOSEN.get(text, text)


def _row(kind: str, pk: int) -> str:
    """The words of a row that an event names by its kind and number."""
    if kind == "event":
        event = Event.objects.filter(pk=pk).select_related("case__child").first()
        return f"{wording.happened(event, 'authority')}, {clock.in_words(event.on)}" if event else ""
    try:
        row = apps.get_model("ehcp", kind).objects.filter(pk=pk).first()
    except LookupError:
        return f"{kind} {pk}"
    if row is None:
        return f"{kind} {pk}, since removed"
    return str(row)
