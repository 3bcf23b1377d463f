"""One page for every act: what the law asks, the question, the check, and what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ehcp.models import Advice, Budget, Case, Consultation, Dispute, Enquiry, PlanVersion, Review
from ehcp.pages.authority.choices import ON_ITS_OWN_PAGE
from ehcp.pages.authority.questions import QUESTIONS
from ehcp.wording import ACTS
from tests import people
from tests.ehcp.pages.authority.reading import CONFIRM, Reader, day, words
from workflows import clock
from workflows.acts import acts_of
from workflows.law.terms import Agency
from workflows.models import Deadline


def test_every_act_of_the_authority_has_its_question():
    lives = (Case, Advice, PlanVersion, Consultation, Budget, Review, Dispute, Enquiry)
    ours = {act.name for life in lives for act in acts_of(life) if Agency.LOCAL_AUTHORITY in act.by}
    assert ours == set(QUESTIONS)


def test_every_question_has_its_button():
    assert set(QUESTIONS) <= set(ACTS)


def decided(**more):
    return {
        "reasons": "Her needs call for it.",
        **day("on", people.AGREED),
        **day("sent_on", people.AGREED),
        "sent_how": "post",
        **more,
    }


def test_a_question_says_what_the_law_asks_and_by_when(cast, head):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        said = words(head.get("act", "case", case.pk, "agree_to_assess"))
    assert (
        "Decide whether to carry out an EHC needs assessment, and tell the family (SEND Regulations 2014, reg 5(1))"
        in said
    )
    assert "Tuesday 13 October 2026" in said
    assert "No local criterion and no panel can take the place of this test." in said


def test_answers_are_shown_to_be_checked_before_anything_is_done(cast, head):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        page = head.post("act", "case", case.pk, "agree_to_assess", seen=case.row_version, **decided())
    case.refresh_from_db()
    assert case.state == "requested"
    assert "Check before you go on" in words(page)
    assert "Her needs call for it." in words(page)
    assert "What begins with this" in words(page)


def test_answers_can_be_changed_after_the_check(cast, head):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        page = head.post(
            "act", "case", case.pk, "agree_to_assess", seen=case.row_version, step="change", **decided()
        )
    assert "Her needs call for it.</textarea>" in page.content.decode()
    assert "There is a problem" not in words(page)


def test_a_confirmed_decision_is_done_and_says_what_follows(cast, head):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        done = head.do(case, "agree_to_assess", **decided())
        case.refresh_from_db()
        assert case.state == "assessing"
        assert done.url == reverse("authority:done", args=[case.pk, case.events.last().seq])
        said = words(head.get(done.url))
    assert "It was decided to assess" in said
    assert "Seek advice on needs, provision and outcomes from everyone the regulations name" in said


def test_a_decision_for_a_decision_maker_is_shown_to_a_caseworker_and_not_open_to_them(cast, officer):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        said = words(officer.get("case", case.pk))
        assert "Agree to assess For a decision maker." in said
        assert officer.get("act", "case", case.pk, "agree_to_assess").status_code == 404
        assert officer.do(case, "agree_to_assess", **decided()).status_code == 404
    case.refresh_from_db()
    assert case.state == "requested"


def test_a_mistake_keeps_what_was_typed(cast, head):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        page = head.do(case, "decline_to_assess", **decided(sent_on_year="26"))
    assert page.status_code == 200
    assert "The day the notice was sent must have a year of four figures, like 2026" in words(page)
    assert "Her needs call for it.</textarea>" in page.content.decode()


def test_a_notice_is_not_sent_before_its_decision_nor_in_the_future(cast, head):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        early = head.do(
            case, "agree_to_assess", **decided(**day("sent_on", people.AGREED - timedelta(days=3)))
        )
        late = head.do(
            case, "agree_to_assess", **decided(**day("sent_on", people.AGREED + timedelta(days=3)))
        )
    assert "The notice cannot have been sent before this was decided" in words(early)
    assert "must be Monday 5 October 2026 or earlier" in words(late)


def test_what_somebody_else_did_meanwhile_is_said_and_what_was_typed_stays(cast, head):
    case = people.requested(cast)
    seen = case.row_version
    with clock.at(people.AGREED):
        case.tell_partners(by=cast.caseworker)
        page = head.do(case, "agree_to_assess", **decided(seen=seen))
        said = words(page)
        assert "Somebody else changed this while you were looking at it." in said
        assert "The family was asked for its views; health, social care and the setting were told" in said
        assert "Her needs call for it.</textarea>" in page.content.decode()
        assert f'name="seen" value="{case.row_version}"' in page.content.decode()
    case.refresh_from_db()
    assert case.state == "requested"


def test_what_stands_in_the_way_is_said_before_the_form(cast, head):
    with people.on_the_day_of(cast, "advice_given") as case:
        page = head.get("act", "case", case.pk, "decide_to_make_plan")
        assert "Before this can be done" in words(page)
        assert "Advice is still to come, or to be accepted" in words(page)
        assert "<textarea" not in page.content.decode()


def test_what_stands_in_the_way_holds_also_for_a_form_sent_by_hand(cast, head):
    with people.on_the_day_of(cast, "advice_given") as case:
        page = head.do(
            case,
            "decide_to_make_plan",
            **decided(**day("on", people.ADVICE_IN), **day("sent_on", people.ADVICE_IN)),
        )
        assert "Advice is still to come, or to be accepted" in words(page)
        case.refresh_from_db()
        assert case.state == "assessing"


@pytest.mark.parametrize("act", ["serve", "close", "no_such_act", "prefer_setting", *ON_ITS_OWN_PAGE])
def test_an_act_that_is_not_the_authoritys_own_has_no_page(cast, head, act):
    case = people.at_stage(cast, "draft_served")
    assert head.get("act", "case", case.pk, act).status_code == 404


def test_a_row_of_an_unknown_kind_is_not_there(cast, head):
    case = people.requested(cast)
    assert head.get("act", "ghost", case.pk, "agree_to_assess").status_code == 404


def test_a_delay_is_explained_in_words_the_family_reads(cast, officer):
    case = people.requested(cast)
    with clock.at(people.REQUEST + timedelta(weeks=7)):
        case.note_missed_day(by=None, duty="decide_whether_to_assess")
        assert "Explain the delay to the family" in words(officer.get("case", case.pk))
        expected = people.REQUEST + timedelta(weeks=8)
        officer.do(case, "explain_delay", words="We wait for the school.", **day("expected_on", expected))
        case.refresh_from_db()
        assert case.expected_on == expected
        assert not case.deadlines.filter(key="explain_the_delay").open().exists()


def test_a_plan_is_served_then_issued_through_the_pages(cast, officer, head):
    with people.on_the_day_of(cast, "section_g_agreed") as case:
        today = clock.today()
        issued = {
            **day("on", today),
            **day("sent_on", today),
            **day("served_on", today),
            "sent_how": "service",
        }
        assert officer.do(case, "serve_draft", **issued).status_code == 302
        case.refresh_from_db()
        assert case.state == "draft_served"
    with clock.at(people.COMMENTED):
        case.finish_commenting(by=cast.mother)
        today = clock.today()
        head.do(
            case,
            "name_type_of_setting",
            setting_type="mainstream primary school",
            reasons="None asked for.",
            **day("on", today),
        )
        case.refresh_from_db()
        head.do(
            case,
            "issue_final_plan",
            **{**day("on", today), **day("sent_on", today), **day("served_on", today), "sent_how": "service"},
        )
        case.refresh_from_db()
    assert case.state == "maintained"
    assert "How it was sent: Through this service" in words(officer.get("history", case.pk))
    assert case.deadlines.get(key="issue_the_final_plan").ended_how == Deadline.Ended.MET


def test_a_setting_is_consulted_and_declined_only_on_a_ground_of_the_act(cast, officer, head):
    with people.on_the_day_of(cast, "commented") as case:
        officer.do(case, "consult_setting", setting=cast.school.pk, **day("sent_on", clock.today()))
        consultation = case.consultations.get()
        assert consultation.state == "sent"
        without = head.do(
            consultation, "decline_to_name_setting", reasons="Full.", **day("on", clock.today())
        )
        assert "Choose an answer: On which ground?" in words(without)
        head.do(
            consultation,
            "decline_to_name_setting",
            ground="unsuitable",
            reasons="No lift.",
            **day("on", clock.today()),
        )
        consultation.refresh_from_db()
        assert consultation.state == "not_named"


def test_a_budget_is_prepared_line_by_line_and_agreed(cast, officer, head):
    with people.on_the_day_of(cast, "draft_served") as case:
        budget = case.ask_for_budget(by=cast.mother, reasons="We want to choose.")
        line = case.served_version.provision_in("F").get()
        half = officer.do(budget, "prepare_budget", **{f"amount_{line.pk}": "£2,592"}, agreement="")
        assert "Say who holds the money for this" in words(half)
        officer.do(
            budget,
            "prepare_budget",
            **{f"amount_{line.pk}": "£2,592", f"held_{line.pk}": "notional"},
            agreement="",
        )
        budget.refresh_from_db()
        assert (budget.state, budget.total) == ("prepared", 2592)
        head.do(budget, "agree_budget", reasons="As asked.", **day("on", clock.today()))
        budget.refresh_from_db()
        assert budget.state == "agreed"
        assert "£2,592.00" in words(officer.get("money", case.pk))


def test_a_review_is_held_reported_and_decided_through_the_pages(cast, officer, head):
    case = people.at_stage(cast, "meeting_fixed")
    review = case.current_review
    with clock.at(people.INVITED):
        officer.do(
            review, "invite_to_review", invited="Samina Siddiqui\nTom Ashworth", **day("on", people.INVITED)
        )
        review.refresh_from_db()
        officer.do(review, "circulate_review_advice", **day("on", people.INVITED))
        review.refresh_from_db()
    with clock.at(people.MEETING):
        officer.do(
            review,
            "hold_review_meeting",
            attended="Samina Siddiqui",
            views="She read.",
            **day("on", people.MEETING),
        )
        review.refresh_from_db()
        far = {f"far_{outcome.pk}": "on_track" for outcome in review.plan.outcomes.all()}
        officer.do(
            review,
            "send_review_report",
            recommends="maintain",
            reasons="It works.",
            **far,
            **day("sent_on", people.MEETING),
        )
        review.refresh_from_db()
        assert review.state == "reported"
        case.refresh_from_db()
        today = clock.today()
        head.do(
            case,
            "decide_to_maintain",
            reasons="It works.",
            **day("on", today),
            **day("sent_on", today),
            sent_how="service",
        )
        case.refresh_from_db()
    assert case.state == "maintained"
    assert "It works." in words(officer.get("reviews", case.pk))


def test_ceasing_goes_by_considering_consulting_and_deciding(cast, officer, head):
    case = people.at_stage(cast, "final_issued")
    with clock.at(people.MEETING_FIXED):
        today = clock.today()
        obstacle = words(head.get("act", "case", case.pk, "decide_to_cease"))
        assert "have not been consulted on ceasing the plan" in obstacle
        officer.do(case, "consider_ceasing", reasons="They move abroad.")
        case.refresh_from_db()
        officer.do(case, "record_ceasing_consultation", words="All agree.", **day("on", today))
        case.refresh_from_db()
        head.do(
            case,
            "decide_to_cease",
            ground="not_responsible",
            reasons="They moved abroad.",
            **day("on", today),
            **day("sent_on", today),
            sent_how="post",
        )
        case.refresh_from_db()
    assert case.state == "ceasing"


def test_amendments_are_prepared_with_one_press(cast, officer):
    with people.on_the_day_of(cast, "report_sent") as case:
        gone = officer.post("act", "case", case.pk, "prepare_amendments", seen=case.row_version, follow=True)
        assert "Work on proposed amendments began." in words(gone)
        assert case.working_version is not None


def test_the_history_tells_every_event_and_that_the_chain_is_whole(cast, officer):
    case = people.at_stage(cast, "advice_asked")
    said = words(officer.get("history", case.pk))
    assert "The chain is whole" in said
    assert "It was decided to assess by Helen Marsh" in said
    assert "Reasons: Amira may have needs that call for a plan." in said


def test_a_way_out_needs_its_reason(cast, officer):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        assert "Enter reasons" not in words(officer.get("act", "case", case.pk, "withdraw_request"))
        page = officer.post(
            "act", "case", case.pk, "withdraw_request", seen=case.row_version, reasons="", **CONFIRM
        )
        assert "There is a problem" in words(page)
        officer.do(case, "withdraw_request", reasons="The mother rang.", **day("on", people.AGREED))
    case.refresh_from_db()
    assert case.state == "withdrawn"


def test_no_stranger_can_act(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        assert Reader(cast.stranger).do(case, "agree_to_assess", **decided()).status_code == 404
    case.refresh_from_db()
    assert case.state == "requested"
