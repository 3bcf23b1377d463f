"""What is said beforehand: which time falls into which holidays, what the law does about it, and a move near by."""

from dataclasses import dataclass
from datetime import date

import pytest

from workflows.foresight import Ahead, Place, next_move, span, started
from workflows.law import pack
from workflows.law.terms import Ground, Moment

LAW = pack("england_2014")


@dataclass(frozen=True)
class Closed:
    name: str
    first_closed_on: date
    reopens_on: date


SUMMER = Closed("Summer holiday", date(2026, 7, 22), date(2026, 9, 2))
HALF_TERM = Closed("Autumn half-term", date(2026, 10, 26), date(2026, 11, 2))
CHRISTMAS = Closed("Christmas holiday", date(2026, 12, 21), date(2027, 1, 4))
THE_YEAR = (SUMMER, HALF_TERM, CHRISTMAS)
IN_YEAR_SIX_FROM_2026 = date(2016, 3, 1)


def running(moment, day):
    return started(LAW.started_by(moment), {moment: day})


def ahead(requested, *closures, today=None, ground=Ground.SCHOOL_CLOSED, move=None, only=None):
    of_the_request = running(Moment.REQUEST_RECEIVED, requested)
    chosen = tuple(each for each in of_the_request if only is None or each.row.ref in only)
    return Ahead(chosen, Place("Millbrook Primary School", closures, ground), today or requested, move)


def moving(last_year_group=6, born=IN_YEAR_SIX_FROM_2026):
    return next_move(LAW, born=born, last_year_group=last_year_group)


def refs_and_holidays(foreseen):
    return [(what.rpartition("(")[2].partition(")")[0], holidays) for what, holidays in foreseen.windows]


# A request


def test_each_time_is_named_with_the_holidays_in_it():
    said = ahead(date(2026, 6, 15), *THE_YEAR).of_a_request()
    summer = "Summer holiday (22 July to 1 September 2026)"
    half_term = "Autumn half-term (26 October to 1 November 2026)"
    assert refs_and_holidays(said) == [("A3", summer), ("C1", summer), ("C7", f"{summer} and {half_term}")]
    assert said.windows[0][0] == (
        "Decide whether to carry out an EHC needs assessment, and tell the family (A3), by Monday 27 July 2026"
    )
    assert said.sentences[0] == "School holidays stop no clock: these days stay as they are."


def test_a_holiday_that_ends_on_the_day_of_the_request_is_not_in_its_time():
    assert refs_and_holidays(ahead(date(2026, 9, 1), SUMMER).of_a_request()) == []
    assert refs_and_holidays(ahead(date(2026, 8, 31), SUMMER).of_a_request())[0][0] == "A3"


def test_a_holiday_that_begins_on_the_last_day_is_in_its_time_and_one_a_day_later_is_not():
    on_the_last = Closed("Holiday", date(2026, 7, 27), date(2026, 7, 29))
    a_day_later = Closed("Holiday", date(2026, 7, 28), date(2026, 7, 29))
    assert [ref for ref, _ in refs_and_holidays(ahead(date(2026, 6, 15), on_the_last).of_a_request())] == [
        "A3",
        "C1",
        "C7",
    ]
    assert [ref for ref, _ in refs_and_holidays(ahead(date(2026, 6, 15), a_day_later).of_a_request())] == [
        "C1",
        "C7",
    ]


def test_the_days_on_which_asking_may_excuse_a_late_decision_are_those_of_the_worked_example():
    said = ahead(date(2026, 6, 15), SUMMER).of_a_request()
    (exception,) = [each for each in said.sentences if each.startswith("If Millbrook")]
    assert exception == (
        "If Millbrook Primary School is asked for advice from Wednesday 15 July 2026 to Wednesday 26 August 2026, just "
        "before or in “Summer holiday”, and keeping the day is impractical for that reason, a later day may be excused "
        "for A3 (SEND Regulations 2014, reg 5(4)(a)), C1 (SEND Regulations 2014, reg 10(4)(a)) and C7 (SEND "
        "Regulations 2014, reg 13(3) with reg 10(4)(a)). That has to be recorded as an exception, which the family "
        "reads; the duty stays."
    )
    assert said.sentences[-1] == (
        "If it is asked before Wednesday 15 July 2026, it has days of school left to answer in, and this exception "
        "does not arise."
    )


