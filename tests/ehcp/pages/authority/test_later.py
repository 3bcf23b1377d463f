"""What an officer records after the plan is made: exceptions, another phase, other amounts, capacity, amendments."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from workflows import clock
from workflows.acts import at_work

AWAY = date(2026, 11, 2)
BACK = date(2026, 12, 6)
TODAY = date(2026, 12, 14)


@pytest.fixture
def officer(cast):
    return Reader(cast.caseworker)


@pytest.fixture
def head(cast):
    return Reader(cast.manager)


def exception(case, **more):
    final = case.deadlines.open().get(key="issue_the_final_plan")
    return {
        "deadline": final.pk,
        "ground": "absent",
        "impractical": "on",
        "statement": "Amira was abroad and could not be seen.",
        "evidence": "Her mother's letter.",
        **day("began_on", AWAY),
        **day("ended_on", BACK),
        **more,
    }


def test_an_exception_is_recorded_from_the_day_it_is_about_and_read_on_the_case(officer, cast):
    case = people.at_stage(cast, "advice_asked")
    with clock.at(TODAY):
        final = case.deadlines.open().get(key="issue_the_final_plan")
        page = officer.get("case", case.pk)
        assert f"record_exception/?deadline={final.pk}" in page.content.decode()
        asked = words(officer.get("act", "case", case.pk, "record_exception", deadline=final.pk))
        assert "Too few staff, or an adviser who is late, is none" in asked
        done = officer.do(case, "record_exception", **exception(case))
        assert done.status_code == 302
        page = words(officer.get("case", case.pk))
    assert "Excused, still owed" in page
    assert "An exception is recorded" in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"impractical": ""}, "If it is not, there is no exception"),
        ({"statement": ""}, "Why is it impractical"),
        ({**day("ended_on", date(2026, 11, 20))}, "at least 4 weeks on end"),
        ({"ground": "school_closed", **day("ended_on", date(2026, 11, 6))}, "4 weeks later or more"),
        ({"ground": "school_closed"}, "No request of these days is recorded"),
        ({"ground": "missed_appointment"}, "The law knows no other ground for this day"),
        ({"deadline": ""}, "Which day cannot be kept"),
    ],
)
def test_what_is_no_exception_is_refused_and_what_was_typed_stays(officer, cast, change, says):
    case = people.at_stage(cast, "advice_asked")
    with clock.at(TODAY):
        page = words(officer.do(case, "record_exception", **exception(case, **change)))
    assert says in page
    if "statement" not in change:
        assert "Amira was abroad and could not be seen." in page
    assert not case.departures.exists()


def test_a_closed_school_excuses_where_advice_was_asked_in_its_window(cast, officer):
    case = people.at_stage(cast, "agreed")
    asked = people.AGREED
    with clock.at(asked):
        case.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
    with clock.at(TODAY):
        done = officer.do(
            case,
            "record_exception",
            **exception(
                case,
                ground="school_closed",
                **day("began_on", date(2026, 10, 7)),
                **day("ended_on", date(2026, 11, 9)),
            ),
        )
    assert done.status_code == 302
    assert case.departures.get().law == "SEND Regulations 2014, reg 13(3) with reg 10(4)(a)"


def test_the_decision_and_the_partners_letter_of_the_same_day_are_excused_together(cast, officer):
    case = people.at_stage(cast, "partners_told")
    with clock.at(date(2026, 10, 12)):
        decide = case.deadlines.open().get(key="decide_whether_to_assess")
        officer.do(
            case,
            "record_exception",
            **exception(
                case,
                deadline=decide.pk,
                **day("began_on", date(2026, 9, 7)),
                **day("ended_on", date(2026, 10, 8)),
            ),
        )
    excused = case.deadlines.open().exclude(excused_by=None)
    assert {each.key for each in excused} == {"decide_whether_to_assess", "tell_partners_the_decision"}


def test_the_rate_is_given_with_and_without_excused_plans(cast, officer, head):
    case = people.at_stage(cast, "setting_named")
    with clock.at(date(2027, 1, 18)):
        officer.do(case, "record_exception", **exception(case))
    with clock.at(date(2027, 1, 25)):
        case.refresh_from_db()
        case.issue_final_plan(by=cast.manager, sent_on=date(2027, 1, 25))
        page = words(head.get("manager"))
    assert "Rate without excused plans" in page
    assert (
        "2027 1 issued in 2027 0 in time in 2027 1 late in 2027 1 with an excused day in 2027 0% None issued"
        in page
    )


def test_a_move_to_the_next_phase_is_expected_and_named(cast, officer, head):
    case = people.at_stage(cast, "final_issued")
    with clock.at(date(2027, 9, 6)):
        officer.do(case, "expect_next_phase", move="next_phase_on", **day("day", date(2028, 9, 1)))
        case.refresh_from_db()
        assert case.deadlines.open().get(key="amend_before_the_next_phase").due == date(2028, 2, 14)
        officer.do(
            case,
            "fix_review_meeting",
            kind="next_phase",
            place="School",
            **day("meeting_on", date(2027, 10, 18)),
        )
        case.refresh_from_db()
        officer.do(case, "prepare_amendments")
        case.refresh_from_db()
        nothing = words(head.do(case, "name_next_setting", **day("from_on", date(2028, 9, 1))))
        assert "Choose the setting of the next phase, or write its type" in nothing
        head.do(
            case,
            "name_next_setting",
            setting_type="mainstream secondary school",
            **day("from_on", date(2028, 9, 1)),
        )
    version = case.working_version
    assert (version.next_setting_type, version.next_from) == ("mainstream secondary school", date(2028, 9, 1))
    assert case.current_review.kind == "next_phase"


def test_amendments_are_proposed_without_a_review_or_dropped(cast, officer, head):
    case = people.at_stage(cast, "final_issued")
    with clock.at(date(2027, 4, 1)):
        officer.do(case, "prepare_amendments")
        case.refresh_from_db()
        officer.do(case, "drop_amendments", reasons="Not needed.")
        case.refresh_from_db()
        assert case.working_version is None
        officer.do(case, "prepare_amendments")
        case.refresh_from_db()
        sent = {
            **day("on", date(2027, 4, 1)),
            **day("sent_on", date(2027, 4, 1)),
            **day("served_on", date(2027, 4, 1)),
        }
        head.do(case, "propose_amendments", reasons="More.", sent_how="post", **sent)
    case.refresh_from_db()
    assert case.state == "amending"


def test_a_reassessment_is_asked_for_on_behalf_of_the_head_and_agreed(cast, officer, head):
    case = people.at_stage(cast, "final_issued")
    asked = date(2027, 3, 1)
    with clock.at(asked):
        assert "decline_reassessment" not in officer.get("case", case.pk).content.decode()
        officer.do(
            case, "ask_for_reassessment", asked_by="The head", reasons="She falls.", **day("on", asked)
        )
        case.refresh_from_db()
        assert "decline_reassessment" in head.get("case", case.pk).content.decode()
        head.do(
            case,
            "agree_to_reassess",
            reasons="Yes.",
            sent_how="post",
            **day("on", asked),
            **day("sent_on", asked),
        )
    case.refresh_from_db()
    assert (case.state, case.assessment_round) == ("reassessing", 2)


def test_capacity_is_recorded_for_one_kind_of_decision(cast, officer):
    case = people.at_stage(cast, "final_issued")
    cast.child.born = date(2010, 3, 3)
    cast.child.save()
    member = cast.child.family.get(user=cast.mother)
    with clock.at(date(2027, 3, 1)):
        asked = {
            "matter": "budget",
            "has_capacity": "no",
            "assessed_by": "Dr Osei",
            "evidence": "Report.",
            **day("on", date(2027, 3, 1)),
        }
        page = words(officer.do(case, "record_capacity", **asked))
        assert "Who decides for them?" in page
        assert officer.do(case, "record_capacity", representative=member.pk, **asked).status_code == 302
        assert member.may_act(matter="budget") and not member.may_act(matter="dispute")


def test_a_direct_payment_is_reduced_with_reasons(cast, officer, head):
    case = people.at_stage(cast, "final_issued")
    line = case.final_version.provision_in("F").get()
    today = date(2027, 3, 1)
    with clock.at(today):
        budget = case.budgets.create()
        with at_work(case.events.last()):
            budget.open(by=cast.mother, on=today, reasons="To choose.")
        budget.prepare_budget(
            by=cast.caseworker,
            lines=[{"provision": line, "amount": Decimal("2592.00"), "held": "direct_payment"}],
            agreement="Monthly.",
        )
        budget.consent_to_direct_payment(by=cast.mother, words="Yes.")
        budget.agree_budget(by=cast.manager, reasons="Fits.")
        budget.start_payments(by=cast.caseworker, first_paid_on=today)
        paid = budget.direct_lines.get()
        answer = head.do(
            budget,
            "reduce_payments",
            reasons="Fewer sessions are needed.",
            **{f"amount_{paid.pk}": "2000.00"},
            **day("from_on", date(2027, 4, 1)),
        )
        assert answer.status_code == 302
        assert budget.direct_lines.get().amount == Decimal("2000.00")
        assert case.deadlines.open().filter(key="ask_for_reconsideration").exists()


@pytest.mark.parametrize(
    "act", ["record_exception", "pause", "ask_for_reassessment", "expect_next_phase", "record_capacity"]
)
def test_a_stranger_sees_none_of_these_pages(cast, act):
    case = people.at_stage(cast, "final_issued")
    for person in (cast.stranger, cast.mother, cast.senco):
        assert (
            Reader(person).client.get(reverse("authority:act", args=["case", case.pk, act])).status_code
            == 404
        )
