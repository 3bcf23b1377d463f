"""After the plan is made: a re-assessment, a time of rest, an exception, the money, and whose rights they are."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.ehcp.pages.family.conftest import words
from workflows import clock
from workflows.acts import at_work

DAY = date(2027, 3, 1)


def at(name, row):
    return reverse(f"family:{name}", args=[row.pk])


@pytest.fixture
def as_():
    """Somebody's own browser."""

    def signed_in(person):
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def final(cast):
    return people.at_stage(cast, "final_issued")


def test_a_parent_asks_for_a_reassessment_and_reads_by_when_it_is_decided(mother, final):
    with clock.at(DAY):
        assert "Ask for a re-assessment" in words(mother.get(at("case", final)))
        page = words(mother.post(at("reassessment", final), {"reasons": ""}))
        assert "What has changed" in page
        page = words(mother.post(at("reassessment", final), {"reasons": "She now falls."}, follow=True))
        assert "You have asked for a re-assessment" in page
        page = words(mother.get(at("case", final)))
    assert "Tuesday 16 March 2027" in page
    assert "Ask for a re-assessment" not in page


def test_a_pause_says_that_no_clock_stops_and_is_ended_by_the_family(mother, final):
    with clock.at(DAY):
        page = words(mother.get(at("pause", final)))
        assert "The law stops no clock for this" in page
        mother.post(at("pause", final), {"statement": "My father has died."})
        page = words(mother.get(at("case", final)))
        assert "A pause is running" in page and "My father has died." in page
        mother.post(at("end_pause", final), {})
        page = words(mother.get(at("case", final)))
    assert "A pause, now over" in page


def test_the_family_reads_an_exception_with_its_reason_and_that_the_step_stays_owed(mother, cast):
    case = people.at_stage(cast, "advice_asked")
    with clock.at(date(2026, 12, 14)):
        case.record_exception(
            by=cast.caseworker,
            deadline=case.deadlines.open().get(key="issue_the_final_plan"),
            ground="absent",
            statement="You were abroad for five weeks.",
            evidence="Your letter of 1 November.",
            began_on=date(2026, 11, 2),
            ended_on=date(2026, 12, 6),
        )
        page = words(mother.get(at("case", case)))
    assert "A day may be later: exception" in page
    assert "You were abroad for five weeks." in page and "Your letter of 1 November." in page
    assert "the step stays owed" in page
    assert "Excused, still owed" in page


@pytest.fixture
def young(cast, final):
    cast.child.born = date(2010, 3, 3)  # sixteen in 2025-26: the rights pass after 26 June 2026
    cast.child.save()
    person = people.another_person("Amira Siddiqui")
    cast.child.family.create(user=person, relationship="in person", is_the_child=True)
    return person


def test_a_young_person_lets_a_parent_act_and_takes_it_back(young, final, cast, as_):
    member = cast.child.family.get(user=cast.mother)
    with clock.at(DAY):
        client = as_(young)
        assert as_(cast.mother).get(at("case", final)).status_code == 404
        page = words(client.get(at("case", final)))
        assert "Let Samina Siddiqui act with you" in page
        client.post(reverse("family:act_together", args=[final.pk, member.pk]), {})
        assert as_(cast.mother).get(at("case", final)).status_code == 200
        assert "acts with you: change that" in words(client.get(at("case", final)))
        client.post(reverse("family:act_alone", args=[final.pk, member.pk]), {})
        assert as_(cast.mother).get(at("case", final)).status_code == 404


def test_a_parent_cannot_let_themselves_act(young, final, cast, as_):
    member = cast.child.family.get(user=cast.mother)
    member.young_person_agrees = True
    member.save()
    with clock.at(DAY):
        page = as_(cast.mother).post(reverse("family:act_alone", args=[final.pk, member.pk]), {})
    assert "Only the young person can say who acts with them" in words(page)


@pytest.mark.parametrize("page", ["reassessment", "pause", "end_pause"])
def test_a_stranger_and_another_parent_see_none_of_these_pages(page, final, cast, as_):
    with clock.at(DAY):
        for person in (cast.stranger, cast.other_parent, cast.senco):
            assert as_(person).get(at(page, final)).status_code == 404


def test_a_recipient_gives_the_direct_payment_up_and_asks_to_think_again(mother, final, cast):
    budget = final.budgets.create()
    line = final.final_version.provision_in("F").get()
    with clock.at(DAY), at_work(final.events.last()):
        budget.open(by=cast.mother, on=DAY, reasons="We want to choose.")
    with clock.at(DAY):
        budget.prepare_budget(
            by=cast.caseworker,
            lines=[{"provision": line, "amount": line.yearly_cost, "held": "direct_payment"}],
            agreement="Therapy, monthly.",
        )
        budget.consent_to_direct_payment(by=cast.mother, words="Yes.")
        budget.agree_budget(by=cast.manager, reasons="It fits.")
        budget.start_payments(by=cast.caseworker, first_paid_on=DAY)
        assert "Give up the direct payment" in words(
            mother.get(reverse("family:withdraw_consent", args=[budget.pk]))
        )
        mother.post(
            reverse("family:withdraw_consent", args=[budget.pk]),
            {"seen": budget.row_version, "words": "Too much work."},
        )
        assert final.deadlines.open().filter(key="stop_the_payment").exists()
        budget.refresh_from_db()
        budget.stop_payments(by=cast.caseworker, reasons="You asked for it.")
        assert not final.deadlines.open().filter(key="stop_the_payment").exists()
        mother.post(
            reverse("family:reconsider", args=[budget.pk]),
            {"seen": budget.row_version, "words": "We manage after all."},
        )
        assert final.deadlines.open().filter(key="reconsider_the_payment").exists()
        budget.refresh_from_db()
        budget.take_the_change_back(by=cast.caseworker, amounts=[], reasons="Gladly.")
    assert budget.state == "paying"
