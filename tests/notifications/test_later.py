"""What is told after a decision: exceptions, disagreements, moves, and whose rights they are."""

from datetime import date, timedelta

import pytest

from ehcp.models import FamilyMember, Organisation
from ehcp.models.organisations import Kind, Role
from notifications.models import Notice
from tests import people
from workflows import clock

from .telling import (
    days_go_by,
    everybody_told_may_open,
    letter_of,
    letters_to,
    look,
    nobody_is_given_away,
    reminders,
    who_heard_of,
)

REFUSED = date(2026, 10, 6)
ONE_DAY = timedelta(days=1)
MOTHER, CASEWORKER, MANAGER, SENCO, COMMISSIONER = (
    "Samina Siddiqui",
    "Ruth Adeyemi",
    "Helen Marsh",
    "Tom Ashworth",
    "Joan Whitaker",
)


@pytest.fixture
def declined(cast):
    case = people.requested(cast)
    with clock.at(REFUSED):
        case.decline_to_assess(by=cast.manager, reasons="School can meet the needs.", sent_on=REFUSED)
    return case


@pytest.fixture
def final(cast):
    return people.at_stage(cast, "final_issued")


# Exceptions, other days, pauses


def test_the_family_hears_that_a_reason_is_given_and_what_stays_owed_and_no_detail(cast):
    case = people.requested(cast)
    day = date(2026, 10, 9)
    with clock.at(day):
        case.record_exception(
            by=cast.caseworker,
            deadline=case.deadlines.open().get(key="decide_whether_to_assess"),
            ground="absent",
            statement="The family was in Lahore.",
            evidence="Ticket.",
            began_on=date(2026, 9, 2),
            ended_on=date(2026, 10, 4),
        )
    look(day)
    letter = letter_of("record_exception", cast.mother)
    assert letter.subject == "NM-2026-0001: One step may be later than its day, and why"
    assert (
        "the decision whether to carry out an assessment. Its day is Tuesday 13 October 2026." in letter.body
    )
    assert "The step stays owed" in letter.body
    nobody_is_given_away("Lahore", "Ticket")


def test_an_excused_day_still_rings_and_says_that_it_is_excused(cast):
    case = people.requested(cast)
    with clock.at(date(2026, 10, 9)):
        case.record_exception(
            by=cast.caseworker,
            deadline=case.deadlines.open().get(key="decide_whether_to_assess"),
            ground="circumstances",
            statement="An operation.",
            evidence="Letter.",
            began_on=date(2026, 9, 20),
        )
    look(date(2026, 10, 14))
    letter = next(each for each in letters_to(cast.caseworker) if "1 day late" in each.subject)
    assert "An exception is recorded for this day." in letter.body
    assert not Notice.objects.filter(event__act="note_missed_day").exists()


def test_an_adviser_hears_that_the_day_of_their_advice_is_excused(cast):
    case = people.at_stage(cast, "advice_asked")
    advice = case.advice.get(kind="psychological")
    with clock.at(people.AGREED):
        case.record_exception(
            by=cast.caseworker,
            deadline=case.deadlines.of(advice).open().get(key="give_advice"),
            ground="missed_appointment",
            statement="She was ill.",
            evidence="Call.",
            began_on=people.AGREED,
            ended_on=people.AGREED,
        )
    look(people.AGREED)
    assert who_heard_of("record_exception") == {MOTHER, "Priya Raman"}
    assert (
        "It may come later than Monday 16 November 2026."
        in letter_of("record_exception", cast.psychologist).body
    )


