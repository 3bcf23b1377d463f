"""Departures from the clocks: which exceptions there are, how long they must last, what they excuse and what not."""

from datetime import date, timedelta

import pytest

from ehcp.pages.standing import standing
from tests import people
from workflows import clock
from workflows.acts import NotNow, NotYours
from workflows.replay import differences

ASKED = people.AGREED  # Monday 5 October 2026: everybody was asked for advice
LATER = date(2026, 12, 14)
WEEK = timedelta(weeks=1)


@pytest.fixture
def assessing(cast):
    return people.at_stage(cast, "advice_asked")


def owed(case, key):
    return case.deadlines.open().get(key=key)


def excuse(case, cast, key="issue_the_final_plan", on=LATER, **change):
    said = {
        "deadline": owed(case, key),
        "ground": "absent",
        "statement": "Amira was abroad and could not be seen.",
        "evidence": "Letter of her mother.",
        "began_on": date(2026, 11, 2),
        "ended_on": date(2026, 12, 6),
        "by": cast.caseworker,
    }
    with clock.at(on):
        case.record_exception(**{**said, **change})
    return case.departures.last()


def follows(case):
    return [str(each) for each in differences([case.pk])] == []


def test_an_absence_of_exactly_four_weeks_is_long_enough(assessing, cast):
    kept = excuse(assessing, cast, ended_on=date(2026, 11, 29))  # 2 November is its first day
    assert kept.law == "SEND Regulations 2014, reg 13(3) with reg 10(4)(d)"
    assert follows(assessing)


def test_a_day_less_is_not(assessing, cast):
    with pytest.raises(NotNow, match="at least 4 weeks"):
        excuse(assessing, cast, ended_on=date(2026, 11, 28))


def test_circumstances_need_no_number_of_weeks(assessing, cast):
    kept = excuse(
        assessing, cast, ground="circumstances", began_on=date(2026, 11, 2), ended_on=date(2026, 11, 4)
    )
    assert kept.ground == "circumstances"


def test_what_was_over_before_the_request_excuses_nothing(assessing, cast):
    with pytest.raises(NotNow, match="ended before this time began on Tuesday 1 September 2026"):
        excuse(assessing, cast, began_on=date(2026, 7, 6), ended_on=date(2026, 8, 31))


@pytest.mark.parametrize(
    ("first_closed", "reopens", "holds"),
    [
        (ASKED + WEEK, ASKED + WEEK + 4 * WEEK, True),  # the window opens on the very day
        (ASKED + WEEK + timedelta(days=1), ASKED + 7 * WEEK, False),  # it opens a day later
        (ASKED - 3 * WEEK, ASKED + WEEK, True),  # it closes on the very day
        (ASKED - 4 * WEEK, ASKED + timedelta(days=6), False),  # it closed a day before
    ],
)
def test_a_closed_school_counts_from_a_week_before_it_closes_to_a_week_before_it_opens(
    assessing, cast, first_closed, reopens, holds
):
    closed = {"ground": "school_closed", "began_on": first_closed, "ended_on": reopens}
    if holds:
        assert excuse(assessing, cast, **closed).ground == "school_closed"
    else:
        with pytest.raises(NotNow, match="No request of these days is recorded"):
            excuse(assessing, cast, **closed)


def test_advice_asked_of_a_health_service_in_the_window_is_no_advice_asked_of_a_school(assessing, cast):
    again = date(2026, 10, 26)
    with clock.at(again):
        assessing.seek_advice(
            by=cast.caseworker,
            requests=[{"kind": "other", "other": "sleep", "organisation": cast.paediatrics}],
        )
    with pytest.raises(NotNow, match="advice was asked of the setting between"):
        excuse(
            assessing,
            cast,
            ground="school_closed",
            began_on=again + WEEK,
            ended_on=again + 6 * WEEK,
        )


def test_a_school_is_no_early_years_provider(assessing, cast):
    with pytest.raises(NotNow, match="No request of these days is recorded"):
        excuse(
            assessing,
            cast,
            ground="nursery_closed",
            began_on=ASKED + WEEK,
            ended_on=ASKED + 6 * WEEK,
        )


