"""Disagreeing with a decision: mediation, appeal, order, what is then owed, and that it was carried out.

The decision stays what it was. Days are real ones, worked out by hand.
"""

from datetime import date

import pytest

from tests import people
from workflows import clock
from workflows.acts import NotNow, NotYours
from workflows.replay import differences

REFUSED = date(2026, 10, 6)
CERTIFIED = date(2026, 11, 20)
APPEALED = date(2026, 11, 27)
REGISTERED = date(2026, 12, 3)
ORDERED = date(2027, 3, 2)


def open_days(case):
    """Each open duty or right with a day, by its reference."""
    return {d.law.ref: d.due for d in case.deadlines.open() if d.due}


@pytest.fixture
def declined(cast):
    case = people.requested(cast)
    with clock.at(REFUSED):
        case.decline_to_assess(by=cast.manager, reasons="School can meet the needs.", sent_on=REFUSED)
    return case


@pytest.fixture
def appealed(declined, cast):
    """Refused, mediation not wanted, certified, appealed and registered with the authority."""
    with clock.at(date(2026, 11, 18)):
        declined.decline_mediation(by=cast.mother, words="We want to appeal.")
    with clock.at(CERTIFIED):
        declined.record_mediation_certificate(by=cast.mother, dated_on=CERTIFIED)
    with clock.at(APPEALED):
        dispute = declined.record_appeal(by=cast.mother, words="Amira must be assessed.")
    with clock.at(REGISTERED):
        dispute.register_appeal(by=cast.caseworker, number="EH123/26/00001")
    return dispute


def ordered(dispute, cast, outcome, on=ORDERED, **facts):
    with clock.at(on):
        dispute.record_order(by=cast.caseworker, outcome=outcome, words="So ordered.", **facts)
    case = dispute.case
    case.refresh_from_db()
    return case


# Mediation


def test_whoever_wants_no_mediation_gets_a_certificate_within_three_working_days(declined, cast):
    with clock.at(date(2026, 11, 19)):  # a Thursday
        declined.decline_mediation(by=cast.mother, words="")
    assert open_days(declined)["M2"] == date(2026, 11, 24)
    assert "M1" not in open_days(declined)
    with clock.at(date(2026, 11, 23)):
        declined.record_mediation_certificate(by=cast.mother, dated_on=date(2026, 11, 23))
    assert "M2" not in open_days(declined)


def test_the_month_after_the_certificate_may_give_longer_to_appeal(declined, cast):
    assert open_days(declined)["P1"] == date(2026, 12, 7)  # 6 December is a Sunday
    with clock.at(CERTIFIED):
        declined.record_mediation_certificate(by=cast.mother, dated_on=CERTIFIED)
    assert open_days(declined)["P1"] == date(2026, 12, 21)


def test_mediation_on_education_and_health_is_owed_by_the_authority_within_thirty_days(declined, cast):
    with clock.at(date(2026, 10, 20)):
        dispute = declined.ask_for_mediation(by=cast.mother, words="", topics=["education", "health"])
    assert open_days(declined)["M3"] == date(2026, 10, 23)
    assert open_days(declined)["M5"] == date(2026, 11, 19)
    with clock.at(date(2026, 10, 21)):
        dispute.tell_health_the_issues(by=cast.caseworker, words="Speech therapy.")
    assert "M3" not in open_days(declined)
    assert "M4" not in open_days(declined)


def test_mediation_on_health_alone_is_owed_by_the_commissioner_within_thirty_days_of_being_told(
    declined, cast
):
    with clock.at(date(2026, 10, 20)):
        dispute = declined.ask_for_mediation(by=cast.mother, words="", topics=["health"])
    assert "M5" not in open_days(declined)
    with clock.at(date(2026, 10, 22)):
        dispute.tell_health_the_issues(by=cast.caseworker, words="Speech therapy.")
    assert open_days(declined)["M4"] == date(2026, 11, 21)  # a Saturday, and it stays one
    deadline = declined.deadlines.open().get(key="arrange_health_mediation")
    assert deadline.accountable == cast.icb
    with clock.at(date(2026, 11, 2)):
        dispute.arrange_mediation(by=cast.commissioner, mediation_on=date(2026, 11, 12), place="Town hall")
    assert "M4" not in open_days(declined)


def test_mediation_that_cannot_be_arranged_leads_to_a_certificate_too(declined, cast):
    with clock.at(date(2026, 10, 20)):
        dispute = declined.ask_for_mediation(by=cast.mother, words="")
    with clock.at(date(2026, 11, 13)):  # a Friday
        dispute.say_mediation_cannot_be_arranged(by=cast.caseworker, reasons="No mediator is free.")
    assert open_days(declined)["M5a"] == date(2026, 11, 18)
    assert "M5" not in open_days(declined)


