"""From the day the rights pass: who decides what, on the young person's, the parent's and the officer's pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.ehcp.pages.authority.reading import Reader, words
from workflows import clock

DAY = date(2027, 7, 5)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def case(cast):
    """Amira is sixteen in 2026-27: the rights pass after Friday 25 June 2027."""
    case = people.at_stage(cast, "final_issued")
    cast.child.born = date(2011, 2, 12)
    cast.child.save()
    return case


@pytest.fixture
def young(cast, case):
    person = people.another_person("Amira Siddiqui")
    cast.child.family.create(user=person, relationship="in person", is_the_child=True)
    return person


def lacking(case, cast, matter="budget", **more):
    with clock.at(DAY):
        case.record_capacity(
            by=cast.caseworker,
            **{
                "matter": matter,
                "has_capacity": False,
                "assessed_by": "Dr Osei, paediatrician",
                "evidence": "Assessment of 2 July, with pictures and her own words.",
                "representative": cast.child.family.get(user=cast.mother),
                **more,
            },
        )


def test_the_officer_reads_under_people_who_decides_what_and_can_record_it(case, cast, young):
    officer = Reader(cast.caseworker)
    with clock.at(date(2027, 6, 25)):
        assert "Who decides what" not in words(officer.get("people", case.pk))
    lacking(case, cast)
    with clock.at(DAY):
        page = officer.get("people", case.pk)
    assert "Samina Siddiqui decides for Amira" in words(page)
    assert "by Dr Osei, paediatrician" in words(page)
    assert reverse("authority:act", args=["case", case.pk, "record_capacity"]) in page.content.decode()


def test_agreement_is_what_the_young_person_said_and_capacity_is_another_thing(case, cast):
    member = cast.child.family.get(user=cast.mother)
    page = words(Reader(cast.caseworker).get("family_member", case.pk, member.pk))
    assert "The young person has told us that they act with them" in page
    assert "or lacks the capacity" not in page


def test_the_young_person_and_the_representative_read_it_and_what_it_rests_on(case, cast, young):
    lacking(case, cast)
    with clock.at(DAY):
        hers = words(signed_in(young).get(reverse("family:case", args=[case.pk])))
        mothers = words(signed_in(cast.mother).get(reverse("family:case", args=[case.pk])))
    assert "Samina Siddiqui decides for you" in hers
    assert "Samina Siddiqui decides for Amira" in mothers
    assert "with pictures and her own words" in hers and "with pictures and her own words" in mothers
    assert "What is not in this list you decide." in hers
    assert "What is not in this list Amira decides." in mothers


def test_each_is_offered_only_what_is_theirs_to_decide(case, cast, young):
    lacking(case, cast, "request")
    again = reverse("family:reassessment", args=[case.pk])
    appeal = reverse("family:appeal", args=[case.pk])
    with clock.at(DAY):
        mother, hers = signed_in(cast.mother), signed_in(young)
        assert (mother.get(again).status_code, hers.get(again).status_code) == (200, 404)
        assert mother.get(appeal).status_code == 404
        assert "Ask for a re-assessment" in words(mother.get(reverse("family:case", args=[case.pk])))
        assert "Ask for a re-assessment" not in words(hers.get(reverse("family:case", args=[case.pk])))


def test_capacity_that_has_come_back_gives_the_decision_back(case, cast, young):
    lacking(case, cast, "request")
    lacking(case, cast, "request", has_capacity=True, representative=None, evidence="Assessed anew.")
    with clock.at(DAY):
        page = words(signed_in(young).get(reverse("family:case", args=[case.pk])))
        assert signed_in(young).get(reverse("family:reassessment", args=[case.pk])).status_code == 200
        assert signed_in(cast.mother).get(reverse("family:case", args=[case.pk])).status_code == 404
    assert "You decide" in page and "Assessed anew." in page


def test_somebody_of_another_family_cannot_represent(case, cast):
    from workflows.acts import NotNow

    stranger = cast.other_child.family.get(user=cast.other_parent)
    with pytest.raises(NotNow, match="Say who represents"):
        lacking(case, cast, representative=stranger)


def test_a_stranger_sees_nothing_of_it(case, cast, young):
    with clock.at(DAY):
        for person in (cast.stranger, cast.other_parent):
            client = signed_in(person)
            assert client.get(reverse("family:case", args=[case.pk])).status_code == 404
            assert client.get(reverse("authority:people", args=[case.pk])).status_code == 404


def test_the_officer_reads_what_each_of_the_family_may_do(case, cast, young):
    officer, member = Reader(cast.caseworker), cast.child.family.get(user=cast.mother)
    with clock.at(DAY):
        assert "Mother Yes Yes Sees nothing" in words(officer.get("people", case.pk))
    lacking(case, cast)
    with clock.at(DAY):
        page = words(officer.get("people", case.pk))
        assert "Mother Yes Yes Decides where they represent the young person" in page
        assert "Is the child Decides, save where somebody represents them" in page
        case.refresh_from_db()
        case.let_parent_act(by=young, member=member)
        page = words(officer.get("people", case.pk))
    assert "Acts with the young person. Decides where they represent the young person" in page


def test_the_young_person_reads_whose_views_they_were(case, cast, young):
    with clock.at(DAY):
        page = words(signed_in(young).get(reverse("family:case", args=[case.pk])))
    assert "Samina Siddiqui Given" in page
