"""The table of verbs, and the two ways to write one into it.

Most are an act of one row (the case, a request for advice, a consultation ...) and hand their fields on as the
act's facts. The others are written out: they give names to what they make, or write rows first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ehcp.casefile.fields import DAY, PERSON, TEXT, Field, many, optional, shape

REASONS = {"reasons": TEXT.called("why")}
WORDS = {"words": TEXT.called("what was said")}
PEOPLE = many(PERSON, "names from `people`")

SOMEBODY = PERSON.called("who does it")
PERHAPS_SOMEBODY = optional(PERSON, "who does it; left out: the service")
NOBODY = None
"""The service does it of itself."""

BEGINNINGS = ("receive_request", "take_over_plan")
"""A story begins with one of these, and has no other."""


@dataclass(frozen=True)
class Verb:
    """`play` is given the player, the doer, the day, and each field as its `read` leaves it."""

    name: str
    words: str
    fields: Mapping[str, Field]
    play: Callable[..., Any]
    doer: Field | None = SOMEBODY

    @property
    def schema(self) -> dict[str, Any]:
        doer = {"by": self.doer} if self.doer else {}
        head = {"on": DAY.called("the day"), "do": Field({"const": self.name}), **doer}
        return {"description": self.words, **shape({**head, **self.fields})}


VERBS: dict[str, Verb] = {}


def act(row: str, name: str, words: str, /, *, doer: Field | None = SOMEBODY, **fields: Field) -> None:
    """A verb that is an act of a row of the file and nothing more."""

    def play(player: Any, *, by: Any, on: date, **facts: Any) -> Any:
        subject = player.row(row, facts)
        return getattr(subject, name)(by=by, on=on, **facts)

    VERBS[name] = Verb(name, words, fields, play, doer)


def verb(
    words: str, /, *, doer: Field | None = SOMEBODY, **fields: Field
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def keep(play: Callable[..., Any]) -> Callable[..., Any]:
        VERBS[play.__name__] = Verb(play.__name__, words, fields, play, doer)
        return play

    return keep
