"""Section A: the family's own words, saved as they are written and sent when the family says so."""

import pytest
from django.urls import reverse

from tests import people
from tests.ehcp.pages.family.conftest import words
from workflows import clock


@pytest.fixture
def advice(cast):
    return people.at_stage(cast, "advice_asked").advice.get(kind="parent_or_young_person")


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(people.AGREED):
        yield


def part(advice, name):
    return reverse("family:views_part", args=[advice.pk, name])


def test_each_question_is_saved_by_itself_and_sends_nothing(mother, advice):
    answer = mother.post(part(advice, "aspirations"), {"words": "That she tells us about her day."})
    assert answer.url == reverse("family:views", args=[advice.pk])
    advice.refresh_from_db()
    assert (advice.aspirations, advice.state) == ("That she tells us about her day.", "asked")
    assert "Written" in words(mother.get(answer.url))
    assert "That she tells us about her day." in words(mother.get(part(advice, "aspirations")))


def test_the_council_does_not_read_what_is_not_sent(mother, advice, client, cast):
    from ehcp.access import may_read_advice

    mother.post(part(advice, "aspirations"), {"words": "Not yet."})
    assert may_read_advice(cast.caseworker, advice) is False


def test_nothing_can_be_sent_before_something_is_written(mother, advice):
    answer = mother.post(reverse("family:give_views", args=[advice.pk]))
    assert answer.url == reverse("family:views", args=[advice.pk])
    advice.refresh_from_db()
    assert advice.state == "asked"


def test_sending_shows_what_happened_who_was_told_and_what_is_next(mother, advice):
    mother.post(part(advice, "good_at"), {"words": "Water and buses."})
    assert "Water and buses." in words(mother.get(reverse("family:give_views", args=[advice.pk])))
    page = words(mother.post(reverse("family:give_views", args=[advice.pk]), follow=True))
    advice.refresh_from_db()
    assert advice.state == "given"
    assert "Your views have been sent" in page
    assert "Ruth Adeyemi at Northmoor Council has been told." in page
    assert "We decide whether Amira needs a plan" in page


def test_once_sent_it_is_read_and_not_written(mother, advice):
    mother.post(part(advice, "good_at"), {"words": "Water and buses."})
    mother.post(reverse("family:give_views", args=[advice.pk]))
    read = reverse("family:advice", args=[advice.pk])
    assert mother.get(part(advice, "good_at")).url == read
    assert mother.post(part(advice, "good_at"), {"words": "Changed"}).url == read
    assert "Water and buses." in words(mother.get(read))


def test_a_question_that_does_not_exist_is_not_found(mother, advice):
    assert mother.get(part(advice, "summary")).status_code == 404


def test_too_long_an_answer_is_kept_and_told(mother, advice):
    page = mother.post(part(advice, "history"), {"words": "x" * 10_001})
    assert "Write at most 10000 characters" in words(page) and "xxxx" in words(page)


@pytest.mark.parametrize("name", ["views", "give_views", "advice"])
@pytest.mark.parametrize("person", ["stranger", "other_parent", "caseworker"])
def test_nobody_else_gets_there(client, cast, advice, name, person):
    client.force_login(getattr(cast, person))
    assert client.get(reverse(f"family:{name}", args=[advice.pk])).status_code == 404
    assert client.post(part(advice, "history"), {"words": "Mine"}).status_code == 404


def test_the_views_of_a_service_are_not_the_familys_to_write(mother, advice):
    school = advice.case.advice.get(kind="education")
    for name in ("views", "give_views"):
        assert mother.get(reverse(f"family:{name}", args=[school.pk])).status_code == 404


def test_what_a_service_writes_is_read_from_the_day_it_is_given(mother, advice, cast):
    therapy = advice.case.advice.get(kind="other")
    people.write_advice(therapy, cast)
    page = words(mother.get(reverse("family:advice", args=[therapy.pk])))
    assert "language disorder" not in page and "It must be given by" in page
    therapy.give_advice(by=cast.therapist)
    assert "language disorder" in words(mother.get(reverse("family:advice", args=[therapy.pk])))


def test_an_earlier_report_is_used_only_if_the_family_says_so(mother, advice, cast):
    report = advice.case.advice.get(kind="psychological")
    report.propose_earlier_advice(by=cast.psychologist, earlier="Report by Dr Raman of 3 March 2026.")
    address = reverse("family:earlier", args=[report.pk])
    assert "Report by Dr Raman" in words(mother.get(address))
    assert "Choose an answer" in words(mother.post(address, {}))
    page = words(mother.post(address, {"enough": "yes"}, follow=True))
    assert "Your answer has been sent" in page
    report.refresh_from_db()
    assert report.family_satisfied_on == people.AGREED


def test_an_earlier_report_that_is_not_enough_is_refused_with_a_reason(mother, advice, cast):
    report = advice.case.advice.get(kind="psychological")
    report.propose_earlier_advice(by=cast.psychologist, earlier="Report by Dr Raman of 3 March 2023.")
    address = reverse("family:earlier", args=[report.pk])
    assert "Answer the question: Why is it not enough?" in words(mother.post(address, {"enough": "no"}))
    mother.post(address, {"enough": "no", "reasons": "It is three years old."})
    report.refresh_from_db()
    assert report.state == "asked"
