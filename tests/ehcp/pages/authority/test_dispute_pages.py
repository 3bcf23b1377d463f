"""The authority's pages of a disagreement, and the question on which way a refusal is given up."""

from datetime import date

import pytest

from tests import people
from tests.ehcp.pages.authority.reading import CONFIRM, Reader, day, words
from workflows import clock

REFUSED = people.AGREED
TOLD = date(2026, 10, 20)
AGREED = date(2026, 11, 12)
APPEALED = date(2026, 11, 27)
REGISTERED = date(2026, 12, 3)
ORDERED = date(2027, 3, 2)


@pytest.fixture
def declined(cast):
    case = people.requested(cast)
    with clock.at(REFUSED):
        case.decline_to_assess(by=cast.manager, reasons="School can meet the needs.", sent_on=REFUSED)
    return case


@pytest.fixture
def appealed(declined, cast):
    with clock.at(APPEALED):
        return declined.record_appeal(by=cast.mother, words="Amira must be assessed.")


def again(row):
    return type(row).objects.get(pk=row.pk)


def decided(on):
    return {"reasons": "The new report.", **day("on", on), **day("sent_on", on), "sent_how": "post"}


# The page


def test_a_refusal_says_who_took_it_and_how_long_the_family_has(declined, officer):
    with clock.at(TOLD):
        said = words(officer.get("disputes", declined.pk))
    assert "It was decided not to assess , Monday 5 October 2026, by Helen Marsh" in said
    assert "The notice was sent on Monday 5 October 2026. No disagreement is recorded." in said
    assert "Appeal to the SEND Tribunal: until Monday 7 December 2026" in said
    assert "Why this date?" in said


def test_a_disagreement_points_back_to_the_decision_that_stays(appealed, officer):
    with clock.at(APPEALED):
        page = officer.get("dispute", appealed.pk)
    said = words(page)
    assert "An appeal is before the Tribunal" in said
    assert "It was decided not to assess Monday 5 October 2026, by Helen Marsh" in said
    assert "It stays on record. What changes is added to it." in said
    assert "Amira must be assessed." in said
    assert f"/history/#event-{appealed.decision.seq}" in page.text


def test_what_is_owed_stands_with_whose_step_it_is_and_why(declined, cast, officer):
    with clock.at(TOLD):
        declined.ask_for_mediation(by=cast.mother, topics=["education", "health"])
        said = words(officer.get("disputes", declined.pk))
    assert "Us Tell the health commissioner what the mediation is about" in said
    assert "Friday 23 October 2026" in said and "Thursday 19 November 2026" in said
    assert "Mediation on education, health" in said


def test_a_case_without_a_decision_says_what_will_come(cast, officer):
    case = people.requested(cast)
    assert "There is no decision in this case that can be appealed." in words(
        officer.get("disputes", case.pk)
    )


def test_only_what_is_of_use_is_offered(appealed, officer, cast):
    with clock.at(REGISTERED):
        page = officer.get("dispute", appealed.pk)
        assert "/register_appeal/" in page.text
        assert "/respond_to_appeal/" not in page.text
        assert "/send_answer_to_department/" not in page.text
        appealed.register_appeal(by=cast.caseworker)
        page = officer.get("dispute", appealed.pk)
    assert "/register_appeal/" not in page.text
    assert "/respond_to_appeal/" in page.text


def test_a_plan_in_force_offers_nothing_to_carry_out_that_nobody_was_told(cast, head):
    with people.on_the_day_of(cast, "final_issued") as case:
        page = head.get("disputes", case.pk)
    assert "as_told" not in page.text
    assert "/record_appeal/" in page.text


def test_another_council_finds_no_disagreement_of_ours(appealed, cast):
    with clock.at(REGISTERED):
        stranger = Reader(cast.stranger)
        for address in (
            ("disputes", appealed.case_id),
            ("dispute", appealed.pk),
            ("give_in", appealed.case_id),
            ("act", "dispute", appealed.pk, "register_appeal"),
        ):
            assert stranger.get(*address).status_code == 404
            assert stranger.post(*address).status_code in (404, 405)


