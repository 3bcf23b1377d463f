"""For managers: figures that open the cases they count; organisations and who works there."""

import re
from datetime import date, timedelta
from html import unescape

from django.core import mail

from ehcp.models import Invitation, Membership, Organisation
from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from tests.ehcp.pages.authority.test_day_and_cases import another
from workflows import clock

AFTER_SIX_WEEKS = people.REQUEST + timedelta(weeks=7)


def figures(page):
    """Each figure that is a link: its number and where it leads."""
    found = re.findall(r'<a class="govuk-link" href="([^"]*/cases/\?[^"]*)">(\d+)', page.content.decode())
    return [(int(number), unescape(url)) for url, number in found]


def test_every_figure_opens_just_the_cases_it_counts(cast, head):
    people.at_stage(cast, "advice_asked")
    another(cast, "Ben Late")
    another(cast, "Cara Nobody", caseworker=cast.manager)
    another(cast, "Dan Soon", on=AFTER_SIX_WEEKS - timedelta(days=38))
    with clock.at(people.AGREED + timedelta(weeks=7)):
        found = figures(head.get("manager"))
        assert len(found) > 8
        for number, url in found:
            assert (url, head.get(url).context["page"].paginator.count) == (url, number)


def test_what_is_late_stands_with_whose_step_it_is(cast, head):
    people.at_stage(cast, "advice_asked")
    another(cast, "Ben Late")
    with clock.at(people.AGREED + timedelta(weeks=7)):
        said = words(head.get("manager"))
    assert (
        "Northmoor Council Decide whether to carry out an EHC needs assessment, and tell the family 1" in said
    )
    assert "Northmoor Educational Psychology Service Give the advice 1" in said


def test_the_rate_counts_plans_by_the_year_they_were_issued_in(cast, head):
    people.at_stage(cast, "final_issued")
    with clock.at(date(2027, 3, 1)):
        said = words(head.get("manager"))
    assert (
        "2027 1 issued in 2027 1 in time in 2027 0 late in 2027 0 with an excused day in 2027 100% 100%"
        in said
    )
    assert (
        "2026 0 issued in 2026 0 in time in 2026 0 late in 2026 0 with an excused day in 2026 None issued"
        in said
    )


def test_a_manager_sees_only_their_own_authority(cast):
    people.requested(cast)
    with clock.at(AFTER_SIX_WEEKS):
        assert "Nothing is late" in words(Reader(cast.stranger).get("manager"))


def test_the_manager_page_takes_the_same_queries_for_many_cases(cast, head):
    from tests.ehcp.pages.authority.test_day_and_cases import queries

    another(cast, "Ben")
    with clock.at(AFTER_SIX_WEEKS):
        head.get("manager")
        few = queries(lambda: head.get("manager"))
        for number in range(20):
            another(cast, f"Child {number}")
        assert queries(lambda: head.get("manager")) <= few


def test_all_cases_of_one_who_leaves_go_to_another(cast, head):
    case = people.requested(cast)
    gone = head.post("hand_over", cast.caseworker.pk, to=cast.manager.pk, follow=True)
    case.refresh_from_db()
    assert case.caseworker == cast.manager
    assert "1 case of Ruth Adeyemi went to Helen Marsh." in words(gone)


def test_a_stranger_hands_over_nothing(cast):
    people.requested(cast)
    assert Reader(cast.stranger).get("hand_over", cast.caseworker.pk).status_code == 404


def test_an_organisation_is_added_and_works_with_the_authority(cast, officer):
    page = officer.post("add_organisation", name="", kind="therapy")
    assert "Enter name" in words(page)
    officer.post("add_organisation", name="Hand Therapy", kind="therapy", email="hand@therapy.example")
    added = Organisation.objects.get(name="Hand Therapy")
    assert list(added.works_with.all()) == [cast.council]
    assert "Hand Therapy" in words(officer.get("organisations"))


def test_no_second_authority_can_be_made(cast, officer):
    page = officer.post("add_organisation", name="A New Council", kind="authority")
    assert "Choose from the answers given" in words(page)
    assert not Organisation.objects.filter(name="A New Council").exists()


def test_a_professional_is_invited_and_a_leaver_is_given_a_last_day(cast, officer):
    officer.post(
        "invite_member",
        cast.school.pk,
        email="new@school.example",
        full_name="New Person",
        role="professional",
    )
    assert Invitation.objects.get().organisation == cast.school
    assert mail.outbox[-1].to == ["new@school.example"]
    member = cast.senco.memberships.get()
    with clock.at(people.AGREED):
        officer.post("member", cast.school.pk, member.pk, title="SENCO", **day("until", people.AGREED))
        member.refresh_from_db()
        assert member.until == people.AGREED
    with clock.at(people.AGREED + timedelta(days=1)):
        assert "(has left)" in words(officer.get("organisation", cast.school.pk))


def test_nobody_is_made_an_officer_in_a_school(cast, officer):
    page = officer.post("invite_member", cast.school.pk, email="x@y.example", full_name="X", role="manager")
    assert page.status_code == 200
    assert not Invitation.objects.exists()


def test_only_a_manager_says_who_works_for_the_authority_and_who_decides(cast, officer, head):
    assert (
        officer.post(
            "invite_member", cast.council.pk, email="x@y.example", full_name="X", role="manager"
        ).status_code
        == 404
    )
    member = cast.caseworker.memberships.get()
    head.post("member", cast.council.pk, member.pk, title="SEND officer", may_decide="on")
    member.refresh_from_db()
    assert member.may_decide


def test_a_manager_cannot_lock_themselves_out(cast, head):
    member = cast.manager.memberships.get()
    page = head.post("member", cast.council.pk, member.pk, title="Head", **day("until", people.AGREED))
    assert "You cannot end your own place here" in words(page)
    assert Membership.objects.get(pk=member.pk).until is None


def test_another_authority_is_none_of_our_organisations(cast, officer):
    assert "Southvale" not in words(officer.get("organisations"))
    assert officer.get("organisation", cast.other_council.pk).status_code == 404
