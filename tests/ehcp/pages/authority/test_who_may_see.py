"""The authority's pages are for its own officers: to everybody else they are not there."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ehcp.models import Invitation, LeftOut, Membership, RequestDraft
from ehcp.pages.authority.urls import urlpatterns
from ehcp.pages.public.questions import QUESTIONS
from tests import people
from tests.ehcp.pages.authority.reading import Reader
from workflows import clock

OF_NOBODY = {
    "home", "cases", "new_case", "take_over", "organisations", "add_organisation", "manager", "promises",
    "holidays", "add_holiday", "upload_holidays", "holidays_csv",
}  # fmt: skip
"""Pages that are about no case: every officer has their own."""
WITH_A_PLAN_ONLY = {"plan_file"}
"""There is none before a plan is in force: test_move_pages.py."""
OF_A_MESSAGE = {"not_arrived", "send_again", "settle", "correct_address"}
"""About messages that did not arrive: test_not_arrived.py."""


@pytest.fixture
def addresses(cast):
    """Every address of the authority's pages that is about something of Amira's council, filled in."""
    case = people.at_stage(cast, "setting_named")
    line = case.working_version.provision_in("F").get()
    advised = type(line).objects.get(thread=line.thread, advice__isnull=False)
    LeftOut.objects.create(plan=case.working_version, provision=advised, reason="Elsewhere.")
    invitation, _ = Invitation.send(email="aunt@people.example", child=cast.child, relationship="Aunt")
    to_school, _ = Invitation.send(email="head@school.example", organisation=cast.school, role="professional")
    away = cast.senco.memberships.get().absences.create(from_day=people.NAMED)
    holiday = cast.school.closures.create(
        name="Summer holiday", first_closed_on=date(2026, 7, 22), reopens_on=date(2026, 9, 2)
    )
    budget = case.budgets.create()
    review = case.reviews.create(arranged_by=cast.school, plan=case.working_version)
    dispute = case.disputes.create(decision=case.events.first())
    with clock.at(people.NAMED):
        enquiry = case.ask_a_question(by=cast.mother, words="What happens now?")
    draft, _ = RequestDraft.begin(cast.council)
    draft.case, draft.answers = case, {question.slug: {} for question in QUESTIONS}
    draft.save()
    rows = {
        "advice": [case.advice.first().pk],
        "consultation": [case.consultations.get().pk],
        "budget": [budget.pk],
        "review": [review.pk],
        "dispute": [dispute.pk],
        "enquiry": [enquiry.pk],
        "answer_question": [enquiry.pk],
        "answer_comment": [case.served_version.comments.get().pk],
        "family_member": [case.pk, cast.child.family.get().pk],
        "revoke_invitation": [case.pk, invitation.pk],
        "plan": [case.working_version.pk],
        "views": [case.working_version.pk],
        "section": [case.working_version.pk, "F"],
        "add_line": [case.working_version.pk, "F"],
        "say_none": [case.working_version.pk, "D"],
        "use_line": [case.working_version.pk, "provision", advised.pk],
        "leave_out": [case.working_version.pk, "provision", advised.pk],
        "edit_line": ["provision", line.pk],
        "remove_line": ["provision", line.pk],
        "act": ["case", case.pk, "explain_delay"],
        "done": [case.pk, 1],
        "hand_over": [cast.caseworker.pk],
        "holiday": [holiday.pk],
        "remove_holiday": [holiday.pk],
        "organisation": [cast.school.pk],
        "edit_organisation": [cast.school.pk],
        "invite_member": [cast.school.pk],
        "member": [cast.school.pk, cast.senco.memberships.get().pk],
        "member_leave": [cast.school.pk, cast.senco.memberships.get().pk],
        "end_member_leave": [cast.school.pk, cast.senco.memberships.get().pk, away.pk],
        "revoke_member_invitation": [cast.school.pk, to_school.pk],
    }
    names = [
        pattern.name
        for pattern in urlpatterns
        if pattern.name not in OF_NOBODY | WITH_A_PLAN_ONLY | OF_A_MESSAGE
    ]
    return {name: reverse(f"authority:{name}", args=rows.get(name, [case.pk])) for name in names}


def test_an_officer_of_another_council_finds_no_page_of_ours(cast, addresses):
    with clock.at(people.NAMED):
        stranger = Reader(cast.stranger)
        for name, address in addresses.items():
            assert (name, stranger.get(address).status_code) in ((name, 404), (name, 405))
            assert (name, stranger.post(address).status_code) in ((name, 404), (name, 405))


@pytest.mark.parametrize("who", ["mother", "senco", "commissioner", "other_parent"])
def test_only_officers_find_the_authoritys_pages(cast, addresses, who):
    with clock.at(people.NAMED):
        reader = Reader(getattr(cast, who))
        for name in [*OF_NOBODY, *addresses]:
            address = addresses.get(name) or reverse(f"authority:{name}")
            assert (name, reader.get(address).status_code) in ((name, 404), ("use_line", 405))
            assert (name, reader.post(address).status_code) in ((name, 404), (name, 405))


def test_every_page_opens_for_an_officer_of_the_case(cast, addresses):
    with clock.at(people.NAMED):
        head = Reader(cast.manager)
        for name, address in addresses.items():
            assert (name, head.get(address).status_code) in ((name, 200), (name, 302), ("use_line", 405))


def test_nobody_comes_in_without_signing_in(addresses, client):
    for name, address in addresses.items():
        assert (name, client.get(address).status_code) == (name, 302)


def test_a_leaver_finds_nothing_from_the_day_after(cast, addresses):
    Membership.objects.filter(user=cast.caseworker).update(until=people.NAMED)
    officer = Reader(cast.caseworker)
    with clock.at(people.NAMED):
        assert officer.get(addresses["case"]).status_code == 200
    with clock.at(people.NAMED + timedelta(days=1)):
        assert officer.get(addresses["case"]).status_code == 404
        assert officer.get("home").status_code == 404


def test_a_caseworker_does_not_find_the_managers_pages(cast, addresses, officer):
    with clock.at(people.NAMED):
        assert officer.get("manager").status_code == 404
        for name in ("holidays", "add_holiday", "upload_holidays", "holidays_csv"):
            assert (name, officer.get(name).status_code) == (name, 404)
        for name in ("holiday", "remove_holiday"):
            assert (name, officer.post(addresses[name]).status_code) == (name, 404)
        assert officer.get(addresses["hand_over"]).status_code == 404
        assert officer.get("invite_member", cast.council.pk).status_code == 404
        assert officer.get("member", cast.council.pk, cast.manager.memberships.get().pk).status_code == 404
