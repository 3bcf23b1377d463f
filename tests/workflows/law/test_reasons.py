"""Why a day is what it is, as people read it."""

from datetime import date

import pytest

from tests.workflows.law.rows import LAW, TUESDAY, lines
from workflows.clock import fixed_date, weeks
from workflows.law.counting import Counting
from workflows.law.terms import Agency, Duty, Moment, OrLater, Right


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
        "The mediation certificate was issued on Friday 20 November 2026, and 1 month from that day ends on Sunday "
        "20 December 2026. The later of the two days counts: Sunday 20 December 2026.",
        "Weekends, bank holidays and school holidays count like any other day; nothing stops the count.",
        "Sunday 20 December 2026 is not a working day of the Tribunal, which leaves out weekends, bank holidays, "
        "25 December to 1 January and August. The last day is the next working day, Monday 21 December 2026.",
        "It would be another day if the mediation certificate was issued on another day.",
    )


def test_without_a_certificate_the_reason_says_what_one_would_change():
    assert lines("P1")[-1] == (
        "If 1 month from the day the mediation certificate was issued ends later, that later day counts instead."
    )


def test_fifteen_days_beginning_with_a_day_say_that_the_day_is_counted():
    assert lines("C3")[2] == (
        "Tuesday 1 September 2026 is itself counted as the first day, so the 15 days end with "
        "Tuesday 15 September 2026."
    )


def test_a_last_day_on_a_weekend_says_that_it_stays_and_names_the_working_day_before():
    assert lines("C3", date(2026, 12, 12))[4] == (
        "Saturday 26 December 2026 falls at the weekend. The last day does not move for that; "
        "the working day before it is Thursday 24 December 2026."
    )


def test_a_last_day_on_a_bank_holiday_says_that_it_stays():
    assert lines("A3", date(2026, 7, 20))[4] == (
        "Monday 31 August 2026 is a bank holiday. The last day does not move for that; "
        "the working day before it is Friday 28 August 2026."
    )


def test_a_notice_of_two_weeks_says_how_whole_days_are_counted():
    assert lines("E7", date(2027, 11, 16))[2] == (
        "“At least” is taken to mean whole days in between: neither Tuesday 16 November 2027 nor the day of doing "
        "it is counted. 2 weeks back is Tuesday 2 November 2027, which some would accept; the last safe day is the "
        "one before it, Monday 1 November 2027."
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
        "(SEN (Personal Budgets) Regulations 2014, reg 10).",
        "This counts from no day, so that there is no last day to work out.",
    )


def test_a_standing_right_does_not_say_that_it_is_used_at_all_times():
    assert lines("R1")[0] == (
        "The family may ask for a re-assessment of the needs (Children and Families Act 2014, s44(2); SEND "
        "Regulations 2014, reg 23 and 24)."
    )


def test_before_a_day_that_the_law_names_leaves_that_day_out():
    assert LAW.row("E17").by_when == (
        "before 15 February of the year in which the child moves to the next phase of education"
    )
    assert lines("E17", date(2026, 9, 1)) == (
        "The child moves to the next phase of education on Tuesday 1 September 2026.",
        "The local authority must review and amend the plan so that it names the setting, or its type, for the next "
        "phase of education, before 15 February of that year (SEND Regulations 2014, reg 18(1)(b)).",
        "“Before” leaves out Sunday 15 February 2026 itself: the last day is Saturday 14 February 2026.",
        "Saturday 14 February 2026 falls at the weekend. The last day does not move for that; the working day "
        "before it is Friday 13 February 2026.",
        "It is the last day allowed, not a target.",
        "The law makes no exception to this day.",
        "It would be another day if the child moves to the next phase of education on another day.",
        "Our source for this has still to be confirmed by a lawyer.",
    )


def test_the_last_friday_in_june_is_told_from_the_birthday():
    assert LAW.row("YP").by_when == (
        "until the last Friday in June of the school year in which the child turns 16"
    )
    assert lines("YP", date(2010, 2, 11)) == (
        "The child was born on Thursday 11 February 2010.",
        "The family may use these rights as the child's parent, until the last Friday in June of the school year in "
        "which the child turns 16 (Children and Families Act 2014, s80 and s83; Education Act 1996, s8; SEND "
        "Regulations 2014, reg 63 to 65).",
        "That is Friday 26 June 2026. The whole of that day counts.",
        "It would be another day if the child was born on another day.",
        "Our source for this has still to be confirmed by a lawyer.",
    )


def test_the_day_of_a_move_is_told_with_the_working_days_that_may_come_later():
    assert LAW.row("T1").by_when == (
        "on the day the family moves to another authority, or within the 15 working days that begin with the day the "
        "authority became aware of the move, whichever is later"
    )
    assert lines("T1", move=date(2027, 6, 1), move_known=date(2027, 6, 7))[2:] == (
        "So the day is Tuesday 1 June 2027.",
        "The authority became aware of the move on Monday 7 June 2027, and the 15 working days that begin with that "
        "day end on Friday 25 June 2027. The later of the two days counts: Friday 25 June 2027.",
        "In working days, Saturdays, Sundays and bank holidays are not counted; days in school holidays are.",
        "It is the last day allowed, not a target.",
        "The law makes no exception to this day.",
        "It would be another day if the authority became aware of the move on another day.",
    )


