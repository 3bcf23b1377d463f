"""Who is who in a case, invitations, and a request that came on paper."""

from datetime import date

import pytest
from django.core import mail

from ehcp.models import Case, Child, Invitation, User
from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from workflows import clock


@pytest.fixture
def case(cast):
    return people.requested(cast)


def test_the_page_says_who_acts_for_the_child(case, officer):
    assert "Samina Siddiqui samina-siddiqui@people.example Mother Yes Yes Acts and decides" in words(
        officer.get("people", case.pk)
    )


def test_without_parental_responsibility_a_relative_sees_nothing(cast, case, officer):
    member = cast.child.family.get()
    officer.post("family_member", case.pk, member.pk, relationship="Aunt", lives_with_child="on")
    assert "Aunt No Yes Sees nothing" in words(officer.get("people", case.pk))
    assert Reader(cast.mother).client.get(f"/cases/{case.pk}/").status_code == 404


def test_two_households_stand_at_the_head_of_the_file(cast, case, officer):
    father = User.objects.create_user("imran@people.example", full_name="Imran Siddiqui")
    cast.child.family.create(
        user=father, relationship="Father", parental_responsibility=True, lives_with_child=False
    )
    assert "two households" in words(officer.get("case", case.pk))


def test_a_childs_setting_and_senses_are_kept(cast, case, officer):
    sent = {"name": "Amira Siddiqui", **day("born", cast.child.born), "hearing_impaired": "on", "setting": ""}
    assert officer.post("child", case.pk, **sent).status_code == 302
    cast.child.refresh_from_db()
    assert (cast.child.hearing_impaired, cast.child.setting) == (True, None)
    assert "hearing impairment" in words(officer.get("case", case.pk))


def test_an_invitation_goes_to_one_address_and_does_not_name_the_child(case, officer):
    officer.post(
        "invite_family",
        case.pk,
        email="dad@people.example",
        full_name="Imran",
        who="parent",
        relationship="Father",
    )
    letter = mail.outbox[-1]
    assert letter.to == ["dad@people.example"]
    assert "Amira" not in letter.subject + letter.body
    assert case.reference in letter.body
    assert "/invitation/" in letter.body
    assert "Imran (dad@people.example), Father: sent" in words(officer.get("people", case.pk))


def test_an_invitation_without_an_address_says_what_to_do_and_sends_nothing(case, officer):
    page = officer.post(
        "invite_family", case.pk, email="dad", full_name="Imran", who="parent", relationship="Father"
    )
    assert "Enter an e-mail address like name@example.com" in words(page)
    assert 'value="Imran"' in page.content.decode()
    assert Invitation.objects.count() == len(mail.outbox) == 0


def test_an_invitation_can_be_taken_back(case, officer):
    officer.post("invite_family", case.pk, email="dad@people.example", full_name="Imran", who="in_person")
    invitation = Invitation.objects.get()
    officer.post("revoke_invitation", case.pk, invitation.pk)
    invitation.refresh_from_db()
    assert not invitation.is_good()


def test_a_manager_hands_a_case_over_and_a_caseworker_cannot(cast, case, officer, head):
    assert officer.get("caseworker", case.pk).status_code == 404
    head.post("caseworker", case.pk, caseworker=cast.manager.pk)
    case.refresh_from_db()
    assert case.caseworker == cast.manager


def test_a_case_that_nobody_has_can_be_taken_by_a_caseworker(cast, case, officer):
    case.caseworker = None
    case.save(update_fields=["caseworker"])
    officer.post("caseworker", case.pk, caseworker=cast.caseworker.pk)
    case.refresh_from_db()
    assert case.caseworker == cast.caseworker


def test_a_case_goes_only_to_an_officer_of_its_authority(cast, case, head):
    page = head.post("caseworker", case.pk, caseworker=cast.stranger.pk)
    assert "There is a problem" in words(page)


def test_the_health_commissioner_is_set(cast, case, officer):
    other = people._organisation("NHS Southvale Integrated Care Board", "health_commissioner")
    officer.post("commissioner", case.pk, commissioner=other.pk)
    case.refresh_from_db()
    assert case.commissioner == other


RECEIVED = date(2026, 10, 1)


def request_on_paper(**more):
    return {
        **day("received_on", RECEIVED),
        "via": "post",
        "requested_by": "parent",
        "requester": "Jo Field, father",
        "child_name": "Rowan Field",
        **day("born", date(2019, 2, 3)),
        "reasons": "He cannot follow.",
        **more,
    }


def test_a_letter_is_entered_on_the_day_it_came(cast, officer):
    with clock.at(people.AGREED):
        gone = officer.post(
            "new_case", follow=True, **request_on_paper(email="jo@people.example", relationship="Father")
        )
    case = Case.objects.get()
    assert (case.received_on, case.via, case.caseworker) == (RECEIVED, "post", cast.caseworker)
    assert case.deadlines.get(key="decide_whether_to_assess").due == date(2026, 11, 12)
    assert f"The request is entered as {case.reference}, and you are the caseworker." in words(gone)
    assert mail.outbox[-1].to == ["jo@people.example"]


def test_a_letter_from_the_future_is_refused_and_nothing_typed_is_lost(cast, officer):
    with clock.at(people.AGREED):
        page = officer.post("new_case", **request_on_paper(**day("received_on", date(2027, 1, 1))))
    assert "The day the request was received must be Monday 5 October 2026 or earlier" in words(page)
    assert "He cannot follow.</textarea>" in page.content.decode()
    assert not Case.objects.exists()


def test_a_child_we_know_is_not_entered_twice(cast, case, officer):
    again = request_on_paper(child_name="amira  siddiqui", **day("born", cast.child.born))
    with clock.at(people.AGREED):
        page = officer.post("new_case", **again)
        assert "Is it the same child?" in words(page)
        page = officer.post("new_case", **again, child=str(cast.child.pk))
        assert "This child has an open case already." in words(page)
        officer.post("new_case", **again, child="another")
    assert Child.objects.filter(name__iexact="Amira Siddiqui").count() == 2


def test_a_child_whose_request_was_declined_can_be_asked_for_again(cast, case, officer):
    with clock.at(people.AGREED):
        case.decline_to_assess(by=cast.manager, reasons="No.", sent_on=people.AGREED)
        again = request_on_paper(child_name="Amira Siddiqui", **day("born", cast.child.born))
        officer.post("new_case", **again, child=str(cast.child.pk))
    assert cast.child.cases.count() == 2


def test_another_councils_child_is_not_shown_to_who_enters_a_request(cast, case):
    stranger = Reader(cast.stranger)
    with clock.at(people.AGREED):
        stranger.post(
            "new_case", **request_on_paper(child_name="Amira Siddiqui", **day("born", cast.child.born))
        )
    assert Case.objects.get(authority=cast.other_council).child != cast.child