def test_a_closed_school_excuses_no_adviser(assessing, cast):
    advice = assessing.deadlines.open().filter(key="give_advice").first()
    with pytest.raises(NotNow, match="knows this exception only if"):
        excuse(
            assessing,
            cast,
            deadline=advice,
            ground="school_closed",
            began_on=ASKED + WEEK,
            ended_on=ASKED + 6 * WEEK,
        )


def test_an_adviser_is_excused_for_its_own_advice_only(assessing, cast):
    first, second = assessing.deadlines.open().filter(key="give_advice")[:2]
    excuse(
        assessing,
        cast,
        deadline=first,
        ground="missed_appointment",
        began_on=date(2026, 11, 9),
        ended_on=date(2026, 11, 9),
        on=date(2026, 11, 10),
    )
    first.refresh_from_db(), second.refresh_from_db()
    assert first.excused_by and not second.excused_by


def test_the_letter_to_the_partners_is_excused_with_the_decision(cast):
    case = people.at_stage(cast, "partners_told")
    excuse(
        case,
        cast,
        "decide_whether_to_assess",
        began_on=date(2026, 9, 7),
        ended_on=date(2026, 10, 8),
        on=date(2026, 10, 12),
    )
    with clock.at(date(2026, 10, 14)):
        late = {each.key for each in case.deadlines.late()}
        past = {each.key for each in case.deadlines.past()}
    assert not {"decide_whether_to_assess", "tell_partners_the_decision"} & late
    assert {"decide_whether_to_assess", "tell_partners_the_decision"} <= past
    assert follows(case)


def test_an_excused_duty_is_still_owed_and_afterwards_says_that_it_was_excused(assessing, cast):
    final = owed(assessing, "issue_the_final_plan")
    excuse(assessing, cast)
    final.refresh_from_db()
    with clock.at(date(2027, 1, 20)):
        assert standing(final) == ("excused", "Excused, still owed")
    final.ended_on, final.ended_how = date(2027, 1, 25), "met"
    assert standing(final) == ("done", "Done, excused")
    final.ended_on = date(2027, 1, 19)
    assert standing(final) == ("done", "Done")


def test_nobody_but_the_authority_records_an_exception(assessing, cast):
    for person in (cast.mother, cast.psychologist, cast.stranger):
        with pytest.raises(NotYours):
            excuse(assessing, cast, by=person)
    assert not assessing.departures.exists()


def test_a_duty_of_another_case_cannot_be_excused_here(assessing, cast):
    from ehcp.models import open_case

    with clock.at(people.REQUEST):
        other = open_case(
            child=cast.other_child,
            authority=cast.council,
            by=cast.other_parent,
            on=people.REQUEST,
            via="post",
            reasons="Help.",
        )
    with pytest.raises(NotNow, match="not open in this case"):
        excuse(assessing, cast, deadline=owed(other, "issue_the_final_plan"))


def test_a_departure_cannot_be_changed_afterwards(assessing, cast):
    from django.db import DatabaseError, transaction

    kept = excuse(assessing, cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        assessing.departures.filter(pk=kept.pk).update(statement="Something else.")


@pytest.mark.parametrize("days", [1, 30, 90])
def test_a_pause_moves_no_day_however_long_it_is(assessing, cast, days):
    before = {each.pk: (each.due, each.next_reminder_on) for each in assessing.deadlines.open()}
    with clock.at(ASKED):
        assessing.pause(by=cast.mother, statement="A death in the family.")
    with clock.at(ASKED + timedelta(days=days)):
        with pytest.raises(NotNow, match="running already"):
            assessing.pause(by=cast.mother, statement="Once more.")
        assessing.end_pause(by=cast.mother)
        with pytest.raises(NotNow, match="No pause is running"):
            assessing.end_pause(by=cast.mother)
    assert {each.pk: (each.due, each.next_reminder_on) for each in assessing.deadlines.open()} == before
    assert follows(assessing)
