"""Who was reminded of a deadline so far, from the ledger: what an accountable officer reads of what was done."""

from __future__ import annotations

from typing import Any, NamedTuple

from workflows import clock

from .groups import Group

IN_WORDS = {
    Group.FAMILY: "the family",
    Group.CASEWORKER: "the caseworker",
    Group.MANAGERS: "the council's managers",
    Group.ADVISER: "the service that was asked",
    Group.COMMISSIONER: "the health commissioner",
    Group.SETTING: "the setting",
    Group.CONSULTED: "the setting that was consulted",
    Group.ARRANGER: "whoever arranges the review",
    Group.OWNERS_MANAGERS: "the managers of whoever has to do it",
    Group.ACCOUNTABLE: "whoever answers for it",
}


class Rang(NamedTuple):
    """A rung that rang: its day, and whom it told, both in words."""

    day: str
    whom: str


def rungs_that_rang(notice: Any) -> list[Rang]:
    """Each rung before this one that somebody was told of, in order; also where one message said it with another."""
    model = type(notice)
    told = model.objects.filter(
        deadline=notice.deadline_id,
        for_day__lt=notice.for_day,
        state__in=(model.State.SENT, model.State.COVERED),
    )
    groups: dict[Any, dict[str, None]] = {}
    for day, group in told.order_by("for_day", "pk").values_list("for_day", "group"):
        groups.setdefault(day, {})[IN_WORDS.get(Group(group), "others") if group else "others"] = None
    return [Rang(clock.in_words(day), _and(list(whom))) for day, whom in groups.items()]


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
