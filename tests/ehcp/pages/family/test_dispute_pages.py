"""If a family disagrees: what it can do and until when, what it tells the council, and where it stands."""

from datetime import date

import pytest
from django.urls import reverse

from ehcp.models import FamilyMember
from tests import people
from tests.ehcp.pages.family.conftest import words
from workflows import clock

SENT = people.AGREED
TOLD = date(2026, 10, 20)
MEETING = date(2026, 11, 12)
APPEALED = date(2026, 11, 27)
ORDERED = date(2027, 3, 2)
PAGES_OF_A_CASE = ("disputes", "mediation", "no_mediation", "certificate", "appeal")
PAGES_OF_A_DISPUTE = ("dispute", "end_mediation", "withdraw_appeal")


def at(name, row):
    return reverse(f"family:{name}", args=[row.pk])


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def again(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def declined(cast):
    case = people.requested(cast)
    with clock.at(SENT):
        case.decline_to_assess(by=cast.manager, reasons="School can meet the needs.", sent_on=SENT)
    return case


@pytest.fixture
def arranged(declined, cast):
    with clock.at(TOLD):
        dispute = declined.ask_for_mediation(by=cast.mother, words="A calm talk.", topics=["education"])
        dispute.arrange_mediation(by=cast.caseworker, mediation_on=MEETING, place="Town hall, 10am")
    return dispute


@pytest.fixture
def appealed(declined, cast):
    with clock.at(APPEALED):
        return declined.record_appeal(by=cast.mother, words="Amira must be assessed.")


# What can be done, and until when


def test_a_refusal_says_what_can_be_done_and_until_when_and_why(page, declined):
    with clock.at(TOLD):
        assert at("disputes", declined) in page(at("case", declined))
        text = page(at("disputes", declined))
    assert "We decided not to carry out an assessment of Amira" in text
    assert "School can meet the needs." in text
    assert "Monday 7 December 2026" in text and "in 48 days" in text and "Why this date?" in text
    assert "Tell the council that you ask for mediation" in text
    assert "You do not need one if you disagree only with the school" not in text


def test_a_plan_says_that_a_school_alone_needs_no_certificate(page, cast):
    with people.on_the_day_of(cast, "final_issued") as case:
        text = page(at("disputes", case))
    assert "You do not need one if you disagree only with the school or college in section I." in text


def test_when_the_time_has_passed_the_page_says_whom_to_ask(page, declined):
    with clock.at(date(2027, 1, 12)):
        text = page(at("disputes", declined))
    assert "The time to appeal against this decision has passed." in text
    assert "You may appeal to the Tribunal" not in text
    assert "Tell the council that you have appealed" in text  # the Tribunal may take it late


def test_without_a_decision_the_page_says_what_will_come(page, cast):
    case = people.requested(cast)
    assert "There is no decision yet that you can appeal against." in page(at("disputes", case))


def test_the_person_the_plan_is_about_is_spoken_to(client, cast, declined):
    cast.child.born = date(2008, 2, 12)
    cast.child.save()
    FamilyMember.objects.filter(user=cast.mother).update(is_the_child=True)
    client.force_login(cast.mother)
    with clock.at(TOLD):
        text = words(client.get(at("disputes", declined)))
        assert "We decided not to carry out an assessment of you" in text
        client.post(at("mediation", declined), {"topics": ["education"], "words": ""})
        text = words(client.get(at("dispute", declined.disputes.get())))
    assert "You asked for mediation" in text and "Amira" not in text.split("<main")[1]


# Telling the council


def test_mediation_is_asked_for_and_its_last_day_stands_on_the_page(mother, declined):
    with clock.at(TOLD):
        done = mother.post(
            at("mediation", declined), {"topics": ["education", "health"], "words": "To talk."}, follow=True
        )
        assert "You have asked for mediation" in words(done)
        text = words(mother.get(at("dispute", declined.disputes.get())))
    assert declined.deadlines.get(key="ask_for_mediation").ended_how == "used"
    assert "We arrange the mediation, and take part in it" in text and "Thursday 19 November 2026" in text
    assert "We tell the health service what the mediation is about" in text


def test_what_the_mediation_is_about_has_to_be_said_and_nothing_typed_is_lost(mother, declined):
    with clock.at(TOLD):
        text = words(mother.post(at("mediation", declined), {"words": "A calm talk."}))
    assert "Choose what you want to talk about" in text and "A calm talk.</textarea>" in text
    assert not declined.disputes.exists()


def test_whoever_wants_no_mediation_sees_when_the_certificate_has_to_come(mother, declined):
    told = date(2026, 11, 19)
    with clock.at(told):
        done = words(mother.post(at("no_mediation", declined), {**day("on", told), "words": ""}, follow=True))
        assert "The council knows that you do not want mediation" in done
        text = words(mother.get(at("dispute", declined.disputes.get())))
    assert "The mediation adviser sends you the certificate" in text and "Tuesday 24 November 2026" in text


def test_the_date_of_a_certificate_moves_the_last_day_to_appeal(mother, declined):
    with clock.at(date(2026, 11, 25)):
        done = mother.post(at("certificate", declined), day("dated_on", date(2026, 11, 20)), follow=True)
    assert "Your certificate has been recorded" in words(done)
    assert "Monday 21 December 2026" in words(done)


def test_a_certificate_of_tomorrow_is_refused_and_what_was_typed_is_kept(mother, declined):
    with clock.at(SENT):
        text = words(mother.post(at("certificate", declined), day("dated_on", date(2026, 10, 6))))
    assert "The date on the certificate must be Monday 5 October 2026 or earlier" in text
    assert 'value="2026"' in text


def test_an_appeal_is_told_to_the_council(mother, declined):
    with clock.at(APPEALED):
        mother.post(at("appeal", declined), {**day("on", APPEALED), "words": ""})
        assert again(declined).appeal_is_pending
        text = words(mother.get(at("case", declined)))
    assert "If you do not agree with our decision" not in text
    assert "Your appeal is with the Tribunal" in text
    assert "A decision stays on record as it was." in text


def test_of_several_decisions_the_one_meant_is_asked_for(mother, cast):
    case = people.at_stage(cast, "final_issued")
    refused = date(2027, 1, 25)
    with clock.at(refused):
        case.ask_for_reassessment(by=cast.mother, reasons="She has changed.")
        case.decline_reassessment(by=cast.manager, reasons="Too soon.", sent_on=refused)
        text = words(mother.get(at("disputes", case)))
        assert "We sent the final plan" in text and "We decided not to assess Amira’s needs again now" in text
        final = case.events.get(act="issue_final_plan")
        assert "until Thursday 11 March 2027" in text  # of the plan: the later decision began the clock anew
        chosen = mother.get(f"{at('appeal', case)}?decision={final.pk}").text
        assert f'value="{final.pk}" checked' in chosen
        text = words(mother.post(at("appeal", case), day("on", refused)))
        assert "There is a problem" in text
        mother.post(at("appeal", case), {**day("on", refused), "decision": final.pk})
    assert case.disputes.get().decision == final


def test_mediation_is_ended_by_the_family(mother, arranged):
    with clock.at(MEETING):
        text = words(mother.get(at("dispute", arranged)))
        assert "The mediation is on Thursday 12 November 2026" in text and "Town hall, 10am" in text
        done = words(mother.post(at("end_mediation", arranged), day("on", MEETING), follow=True))
    assert "The council knows that the mediation has ended" in done
    assert again(arranged).state == "ended"
    # Going back leads to where it stands, not to an error.
    assert mother.get(at("end_mediation", arranged)).url == at("dispute", arranged)


def test_an_appeal_is_withdrawn_only_on_purpose(mother, appealed):
    with clock.at(APPEALED):
        text = words(mother.post(at("withdraw_appeal", appealed), {"reasons": "We agree now."}))
        assert "Tick the box" in text and "We agree now.</textarea>" in text
        mother.post(at("withdraw_appeal", appealed), {"reasons": "We agree now.", "sure": "on"})
    assert again(appealed).state == "closed"


# Where it stands


def test_an_order_and_what_is_being_done_about_it_stand_on_one_page(page, appealed, cast):
    with clock.at(ORDERED):
        appealed.record_order(
            by=cast.caseworker,
            outcome="assess",
            words="The authority shall assess.",
            recommends_on_health="More.",
        )
        text = page(at("dispute", appealed))
        assert "The Tribunal ordered it" in text and "We have to assess Amira’s needs." in text
        assert "The authority shall assess." in text
        assert "Tuesday 16 March 2027" in text and "Tuesday 8 June 2027" in text
        assert "A recommendation has to be answered with reasons." in text
        case = again(appealed.case)
        case.start_assessing_as_told(by=cast.caseworker, sent_on=ORDERED)
        again(appealed).answer_recommendation_on_health(by=cast.commissioner, words="We will, from April.")
        text = page(at("dispute", appealed))
    assert "What is done, or does not apply any more" in text
    assert "We told you that Amira’s assessment begins, as was ordered or agreed" in text
    assert "We will, from April." in text
    assert "The decision stays on record. What changes is added to it." in text
    assert "We decided not to carry out an assessment of Amira, Monday 5 October 2026" in text


def test_a_refusal_given_up_without_an_order_shows_both_days(page, appealed, cast):
    with clock.at(APPEALED):
        again(appealed.case).assess_after_all(by=cast.manager, reasons="The new report.", sent_on=APPEALED)
        text = page(at("dispute", appealed))
    assert "We changed our decision without an order" in text
    assert "Tuesday 19 January 2027" in text and "Friday 5 March 2027" in text


def test_after_an_order_the_twenty_weeks_of_the_request_are_no_longer_drawn(page, appealed, cast):
    with clock.at(ORDERED):
        appealed.record_order(by=cast.caseworker, outcome="assess", words="Assess.")
        again(appealed.case).start_assessing_as_told(by=cast.caseworker, sent_on=ORDERED)
        text = page(at("case", appealed.case))
    assert "The way to a plan, week by week" not in text
    assert "We send the final plan" in text and "Tuesday 8 June 2027" in text


# Nobody else


@pytest.mark.parametrize("person", ["stranger", "other_parent", "caseworker", "senco", "commissioner"])
def test_nobody_else_finds_the_familys_pages(client, cast, arranged, person):
    client.force_login(getattr(cast, person))
    with clock.at(MEETING):
        for name in PAGES_OF_A_CASE:
            assert client.get(at(name, arranged.case)).status_code == 404
            assert client.post(at(name, arranged.case)).status_code in (404, 405)
        for name in PAGES_OF_A_DISPUTE:
            assert client.get(at(name, arranged)).status_code == 404
            assert client.post(at(name, arranged)).status_code in (404, 405)


def test_a_child_reads_and_is_offered_nothing_to_decide(client, cast, arranged):
    FamilyMember.objects.filter(user=cast.mother).update(is_the_child=True)
    client.force_login(cast.mother)
    with clock.at(MEETING):
        text = words(client.get(at("dispute", arranged)))
        assert "You do not have to do anything just now." in text
        assert client.get(at("end_mediation", arranged)).status_code == 404


def test_without_signing_in_one_is_asked_to(client, arranged):
    for name in PAGES_OF_A_CASE:
        assert client.get(at(name, arranged.case)).url.startswith("/account/login/")
    for name in PAGES_OF_A_DISPUTE:
        assert client.get(at(name, arranged)).url.startswith("/account/login/")
