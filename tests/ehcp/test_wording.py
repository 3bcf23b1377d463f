"""Every act has its words, and each reader gets their own."""

import pytest

from ehcp import wording
from tests import people
from workflows import clock
from workflows.checks import all_acts
from workflows.law import england_2014, pack, promises
from workflows.lives.case import CaseState
from workflows.lives.dispute import DisputeState, Outcome, Route


def test_every_act_has_words_and_no_words_are_left_over():
    assert {act.name for act in all_acts()} == set(wording.ACTS)


def test_every_family_task_is_a_row_of_the_law():
    assert {key.upper() for key in wording.FAMILY_TASKS} <= {*vars(england_2014), *vars(promises)}


def test_a_family_reads_its_own_words_for_whatever_can_run_in_its_case():
    """Left out: what is done the moment it is owed, or what only officers and other services read of."""
    rows = {row.key for row in pack("england_2014").rows_and_promises if row.since}
    assert rows - set(wording.FAMILY_TASKS) == {
        "consult_the_family",
        "tell_partners",
        "tell_partners_the_decision",
        "ask_a_qualified_teacher",
        "send_the_familys_evidence",
        "give_budget_information",
        "consider_an_earlier_review",
    }


def test_every_state_has_words_for_a_family_except_before_there_is_anything():
    assert set(wording.FAMILY_STATES) == set(CaseState.values) - {CaseState.NEW}
    assert set(wording.FAMILY_DISPUTE_STATES) == set(wording.DISPUTE_STATES) == set(DisputeState.values)


def test_what_came_of_a_disagreement_has_words_for_everybody():
    assert set(wording.OUTCOMES) == set(wording.FAMILY_OUTCOMES) == set(Outcome.values)
    assert set(wording.ROUTES) == set(wording.FAMILY_ROUTES) == set(Route.values)


def test_a_disagreement_is_told_to_each_in_their_own_words(cast):
    case = people.requested(cast)
    with clock.at(case.received_on):
        case.decline_to_assess(by=cast.manager, reasons="School can meet the needs.")
        dispute = case.record_appeal(by=cast.mother, words="Amira must be assessed.")
        assert wording.state_words(dispute, "family") == "Your appeal is with the Tribunal"
        assert wording.outcome_words(dispute, "family") == wording.route_words(dispute, "family") == ""
        dispute.register_appeal(by=cast.caseworker)
        dispute.record_order(by=cast.caseworker, outcome="assess", words="The authority shall assess.")
    assert wording.state_words(dispute, "authority") == "Decided, and to be carried out"
    assert wording.outcome_words(dispute, "family") == "We have to assess Amira’s needs"
    assert wording.outcome_words(dispute, "in_person") == "We have to assess your needs"
    assert wording.outcome_words(dispute, "professional") == "The authority is to assess, or re-assess"
    assert wording.route_words(dispute, "family") == "The Tribunal ordered it"


def test_a_family_reads_what_we_did_and_an_officer_what_was_done(cast):
    case = people.at_stage(cast, "agreed")
    event = case.events.get(act="agree_to_assess")
    assert wording.happened(event, "family") == "We decided to carry out an assessment of Amira"
    assert wording.happened(event, "authority") == "It was decided to assess"


def test_whoever_the_plan_is_about_is_spoken_to_and_a_parent_reads_the_name(cast):
    event = people.at_stage(cast, "agreed").events.get(act="agree_to_assess")
    assert wording.happened(event, "in_person").endswith("assessment of you")
    assert wording.happened(event, "family").endswith("assessment of Amira")


@pytest.mark.parametrize("reader", ["authority", "family", "in_person", "professional"])
def test_every_event_and_deadline_of_a_whole_life_has_words(cast, reader):
    case = people.at_stage(cast, "amended")
    for event in case.events.all():
        assert "{" not in wording.happened(event, reader)
    for deadline in case.deadlines.all():
        assert wording.task(deadline, reader)
        assert wording.whose(deadline, reader)
