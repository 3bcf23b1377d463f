"""My day and the list of cases: what is due, why it is there, and how many queries it takes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ehcp.models import Child
from tests import people
from tests.ehcp.pages.authority.reading import Reader, words
from workflows import clock


def another(cast, name, on=people.REQUEST, caseworker=None):
    child = Child.objects.create(name=name, born=date(2018, 3, 1), setting=cast.school)
    case = people.requested(replace(cast, child=child), on=on)
    if caseworker:
        case.caseworker = caseworker
        case.save(update_fields=["caseworker"])
    return case


def test_my_day_says_what_the_law_needs_by_when_and_why(cast, officer):
    people.requested(cast)
    with clock.at(date(2026, 10, 8)):
        said = words(officer.get("home"))
    assert "Today and this week (1)" in said
    assert "Amira Siddiqui: Decide whether to carry out an EHC needs assessment" in said
    assert "SEND Regulations 2014, reg 5(1)." in said
    assert "Tuesday 13 October 2026" in said


def test_what_is_late_comes_first(cast, officer):
    people.requested(cast)
    with clock.at(date(2026, 10, 14)):
        assert "Late: do these first (1)" in words(officer.get("home"))


def test_what_others_have_finished_waits_for_me(cast, officer):
    with people.on_the_day_of(cast, "advice_given"):
        said = words(officer.get("home"))
    assert "Waiting for you (6)" in said
    assert "Amira Siddiqui: Read the advice: educational psychology" in said
    assert "Educational psychology: advice was given" in said


def test_late_advice_stands_with_whose_step_it_is(cast, officer):
    people.at_stage(cast, "advice_asked")
    with clock.at(people.AGREED + timedelta(weeks=7)):
        said = words(officer.get("home"))
    assert "Late with others (5)" in said
    assert "The step is with Northmoor Educational Psychology Service." in said


def test_a_comment_without_answer_waits_for_me(cast, officer):
    with people.on_the_day_of(cast, "draft_served") as case:
        case.comment(by=cast.mother, words="Please read it again.")
        assert "Answer 1 comment on the plan" in words(officer.get("home"))


def test_decisions_in_every_case_stand_on_a_decision_makers_day(cast, head):
    people.requested(cast)
    with clock.at(date(2026, 10, 8)):
        assert "Decisions for you to take (1)" in words(head.get("home"))


def test_an_empty_day_says_what_will_come(cast, officer):
    said = words(officer.get("home"))
    assert "Nothing waits for you today." in said
    assert "Cases come here when a request is entered or arrives online." in said


def test_cases_stand_in_the_order_of_what_is_due(cast, officer):
    another(cast, "Later Child", on=date(2026, 9, 8))
    another(cast, "Sooner Child", on=date(2026, 9, 1))
    with clock.at(date(2026, 9, 10)):
        said = words(officer.get("cases"))
    assert said.index("Sooner Child") < said.index("Later Child")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "amira"}, ["Amira"]),
        ({"q": "NM-2026-0002"}, ["Ben"]),
        ({"q": "siddiqui amira"}, ["Amira"]),
        ({"step": "request"}, ["Ben", "Cara"]),
        ({"step": "advice"}, ["Amira"]),
        ({"late": "1"}, ["Ben"]),
        ({"whose": "mine"}, ["Amira", "Ben"]),
        ({"whose": "all"}, ["Amira", "Ben", "Cara"]),
        ({"step": "nonsense", "page": "seven"}, ["Amira", "Ben", "Cara"]),
        ({"caseworker": "x'; --", "by": "9" * 30}, []),
    ],
)
def test_the_list_is_narrowed_by_step_lateness_owner_and_words(cast, officer, asked, found):
    people.at_stage(cast, "agreed")
    another(cast, "Ben Late")
    another(cast, "Cara New", on=date(2026, 10, 12), caseworker=cast.manager)
    with clock.at(date(2026, 10, 20)):
        said = officer.get("cases", **asked).content.decode()
    assert [name for name in ("Amira", "Ben", "Cara") if f"{name} " in said.split("<tbody", 1)[-1]] == found


def test_a_search_without_hits_says_what_to_do(cast, officer):
    assert "No case has “Zebedee” in its reference or name" in words(officer.get("cases", q="Zebedee"))


def test_another_councils_cases_are_in_nobodys_list(cast):
    people.requested(cast)
    assert "Amira" not in words(Reader(cast.stranger).get("cases"))


def queries(page):
    with CaptureQueriesContext(connection) as caught:
        assert page().status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["home", "cases"])
def test_two_hundred_cases_take_no_more_queries_than_twenty(cast, officer, name):
    def enter(count):
        for number in range(count):
            another(cast, f"Child {number}", on=date(2026, 9, 1) + timedelta(days=number % 40))

    with clock.at(date(2026, 10, 14)):
        enter(20)
        officer.get(name)
        few = queries(lambda: officer.get(name))
        enter(180)
        assert queries(lambda: officer.get(name)) <= few
        assert few < 45


def test_the_list_goes_on_over_pages(cast, officer):
    for number in range(30):
        another(cast, f"Child {number}")
    with clock.at(people.AGREED):
        assert "30 cases, by what is due next" in words(officer.get("cases"))
        assert words(officer.get("cases", page=2)).count("NM-2026-") == 5
