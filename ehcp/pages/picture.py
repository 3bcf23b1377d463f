"""Lays out a way through the law as a picture: where each bar begins and ends, and which words stand where.

    {% include "parts/law_picture.html" with drawing=drawing %}

The picture comes in two cuts, and the stylesheet shows one: on a wide screen and on paper the words stand beside the
bars, on a phone above them. Across, everything is a percentage, so that it fits any width; down, it is pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any, NamedTuple

from workflows.clock import in_words
from workflows.law.picture import Ending, Mark, Picture

LINE = 20
AXIS = 34
"""Room for the numbers of the weeks above the bars."""
BAR = 12
GAP = 22
WIDER = 5
"""How many letters fewer a line holds where it is bold."""
MIDDLE = (0.3, 0.65)
"""Words under the end of a bar stand in its middle only where that leaves room on both sides."""


class Cut(NamedTuple):
    """One shape of the picture: between which percentages the days lie, and how long a line of words may be."""

    name: str
    left: float
    right: float
    letters: int
    beside: bool


CUTS = (
    Cut("wide", left=34, right=98, letters=31, beside=True),
    Cut("narrow", left=2, right=98, letters=40, beside=False),
)


class Drawing:
    """A picture with its name and title, and what the template needs of each cut."""

    def __init__(self, picture: Picture, name: str, title: str) -> None:
        self.picture, self.name, self.title = picture, name, title

    @property
    def cuts(self) -> list[dict[str, Any]]:
        return [self._cut(cut) for cut in CUTS]

    @property
    def endings(self) -> list[str]:
        """The kinds of ending there are in it, for its key."""
        there = {mark.ending for mark in self.picture.marks}
        return [ending for ending in Ending if ending in there]

    def _cut(self, cut: Cut) -> dict[str, Any]:
        bars = list(self._bars(cut))
        return {
            "name": cut.name,
            "beside": cut.beside,
            "bars": bars,
            "height": bars[-1]["bottom"] if bars else AXIS,
            "grid": [
                {"at": self._across(day, cut), "number": number} for number, day in self.picture.whole_weeks
            ],
            "zero": self._across(self.picture.day, cut),
            "left": _percent(cut.left),
            "width": _percent(cut.right - cut.left),
        }

    def _bars(self, cut: Cut) -> Iterator[dict[str, Any]]:
        top = AXIS + GAP // 2
        for mark in self.picture.marks:
            owner = wrap(_owner(mark), cut.letters - WIDER)
            words = [*owner, *wrap(mark.row.task, cut.letters)]
            # Beside the words there is room for the bar and the two lines under it.
            bar = top + (LINE // 4 if cut.beside else len(words) * LINE + LINE // 4)
            under = bar + BAR + LINE
            bottom = max(top + len(words) * LINE if cut.beside else 0, under + LINE) + GAP
            start, end = self._along(mark.first), self._along(mark.last)
            here = self._along(mark.day)
            yield {
                "mark": mark,
                "kind": mark.ending.name.lower(),
                "words": [
                    (text, top + (at + 1) * LINE - LINE // 4, at < len(owner))
                    for at, text in enumerate(words)
                ],
                "bar": bar,
                "middle": bar + BAR // 2,
                "zero_from": bar - 6,
                "zero_to": bar + BAR + 6,
                "from": _percent(self._place(start, cut)),
                "length": _percent((end - start) * (cut.right - cut.left)),
                "at": _percent(self._place(here, cut)),
                "anchor": "start" if here < MIDDLE[0] else "end" if here > MIDDLE[1] else "middle",
                "under": [(f"{mark.ending}, {mark.distance}", under), (in_words(mark.day), under + LINE - 2)],
                "bottom": bottom,
            }
            top = bottom

    def _across(self, day: date, cut: Cut) -> str:
        return _percent(self._place(self._along(day), cut))

    def _along(self, day: date) -> float:
        """Where a day lies between the first and the last: 0 to 1."""
        length = (self.picture.last - self.picture.first).days or 1
        return (day - self.picture.first).days / length

    @staticmethod
    def _place(along: float, cut: Cut) -> float:
        return cut.left + along * (cut.right - cut.left)


def _owner(mark: Mark) -> str:
    owner = mark.row.owner.words
    return f"{mark.row.ref} {owner[0].upper()}{owner[1:]}"


def _percent(number: float) -> str:
    return f"{number:.2f}%"
