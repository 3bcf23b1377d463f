"""How a thing stands, as a person reads it: always a word and a shape, the colour only helps."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from workflows import clock


class Kind(NamedTuple):
    """The word, the tag's colour, and the shape drawn in a square of 16."""

    word: str
    colour: str
    shape: str


KINDS = {
    "on_time": Kind(
        "On time", "blue", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 2.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2Z"
    ),
    "due_soon": Kind(
        "Due soon", "yellow", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-1 3h2v3.6l2.7 2.7-1.4 1.4L7 8.4V4Z"
    ),
    "late": Kind("Late", "red", "M8 .8 15.6 15H.4L8 .8ZM7 6v4.6h2V6H7Zm0 5.6v2h2v-2H7Z"),
    "excused": Kind(
        "Excused, still owed", "orange", "M3 2h10v2H3V2Zm1 3h8L8.8 8 12 11H4l3.2-3L4 5Zm-1 7h10v2H3v-2Z"
    ),
    "done": Kind("Done", "green", "m6.2 13.6-5-5 2-2 3 3 6.6-7.2 2.1 2-8.7 9.2Z"),
    "lifted": Kind("Does not apply any more", "grey", "M1 6.5h14v3H1z"),
    "closed": Kind("Closed", "grey", "m3 1 5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5 2-2Z"),
    "to_do": Kind("To do", "blue", "M2 2h12v12H2V2Zm2.2 2.2v7.6h7.6V4.2H4.2Z"),
    "waiting": Kind("Waiting", "grey", "M0 6h4v4H0zm6 0h4v4H6zm6 0h4v4h-4z"),
}


class Standing(NamedTuple):
    kind: str
    words: str


def standing(deadline: Any, today: date | None = None) -> Standing:
    """How a Deadline stands on a day. A duty done after its day says so; a right passed by is closed."""
    today = today or clock.today()
    if deadline.ended_how == "lifted":
        return Standing("lifted", KINDS["lifted"].word)
    if not deadline.is_open:
        word = deadline.get_ended_how_display()
        if deadline.is_past(today) and not deadline.is_right:
            word += ", excused" if deadline.excused_by_id else " late"
        return Standing("done", word)
    if deadline.is_late(today):
        return Standing("late", KINDS["late"].word)
    if deadline.excused_by_id:
        return Standing("excused", KINDS["excused"].word)
    if deadline.is_closed(today):
        return Standing("closed", KINDS["closed"].word)
    if deadline.is_right:
        return _open_right(deadline, today)
    if deadline.due is None:
        past_our_aim = deadline.aim is not None and deadline.aim < today
        return (
            Standing(
                "due_soon", "Past the day we promised" if deadline.law.is_promise else "Past our own day"
            )
            if past_our_aim
            else Standing("to_do", KINDS["to_do"].word)
        )
    kind = "due_soon" if _is_near(deadline, today) else "on_time"
    return Standing(kind, KINDS[kind].word)


def _open_right(right: Any, today: date) -> Standing:
    """A right is never on time or late: it is open, and one day it closes."""
    return Standing("due_soon", "Closes soon") if _is_near(right, today) else Standing("on_time", "Open")


def _is_near(deadline: Any, today: date) -> bool:
    """Near once its first reminder has gone: the law's table says how long before that is."""
    reminders = deadline.reminder_days
    return bool(reminders) and today >= reminders[0]
