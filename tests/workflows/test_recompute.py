"""Every deadline follows from what happened: recompute finds no difference, and finds one where there is one."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import people
from workflows import calendars, clock
from workflows.models import Deadline
from workflows.replay import differences


def recompute(*references, **options):
    out = StringIO()
    try:
        call_command("recompute", *references, stdout=out, **options)
    except CommandError as wrong:
        return [*out.getvalue().splitlines(), str(wrong)]
    return out.getvalue().splitlines()


@pytest.mark.parametrize("stage", [name for name, _, _ in people.STAGES])
def test_at_every_step_of_a_life_the_stored_deadlines_follow_from_the_events(cast, stage):
    case = people.at_stage(cast, stage)
    assert case.deadlines.exists()
    assert [str(each) for each in differences([case.pk])] == []


def test_the_command_says_how_many_it_reckoned(cast):
    case = people.at_stage(cast, "final_issued")
    lines = recompute(case.reference)
    assert len(lines) == 1
    assert lines[0].startswith("1 cases: 0 differences, ")


def test_a_deadline_that_was_changed_by_hand_is_named_with_both_days(cast):
    case = people.requested(cast)
    Deadline.objects.filter(case=case, key="issue_the_final_plan").update(due=date(2027, 1, 20))
    lines = recompute()
    assert "due is 2027-01-20, and should be 2027-01-19" in lines[0]
    assert lines[-1] == "1 deadlines are not what follows from the events."


def test_a_deadline_that_is_lost_or_made_up_is_named(cast):
    case = people.requested(cast)
    Deadline.objects.filter(case=case, key="issue_the_final_plan").update(key="report_on_the_meeting")
    found = sorted(str(each).split(": ")[1] for each in differences([case.pk]))
    assert found == ["it follows from the events and is not stored", "it is stored and follows from no event"]


def test_after_a_change_of_bank_holidays_the_open_days_can_be_mended(cast):
    case = people.at_stage(cast, "final_issued")
    right = case.deadlines.open().get(key="appeal")
    assert right.due == date(2027, 3, 11)
    calendars.change_bank_holidays({date(2027, 3, 11): True})
    try:
        assert "due is 2027-03-11, and should be 2027-03-12" in recompute()[0]
        assert "(mended)" in recompute(mend=True)[0]
        assert recompute()[-1].startswith("1 cases, ")
    finally:
        calendars.change_bank_holidays({})
    right.refresh_from_db()
    assert right.due == date(2027, 3, 12)


def test_what_was_said_may_be_erased_and_the_days_still_follow(cast):
    from workflows.models import EventContent

    case = people.at_stage(cast, "meeting_held")
    EventContent.objects.filter(event__case=case).delete()
    assert list(differences([case.pk])) == []


def test_the_question_a_row_asks_is_answered_as_it_was_then(cast):
    cast.child.hearing_impaired = True
    cast.child.save()
    case = people.at_stage(cast, "agreed")
    assert case.deadlines.filter(key="ask_a_qualified_teacher").exists()
    cast.child.hearing_impaired = False
    cast.child.save()
    assert list(differences([case.pk])) == []


def test_a_case_that_is_not_there_is_named(cast):
    assert recompute("XX-1") == ["There is no case XX-1."]


def test_each_moment_keeps_its_own_day(cast):
    with clock.at(people.AGREED):
        case = people.at_stage(cast, "final_issued")
    days = {m.moment: m.day for event in case.events.all() for m in event.marks.all()}
    assert days["request_received"] == people.REQUEST
    assert days["final_plan_sent"] == people.FINAL
