"""What a family and an officer read of a delay that comes, and of one that is there."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from workflows import clock

AHEAD = date(2027, 1, 4)
MISSED = date(2026, 12, 23)


@pytest.fixture
def waiting(cast):
    """Advice was asked for and does not come."""
    return people.at_stage(cast, "advice_asked")


def family_page(cast, case, person=None):
    client = Client()
    client.force_login(person or cast.mother)
    return words(client.get(reverse("family:case", args=[case.pk])))


def test_a_family_reads_that_it_will_be_late_why_when_what_meanwhile_and_its_rights(cast, waiting):
    with clock.at(AHEAD):
        page = family_page(cast, waiting)
    for said in (
        "Will be later than its day",
        "We send the final plan",
        "We cannot keep that day, and are sorry.",
        "We are still waiting for the advice of the educational psychology service.",
        "The earliest day we can reach now is Wednesday 20 January 2027 , in 16 days",
        "we go on working on it, and remind whoever we are waiting for",
        "complained about, first to us and then to the Ombudsman",
    ):
        assert said in page
    assert page.count("We send the final plan") == 2  # here and in the picture of the weeks, not under “Next”


def test_a_family_whose_days_are_kept_reads_nothing_of_delays(cast, waiting):
    with clock.at(date(2026, 11, 2)):
        page = family_page(cast, waiting)
    assert "Will be later" not in page and "Meanwhile" not in page


def test_a_late_step_says_what_has_still_to_happen_and_when_it_is_told_again(cast, waiting):
    with clock.at(MISSED):
        waiting.note_missed_day(by=None, duty="decide_whether_to_make_a_plan")
        waiting.explain_delay(by=cast.caseworker, words="A report is late.", expected_on=date(2027, 1, 8))
        page = family_page(cast, waiting)
    assert "What has still to happen first: We are still waiting for the advice of" in page
    assert "On Wednesday 23 December 2026 we told you why: A report is late." in page
    assert (
        "As long as it is late we tell you every two weeks how it stands, next by Wednesday 6 January 2027"
        in page
    )


def test_what_was_said_about_an_earlier_delay_is_not_said_about_the_next(cast):
    case = people.at_stage(cast, "advice_accepted")
    with clock.at(MISSED):
        case.note_missed_day(by=None, duty="decide_whether_to_make_a_plan")
        case.explain_delay(by=cast.caseworker, words="Many of us were ill.")
        case.decide_to_make_plan(by=cast.manager, reasons="She needs one.", sent_on=MISSED)
        case.note_caught_up(by=None)
    with clock.at(date(2027, 1, 20)):
        assert "we told you why" not in family_page(cast, case)


def test_an_officer_sees_what_the_family_is_told_and_tells_it_again_how_it_stands(cast, waiting):
    officer = Reader(cast.caseworker)
    with clock.at(AHEAD):
        page = words(officer.get("case", waiting.pk))
        assert "A day of the law cannot be kept." in page
        assert "The earliest day we can reach now is Wednesday 20 January 2027." in page
        assert "Tell the family how it stands" not in page
        waiting.note_missed_day(by=None, duty="decide_whether_to_make_a_plan")
        waiting.explain_delay(by=cast.caseworker, words="A report is late.")
        page = officer.get("case", waiting.pk)
        assert "Tell the family how it stands with the delay" in words(page)
        assert "Explain the delay" not in words(page)
        waiting.refresh_from_db()
        expected = date(2027, 1, 29)
        officer.do(waiting, "tell_how_it_stands", words="They write it now.", **day("expected_on", expected))
        waiting.refresh_from_db()
        assert waiting.expected_on == expected
        assert "we told you how it stands: They write it now." in family_page(cast, waiting)


def test_without_a_delay_there_is_nothing_to_tell_and_the_page_says_so(cast, waiting):
    with clock.at(people.AGREED):
        page = Reader(cast.caseworker).get("act", "case", waiting.pk, "tell_how_it_stands")
        assert "No step of ours is past a day that the law sets" in words(page)


@pytest.mark.parametrize("who", ["stranger", "other_parent"])
def test_nobody_else_reads_of_it(cast, waiting, who):
    with clock.at(AHEAD):
        client = Client()
        client.force_login(getattr(cast, who))
        for address in (
            reverse("family:case", args=[waiting.pk]),
            reverse("authority:case", args=[waiting.pk]),
            reverse("authority:act", args=["case", waiting.pk, "tell_how_it_stands"]),
        ):
            assert client.get(address).status_code == 404
