"""What can happen to a plan after it is made: re-assessed, amended, moved, carried to the next phase, handed on.

Days are real ones, worked out by hand. After each story every stored deadline still follows from the events.
"""

from datetime import date

import pytest

from tests import people
from workflows import clock
from workflows.acts import NotNow, NotYours
from workflows.replay import differences


@pytest.fixture
def final(cast):
    return people.at_stage(cast, "final_issued")


def open_days(case):
    return {d.law.ref: d.due for d in case.deadlines.open() if d.due}


def follows(*cases):
    return [str(each) for each in differences([case.pk for case in cases])] == []


# Re-assessment

ASKED = date(2027, 3, 1)


def test_a_request_for_reassessment_is_decided_within_fifteen_calendar_days(final, cast):
    with clock.at(ASKED):
        final.ask_for_reassessment(by=cast.mother, reasons="Her needs have grown.")
    assert open_days(final)["R2"] == date(2027, 3, 16)


def test_a_refusal_to_reassess_leaves_the_plan_as_it_is_and_can_be_appealed(final, cast):
    with clock.at(ASKED):
        final.ask_for_reassessment(by=cast.mother, reasons="Her needs have grown.")
        final.decline_reassessment(by=cast.manager, reasons="Assessed two months ago.", sent_on=ASKED)
    assert final.state == "maintained"
    assert "R2" not in open_days(final)
    assert open_days(final)["P1"] == date(2027, 5, 4)  # 1 May is a Saturday and 3 May a bank holiday
    assert follows(final)


def test_a_refusal_needs_a_request(final, cast):
    with clock.at(ASKED), pytest.raises(NotNow, match="Nobody has asked"):
        final.decline_reassessment(by=cast.manager, reasons="No.")


def test_a_stranger_cannot_ask(final, cast):
    for person in (cast.stranger, cast.other_parent):
        with clock.at(ASKED), pytest.raises(NotYours):
            final.ask_for_reassessment(by=person, reasons="Why not.")


def test_a_reassessment_gathers_advice_anew_and_ends_with_an_amended_plan_within_fourteen_weeks(final, cast):
    with clock.at(ASKED):
        final.ask_for_reassessment(by=cast.mother, reasons="Her needs have grown.")
    agreed = date(2027, 3, 8)
    with clock.at(agreed):
        final.agree_to_reassess(by=cast.manager, reasons="They have.", sent_on=agreed)
        assert open_days(final)["R3"] == date(2027, 6, 14)
        with pytest.raises(NotNow, match="Advice is still to come"):
            final.draft_reassessed_plan(by=cast.caseworker)
        final.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
    assert open_days(final)["B4"] == date(2027, 4, 19)
    given = date(2027, 4, 12)
    with clock.at(given):
        for advice in final.advice_of_this_round:
            people.write_advice(advice, cast)
            by = cast.mother if advice.is_the_familys else people.adviser_for(advice, cast)
            (advice.give_views if advice.is_the_familys else advice.give_advice)(by=by)
            advice.accept_advice(by=cast.caseworker)
    assert final.advice.filter(round=1).count() == final.advice.filter(round=2).count() == 6
    with clock.at(date(2027, 4, 26)):
        version = final.draft_reassessed_plan(by=cast.caseworker)
        assert version.provision_in("F").count() == 2  # what the plan had, and what the therapist now says
        version.provision_in("F").first().delete()
        version.agree_section_g(by=cast.commissioner)
        final.serve_reassessed_draft(
            by=cast.caseworker, sent_on=date(2027, 4, 26), served_on=date(2027, 4, 26)
        )
    assert open_days(final)["R4"] == date(2027, 5, 10)
    with clock.at(date(2027, 5, 10)), pytest.raises(NotNow, match="may answer until Monday 10 May 2027"):
        final.issue_amended_plan(by=cast.manager)
    with clock.at(date(2027, 5, 11)):
        final.issue_amended_plan(by=cast.manager, sent_on=date(2027, 5, 11))
    assert final.state == "maintained"
    assert not {"R2", "R3", "R4"} & open_days(final).keys()
    assert follows(final)


