"""Changes the law and its arithmetic a little at a time, and tells which changes no test notices: `make mutants`.

mutmut changes the functions of workflows/law, clock.py and calendars.py; its settings stand in pyproject.toml. What
stands outside of functions it leaves as it is, and that is the law itself. So this script changes each row of the
table, one field at a time, and each number that has a name, and runs the tests over each change, in a process of its
own. docs/mutants.md says what came of it.

    scripts/mutants.py          both halves
    scripts/mutants.py --law    the law alone
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any, TextIO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pytest  # noqa: E402

from workflows import calendars, clock  # noqa: E402
from workflows.law import CURRENT, age, counting, pack, reasons, terms  # noqa: E402
from workflows.law.counting import Calendar, Counting  # noqa: E402
from workflows.law.terms import Agency, Moment, Row  # noqa: E402

LAW = pack(CURRENT)
MODULES = (calendars, clock, age, counting, reasons, terms)
TESTS = [
    "tests/workflows/law/test_days.py",
    "tests/workflows/law/test_rows.py",
    "tests/workflows/law/test_exceptions.py",
    "tests/workflows/law/test_published.py",
    "tests/workflows/law/test_table.py",
    "tests/workflows/law/test_reasons.py",
    "tests/workflows/law/test_age.py",
    "tests/workflows/test_calendars.py",
    "tests/workflows/test_clock.py",
]
PYTEST = [
    "-x", "-q", "-c", "tests/mutants.ini", "--rootdir", str(ROOT), "--noconftest", "-p", "no:django", "-p", "no:xdist",
    "-p", "no:cacheprovider", "--hypothesis-profile=ci", "--no-header", "--tb=no",
]  # fmt: skip
AT_A_TIME = min(os.cpu_count() or 1, 4)
PASSED = 0

ANOTHER_WAY = {
    Counting.AFTER: Counting.BEGINNING_WITH,
    Counting.BEGINNING_WITH: Counting.AFTER,
    Counting.BEFORE: Counting.AFTER,
    Counting.BEFORE_DATE: Counting.UNTIL_DATE,
    Counting.UNTIL_DATE: Counting.BEFORE_DATE,
}


@dataclass(frozen=True)
class Change:
    """One small mistake: its name, and how to make it."""

    name: str
    make: Callable[[], None]


# The mistakes


def changes_of_the_law() -> Iterator[Change]:
    for row in LAW.rows:
        for field, value, name in _fields(row):
            yield Change(
                f"{row.ref} {name}", lambda row=row, field=field, value=value: _put(row, field, value)
            )
    for module, name, value in _named_numbers():
        yield Change(
            f"{module.__name__}.{name} is {value}", lambda name=name, value=value: _rename(name, value)
        )
    for unit in (clock.Days, clock.Weeks):
        yield Change(f"{unit.__name__}.length is one more", lambda unit=unit: _lengthen(unit))


def _fields(row: Row) -> Iterator[tuple[str, Any, str]]:
    if row.within:
        yield "within", replace(row.within, number=row.within.number + 1), "within one more"
        if row.within.number:
            yield "within", replace(row.within, number=row.within.number - 1), "within one less"
            yield "counted", ANOTHER_WAY[row.counted], "counted in another way"
        yield (
            "calendar",
            None if row.calendar else Calendar.TRIBUNAL,
            "moved for the Tribunal, or not any more",
        )
    elif row.starts:
        yield "how_soon", "", "how soon is left out"
    for start in row.starts:
        others = tuple(each for each in row.starts if each is not start)
        if others:
            yield "since", others, f"not since {start}"
        yield "since", (*others, _another(row.moments)), f"since another moment than {start}"
    if later := row.or_later:
        yield "or_later", None, "no later limit"
        yield "or_later", replace(later, since=_another(row.moments)), "the later limit since another moment"
        yield (
            "or_later",
            replace(later, counted=ANOTHER_WAY[later.counted]),
            "the later limit counted in another way",
        )
        longer = replace(later.within, number=later.within.number + 1)
        yield "or_later", replace(later, within=longer), "the later limit one more"
    if row.aim:
        yield "aim", replace(row.aim, number=row.aim.number + 1), "our aim one more"
    if row.aim_since:
        yield "aim_since", None, "our aim since no other moment"
    if row.only_if:
        yield "only_if", "", "without its condition"
    if row.excused_by:
        yield "excused_by", row.excused_by[:-1], "without its last exception"
    if row.extended_by:
        yield "extended_by", "", "without another day by agreement"
    yield "owner", _another_owner(row.owner), "owed by another"
    yield "guidance", not row.guidance, "guidance or not"
    yield "confirmed", not row.confirmed, "confirmed or not"


def _another(moments: tuple[Moment, ...]) -> Moment:
    return next(moment for moment in Moment if moment not in moments)


def _another_owner(owner: Agency) -> Agency:
    return Agency.SERVICE if owner is Agency.LOCAL_AUTHORITY else Agency.LOCAL_AUTHORITY


def _put(row: Row, field: str, value: Any) -> None:
    # A row is frozen for everybody else.
    object.__setattr__(row, field, value)
    vars(LAW).pop("_by_moment", None)


def _named_numbers() -> Iterator[tuple[ModuleType, str, Any]]:
    """NAME = 5 of a module, and NAME = timedelta(...), each made one more where it is written."""
    seen: set[str] = set()
    for module in MODULES:
        for name, value in vars(module).items():
            number = isinstance(value, int | timedelta) and not isinstance(value, bool)
            if name.isupper() and number and name not in seen:
                seen.add(name)
                yield module, name, value + (1 if isinstance(value, int) else timedelta(days=1))


def _rename(name: str, value: Any) -> None:
    for module in MODULES:
        if name in vars(module):
            setattr(module, name, value)


def _lengthen(unit: Any) -> None:
    unit.length += 1


# Whether anybody notices


def the_law() -> None:
    """Each change in a process of its own, some at a time; those that nobody notices are printed."""
    with Path(os.devnull).open("w") as nowhere:
        if pytest.main([*PYTEST, *TESTS]) != PASSED:
            sys.exit("The tests fail before anything is changed.")
        waiting, running, unnoticed = list(changes_of_the_law()), {}, []
        number, began = len(waiting), time.monotonic()
        while waiting or running:
            while waiting and len(running) < AT_A_TIME:
                change = waiting.pop(0)
                running[_in_its_own_process(change, nowhere)] = change.name
                if len(waiting) % 100 == 0:
                    print(f"{len(waiting)} changes are left to try.", file=sys.stderr)
            child, status = os.wait()
            name = running.pop(child)
            if os.waitstatus_to_exitcode(status) == PASSED:
                unnoticed.append(name)
    print(f"\nThe law: {number} changes, {number - len(unnoticed)} of them noticed, ", end="")
    print(f"in {time.monotonic() - began:.0f} seconds. Not noticed:")
    print(*sorted(unnoticed), sep="\n")


def _in_its_own_process(change: Change, nowhere: TextIO) -> int:
    if child := os.fork():
        return child
    os.dup2(nowhere.fileno(), 1)
    os.dup2(nowhere.fileno(), 2)
    try:
        change.make()
        code = int(pytest.main([*PYTEST, *TESTS]))
    except BaseException:
        code = 1
    os._exit(code)


def main() -> int:
    os.chdir(ROOT)
    if "--law" not in sys.argv:
        # Everything anew: what it remembers of an earlier run does not know which tests have changed since.
        shutil.rmtree(ROOT / "mutants", ignore_errors=True)
        mutmut = Path(sys.executable).with_name("mutmut")
        subprocess.run([mutmut, "run", "--max-children", str(AT_A_TIME)], check=True)
        subprocess.run([mutmut, "results"], check=True)
        print("What one of them changes: .venv/bin/mutmut show <its name>")
    the_law()
    return 0


if __name__ == "__main__":
    sys.exit(main())
