"""A case from the day of the request to the amended plan, and what stands in the way on it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ehcp.models import Advice
from tests import people
from workflows import clock
from workflows.acts import Changed, NotNow, NotYours
from workflows.law import england_2014 as law
from workflows.models import Deadline, Event


def due(case, duty):
    return case.deadlines.filter(key=duty.key).order_by("-pk").first()


def test_a_request_starts_the_clocks_of_six_sixteen_and_twenty_weeks(cast):
    case = people.requested(cast)
    assert case.state == "requested"
    assert due(case, law.DECIDE_WHETHER_TO_ASSESS).due == date(2026, 10, 13)
    assert due(case, law.DECIDE_WHETHER_TO_MAKE_A_PLAN).due == date(2026, 12, 22)
    assert due(case, law.ISSUE_THE_FINAL_PLAN).due == date(2027, 1, 19)


def test_a_parent_cannot_agree_to_their_own_assessment(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED), pytest.raises(NotYours, match="Northmoor Council"):
        case.agree_to_assess(by=cast.mother, reasons="Please.")


def test_a_caseworker_who_may_not_decide_cannot_decide(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED), pytest.raises(NotYours, match="may decide"):
        case.agree_to_assess(by=cast.caseworker, reasons="Yes.")


def test_an_officer_of_another_council_can_do_nothing(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED), pytest.raises(NotYours):
        case.agree_to_assess(by=cast.stranger, reasons="Yes.")


def test_to_decline_lifts_every_other_deadline_and_opens_the_way_to_appeal(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        case.decline_to_assess(by=cast.manager, reasons="No needs.", sent_on=people.AGREED)
    assert due(case, law.DECIDE_WHETHER_TO_ASSESS).ended_how == Deadline.Ended.MET
    assert due(case, law.ISSUE_THE_FINAL_PLAN).ended_how == Deadline.Ended.LIFTED
    assert set(case.deadlines.open().values_list("key", flat=True)) == {
        law.APPEAL.key,
        law.ASK_FOR_MEDIATION.key,
    }
    # Two months are up on a Saturday; what is owed to the Tribunal rolls on to its next working day.
    assert due(case, law.APPEAL).due == date(2026, 12, 7)


def test_the_whole_life_to_the_amended_plan(cast):
    case = people.at_stage(cast, "amended")
    assert case.state == "maintained"
    assert case.final_version.provision_in("F").get().minutes == 60
    with clock.at(people.AMENDED):
        assert case.deadlines.late().count() == 0
        assert not [d for d in case.deadlines.all() if d.is_late()]
    assert due(case, law.REVIEW_THE_PLAN).due == date(2028, 12, 5)


def test_advice_must_be_asked_of_every_body_that_regulation_six_names(cast):
    with people.on_the_day_of(cast, "agreed") as case:
        requests = [each for each in people.requests_for(cast) if each["kind"] != "psychological"]
        with pytest.raises(NotNow, match="educational psychology"):
            case.seek_advice(by=cast.caseworker, requests=requests)
        assert not Advice.objects.exists()
        assert case.state == "assessing"


def test_each_body_owes_its_advice_six_weeks_from_the_day_it_was_asked(cast):
    case = people.at_stage(cast, "advice_asked")
    owed = case.deadlines.filter(key=law.GIVE_ADVICE.key)
    assert {d.accountable for d in owed} == {
        cast.school, cast.paediatrics, cast.psychology, cast.social_care, cast.therapy,
    }  # fmt: skip
    assert {d.due for d in owed} == {date(2026, 11, 16)}


def test_no_plan_is_decided_on_while_advice_is_missing(cast):
    with people.on_the_day_of(cast, "advice_given") as case, pytest.raises(NotNow, match="to be accepted"):
        case.decide_to_make_plan(by=cast.manager, reasons="Yes.")


def test_a_draft_puts_itself_together_and_says_where_each_line_came_from(cast):
    case = people.at_stage(cast, "draft_written")
    draft = case.working_version
    assert draft.views["Hopes for the future"] == "We want Amira to tell us about her day."
    line = draft.provision_in("F").get()
    assert line.source == "Siobhan Kelly, speech and language therapy, 9 November 2026"
    assert [need.words for need in line.needs.all()] == ["Amira has developmental language disorder."]
    assert line.needs.get().plan == draft


def test_a_draft_with_a_named_school_is_not_served(cast):
    with people.on_the_day_of(cast, "section_g_agreed") as case:
        case.fill_section_i(setting=cast.school, setting_type="")
        with pytest.raises(NotNow, match="Section I must be blank"):
            case.serve_draft(by=cast.caseworker)


def test_a_section_that_says_nothing_holds_the_draft_back(cast):
    with people.on_the_day_of(cast, "section_g_agreed") as case:
        draft = case.working_version
        draft.none_h1 = ""
        draft.save()
        with pytest.raises(NotNow, match="Section H1"):
            case.serve_draft(by=cast.caseworker)


def test_the_final_plan_waits_for_the_familys_fifteen_days(cast):
    case = people.at_stage(cast, "draft_served")
    last = people.DRAFT_SERVED + timedelta(days=14)
    assert due(case, law.ANSWER_THE_DRAFT).due == last
    with clock.at(last):
        case.working_version.agree_section_g(by=cast.commissioner)
        case.name_type_of_setting(
            by=cast.manager, setting_type="mainstream primary school", reasons="None asked for."
        )
        with pytest.raises(NotNow, match="14 December 2026"):
            case.issue_final_plan(by=cast.manager)
    with clock.at(last + timedelta(days=1)):
        case.issue_final_plan(by=cast.manager)
    assert case.state == "maintained"


def test_no_final_plan_while_a_comment_has_no_answer(cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        case.comment(by=cast.mother, words="What about lunch?")
        case.finish_commenting(by=cast.mother)
        with pytest.raises(NotNow, match="no answer yet"):
            case.issue_final_plan(by=cast.manager)


def test_section_g_as_agreed_and_not_otherwise(cast):
    with people.on_the_day_of(cast, "setting_named") as case:
        working = case.working_version
        assert working.section_g_is_agreed
        working.provision_in("G").get().change({"sessions": 1})
        assert not working.section_g_is_agreed
        with pytest.raises(NotNow, match="has not agreed section G"):
            case.issue_final_plan(by=cast.manager)


def test_an_act_on_something_that_changed_meanwhile_is_refused(cast):
    case = people.requested(cast)
    seen = case.row_version
    with clock.at(people.AGREED):
        case.tell_partners(by=cast.caseworker)
        with pytest.raises(Changed):
            case.agree_to_assess(by=cast.manager, reasons="Yes.", seen=seen)
    assert case.state == "requested"


def test_a_day_in_the_future_is_refused(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED), pytest.raises(NotNow, match="in the future"):
        case.agree_to_assess(by=cast.manager, on=people.AGREED + timedelta(days=1), reasons="Yes.")


def test_a_day_before_the_request_is_refused(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED), pytest.raises(NotNow, match="before the request was received"):
        case.agree_to_assess(by=cast.manager, on=people.REQUEST - timedelta(days=1), reasons="Yes.")


def test_an_act_within_an_act_cannot_be_called_alone(cast):
    with people.on_the_day_of(cast, "section_g_agreed") as case, pytest.raises(NotYours):
        case.working_version.serve(by=cast.manager)


def test_ceasing_waits_for_the_appeal_time(cast):
    case = people.at_stage(cast, "final_issued")
    told = date(2027, 3, 1)
    with clock.at(told):
        case.consider_ceasing(by=cast.caseworker, reasons="Outcomes met.")
        with pytest.raises(NotNow, match="not been consulted"):
            case.decide_to_cease(by=cast.manager, reasons="Outcomes met.")
        case.record_ceasing_consultation(by=cast.caseworker, words="All agree.")
        case.decide_to_cease(by=cast.manager, reasons="Outcomes met.", sent_on=told)
    # Two months are up on Saturday 1 May; an appeal would still be in time on the next Tribunal working day, the 4th.
    with clock.at(date(2027, 5, 4)), pytest.raises(NotNow, match="4 May 2027"):
        case.cease(by=cast.manager)
    with clock.at(date(2027, 5, 5)):
        case.cease(by=cast.manager)
    assert case.state == "ceased"
    assert not case.deadlines.open().exists()


@pytest.mark.parametrize("way_out", ["withdraw_request", "move_to_another_authority", "record_death"])
def test_every_way_out_lifts_every_open_deadline(cast, way_out):
    facts = {
        "withdraw_request": {"reasons": "We move abroad."},
        "move_to_another_authority": {"authority": "Southvale Council"},
        "record_death": {},
    }
    case = people.at_stage(cast, "advice_asked")
    with clock.at(people.AGREED):
        getattr(case, way_out)(by=cast.caseworker, **facts[way_out])
    assert not case.deadlines.open().exists()


def test_every_event_hangs_on_the_one_before(cast):
    case = people.at_stage(cast, "amended")
    events = list(case.events.order_by("seq"))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    for before, event in pairwise(events):
        assert event.previous == before.hash
    assert all(event.hash == event.expected_hash() for event in events)
    assert Event.objects.filter(act="agree_to_assess").get().by == cast.manager