def test_a_nurserys_closing_is_an_exception_of_its_own():
    said = ahead(date(2026, 6, 15), SUMMER, ground=Ground.NURSERY_CLOSED, only=["A3"]).of_a_request()
    assert "a later day may be excused for A3 (SEND Regulations 2014, reg 5(4)(b))." in said.sentences[1]


def test_a_clock_that_ends_before_asking_would_count_is_not_excused_by_it():
    said = ahead(date(2026, 6, 2), SUMMER).of_a_request()  # A3 ends on 14 July, a day before
    (exception,) = [each for each in said.sentences if each.startswith("If Millbrook")]
    assert "A3" not in exception and "C1" in exception


def test_once_the_last_of_these_days_has_passed_nothing_is_said_of_them():
    on_the_last = ahead(date(2026, 8, 3), SUMMER, today=date(2026, 8, 26)).of_a_request()
    after = ahead(date(2026, 8, 3), SUMMER, today=date(2026, 8, 27)).of_a_request()
    assert "Today lies in that time." in on_the_last.sentences
    assert ahead(date(2026, 8, 26), SUMMER).of_a_request().sentences[1].startswith("If Millbrook")
    assert not any("excused" in each for each in after.sentences)


def test_a_short_holiday_excuses_nothing():
    said = ahead(date(2026, 9, 8), HALF_TERM, CHRISTMAS).of_a_request(LAW.row("B4"))
    assert said.sentences == ("School holidays stop no clock: these days stay as they are.",)


def test_that_advice_knows_no_such_exception_is_said_in_the_words_of_its_row():
    said = ahead(date(2026, 6, 15), SUMMER).of_a_request(LAW.row("B4"))
    assert said.sentences[-1] == (
        "Whoever is asked for advice has 6 weeks from then, holidays or not: for that the law makes no exception for "
        "school holidays (SEND Regulations 2014, reg 8(1))."
    )


@pytest.mark.parametrize("closures", [(), (Closed("Easter holiday", date(2027, 3, 26), date(2027, 4, 12)),)])
def test_where_nothing_is_near_nothing_is_said(closures):
    quiet = ahead(date(2026, 9, 8), *closures, move=moving(last_year_group=9))
    assert not quiet.of_a_request(LAW.row("B4")) and not quiet.for_the_family()


# The family


def test_a_family_is_told_calmly_that_holidays_stop_nothing():
    said = ahead(date(2026, 9, 8), HALF_TERM, CHRISTMAS).for_the_family()
    assert said.windows == ()
    assert said.sentences == (
        "Autumn half-term (26 October to 1 November 2026) and Christmas holiday (21 December 2026 to 3 January 2027) "
        "fall into this time. School holidays stop no clock: the council has to keep its days all the same.",
    )


def test_a_family_is_told_of_the_one_exception_and_that_it_need_do_nothing():
    said = ahead(date(2026, 6, 15), SUMMER).for_the_family()
    assert said.sentences[0].startswith("Summer holiday (22 July to 1 September 2026) falls into this time.")
    assert said.sentences[1] == (
        "There is one exception. If the council asks Millbrook Primary School for advice from 15 July 2026 to "
        "26 August 2026, just before or in “Summer holiday”, and cannot keep a day for that reason, it may be later "
        "(SEND Regulations 2014, reg 5(4)(a), reg 10(4)(a) and reg 13(3) with reg 10(4)(a)). It then tells you why, "
        "and must act as soon as it can."
    )
    assert said.sentences[2].startswith("You do not have to do anything about this.")


# Asking for advice


