"""The days of every row. Read each line as: this row, counted from this day, has this last day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.law.rows import LAW, due
from workflows.law.terms import MissingMoment

some_day = st.dates(date(2014, 9, 1), date(2039, 8, 31))


# Every row

WITH_A_LAST_DAY = [
    ("A3", date(2026, 9, 1), date(2026, 10, 13)),
    ("A3", date(2026, 7, 20), date(2026, 8, 31)),  # a bank holiday in the school holidays: it stays
    ("A4", date(2026, 9, 1), date(2026, 10, 13)),
    ("B4", date(2026, 10, 14), date(2026, 11, 25)),
    ("C1", date(2026, 9, 1), date(2026, 12, 22)),
    ("C3", date(2026, 12, 8), date(2026, 12, 22)),
    ("C4a", date(2026, 12, 8), date(2026, 12, 23)),
    ("C7", date(2026, 9, 1), date(2027, 1, 19)),
    ("C7", date(2027, 10, 12), date(2028, 2, 29)),
    ("D7", date(2027, 2, 1), date(2027, 5, 1)),
    ("D7", date(2026, 11, 30), date(2027, 2, 28)),
    ("E5", date(2027, 1, 19), date(2028, 1, 18)),
    ("E5", date(2023, 3, 1), date(2024, 2, 29)),
    ("E5", date(2024, 2, 29), date(2025, 2, 28)),
    ("E7", date(2027, 11, 16), date(2027, 11, 1)),
    ("E8", date(2027, 11, 16), date(2027, 11, 1)),
    ("E9", date(2027, 11, 16), date(2027, 11, 16)),
    ("E10", date(2027, 11, 16), date(2027, 11, 30)),
    ("E11", date(2027, 11, 16), date(2027, 12, 14)),
    ("E12", date(2027, 11, 16), date(2027, 12, 14)),
    ("E13", date(2027, 12, 14), date(2027, 12, 28)),
    ("E14", date(2027, 12, 14), date(2028, 2, 8)),
    ("E15", date(2027, 12, 14), date(2028, 2, 8)),
    ("E16", date(2027, 11, 16), date(2027, 11, 30)),
    ("E17", date(2027, 9, 1), date(2027, 2, 14)),  # a Sunday; before the 15th, and the weekend moves nothing
    ("E17", date(2026, 9, 1), date(2026, 2, 14)),
    ("E18", date(2027, 9, 1), date(2027, 3, 30)),
    ("E19", date(2027, 9, 1), date(2027, 3, 31)),  # five whole months lie between
    ("E19", date(2027, 7, 31), date(2027, 2, 27)),  # 28 February is five months back
    ("R2", date(2027, 3, 1), date(2027, 3, 16)),
    ("R2", date(2026, 12, 18), date(2027, 1, 2)),  # over Christmas, to a Saturday
    ("R3", date(2027, 3, 1), date(2027, 6, 7)),
    ("R4", date(2026, 12, 8), date(2026, 12, 22)),
    ("T1", date(2027, 6, 1), date(2027, 6, 1)),
    ("T3", date(2027, 6, 1), date(2027, 7, 13)),
    ("T4", date(2026, 3, 10), date(2027, 3, 9)),
    ("T5", date(2027, 6, 1), date(2027, 6, 1)),
    ("T6", date(2027, 3, 19), date(2027, 4, 13)),  # Good Friday 26 and Easter Monday 29 March do not count
    ("T7", date(2026, 12, 18), date(2027, 1, 13)),  # nor do 25 and 28 December and 1 January
    ("YP", date(2010, 8, 31), date(2026, 6, 26)),
    ("YP", date(2010, 9, 1), date(2027, 6, 25)),
    ("Z3", date(2027, 3, 5), date(2027, 5, 5)),
    ("M1", date(2026, 10, 1), date(2026, 12, 1)),
    ("M1", date(2026, 9, 1), date(2026, 11, 1)),  # a Sunday, and no time limit of the Tribunal: it stays
    ("P1", date(2026, 10, 1), date(2026, 12, 1)),
    ("M2", date(2026, 12, 23), date(2026, 12, 30)),
    ("M3", date(2027, 5, 28), date(2027, 6, 3)),  # Monday 31 May is a bank holiday
    ("M4", date(2026, 10, 22), date(2026, 11, 21)),
    ("M5", date(2026, 12, 1), date(2026, 12, 31)),
    ("M5a", date(2027, 3, 25), date(2027, 4, 1)),  # Easter lies between
    ("M6", date(2026, 10, 22), date(2026, 10, 27)),
    ("M9", date(2026, 12, 18), date(2027, 1, 1)),  # New Year's Day, and it stays
    ("M9a", date(2026, 12, 18), date(2027, 1, 1)),
    ("M10", date(2026, 12, 18), date(2026, 12, 25)),
    ("P1", date(2026, 9, 1), date(2026, 11, 2)),  # the Tribunal goes on from the Sunday
    ("P1", date(2026, 6, 15), date(2026, 9, 1)),  # and over the whole of August
    ("P1", date(2026, 10, 28), date(2027, 1, 4)),  # and from 28 December over New Year
    ("P2", date(2026, 12, 3), date(2027, 1, 22)),
    ("P2", date(2027, 7, 20), date(2027, 9, 30)),  # eight days to the end of July, none in August
    ("P3a", date(2027, 1, 18), date(2027, 2, 1)),
    ("P3b", date(2027, 1, 18), date(2027, 3, 29)),  # Easter Monday, and it stays
    ("P3c", date(2027, 1, 18), date(2027, 4, 26)),
    ("P3d", date(2027, 1, 18), date(2027, 2, 22)),
    ("P3e", date(2027, 1, 18), date(2027, 4, 5)),
    ("P3f", date(2027, 1, 18), date(2027, 2, 22)),
    ("P3g", date(2027, 1, 18), date(2027, 2, 1)),
    ("P3i", date(2027, 1, 18), date(2027, 2, 22)),
    ("C1a", date(2026, 12, 1), date(2027, 2, 9)),
    ("C7a", date(2026, 12, 1), date(2027, 3, 9)),
    ("O2a", date(2027, 3, 2), date(2027, 3, 16)),
    ("O2b", date(2027, 3, 2), date(2027, 5, 11)),
    ("O2c", date(2027, 3, 2), date(2027, 6, 8)),
    ("O3a", date(2027, 3, 2), date(2027, 4, 6)),
    ("O3b", date(2027, 3, 2), date(2027, 5, 18)),
    ("O4a", date(2027, 3, 2), date(2027, 3, 16)),
    ("O4b", date(2027, 3, 2), date(2027, 4, 6)),
    ("O4c", date(2027, 3, 2), date(2027, 5, 18)),
    ("O5", date(2027, 3, 2), date(2027, 4, 6)),
    ("O6", date(2027, 3, 2), date(2027, 3, 16)),
    ("O7b", date(2027, 3, 2), date(2027, 4, 6)),
    ("O8", date(2027, 3, 2), date(2027, 4, 6)),
    ("O8a", date(2027, 3, 2), date(2027, 4, 6)),
    ("O8b", date(2027, 4, 1), date(2027, 4, 8)),
]
AS_SOON_AS_PRACTICABLE = [
    "A1", "A2", "B1", "B2", "B3", "C2", "C4", "C5", "C8", "D1", "D3", "D4", "D5", "D8b", "D9", "D11", "E6", "T7a",
    "Z1", "Z2",
]  # fmt: skip
IN_OTHER_WORDS = {
    "E1": "at once after the day the final plan was sent",
    "E2": "at once after the day the final plan was sent",
    "T2": "at once after the day the plan was transferred",
    "P3h": "at once after the day the authority told the Tribunal",
    "O7a": "at once after the day the Tribunal made its order",
    "O1": "immediately after the day the Tribunal made its order",
    "D7a": "with every review and re-assessment of the plan",
    "M8": "within the time that an order of the same kind has",
}
WITHOUT_END = ["D2", "D4a", "D8a"]
STANDING = [
    "A5", "B5", "C6", "C9", "D6", "D8", "D10", "D12", "E3", "E4", "E20", "E21", "R1", "T8", "Z4", "Z5", "Z6", "Z7",
    "M7", "P3", "O9", "LGO", "L1", "L2", "L3", "L4",
]  # fmt: skip


def test_these_are_all_the_rows():
    rows = {ref for ref, _, _ in WITH_A_LAST_DAY}.union(
        AS_SOON_AS_PRACTICABLE, IN_OTHER_WORDS, WITHOUT_END, STANDING
    )
    assert rows == {row.ref for row in LAW.rows}


@pytest.mark.parametrize(("ref", "day", "last"), WITH_A_LAST_DAY)
def test_a_row_counted_from_this_day_has_this_last_day(ref, day, last):
    assert due(ref, day).due == last


@pytest.mark.parametrize("ref", AS_SOON_AS_PRACTICABLE)
def test_where_the_law_gives_no_number_there_is_no_last_day(ref):
    assert due(ref, date(2026, 9, 1)).due is None
    assert LAW.row(ref).by_when.startswith("as soon as practicable after the day ")


@pytest.mark.parametrize(("ref", "words"), IN_OTHER_WORDS.items())
def test_where_the_law_says_how_soon_in_other_words_those_are_said(ref, words):
    assert due(ref, date(2027, 1, 19)).due is None
    assert LAW.row(ref).by_when.startswith(words)


@pytest.mark.parametrize("ref", WITHOUT_END)
def test_some_rights_do_not_end(ref):
    assert LAW.row(ref).how_soon == "no last day"
    assert due(ref, date(2026, 9, 1)).due is None
    assert LAW.row(ref).by_when.endswith("no last day")


@pytest.mark.parametrize("ref", STANDING)
def test_some_duties_always_stand(ref):
    assert due(ref).due is None
    assert LAW.row(ref).by_when == "always"


@pytest.mark.parametrize(
    ("ref", "moments", "aim"),
    [
        ("C2", {"plan_needed": date(2026, 11, 20), "request_received": date(2026, 9, 1)}, date(2026, 12, 8)),
        ("C2", {"plan_needed": date(2026, 11, 20)}, None),
        ("C8", {"statutory_day_missed": date(2026, 10, 14)}, date(2026, 10, 19)),
        ("E1", {"final_plan_sent": date(2027, 1, 19)}, date(2027, 2, 23)),
        ("E2", {"final_plan_sent": date(2027, 1, 19)}, date(2027, 2, 23)),
        (
            "E1",
            {"final_plan_sent": date(2027, 1, 19), "amended_plan_sent": date(2028, 2, 8)},
            date(2028, 3, 14),
        ),
        ("E6", {"final_plan_sent": date(2027, 1, 19)}, date(2027, 7, 19)),
        ("E6", {"final_plan_sent": date(2027, 1, 19), "plan_reviewed": date(2027, 7, 1)}, date(2028, 1, 1)),
        ("T2", {"plan_transferred": date(2027, 6, 1)}, date(2027, 7, 6)),
        ("C7", {"request_received": date(2026, 9, 1)}, None),
    ],
)
def test_our_own_day_is_for_planning_and_is_never_the_laws(ref, moments, aim):
    assert due(ref, **moments).aim == aim


def test_a_row_without_the_day_it_counts_from_says_which_day_it_wants():
    with pytest.raises(MissingMoment, match=r"C7 counts from request_received \(the day the request"):
        due("C7")
    with pytest.raises(MissingMoment, match=r"final_plan_sent \(.*\) or plan_reviewed"):
        due("E5", meeting_held=date(2026, 9, 1))


@pytest.mark.parametrize(
    ("ref", "moments", "last"),
    [
        # The day of the move, or 15 working days beginning with the day it was known: the later.
        ("T1", {"move": date(2027, 6, 1), "move_known": date(2027, 5, 10)}, date(2027, 6, 1)),
        ("T1", {"move": date(2027, 6, 1), "move_known": date(2027, 5, 11)}, date(2027, 6, 1)),
        ("T1", {"move": date(2027, 6, 1), "move_known": date(2027, 5, 12)}, date(2027, 6, 2)),
        ("T1", {"move": date(2027, 6, 1), "move_known": date(2027, 6, 7)}, date(2027, 6, 25)),
        ("T1", {"move": date(2027, 6, 1), "move_known": date(2027, 6, 12)}, date(2027, 7, 2)),  # a Saturday
        ("T5", {"move": date(2027, 6, 1), "commissioner_move_known": date(2027, 6, 7)}, date(2027, 6, 25)),
        # 12 months from the last review, or 3 from the transfer: the later.
        (
            "T4",
            {"transferred_plan_last_reviewed": date(2026, 3, 10), "plan_transferred": date(2026, 9, 1)},
            date(2027, 3, 9),
        ),
        (
            "T4",
            {"transferred_plan_last_reviewed": date(2026, 3, 10), "plan_transferred": date(2027, 1, 20)},
            date(2027, 4, 19),
        ),
        (
            "T4",
            {"transferred_plan_last_reviewed": date(2024, 2, 29), "plan_transferred": date(2024, 11, 30)},
            date(2025, 2, 28),
        ),
    ],
)
def test_of_two_limits_the_later_counts(ref, moments, last):
    assert due(ref, **moments).due == last


def test_only_the_tribunals_own_time_limits_move_to_its_next_working_day():
    assert [row.ref for row in LAW.rows if row.calendar] == ["Z3", "P1", "P2"]


# What holds on every day


@given(some_day)
def test_the_authority_owes_its_step_on_the_same_day_of_the_week(day):
    for ref in ("A3", "C1", "C7", "B4", "E11", "E14"):
        assert due(ref, day).due.weekday() == day.weekday()


@given(some_day)
def test_the_six_sixteen_and_twenty_weeks_come_in_their_order(day):
    assert due("A3", day).due < due("C1", day).due < due("C7", day).due


@given(some_day)
def test_invitations_go_out_with_fourteen_whole_days_between_them_and_the_meeting(day):
    assert (day - due("E7", day).due).days - 1 == 14


@given(some_day, some_day)
def test_a_review_is_counted_from_the_later_of_final_plan_and_last_review(sent, reviewed):
    both = due("E5", final_plan_sent=sent, plan_reviewed=reviewed).due
    assert both == due("E5", final_plan_sent=max(sent, reviewed)).due


# Appeal


def appeal(sent, certificate=None):
    if certificate:
        return due("P1", sent, mediation_certificate_dated=certificate).due
    return due("P1", sent).due


@pytest.mark.parametrize(
    ("sent", "certificate", "last"),
    [
        (date(2026, 10, 1), date(2026, 10, 20), date(2026, 12, 1)),  # the two months end later
        (date(2026, 10, 1), date(2026, 11, 20), date(2026, 12, 21)),  # the month ends later, on a Sunday
        (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)),  # both on the same day
        (date(2026, 10, 25), None, date(2027, 1, 4)),  # Christmas Day
        (date(2026, 10, 24), None, date(2026, 12, 24)),
        (date(2026, 11, 1), None, date(2027, 1, 4)),  # New Year's Day, a Friday
        (date(2026, 6, 1), None, date(2026, 9, 1)),  # 1 August
        (date(2026, 6, 30), None, date(2026, 9, 1)),  # 30 August
        (date(2024, 6, 30), None, date(2024, 9, 2)),  # 1 September 2024 is a Sunday
        (date(2026, 12, 31), None, date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2027, 12, 31), None, date(2028, 2, 29)),
        (date(2026, 1, 31), date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_the_last_day_to_appeal(sent, certificate, last):
    assert appeal(sent, certificate) == last


@given(some_day, some_day)
def test_a_certificate_never_shortens_the_time_to_appeal(sent, certificate):
    assert appeal(sent, certificate) >= appeal(sent)


@given(some_day, some_day)
def test_the_plan_is_kept_as_long_as_an_appeal_is_possible(sent, certificate):
    assert due("Z3", sent).due == appeal(sent)
    assert due("Z3", sent, mediation_certificate_dated=certificate).due == appeal(sent, certificate)
