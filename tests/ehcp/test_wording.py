"""Every act has its words, and each reader gets their own."""

import pytest

from ehcp import wording
from tests import people
from workflows.checks import all_acts
from workflows.law import england_2014


def test_every_act_has_words_and_no_words_are_left_over():
    assert {act.name for act in all_acts()} == set(wording.ACTS)


def test_every_family_task_is_a_row_of_the_law():
    assert {key.upper() for key in wording.FAMILY_TASKS} <= set(vars(england_2014))


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