def test_before_asking_it_is_said_that_the_six_weeks_run_through_the_summer():
    (advice,) = running(Moment.ADVICE_REQUESTED, date(2026, 7, 6))
    said = ahead(date(2026, 6, 15), SUMMER, today=date(2026, 7, 6), only=["C1", "C7"]).of_asking_for_advice(
        advice
    )
    assert refs_and_holidays(said)[0] == ("B4", "Summer holiday (22 July to 1 September 2026)")
    assert said.sentences[:2] == (
        "The 6 weeks to give the advice run through school holidays: the law makes no exception for them here "
        "(SEND Regulations 2014, reg 8(1)).",
        "From Wednesday 22 July 2026 on Millbrook Primary School may be hard to reach: ask early, and ask whom to "
        "reach meanwhile.",
    )
    assert any("excused for C1 (" in each for each in said.sentences)


def test_an_adviser_is_told_until_when_the_child_can_be_seen_at_school():
    (advice,) = running(Moment.ADVICE_REQUESTED, date(2026, 7, 6))
    said = ahead(date(2026, 6, 15), SUMMER, today=date(2026, 7, 6)).for_an_adviser(advice, "Amira")
    assert said.windows == (
        ("Give the advice, by Monday 17 August 2026", "Summer holiday (22 July to 1 September 2026)"),
    )
    assert said.sentences[1] == (
        "To see Amira at Millbrook Primary School, or to ask those who work there, do it before "
        "Wednesday 22 July 2026."
    )
    late = ahead(date(2026, 6, 15), SUMMER, today=date(2026, 7, 22)).for_an_adviser(advice, "Amira")
    assert len(late.sentences) == 1


# Consulting


def test_before_consulting_it_is_said_what_is_guidance_and_what_does_not_wait():
    (answer,) = running(Moment.SETTING_CONSULTED, date(2026, 12, 14))
    said = ahead(date(2026, 9, 1), CHRISTMAS, today=date(2026, 12, 14), only=["C7"]).of_consulting(answer)
    assert [ref for ref, _ in refs_and_holidays(said)] == ["C4a", "C7"]
    assert said.sentences == (
        "The 15 days for an answer rest on guidance and are no time limit in law (SEND Code of Practice 2015, "
        "para 9.83); they run through holidays.",
        "The plan does not wait for the answer: the local authority must send the final plan to the family, the "
        "setting it names and the health commissioner, by Tuesday 19 January 2027 (SEND Regulations 2014, reg 13(2)).",
        "Consult it before Monday 21 December 2026, or ask now whom the consultation will reach.",
    )


def test_a_setting_that_is_closed_already_is_said_to_be():
    (answer,) = running(Moment.SETTING_CONSULTED, date(2026, 12, 22))
    said = ahead(date(2026, 9, 1), CHRISTMAS, today=date(2026, 12, 22), only=["C7"]).of_consulting(answer)
    assert said.sentences[-1] == (
        "It is closed until Monday 4 January 2027: ask now whom the consultation will reach."
    )


def test_a_consulted_setting_is_told_the_same_and_asked_to_say_whom_to_reach():
    (answer,) = running(Moment.SETTING_CONSULTED, date(2026, 12, 14))
    of_it = ahead(date(2026, 9, 1), CHRISTMAS, today=date(2026, 12, 14), only=["C7"])
    said = of_it.for_the_consulted_setting(answer, "Amira", "Northmoor Council")
    assert [what for what, _ in said.windows] == ["Answer the consultation, by Tuesday 29 December 2026"]
    assert said.sentences[-1] == "If nobody can answer by then, tell Northmoor Council now whom it can reach."


def test_an_answer_that_meets_no_holiday_is_told_nothing():
    (answer,) = running(Moment.SETTING_CONSULTED, date(2026, 11, 16))
    of_it = ahead(date(2026, 9, 1), SUMMER, HALF_TERM, today=date(2026, 11, 16), only=["C7"])
    assert not of_it.of_consulting(answer)
    assert not of_it.for_the_consulted_setting(answer, "Amira", "Northmoor Council")


