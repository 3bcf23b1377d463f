"""Why a day is what it is, as people read it."""

from datetime import date

import pytest

from workflows.law import CURRENT, pack
from workflows.law.terms import Moment

LAW = pack(CURRENT)
TUESDAY = date(2026, 9, 1)


def lines(ref, day=TUESDAY, **more):
    row = LAW.row(ref)
    given = {Moment(name): when for name, when in more.items()}
    return row.due(given or dict.fromkeys(row.starts[:1], day)).lines


def test_the_decision_to_assess_is_explained_from_the_request_to_what_would_change_it():
    assert lines("A3") == (
        "The request for an assessment was received on Tuesday 1 September 2026.",
        "The local authority must decide whether to carry out an EHC needs assessment, and tell the family, "
        "within 6 weeks of that day (SEND Regulations 2014, reg 5(1)).",
        "That day itself is not counted: Tuesday 1 September 2026 and 6 weeks make Tuesday 13 October 2026. "
        "The whole of that day counts.",
        "Weekends, bank holidays and school holidays count like any other day; nothing stops the count.",
        "It is the last day allowed, not a target.",
        "A later day may be excused if keeping this one was impractical because advice was asked of a head "
        "teacher or principal in the time that begins one week before their school or college closes for "
        "4 weeks or more and ends one week before it opens again (SEND Regulations 2014, reg 5(4)(a)).",
        "A later day may be excused if keeping this one was impractical because advice was asked of an early "
        "years provider in the time that begins one week before it closes for 4 weeks or more and ends one "
        "week before it opens again (SEND Regulations 2014, reg 5(4)(b)).",
        "A later day may be excused if keeping this one was impractical because exceptional personal "
        "circumstances affected the child, the parent or the young person in that time (SEND Regulations "
        "2014, reg 5(4)(c)).",
        "A later day may be excused if keeping this one was impractical because the child, the parent or the "
        "young person was away from the authority's area for 4 weeks or more on end in that time (SEND "
        "Regulations 2014, reg 5(4)(d)).",
        "Nothing else excuses a later day, and an excuse does not end the duty: it is then owed as soon as "
        "practicable.",
        "It would be another day if the request for an assessment was received on another day.",
    )


def test_the_time_to_appeal_is_explained_with_the_certificate_and_the_tribunals_sunday():
    given = {
        "appealable_decision_sent": date(2026, 10, 1),
        "mediation_certificate_dated": date(2026, 11, 20),
    }
    assert lines("P1", **given) == (
        "The written notice of the decision was sent on Thursday 1 October 2026.",
        "The family may appeal to the SEND Tribunal, within 2 months of that day, or within 1 month of the day "
        "the mediation certificate was issued, whichever is later (Tribunal Procedure (First-tier Tribunal) "
        "(HESC Chamber) Rules 2008, rules 12 and 20(1)(c)).",
        "That day itself is not counted: Thursday 1 October 2026 and 2 months make Tuesday 1 December 2026. "
        "The whole of that day counts.",
        "The mediation certificate was issued on Friday 20 November 2026, and 1 month from then ends on Sunday "
        "20 December 2026. The later of the two days counts.",
        "Sunday 20 December 2026 is not a working day of the Tribunal, which leaves out weekends, bank holidays, "
        "25 December to 1 January and August. The last day is the next working day, Monday 21 December 2026.",
        "Weekends, bank holidays and school holidays count like any other day; nothing stops the count.",
        "It would be another day if the written notice of the decision was sent on another day.",
    )


def test_without_a_certificate_the_reason_says_what_one_would_change():
    assert lines("P1")[-1] == (
        "If the mediation certificate was issued and 1 month from then ends later, that later day counts instead."
    )


def test_fifteen_days_beginning_with_a_day_say_that_the_day_is_counted():
    assert lines("C3")[2] == (
        "Tuesday 1 September 2026 is itself counted as the first day, so the 15 days end with "
        "Tuesday 15 September 2026."
    )


def test_a_last_day_on_a_weekend_says_that_it_stays_and_names_the_working_day_before():
    assert lines("C3", date(2026, 12, 12))[4] == (
        "Saturday 26 December 2026 is a weekend or bank holiday. The last day does not move for that; "
        "the working day before it is Thursday 24 December 2026."
    )


def test_a_notice_of_two_weeks_says_how_whole_days_are_counted():
    assert lines("E7", date(2027, 11, 16))[2] == (
        "“At least” asks for whole days in between: neither Tuesday 16 November 2027 nor the day of doing it is "
        "counted. 2 weeks back is Tuesday 2 November 2027; the last safe day is the one before it, "
        "Monday 1 November 2027."
    )


def test_where_the_law_gives_no_number_the_reason_says_so_and_our_own_day_is_called_ours():
    given = {"plan_needed": date(2026, 11, 20), "request_received": TUESDAY}
    assert lines("C2", **given) == (
        "The authority decided that a plan is needed on Friday 20 November 2026.",
        "The local authority must prepare a draft plan with the family and send it, with section I left blank, "
        "as soon as practicable; no number of days or weeks is set (Children and Families Act 2014, s38(1) to (5)).",
        "Our own aim is Tuesday 8 December 2026, 14 weeks after the request for an assessment was received. "
        "It is for planning and is not law.",
    )


def test_our_own_day_is_told_as_a_distance_while_the_day_it_counts_from_is_not_known():
    assert lines("C2")[-1] == (
        "Our own aim is 14 weeks after the request for an assessment was received. It is for planning and is not law."
    )


def test_guidance_says_that_it_is_guidance():
    assert lines("C4a")[1:3] == (
        "The setting that was consulted should answer the consultation, within 15 days of that day "
        "(SEND Code of Practice 2015, para 9.83).",
        "This is guidance, to be followed unless there is a good reason not to; it is not a time limit in law.",
    )


def test_a_condition_is_told():
    assert "This applies only where the child is under five." in lines("E6")


def test_a_right_without_end_says_so():
    assert lines("D2")[1].startswith(
        "The family may ask for a personal budget, from that day on; the law sets no last day ("
    )


def test_a_standing_duty_says_that_it_always_stands():
    assert lines("D6") == (
        "The local authority must pay enough to secure what the direct payment is for, at all times "
        "(SEN (Personal Budgets) Regulations 2014, reg 10). This counts from no day and has no last day.",
    )


def test_a_day_that_is_itself_the_day_is_not_counted_to():
    assert lines("E9", date(2027, 11, 16))[1:] == (
        "Whoever arranges the review must hold the review meeting and consider the progress towards the outcomes, "
        "on that day (SEND Regulations 2014, reg 20(5) and (6)).",
        "So the day is Tuesday 16 November 2027.",
        "It would be another day if the review meeting is to be held on another day.",
    )


def test_a_review_says_that_the_next_review_counts_anew():
    assert lines("E5")[-2] == (
        "It would be another day if the final plan was sent on another day, or if the plan was last reviewed "
        "later than that."
    )


def test_a_duty_without_exception_says_so():
    assert "The law makes no exception to this day." in lines("E14")


@pytest.mark.parametrize("row", LAW.rows, ids=lambda row: row.ref)
def test_every_reason_is_whole_sentences_that_name_the_law_and_doubt_where_there_is_doubt(row):
    told = row.due(dict.fromkeys(row.starts, TUESDAY)).lines
    assert all(line[0].isupper() or line[0] == "“" for line in told)
    assert all(line.endswith(".") for line in told)
    assert any(row.law in line for line in told)
    assert (told[-1] == "Our source for this has still to be confirmed by a lawyer.") is not row.confirmed