# What the family told


def test_what_the_family_told_is_recorded_for_it(declined, officer):
    with clock.at(TOLD):
        officer.do(
            declined,
            "ask_for_mediation",
            topics=["education", "social_care"],
            words="A calm talk.",
            **day("on", TOLD),
        )
    dispute = declined.disputes.get()
    assert (dispute.state, dispute.topics, dispute.words) == (
        "mediation",
        ["education", "social_care"],
        "A calm talk.",
    )
    assert dispute.decision.act == "decline_to_assess"


def test_the_check_names_the_topics_in_words(declined, officer):
    with clock.at(TOLD):
        page = officer.post(
            "act", "case", declined.pk, "ask_for_mediation",
            seen=declined.row_version, topics=["social_care"], words="A talk.", **day("on", TOLD),
        )  # fmt: skip
    assert "What is it about? Social care" in words(page)
    assert not declined.disputes.exists()


def test_a_mistake_keeps_what_was_typed(declined, officer):
    with clock.at(TOLD):
        page = officer.do(declined, "ask_for_mediation", words="A calm talk.", **day("on", TOLD))
    assert "There is a problem" in words(page)
    assert "A calm talk.</textarea>" in page.text
    assert not declined.disputes.exists()


def test_of_several_decisions_the_one_meant_is_asked_for(cast, officer):
    case = people.at_stage(cast, "final_issued")
    asked, refused = date(2027, 1, 18), date(2027, 1, 25)
    with clock.at(asked):
        case.ask_for_reassessment(by=cast.mother, reasons="She has changed.")
    with clock.at(refused):
        case.decline_reassessment(by=cast.manager, reasons="Too soon.", sent_on=refused)
        page = words(officer.get("act", "case", case.pk, "record_appeal"))
        assert "About which decision?" in page
        assert "The final plan was issued, sent Monday 11 January 2027" in page
        final = case.events.get(act="issue_final_plan")
        officer.do(case, "record_appeal", decision=final.pk, words="F says too little.", **day("on", refused))
    assert case.disputes.get().decision == final


def test_the_history_says_which_decision_was_meant(appealed, officer):
    case = again(appealed.case)
    with clock.at(APPEALED):
        case.record_mediation_certificate(by=officer.user, dated_on=APPEALED, decision=appealed.decision)
        said = words(officer.get("history", appealed.case_id))
    assert "It was decided not to assess, Monday 5 October 2026" in said
    assert "A disagreement points back to this decision . The decision stays on record." in said


# Orders and agreements


def test_an_order_is_checked_with_the_days_it_gives(appealed, officer):
    order = {"outcome": "assess", "words": "Assess her.", **day("on", ORDERED)}
    with clock.at(ORDERED):
        form = words(officer.get("act", "dispute", appealed.pk, "record_order"))
        page = officer.post("act", "dispute", appealed.pk, "record_order", seen=appealed.row_version, **order)
        said = words(page)
        assert "2 weeks: tell the family that the assessment begins" in form
        assert "make a plan" not in form
        assert "Tuesday 16 March 2027" in said and "Tuesday 8 June 2027" in said
        assert again(appealed).state == "appealed"
        officer.do(appealed, "record_order", **order)
    assert (again(appealed).state, again(appealed).outcome) == ("to_comply", "assess")


def test_an_order_without_its_outcome_is_not_recorded_and_keeps_its_words(appealed, officer):
    with clock.at(ORDERED):
        page = officer.do(appealed, "record_order", words="So ordered, at length.", **day("on", ORDERED))
    assert "There is a problem" in words(page)
    assert "So ordered, at length.</textarea>" in page.text
    assert again(appealed).state == "appealed"


