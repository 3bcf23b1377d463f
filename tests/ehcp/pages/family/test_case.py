"""Where is Amira's plan? What a family reads first."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ehcp.models import FamilyMember
from tests import people
from tests.ehcp.pages.family.conftest import words
from workflows import clock
from workflows.lives.case import CaseState

DEADLINE_A3 = date(2026, 10, 13)


def case_page(case):
    return reverse("family:case", args=[case.pk])


def test_a_parent_of_one_child_goes_straight_to_the_plan(mother, cast):
    case = people.requested(cast)
    assert mother.get("/", follow=True).redirect_chain[-1][0] == case_page(case)


def test_a_parent_of_two_children_sees_two_cards_and_no_mixed_list(mother, cast):
    FamilyMember.objects.create(
        child=cast.other_child, user=cast.mother, relationship="Aunt", parental_responsibility=True
    )
    people.requested(cast)
    cast.child = cast.other_child
    people.requested(cast)
    page = words(mother.get("/family/"))
    assert page.count("govuk-summary-card__title-wrapper") == 2
    assert "Amira’s plan" in page and "Toby’s plan" in page


def test_without_a_case_the_page_says_what_will_come(client, cast):
    client.force_login(cast.other_parent)
    assert "There is no plan or request here that you can see" in words(client.get("/family/"))


def test_now_next_and_the_person_are_on_the_page(page, cast):
    case = people.requested(cast)
    with clock.at(people.REQUEST + timedelta(days=3)):
        text = page(case_page(case))
    assert "The request reached us on Tuesday 1 September 2026." in text
    assert "We decide whether to assess Amira" in text
    assert clock.in_words(DEADLINE_A3) in text and "in 39 days" in text
    assert "Ruth Adeyemi" in text and case.reference in text
    assert "Week 1 of 20" in text and "Step 2 of 6" in text


def test_who_is_waited_for_is_named_with_the_day(page, cast):
    with people.on_the_day_of(cast, "advice_asked") as case:
        text = page(case_page(case))
    assert "We have asked 5 for their advice, and none has come yet." in text
    assert "and speech and language therapy (due Monday 16 November 2026, in 42 days)" in text
    assert "Tell us what we should know about Amira" in text


def test_late_is_said_plainly_with_whose_step_it_is_and_once_for_all_of_one_day(page, cast):
    case = people.at_stage(cast, "advice_asked")
    with clock.at(date(2026, 11, 20)):
        text = page(case_page(case))
    assert text.count("The last day was") == 1
    assert "speech and language therapy (late since Monday 16 November 2026, 4 days ago)" in text
    assert "It is for us to see that it happens." in text


def test_our_own_delay_is_said_to_be_ours_and_explained_with_the_new_day(page, cast):
    case = people.requested(cast)
    with clock.at(date(2026, 10, 14)):
        case.note_missed_day(by=None, duty="decide_whether_to_assess")
        assert "We owe you the reason" in page(case_page(case))
        case.explain_delay(by=cast.caseworker, words="A letter went astray.", expected_on=date(2026, 10, 20))
        text = page(case_page(case))
    assert "This is our step." in text
    assert "we told you why: A letter went astray." in text
    assert "Tuesday 20 October 2026" in text and "in 6 days" in text


def test_a_decision_is_told_with_its_reasons(page, cast):
    with people.on_the_day_of(cast, "agreed") as case:
        text = page(case_page(case))
    assert "Amira may have needs that call for a plan." in text


def test_a_refusal_leads_to_mediation_and_appeal_with_their_days(page, cast):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        case.decline_to_assess(by=cast.manager, reasons="Not now.", sent_on=people.AGREED)
        text = page(case_page(case))
    assert "We decided not to carry out an assessment of Amira" in text
    assert "You may appeal to the Tribunal" in text and "If you do not agree with our decision" in text
    assert "The way to a plan, week by week" not in text


def test_the_plan_in_force_shows_the_next_review(page, cast):
    with people.on_the_day_of(cast, "final_issued") as case:
        text = page(case_page(case))
    assert "Amira’s plan is in force." in text and "It names Millbrook Primary School." in text
    assert "The plan is reviewed, and we decide what follows" in text


def test_after_a_death_there_are_no_bars_no_dates_and_nothing_to_do(page, cast):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        case.record_death(by=cast.caseworker)
        text = page(case_page(case))
    assert "This file is closed." in text
    for word in ("Step 2", "Week ", "Withdraw", "Where is"):
        assert word not in text


@pytest.mark.parametrize("stage", [name for name, _, _ in people.STAGES])
def test_every_stage_of_a_life_has_its_page(page, cast, stage):
    with people.on_the_day_of(cast, stage) as case:
        text = page(case_page(case))
    assert text.count("<h1") == 1 and "{" not in text.split("<main")[1]


def test_every_state_says_what_is_now():
    from ehcp.pages.family.story import NOW

    told_by_wording = {CaseState.NEW, CaseState.CEASED, CaseState.AGED_OUT}
    assert set(CaseState) - set(NOW) == told_by_wording


def test_a_young_person_is_spoken_to(client, cast):
    cast.child.born = date(2008, 2, 12)
    cast.child.save()
    FamilyMember.objects.filter(user=cast.mother).update(is_the_child=True)
    case = people.requested(cast)
    client.force_login(cast.mother)
    with clock.at(people.REQUEST):
        text = words(client.get(case_page(case)))
    assert "Where is your plan?" in text and "an assessment of you" in text


def test_a_child_reads_and_is_offered_nothing_to_decide(client, cast):
    FamilyMember.objects.filter(user=cast.mother).update(is_the_child=True)
    case = people.requested(cast)
    client.force_login(cast.mother)
    text = words(client.get(case_page(case)))
    assert "Where is your plan?" in text and "Withdraw" not in text
    assert client.get(reverse("family:withdraw", args=[case.pk])).status_code == 404


@pytest.mark.parametrize("name", ["stranger", "other_parent", "caseworker", "senco"])
def test_nobody_else_sees_a_familys_page(client, cast, name):
    case = people.requested(cast)
    client.force_login(getattr(cast, name))
    assert client.get(case_page(case)).status_code == 404


def test_a_parent_whose_rights_have_ended_sees_it_no_more(client, cast):
    case = people.requested(cast)
    cast.child.born = date(2008, 2, 12)
    cast.child.save()
    client.force_login(cast.mother)
    with clock.at(people.REQUEST):
        assert client.get(case_page(case)).status_code == 404


def test_without_signing_in_one_is_asked_to(client, cast):
    case = people.requested(cast)
    assert client.get(case_page(case)).url.startswith("/account/login/")
