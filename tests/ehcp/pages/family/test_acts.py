"""Asking for a school, money and mediation; appealing; withdrawing. Each with its page, its errors and its receipt."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests import people
from tests.ehcp.pages.family.conftest import words
from workflows import clock


def at(name, row):
    return reverse(f"family:{name}", args=[row.pk])


def test_a_setting_is_asked_for_with_reasons(mother, cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        assert "Choose a school, college or nursery" in words(
            mother.post(at("prefer", case), {"reasons": "Near"})
        )
        page = words(
            mother.post(at("prefer", case), {"setting": cast.school.pk, "reasons": "Near."}, follow=True)
        )
        assert "You have asked for a school, college or nursery" in page
        assert "Near." in words(mother.get(at("settings", case)))
    assert case.preferences.get().setting == cast.school


def test_only_settings_can_be_asked_for(mother, cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        page = words(mother.post(at("prefer", case), {"setting": cast.therapy.pk, "reasons": "Kept"}))
    assert "Choose from the answers given" in page and "Kept" in page


def test_the_board_shows_who_was_asked_what_they_said_and_what_is_next(page, cast):
    with people.on_the_day_of(cast, "commented") as case:
        consultation = case.consult_setting(by=cast.caseworker, setting=cast.school)
        text = page(at("consultation", consultation))
        assert "Millbrook Primary School" in text and "Expected by" in text
        consultation.answer_consultation(
            by=cast.senco, can_meet_need=False, ground="unsuitable", reasons="No hoist."
        )
        text = page(at("settings", case))
        assert "Says it cannot" in text and "No hoist." in text and "unsuitable for" in text
        consultation.name_setting(by=cast.manager)
        assert "We name it in the plan." in page(at("settings", case))


def test_a_budget_is_asked_for_worked_out_and_agreed_to(mother, cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        assert "Answer the question" in words(mother.post(at("ask_for_budget", case), {"reasons": ""}))
        mother.post(at("ask_for_budget", case), {"reasons": "To choose the therapist."})
        budget = case.current_budget
        assert "stand here once we have worked them out" in words(mother.get(at("budget", budget)))
        line = case.served_version.provision_in("F").get()
        budget.prepare_budget(
            by=cast.caseworker,
            lines=[{"provision": line, "amount": Decimal("2592.00"), "held": "direct_payment"}],
            agreement="Paid each month.",
        )
        page = words(mother.get(at("consent", budget)))
        assert "£2,592.00" in page and "Paid each month." in page
        budget.refresh_from_db()
        seen = {"seen": budget.row_version}
        assert "Tick the box to say that you agree" in words(
            mother.post(at("consent", budget), {**seen, "name": "Samina Siddiqui"})
        )
        done = mother.post(
            at("consent", budget), {**seen, "agrees": "on", "name": "Samina Siddiqui"}, follow=True
        )
        assert "You have agreed to the direct payment" in words(done)
        budget.refresh_from_db()
    assert budget.consented_on == people.DRAFT_SERVED
    assert budget.consent_words.endswith("Signed: Samina Siddiqui")


def test_nobody_agrees_to_lines_that_were_changed_while_they_read(mother, cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        budget = case.ask_for_budget(by=cast.mother, reasons="Choice.")
        line = case.served_version.provision_in("F").get()
        said = {"lines": [{"provision": line, "amount": Decimal(2592), "held": "direct_payment"}]}
        budget.prepare_budget(by=cast.caseworker, agreement="First.", **said)
        seen = budget.row_version
        budget.prepare_budget(by=cast.caseworker, agreement="Second.", **said)
        answers = {"seen": seen, "agrees": "on", "name": "Samina Siddiqui"}
        page = mother.post(at("consent", budget), answers)
        assert "Somebody else changed this" in words(page) and "Second." in words(page)
        again = page.context["form"]["seen"].value()
        assert mother.post(at("consent", budget), {**answers, "seen": again}).status_code == 302


def test_a_refused_budget_can_be_looked_at_again(mother, cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        budget = case.ask_for_budget(by=cast.mother, reasons="Choice.")
        budget.refuse_budget(by=cast.manager, reasons="Not this one.")
        page = words(mother.get(at("budget", budget)))
        assert "Not this one." in page and "Ask the council to look again" in page
        page = words(mother.post(at("budget_review", budget), {"words": "Please."}, follow=True))
        assert "Ruth Adeyemi at Northmoor Council and the managers have been told." in page
        budget.refresh_from_db()
    assert budget.state == "review_asked"


def test_a_request_is_withdrawn_only_on_purpose(mother, cast):
    case = people.requested(cast)
    with clock.at(people.REQUEST):
        page = words(mother.post(at("withdraw", case), {"reasons": "We move."}))
        assert "Tick the box to say that you want to withdraw it" in page and "We move." in page
        page = words(mother.post(at("withdraw", case), {"reasons": "We move.", "sure": "on"}, follow=True))
        assert "The request has been withdrawn" in page
        case.refresh_from_db()
        assert case.state == "withdrawn"
        # Going back leads to the case, not to an error.
        assert mother.get(at("withdraw", case)).url == at("case", case)


def test_a_receipt_is_only_of_ones_own_act(mother, cast):
    with people.on_the_day_of(cast, "agreed") as case:
        for event in case.events.all():
            assert mother.get(reverse("family:done", args=[case.pk, event.seq])).status_code == 404


def test_a_review_is_followed_from_the_meeting_to_the_decision(page, cast):
    with people.on_the_day_of(cast, "meeting_fixed") as case:
        review = case.current_review
        text = page(at("review", review))
        assert "The library, 2pm" in text and "in 42 days" in text and "You are invited" in text


def test_the_report_and_the_decision_are_on_the_reviews_page(page, cast):
    with people.on_the_day_of(cast, "amendments_proposed") as case:
        review = case.reviews.get()
        text = page(at("review", review))
    assert "It recommends to change the plan." in text and "Well on the way." in text
    assert "We decided to change the plan" in text and "Longer sessions." in text
    assert "Amira showed her book." in text


@pytest.mark.parametrize("name", ["plans", "comments", "settings", "budgets", "reviews", "left_out"])
def test_an_empty_page_says_what_will_come(page, cast, name):
    case = people.requested(cast)
    text = page(at(name, case))
    assert text.count("<h1") == 1
    assert any(word in text for word in ("yet", "once", "Once", "not asked", "Nobody has asked"))


CASE_PAGES = (
    "prefer",
    "ask_for_budget",
    "withdraw",
    "finish",
    "settings",
)


@pytest.mark.parametrize("name", CASE_PAGES)
@pytest.mark.parametrize("person", ["stranger", "other_parent", "caseworker"])
def test_nobody_else_acts_for_the_family(client, cast, name, person):
    case = people.at_stage(cast, "draft_served")
    client.force_login(getattr(cast, person))
    assert client.get(at(name, case)).status_code == 404
    assert client.post(at(name, case), {"reasons": "x", "sure": "on"}).status_code in (404, 405)


@pytest.mark.parametrize("person", ["stranger", "other_parent", "caseworker"])
def test_nobody_else_sees_the_money_the_settings_or_the_review(client, cast, person):
    with people.on_the_day_of(cast, "meeting_fixed") as case:
        client.force_login(getattr(cast, person))
        review = case.current_review
        assert client.get(at("review", review)).status_code == 404
        assert client.get(at("consultation", case.consultations.get())).status_code == 404


@pytest.mark.parametrize("name", ["case", *CASE_PAGES])
def test_without_signing_in_one_is_asked_to(client, cast, name):
    case = people.requested(cast)
    assert client.get(at(name, case)).url.startswith("/account/login/")
