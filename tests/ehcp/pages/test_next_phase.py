"""The move to the next phase: expected, prepared in a review, named in the plan, read by the family."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ehcp.documents.plan import plan_sections
from ehcp.models import Organisation
from ehcp.models.organisations import Kind
from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from workflows import clock

SEPTEMBER = date(2028, 9, 1)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def case(cast):
    return people.at_stage(cast, "final_issued")


@pytest.fixture
def officer(cast):
    return Reader(cast.caseworker)


@pytest.fixture
def head(cast):
    return Reader(cast.manager)


@pytest.fixture
def high_school(cast):
    school = Organisation.objects.create(
        name="Northmoor High School", kind=Kind.SCHOOL, type_of_setting="mainstream secondary school"
    )
    school.works_with.add(cast.council)
    return school


@pytest.mark.parametrize(
    ("move", "key", "due"),
    [
        ("next_phase_on", "amend_before_the_next_phase", date(2028, 2, 14)),
        ("post_16_on", "amend_before_post_16", date(2028, 3, 30)),
        ("between_post_16_on", "amend_before_another_post_16", date(2028, 3, 31)),
    ],
)
def test_each_of_the_three_moves_has_its_own_last_day(case, officer, move, key, due):
    with clock.at(date(2027, 9, 6)):
        nothing = words(officer.do(case, "expect_next_phase", move="", **day("day", SEPTEMBER)))
        assert "Which move is it?" in nothing and "Check before" not in nothing
        officer.do(case, "expect_next_phase", move=move, **day("day", SEPTEMBER))
        assert case.deadlines.open().get(key=key).due == due
        assert "expect_no_next_phase" in officer.get("reviews", case.pk).content.decode()
        case.refresh_from_db()
        officer.do(case, "expect_no_next_phase", reasons="She stays where she is.")
        assert not case.deadlines.open().filter(key=key).exists()


def test_the_head_who_fixes_the_meeting_reads_that_it_is_the_review_before_the_move(case, cast):
    with clock.at(date(2027, 9, 6)):
        case.expect_next_phase(by=None, next_phase_on=SEPTEMBER)
        client, page = signed_in(cast.senco), reverse("professional:review_fix", args=[case.pk])
        assert "A move to the next phase of education is near." in words(client.get(page))
        client.post(
            page, {"seen": case.row_version, "place": "The library", **day("meeting_on", date(2027, 10, 18))}
        )
    assert case.current_review.kind == "next_phase"


def named(case, cast, head, high_school):
    """Reviewed, the next school written in on the page, and issued."""
    with clock.at(date(2027, 9, 6)):
        case.expect_next_phase(by=None, next_phase_on=SEPTEMBER)
        review = case.fix_review_meeting(by=cast.senco, meeting_on=date(2027, 10, 18), place="School")
    with clock.at(date(2027, 10, 18)):
        review.hold_review_meeting(by=cast.senco, attended=[], views="Ready.")
    with clock.at(date(2027, 11, 1)):
        case.prepare_amendments(by=cast.caseworker)
        case.refresh_from_db()
        done = head.do(case, "name_next_setting", setting=high_school.pk, **day("from_on", SEPTEMBER))
        assert done.status_code == 302
        case.refresh_from_db()
        case.decide_to_amend(
            by=cast.manager,
            reasons="She moves.",
            sent_on=date(2027, 11, 1),
            served_on=date(2027, 11, 1),
        )
    with clock.at(date(2027, 11, 16)):
        case.issue_amended_plan(by=cast.manager, sent_on=date(2027, 11, 16))


def test_the_plan_names_both_with_their_days_wherever_it_is_read(case, cast, head, officer, high_school):
    named(case, cast, head, high_school)
    version = case.final_version
    with clock.at(date(2027, 12, 1)):
        section = next(each for each in plan_sections(version).sections if each.letter == "I")
        assert dict(section.content) == {
            "Name": "Millbrook Primary School",
            "Type": "Mainstream primary school",
            "Until": "Thursday 31 August 2028",
            "From Friday 1 September 2028": "Northmoor High School",
            "Type from then on": "Mainstream secondary school",
        }
        mother = signed_in(cast.mother)
        page = words(mother.get(reverse("family:plan", args=[version.pk])))
        assert "Until Thursday 31 August 2028" in page and "Northmoor High School" in page
        page = words(mother.get(reverse("family:case", args=[case.pk])))
        assert (
            "It names Millbrook Primary School. From Friday 1 September 2028 it names Northmoor High School."
            in page
        )
        assert not case.deadlines.open().filter(key="amend_before_the_next_phase").exists()
    with clock.at(SEPTEMBER):
        page = words(mother.get(reverse("family:case", args=[case.pk])))
        assert "It names Northmoor High School." in page and "It names Millbrook" not in page


@pytest.mark.parametrize("act", ["expect_next_phase", "expect_no_next_phase", "name_next_setting"])
def test_a_stranger_and_the_family_see_none_of_these_pages(case, cast, act):
    for person in (cast.stranger, cast.mother, cast.senco):
        page = signed_in(person).get(reverse("authority:act", args=["case", case.pk, act]))
        assert page.status_code == 404
