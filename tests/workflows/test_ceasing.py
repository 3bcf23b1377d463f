"""On which grounds a plan may cease: under 18, from 18 on, and what has to go before."""

from datetime import date

import pytest

from tests import people
from workflows import clock
from workflows.acts import NotNow

TOLD = date(2027, 3, 1)


@pytest.fixture
def consulted(cast):
    case = people.at_stage(cast, "final_issued")
    with clock.at(TOLD):
        case.consider_ceasing(by=cast.caseworker, reasons="She has left.")
        case.record_ceasing_consultation(by=cast.caseworker, words="All were asked.")
    return case


def cease(case, cast, ground):
    with clock.at(TOLD):
        case.decide_to_cease(by=cast.manager, reasons="As consulted on.", ground=ground, sent_on=TOLD)


@pytest.mark.parametrize("ground", ["not_responsible", "not_necessary"])
def test_the_two_grounds_of_the_act_hold_at_any_age(consulted, cast, ground):
    cease(consulted, cast, ground)
    assert consulted.state == "ceasing"


def test_under_eighteen_to_have_left_education_is_no_ground(consulted, cast):
    cast.child.born = date(2009, 3, 2)  # eighteen the day after
    cast.child.save()
    with pytest.raises(NotNow, match="Under 18 the plan is reviewed and amended instead"):
        cease(consulted, cast, "left_education")


def test_from_the_eighteenth_birthday_it_is_one_only_after_a_review(cast):
    case = people.at_stage(cast, "final_issued")
    cast.child.born = date(2009, 3, 1)  # eighteen on the day
    cast.child.save()
    with clock.at(TOLD):
        case.consider_ceasing(by=cast.caseworker, reasons="She has left.")
        case.record_ceasing_consultation(by=cast.caseworker, words="All were asked.")
    with pytest.raises(NotNow, match="must be reviewed first"):
        cease(case, cast, "left_education")
    with clock.at(date(2027, 2, 1)):
        review = case.fix_review_meeting(by=cast.senco, meeting_on=date(2027, 2, 22), place="College")
    with clock.at(date(2027, 2, 22)):
        review.hold_review_meeting(by=cast.senco, attended=[], views="She does not want to come back.")
    cease(case, cast, "left_education")
    assert case.state == "ceasing"


def test_there_is_no_other_ground(consulted, cast):
    with pytest.raises(NotNow, match="The ground is one of"):
        cease(consulted, cast, "too_expensive")