def test_an_agreement_in_mediation_counts_like_an_order_from_its_own_day(declined, cast):
    agreed = date(2026, 11, 12)
    with clock.at(date(2026, 10, 20)):
        dispute = declined.ask_for_mediation(by=cast.mother, words="")
        dispute.arrange_mediation(by=cast.caseworker, mediation_on=agreed, place="Town hall")
    with clock.at(agreed):
        dispute.agree_in_mediation(
            by=cast.caseworker, outcome="assess", words="We will assess.", for_authority="A named contact."
        )
    days = open_days(declined)
    assert (days["O2a"], days["O2b"], days["O2c"]) == (
        date(2026, 11, 26),
        date(2027, 1, 21),
        date(2027, 2, 18),
    )
    assert days["M9"] == date(2026, 11, 26)
    assert "P3a" not in days


def test_those_concerned_may_agree_on_another_day_in_writing_after_mediation(declined, cast):
    with clock.at(date(2026, 10, 20)):
        dispute = declined.ask_for_mediation(by=cast.mother, words="")
        dispute.arrange_mediation(by=cast.caseworker, mediation_on=date(2026, 11, 12), place="Town hall")
    with clock.at(date(2026, 11, 12)):
        dispute.agree_in_mediation(by=cast.caseworker, for_authority="A named contact.", words="One contact.")
        deadline = declined.deadlines.open().get(key="do_what_else_was_agreed")
        declined.agree_another_day(
            by=cast.caseworker,
            deadline=deadline,
            until=date(2026, 12, 18),
            statement="The family is away.",
            evidence="Letter of 12 November, signed by both.",
        )
    assert open_days(declined)["M9"] == date(2026, 12, 18)
    assert list(differences([declined.pk])) == []


# Appeal


def test_the_authority_responds_within_thirty_working_days_of_the_tribunal(appealed, cast):
    # From 3 December: 15 working days to Christmas Eve, none from 25 December to 1 January, 15 from 4 January.
    assert open_days(appealed.case)["P2"] == date(2027, 1, 22)
    with clock.at(date(2027, 1, 20)):
        appealed.respond_to_appeal(by=cast.caseworker, words="Opposed.")
    assert "P2" not in open_days(appealed.case)


def test_an_order_to_assess_gives_two_ten_and_fourteen_weeks(appealed, cast):
    days = open_days(ordered(appealed, cast, "assess"))
    assert (days["O2a"], days["O2b"], days["O2c"]) == (date(2027, 3, 16), date(2027, 5, 11), date(2027, 6, 8))


def test_giving_in_before_responding_counts_from_the_day_the_tribunal_was_told(appealed, cast):
    with clock.at(date(2027, 1, 11)):
        appealed.concede_appeal(by=cast.manager, outcome="assess", words="Not opposed.")
    days = open_days(appealed.case)
    assert (days["P3a"], days["P3b"], days["P3c"]) == (
        date(2027, 1, 25),
        date(2027, 3, 22),
        date(2027, 4, 19),
    )
    assert "O2a" not in days
    assert "P2" not in days


def test_after_its_response_the_authority_gives_in_only_by_an_order(appealed, cast):
    with clock.at(date(2027, 1, 20)):
        appealed.respond_to_appeal(by=cast.caseworker, words="Opposed.")
    with clock.at(date(2027, 2, 1)), pytest.raises(NotNow, match="consent order"):
        appealed.concede_appeal(by=cast.manager, outcome="assess", words="Not opposed.")


def test_giving_in_without_any_order_lets_the_first_clock_run_on_and_shows_the_ombudsmans_beside_it(
    declined, cast
):
    agreed = date(2026, 12, 1)
    with clock.at(agreed):
        declined.assess_after_all(by=cast.manager, reasons="The therapist's report.", sent_on=agreed)
    days = open_days(declined)
    assert (days["C1"], days["C7"]) == (date(2026, 12, 22), date(2027, 1, 19))
    assert (days["C1a"], days["C7a"]) == (date(2027, 2, 9), date(2027, 3, 9))
    soonest = declined.deadlines.open().filter(key__startswith="issue").order_by("ring_on").first()
    assert soonest.law.ref == "C7"
    assert declined.state == "assessing"


def test_conceded_early_the_ombudsmans_day_is_the_earlier_one_and_rings_first(cast):
    case = people.requested(cast)
    with clock.at(date(2026, 9, 8)):
        case.decline_to_assess(by=cast.manager, reasons="No.", sent_on=date(2026, 9, 8))
    with clock.at(date(2026, 9, 15)):
        case.assess_after_all(by=cast.manager, reasons="Yes.", sent_on=date(2026, 9, 15))
    days = open_days(case)
    assert (days["C7a"], days["C7"]) == (date(2026, 12, 22), date(2027, 1, 19))
    assert case.deadlines.open().filter(key__startswith="issue").order_by("ring_on").first().law.ref == "C7a"


