"""An exception and another day agreed, as an officer records them, and what lists and figures say of them."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ehcp.models import Closure
from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from workflows import clock

TODAY = date(2026, 12, 14)


@pytest.fixture
def officer(cast):
    return Reader(cast.caseworker)


@pytest.fixture
def case(cast):
    return people.at_stage(cast, "advice_asked")


def final(case):
    return case.deadlines.open().get(key="issue_the_final_plan")


def excuse(case, cast, key="issue_the_final_plan"):
    with clock.at(TODAY):
        case.record_exception(
            by=cast.caseworker,
            deadline=case.deadlines.open().filter(key=key).first(),
            ground="circumstances",
            statement="Her grandmother died.",
            evidence="Her mother told us.",
            began_on=date(2026, 11, 2),
            ended_on=date(2026, 11, 20),
        )


def test_without_a_day_in_hand_the_officer_chooses_one(officer, case):
    with clock.at(TODAY):
        page = officer.get("act", "case", case.pk, "record_exception")
    assert f"?deadline={final(case).pk}" in page.content.decode()
    assert "Why is it impractical?" not in words(page)


def test_only_the_grounds_of_that_duty_are_offered_each_with_its_place_in_the_law(officer, case):
    advice = case.deadlines.open().filter(key="give_advice").first()
    with clock.at(TODAY):
        of_plan = words(officer.get("act", "case", case.pk, "record_exception", deadline=final(case).pk))
        of_advice = words(officer.get("act", "case", case.pk, "record_exception", deadline=advice.pk))
    assert "reg 13(3) with reg 10(4)(a)" in of_plan and "reg 8(2)" not in of_plan
    assert "reg 8(2)(c)" in of_advice and "early years provider in the time" not in of_advice
    assert "Tuesday 19 January 2027" in of_plan


def test_a_holiday_that_is_known_need_not_be_typed(officer, cast, case):
    summer = Closure.objects.create(
        organisation=cast.council,
        name="long autumn",
        first_closed_on=date(2026, 10, 7),
        reopens_on=date(2026, 11, 9),
    )
    Closure.objects.create(
        organisation=cast.council,
        name="half term",
        first_closed_on=date(2026, 12, 21),
        reopens_on=date(2027, 1, 4),
    )
    with clock.at(TODAY):
        page = officer.get("act", "case", case.pk, "record_exception", deadline=final(case).pk)
        assert "“long autumn” from Wednesday 7 October 2026" in words(page)
        assert "half term" not in words(page)
        taken = officer.get(
            "act", "case", case.pk, "record_exception", deadline=final(case).pk, closure=summer.pk
        ).content.decode()
    assert re.search(r'<input[^>]*name="began_on_day"[^>]*value="7"', taken)
    assert re.search(r'<input[^>]*name="ended_on_month"[^>]*value="11"', taken)
    assert re.search(r'<input[^>]*value="school_closed"[^>]*checked', taken)


def test_a_number_that_is_no_holiday_of_this_setting_fills_in_nothing(officer, cast, case):
    foreign = Closure.objects.create(
        organisation=cast.other_council,
        name="elsewhere",
        first_closed_on=date(2026, 10, 7),
        reopens_on=date(2026, 11, 9),
    )
    with clock.at(TODAY):
        for number in (foreign.pk, "x", 99999):
            page = officer.get(
                "act", "case", case.pk, "record_exception", deadline=final(case).pk, closure=number
            )
            assert " checked" not in page.content.decode()


def test_the_check_says_which_day_it_is_about(officer, case):
    with clock.at(TODAY):
        page = officer.post(
            "act",
            "case",
            case.pk,
            "record_exception",
            seen=case.row_version,
            deadline=final(case).pk,
            ground="circumstances",
            impractical="on",
            statement="Her grandmother died.",
            evidence="Her mother told us.",
            **day("began_on", date(2026, 11, 2)),
        )
    assert "Check before you go on" in words(page)
    assert "by Tuesday 19 January 2027 (C7)" in words(page)
    assert not case.departures.exists()


def test_the_officer_reads_it_again_on_the_case_with_ground_and_doer(officer, cast, case):
    excuse(case, cast)
    with clock.at(TODAY):
        page = words(officer.get("case", case.pk))
    assert "Exceptional personal circumstances affected the child" in page
    assert "Her grandmother died." in page
    assert "Recorded on 14 December 2026 by Ruth Adeyemi" in page


def test_an_excused_day_that_has_passed_is_counted_apart_and_never_lost(cast, officer, case):
    excuse(case, cast)
    manager = Reader(cast.manager)
    with clock.at(date(2027, 2, 1)):
        page = manager.get("manager")
        assert "1 case past a day that an exception excuses" in words(page)
        found = words(manager.get("cases", whose="all", excused="1"))
        assert "NM-2026-0001" in found
        assert "a day has passed that an exception excuses" in found
        assert "Excused, still owed" in words(officer.get("home"))


def test_what_others_owe_and_is_excused_stays_in_the_officers_day(cast, officer, case):
    excuse(case, cast, "give_advice")
    with clock.at(date(2027, 2, 1)):
        page = words(officer.get("home"))
    assert "Excused with others, and still owed" in page


def test_another_day_is_recorded_only_where_the_law_lets_it_be_agreed(cast, officer, case):
    with clock.at(TODAY):
        page = words(officer.get("act", "case", case.pk, "agree_another_day"))
        assert "Nothing is open in this case for which the law lets another day be agreed" in page
        assert "Record another day agreed" not in words(officer.get("case", case.pk))


@pytest.mark.parametrize("act", ["record_exception", "agree_another_day", "pause", "end_pause"])
def test_a_stranger_and_a_family_see_none_of_these_pages(cast, case, act):
    for person in (cast.stranger, cast.mother, cast.psychologist):
        page = Reader(person).client.get(reverse("authority:act", args=["case", case.pk, act]))
        assert page.status_code == 404


@pytest.fixture
def refused(cast):
    case = people.requested(cast)
    with clock.at(date(2026, 9, 14)):
        case.decline_to_assess(by=cast.manager, reasons="School can.", sent_on=date(2026, 9, 14))
    return case


def test_another_day_agreed_after_mediation_is_recorded_and_read_by_the_family(cast, officer, refused):
    agreed = date(2026, 11, 12)
    with clock.at(date(2026, 10, 20)):
        dispute = refused.ask_for_mediation(by=cast.mother, words="")
        dispute.arrange_mediation(by=cast.caseworker, mediation_on=agreed, place="Town hall")
    with clock.at(agreed):
        dispute.agree_in_mediation(by=cast.caseworker, outcome="assess", words="We will assess.")
        refused.refresh_from_db()
        owed = refused.deadlines.open().get(key="start_assessing_as_told")
        page = officer.get("case", refused.pk).content.decode()
        assert f"agree_another_day/?deadline={owed.pk}" in page
        said = {"deadline": owed.pk, "statement": "Both want January.", "evidence": ""}
        nothing = words(officer.do(refused, "agree_another_day", **said, **day("until", date(2027, 1, 8))))
        assert "Answer the question: Where is it written?" in nothing and "Both want January." in nothing
        said["evidence"] = "Letter of 12 November, signed by both."
        officer.do(refused, "agree_another_day", **said, **day("until", date(2027, 1, 8)))
        family = Reader(cast.mother).client.get(reverse("family:case", args=[refused.pk]))
    owed.refresh_from_db()
    assert owed.due == date(2027, 1, 8)
    assert "Another day was agreed" in words(family)
    assert "to be done by Friday 8 January 2027" in words(family)


def test_the_day_of_an_order_is_not_offered_to_be_agreed_anew(cast, officer, refused):
    with clock.at(date(2026, 11, 2)):
        dispute = refused.record_appeal(by=cast.mother, words="Amira must be assessed.")
        dispute.register_appeal(by=cast.caseworker, number="EH123")
    with clock.at(date(2027, 1, 18)):
        dispute.record_order(by=cast.caseworker, outcome="assess", words="So ordered.")
        assert refused.deadlines.open().filter(key="start_assessing_as_told").exists()
        assert "agree_another_day" not in officer.get("case", refused.pk).content.decode()
        page = words(officer.get("act", "case", refused.pk, "agree_another_day"))
    assert "Nothing is open in this case for which the law lets another day be agreed" in page
