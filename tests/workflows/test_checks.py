"""The checks at start-up find a duty nobody can discharge, a clock nobody starts and a state with no way on."""

import pytest

from workflows import checks
from workflows.law import england_2014
from workflows.lives.advice import AdviceLife


def ids(found):
    return {(message.id, message.msg) for message in found}


def test_as_it_stands_nothing_is_wrong():
    assert checks.every_clock_can_start_and_stop(None) == []
    assert checks.every_state_has_a_way_on(None) == []


@pytest.mark.django_db
def test_the_database_rules_are_checked_before_going_live():
    assert checks.the_database_guards_itself(None, databases=["default"]) == []


def test_a_duty_that_no_act_discharges_is_found(monkeypatch):
    without = [act for act in checks.all_acts() if england_2014.ISSUE_THE_FINAL_PLAN not in act.discharges]
    monkeypatch.setattr(checks, "all_acts", lambda: iter(without))
    assert ("workflows.E002", "No act discharges or lifts C7 (issue_the_final_plan).") in ids(
        checks.every_clock_can_start_and_stop(None)
    )


def test_a_clock_that_no_act_starts_is_found(monkeypatch):
    without = [act for act in checks.all_acts() if act.name != "receive_request"]
    monkeypatch.setattr(checks, "all_acts", lambda: iter(without))
    assert ("workflows.E001", "No act starts the clock of A3 (decide_whether_to_assess).") in ids(
        checks.every_clock_can_start_and_stop(None)
    )


def test_a_state_with_no_way_on_is_found(monkeypatch):
    monkeypatch.setattr(AdviceLife, "ENDS", frozenset())
    assert ("workflows.E003", "A advice that is “accepted” has no way on.") in ids(
        checks.every_state_has_a_way_on(None)
    )
