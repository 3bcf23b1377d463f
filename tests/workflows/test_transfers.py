"""A plan goes from one authority to another: what is owed before, on the day, and by whom afterwards.

The days of T1 and the review after a transfer are in test_longer_lives.py.
"""

from datetime import date

import pytest

from ehcp.models import Organisation
from ehcp.models.organisations import Kind, Role
from tests import people
from workflows import clock
from workflows.acts import NotNow, NotYours
from workflows.replay import differences

KNOWN, MOVES = date(2027, 5, 24), date(2027, 6, 1)


@pytest.fixture
def southvale_icb(cast):
    icb = Organisation.objects.create(name="NHS Southvale", kind=Kind.HEALTH_COMMISSIONER)
    cast.other_council.health_commissioner = icb
    cast.other_council.save()
    return icb


@pytest.fixture
def final(cast, southvale_icb):
    return people.at_stage(cast, "final_issued")


def note(case, cast, **more):
    with clock.at(KNOWN):
        facts = {"moves_on": MOVES, "aware_on": KNOWN, "to": cast.other_council, **more}
        case.note_move(by=cast.caseworker, **facts)


def moved(case, cast, on=MOVES):
    with clock.at(on):
        new = case.transfer_plan(by=cast.caseworker)
    case.refresh_from_db()
    return new


def owed(case):
    return {each.law.ref: each.due for each in case.deadlines.open().duties()}


@pytest.mark.parametrize(
    ("aware_on", "last"),
    [
        (None, date(2027, 6, 1)),  # nobody said when it knew: the day of the move
        (date(2027, 5, 10), date(2027, 6, 1)),  # 15 working days before: the day itself
        (date(2027, 5, 24), date(2027, 6, 14)),  # later: the 15 that begin with that day
    ],
)
def test_the_old_health_commissioner_has_the_same_time_from_the_day_it_knew(final, cast, aware_on, last):
    note(final, cast, commissioner_aware_on=aware_on)
    assert owed(final)["T5"] == last


def test_telling_it_is_owed_after_the_plan_has_gone_and_by_the_old_commissioner(final, cast, southvale_icb):
    note(final, cast)
    moved(final, cast)
    left = final.deadlines.open().get()
    assert (left.law.ref, left.accountable) == ("T5", cast.icb)
    there = people._member("Nia New", southvale_icb, Role.HEALTH_COMMISSIONER, "Officer")
    with clock.at(MOVES), pytest.raises(NotYours):
        final.tell_commissioner_of_move(by=there, words="We know.")
    with clock.at(MOVES):
        final.tell_commissioner_of_move(by=cast.commissioner, words="Rang them.")
    assert not final.deadlines.open().exists()


def test_everything_owed_here_ends_and_the_new_authority_owes_the_provision_at_once(
    final, cast, southvale_icb
):
    note(final, cast)
    assert {"E1", "E2", "E5"} <= owed(final).keys()
    new = moved(final, cast)
    assert set(owed(final)) == {"T5"}
    assert final.deadlines.get(key="secure_the_provision").ended_how == "lifted"
    there = owed(new)
    assert {"T2", "T3", "T4", "T7"} == set(there)
    assert there["T2"] is None  # at once
    take_over = new.deadlines.get(key="take_over_the_plan")
    assert take_over.accountable == cast.other_council
    with clock.at(date(2027, 6, 30)):
        new.confirm_provision(by=cast.stranger, words="The new school has begun.")
    assert "T2" not in owed(new)


def test_the_yearly_review_is_not_begun_twice_and_goes_on_after_the_first_one(final, cast):
    note(final, cast)
    new = moved(final, cast)
    assert "E5" not in owed(new)
    with clock.at(date(2027, 11, 1)):
        review = new.fix_review_meeting(by=cast.stranger, meeting_on=date(2027, 12, 1), place="School")
    with clock.at(date(2027, 12, 1)):
        review.hold_review_meeting(by=cast.senco, attended=[], views="Settled.")
    with clock.at(date(2027, 12, 8)):
        new.decide_to_maintain(by=cast.stranger, reasons="It fits.", sent_on=date(2027, 12, 8))
    there = owed(new)
    assert "T4" not in there
    assert there["E5"] == date(2028, 12, 7)
    assert [str(each) for each in differences([new.pk, final.pk])] == []


def test_the_law_of_the_plan_goes_along(final, cast):
    note(final, cast)
    new = moved(final, cast)
    assert new.law_pack == final.law_pack
    assert new.plan_first_made_on == people.FINAL


def test_it_moves_on_once_more_with_the_days_it_came_with(final, cast):
    note(final, cast)
    new = moved(final, cast)
    with clock.at(date(2027, 9, 1)):
        new.note_move(by=cast.stranger, moves_on=date(2027, 9, 1), aware_on=date(2027, 7, 1), to=cast.council)
        third = new.transfer_plan(by=cast.stranger)
    assert third.authority == cast.council
    assert third.plan_first_made_on == people.FINAL
    assert [case.pk for case in third.with_those_before()] == [third.pk, new.pk, final.pk]
    assert third.final_version.advice_appended().count() == 6


def test_the_old_authority_does_not_transfer_before_the_day_nor_the_new_one_for_it(final, cast):
    note(final, cast)
    with clock.at(KNOWN), pytest.raises(NotNow, match="The plan is transferred on that day"):
        final.transfer_plan(by=cast.caseworker)
    with clock.at(MOVES), pytest.raises(NotYours):
        final.transfer_plan(by=cast.stranger)


def test_an_amendment_there_keeps_the_agreement_to_a_section_g_that_did_not_change(
    final, cast, southvale_icb
):
    note(final, cast)
    new = moved(final, cast)
    with clock.at(date(2027, 6, 10)):
        version = new.prepare_amendments(by=cast.stranger)
        version.provision_in("F").get().change({"minutes": 60})
        assert version.section_g_is_agreed
        version.provision_in("G").get().change({"minutes": 60})
        assert not version.section_g_is_agreed


def test_nobody_is_said_to_have_acted_for_the_new_authority(final, cast):
    note(final, cast)
    new = moved(final, cast)
    assert new.event_of("take_over_plan").by is None
    assert final.event_of("transfer_plan").by == cast.caseworker
