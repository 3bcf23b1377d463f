"""What you may not see you cannot fetch."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from ehcp import access
from ehcp.models import FamilyMember, Membership
from ehcp.models.organisations import Role
from tests import people
from workflows import clock

EVERYTHING = (
    access.cases_for, access.cases_as_authority, access.cases_as_family, access.cases_as_health_commissioner,
    access.advice_for, access.advice_asked_of, access.plans_for, access.consultations_for, access.reviews_for,
    access.budgets_for, access.comments_for, access.disputes_for,
)  # fmt: skip


@pytest.fixture
def amended(cast):
    case = people.at_stage(cast, "amended")
    with clock.at(people.AMENDED):
        case.ask_for_mediation(by=cast.mother, topics=["health"])
    return case


@pytest.mark.parametrize("fetch", EVERYTHING, ids=lambda fetch: fetch.__name__)
def test_the_stranger_from_another_council_sees_nothing(amended, cast, fetch):
    assert not fetch(cast.stranger).exists()


@pytest.mark.parametrize("fetch", EVERYTHING, ids=lambda fetch: fetch.__name__)
def test_a_parent_of_another_child_sees_nothing(amended, cast, fetch):
    assert not fetch(cast.other_parent).exists()


def test_nobody_signed_in_sees_nothing(amended):
    assert not access.cases_for(AnonymousUser()).exists()


def test_those_round_the_child_see_the_case(amended, cast):
    for person in (
        cast.mother, cast.caseworker, cast.manager, cast.commissioner, cast.senco, cast.psychologist, cast.therapist,
    ):  # fmt: skip
        assert amended in access.cases_for(person), person


@pytest.mark.parametrize(
    ("topics", "seen"),
    [
        (["health"], True),
        (["education", "social_care", "health"], True),
        (["education", "social_care"], False),
    ],
)
def test_the_health_commissioner_sees_a_disagreement_where_it_is_about_health(cast, topics, seen):
    case = people.at_stage(cast, "final_issued")
    with clock.at(people.FINAL):
        dispute = case.ask_for_mediation(by=cast.mother, topics=topics)
    assert access.disputes_for(cast.commissioner).filter(pk=dispute.pk).exists() is seen
    for person in (cast.mother, cast.caseworker, cast.manager):
        assert dispute in access.disputes_for(person)
    assert not access.disputes_for(cast.senco).exists()


def test_the_health_commissioner_sees_what_it_is_recommended_or_has_agreed_to(cast):
    case = people.at_stage(cast, "final_issued")
    with clock.at(people.FINAL):
        appeal = case.record_appeal(by=cast.mother)
        assert not access.disputes_for(cast.commissioner).exists()
        appeal.record_order(by=cast.caseworker, outcome="amend", words="So.", recommends_on_health="More.")
    assert access.disputes_for(cast.commissioner).get() == appeal


def test_the_school_of_a_child_whose_assessment_was_refused_still_finds_the_case(cast):
    case = people.requested(cast)
    with clock.at(people.AGREED):
        case.decline_to_assess(by=cast.manager, reasons="No.", sent_on=people.AGREED)
    assert case in access.cases_for(cast.senco)
    assert not access.sections_for(cast.senco, case)


def test_a_service_sees_a_case_from_the_day_it_is_asked(cast):
    case = people.at_stage(cast, "agreed")
    assert case not in access.cases_for(cast.therapist)
    with clock.at(people.AGREED):
        case.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
    assert case in access.cases_for(cast.therapist)


def test_a_leaver_sees_nothing_from_the_day_after_the_last_one(cast):
    case = people.at_stage(cast, "advice_asked")
    Membership.objects.filter(user=cast.therapist).update(until=people.AGREED)
    with clock.at(people.AGREED):
        assert case in access.cases_for(cast.therapist)
    with clock.at(people.AGREED + timedelta(days=1)):
        assert case not in access.cases_for(cast.therapist)
        assert not access.advice_for(cast.therapist).exists()


def test_a_service_reads_its_own_advice_and_not_that_of_others(cast):
    case = people.at_stage(cast, "advice_given")
    own, other = case.advice.get(kind="other"), case.advice.get(kind="psychological")
    assert access.may_read_advice(cast.therapist, own)
    assert not access.may_read_advice(cast.therapist, other)
    assert other not in access.advice_for(cast.therapist)


def test_the_family_and_the_officer_read_advice_once_it_is_given(cast):
    case = people.at_stage(cast, "advice_asked")
    advice = case.advice.get(kind="other")
    assert not access.may_read_advice(cast.mother, advice)
    assert not access.may_read_advice(cast.caseworker, advice)
    with clock.at(people.ADVICE_IN):
        people.write_advice(advice, cast)
        advice.give_advice(by=cast.therapist)
    assert access.may_read_advice(cast.mother, advice)
    assert access.may_read_advice(cast.caseworker, advice)
    assert not access.may_read_advice(cast.stranger, advice)


def test_the_family_sees_no_draft_before_it_is_served(cast):
    case = people.at_stage(cast, "draft_written")
    assert not access.plans_for(cast.mother).exists()
    assert access.plans_for(cast.caseworker).get() == case.working_version


def test_the_family_sees_what_was_served_and_never_the_working_copy(cast):
    case = people.at_stage(cast, "draft_served")
    assert list(access.plans_for(cast.mother)) == [case.served_version]


def test_a_draft_that_was_thrown_away_stays_with_the_authority(cast):
    case = people.at_stage(cast, "report_sent")
    with clock.at(people.DECIDED):
        thrown_away = case.prepare_amendments(by=cast.caseworker)
        case.decide_to_maintain(by=cast.manager, reasons="It fits.")
    assert thrown_away not in access.plans_for(cast.mother)
    assert thrown_away in access.plans_for(cast.caseworker)


def test_a_setting_reads_the_draft_from_the_day_it_is_consulted(cast):
    case = people.at_stage(cast, "draft_served")
    assert not access.plans_for(cast.senco).exists()
    with clock.at(people.COMMENTED):
        case.consult_setting(by=cast.caseworker, setting=cast.school)
    assert list(access.plans_for(cast.senco)) == [case.served_version]


def test_a_setting_that_is_not_named_reads_the_draft_no_longer(cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        consultation = case.consult_setting(by=cast.caseworker, setting=cast.school)
        consultation.answer_consultation(
            by=cast.senco, can_meet_need=False, ground="unsuitable", reasons="No pool."
        )
        assert access.plans_for(cast.senco).exists()
        consultation.decline_to_name_setting(by=cast.manager, ground="unsuitable", reasons="No pool.")
    assert not access.plans_for(cast.senco).exists()
    assert not access.sections_for(cast.senco, case) - access.FOR_AN_ADVISER


def test_what_an_author_writes_again_is_nobody_elses_until_it_is_sent(cast):
    case = people.at_stage(cast, "advice_given")
    advice = case.advice.get(kind="other")
    with clock.at(people.ADVICE_IN):
        advice.return_for_clarification(by=cast.caseworker, question="How often?")
    assert access.may_read_advice(cast.therapist, advice)
    assert not access.may_read_advice(cast.caseworker, advice)
    assert not access.may_read_advice(cast.mother, advice)


def test_sections_go_to_those_who_need_them(amended, cast):
    assert access.sections_for(cast.mother, amended) == access.EVERY_SECTION
    assert access.sections_for(cast.senco, amended) == access.EVERY_SECTION
    assert not {"D", "H1", "H2"} & access.sections_for(cast.commissioner, amended)
    assert {"C", "G"} <= access.sections_for(cast.commissioner, amended)
    assert access.sections_for(cast.psychologist, amended) == {"A"}
    assert access.sections_for(cast.stranger, amended) == frozenset()


def test_a_young_persons_parent_sees_the_file_only_if_the_young_person_agrees(amended, cast):
    cast.child.born = date(2009, 2, 12)
    cast.child.save()
    daughter = people.another_person("Amira Siddiqui")
    FamilyMember.objects.create(child=cast.child, user=daughter, relationship="Herself", is_the_child=True)
    with clock.at(people.AMENDED):
        assert amended not in access.cases_for(cast.mother)
        assert amended in access.cases_for(daughter)
        FamilyMember.objects.filter(user=cast.mother).update(young_person_agrees=True)
        assert amended in access.cases_for(cast.mother)


def test_a_professional_role_at_the_council_is_not_an_officers(amended, cast):
    Membership.objects.filter(user=cast.caseworker).update(role=Role.PROFESSIONAL)
    assert not access.is_officer_for(cast.caseworker, amended)
