"""The whole table a second time, in written_twice.txt beside this file, as a bookkeeper enters a sum twice.

A line there says of a row who must or may, the period and how it lies to the moment it counts from, and what else
holds. A change of the law is entered in both places; a slip of the pen in one is found by the other. Texts and
reminders are not entered.
"""

from pathlib import Path

import pytest

from tests.workflows.law.rows import LAW

ENTRIES = Path(__file__).with_name("written_twice.txt")

EXCUSES = {
    "5(4)": (
        "school_closed reg 5(4)(a)",
        "nursery_closed reg 5(4)(b)",
        "circumstances reg 5(4)(c)",
        "absent for 4 weeks reg 5(4)(d)",
    ),
    "8(2)": (
        "circumstances reg 8(2)(a)",
        "absent for 4 weeks reg 8(2)(b)",
        "missed_appointment reg 8(2)(c)",
    ),
    "10(4)": (
        "school_closed reg 10(4)(a)",
        "nursery_closed reg 10(4)(b)",
        "circumstances reg 10(4)(c)",
        "absent for 4 weeks reg 10(4)(d)",
    ),
    "13(3)": (
        "school_closed reg 13(3) with reg 10(4)(a)",
        "nursery_closed reg 13(3) with reg 10(4)(b)",
        "circumstances reg 13(3) with reg 10(4)(c)",
        "absent for 4 weeks reg 13(3) with reg 10(4)(d)",
    ),
    "27(3)": (
        "school_closed reg 27(3)",
        "nursery_closed reg 27(3)",
        "circumstances reg 27(3)",
        "absent for 4 weeks reg 27(3)",
    ),
    "44(3)": (
        "circumstances reg 44(3)",
        "absent for 2 weeks reg 44(3)",
        "school_closed reg 44(3) with reg 13(3)",
        "nursery_closed reg 44(3) with reg 13(3)",
    ),
    "45": (
        "circumstances reg 45",
        "absent for 2 weeks reg 45",
        "school_closed reg 45 with reg 13(3)",
        "nursery_closed reg 45 with reg 13(3)",
    ),
}


def entries():
    lines = [line for line in ENTRIES.read_text().splitlines() if line and not line.startswith("#")]
    return {line.split("|")[0].strip(): tuple(part.strip() for part in line.split("|")[1:]) for line in lines}


def entered(row):
    """What the row says, as an entry says it."""
    return tuple(part for part in (f"{row.owner} {row.verb}", clock(row), "; ".join(what_else(row))) if part)


def clock(row):
    if not row.starts:
        return "always"
    since = " or ".join(row.starts)
    if row.within is None:
        return f"{row.how_soon} after {since}"
    limit = f"{row.within} {row.counted} {since}"
    later = row.or_later
    return limit + (f", or later {later.within} {later.counted} {later.since}" if later else "")


def what_else(row):
    if row.calendar:
        yield f"moved for the {row.calendar}"
    if row.only_if:
        yield f"if {row.only_if}"
    if row.excused_by:
        yield "excused by " + excuses(row)
    if row.extended_by:
        yield f"another day by {row.extended_by}"
    if row.aim:
        yield f"we aim at {row.aim}" + (f" after {row.aim_since}" if row.aim_since else "")
    if row.guidance:
        yield "guidance"
    if not row.confirmed:
        yield "unconfirmed"


def excuses(row):
    said = tuple(
        f"{each.ground}{f' for {each.for_at_least}' if each.for_at_least else ''} "
        f"{each.law.removeprefix('SEND Regulations 2014, ')}"
        for each in row.excused_by
    )
    return next((name for name, those in EXCUSES.items() if those == said), ", ".join(said))


def test_each_row_is_entered_once_and_in_its_order():
    assert list(entries()) == [row.ref for row in LAW.rows]


@pytest.mark.parametrize("row", LAW.rows, ids=lambda row: row.ref)
def test_a_row_says_what_its_entry_says(row):
    assert entered(row) == entries()[row.ref]
