"""A direct payment that is running: less of it, none of it any more, thought about again, handed on."""

from datetime import date
from decimal import Decimal

import pytest

from tests import people
from workflows import clock
from workflows.acts import NotYours, at_work
from workflows.replay import differences

DAY = date(2027, 3, 1)


@pytest.fixture
def case(cast):
    return people.at_stage(cast, "final_issued")


@pytest.fixture
def paying(case, cast):
    """The therapy of section F, paid to Amira's mother since DAY."""
    line = case.final_version.provision_in("F").get()
    with clock.at(DAY):
        budget = case.budgets.create()
        with at_work(case.events.last()):
            budget.open(by=cast.mother, on=DAY, reasons="To choose the therapist ourselves.")
        budget.prepare_budget(
            by=cast.caseworker,
            lines=[{"provision": line, "amount": Decimal("2592.00"), "held": "direct_payment"}],
            agreement="Therapy, monthly.",
        )
        budget.consent_to_direct_payment(by=cast.mother, words="Yes.")
        budget.agree_budget(by=cast.manager, reasons="It fits.")
        budget.start_payments(by=cast.caseworker, first_paid_on=DAY)
    return budget


def owed(case):
    return {each.law.ref for each in case.deadlines.open()}


def follows(case):
    return [str(each) for each in differences([case.pk])] == []


def test_consent_withdrawn_means_that_the_payment_must_stop_and_stopping_ends_its_reviews(case, cast, paying):
    assert "D9" not in owed(case)
    with clock.at(date(2027, 4, 1)):
        paying.withdraw_consent(by=cast.mother, words="It is too much work.")
    assert "D9" in owed(case)
    assert paying.state == "paying"  # until the authority stops it, with notice
    with clock.at(date(2027, 4, 12)):
        paying.stop_payments(
            by=cast.caseworker, reasons="You asked for it. We arrange the therapy from now on."
        )
    assert paying.state == "stopped"
    assert not {"D7", "D9", "D11"} & owed(case)
    assert "D8a" in owed(case)
    assert "E1" in owed(case)  # what the plan promises is owed all the same
    assert follows(case)


def test_only_the_recipient_withdraws_consent(cast, paying):
    for person in (cast.caseworker, cast.other_parent, cast.stranger):
        with clock.at(DAY), pytest.raises(NotYours):
            paying.withdraw_consent(by=person, words="Enough.")


def test_the_authority_may_find_that_it_must_stop(case, cast, paying):
    with clock.at(date(2027, 4, 1)):
        paying.note_that_payment_must_stop(by=cast.caseworker, reasons="It was not spent on therapy.")
    assert "D9" in owed(case)


def test_less_is_reconsidered_once_asked_and_may_stay(case, cast, paying):
    line = paying.direct_lines.get()
    with clock.at(date(2027, 4, 1)):
        paying.reduce_payments(
            by=cast.manager,
            from_on=date(2027, 5, 1),
            amounts=[{"provision": line.provision, "amount": Decimal("2000.00")}],
            reasons="Fewer sessions are needed.",
        )
        assert {"D8a"} <= owed(case)
        paying.ask_for_reconsideration(by=cast.mother, words="They are needed.")
        assert "D8a" not in owed(case) and "D8b" in owed(case)
        paying.stand_by_the_change(by=cast.caseworker, reasons="The therapist says so.")
    assert not {"D8a", "D8b"} & owed(case)
    assert paying.direct_lines.get().amount == Decimal("2000.00")
    assert follows(case)


def test_a_stopped_payment_is_taken_up_again(case, cast, paying):
    line = paying.direct_lines.get()
    with clock.at(date(2027, 4, 1)):
        paying.note_that_payment_must_stop(by=cast.caseworker, reasons="We thought it was misspent.")
        paying.stop_payments(by=cast.caseworker, reasons="It seemed misspent.")
        paying.ask_for_reconsideration(by=cast.mother, words="Here are the receipts.")
        paying.take_the_change_back(
            by=cast.caseworker,
            amounts=[{"provision": line.provision, "amount": Decimal("2592.00")}],
            reasons="The receipts show it.",
        )
    assert paying.state == "paying"
    assert "D8b" not in owed(case)
    assert follows(case)


def test_from_the_day_the_rights_pass_the_young_person_is_to_be_asked(case, cast, paying):
    cast.child.born = date(2011, 2, 12)
    cast.child.save()
    with clock.at(date(2027, 6, 26)):
        case.pass_rights(by=None, passed_on=date(2027, 6, 26))
        assert "D11" in owed(case)
        paying.pass_payment_to_young_person(by=cast.caseworker, words="I want it paid to me. Amira.")
    assert "D11" not in owed(case)
    assert paying.consent_words == "I want it paid to me. Amira."
    assert follows(case)


def test_asking_money_back_needs_somebody_who_may_decide(cast, paying):
    with clock.at(date(2027, 4, 1)):
        with pytest.raises(NotYours):
            paying.ask_payment_back(by=cast.caseworker, amount=Decimal("120.00"), reasons="Not spent.")
        paying.ask_payment_back(by=cast.manager, amount=Decimal("120.00"), reasons="Not spent.")
    assert paying.event_of("ask_payment_back").facts["amount"] == "120.00"