# Carrying it out


def test_assessing_as_ordered_meets_the_two_weeks_and_the_rest_follows(appealed, cast):
    case = ordered(appealed, cast, "assess")
    with clock.at(date(2027, 3, 9)):
        case.start_assessing_as_told(by=cast.caseworker, sent_on=date(2027, 3, 9))
    assert "O2a" not in open_days(case)
    assert {"O2b", "O2c"} <= open_days(case).keys()
    assert case.state == "assessing"


def test_nobody_can_say_that_it_was_told_what_nobody_has_told_it(declined, cast):
    with clock.at(REFUSED), pytest.raises(NotNow, match="No order, agreement or concession"):
        declined.start_assessing_as_told(by=cast.caseworker)


def test_the_first_decision_stays_as_it_was(appealed, cast):
    case = ordered(appealed, cast, "assess")
    with clock.at(date(2027, 3, 9)):
        case.start_assessing_as_told(by=cast.caseworker)
    decision = case.events.get(act="decline_to_assess")
    assert decision.facts == {"reasons": "School can meet the needs."}
    assert appealed.decision == decision
    appealed.refresh_from_db()
    assert (appealed.route, appealed.outcome, appealed.decided_on) == ("order", "assess", ORDERED)


def test_a_dispute_is_closed_when_nothing_is_owed_any_more(appealed, cast):
    case = ordered(appealed, cast, "assess")
    appealed.refresh_from_db()
    with (
        clock.at(date(2027, 3, 9)),
        pytest.raises(NotNow, match="Still owed: Tell the family that the assessment begins"),
    ):
        appealed.close_dispute(by=cast.caseworker, words="Done.")
    assert case.told_to("assess")


def test_an_order_to_make_a_plan_gives_five_and_eleven_weeks(cast):
    case = people.at_stage(cast, "advice_accepted")
    with clock.at(people.PLAN_DECIDED):
        case.decide_no_plan(by=cast.manager, reasons="No.", sent_on=people.PLAN_DECIDED)
        dispute = case.record_appeal(by=cast.mother, words="")
    days = open_days(ordered(dispute, cast, "make_a_plan"))
    assert (days["O3a"], days["O3b"]) == (date(2027, 4, 6), date(2027, 5, 18))
    with clock.at(date(2027, 3, 8)):
        case.refresh_from_db()
        case.make_plan_as_told(by=cast.manager, reasons="Ordered.")
        people.say_none(case.draft_plan(by=cast.caseworker))
        case.working_version.agree_section_g(by=cast.commissioner)
        case.serve_draft(by=cast.caseworker, sent_on=date(2027, 3, 8), served_on=date(2027, 3, 8))
    assert "O3a" not in open_days(case)
    assert "O3b" in open_days(case)


def test_a_matter_sent_back_is_reconsidered_within_two_weeks_and_may_be_decided_the_same_way(cast):
    case = people.at_stage(cast, "advice_accepted")
    with clock.at(people.PLAN_DECIDED):
        case.decide_no_plan(by=cast.manager, reasons="No.", sent_on=people.PLAN_DECIDED)
        dispute = case.record_appeal(by=cast.mother, words="")
    case = ordered(dispute, cast, "reconsider")
    assert open_days(case)["O4a"] == date(2027, 3, 16)
    with clock.at(date(2027, 3, 15)):
        case.stand_by_no_plan(by=cast.manager, reasons="Still no.", sent_on=date(2027, 3, 15))
    days = open_days(case)
    assert not {"O4a", "O4b", "O4c"} & days.keys()
    assert days["P1"] == date(
        2027, 5, 17
    )  # two months on is Saturday 15 May; the Tribunal's next day is Monday


def test_an_order_on_the_contents_is_carried_out_by_the_amended_plan_without_another_notice(cast):
    case = people.at_stage(cast, "final_issued")
    with clock.at(date(2027, 2, 1)):
        dispute = case.record_appeal(by=cast.mother, words="F says too little.")
    case = ordered(dispute, cast, "amend")
    assert open_days(case)["O5"] == date(2027, 4, 6)
    with clock.at(date(2027, 3, 30)):
        version = case.prepare_amendments(by=cast.caseworker)
        version.provision_in("F").get().change({"minutes": 60})
        case.issue_plan_as_told(by=cast.manager, sent_on=date(2027, 3, 30))
        dispute.refresh_from_db()
        dispute.close_dispute(by=cast.caseworker, words="Plan sent on 30 March.")
    assert "O5" not in open_days(case)
    assert case.final_version.provision_in("F").get().minutes == 60
    assert list(differences([case.pk])) == []