def test_a_reassessment_may_show_that_the_plan_is_right(final, cast):
    with clock.at(ASKED):
        final.agree_to_reassess(by=cast.manager, reasons="We want to know.", sent_on=ASKED)
        final.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
        for advice in final.advice_of_this_round:
            people.write_advice(advice, cast)
            by = cast.mother if advice.is_the_familys else people.adviser_for(advice, cast)
            (advice.give_views if advice.is_the_familys else advice.give_advice)(by=by)
            advice.accept_advice(by=cast.caseworker)
        final.keep_plan_after_reassessment(by=cast.manager, reasons="Nothing has changed.", sent_on=ASKED)
    assert final.state == "maintained"
    assert final.advice_of_this_round.count() == 6
    assert "R3" not in open_days(final)
    assert follows(final)


# Amending without a review


def test_a_plan_is_amended_without_a_review_by_notice_fifteen_days_and_eight_weeks(final, cast):
    notice = date(2027, 4, 1)
    with clock.at(notice):
        version = final.prepare_amendments(by=cast.caseworker)
        version.provision_in("F").get().change({"minutes": 60})
        final.propose_amendments(by=cast.manager, reasons="More.", sent_on=notice, served_on=notice)
    days = open_days(final)
    assert (days["E13"], days["E14"], days["E15"]) == (
        date(2027, 4, 15),
        date(2027, 5, 27),
        date(2027, 5, 27),
    )
    assert days["E5"] == date(2028, 1, 10)  # an amendment is no review
    with clock.at(date(2027, 4, 16)):
        final.issue_amended_plan(by=cast.manager, sent_on=date(2027, 4, 16))
    assert not {"E13", "E14", "E15"} & open_days(final).keys()
    assert follows(final)


# The next phase


def test_the_plan_names_the_next_phase_before_15_february(final, cast):
    with clock.at(date(2027, 9, 6)):
        final.expect_next_phase(by=None, next_phase_on=date(2028, 9, 1))
    assert open_days(final)["E17"] == date(2028, 2, 14)
    with clock.at(date(2027, 9, 20)):
        review = final.fix_review_meeting(
            by=cast.senco, meeting_on=date(2027, 10, 18), place="School", kind="next_phase"
        )
    with clock.at(date(2027, 10, 18)):
        review.hold_review_meeting(by=cast.senco, attended=[], views="Ready for the big school.")
    with clock.at(date(2027, 11, 1)):
        with pytest.raises(NotNow, match="next phase of education is near"):
            final.decide_to_maintain(by=cast.manager, reasons="No change.")
        final.prepare_amendments(by=cast.caseworker)
        final.decide_to_amend(by=cast.manager, reasons="Next phase.", sent_on=date(2027, 11, 1))
    with clock.at(date(2027, 12, 1)):
        with pytest.raises(NotNow, match="does not name the setting"):
            final.issue_amended_plan(by=cast.manager)
        final.name_next_setting(
            by=cast.manager, setting_type="mainstream secondary school", from_on=date(2028, 9, 1)
        )
        final.issue_amended_plan(by=cast.manager, sent_on=date(2027, 12, 1))
    assert "E17" not in open_days(final)
    version = final.final_version
    assert version.setting_on(date(2028, 8, 31)) == cast.school
    assert version.setting_on(date(2028, 9, 1)) is None
    assert follows(final)


def test_exactly_one_kind_of_move_is_expected(final, cast):
    with clock.at(people.FINAL), pytest.raises(NotNow, match="which of the three moves"):
        final.expect_next_phase(by=cast.caseworker)


