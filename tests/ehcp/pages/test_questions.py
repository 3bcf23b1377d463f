"""A family asks its council a question, and reads the answer. Nobody else reads either."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ehcp import access
from tests import people
from tests.ehcp.pages.authority.reading import Reader, words
from workflows import clock

ASKED = date(2026, 9, 4)
ANSWERED = date(2026, 9, 8)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def at(name, row):
    return reverse(f"family:{name}", args=[row.pk])


@pytest.fixture
def case(cast):
    return people.requested(cast)


@pytest.fixture
def enquiry(case, cast):
    with clock.at(ASKED):
        return case.ask_a_question(by=cast.mother, words="Who will come to see her?")


def test_a_question_is_asked_from_the_page_and_the_promise_stands_beside_it(case, cast):
    mother = signed_in(cast.mother)
    with clock.at(ASKED):
        assert at("ask", case) in mother.get(at("case", case)).text
        done = mother.post(at("ask", case), {"words": "Who will come to see her?"}, follow=True)
        page = words(mother.get(at("questions", case)))
    assert "Your question has been sent" in done.text and "within 3 working days" in done.text
    assert "Who will come to see her?" in page
    assert "We promised an answer by Wednesday 9 September 2026" in page
    assert "It is a promise of the council and not a time limit in law." in page


def test_an_empty_question_is_sent_back_with_what_to_do(case, cast):
    answer = signed_in(cast.mother).post(at("ask", case), {"words": " "})
    assert answer.status_code == 200 and case.enquiries.count() == 0
    assert "govuk-error-summary" in answer.text


def test_it_waits_on_the_officers_day_and_on_the_case_until_it_is_answered(case, enquiry, cast):
    officer = Reader(cast.caseworker)
    with clock.at(ANSWERED):
        day = officer.get("home")
        assert "What we promised (1)" in words(day)
        address = reverse("authority:answer_question", args=[enquiry.pk])
        assert address in day.text
        assert "Waiting for an answer (1)" in words(officer.get("questions", case.pk))
        asked = officer.get(address)
        assert "Who will come to see her?" in words(asked) and "What we have promised" in words(asked)
        answer = {"words": "A psychologist, at school, in October.", "seen": enquiry.row_version}
        checked = officer.post(address, **answer)
        assert "A psychologist, at school, in October." in words(checked)
        done = officer.post(address, **answer, step="confirm", follow=True)
        assert "The question is answered, and the family is told." in words(done)
        assert "What we promised" not in words(officer.get("home"))
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.answer) == ("answered", "A psychologist, at school, in October.")


def test_the_family_reads_the_answer_among_its_questions_and_in_the_story(case, enquiry, cast):
    with clock.at(ANSWERED):
        enquiry.answer_question(by=cast.caseworker, words="A psychologist, in October.")
        mother = signed_in(cast.mother)
        assert "A psychologist, in October." in words(mother.get(at("questions", case)))
        story = words(mother.get(at("case", case)))
        assert "You asked us a question" in story and "We answered your question" in story
        led = mother.get(reverse("enquiry", args=[enquiry.pk]), follow=True)
    assert led.redirect_chain[-1][0] == f"{at('questions', case)}#question-{enquiry.pk}"


@pytest.mark.parametrize(
    "who", ["stranger", "other_parent", "senco", "psychologist", "commissioner", "social_worker"]
)
def test_nobody_else_finds_a_question(cast, enquiry, who):
    case = people.at_stage(cast, "advice_asked")
    case.child = enquiry.case.child
    person = getattr(cast, who)
    browser = signed_in(person)
    with clock.at(people.AGREED):
        assert not access.enquiries_for(person).exists()
        for address in (
            reverse("enquiry", args=[enquiry.pk]),
            at("enquiry", enquiry),
            at("questions", enquiry.case),
            at("ask", enquiry.case),
            reverse("authority:enquiry", args=[enquiry.pk]),
            reverse("authority:answer_question", args=[enquiry.pk]),
            reverse("authority:questions", args=[enquiry.case.pk]),
        ):
            assert (address, browser.get(address).status_code) == (address, 404)
            assert (address, browser.post(address, {"words": "x"}).status_code) in (
                (address, 404),
                (address, 405),
            )


def test_professionals_read_nothing_of_it_on_their_own_page_of_the_case(cast):
    case = people.at_stage(cast, "advice_asked")
    with clock.at(people.AGREED):
        case.ask_a_question(by=cast.mother, words="Is the school asked too?")
        for person in (cast.senco, cast.commissioner, cast.psychologist):
            page = signed_in(person).get(reverse("case", args=[case.pk]), follow=True)
            assert page.status_code == 200
            assert "question" not in words(page).lower().replace("questions about", "")


def test_after_a_case_has_ended_nothing_more_is_asked_there(case, cast):
    with clock.at(ASKED):
        case.withdraw_request(by=cast.mother, reasons="We move.")
        mother = signed_in(cast.mother)
        assert at("ask", case) not in mother.get(at("case", case)).text
        assert mother.get(at("ask", case)).status_code == 302
