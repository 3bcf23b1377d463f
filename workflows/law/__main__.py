"""The law's table on the command line, and any day of it with its reason.

python -m workflows.law
python -m workflows.law --json
python -m workflows.law due C7 2026-09-01
python -m workflows.law due P1 appealable_decision_sent=2026-10-01 mediation_certificate_dated=2026-11-20
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from textwrap import wrap

from workflows.calendars import UnknownBankHolidays

from . import CURRENT, Pack, UnknownLaw, as_json, in_force, pack
from .reasons import ALWAYS
from .terms import MissingMoment, Moment, Right, Row

WIDTHS = (5, 5, 38, 17, 29)
GAP = " "
LAST_YEAR = 2999
"""A clock that is started later than this is a slip of the keyboard."""


class Wrong(Exception):
    """Something asked for cannot be answered; the message says what is allowed."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise Wrong(f"{message}. Try: python -m workflows.law --help")


def main(arguments: list[str]) -> int:
    parser = Parser(
        prog="python -m workflows.law",
        description="Without a command: every duty and right, stage by stage.",
    )
    parser.add_argument("--json", action="store_true", help="the whole table for other programs to read")
    commands = parser.add_subparsers(dest="command", metavar="due")
    due = commands.add_parser("due", help="the last day of one row, and why it is that day")
    due.add_argument("ref", metavar="REF", help="a row of the table, such as C7")
    due.add_argument(
        "days",
        metavar="DATE | MOMENT=DATE",
        nargs="*",
        help="the day it counts from, such as 2026-09-01 or request_received=2026-09-01",
    )
    try:
        asked = parser.parse_args(arguments)
        if asked.json and asked.command:
            raise Wrong("--json gives the whole table. Leave it out to ask for one row.")
        if asked.json:
            answer = iter([as_json.text(pack(CURRENT))])
        else:
            answer = reckoned(asked.ref, asked.days) if asked.command else table(pack(CURRENT))
        print("\n".join(answer))
    except (Wrong, UnknownLaw, MissingMoment, UnknownBankHolidays) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever reads (`| head`) has seen enough; the rest goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def reckoned(ref: str, given: list[str]) -> Iterator[str]:
    """The last day of a row, and the reason line by line."""
    row = pack(CURRENT).row(ref)
    pairs = [_moment_and_day(row, each) for each in given]
    moments = dict(pairs)
    if len(moments) < len(pairs):
        raise Wrong(f"One moment is given twice: {', '.join(given)}.")
    if started := [day for moment, day in moments.items() if moment is not Moment.BORN]:
        row = in_force(min(started)).row(ref)
    found = row.due(moments)
    yield found.due.isoformat() if found.due else _without_a_day(row)
    yield from found.lines
    if row.right:
        yield f"For the family: {row.right}"
    if row.note:
        yield f"Note: {row.note}"


def _without_a_day(row: Row) -> str:
    if not row.starts:
        return ALWAYS
    return row.how_soon


def _moment_and_day(row: Row, given: str) -> tuple[Moment, date]:
    name, equals, day = given.rpartition("=")
    known = tuple(dict.fromkeys(moment for moment in (*row.moments, row.aim_since) if moment))
    if not known:
        raise Wrong(f"{row.ref} always stands; it counts from no day.")
    if not equals:
        if len(row.starts) > 1:
            raise Wrong(
                f"{row.ref} can count from several days. Name the one you mean: {_named(row.starts, given)}."
            )
        return row.starts[0], _day(day)
    if name not in known:
        raise Wrong(f"{row.ref} does not count from “{name}”. It counts from: {', '.join(known)}.")
    return Moment(name), _day(day)


def _named(moments: tuple[Moment, ...], day: str) -> str:
    return " or ".join(f"{moment}={day}" for moment in moments)


def _day(written: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
            raise ValueError
        day = date.fromisoformat(written)
    except ValueError:
        raise Wrong(f"“{written}” is not a day. Write year, month and day like this: 2026-09-01.") from None
    if day.year > LAST_YEAR:
        raise Wrong(f"{written} is too far away. Days up to the year {LAST_YEAR} can be counted from.")
    return day


def table(law: Pack) -> Iterator[str]:
    """Every row at 100 columns, stage by stage."""
    yield law.title
    yield f"In force from {law.in_force_from.isoformat()}"
    yield ""
    yield "duty   Somebody owes it; when its day passes undone, they are late."
    yield "RIGHT  Its owner may use it; when its day passes, the door closes."
    yield "(G)    It rests on statutory guidance, not on a time limit in law."
    yield "(?)    Our source has still to be confirmed by a lawyer."
    yield "The family is the child's parent or, once over compulsory school age, the young person."
    for stage, rows in law.stages:
        yield from ("", "", stage.title.upper(), "")
        yield from _line("ref", "kind", "what", "who", "by when")
        yield from _line(*("-" * width for width in WIDTHS))
        for row in rows:
            yield from _line(*_cells(row))
            yield ""


def _cells(row: Row) -> Iterator[str]:
    yield row.ref + ("\n(G)" if row.guidance else "") + ("" if row.confirmed else "\n(?)")
    yield "RIGHT" if isinstance(row, Right) else "duty"
    yield f"{row.task}\n{row.law}"
    yield row.owner.words
    only = f"\nonly where {row.condition}" if row.only_if else ""
    yield row.by_when + only


def _line(*cells: str) -> Iterator[str]:
    columns = [_wrapped(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        yield GAP.join(part.ljust(width) for part, width in zip(parts, WIDTHS, strict=True)).rstrip()


def _wrapped(cell: str, width: int) -> list[str]:
    return [line for paragraph in cell.split("\n") for line in wrap(paragraph, width)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
