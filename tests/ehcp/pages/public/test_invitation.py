"""Invitations: once, to one address, for a week; opening the link changes nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from ehcp.models import FamilyMember, Invitation, Membership, User
from ehcp.pages.invitations import IN_PERSON, invite, use
from tests import people
from workflows import clock

GRACE = "grace.bellamy@people.example"
CHOSEN = {"full_name": "Grace Bellamy", "password": "three quiet lanterns"}


@pytest.fixture
def case(cast):
    return people.requested(cast)


def link_to(cast, email=GRACE, relationship="mother", **fields):
    _, token = Invitation.send(email=email, child=cast.child, relationship=relationship, **fields)
    return f"/invitation/{token}/"


def test_opening_the_link_uses_nothing_up(client, cast, case):
    link = link_to(cast)
    assert client.get(link).status_code == client.get(link).status_code == 200
    assert not User.objects.filter(email=GRACE).exists()


def test_the_page_names_no_child(client, cast, case):
    assert cast.child.name not in client.get(link_to(cast)).content.decode()


def test_accepting_makes_the_account_and_signs_in(client, cast, case):
    answer = client.post(link_to(cast), CHOSEN)
    assert answer.url == "/"
    user = User.objects.get(email=GRACE)
    assert client.session["_auth_user_id"] == str(user.pk)
    member = FamilyMember.objects.get(user=user)
    assert (member.child, member.relationship, member.may_act()) == (cast.child, "mother", True)


def test_a_young_person_is_connected_as_the_person_the_plan_is_about(client, cast, case):
    client.post(link_to(cast, relationship=IN_PERSON), CHOSEN)
    member = FamilyMember.objects.get(user__email=GRACE)
    assert (member.is_the_child, member.parental_responsibility) == (True, False)


def test_who_only_says_so_is_let_in_after_the_council_has_made_sure(client, cast, case):
    client.post(link_to(cast, self_declared=True), CHOSEN)
    member = FamilyMember.objects.get(user__email=GRACE)
    assert (member.to_be_checked, member.may_act(), member.may_see()) == (True, False, False)
    page = client.get("/family/").content.decode()
    assert case.reference in page
    assert cast.child.called not in page
    assert client.get(f"/cases/{case.pk}/").status_code == 404

    officer = Client()
    officer.force_login(cast.caseworker)
    officer.post(
        f"/authority/cases/{case.pk}/people/family/{member.pk}/",
        {"relationship": "mother", "parental_responsibility": "on", "lives_with_child": "on"},
    )
    assert mail.outbox[-1].to == [GRACE]
    assert cast.child.called not in mail.outbox[-1].body
    assert client.get(f"/cases/{case.pk}/", follow=True).status_code == 200


def test_it_works_once(client, cast, case):
    link = link_to(cast)
    client.post(link, CHOSEN)
    client.logout()
    again = client.post(link, {**CHOSEN, "password": "quite another sentence"})
    assert again.status_code == 404
    assert User.objects.get(email=GRACE).check_password(CHOSEN["password"])


def test_two_people_pressing_at_once_are_one(cast, case):
    invitation, _ = Invitation.send(email=GRACE, child=cast.child)
    assert use(invitation, CHOSEN) is not None
    assert use(invitation, CHOSEN) is None


def test_it_runs_out(client, cast, case):
    with clock.at(people.REQUEST):
        link = link_to(cast)
    with clock.at(people.REQUEST + timedelta(days=8)):
        assert client.get(link).status_code == client.post(link, CHOSEN).status_code == 404


def test_a_wrong_link_says_what_to_do(client, db):
    page = client.get("/invitation/no-such-link/")
    assert page.status_code == 404
    assert "This invitation does not work" in page.content.decode()


def test_a_weak_password_is_refused_in_words_and_the_name_is_kept(client, cast, case):
    page = client.post(link_to(cast), {"full_name": "Grace Bellamy", "password": "12345"}).content.decode()
    assert "too short" in page and 'value="Grace Bellamy"' in page
    assert not User.objects.filter(email=GRACE).exists()


def test_whoever_has_an_account_signs_in_first_and_the_child_is_added(client, cast, case):
    link = link_to(cast, email=cast.other_parent.email)
    page = client.get(link).content.decode()
    assert f"/account/login/?next={link}" in page and "password" not in page
    assert client.post(link, CHOSEN).status_code == 200
    assert not FamilyMember.objects.filter(user=cast.other_parent, child=cast.child).exists()
    client.force_login(cast.other_parent)
    assert client.post(link).url == "/"
    assert {member.child for member in cast.other_parent.family_of.all()} == {cast.child, cast.other_child}


def test_somebody_signed_in_with_another_address_cannot_take_it(client, cast, case):
    link = link_to(cast)
    client.force_login(cast.other_parent)
    assert "You are signed in with" in client.get(link).content.decode()
    client.post(link, CHOSEN)
    assert cast.other_parent.family_of.count() == 1
    assert Invitation.by_token(link.split("/")[2]) is not None


def test_a_colleague_is_invited_to_an_organisation(client, cast):
    _, token = Invitation.send(email=GRACE, organisation=cast.therapy, role="professional")
    client.post(f"/invitation/{token}/", CHOSEN)
    assert Membership.objects.get(user__email=GRACE).organisation == cast.therapy


def test_a_new_letter_ends_the_earlier_one(cast, case):
    for _ in range(2):
        invite(
            "request_received",
            {"case": case, "decide": case.deadlines.first()},
            email=GRACE,
            child=cast.child,
        )
    assert len(mail.outbox) == 2
    assert Invitation.objects.filter(revoked_at=None).count() == 1