def test_a_plan_is_not_ceased_while_an_appeal_runs_and_is_when_it_is_dismissed(cast):
    case = people.at_stage(cast, "final_issued")
    notice = date(2027, 5, 4)
    with clock.at(notice):
        case.consider_ceasing(by=cast.caseworker, reasons="Needs are met.")
        case.record_ceasing_consultation(by=cast.caseworker, words="Discussed.")
        case.decide_to_cease(by=cast.manager, reasons="Needs are met.", sent_on=notice)
        dispute = case.record_appeal(by=cast.mother, words="They are not.")
    with clock.at(date(2027, 8, 2)), pytest.raises(NotNow, match="There is an appeal"):
        case.cease(by=cast.manager)
    case = ordered(dispute, cast, "may_cease", date(2027, 10, 5))
    with clock.at(date(2027, 10, 5)):
        case.cease(by=cast.manager)
    assert case.state == "ceased"


def test_an_appeal_against_ceasing_that_succeeds_keeps_the_plan(cast):
    case = people.at_stage(cast, "final_issued")
    with clock.at(date(2027, 5, 4)):
        case.record_ceasing_consultation(by=cast.caseworker, words="Discussed.")
        case.decide_to_cease(by=cast.manager, reasons="Needs are met.", sent_on=date(2027, 5, 4))
        dispute = case.record_appeal(by=cast.mother, words="They are not.")
    case = ordered(dispute, cast, "maintain", date(2027, 10, 5))
    with clock.at(date(2027, 10, 5)):
        case.keep_plan_after_all(by=cast.manager, reasons="Ordered.")
    assert case.state == "maintained"
    assert not case.deadlines.open().filter(key="maintain_as_told").exists()


def test_a_recommendation_on_health_is_answered_by_health_within_five_weeks_and_copied_within_one(cast):
    case = people.at_stage(cast, "final_issued")
    with clock.at(date(2027, 2, 1)):
        dispute = case.record_appeal(by=cast.mother, words="G says too little.")
    case = ordered(dispute, cast, "amend", recommends_on_health="More therapy.")
    assert open_days(case)["O8"] == date(2027, 4, 6)
    assert "O8a" not in open_days(case)
    dispute.refresh_from_db()
    with clock.at(date(2027, 4, 1)):
        with pytest.raises(NotYours):
            dispute.answer_recommendation_on_health(by=cast.caseworker, words="No.")
        dispute.answer_recommendation_on_health(by=cast.commissioner, words="We will, because ...")
    assert open_days(case)["O8b"] == date(2027, 4, 8)


def test_a_stranger_can_do_nothing_in_a_dispute(appealed, cast):
    for act in ("respond_to_appeal", "record_order", "close_dispute", "withdraw_appeal"):
        assert not appealed.may(cast.stranger, appealed.act(act))
    assert not appealed.may(cast.other_parent, appealed.act("withdraw_appeal"))


def test_without_a_decision_there_is_nothing_to_disagree_with(cast):
    case = people.at_stage(cast, "agreed")
    with clock.at(people.AGREED), pytest.raises(NotNow):
        case.record_appeal(by=cast.mother, words="")


def test_an_agreement_is_closed_although_nobody_recorded_the_advisers_certificate(declined, cast):
    with clock.at(date(2026, 10, 20)):
        dispute = declined.ask_for_mediation(by=cast.mother, words="")
        dispute.arrange_mediation(by=cast.caseworker, mediation_on=date(2026, 11, 12), place="Town hall")
    with clock.at(date(2026, 11, 12)):
        dispute.agree_in_mediation(by=cast.caseworker, for_authority="A named contact.", words="One contact.")
        assert "M6" in open_days(declined)
        dispute.do_what_else_was_agreed(by=cast.caseworker, words="Ruth Adeyemi is named.")
        dispute.close_dispute(by=cast.caseworker, words="Done.")
    assert not open_days(declined).keys() & {"M6", "M9"}


def test_once_there_is_an_appeal_nobody_waits_for_a_certificate(declined, cast):
    with clock.at(date(2026, 11, 19)):
        declined.decline_mediation(by=cast.mother, words="")
        assert "M2" in open_days(declined)
        declined.record_appeal(by=cast.mother, words="")
    assert "M2" not in open_days(declined)


def test_a_family_that_lets_it_rest_leaves_nothing_owed_behind(declined, cast):
    with clock.at(date(2026, 11, 19)):
        dispute = declined.decline_mediation(by=cast.mother, words="")
    with clock.at(date(2027, 2, 1)):
        dispute.close_dispute(by=cast.caseworker, words="The time to appeal has passed.")
    assert "M2" not in open_days(declined)
    assert list(differences([declined.pk])) == []
