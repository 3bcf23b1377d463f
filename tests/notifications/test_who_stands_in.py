"""Leave and leaving: nobody's holiday and nobody's last day loses a reminder."""

from datetime import date, timedelta

import pytest

from ehcp.models import Absence, Membership
from ehcp.models.organisations import Role
from notifications.models import Notice
from tests import people

from .telling import (
    all_have_given_advice_but,
    days_go_by,
    everybody_told_may_open,
    letters_to,
    look,
    reminders,
)

ASKED = people.AGREED
DUE = date(2026, 11, 16)
CASEWORKER, MANAGER, PSYCHOLOGIST = "Ruth Adeyemi", "Helen Marsh", "Priya Raman"
COVER, COLLEAGUE = "Marcus Webb", "Ursula Bright"


def away(user, organisation, cover=None, until=None, since=people.REQUEST):
    membership = Membership.objects.get(user=user, organisation=organisation)
    return Absence.objects.create(membership=membership, from_day=since, until=until, covered_by=cover)


def leaves(user, day):
    user.memberships.update(until=day)


@pytest.fixture
def late(cast):
    """The psychologist alone has not given advice, of which they were asked by name."""
    case = all_have_given_advice_but("psychological", cast)
    case.advice.filter(kind="psychological").update(person=cast.psychologist)
    look(ASKED)
    return case


@pytest.fixture
def cover(cast):
    people._member(COVER, cast.council, Role.CASEWORKER, "SEND officer")
    return people.User.objects.get(full_name=COVER)


@pytest.fixture
def colleague(cast):
    people._member(COLLEAGUE, cast.psychology, Role.PROFESSIONAL, "Educational psychologist")
    return people.User.objects.get(full_name=COLLEAGUE)


def told_on(rung):
    """Who was sent an e-mail on a rung, and who found it on the page alone."""
    mailed = {who for _, who, state in reminders("give_advice", rung=rung) if state == "sent"}
    page = {who for _, who, _ in reminders("give_advice", channel="in_app", rung=rung)}
    return mailed, page - mailed


def test_whoever_is_away_is_told_on_their_page_and_their_cover_by_e_mail(late, cast, cover):
    away(cast.caseworker, cast.council, cover=cover)
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, COVER}, {CASEWORKER})
    everybody_told_may_open(late, DUE + timedelta(days=1))


def test_without_cover_the_caseworkers_cases_are_told_to_the_managers(late, cast, cover):
    away(cast.caseworker, cast.council)
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, MANAGER}, {CASEWORKER})


def test_without_cover_what_was_asked_of_one_of_a_service_is_told_to_the_team(late, cast, colleague):
    away(cast.psychologist, cast.psychology)
    look(DUE)
    assert told_on("on the day") == ({COLLEAGUE}, {PSYCHOLOGIST})


def test_where_the_whole_team_is_away_its_office_is_told(late, cast, colleague):
    away(cast.psychologist, cast.psychology)
    away(colleague, cast.psychology)
    look(DUE)
    assert told_on("on the day") == ({str(cast.psychology)}, {PSYCHOLOGIST, COLLEAGUE})


def test_a_cover_who_is_away_too_covers_nobody(late, cast, cover):
    away(cast.caseworker, cast.council, cover=cover)
    away(cover, cast.council)
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, MANAGER}, {CASEWORKER})


def test_a_cover_who_may_not_see_the_case_is_told_nothing(late, cast):
    away(cast.caseworker, cast.council, cover=cast.stranger)
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, MANAGER}, {CASEWORKER})
    assert not cast.stranger.notices.exists()


def test_a_cover_who_left_covers_nobody_any_more(late, cast, cover):
    away(cast.caseworker, cast.council, cover=cover)
    leaves(cover, ASKED)
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, MANAGER}, {CASEWORKER})


def test_whoever_is_back_is_told_again_themselves(late, cast, cover):
    away(cast.caseworker, cast.council, cover=cover, until=DUE)
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, CASEWORKER}, set())


def test_leave_that_has_not_begun_keeps_nobody_from_being_told(late, cast, cover):
    away(cast.caseworker, cast.council, cover=cover, since=DUE + timedelta(days=2))
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, CASEWORKER}, set())


def test_news_reaches_the_cover_as_reminders_do(cast, cover):
    away(cast.caseworker, cast.council, cover=cover)
    people.requested(cast)
    look(people.REQUEST)
    assert len(letters_to(cover)) == 1
    assert letters_to(cast.caseworker) == []
    assert cast.caseworker.notices.on_the_page().filter(event__act="receive_request").exists()


def test_when_the_only_one_of_a_service_leaves_its_office_is_told(late, cast):
    leaves(cast.psychologist, ASKED)
    look(DUE)
    assert told_on("on the day") == ({str(cast.psychology)}, set())


def test_when_the_caseworker_leaves_the_managers_are_told(late, cast):
    leaves(cast.caseworker, ASKED)
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, MANAGER}, set())


def test_when_an_account_is_closed_it_is_as_if_they_had_left(late, cast):
    cast.caseworker.is_active = False
    cast.caseworker.save()
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, MANAGER}, set())


def test_when_everybody_is_gone_the_council_is_told_at_its_office(late, cast):
    for user in (cast.caseworker, cast.manager):
        leaves(user, ASKED)
    days_go_by(DUE, DUE + timedelta(days=1))
    assert told_on("1 day after") == ({PSYCHOLOGIST, str(cast.council)}, set())


def test_an_accountable_officer_on_leave_is_covered_as_well(late, cast, cover):
    Membership.objects.filter(user=cast.manager).update(answers_for_it=True)
    away(cast.manager, cast.council, cover=cover)
    days_go_by(DUE, DUE + timedelta(days=15))
    told = Notice.objects.filter(group="accountable", channel="email", state="sent")
    assert {str(each.reader) for each in told} == {COVER}
