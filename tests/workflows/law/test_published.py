"""Days that others have published, each by its source; and what they have published that is wrong.

Where a statement is wrong, its day is worked out as its source would, and ours is another one.
"""

from datetime import date, timedelta

import pytest

from tests.workflows.law.rows import LAW, TUESDAY, due, lines
from workflows.calendars import closure_window
from workflows.clock import days, months, tribunal_days, weeks, working_days
from workflows.law import age
from workflows.law.terms import MissingMoment

# Worked days


def test_ipsea_a_review_meeting_on_friday_1_november_2024_is_decided_by_friday_the_29th():
    assert due("E11", date(2024, 11, 1)).due == date(2024, 11, 29)


@pytest.mark.parametrize("ref", ["M1", "P1"])
@pytest.mark.parametrize("year", range(2021, 2027))
def test_ipsea_a_decision_sent_on_1_october_can_be_appealed_until_1_december(ref, year):
    assert due(ref, date(year, 10, 1)).counted_to == date(year, 12, 1)


def test_ipsea_a_time_to_appeal_that_ends_in_the_christmas_break_ends_on_the_first_working_day_of_january():
    assert due("P1", date(2026, 10, 25)).due == due("P1", date(2026, 11, 1)).due == date(2027, 1, 4)


def test_ipsea_a_time_to_appeal_that_ends_in_august_ends_on_the_first_working_day_of_september():
    assert due("P1", date(2026, 6, 1)).due == due("P1", date(2026, 6, 30)).due == date(2026, 9, 1)


def test_ombudsman_essex_25_007_473_ten_weeks_from_21_february_2025_end_on_2_may():
    assert due("C1a", date(2025, 2, 21)).due == date(2025, 5, 2)


def test_ombudsman_essex_25_007_473_a_request_of_16_december_2024_is_decided_by_27_january_over_christmas():
    assert due("A3", date(2024, 12, 16)).due == date(2025, 1, 27)
    assert any("nothing stops the count" in line for line in lines("A3", date(2024, 12, 16)))


def test_ombudsman_suffolk_24_007_521_fourteen_weeks_from_15_november_2023_end_on_21_february_2024():
    assert due("R3", date(2023, 11, 15)).due == date(2024, 2, 21)


def test_derby_a_move_in_september_2024_has_15_february_and_31_march_2024_before_which_it_must_be_done():
    named = {"E17": (date(2024, 2, 15), "15 February"), "E18": (date(2024, 3, 31), "31 March")}
    for ref, (published, words) in named.items():
        assert due(ref, date(2024, 9, 1)).due == published - timedelta(1)
        assert LAW.row(ref).by_when.startswith(f"before {words} of the year in which ")


def test_excello_that_15_february_2026_is_a_sunday_moves_nothing():
    assert due("E17", date(2026, 9, 1)).due == date(2026, 2, 14)
    assert lines("E17", date(2026, 9, 1))[2:4] == (
        "“Before” leaves out Sunday 15 February 2026 itself: the last day is Saturday 14 February 2026.",
        "Saturday 14 February 2026 falls at the weekend. The last day does not move for that; the working day "
        "before it is Friday 13 February 2026.",
    )


def test_special_needs_jungle_a_draft_served_on_tuesday_30_august_2022_is_answered_by_13_september():
    # The authority there offered an "extension to 16 September": three days more than it owed.
    assert due("C3", date(2022, 8, 30)).due == date(2022, 9, 13) < date(2022, 9, 16)


def test_regulation_10_a_school_closed_from_22_july_to_2_september_2026_opens_a_window_to_26_august():
    assert closure_window(date(2026, 7, 22), date(2026, 9, 2)) == (date(2026, 7, 15), date(2026, 8, 26))


def test_hertfordshire_a_sixteenth_birthday_in_2025_to_2026_ends_compulsory_school_age_on_26_june_2026():
    for born in (date(2009, 9, 1), date(2010, 2, 11), date(2010, 8, 31)):
        assert age.compulsory_school_age_ends(born) == due("YP", born).due == date(2026, 6, 26)
    assert not age.is_young_person(date(2010, 2, 11), date(2026, 6, 26))
    assert age.is_young_person(date(2010, 2, 11), date(2026, 6, 27))