def test_of_two_limits_the_reason_names_the_one_that_counts():
    given = {"transferred_plan_last_reviewed": date(2026, 3, 10), "plan_transferred": date(2026, 9, 1)}
    assert lines("T4", **given)[2:4] == (
        "Tuesday 10 March 2026 is itself counted as the first day, so the 12 months end with Tuesday 9 March 2027.",
        "The plan was transferred on Tuesday 1 September 2026, and the 3 months that begin with that day end on "
        "Monday 30 November 2026. The later of the two days counts: Tuesday 9 March 2027.",
    )
    assert lines("T4", **given)[-1] == (
        "It would be another day if the transferred plan was made or last reviewed on another day."
    )
    assert lines("T4")[-1] == (
        "If the 3 months that begin with the day the plan was transferred end later, that later day counts instead."
    )


def test_working_days_say_what_is_left_out_of_them():
    assert lines("M2", date(2026, 12, 23))[2:4] == (
        "That day itself is not counted: Wednesday 23 December 2026 and 3 working days make Wednesday 30 December "
        "2026. The whole of that day counts.",
        "In working days, Saturdays, Sundays and bank holidays are not counted; days in school holidays are.",
    )


def test_the_tribunals_working_days_say_that_christmas_and_august_are_left_out():
    assert lines("P2", date(2026, 12, 3))[1:4] == (
        "The local authority must respond to the appeal, within 30 Tribunal working days of that day (Tribunal "
        "Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008, rule 21).",
        "That day itself is not counted: Thursday 3 December 2026 and 30 Tribunal working days make Friday "
        "22 January 2027. The whole of that day counts.",
        "Saturdays, Sundays and bank holidays are not counted, nor are 25 December to 1 January and August: the "
        "Tribunal’s rules say so.",
    )


def test_who_may_agree_on_another_day_is_told_before_what_excuses_nothing_else():
    told = lines("O2a")
    assert told[-3:-1] == (
        "Those concerned may agree on another day in writing (SEND Regulations 2014, reg 42(5), after mediation).",
        "Nothing else excuses a later day, and an excuse does not end the duty: it is then owed as soon as "
        "practicable.",
    )
    assert "The law makes no exception to this day." not in lines("M9")


def test_what_counts_from_one_of_several_days_says_that_a_later_one_of_them_changes_it():
    assert lines("O2a", mediation_agreed=TUESDAY)[-1] == (
        "It would be another day if an agreement was reached in mediation on another day, or if the Tribunal made "
        "its order later than that."
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


def test_where_both_limits_end_on_one_day_the_first_is_told_as_the_one_that_counts():
    given = {
        "appealable_decision_sent": date(2026, 10, 1),
        "mediation_certificate_dated": date(2026, 11, 1),
    }
    assert lines("P1", **given)[-1] == (
        "It would be another day if the written notice of the decision was sent on another day."
    )


def test_to_the_end_of_the_known_bank_holidays_the_working_day_before_is_named_and_after_it_not():
    assert lines("A3", date(2100, 10, 9))[4] == (
        "Saturday 20 November 2100 falls at the weekend. The last day does not move for that; the working day before "
        "it is Friday 19 November 2100."
    )
    assert not any("falls at the weekend" in line for line in lines("A3", date(2101, 10, 8)))


def test_a_law_that_counts_from_one_of_three_days_says_all_three():
    row = Duty(
        ref="X1",
        task="Do it",
        law="An Act",
        owner=Agency.LOCAL_AUTHORITY,
        since=(Moment.MEETING_HELD, Moment.FINAL_PLAN_SENT, Moment.DRAFT_SERVED),
        within=fixed_date(15, 2),
        counted=Counting.BEFORE_DATE,
    )
    assert row.by_when == (
        "before 15 February of the year in which the review meeting was held or the year in which the final plan was "
        "sent or the year in which the draft plan was served on the family"
    )
    assert row.due({Moment.MEETING_HELD: TUESDAY}).lines[-1] == (
        "It would be another day if the review meeting was held on another day, or if the final plan was sent later "
        "than that, or if the draft plan was served on the family later than that."
    )


def test_a_later_limit_that_is_a_day_of_the_year_is_told_with_its_year():
    row = Duty(
        ref="X3",
        task="Do it",
        law="An Act",
        owner=Agency.LOCAL_AUTHORITY,
        since=Moment.MEETING_HELD,
        within=weeks(2),
        or_later=OrLater(
            within=fixed_date(15, 2), since=Moment.FINAL_PLAN_SENT, counted=Counting.BEFORE_DATE
        ),
    )
    assert row.by_when == (
        "within 2 weeks of the day the review meeting was held, or before 15 February of the year in which the final "
        "plan was sent, whichever is later"
    )


def test_one_day_or_week_that_begins_with_a_day_is_told_in_the_singular():
    row = Right(
        ref="X2",
        task="Use it",
        law="An Act",
        owner=Agency.FAMILY,
        since=Moment.DRAFT_SERVED,
        within=weeks(1),
        counted=Counting.BEGINNING_WITH,
    )
    assert row.by_when == "within the 1 week that begins with the day the draft plan was served on the family"
    assert row.due({Moment.DRAFT_SERVED: TUESDAY}).lines[2] == (
        "Tuesday 1 September 2026 is itself counted as the first day, so the 1 week ends with "
        "Monday 7 September 2026."
    )


@pytest.mark.parametrize("row", LAW.rows, ids=lambda row: row.ref)
def test_every_reason_is_whole_sentences_that_name_the_law_and_doubt_where_there_is_doubt(row):
    told = row.due(dict.fromkeys(row.starts, TUESDAY)).lines
    assert all(line[0].isupper() or line[0] == "“" for line in told)
    assert all(line.endswith(".") for line in told)
    assert any(row.law in line for line in told)
    assert (told[-1] == "Our source for this has still to be confirmed by a lawyer.") is not row.confirmed