def test_an_agreement_says_at_least_one_thing(declined, cast, officer):
    with clock.at(TOLD):
        dispute = declined.ask_for_mediation(by=cast.mother, topics=["education"])
        dispute.arrange_mediation(by=cast.caseworker, mediation_on=AGREED, place="Town hall")
    agreed = {"words": "One contact.", "outcome": "none", "authority_was_there": "yes", **day("on", AGREED)}
    with clock.at(AGREED):
        page = officer.do(dispute, "agree_in_mediation", **agreed)
        assert "Say what was agreed: what the authority, or health, is to do" in words(page)
        page = officer.post(
            "act", "dispute", dispute.pk, "agree_in_mediation",
            seen=dispute.row_version, **agreed | {"for_authority": "A named contact."},
        )  # fmt: skip
        assert "Do what else was agreed in mediation" in words(page)
        assert "Thursday 26 November 2026" in words(page)
        officer.do(dispute, "agree_in_mediation", **agreed, for_authority="A named contact.")
    dispute = again(dispute)
    assert (dispute.state, dispute.outcome, dispute.for_authority) == ("to_comply", "", "A named contact.")


def test_an_order_on_the_plan_offers_what_can_be_ordered_of_a_plan(cast, officer):
    case = people.at_stage(cast, "final_issued")
    with clock.at(date(2027, 2, 1)):
        dispute = case.record_appeal(by=cast.mother, words="F says too little.")
        form = officer.get("act", "dispute", dispute.pk, "record_order").text
    known = ("assess", "make_a_plan", "amend", "change_setting", "nothing", "may_cease")
    offered = [each for each in known if f'value="{each}"' in form]
    assert offered == ["amend", "change_setting", "nothing"]


# On which way a refusal is given up


def test_a_refusal_is_never_given_up_before_the_way_is_chosen(declined, head):
    with clock.at(TOLD):
        page = head.get("act", "case", declined.pk, "assess_after_all")
        assert page.url == f"/authority/cases/{declined.pk}/give-in/"
        page = head.do(declined, "assess_after_all", **decided(TOLD))
        assert page.url == f"/authority/cases/{declined.pk}/give-in/"
    assert again(declined).state == "declined"


def test_an_appeal_against_a_refusal_is_not_conceded_before_the_way_is_chosen(appealed, head):
    with clock.at(REGISTERED):
        page = head.do(
            appealed, "concede_appeal", outcome="assess", words="Not opposed.", **day("on", REGISTERED)
        )
        assert page.url == f"/authority/cases/{appealed.case_id}/give-in/"
    assert again(appealed).state == "appealed"


def test_every_way_stands_with_its_days_before_anything_is_recorded(appealed, head):
    on = date(2026, 12, 1)
    with clock.at(on):
        events = appealed.case.events.count()
        said = words(head.get("give_in", appealed.case_id))
    # 2, 10 and 14 weeks from today, by concession, order or agreement
    for expected in ("Tuesday 15 December 2026", "Tuesday 9 February 2027", "Tuesday 9 March 2027"):
        assert said.count(expected) >= 3
    # 16 and 20 weeks from the first request, beside the Ombudsman's 10 and 14
    assert "Tuesday 22 December 2026" in said and "Tuesday 19 January 2027" in said
    assert "as the law counts" in said and "as the Ombudsman measures" in said
    assert "The alarm rings for Tuesday 22 December 2026, the earlier." in said
    assert "No mediation is arranged." in said
    assert appealed.case.events.count() == events


def test_a_day_that_has_passed_is_said_before_the_refusal_is_given_up(declined, head):
    with clock.at(date(2027, 1, 12)):
        said = words(head.get("give_in", declined.pk))
    assert "This day has passed already. The step is late from the first day" in said
    assert "No appeal is before the Tribunal." in said


def test_after_our_response_the_way_of_a_concession_is_closed(appealed, cast, head):
    with clock.at(REGISTERED):
        appealed.register_appeal(by=cast.caseworker)
        appealed.respond_to_appeal(by=cast.caseworker, words="Opposed.")
        said = words(head.get("give_in", appealed.case_id))
        page = head.post("give_in", appealed.case_id, way="conceded")
    assert "From now on it gives in by a consent order" in said
    assert "There is a problem" in words(page)