@pytest.mark.parametrize(
    ("kind", "moves_on", "ref", "last"),
    [
        ("post_16_on", date(2028, 9, 1), "E18", date(2028, 3, 30)),
        ("between_post_16_on", date(2028, 9, 1), "E19", date(2028, 3, 31)),
        ("between_post_16_on", date(2028, 4, 17), "E19", date(2027, 11, 16)),
    ],
)
def test_the_moves_to_and_between_post_16_have_days_of_their_own(final, cast, kind, moves_on, ref, last):
    with clock.at(date(2027, 9, 6)):
        final.expect_next_phase(by=cast.caseworker, **{kind: moves_on})
    assert open_days(final)[ref] == last
    with clock.at(date(2027, 9, 7)):
        final.expect_no_next_phase(by=cast.caseworker, reasons="Stays.")
    assert ref not in open_days(final)


# Moving


@pytest.mark.parametrize(
    ("aware_on", "last"),
    [
        (date(2027, 5, 4), date(2027, 6, 1)),  # known 18 working days before: on the day itself
        (date(2027, 5, 10), date(2027, 6, 1)),  # exactly 15 before
        (date(2027, 5, 24), date(2027, 6, 14)),  # 24 May is the first of 15; 31 May is a bank holiday
        (date(2027, 6, 7), date(2027, 6, 25)),  # learnt of it a week late
    ],
)
def test_the_plan_is_transferred_on_the_day_or_within_fifteen_working_days_of_knowing(
    final, cast, aware_on, last
):
    with clock.at(aware_on):
        final.note_move(
            by=cast.caseworker, moves_on=date(2027, 6, 1), aware_on=aware_on, to=cast.other_council
        )
    assert open_days(final)["T1"] == last


def test_the_new_authority_gets_a_case_of_its_own_with_the_plan_and_its_clocks(final, cast):
    moves_on = date(2027, 6, 1)
    with clock.at(date(2027, 5, 4)):
        final.note_move(
            by=cast.caseworker, moves_on=moves_on, aware_on=date(2027, 5, 4), to=cast.other_council
        )
        with pytest.raises(NotNow, match="The plan is transferred on that day"):
            final.transfer_plan(by=cast.caseworker)
    with clock.at(moves_on):
        new = final.transfer_plan(by=cast.caseworker)
    final.refresh_from_db()
    assert (final.state, new.state) == ("moved", "maintained")
    assert (new.authority, new.child, new.moved_from, new.law_pack) == (
        cast.other_council,
        final.child,
        final,
        final.law_pack,
    )
    # All that is left here: the old health commissioner tells the new one.
    assert list(open_days(final)) == ["T5"]
    days = open_days(new)
    assert days["T3"] == date(2027, 7, 13)
    assert days["T4"] == date(
        2028, 1, 10
    )  # 12 months from 11 January 2027 end later than 3 from the transfer
    assert "E5" not in days
    assert new.final_version.provision.count() == final.final_version.provision.count() == 2
    assert not new.may(cast.caseworker, new.act("confirm_provision"))
    assert new.may(cast.stranger, new.act("confirm_provision"))
    with clock.at(date(2027, 6, 21)):
        new.tell_after_transfer(
            by=cast.stranger, reassesses=False, reviewed_by=date(2027, 12, 1), words="Welcome."
        )
    assert "T3" not in open_days(new)
    assert follows(final, new)


def test_the_three_months_after_a_transfer_count_where_they_end_later(final, cast):
    with clock.at(date(2027, 12, 1)):
        final.note_move(
            by=cast.caseworker, moves_on=date(2027, 12, 20), aware_on=date(2027, 11, 1), to=cast.other_council
        )
    with clock.at(date(2027, 12, 20)):
        new = final.transfer_plan(by=cast.caseworker)
    assert open_days(new)["T4"] == date(2028, 3, 19)