def test_devon_the_amended_plan_is_due_twelve_weeks_after_the_meeting_at_the_latest():
    """R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin): four weeks, and eight."""
    meeting = date(2027, 11, 16)
    assert due("E14", due("E12", meeting).due).due == meeting + timedelta(weeks=12)


def test_kent_the_fifteen_days_to_decide_on_a_reassessment_are_calendar_days():
    asked = date(2026, 12, 10)
    assert due("R2", asked).due == date(2026, 12, 25) != working_days(15).after(asked)


def test_derby_the_two_weeks_for_the_report_of_a_meeting_run_through_the_holidays():
    assert due("E10", date(2026, 7, 21)).due == date(2026, 8, 4)


# Statements that are wrong


def test_aubis_nobody_counts_fifteen_working_days_for_the_draft_and_it_is_not_regulation_14():
    served = date(2026, 12, 8)
    assert due("C3", served).due == date(2026, 12, 22) != working_days(15).beginning_with(served)
    assert "reg 13(1)" in LAW.row("C3").law and "reg 14" not in LAW.row("C3").law
    told = lines("C3", served)
    assert "within the 15 days that begin with that day" in told[1]
    assert (
        told[3]
        == "Weekends, bank holidays and school holidays count like any other day; nothing stops the count."
    )


def test_aubis_nor_for_the_amendments_or_the_draft_after_a_reassessment():
    served = date(2026, 12, 8)
    for ref in ("E13", "R4"):
        assert due(ref, served).due == date(2026, 12, 22)


def test_nobody_leaves_the_day_of_service_out_of_the_fifteen_days():
    assert due("C3", date(2026, 12, 8)).due != days(15).after(date(2026, 12, 8))
    assert "Tuesday 8 December 2026 is itself counted as the first day" in lines("C3", date(2026, 12, 8))[2]


@pytest.mark.parametrize(("ref", "number"), [("A3", 6), ("C1", 16), ("C7", 20)])
def test_senguru_the_weeks_do_not_run_on_working_days(ref, number):
    over_christmas = date(2026, 12, 7)
    right = over_christmas + timedelta(weeks=number)
    assert due(ref, over_christmas).due == right != working_days(number * 5).after(over_christmas)
    assert any("nothing stops the count" in line for line in lines(ref, over_christmas))


@pytest.mark.parametrize("ref", ["A3", "B4", "C1", "C7", "E11", "E14", "R3"])
def test_no_clock_stops_for_the_summer(ref):
    """Some councils' letters: "the 20 weeks pause over the summer holidays"."""
    row, start = LAW.row(ref), date(2026, 7, 7)
    assert due(ref, start).due == start + timedelta(weeks=row.within.number)
    assert any("school holidays count like any other day" in line for line in lines(ref, start))


def test_ombudsman_23_017_210_the_sixteen_weeks_do_not_count_from_the_decision_to_assess():
    agreed = date(2026, 10, 13)
    assert due("C1", TUESDAY, assessment_agreed=agreed).due == date(2026, 12, 22) != weeks(16).after(agreed)
    with pytest.raises(MissingMoment, match="C1 counts from request_received"):
        due("C1", assessment_agreed=agreed)
    assert LAW.row("C1").note.startswith("Counted from the request, not from the decision to assess.")


def test_kensington_and_chelsea_the_twenty_weeks_do_not_count_from_the_decision_to_assess():
    agreed = date(2026, 10, 13)
    assert due("C7", TUESDAY, assessment_agreed=agreed).due == date(2027, 1, 19) != weeks(20).after(agreed)
    with pytest.raises(MissingMoment, match="C7 counts from request_received"):
        due("C7", assessment_agreed=agreed)
    assert LAW.row("C7").note.startswith("Counted from the request, not from the decision to assess.")