def test_a_pause_says_that_no_clock_of_the_law_stops(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        case.pause(by=cast.caseworker, statement="The family is moving house.", evidence="Call.")
    look(people.AGREED)
    assert "The law stops no clock for it" in letter_of("pause", cast.mother).body
    nobody_is_given_away("moving house")


# Disagreement


def test_what_a_request_for_mediation_asks_of_the_caseworker_stands_in_the_letter(declined, cast):
    with clock.at(REFUSED):
        declined.ask_for_mediation(by=cast.mother, words="A secret.", topics=["education", "health"])
    look(REFUSED)
    letter = letter_of("ask_for_mediation", cast.caseworker)
    days = [line.rpartition(": ")[2] for line in letter.body.splitlines() if line.startswith("* ")]
    assert days == ["by Friday 9 October 2026", "by Thursday 5 November 2026"]
    nobody_is_given_away("A secret")
    assert who_heard_of("ask_for_mediation") == {CASEWORKER, MANAGER}


def test_health_hears_of_a_disagreement_only_where_it_concerns_health(declined, cast):
    with clock.at(REFUSED):
        dispute = declined.ask_for_mediation(by=cast.mother, words="", topics=["education"])
        dispute.arrange_mediation(by=cast.caseworker, mediation_on=date(2026, 10, 20), place="Town hall")
    look(REFUSED)
    assert who_heard_of("arrange_mediation") == {MOTHER}
    letter = letter_of("arrange_mediation", cast.mother)
    assert letter.subject.endswith("The mediation meeting is on Tuesday 20 October 2026")
    assert "Town hall" not in letter.body


def test_health_is_told_the_issues_what_it_has_to_do_and_that_an_appeal_relieves_it(declined, cast):
    with clock.at(REFUSED):
        dispute = declined.ask_for_mediation(by=cast.mother, words="Speech therapy.", topics=["health"])
    look(REFUSED)
    assert not any("ediation" in letter.subject for letter in letters_to(cast.commissioner))
    with clock.at(REFUSED):
        dispute.tell_health_the_issues(by=cast.caseworker, words="Speech therapy.")
    look(REFUSED)
    letter = letter_of("tell_health_the_issues", cast.commissioner)
    assert letter.subject.endswith("Mediation about health provision")
    assert "by Thursday 5 November 2026" in letter.body
    assert f"/disputes/{dispute.pk}/" in letter.body
    with clock.at(REFUSED + ONE_DAY):
        declined.record_appeal(by=cast.caseworker, words="Now.")
    look(REFUSED + ONE_DAY)
    assert who_heard_of("record_appeal") == {MOTHER, MANAGER, COMMISSIONER}
    assert "is not asked of you any more" in letter_of("record_appeal", cast.commissioner).body
    nobody_is_given_away("therapy")


def test_the_caseworker_is_reminded_to_ask_the_mediation_adviser_who_reads_nothing_here(declined, cast):
    with clock.at(REFUSED):
        declined.decline_mediation(by=cast.mother, words="")
    look(REFUSED)
    assert "What this asks of you" not in letter_of("decline_mediation", cast.caseworker).body
    days_go_by(REFUSED, date(2026, 10, 10))
    letter = next(each for each in letters_to(cast.caseworker) if "1 day late" in each.subject)
    assert "owes the family this and gets no mail from us. Please ask whether it is done" in letter.body
    assert {whom for _, whom, _ in reminders("certify_that_mediation_is_not_wanted")} == {CASEWORKER}


def test_an_order_says_what_follows_and_by_when(declined, cast):
    with clock.at(REFUSED):
        dispute = declined.record_appeal(by=cast.mother, words="")
    ordered = date(2027, 3, 1)
    with clock.at(ordered):
        dispute.record_order(by=cast.caseworker, outcome="assess", words="So ordered.")
    look(ordered)
    body = letter_of("record_order", cast.mother).body
    assert "* Tell the family that the assessment begins: by Monday 15 March 2027" in body
    assert "* Send the final plan: by Monday 7 June 2027" in body
    assert who_heard_of("record_order") == {MOTHER, MANAGER}
    nobody_is_given_away("So ordered")


def test_where_nothing_follows_from_an_order_none_is_promised(declined, cast):
    with clock.at(REFUSED):
        dispute = declined.record_appeal(by=cast.mother, words="")
    with clock.at(date(2027, 3, 1)):
        dispute.record_order(by=cast.caseworker, outcome="nothing", words="Dismissed.")
    look(date(2027, 3, 1))
    assert "Nothing has to be done for it now." in letter_of("record_order", cast.mother).body


def test_two_days_for_one_thing_ring_for_the_earlier_and_name_both(cast):
    case = people.requested(cast)
    with clock.at(date(2026, 9, 8)):
        case.decline_to_assess(by=cast.manager, reasons="No.", sent_on=date(2026, 9, 8))
    with clock.at(date(2026, 9, 15)):
        case.assess_after_all(by=cast.manager, reasons="Yes.", sent_on=date(2026, 9, 15))
    days_go_by(date(2026, 9, 15), date(2027, 1, 25))
    # 14 weeks from the day it agreed; the 20 weeks of the first request end on 19 January.
    first = [rung for rung, whom, state in reminders("issue_plan_after_agreeing") if whom == CASEWORKER]
    assert first[:5] == ["4 weeks before", "2 weeks before", "1 week before", "1 day before", "on the day"]
    later = [rung for rung, whom, state in reminders("issue_the_final_plan") if whom == CASEWORKER]
    assert later == ["2 weeks before", "1 week before", "1 day before", "on the day"]
    plan = ("issue_plan_after_agreeing", "issue_the_final_plan")
    days = Notice.objects.filter(deadline__key__in=plan, reader=cast.caseworker, channel="email")
    days = list(days.values_list("for_day", flat=True))
    assert len(days) == len(set(days))
    in_four_weeks = "due in 4 weeks: Send the final plan"
    letter = next(each for each in letters_to(cast.caseworker) if in_four_weeks in each.subject)
    assert "With it: Send the final plan" in letter.body
    assert "by Tuesday 19 January 2027" in letter.body


def test_what_is_told_of_a_disagreement_reaches_only_who_may_see_the_case(cast):
    case = people.at_stage(cast, "final_issued")
    with clock.at(date(2027, 2, 1)):
        dispute = case.record_appeal(by=cast.mother, words="G says too little.")
        dispute.register_appeal(by=cast.caseworker, number="EH1")
    with clock.at(date(2027, 3, 1)):
        dispute.record_order(
            by=cast.caseworker, outcome="nothing", words="No.", recommends_on_health="Think again."
        )
    look(date(2027, 3, 1))
    everybody_told_may_open(case, date(2027, 3, 1))
    assert who_heard_of("record_order") == {MOTHER, MANAGER, COMMISSIONER}
    assert "binds only to an answer" in letter_of("record_order", cast.commissioner).body
    assert SENCO not in who_heard_of("record_appeal") | who_heard_of("register_appeal")
    nobody_is_given_away("too little", "Think again", "EH1")


# The family moves; health changes hands


def test_a_move_is_told_here_and_the_plan_there(final, cast):
    told, moves_on = date(2027, 5, 4), date(2027, 6, 1)
    with clock.at(told):
        final.note_move(by=cast.caseworker, moves_on=moves_on, aware_on=told, to=cast.other_council)
    look(told)
    assert who_heard_of("note_move") == {MOTHER, SENCO, COMMISSIONER}
    assert "on Tuesday 1 June 2027" in letter_of("note_move", cast.mother).body
    assert not cast.stranger.notices.exists()
    with clock.at(moves_on):
        new = final.transfer_plan(by=cast.caseworker)
    look(moves_on)
    final.refresh_from_db()
    # The old council has no caseworker there yet: its managers hear.
    assert who_heard_of("take_over_plan") >= {MOTHER, "Alex Stranger", SENCO}
    assert who_heard_of("transfer_plan") == {MOTHER, "Millbrook Primary School", COMMISSIONER}
    everybody_told_may_open(new, moves_on)
    everybody_told_may_open(final, moves_on)
    assert "you still have to tell it" in letter_of("transfer_plan", cast.commissioner).body
    assert {notice.about for notice in cast.stranger.notices.all()} == {new}
    nobody_is_given_away()


def test_everybody_who_heard_of_a_move_hears_that_there_is_none(final, cast):
    told = date(2027, 5, 4)
    with clock.at(told):
        final.note_move(by=cast.caseworker, moves_on=date(2027, 6, 1), aware_on=told, to=cast.other_council)
        final.note_no_move(by=cast.caseworker, reasons="They stay.")
    look(told)
    assert who_heard_of("note_no_move") == who_heard_of("note_move")


def test_the_new_commissioner_and_the_one_before_hear_of_the_change(final, cast):
    icb = Organisation.objects.create(name="NHS Southvale", kind=Kind.HEALTH_COMMISSIONER)
    new = people._member("Nia New", icb, Role.HEALTH_COMMISSIONER, "Designated clinical officer")
    day = date(2027, 4, 1)
    with clock.at(day):
        final.note_other_commissioner(by=cast.caseworker, commissioner=icb, aware_on=day)
    look(day)
    assert who_heard_of("note_other_commissioner") == {COMMISSIONER}
    assert "by Thursday 22 April 2027" in letter_of("note_other_commissioner", cast.commissioner).body
    with clock.at(day):
        final.tell_new_commissioner(by=cast.caseworker)
    look(day)
    assert who_heard_of("tell_new_commissioner") == {"Nia New", str(cast.icb), MOTHER}
    assert "by Thursday 22 April 2027" in letter_of("tell_new_commissioner", new).body


# Whose rights they are


def test_a_parent_hears_when_the_young_person_lets_them_act_and_when_no_more(final, cast):
    cast.child.born = date(2011, 3, 3)
    cast.child.save()
    young = people.another_person("Amira in person")
    FamilyMember.objects.create(child=cast.child, user=young, relationship="in person", is_the_child=True)
    mother = cast.child.family.get(user=cast.mother)
    day = date(2027, 9, 1)
    with clock.at(day):
        final.let_parent_act(by=young, member=mother)
    look(day)
    assert letter_of("let_parent_act", cast.mother).subject.endswith("You may act with the young person")
    with clock.at(day + ONE_DAY):
        final.let_parent_act_no_more(by=young, member=mother)
    look(day + ONE_DAY)
    letter = letter_of("let_parent_act_no_more", cast.mother)
    assert letter.subject.endswith("The young person now acts alone")
    assert "http" not in letter.body
    assert letter_of("let_parent_act_no_more", young) is None  # it was the young person who said so
    nobody_is_given_away()


# Re-assessment


def test_a_reassessment_is_told_step_by_step_with_its_days(final, cast):
    asked, agreed = date(2027, 3, 1), date(2027, 3, 8)
    with clock.at(asked):
        final.ask_for_reassessment(by=cast.mother, reasons="Her sleep is worse.")
    look(asked)
    assert who_heard_of("ask_for_reassessment") == {CASEWORKER}
    assert "by Tuesday 16 March 2027" in letter_of("ask_for_reassessment", cast.caseworker).body
    with clock.at(agreed):
        final.agree_to_reassess(by=cast.manager, reasons="It is.", sent_on=agreed)
    look(agreed)
    assert who_heard_of("agree_to_reassess") == {MOTHER, SENCO, COMMISSIONER, CASEWORKER}
    assert "by Monday 14 June 2027" in letter_of("agree_to_reassess", cast.mother).body
    everybody_told_may_open(final, agreed)
    nobody_is_given_away("sleep")


def test_a_refusal_to_reassess_says_how_to_take_it_further_and_until_when(final, cast):
    day = date(2027, 3, 1)
    with clock.at(day):
        final.ask_for_reassessment(by=cast.mother, reasons="Her sleep is worse.")
        final.decline_reassessment(by=cast.manager, reasons="Assessed two months ago.", sent_on=day)
    look(day)
    assert who_heard_of("decline_reassessment") == {MOTHER, SENCO, COMMISSIONER, CASEWORKER}
    letter = letter_of("decline_reassessment", cast.mother)
    assert "has to have your appeal by Tuesday 4 May 2027" in letter.body
    nobody_is_given_away("sleep", "two months ago")


def test_a_plan_that_stays_after_a_reassessment_can_be_appealed_too(final, cast):
    day = date(2027, 3, 8)
    with clock.at(day):
        final.agree_to_reassess(by=cast.manager, reasons="We want to know.", sent_on=day)
        final.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
        for advice in final.advice_of_this_round:
            people.write_advice(advice, cast)
            by = cast.mother if advice.is_the_familys else people.adviser_for(advice, cast)
            (advice.give_views if advice.is_the_familys else advice.give_advice)(by=by)
            advice.accept_advice(by=cast.caseworker)
        final.keep_plan_after_reassessment(by=cast.manager, reasons="It is right.", sent_on=day)
    look(day)
    assert who_heard_of("keep_plan_after_reassessment") == {MOTHER, SENCO, COMMISSIONER, CASEWORKER}
    assert "take it further" in letter_of("keep_plan_after_reassessment", cast.mother).body
