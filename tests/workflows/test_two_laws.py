"""A case keeps the law of its day, and moves to another one only when somebody moves it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import people
from tests.laws import england_2031
from workflows import clock, law
from workflows.law import Pack, in_force
from workflows.replay import differences

THEN = date(2031, 9, 15)


@pytest.fixture
def other_law(monkeypatch):
    """The fictional law, in force beside the real one while a test runs."""
    other = Pack(england_2031)
    monkeypatch.setitem(law.PACKS, other.name, other)
    return other


def due(case, ref):
    return case.deadlines.open().get(key=law.pack(case.law_pack).row(ref).key).due


def move(*arguments, **options):
    out, err = StringIO(), StringIO()
    call_command("move_law", *arguments, stdout=out, stderr=err, **options)
    return out.getvalue().splitlines()


def test_the_day_picks_the_law(other_law):
    assert in_force(date(2031, 8, 31)).name == "england_2014"
    assert in_force(date(2031, 9, 1)) is other_law


def test_two_cases_under_two_laws_live_side_by_side(other_law, cast):
    old = people.requested(cast)
    cast.child = cast.other_child
    with clock.at(THEN):
        new = people.requested(cast, THEN)
    assert (old.law_pack, due(old, "C7")) == ("england_2014", date(2027, 1, 19))
    assert (new.law_pack, due(new, "C7")) == ("england_2031", date(2032, 1, 19))
    assert due(new, "C7") == clock.weeks(18).after(THEN)


def test_an_old_case_goes_on_counting_by_the_old_law_after_the_new_one_began(other_law, cast):
    case = people.at_stage(cast, "final_issued")
    with clock.at(date(2032, 1, 12)):
        review = case.fix_review_meeting(by=cast.senco, meeting_on=date(2032, 2, 27), place="School")
        assert due(case, "E5") == date(2028, 1, 10)
    assert list(differences([case.pk])) == []
    assert review.case.law_pack == "england_2014"


def test_the_dry_run_says_what_would_change_and_writes_nothing(other_law, cast):
    case = people.at_stage(cast, "agreed")
    before = list(case.deadlines.order_by("pk").values())
    lines = move("england_2031")
    assert [line for line in lines if "C7" in line] == [
        f"{case.reference}: C7 Send the final plan to the family, the setting it names and the health commissioner: "
        "2027-01-19 becomes 2027-01-05"
    ]
    assert lines[-2:] == [
        "1 cases under another law; 1 open deadlines would change.",
        "Nothing was written. Add --apply to move these cases.",
    ]
    case.refresh_from_db()
    assert case.law_pack == "england_2014"
    assert list(case.deadlines.order_by("pk").values()) == before


def test_applied_it_is_an_event_and_the_open_deadlines_are_reckoned_anew(other_law, cast):
    case = people.at_stage(cast, "advice_asked")
    with clock.at(people.AGREED):
        lines = move("england_2031", case.reference, apply=True)
    assert lines[-1] == "1 cases are now under A law that does not exist, for tests."
    case.refresh_from_db()
    assert case.law_pack == "england_2031"
    assert due(case, "C7") == date(2027, 1, 5)
    event = case.events.get(act="move_to_law")
    assert event.facts == {"to": "england_2031", "since": "england_2014"}
    assert list(differences([case.pk])) == []


def test_what_the_other_law_does_not_know_is_lifted(other_law, cast):
    case = people.requested(cast)
    with clock.at(date(2026, 10, 14)):
        case.note_missed_day(by=None, duty="decide_whether_to_assess")
        explain = case.deadlines.get(key="explain_the_delay")
        assert explain.is_open
        assert any("C8" in line and "does not apply any more" in line for line in move("england_2031"))
        move("england_2031", apply=True)
    explain.refresh_from_db()
    assert explain.ended_how == "lifted"
    assert list(differences([case.pk])) == []


def test_a_law_or_a_case_that_does_not_exist_is_named(cast):
    people.requested(cast)
    with pytest.raises(CommandError, match="There is no law called “england_1981”"):
        move("england_1981")


def test_nobody_but_the_service_moves_a_case_to_another_law(other_law, cast):
    case = people.requested(cast)
    from workflows.acts import NotYours

    with clock.at(people.REQUEST), pytest.raises(NotYours):
        case.move_to_law(by=cast.manager, to="england_2031", since="england_2014")