def test_victa_the_final_plan_is_not_due_in_eighteen_weeks():
    assert due("C7", TUESDAY).due == date(2027, 1, 19) != weeks(18).after(TUESDAY)
    assert not any(row.within == weeks(18) for row in LAW.rows)


def test_scope_the_family_does_not_have_eight_weeks_to_respond_to_the_final_plan_but_two_months_to_appeal():
    sent = date(2027, 1, 19)
    assert due("P1", sent).due == date(2027, 3, 19) == months(2).after(sent) != weeks(8).after(sent)
    assert "within 2 months of that day" in lines("P1", sent)[1]


@pytest.mark.parametrize("ref", ["M4", "M5"])
def test_sensational_mediation_is_not_arranged_within_thirty_working_days(ref):
    told = date(2026, 10, 22)
    assert due(ref, told).due == date(2026, 11, 21) != working_days(30).after(told)
    assert "Calendar days" in LAW.row(ref).note
    assert any("nothing stops the count" in line for line in lines(ref, told))


@pytest.mark.parametrize("ref", ["P3a", "P3b", "P3c", "P3d", "P3e", "P3f", "P3g", "P3i"])
def test_the_four_weeks_of_regulation_45_before_2015_are_nobodys_any_more(ref):
    conceded = date(2027, 1, 18)
    assert due(ref, conceded).due != weeks(4).after(conceded)
    assert "(as substituted by SI 2015/359)" in lines(ref, conceded)[1]
    assert "The text of reg 45 before 2015, with its 4 weeks," in LAW.row("P3").note


def test_the_tribunals_working_days_are_not_those_of_the_regulations():
    sent = date(2027, 7, 20)
    assert due("P2", sent).due == tribunal_days(30).after(sent) == date(2027, 9, 30)
    assert working_days(30).after(sent) == date(2027, 9, 1)


def test_a_bank_holiday_moves_no_last_day_of_the_authority():
    assert due("P3b", date(2027, 1, 18)).due == date(2027, 3, 29)  # Easter Monday
    assert due("A3", date(2026, 7, 20)).due == date(2026, 8, 31)  # the summer bank holiday


# A refusal to assess that is given up: three ways, three clocks

REQUESTED, GIVEN_UP = date(2024, 12, 16), date(2025, 2, 21)
"""As in the Ombudsman's Essex 25 007 473."""


def test_given_up_before_its_response_counts_from_the_day_it_told_the_tribunal():
    told = [due(ref, GIVEN_UP).due for ref in ("P3a", "P3b", "P3c")]
    assert told == [date(2025, 3, 7), date(2025, 5, 2), date(2025, 5, 30)]
    assert all("reg 45" in LAW.row(ref).law for ref in ("P3a", "P3b", "P3c"))


@pytest.mark.parametrize("moment", ["tribunal_ordered", "mediation_agreed"])
def test_given_up_by_an_order_or_in_mediation_counts_from_that(moment):
    told = [due(ref, **{moment: GIVEN_UP}).due for ref in ("O2a", "O2b", "O2c")]
    assert told == [date(2025, 3, 7), date(2025, 5, 2), date(2025, 5, 30)]
    assert all("reg 44" in LAW.row(ref).law for ref in ("O2a", "O2b", "O2c"))


def test_given_up_without_any_order_leaves_the_twenty_weeks_from_the_first_request():
    """W v Hertfordshire [2023] EWHC 3138 (Admin)."""
    for ref, last in (("C1", date(2025, 4, 7)), ("C7", date(2025, 5, 5))):
        assert due(ref, REQUESTED, conceded_without_order=GIVEN_UP).due == last


def test_the_ombudsmans_measure_is_told_beside_it_as_guidance_and_the_earlier_day_is_the_safe_one():
    for law, measure, safe in (("C1", "C1a", date(2025, 4, 7)), ("C7", "C7a", date(2025, 5, 5))):
        assert min(due(law, REQUESTED).due, due(measure, GIVEN_UP).due) == safe
        assert any("it is not a time limit in law" in line for line in lines(measure, GIVEN_UP))
        assert "The earlier of the two days is the safe one." in LAW.row(measure).note
