"""Each reader is told of holidays and of a move near by on the day it helps; nobody where nothing is near."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from ehcp.models import Case
from tests import people
from tests.ehcp.pages.public.conftest import MOTHERS, Writer
from tests.ehcp.test_closures import CHRISTMAS, HALF_TERM, SUMMER, closed
from workflows import clock

ASKED = date(2026, 6, 15)
CALM = "School holidays stop no clock"
AHEAD = 'aria-labelledby="ahead"'


def read(user, address, **data):
    client = Client()
    client.force_login(user)
    answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code == 200, answer
    return words(answer)


def words(answer):
    page = answer.content.decode()
    box = page.partition(AHEAD)[2].partition("</section>")[0].partition(">")[2]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", box))).strip()


@pytest.fixture
def holidays(cast):
    """The council's dates, and a summer of the school's own."""
    closed(cast.council, "Summer holiday", (date(2026, 7, 20), date(2026, 9, 1)))
    closed(cast.council, "Autumn half-term", HALF_TERM)
    closed(cast.council, "Christmas holiday", CHRISTMAS)
    closed(cast.school, "Long summer", SUMMER)


def do(case, act):
    return f"/authority/do/{case.life_name()}/{case.pk}/{act}/"


# The day of a request


def test_whoever_sends_a_request_is_told_of_the_councils_holidays(cast, holidays, client):
    writer = Writer(client, cast.council)
    with clock.at(ASKED):
        writer.write()
        receipt = words(writer.send())
        assert receipt.startswith(
            "School holidays and other days near Summer holiday (20 July to 31 August 2026) and"
        )
        assert CALM in receipt and "If the council asks the school or college for advice" in receipt
    with clock.at(date(2026, 6, 16)):
        assert words(client.get(writer.address("receipt"))) == ""


def test_and_of_the_childs_own_school_if_it_was_chosen(cast, holidays, client):
    writer = Writer(client, cast.council)
    with clock.at(date(2026, 6, 15)):
        at_our_school = {"goes_to": "listed", "setting": str(cast.school.pk)}
        writer.write({**MOTHERS, "setting": at_our_school})
        receipt = words(writer.send())
    assert Case.objects.get().child.setting == cast.school
    assert "Long summer (22 July to 1 September 2026)" in receipt and "Summer holiday" not in receipt
    assert (
        "If the council asks Millbrook Primary School for advice from 15 July 2026 to 26 August 2026"
        in receipt
    )


def test_a_family_reads_it_on_its_page_on_that_day_only(cast, holidays):
    case = people.requested(cast, on=ASKED)
    address = f"/family/cases/{case.pk}/"
    with clock.at(ASKED):
        page = read(cast.mother, address)
        assert "Long summer (22 July to 1 September 2026)" in page and CALM in page
        assert "must act as soon as it can" in page
    with clock.at(date(2026, 6, 16)):
        assert read(cast.mother, address) == ""


def test_an_officer_reads_it_until_it_is_decided_whether_to_assess(cast, holidays):
    case = people.requested(cast, on=ASKED)
    address = f"/authority/cases/{case.pk}/"
    with clock.at(date(2026, 6, 30)):
        page = read(cast.caseworker, address)
        assert (
            "and tell the family (A3), by Monday 27 July 2026 Long summer (22 July to 1 September 2026)"
            in page
        )
        assert "excused for A3 (SEND Regulations 2014, reg 5(4)(a))" in page
        case.agree_to_assess(by=cast.manager, reasons="She may need a plan.")
        assert read(cast.caseworker, address) == ""


@pytest.mark.parametrize("who", ["caseworker", "mother"])
def test_where_nothing_is_near_there_is_no_box(cast, who):
    case = people.requested(cast)
    address = {"caseworker": f"/authority/cases/{case.pk}/", "mother": f"/family/cases/{case.pk}/"}[who]
    with clock.at(people.REQUEST):
        assert read(getattr(cast, who), address) == ""


def test_a_move_after_this_school_year_is_said_to_officers_and_family(cast):
    cast.school.last_year_group = 1  # Amira is in year 1 from September 2026
    cast.school.save()
    case = people.requested(cast)
    with clock.at(people.REQUEST):
        officers = read(cast.caseworker, f"/authority/cases/{case.pk}/")
        family = read(cast.mother, f"/family/cases/{case.pk}/")
    assert "By Sunday 14 February 2027 the local authority must review and amend the plan" in officers
    assert "The next school or college begins in September 2027." in family


def test_a_move_in_some_years_is_not(cast):
    cast.school.last_year_group = 6
    cast.school.save()
    case = people.requested(cast)
    with clock.at(people.REQUEST):
        assert read(cast.caseworker, f"/authority/cases/{case.pk}/") == ""


# Asking for advice


def test_before_advice_is_asked_for_the_officer_reads_what_six_weeks_run_through(cast, holidays):
    case = people.requested(cast, on=ASKED)
    with clock.at(date(2026, 7, 6)):
        case.agree_to_assess(by=cast.manager, reasons="She may need a plan.")
        page = read(cast.caseworker, do(case, "seek_advice"))
    assert "Give the advice (B4), by Monday 17 August 2026 Long summer (22 July to 1 September 2026)" in page
    assert "The 6 weeks to give the advice run through school holidays" in page
    assert "excused for C1 (SEND Regulations 2014, reg 10(4)(a)) and C7" in page


def test_whoever_is_asked_reads_until_when_the_child_can_be_seen(cast, holidays):
    case = people.requested(cast, on=ASKED)
    with clock.at(date(2026, 7, 6)):
        case.agree_to_assess(by=cast.manager, reasons="She may need a plan.")
        case.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
        advice = case.advice.get(kind="psychological")
        page = read(cast.psychologist, f"/professional/advice/{advice.pk}/")
    assert "To see Amira at Millbrook Primary School, or to ask those who work there, do it before" in page
    assert "Wednesday 22 July 2026." in page


def test_an_advice_that_is_given_says_nothing_of_holidays(cast, holidays):
    case = people.at_stage(cast, "advice_given")
    advice = case.advice.get(kind="psychological")
    with clock.at(people.ADVICE_IN):
        assert read(cast.psychologist, f"/professional/advice/{advice.pk}/") == ""


# Consulting


def test_before_a_setting_is_consulted_the_officer_reads_that_the_plan_does_not_wait(cast, holidays):
    case = people.at_stage(cast, "commented")
    with clock.at(date(2026, 12, 14)):
        page = read(cast.caseworker, do(case, "consult_setting"))
        assert "Answer the consultation (C4a), by Tuesday 29 December 2026 Christmas holiday" in page
        assert "The 15 days for an answer rest on guidance" in page
        assert "The plan does not wait for the answer" in page and "by Tuesday 19 January 2027" in page


def test_the_check_page_speaks_of_the_setting_that_was_chosen(cast, holidays):
    other = people._organisation("Oakfield Primary School", "school")
    closed(other, "Founders’ week", (date(2026, 12, 14), date(2026, 12, 19)))
    case = people.at_stage(cast, "commented")
    with clock.at(people.COMMENTED):
        sent = people.COMMENTED
        page = read(
            cast.caseworker,
            do(case, "consult_setting"),
            setting=other.pk,
            seen=case.row_version,
            sent_on_day=sent.day,
            sent_on_month=sent.month,
            sent_on_year=sent.year,
        )
    assert "Founders’ week (14 to 18 December 2026)" in page
    assert "Christmas holiday" not in page  # of a school year for which it has dates of its own
    assert "Consult it before Monday 14 December 2026" in page


def test_the_consulted_setting_reads_it_until_it_has_answered(cast, holidays):
    case = people.at_stage(cast, "commented")
    with clock.at(date(2026, 12, 14)):
        consultation = case.consult_setting(
            by=cast.caseworker, setting=cast.school, sent_on=date(2026, 12, 14)
        )
        closed(cast.school, "Christmas holiday", CHRISTMAS)
        address = f"/professional/consultations/{consultation.pk}/"
        page = read(cast.senco, address)
        assert "If nobody can answer by then, tell Northmoor Council now whom it can reach." in page
        consultation.answer_consultation(by=cast.senco, can_meet_need=True, reasons="We can.")
        assert read(cast.senco, address) == ""


def test_a_move_that_was_recorded_is_said_with_its_own_day(cast):
    case = people.at_stage(cast, "amendments_proposed")
    with clock.at(people.DECIDED):
        case.expect_next_phase(by=cast.caseworker, next_phase_on=date(2028, 9, 1))
        page = read(cast.caseworker, do(case, "consult_setting"))
    assert "By Monday 14 February 2028 the local authority must review and amend the plan" in page
    assert "where a plan is in force" not in page


def test_an_officer_and_a_parent_of_others_find_none_of_these_pages(cast, holidays):
    case = people.at_stage(cast, "commented")
    with clock.at(people.COMMENTED):
        consultation = case.consult_setting(by=cast.caseworker, setting=cast.school, sent_on=people.COMMENTED)
        advice = case.advice.get(kind="psychological")
        for user in (cast.stranger, cast.other_parent):
            client = Client()
            client.force_login(user)
            for address in (
                f"/family/cases/{case.pk}/",
                f"/authority/cases/{case.pk}/",
                do(case, "consult_setting"),
                do(case, "seek_advice"),
                f"/professional/advice/{advice.pk}/",
                f"/professional/consultations/{consultation.pk}/",
            ):
                assert client.get(address).status_code == 404, (user, address)
