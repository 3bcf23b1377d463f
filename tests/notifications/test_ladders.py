"""How high a late duty rings: those who do it, those above them, whoever answers for it; sooner for some duties."""

from datetime import date, timedelta

import pytest

from ehcp.models import Membership
from ehcp.models.organisations import Role
from notifications.ladders import AT_ONCE, LADDERS, NO_HIGHER, OVERDUE, overdue
from notifications.models import Notice
from tests import people
from workflows.models import Deadline

from .telling import (
    all_have_given_advice_but,
    days_go_by,
    letters_to,
    look,
    name,
    nobody_is_given_away,
    reminders,
)

ASKED = people.AGREED
DUE = date(2026, 11, 16)
THIRD = DUE + timedelta(days=15)
CASEWORKER, HEAD_OF_SEND, DCO, DSCO = "Ruth Adeyemi", "Helen Marsh", "Joan Whitaker", "Owen Reed"


@pytest.fixture
def officers(cast):
    """The council and the board have named who answers for them, social care too; the services of health have not."""
    _answers(cast.manager, cast.council)
    _answers(cast.commissioner, cast.icb)
    people._member(DSCO, cast.social_care, Role.PROFESSIONAL, "Designated social care officer")
    _answers(people.User.objects.get(full_name=DSCO), cast.social_care)
    return cast


def _answers(user, organisation):
    Membership.objects.filter(user=user, organisation=organisation).update(answers_for_it=True)


def only_late(cast, kind):
    case = all_have_given_advice_but(kind, cast)
    look(ASKED)
    return case


def heard_as_accountable(rung="15 days after", key="give_advice"):
    found = Notice.objects.filter(deadline__key=key, group="accountable", rung=rung, channel="email")
    return {str(each.reader or each.organisation) for each in found.exclude(state="covered")}


def test_on_the_third_step_the_agencys_accountable_officer_hears_and_the_head_of_send_with_them(officers):
    only_late(officers, "social_care")
    days_go_by(DUE, THIRD - timedelta(days=1))
    assert not Notice.objects.filter(group="accountable").exists()
    look(THIRD)
    assert heard_as_accountable() == {DSCO, HEAD_OF_SEND}


def test_where_a_service_of_health_names_nobody_the_commissioners_officer_answers_for_it(officers):
    only_late(officers, "medical")
    days_go_by(DUE, THIRD)
    assert heard_as_accountable() == {DCO, HEAD_OF_SEND}


def test_where_a_service_of_health_names_its_own_officer_the_commissioners_is_left_alone(officers):
    _answers(officers.paediatrician, officers.paediatrics)
    only_late(officers, "medical")
    days_go_by(DUE, THIRD)
    assert heard_as_accountable() == {"Daniel Osei", HEAD_OF_SEND}


def test_for_a_service_of_the_council_the_head_of_send_answers(officers):
    only_late(officers, "psychological")
    days_go_by(DUE, THIRD)
    assert heard_as_accountable() == {HEAD_OF_SEND}


def test_where_nobody_is_named_anywhere_the_service_itself_is_told_that_somebody_has_to_answer(cast):
    only_late(cast, "medical")
    days_go_by(DUE, THIRD)
    assert heard_as_accountable() == {"Northmoor Community Paediatrics"}


def test_the_steps_of_the_ladder_go_on_every_four_weeks_as_high_as_they_came(officers):
    only_late(officers, "social_care")
    days_go_by(DUE, DUE + timedelta(days=75), step=5)
    assert (
        heard_as_accountable("43 days after") == heard_as_accountable("71 days after") == {DSCO, HEAD_OF_SEND}
    )


def test_an_accountable_officer_reads_what_is_late_whose_since_when_what_was_done_and_what_they_can_do(
    officers,
):
    only_late(officers, "medical")
    days_go_by(DUE - timedelta(days=15), THIRD)
    letter = letters_to(officers.commissioner)[-1]
    assert letter.subject == "NM-2026-0001: late for 15 days, and you answer for it: Give the advice"
    assert LATE in letter.body
    nobody_is_given_away()


LATE = """\
The service that was asked for advice owed a family this by Monday 16 November 2026, 15 days ago. It is not recorded \
as done:

Give the advice
(SEND Regulations 2014, reg 8(1): within 6 weeks of the day the request for advice was received by those asked)

What was done so far:

* Monday 2 November 2026: reminded the service that was asked
* Monday 9 November 2026: reminded the service that was asked
* Sunday 15 November 2026: reminded the service that was asked
* Monday 16 November 2026: reminded the service that was asked
* Tuesday 17 November 2026: reminded the service that was asked and the caseworker
* Tuesday 24 November 2026: reminded the service that was asked, the caseworker and the council's managers

You get this because reminding those who do the work, and those above them, was not enough. What you can do:
"""


def test_the_end_of_the_twenty_weeks_rings_higher_on_the_first_day_and_to_the_top_in_a_week(officers):
    people.at_stage(officers, "partners_told")
    due = Deadline.objects.get(key="issue_the_final_plan").due
    days_go_by(due, due + timedelta(days=8))
    late = reminders("issue_the_final_plan", rung__endswith="after")
    assert late == [
        ("1 day after", CASEWORKER, "sent"),
        ("1 day after", HEAD_OF_SEND, "sent"),
        ("8 days after", HEAD_OF_SEND, "sent"),
        ("8 days after", CASEWORKER, "sent"),
    ]
    assert heard_as_accountable("8 days after", "issue_the_final_plan") == {HEAD_OF_SEND}


def test_what_the_tribunal_ordered_is_told_to_the_top_on_the_first_day_late():
    assert LADDERS["issue_plan_as_told"] == LADDERS["amend_as_conceded"] == AT_ONCE
    assert "give_advice" not in LADDERS


def test_a_day_that_we_set_ourselves_and_no_law_never_rings_for_the_accountable():
    assert overdue("prepare_the_draft", has_a_day_of_the_law=False) == NO_HIGHER
    assert overdue("give_advice", has_a_day_of_the_law=True) == OVERDUE


def test_a_family_without_anybody_to_tell_stands_in_the_ledger_and_is_not_passed_over(cast):
    case = people.at_stage(cast, "draft_served")
    case.child.family.update(parental_responsibility=False)
    days_go_by(people.DRAFT_SERVED, people.DRAFT_SERVED + timedelta(days=15))
    found = Notice.objects.filter(deadline__key="answer_the_draft", group="family")
    assert [(each.rung, name(each), each.state) for each in found] == [
        ("1 week before", "nobody", "failed"),
        ("2 days before", "nobody", "failed"),
        ("on the day", "nobody", "failed"),
    ]
