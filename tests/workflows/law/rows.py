"""The rows of the law as the tests ask for them."""

from datetime import date

from workflows.law import CURRENT, pack
from workflows.law.terms import Moment, Reckoning

LAW = pack(CURRENT)
TUESDAY = date(2026, 9, 1)


def due(ref: str, day: date | None = None, **more: date) -> Reckoning:
    """The reckoning of a row from a day of its (first) moment, and from further moments by name."""
    moments = {Moment(name): when for name, when in more.items()}
    if day:
        moments[LAW.row(ref).starts[0]] = day
    return LAW.row(ref).due(moments)


def lines(ref: str, day: date = TUESDAY, **more: date) -> tuple[str, ...]:
    """The reason of a row's day, from the moments named; from the day of its first moment where none is."""
    return (due(ref, **more) if more or not LAW.row(ref).starts else due(ref, day)).lines
