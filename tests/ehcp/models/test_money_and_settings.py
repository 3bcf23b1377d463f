"""Personal budgets, consultations and what the family asks for."""

from datetime import date
from decimal import Decimal

import pytest

from tests import people
from workflows import clock
from workflows.acts import NotNow, NotYours
from workflows.law import england_2014 as law


@pytest.fixture
def case(cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        yield case


def open_keys(case):
    return set(case.deadlines.open().values_list("key", flat=True))


# Money


def lines(case, held="direct_payment", amount="2592.00"):
    line = case.served_version.provision_in("F").get()
    return [{"provision": line, "amount": Decimal(amount), "held": held}]


def prepared(case, cast, agreement="Therapy, £216 a month, receipts kept.", **kwargs):
    budget = case.ask_for_budget(by=cast.mother, reasons="We know a therapist.")
    budget.prepare_budget(by=cast.caseworker, lines=lines(case, **kwargs), agreement=agreement)
    return budget


def test_a_budget_asked_for_must_be_prepared(case, cast):
    case.ask_for_budget(by=cast.mother, reasons="We know a therapist.")
    assert law.PREPARE_THE_BUDGET.key in open_keys(case)


def test_a_direct_payment_needs_written_consent(case, cast):
    budget = prepared(case, cast)
    with pytest.raises(NotNow, match="has not consented in writing"):
        budget.agree_budget(by=cast.manager, reasons="Right for Amira.")


def test_a_direct_payment_needs_an_agreement_to_consent_to(case, cast):
    budget = prepared(case, cast, agreement="")
    with pytest.raises(NotNow, match="no written agreement"):
        budget.consent_to_direct_payment(by=cast.mother, words="I agree.")


def test_a_direct_payment_must_be_enough_for_the_provision(case, cast):
    budget = prepared(case, cast, amount="2500.00")
    budget.consent_to_direct_payment(by=cast.mother, words="I agree.")
    with pytest.raises(NotNow, match=r"costs £2,592.00 a year, paid £2,500.00"):
        budget.agree_budget(by=cast.manager, reasons="Right for Amira.")


def test_a_changed_budget_needs_a_new_consent(case, cast):
    budget = prepared(case, cast)
    budget.consent_to_direct_payment(by=cast.mother, words="I agree.")
    budget.prepare_budget(by=cast.caseworker, lines=lines(case, amount="2600.00"), agreement="As before.")
    with pytest.raises(NotNow, match="not consented"):
        budget.agree_budget(by=cast.manager, reasons="Right for Amira.")


def test_a_running_direct_payment_is_reviewed_within_three_months(case, cast):
    budget = prepared(case, cast)
    budget.consent_to_direct_payment(by=cast.mother, words="I agree.")
    budget.agree_budget(by=cast.manager, reasons="Right for Amira.")
    assert law.SET_OUT_THE_DIRECT_PAYMENT.key in open_keys(case)
    paid = date(2026, 12, 1)
    with clock.at(paid):
        budget.start_payments(by=cast.caseworker, first_paid_on=paid)
    review = case.deadlines.open().get(key=law.REVIEW_THE_DIRECT_PAYMENT.key)
    assert review.due == date(2027, 3, 1)
    with clock.at(date(2027, 2, 1)):
        budget.review_direct_payment(by=cast.caseworker, outcome="goes_on", words="All well.")
    assert law.REVIEW_THE_DIRECT_PAYMENT.key not in open_keys(case)


def test_a_budget_without_direct_payment_owes_no_written_notice_of_one(case, cast):
    budget = prepared(case, cast, held="notional", agreement="")
    budget.agree_budget(by=cast.manager, reasons="Right for Amira.")
    assert law.SET_OUT_THE_DIRECT_PAYMENT.key not in open_keys(case)
    assert case.served_version.section_j() == []


def test_section_j_follows_from_the_direct_payments(case, cast):
    budget = prepared(case, cast)
    budget.consent_to_direct_payment(by=cast.mother, words="I agree.")
    budget.agree_budget(by=cast.manager, reasons="Right for Amira.")
    (row,) = case.working_version.section_j()
    assert row.plan == case.working_version
    assert row.budget_line.amount == Decimal("2592.00")


def test_section_j_of_an_issued_plan_stays_as_it_was(cast):
    with people.on_the_day_of(cast, "setting_named") as case:
        budget = prepared(case, cast)
        budget.consent_to_direct_payment(by=cast.mother, words="I agree.")
        budget.agree_budget(by=cast.manager, reasons="Right for Amira.")
        budget.start_payments(by=cast.caseworker, first_paid_on=people.NAMED)
    with clock.at(people.FINAL):
        case.issue_final_plan(by=cast.manager)
        budget.stop_payments(by=cast.caseworker, reasons="Consent was withdrawn.")
    assert [row.budget_line.amount for row in case.final_version.section_j()] == [Decimal("2592.00")]


def test_a_refusal_can_be_reviewed_and_overturned(case, cast):
    budget = case.ask_for_budget(by=cast.mother, reasons="We know a therapist.")
    with pytest.raises(NotYours):
        budget.refuse_budget(by=cast.caseworker, reasons="Too dear.")
    budget.refuse_budget(by=cast.manager, reasons="It would harm other services.")
    budget.ask_for_budget_review(by=cast.mother, words="It would not.")
    assert law.REVIEW_THE_BUDGET_REFUSAL.key in open_keys(case)
    budget.overturn_budget_refusal(by=cast.manager, reasons="It would not.")
    assert budget.state == "asked"
    assert law.PREPARE_THE_BUDGET.key in open_keys(case)


# Settings


def test_a_setting_asked_for_must_be_consulted_and_decided_on(case, cast):
    case.prefer_setting(by=cast.mother, setting=cast.school, reasons="Elsie is there.")
    assert {law.CONSULT_THE_SETTING.key, law.NAME_THE_REQUESTED_SETTING.key} <= open_keys(case)
    case.consult_setting(by=cast.caseworker, setting=cast.school)
    assert law.CONSULT_THE_SETTING.key not in open_keys(case)
    assert case.deadlines.open().get(key=law.ANSWER_THE_CONSULTATION.key).accountable == cast.school


def test_a_setting_that_says_no_gives_one_of_the_three_grounds(case, cast):
    consultation = case.consult_setting(by=cast.caseworker, setting=cast.school)
    with pytest.raises(NotNow, match="section 39"):
        consultation.answer_consultation(
            by=cast.senco, can_meet_need=False, ground="full", reasons="We are full."
        )
    consultation.answer_consultation(
        by=cast.senco, can_meet_need=False, ground="unsuitable", reasons="No hydrotherapy here."
    )
    assert (consultation.state, consultation.can_meet_need) == ("answered", False)


def test_a_setting_is_asked_once_at_a_time(case, cast):
    case.consult_setting(by=cast.caseworker, setting=cast.school)
    with pytest.raises(NotNow, match="has not answered yet"):
        case.consult_setting(by=cast.caseworker, setting=cast.school)


def test_another_service_cannot_answer_for_a_setting(case, cast):
    consultation = case.consult_setting(by=cast.caseworker, setting=cast.school)
    with pytest.raises(NotYours, match="Millbrook"):
        consultation.answer_consultation(by=cast.therapist, can_meet_need=True, reasons="Yes.")


def test_the_named_setting_stands_in_the_working_version_and_not_in_the_draft(cast):
    case = people.at_stage(cast, "setting_named")
    assert case.working_version.setting == cast.school
    assert case.working_version.setting_type == "mainstream primary school"
    assert case.served_version.setting is None
