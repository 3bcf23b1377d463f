"""What the service itself notices as days pass: once, and told to whom it concerns."""

from datetime import date, timedelta

import pytest

from ehcp.models import FamilyMember
from tests import people
from workflows import clock
from workflows.models import Event

from .telling import letters_to, look

ONE_DAY = timedelta(days=1)


def said(act):
    return list(Event.objects.filter(act=act).order_by("pk"))


@pytest.fixture
def final(cast):
    return people.at_stage(cast, "final_issued")


# Rights that pass


@pytest.fixture
def fifteen(final, cast):
    cast.child.born = date(2012, 3, 3)  # compulsory school age ends on 30 June 2028
    cast.child.save()
    return final


def test_the_passing_of_rights_is_foreseen_within_the_year_before_and_only_once(fifteen, cast):
    look(date(2027, 6, 29))
    assert said("foresee_passing_of_rights") == []
    look(date(2027, 6, 30))
    look(date(2027, 7, 1))
    assert [event.facts for event in said("foresee_passing_of_rights")] == [{"born": "2012-03-03"}]
    assert fifteen.deadlines.open().get(key="act_as_the_parent").due == date(2028, 6, 30)
    letter = letters_to(cast.mother)[-1]
    assert "after Friday 30 June 2028" in letter.body
    assert "Amira" not in letter.subject + letter.body


def test_on_the_day_after_the_rights_are_the_young_persons_and_they_are_told(fifteen, cast):
    young = people.another_person("Amira Siddiqui")
    FamilyMember.objects.create(child=cast.child, user=young, relationship="in person", is_the_child=True)
    look(date(2028, 1, 10))
    look(date(2028, 6, 30))
    assert said("pass_rights") == []
    look(date(2028, 7, 1))
    look(date(2028, 7, 2))
    assert [event.facts for event in said("pass_rights")] == [{"passed_on": "2028-07-01"}]
    assert "The rights are now yours" in letters_to(young)[-1].subject
    assert not any("now yours" in letter.subject for letter in letters_to(cast.mother))
    (letter,) = [each for each in letters_to(cast.mother) if "now the young person's" in each.subject]
    assert "From Saturday 1 July 2028 the rights in this case are the young person's own" in letter.body
    assert "http" not in letter.body  # the case is closed to her


def test_long_after_it_a_case_needs_no_foreseeing(final, cast):
    cast.child.born = date(2009, 3, 3)
    cast.child.save()
    look(date(2027, 2, 1))
    assert said("foresee_passing_of_rights") == []


# A move to the next phase


@pytest.fixture
def leaving(final, cast):
    """Amira is in year 6 from September 2031, the last year of Millbrook Primary School."""
    cast.school.last_year_group = 6
    cast.school.save()
    return final


def test_a_child_in_the_last_year_of_the_school_moves_on_in_september(leaving, cast):
    first = date(2031, 9, 1)
    look(first - ONE_DAY)
    assert said("expect_next_phase") == []
    look(first)
    look(first + ONE_DAY)
    assert [event.facts["next_phase_on"] for event in said("expect_next_phase")] == [
        f"{first.year + 1}-09-01"
    ]
    assert leaving.deadlines.open().get(key="amend_before_the_next_phase").due == date(2032, 2, 14)
    assert any("next phase" in letter.subject for letter in letters_to(cast.mother))


def test_what_somebody_called_off_is_not_expected_again_in_that_school_year(leaving, cast):
    first = date(2031, 9, 1)
    look(first)
    leaving.refresh_from_db()
    with clock.at(first + ONE_DAY):
        leaving.expect_no_next_phase(by=cast.caseworker, reasons="Stays a year longer.")
    look(first + 30 * ONE_DAY)
    assert len(said("expect_next_phase")) == 1


def test_after_year_11_the_move_is_to_post_16(leaving, cast):
    cast.school.last_year_group = 11
    cast.school.save()
    look(date(2036, 9, 1))
    assert leaving.deadlines.open().get(key="amend_before_post_16").due == date(2037, 3, 30)


def test_between_two_colleges_it_is_five_months(leaving, cast):
    cast.school.kind, cast.school.last_year_group = "college", 13
    cast.school.save()
    look(date(2038, 9, 1))
    assert leaving.deadlines.open().get(key="amend_before_another_post_16").due == date(2039, 3, 31)


def test_whoever_is_not_in_the_last_year_stays(leaving, cast):
    look(date(2030, 9, 1))
    look(date(2032, 9, 1))
    assert said("expect_next_phase") == []


def test_at_a_school_that_nobody_leaves_yet_nothing_is_expected(final):
    look(date(2031, 9, 1))
    assert said("expect_next_phase") == []


# What is excused, and what is guidance, is not missed


def test_an_excused_day_is_not_noted_as_missed(cast):
    case = people.at_stage(cast, "advice_asked")
    with clock.at(date(2026, 12, 14)):
        for key in ("decide_whether_to_make_a_plan", "issue_the_final_plan"):
            case.record_exception(
                by=cast.caseworker,
                deadline=case.deadlines.open().get(key=key),
                ground="absent",
                statement="Amira was abroad.",
                evidence="Letter.",
                began_on=date(2026, 11, 2),
                ended_on=date(2026, 12, 6),
            )
    look(date(2027, 1, 20))
    assert [event.facts["duty"] for event in said("note_missed_day")] == []
    letter = next(each for each in letters_to(cast.mother) if "may be later than its day" in each.subject)
    assert "abroad" not in letter.body


def test_the_ombudsmans_measure_is_no_statutory_day(cast):
    case = people.requested(cast)
    with clock.at(date(2026, 9, 8)):
        case.decline_to_assess(by=cast.manager, reasons="No.", sent_on=date(2026, 9, 8))
    with clock.at(date(2026, 9, 15)):
        case.assess_after_all(by=cast.manager, reasons="Yes.", sent_on=date(2026, 9, 15))
    look(date(2026, 12, 1))
    assert not any(event.facts["duty"].endswith("after_agreeing") for event in said("note_missed_day"))
