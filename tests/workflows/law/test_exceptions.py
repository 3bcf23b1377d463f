"""What may excuse a missed day: for which rows, on which ground, by which paragraph, and what never does."""

import pytest

from tests.workflows.law.rows import LAW
from workflows.clock import weeks
from workflows.law.terms import Ground

CLOSED, NURSERY, CIRCUMSTANCES, ABSENT, MISSED = Ground

EXCUSES = {
    ("A3", "A4"): {
        CLOSED: "reg 5(4)(a)",
        NURSERY: "reg 5(4)(b)",
        CIRCUMSTANCES: "reg 5(4)(c)",
        ABSENT: "reg 5(4)(d)",
    },
    ("B4",): {CIRCUMSTANCES: "reg 8(2)(a)", ABSENT: "reg 8(2)(b)", MISSED: "reg 8(2)(c)"},
    ("C1",): {
        CLOSED: "reg 10(4)(a)",
        NURSERY: "reg 10(4)(b)",
        CIRCUMSTANCES: "reg 10(4)(c)",
        ABSENT: "reg 10(4)(d)",
    },
    ("C7",): {
        CLOSED: "reg 13(3) with reg 10(4)(a)",
        NURSERY: "reg 13(3) with reg 10(4)(b)",
        CIRCUMSTANCES: "reg 13(3) with reg 10(4)(c)",
        ABSENT: "reg 13(3) with reg 10(4)(d)",
    },
    ("R3",): dict.fromkeys((CLOSED, NURSERY, CIRCUMSTANCES, ABSENT), "reg 27(3)"),
    ("O2a", "O2b", "O2c", "O3a", "O3b", "O4a", "O4b", "O4c", "O5", "O6", "O7b"): {
        CIRCUMSTANCES: "reg 44(3)",
        ABSENT: "reg 44(3)",
        CLOSED: "reg 44(3) with reg 13(3)",
        NURSERY: "reg 44(3) with reg 13(3)",
    },
    ("P3a", "P3b", "P3c", "P3d", "P3e", "P3f", "P3g", "P3i"): {
        CIRCUMSTANCES: "reg 45",
        ABSENT: "reg 45",
        CLOSED: "reg 45 with reg 13(3)",
        NURSERY: "reg 45 with reg 13(3)",
    },
}
OF = {ref: grounds for refs, grounds in EXCUSES.items() for ref in refs}


@pytest.mark.parametrize("row", LAW.rows, ids=lambda row: row.ref)
def test_a_row_is_excused_on_these_grounds_and_no_others(row):
    expected = [(ground, f"SEND Regulations 2014, {law}") for ground, law in OF.get(row.ref, {}).items()]
    assert [(each.ground, each.law) for each in row.excused_by] == expected


@pytest.mark.parametrize("ref", OF)
def test_to_be_away_excuses_after_four_weeks_and_after_an_order_or_a_concession_after_two(ref):
    away = weeks(2) if ref.startswith(("O", "P3")) else weeks(4)
    for exception in LAW.row(ref).excused_by:
        assert exception.for_at_least == (away if exception.ground is ABSENT else None)
        assert exception.ground is not ABSENT or f"for {away} or more on end" in exception.words
