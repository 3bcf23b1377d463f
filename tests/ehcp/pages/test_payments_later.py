"""A direct payment that is running, through the pages of those whom it concerns."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from workflows import clock
from workflows.acts import at_work

DAY = date(2027, 3, 1)
LATER = date(2027, 4, 1)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def officer(cast):
    return Reader(cast.caseworker)


@pytest.fixture
def head(cast):
    return Reader(cast.manager)


@pytest.fixture
def case(cast):
    return people.at_stage(cast, "final_issued")


@pytest.fixture
def paying(case, cast):
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


def amounts(budget, amount):
    return {f"amount_{each.pk}": amount for each in budget.direct_lines}


def test_the_family_reads_what_was_reduced_and_asks_to_think_again(case, cast, paying, head):
    page = reverse("family:budget", args=[paying.pk])
    with clock.at(LATER):
        wrong = head.do(
            paying, "reduce_payments", reasons="", **amounts(paying, "1999.50"), **day("from_on", LATER)
        )
        assert wrong.status_code == 200 and 'value="1999.50"' in wrong.content.decode()
        head.do(
            paying,
            "reduce_payments",
            reasons="Fewer sessions are needed.",
            **amounts(paying, "2000.00"),
            **day("from_on", date(2027, 5, 1)),
        )
        mother = signed_in(cast.mother)
        seen = words(mother.get(page))
        assert "From Saturday 1 May 2027." in seen and "Fewer sessions are needed." in seen
        assert "Ask the council to think again" in seen
        paying.refresh_from_db()
        mother.post(
            reverse("family:reconsider", args=[paying.pk]),
            {"seen": paying.row_version, "words": "No, please."},
        )
        seen = words(mother.get(page))
        assert "Ask the council to think again" not in seen
        assert "We think again about the direct payment" in seen
        paying.refresh_from_db()
        assert (
            Reader(cast.caseworker)
            .do(paying, "stand_by_the_change", reasons="The therapist says so.", **day("on", LATER))
            .status_code
            == 302
        )
        assert "The therapist says so." in words(mother.get(page))


def test_consent_taken_back_is_read_by_the_officer_who_stops_the_payment(case, cast, paying, officer):
    with clock.at(LATER):
        mother = signed_in(cast.mother)
        assert "Give up the direct payment" in words(mother.get(reverse("family:budget", args=[paying.pk])))
        mother.post(
            reverse("family:withdraw_consent", args=[paying.pk]),
            {"seen": paying.row_version, "words": "Too much."},
        )
        seen = words(mother.get(reverse("family:budget", args=[paying.pk])))
        assert "Give up the direct payment" not in seen
        assert "We stop the direct payment, with notice and reasons" in seen
        assert "Stop the direct payment, with notice and reasons" in words(officer.get("money", case.pk))
        paying.refresh_from_db()
        officer.do(paying, "stop_payments", reasons="You asked us to.", **day("on", LATER))
        seen = words(mother.get(reverse("family:budget", args=[paying.pk])))
    assert "Direct payment stopped" in seen and "You asked us to." in seen
    assert "Give up the direct payment" not in seen


def test_what_must_stop_is_noted_with_its_reason(case, paying, officer):
    with clock.at(LATER):
        assert (
            officer.do(paying, "note_that_payment_must_stop", reasons="Not spent on therapy.").status_code
            == 302
        )
        assert "Stop the direct payment" in words(officer.get("case", case.pk))


def test_money_is_asked_back_by_somebody_who_may_decide(cast, paying, officer, head):
    with clock.at(LATER):
        assert (
            officer.do(paying, "ask_payment_back", amount="120.00", reasons="Not spent.").status_code == 404
        )
        assert head.do(paying, "ask_payment_back", amount="120.00", reasons="Not spent.").status_code == 302
        seen = words(signed_in(cast.mother).get(reverse("family:budget", args=[paying.pk])))
    assert "£120.00." in seen and "Not spent." in seen


def test_the_payment_goes_on_to_the_young_person(case, cast, paying, officer):
    cast.child.born = date(2011, 2, 12)
    cast.child.save()
    with clock.at(date(2027, 6, 26)):
        assert "pass_payment_to_young_person" not in officer.get("money", case.pk).content.decode()
        case.pass_rights(by=None, passed_on=date(2027, 6, 26))
        assert "pass_payment_to_young_person" in officer.get("money", case.pk).content.decode()
        done = officer.do(
            paying,
            "pass_payment_to_young_person",
            words="Pay it to me. Amira.",
            **day("on", date(2027, 6, 26)),
        )
    assert done.status_code == 302
    paying.refresh_from_db()
    assert paying.consent_words == "Pay it to me. Amira."


@pytest.mark.parametrize(
    "act", ["reduce_payments", "stop_payments", "note_that_payment_must_stop", "ask_payment_back"]
)
def test_a_stranger_and_the_family_see_none_of_the_officers_pages(cast, paying, act):
    for person in (cast.stranger, cast.mother, cast.other_parent):
        page = signed_in(person).get(reverse("authority:act", args=["budget", paying.pk, act]))
        assert page.status_code == 404


@pytest.mark.parametrize("page", ["budget", "withdraw_consent", "reconsider"])
def test_another_family_and_another_council_see_none_of_the_familys(cast, paying, page):
    for person in (cast.stranger, cast.other_parent, cast.senco):
        assert signed_in(person).get(reverse(f"family:{page}", args=[paying.pk])).status_code == 404
