"""A consultation: the setting reads the draft and says whether it can meet the child's needs."""

import pytest

from tests import people
from tests.ehcp.pages.professional.conftest import at, nobody_else, seen, words
from workflows import clock


@pytest.fixture
def consultation(cast):
    case = people.at_stage(cast, "commented")
    with clock.at(people.COMMENTED):
        yield case.consult_setting(by=cast.caseworker, setting=cast.school, sent_on=people.COMMENTED)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_the_draft_is_read_before_it_is_answered(cast, as_, consultation):
    page = words(as_(cast.senco).get(at("consultation", consultation.pk)))
    assert "Can you meet Amira’s needs?" in page
    assert "Wednesday 23 December 2026" in page
    assert "Amira has developmental language disorder." in page
    assert "Individual speech and language therapy at school." in page
    assert at("consultation_answer", consultation.pk) in page


def test_yes_needs_no_ground(cast, as_, consultation):
    page = words(
        as_(cast.senco).post(
            at("consultation_answer", consultation.pk),
            {**seen(consultation), "answer": "yes", "reasons": "With a room for the therapist."},
            follow=True,
        )
    )
    said = fresh(consultation)
    assert (said.state, said.can_meet_need, said.ground) == ("answered", True, "")
    assert "Your answer is with Northmoor Council" in page
    assert "We can meet the needs." in page and "With a room for the therapist." in page


def test_no_needs_a_ground_of_the_act(cast, as_, consultation):
    client, address = as_(cast.senco), at("consultation_answer", consultation.pk)
    wrong = client.post(address, {**seen(consultation), "answer": "no", "reasons": "We are full."})
    assert "Choose an answer: On which ground?" in words(wrong) and "We are full." in wrong.text
    client.post(
        address,
        {
            **seen(consultation),
            "answer": "no",
            "ground": "efficient_education_of_others",
            "reasons": "We are full.",
        },
    )
    said = fresh(consultation)
    assert (said.can_meet_need, said.ground) == (False, "efficient_education_of_others")


def test_an_answer_must_be_chosen(cast, as_, consultation):
    page = words(as_(cast.senco).post(at("consultation_answer", consultation.pk), seen(consultation)))
    assert "Choose whether you can meet Amira’s needs" in page and "Enter your reasons" in page


def test_it_is_answered_once(cast, as_, consultation):
    consultation.answer_consultation(by=cast.senco, can_meet_need=True, reasons="We can.")
    client, address = as_(cast.senco), at("consultation_answer", consultation.pk)
    assert client.get(address).url == at("consultation", consultation.pk)
    again = client.post(address, {"seen": 1, "answer": "yes", "reasons": "Typed again"})
    assert "Somebody else changed this" in words(again) and "Typed again" in again.text


def test_a_setting_that_was_not_named_reads_the_draft_no_more(cast, as_, consultation):
    consultation.answer_consultation(by=cast.senco, can_meet_need=True, reasons="We can.")
    consultation.decline_to_name_setting(by=cast.manager, ground="unsuitable", reasons="-")
    page = words(as_(cast.senco).get(at("consultation", consultation.pk)))
    assert "decided not to name Millbrook Primary School" in page
    assert "developmental language disorder" not in page


def test_only_the_setting_that_was_asked_comes_in(cast, as_, consultation):
    pages = [at("consultation", consultation.pk), at("consultation_answer", consultation.pk)]
    nobody_else(cast, as_, *pages)
    for user in (cast.therapist, cast.commissioner, cast.caseworker):
        for page in pages:
            assert as_(user).get(page).status_code == 404
    assert as_(cast.senco).get(consultation.get_absolute_url()).url == pages[0]