# A move near by


def test_the_next_move_comes_after_the_last_year_group_of_the_setting():
    move = moving()
    assert (move.row.ref, move.on, move.by) == ("E17", date(2027, 9, 1), date(2027, 2, 14))


def test_from_year_eleven_on_it_is_a_move_to_post_16():
    move = moving(last_year_group=11)
    assert (move.row.ref, move.on, move.by) == ("E18", date(2032, 9, 1), date(2032, 3, 30))
    assert moving(last_year_group=10).row.ref == "E17"


def test_officers_are_told_what_must_be_done_before_which_day():
    said = ahead(date(2026, 9, 8), move=moving()).of_a_request()
    assert said.sentences == (
        "The move to the next phase of education is in September 2027. By Sunday 14 February 2027 the local authority "
        "must review and amend the plan so that it names the setting, or its type, for the next phase of education, "
        "where a plan is in force (E17, SEND Regulations 2014, reg 18(1)(b)).",
        "Ask now which setting is to come next, so that the plan can name it from the start.",
    )


def test_it_is_said_where_the_plan_may_come_after_that_day():
    said = ahead(date(2026, 10, 20), move=moving()).of_a_request()
    assert said.sentences[1] == "C7 may take until Tuesday 9 March 2027, which is after that."


def test_once_that_day_has_passed_the_plan_names_the_next_setting_from_the_start():
    said = ahead(date(2027, 2, 15), move=moving()).of_a_request()
    assert said.sentences[1:] == (
        "That day has passed: a plan made now names the next setting from the start.",
    )
    family = ahead(date(2027, 2, 15), move=moving()).for_the_family()
    assert "has to say which one" in family.sentences[0] and "February" not in family.sentences[0]


def test_after_the_move_nothing_is_said_of_it():
    assert not ahead(date(2027, 9, 1), move=moving()).of_a_request()
    assert ahead(date(2027, 8, 31), move=moving()).of_a_request()


def test_a_move_is_near_from_the_first_reminder_of_its_duty_on():
    # 26 weeks before 14 February 2027 is 16 August 2026; 20 weeks before that is 29 March 2026.
    assert ahead(date(2026, 3, 29), move=moving()).of_a_request()
    assert not ahead(date(2026, 3, 28), move=moving()).of_a_request()


def test_a_family_is_told_kindly_of_the_move():
    said = ahead(date(2026, 9, 8), move=moving()).for_the_family()
    assert said.sentences == (
        "The next school or college begins in September 2027. If there is a plan by then, it has to say by Sunday "
        "14 February 2027 which one that will be (SEND Regulations 2014, reg 18(1)(b)). You can tell the council early "
        "which one you would like.",
    )


def test_an_adviser_is_asked_to_say_what_the_child_will_need_there():
    (advice,) = running(Moment.ADVICE_REQUESTED, date(2026, 9, 29))
    said = ahead(date(2026, 9, 8), move=moving()).for_an_adviser(advice, "Amira")
    assert said.sentences[-1].endswith(
        "(SEND Regulations 2014, reg 18(1)(b)). Say what Amira will need there."
    )


# Small things


def test_a_holiday_is_written_with_its_first_and_last_closed_day():
    assert span(SUMMER) == "Summer holiday (22 July to 1 September 2026)"
    assert (
        span(Closed("Week off", date(2026, 12, 14), date(2026, 12, 19)))
        == "Week off (14 to 18 December 2026)"
    )
    assert span(CHRISTMAS) == "Christmas holiday (21 December 2026 to 3 January 2027)"
    assert span(Closed("INSET day", date(2026, 11, 2), date(2026, 11, 3))) == "INSET day (2 November 2026)"


def test_a_duty_told_together_with_another_is_named_once():
    assert [each.row.ref for each in running(Moment.REQUEST_RECEIVED, date(2026, 9, 1))] == ["A3", "C1", "C7"]
