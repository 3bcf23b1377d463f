"""Who is away, who covers and who answers: entered by everybody for themselves, and by those who lead for others."""

from datetime import date, timedelta

import pytest
from django.test import Client

from ehcp.models import Absence, Membership
from ehcp.models.organisations import Role
from tests import people
from tests.ehcp.pages.authority.reading import day, words
from workflows import clock

TODAY = date(2026, 9, 7)
FIRST, LAST = date(2026, 9, 14), date(2026, 9, 25)
COLLEAGUE = "Ursula Bright"


@pytest.fixture(autouse=True)
def it_is_today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def colleague(cast):
    people._member(COLLEAGUE, cast.psychology, Role.PROFESSIONAL, "Educational psychologist")
    return people.User.objects.get(full_name=COLLEAGUE)


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def place_of(user):
    return user.memberships.get()


def leave(user, cover=None, first=FIRST, last=LAST):
    sent = {**day("from_day", first), "covered_by": cover.pk if cover else ""}
    return sent | (day("until", last) if last else {"until_day": "", "until_month": "", "until_year": ""})


def at_the_council(user):
    place = place_of(user)
    return f"/authority/organisations/{place.organisation_id}/members/{place.pk}/leave/"


def at_work(user, page="leave"):
    return f"/professional/team/{place_of(user).pk}/{page}/"


def on_record():
    return [(each.from_day, each.until, each.covered_by) for each in Absence.objects.all()]


# The council


def test_a_manager_enters_a_caseworkers_leave_and_everybody_there_reads_who_covers(cast):
    answer = as_(cast.manager).post(
        at_the_council(cast.caseworker), leave(cast.caseworker, cover=cast.manager)
    )
    assert answer.status_code == 302
    assert on_record() == [(FIRST, LAST, cast.manager)]
    page = words(as_(cast.caseworker).get(f"/authority/organisations/{cast.council.pk}/"))
    assert "Monday 14 September 2026 to Friday 25 September 2026, covered by Helen Marsh." in page


def test_a_caseworker_enters_their_own_leave_and_nobody_elses(cast):
    officer = as_(cast.caseworker)
    assert officer.post(at_the_council(cast.caseworker), leave(cast.caseworker)).status_code == 302
    assert officer.get(at_the_council(cast.manager)).status_code == 404
    assert officer.post(at_the_council(cast.manager), leave(cast.manager)).status_code == 404
    assert len(on_record()) == 1


def test_an_officer_of_another_council_and_a_parent_have_no_such_page(cast, colleague):
    as_(cast.manager).post(at_the_council(cast.caseworker), leave(cast.caseworker))
    absence = Absence.objects.get()
    pages = (
        at_the_council(cast.caseworker),
        f"{at_the_council(cast.caseworker)}{absence.pk}/",
        at_work(cast.psychologist),
        at_work(cast.psychologist, "answers"),
        f"{at_work(cast.psychologist)}{absence.pk}/",
    )
    for user in (cast.stranger, cast.mother, cast.other_parent):
        for page in pages:
            assert as_(user).get(page).status_code == 404, (user, page)
            assert as_(user).post(page, leave(user)).status_code == 404, (user, page)
    assert len(on_record()) == 1
    assert as_(cast.mother).get("/professional/team/").status_code == 404


def test_only_somebody_who_works_there_can_be_chosen_to_cover(cast):
    page = at_the_council(cast.caseworker)
    sent = as_(cast.manager).post(page, leave(cast.caseworker, cover=cast.stranger))
    assert sent.status_code == 200
    assert "Alex Stranger" not in words(sent)
    assert on_record() == []


def test_what_cannot_be_is_said_and_what_was_typed_stays(cast):
    page = at_the_council(cast.caseworker)
    answer = as_(cast.manager).post(page, leave(cast.caseworker, first=LAST, last=FIRST))
    assert "The last day away is before the first: check both" in words(answer)
    assert 'value="25"' in answer.text and 'value="14"' in answer.text
    as_(cast.manager).post(page, leave(cast.caseworker))
    twice = as_(cast.manager).post(page, leave(cast.caseworker, first=LAST, last=None))
    assert "Leave on some of these days is on record already" in words(twice)


def test_whoever_is_back_early_is_back_and_whoever_does_not_go_was_never_away(cast):
    manager, page = as_(cast.manager), at_the_council(cast.caseworker)
    manager.post(page, leave(cast.caseworker, last=None))
    ended = f"{page}{Absence.objects.get().pk}/"
    with clock.at(FIRST + timedelta(days=3)):
        assert "Ruth Adeyemi is back" in words(manager.get(ended))
        manager.post(ended)
    assert on_record() == [(FIRST, FIRST + timedelta(days=2), None)]
    Absence.objects.all().delete()
    manager.post(page, leave(cast.caseworker))
    manager.post(f"{page}{Absence.objects.get().pk}/")
    assert on_record() == []


def test_a_manager_says_who_answers_for_the_council_and_for_a_service(cast):
    for user in (cast.manager, cast.paediatrician):
        place = place_of(user)
        page = f"/authority/organisations/{place.organisation_id}/"
        assert "Nobody answers for what" in words(as_(cast.manager).get(page))
        as_(cast.manager).post(f"{page}members/{place.pk}/", {"title": place.title, "answers_for_it": "on"})
        assert Membership.objects.get(pk=place.pk).answers_for_it
        assert "Answers for what it owes" in words(as_(cast.manager).get(page))


# A service, a board, a school


def test_a_professional_enters_their_own_leave_on_the_page_of_their_team(cast, colleague):
    psychologist = as_(cast.psychologist)
    assert (
        psychologist.post(at_work(cast.psychologist), leave(cast.psychologist, colleague)).status_code == 302
    )
    page = words(psychologist.get("/professional/team/"))
    assert "covered by Ursula Bright" in page
    assert "Enter leave of Ursula Bright" not in page


def test_a_colleagues_leave_is_for_whoever_leads_or_answers_for_the_service(cast, colleague):
    assert as_(cast.psychologist).get(at_work(colleague)).status_code == 404
    Membership.objects.filter(user=cast.psychologist).update(answers_for_it=True)
    assert as_(cast.psychologist).post(at_work(colleague), leave(colleague)).status_code == 302
    assert on_record() == [(FIRST, LAST, None)]


def test_whoever_answers_for_a_service_can_name_another_and_nobody_names_themselves(cast, colleague):
    assert as_(colleague).post(at_work(colleague, "answers"), {"answers_for_it": "on"}).status_code == 404
    Membership.objects.filter(user=cast.psychologist).update(answers_for_it=True)
    as_(cast.psychologist).post(at_work(colleague, "answers"), {"answers_for_it": "on"})
    assert place_of(colleague).answers_for_it


def test_a_therapist_has_no_page_of_another_service(cast, colleague):
    Membership.objects.filter(user=cast.therapist).update(answers_for_it=True)
    for page in (at_work(colleague), at_work(colleague, "answers")):
        assert as_(cast.therapist).get(page).status_code == 404
    assert COLLEAGUE not in words(as_(cast.therapist).get("/professional/team/"))
