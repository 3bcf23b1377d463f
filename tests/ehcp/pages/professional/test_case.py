"""What a professional sees of a case: no more than they stand for."""

import pytest

from tests import people
from tests.ehcp.pages.professional.conftest import at, nobody_else, words
from workflows import clock


def test_the_case_shows_what_is_asked_of_me_and_the_family_s_words(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        page = words(as_(cast.therapist).get(at("case", case.pk)))
    assert "Step 3 of 6" in page
    assert "Give advice about Amira Siddiqui" in page
    assert "Amira speaks in two-word sentences" in page
    assert "social care" not in page


def test_a_school_that_is_not_asked_yet_sees_that_there_is_a_request_and_no_words(cast, as_):
    with people.on_the_day_of(cast, "agreed") as case:
        page = words(as_(cast.senco).get(at("case", case.pk)))
    assert "Nothing at present" in page
    assert "two-word sentences" not in page


def test_the_named_setting_finds_the_final_plan(cast, as_):
    with people.on_the_day_of(cast, "final_issued") as case:
        page = as_(cast.senco).get(at("case", case.pk)).text
        assert at("plan", case.final_version.pk) in page
        assert at("review_fix", case.pk) in page
        assert at("plan", case.final_version.pk) not in as_(cast.therapist).get(at("case", case.pk)).text


@pytest.mark.parametrize("stage", ["advice_asked", "draft_served", "final_issued", "amended"])
def test_nobody_from_outside_comes_in(cast, as_, stage):
    with people.on_the_day_of(cast, stage) as case:
        nobody_else(cast, as_, at("case", case.pk))
        assert as_(cast.caseworker).get(at("case", case.pk)).status_code == 404


def test_whoever_left_comes_in_no_more(cast, as_):
    with people.on_the_day_of(cast, "advice_asked") as case:
        cast.therapist.memberships.update(until=people.REQUEST)
        assert as_(cast.therapist).get(at("case", case.pk)).status_code == 404


def test_there_is_no_budget_for_professionals(cast, as_):
    with people.on_the_day_of(cast, "draft_served") as case:
        budget = case.ask_for_budget(by=cast.mother, reasons="We know a good therapist.")
        for user in (cast.senco, cast.therapist, cast.commissioner):
            assert as_(user).get(budget.get_absolute_url()).status_code == 404


def test_somebody_not_signed_in_is_asked_to(client, cast):
    with clock.at(people.REQUEST):
        case = people.requested(cast)
    assert client.get(at("case", case.pk)).url.startswith("/account/login/")