def test_a_plan_that_goes_outside_ends_here_and_says_where_it_went(final, cast):
    with clock.at(date(2027, 6, 1)):
        final.note_move(
            by=cast.caseworker,
            moves_on=date(2027, 6, 1),
            aware_on=date(2027, 5, 4),
            to_words="Farshire Council",
        )
        assert final.transfer_plan(by=cast.caseworker) is None
    assert (final.state, final.moving_to_words) == ("moved", "Farshire Council")


def test_without_a_plan_there_is_nothing_to_transfer(cast):
    case = people.at_stage(cast, "agreed")
    with clock.at(people.AGREED), pytest.raises(NotNow, match="decides afresh"):
        case.note_move(
            by=cast.caseworker, moves_on=people.AGREED, aware_on=people.AGREED, to=cast.other_council
        )


# Another health commissioner


def test_the_old_commissioner_tells_the_new_one_within_fifteen_working_days_and_the_new_one_answers(
    final, cast
):
    from ehcp.models import Organisation
    from ehcp.models.organisations import Kind, Role

    icb = Organisation.objects.create(name="NHS Southvale", kind=Kind.HEALTH_COMMISSIONER)
    new_officer = people._member("Nia New", icb, Role.HEALTH_COMMISSIONER, "Designated clinical officer")
    with clock.at(date(2027, 4, 1)):
        final.note_other_commissioner(by=cast.commissioner, commissioner=icb, aware_on=date(2027, 4, 1))
    assert open_days(final)["T6"] == date(2027, 4, 22)
    with clock.at(date(2027, 4, 8)):
        final.tell_new_commissioner(by=cast.commissioner)
    assert final.commissioner == icb
    asks = final.deadlines.open().get(key="ask_where_health_cannot_arrange")
    assert (asks.due, asks.accountable) == (date(2027, 4, 29), icb)
    with clock.at(date(2027, 4, 20)):
        with pytest.raises(NotYours):
            final.ask_for_assessment_or_review(by=cast.commissioner, words="We cannot.")
        final.ask_for_assessment_or_review(by=new_officer, words="We cannot arrange audiology.")
    assert final.deadlines.open().filter(key="do_as_the_commissioner_asks").exists()
    with clock.at(date(2027, 5, 4)):
        final.agree_to_reassess(by=cast.manager, reasons="The commissioner asks.", sent_on=date(2027, 5, 4))
    assert not final.deadlines.open().filter(key="do_as_the_commissioner_asks").exists()
    assert follows(final)


# The rights pass


@pytest.fixture
def sixteen(final, cast):
    cast.child.born = date(2011, 3, 3)  # compulsory school age ends on 25 June 2027
    cast.child.save()
    final.refresh_from_db()
    young = people.another_person("Amira Siddiqui")
    cast.child.family.create(user=young, relationship="in person", is_the_child=True)
    return final, young


def test_the_parents_right_ends_on_the_last_friday_in_june(sixteen, cast):
    final, _ = sixteen
    with clock.at(date(2027, 1, 12)):
        final.foresee_passing_of_rights(by=None, born=cast.child.born)
    assert open_days(final)["YP"] == date(2027, 6, 25)
    with clock.at(date(2027, 6, 26)):
        final.pass_rights(by=None, passed_on=date(2027, 6, 26))
    assert "YP" not in open_days(final)
    assert follows(final)


def test_from_the_day_after_the_young_person_acts_and_says_who_acts_with_them(sixteen, cast):
    final, young = sixteen
    asks = final.act("ask_for_reassessment")
    with clock.at(date(2027, 6, 25)):
        assert final.may(cast.mother, asks)
        assert not final.may(young, asks)
    with clock.at(date(2027, 6, 26)):
        assert final.may(young, asks)
        assert not final.may(cast.mother, asks)
        mother = cast.child.family.get(user=cast.mother)
        final.let_parent_act(by=young, member=mother)
        assert final.may(cast.mother, asks)
        with pytest.raises(NotYours):
            final.let_parent_act_no_more(by=cast.mother, member=mother)
        final.let_parent_act_no_more(by=young, member=mother)
        assert not final.may(cast.mother, asks)


