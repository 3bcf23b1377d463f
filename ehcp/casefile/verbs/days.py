"""When a day is or will be missed, questions, departures from the clocks, another law, and the ways out."""

from __future__ import annotations

from datetime import date
from typing import Any

from ehcp.casefile.fields import ADVICE, DAY, DUTY, QUESTION, TEXT, Field, made, one_of, optional
from workflows import delay
from workflows.law import PACKS
from workflows.law.terms import Ground

from .table import NOBODY, REASONS, WORDS, act, verb

# When a day is missed


@verb(
    "The service foresees that a day of the law cannot be kept. The reminders do so by themselves.",
    doer=NOBODY,
    duty=DUTY,
)
def foresee_delay(player: Any, *, by: None, on: date, duty: str) -> None:
    found = player.outlook(duty, on)
    player.case.foresee_delay(
        by=by, on=on, duty=found.deadline.key, expected_on=found.expected_on, waiting=found.waiting
    )


@verb(
    "The service notes that a day of the law has passed. The reminders do so by themselves.",
    doer=NOBODY,
    duty=DUTY,
)
def note_missed_day(player: Any, *, by: None, on: date, duty: str) -> None:
    key = player.row_of_law(duty).key
    missed = player.case.deadlines.open().filter(key=key).first()
    why = delay.why_late(missed, on) if missed else {}
    player.case.note_missed_day(by=by, on=on, duty=key, **why)


act(
    "case",
    "explain_delay",
    "The family is told why a step is late.",
    **WORDS,
    expected_on=optional(DAY, "when it is expected"),
)


act(
    "case",
    "tell_how_it_stands",
    "The family is told again how it stands with a step that is late.",
    **WORDS,
    expected_on=optional(DAY, "when it is expected now"),
)
act(
    "case",
    "note_caught_up",
    "The service notes that nothing is late any more. The reminders do so by themselves.",
    doer=NOBODY,
)


# Questions


@verb(
    "The family asks a question.",
    question=made("question", "a name for the question"),
    **WORDS,
)
def ask_a_question(player: Any, *, by: Any, on: date, question: str, words: str) -> None:
    player.keep("question", question, player.case.ask_a_question(by=by, on=on, words=words))


@verb("The authority answers a question of the family.", question=QUESTION, **WORDS)
def answer_question(player: Any, *, by: Any, on: date, question: Any, words: str) -> None:
    question.answer_question(by=by, on=on, words=words)


# Departures from the clocks

WHICH = {
    "duty": DUTY,
    "advice": optional(ADVICE, "which request, where the duty is to give advice"),
}
WHY = {
    "statement": TEXT.called("why, in words that the family reads"),
    "evidence": TEXT.called("what shows it"),
}


@verb(
    "An exception is recorded: the day of a duty may pass, the duty stays.",
    **WHICH,
    ground=Field(one_of(Ground), "which exception of the law it is"),
    statement=TEXT.called("why keeping the day is impractical, in words that the family reads"),
    evidence=WHY["evidence"],
    began_on=DAY.called("from when it lasted; for a closure: its first day"),
    ended_on=optional(DAY, "until when, left out: it lasts on; for a closure: the day of opening again"),
)
def record_exception(player: Any, *, by: Any, on: date, duty: str, advice: Any = None, **said: Any) -> None:
    player.case.record_exception(by=by, on=on, deadline=player.open_duty(duty, advice), **said)


@verb(
    "Another day is agreed in writing, where the law lets those concerned agree on one.",
    **WHICH,
    until=DAY.called("the day agreed"),
    **WHY,
)
def agree_another_day(player: Any, *, by: Any, on: date, duty: str, advice: Any = None, **said: Any) -> None:
    player.case.agree_another_day(by=by, on=on, deadline=player.open_duty(duty, advice), **said)


act(
    "case",
    "pause",
    "The family wants the work to rest. No clock of the law stops for it.",
    statement=WHY["statement"],
    evidence=optional(WHY["evidence"]),
)
act("case", "end_pause", "The pause ends.")


# Another law


@verb(
    "The case is put under another law; what is open is reckoned anew.",
    doer=NOBODY,
    to=Field(one_of(PACKS), "the name of the law"),
)
def move_to_law(player: Any, *, by: None, on: date, to: str) -> None:
    player.case.move_to_law(by=by, on=on, to=to, since=player.case.law_pack)


# The ways out

act(
    "case",
    "withdraw_request",
    "The request is withdrawn.",
    **REASONS,
    evidence=optional(WHY["evidence"]),
)
act(
    "case",
    "move_to_another_authority",
    "The family moves to another area before there is a plan. The new authority decides afresh.",
    authority=TEXT.called("the name of the other authority"),
)
act("case", "record_death", "The child or young person has died.")
act("case", "end_by_age", "The plan ends by age.")