def test_the_chosen_way_leads_to_its_act(appealed, head):
    with clock.at(REGISTERED):
        page = head.post("give_in", appealed.case_id)
        assert "Choose on which way the refusal is given up" in words(page)
        there = head.post("give_in", appealed.case_id, way="conceded").url
        assert there == f"/authority/do/dispute/{appealed.pk}/concede_appeal/?way=conceded"
        assert "What do we do, that the appeal asks for?" in words(head.get(there))
        told = {"outcome": "assess", "words": "Not opposed.", **day("on", REGISTERED)}
        head.post(there, seen=appealed.row_version, **told, **CONFIRM)
    case = again(appealed.case)
    assert again(appealed).route == "conceded"
    assert case.deadlines.open().get(key="issue_plan_as_conceded").due == date(2027, 3, 11)


def test_without_an_order_both_clocks_run_and_the_earlier_rings(declined, head):
    with clock.at(TOLD):
        there = head.post("give_in", declined.pk, way="without_order").url
        said = words(head.get(there))
        assert "Without any order or agreement" in said and "Choose another way" in said
        head.post(there, seen=declined.row_version, **decided(TOLD), **CONFIRM)
    case = again(declined)
    assert case.state == "assessing"
    open_days = {each.key: each.due for each in case.deadlines.open() if each.due}
    assert open_days["issue_the_final_plan"] == date(2027, 1, 19)
    assert open_days["issue_plan_after_agreeing"] == date(2027, 1, 26)


def test_a_caseworker_sees_the_ways_and_that_a_decision_maker_takes_them(appealed, officer):
    with clock.at(REGISTERED):
        said = words(officer.get("give_in", appealed.case_id))
        assert "For a decision maker." in said
        page = officer.post("give_in", appealed.case_id, way="without_order")
    assert "There is a problem" in words(page)


def test_a_plan_refused_is_given_up_with_the_twenty_weeks_alone(cast, head):
    case = people.at_stage(cast, "advice_accepted")
    with clock.at(people.PLAN_DECIDED):
        case.decide_no_plan(by=cast.manager, reasons="No.", sent_on=people.PLAN_DECIDED)
        said = words(head.get("give_in", case.pk))
        assert "Tuesday 19 January 2027" in said and "as the Ombudsman measures" not in said
        there = head.post("give_in", case.pk, way="without_order").url
        head.post(there, seen=case.row_version, **decided(people.PLAN_DECIDED), **CONFIRM)
    assert again(case).state == "drafting"


def test_where_there_is_no_refusal_there_is_nothing_to_give_up(cast, head):
    case = people.requested(cast)
    assert head.get("give_in", case.pk).url == f"/authority/cases/{case.pk}/disagreements/"


# Lists


def test_a_refusal_stays_in_the_list_while_it_can_be_appealed(declined, officer):
    with clock.at(date(2026, 12, 7)):
        assert declined.reference in words(officer.get("cases"))
    with clock.at(date(2026, 12, 8)):
        assert declined.reference not in words(officer.get("cases"))


def test_a_refusal_that_is_appealed_stays_in_the_list(appealed, officer):
    with clock.at(date(2027, 2, 1)):
        assert appealed.case.reference in words(officer.get("cases"))
        said = words(officer.get("home"))
    assert "Go on with the appeal" in said


def test_whoever_joins_after_a_refusal_is_still_to_be_let_in(declined, cast, officer):
    aunt = people.another_person("Nadia Siddiqui")
    cast.child.family.create(user=aunt, relationship="Aunt")
    with clock.at(TOLD):
        assert "Say whether Nadia Siddiqui has parental responsibility" in words(officer.get("home"))


def test_the_overview_shows_the_disagreement_and_its_acts(appealed, officer):
    with clock.at(REGISTERED):
        page = officer.get("case", appealed.case_id)
    assert f"/authority/do/dispute/{appealed.pk}/register_appeal/" in page.text
