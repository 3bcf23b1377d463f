"""A family that moves reads in plain words where its plan is: one card, and both files."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from ehcp.models import Organisation
from ehcp.models.organisations import Kind
from tests import people
from tests.ehcp.pages.authority.reading import Reader
from tests.ehcp.pages.family.conftest import words
from workflows import clock

KNOWN, MOVES = date(2027, 5, 24), date(2027, 6, 1)


def case_page(case):
    return reverse("family:case", args=[case.pk])


@pytest.fixture
def final(cast):
    cast.other_council.health_commissioner = Organisation.objects.create(
        name="NHS Southvale", kind=Kind.HEALTH_COMMISSIONER
    )
    cast.other_council.save()
    return people.at_stage(cast, "final_issued")


@pytest.fixture
def moved(final, cast):
    """The case at Southvale, where the family has moved."""
    with clock.at(KNOWN):
        final.note_move(by=cast.caseworker, moves_on=MOVES, aware_on=KNOWN, to=cast.other_council)
    with clock.at(MOVES):
        return final.transfer_plan(by=cast.caseworker)


def test_before_the_move_the_family_reads_what_will_happen(final, cast, page):
    with clock.at(people.FINAL):
        final.confirm_provision(by=cast.caseworker, words="Rang the school.")
        final.confirm_health_provision(by=cast.commissioner, words="Booked.")
    with clock.at(KNOWN):
        final.note_move(by=cast.caseworker, moves_on=MOVES, aware_on=KNOWN, to=cast.other_council)
        said = page(case_page(final))
    assert "You move to the area of Southvale Council." in said
    assert "We send the plan to the council where you will live" in said
    assert "Monday 14 June 2027" in said


def test_one_card_leads_to_where_the_plan_is_now(moved, final, mother):
    with clock.at(MOVES):
        assert mother.get("/family/").url == case_page(moved)


def test_both_files_are_read_and_lead_to_each_other(moved, final, cast, page):
    with clock.at(MOVES):
        old, new = page(case_page(final)), page(case_page(moved))
        plan = page(f"/family/plans/{moved.final_version.pk}/")
    assert "Amira’s plan is with Southvale Council now. It is in force there" in old
    assert "Go on at Southvale Council" in old and case_page(moved) in old
    assert "It came from Northmoor Council, and everything in it is owed by Southvale Council now" in new
    assert "Amira’s file at Northmoor Council" in new and case_page(final) in new
    assert "We took over the plan from the council where Amira lived before" in new
    assert "It was given while the plan was with Northmoor Council, and stands in section K" in new
    assert "Tuesday 13 July 2027" in new  # until when the new council says what it will do
    assert "Individual speech and language therapy" in plan


def test_the_stranger_and_another_parent_see_neither(moved, final, cast, client):
    for user in (cast.other_parent, cast.stranger):
        client.force_login(user)
        with clock.at(MOVES):
            for case in (moved, final):
                assert client.get(case_page(case)).status_code == 404


def test_without_a_plan_the_family_reads_that_the_new_council_decides(cast, page):
    case = people.at_stage(cast, "agreed")
    with clock.at(people.AGREED):
        case.move_to_another_authority(by=cast.caseworker, authority="Southvale Council")
        said = page(case_page(case))
    assert "There was no plan yet, so Southvale Council decides afresh whether to assess Amira." in said


def test_what_was_paid_directly_stays_in_section_j_until_it_is_agreed_here(cast, page):
    case = people.at_stage(cast, "setting_named")
    with clock.at(people.NAMED):
        budget = case.ask_for_budget(by=cast.mother, reasons="We know somebody.")
        line = case.working_version.provision_in("F").get()
        lines = [{"provision": line, "amount": Decimal("2592.00"), "held": "direct_payment"}]
        budget.prepare_budget(by=cast.caseworker, lines=lines, agreement="Paid every four weeks.")
        budget.consent_to_direct_payment(by=cast.mother, words="I agree.")
        budget.agree_budget(by=cast.manager, reasons="It can be bought this way.")
    with clock.at(people.FINAL):
        case.issue_final_plan(by=cast.manager, sent_on=people.FINAL, served_on=people.FINAL)
    with clock.at(MOVES):
        case.note_move(by=cast.caseworker, moves_on=MOVES, aware_on=MOVES, to=cast.other_council)
        new = case.transfer_plan(by=cast.caseworker)
        said = page(reverse("family:budgets", args=[new.pk]))
        budget = page(new.current_budget.get_absolute_url())
        plan = page(f"/plans/{new.final_version.pk}/read/")
        money = words(Reader(cast.stranger).get("money", new.pk))
    assert "What Northmoor Council paid directly" in said
    assert "How it goes on here is to be agreed: talk to your person about it now." in budget
    assert "£2,592.00" in plan and "£2,592" in money
    assert "agree with the family at once how this provision goes on here" in money
    with clock.at(date(2027, 7, 1)):
        amended = new.prepare_amendments(by=cast.stranger)
    (paid,) = amended.section_j()
    assert paid.budget_line.amount == Decimal("2592.00")


# What the old authority still sees


def test_the_old_authority_no_longer_reads_or_changes_where_the_child_lives(moved, final, cast):
    cast.child.address = "1 Hidden Lane, Southvale"
    cast.child.save()
    officer, there = Reader(cast.caseworker), Reader(cast.stranger)
    member = cast.child.family.get()
    with clock.at(MOVES):
        page = words(officer.get("people", final.pk))
        assert "Hidden Lane" not in page and "samina-siddiqui@people.example" not in page
        assert "stands in its file and not in this one" in page
        for name, args in (
            ("child", [final.pk]),
            ("invite_family", [final.pk]),
            ("family_member", [final.pk, member.pk]),
            ("commissioner", [final.pk]),
        ):
            assert officer.get(name, *args).status_code == 404
        assert "Hidden Lane" in words(there.get("people", moved.pk))
        assert there.get("child", moved.pk).status_code == 200