def test_capacity_is_asked_for_each_kind_of_decision(sixteen, cast):
    final, young = sixteen
    mother = cast.child.family.get(user=cast.mother)
    with clock.at(date(2027, 7, 5)):
        final.record_capacity(
            by=cast.caseworker,
            matter="request",
            has_capacity=False,
            assessed_by="Dr Osei, paediatrician",
            evidence="Assessment of 2 July.",
            representative=mother,
        )
        assert final.may(cast.mother, final.act("ask_for_reassessment"))
        assert not final.may(young, final.act("ask_for_reassessment"))
        assert not final.may(cast.mother, final.act("record_appeal"))
        assert final.may(young, final.act("record_appeal"))
        final.record_capacity(
            by=cast.caseworker, matter="request", has_capacity=True, assessed_by="Dr Osei", evidence="Again."
        )
        assert final.may(young, final.act("ask_for_reassessment"))
    assert cast.child.capacity.count() == 2


# Departures from the clocks


def test_an_exception_excuses_the_day_and_the_duty_stays(cast):
    case = people.at_stage(cast, "advice_asked")
    deadline = case.deadlines.open().get(key="issue_the_final_plan")
    with clock.at(date(2026, 12, 14)):
        case.record_exception(
            by=cast.caseworker,
            deadline=deadline,
            ground="absent",
            statement="Amira was abroad and could not be seen.",
            evidence="Letter of the family.",
            began_on=date(2026, 11, 2),
            ended_on=date(2026, 12, 6),
        )
    deadline.refresh_from_db()
    assert deadline.is_open
    assert deadline.due == date(2027, 1, 19)
    with clock.at(date(2027, 1, 20)):
        assert not deadline.is_late()
        assert deadline.is_past()
        assert not case.deadlines.late().filter(pk=deadline.pk).exists()
    assert any(line.startswith("An exception is recorded: ") for line in deadline.why)
    assert follows(case)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"statement": " "}, "why keeping this day is impractical"),
        ({"ground": "missed_appointment"}, "The law knows this exception only if"),
        ({"ended_on": date(2026, 11, 28)}, "at least 4 weeks on end"),
        ({"ended_on": date(2026, 11, 1)}, "cannot have ended before it began"),
        ({"began_on": date(2027, 1, 20), "ended_on": None}, "It began after the last day"),
    ],
)
def test_what_the_law_does_not_know_is_no_exception(cast, change, says):
    case = people.at_stage(cast, "advice_asked")
    said = {
        "deadline": case.deadlines.open().get(key="issue_the_final_plan"),
        "ground": "absent",
        "statement": "Abroad.",
        "evidence": "Letter.",
        "began_on": date(2026, 11, 2),
        "ended_on": date(2026, 12, 6),
    }
    with clock.at(date(2027, 2, 1)), pytest.raises(NotNow, match=says):
        case.record_exception(by=cast.caseworker, **{**said, **change})
    assert not case.departures.exists()


def test_a_pause_stops_nothing_and_is_ended_once(cast):
    case = people.at_stage(cast, "advice_asked")
    before = open_days(case)
    with clock.at(date(2026, 10, 12)):
        case.pause(by=cast.mother, statement="A death in the family.")
    with clock.at(date(2026, 10, 26)):
        case.end_pause(by=cast.mother)
    assert open_days(case) == before
    pause = case.departures.get()
    assert (pause.kind, pause.began_on, pause.ended_on) == ("pause", date(2026, 10, 12), date(2026, 10, 26))


def test_a_withdrawal_is_kept_with_its_reason(cast):
    case = people.requested(cast)
    with clock.at(date(2026, 9, 3)):
        case.withdraw_request(by=cast.mother, reasons="We are moving abroad.")
    kept = case.departures.get()
    assert (kept.kind, kept.statement, kept.by) == ("withdrawal", "We are moving abroad.", cast.mother)
    assert follows(case)
