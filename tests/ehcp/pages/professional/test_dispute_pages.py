"""A disagreement about health on the health commissioner's pages; one about anything else is not there."""

from datetime import date

import pytest

from tests import people
from tests.ehcp.pages.professional.conftest import at, nobody_else, seen, words
from workflows import clock

SENT = people.AGREED
TOLD = date(2026, 10, 20)
ISSUES = date(2026, 10, 22)
MEETING = date(2026, 11, 12)
PAGES = (
    "dispute",
    "mediation_arrange",
    "mediation_cannot",
    "mediation_agree",
    "agreement_told",
    "agreement_done",
    "recommendation_answer",
)


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def again(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def declined(cast):
    case = people.requested(cast)
    with clock.at(SENT):
        case.decline_to_assess(by=cast.manager, reasons="School can meet the needs.", sent_on=SENT)
    return case


def wanted(case, cast, *topics):
    with clock.at(TOLD):
        return case.ask_for_mediation(by=cast.mother, words="What the family thinks.", topics=list(topics))


@pytest.fixture
def health_alone(declined, cast):
    dispute = wanted(declined, cast, "health")
    with clock.at(ISSUES):
        dispute.tell_health_the_issues(by=cast.caseworker, words="Speech therapy, weekly.")
    return dispute


@pytest.fixture
def arranged(health_alone, cast):
    with clock.at(ISSUES):
        health_alone.arrange_mediation(by=cast.commissioner, mediation_on=MEETING, place="Town hall")
    return health_alone


@pytest.fixture
def joan(cast, as_):
    return as_(cast.commissioner)


def test_a_disagreement_that_is_not_about_health_is_no_page_for_the_commissioner(declined, cast, joan):
    dispute = wanted(declined, cast, "education", "social_care")
    for page in PAGES:
        assert joan.get(at(page, dispute.pk)).status_code == 404
        assert joan.post(at(page, dispute.pk)).status_code in (404, 405)
    assert "Disagreements about health" not in words(joan.get(at("case", declined.pk)))


def test_what_health_was_told_is_read_and_what_the_family_told_the_council_is_not(health_alone, joan):
    with clock.at(ISSUES):
        text = words(joan.get(at("dispute", health_alone.pk)))
        case = words(joan.get(at("case", health_alone.case_id)))
    assert "Speech therapy, weekly." in text and "What the family thinks." not in text
    assert "it was decided not to assess, Monday 5 October 2026" in text
    assert "Disagreements about health" in case


def test_mediation_on_health_alone_is_in_the_commissioners_work_with_its_day(health_alone, joan):
    with clock.at(ISSUES):
        text = words(joan.get(at("home"), {"show": "me"}))
    assert "Arrange the mediation where it is about health alone (Amira Siddiqui)" in text
    assert "Saturday 21 November 2026" in text


def test_the_commissioner_arranges_mediation_on_health_alone(health_alone, joan):
    arrange = at("mediation_arrange", health_alone.pk)
    with clock.at(ISSUES):
        text = words(joan.post(arrange, {**seen(health_alone), "place": "Town hall, 10am"}))
        assert "Enter the day of the mediation" in text and 'value="Town hall, 10am"' in text
        done = joan.post(
            arrange,
            {**seen(health_alone), "place": "Town hall, 10am", **day("mediation_on", MEETING)},
            follow=True,
        )
        assert "are told the day and the place" in words(done)
        assert joan.get(arrange).url == at("dispute", health_alone.pk)
    dispute = again(health_alone)
    assert (dispute.state, dispute.mediation_on) == ("arranged", MEETING)


def test_mediation_on_more_than_health_is_the_councils_to_arrange(declined, cast, joan):
    dispute = wanted(declined, cast, "education", "health")
    with clock.at(ISSUES):
        page = joan.get(at("dispute", dispute.pk))
        assert "It is about more than health: Northmoor Council arranges it" in words(page)
        assert "Northmoor Council has to tell you by" in words(page) and "Friday 23 October 2026" in words(
            page
        )
        assert at("mediation_arrange", dispute.pk) not in page.text
        answers = {**seen(dispute), "place": "Town hall", **day("mediation_on", MEETING)}
        post = joan.post(at("mediation_arrange", dispute.pk), answers)
        assert post.url == at("dispute", dispute.pk)
    assert again(dispute).state == "mediation"


def test_an_agreement_without_the_council_is_told_to_it_and_carried_out(arranged, joan):
    agreed = {"words": "Weekly therapy.", "authority_was_there": "no", **day("on", MEETING)}
    with clock.at(MEETING):
        text = words(joan.post(at("mediation_agree", arranged.pk), {**seen(again(arranged)), **agreed}))
        assert "Say what was agreed" in text and "Weekly therapy.</textarea>" in text
        joan.post(
            at("mediation_agree", arranged.pk),
            {**seen(again(arranged)), **agreed, "for_commissioner": "Therapy from January."},
        )
        text = words(joan.get(at("dispute", arranged.pk)))
        assert "Thursday 19 November 2026" in text and "Thursday 26 November 2026" in text
        assert "Therapy from January." in text
        joan.post(
            at("agreement_told", arranged.pk),
            {**seen(again(arranged)), "words": "By letter.", **day("on", MEETING)},
        )
        joan.post(
            at("agreement_done", arranged.pk),
            {**seen(again(arranged)), "words": "The therapist began.", **day("on", MEETING)},
        )
    assert not arranged.case.deadlines.open().filter(owner="health_commissioner").exists()
    assert words(joan.get(at("home"), {"show": "done"})).count("(Amira Siddiqui)") == 3


def test_mediation_that_cannot_be_arranged_is_said(health_alone, joan):
    with clock.at(MEETING):
        joan.post(
            at("mediation_cannot", health_alone.pk),
            {**seen(again(health_alone)), "reasons": "No mediator is free.", **day("on", MEETING)},
        )
    assert again(health_alone).state == "ended"


def test_a_recommendation_on_health_is_answered_with_reasons(cast, joan):
    case = people.at_stage(cast, "final_issued")
    ordered = date(2027, 3, 2)
    with clock.at(ordered):
        dispute = case.record_appeal(by=cast.mother, words="G says too little.")
        assert joan.get(at("dispute", dispute.pk)).status_code == 404
        dispute.record_order(
            by=cast.caseworker, outcome="amend", words="So ordered.", recommends_on_health="More therapy."
        )
        text = words(joan.get(at("dispute", dispute.pk)))
        assert "More therapy." in text and "Tuesday 6 April 2027" in text and "So ordered." not in text
        address = at("recommendation_answer", dispute.pk)
        assert "More therapy." in words(joan.get(address))
        done = joan.post(
            address, {**seen(again(dispute)), "words": "Yes, from May.", **day("on", ordered)}, follow=True
        )
        assert "Yes, from May." in words(done)
        assert joan.get(address).url == at("dispute", dispute.pk)
    assert again(dispute).event_of("answer_recommendation_on_health")


def test_a_link_that_everybody_shares_leads_each_to_their_own_page(health_alone, cast, as_):
    shared = health_alone.get_absolute_url()
    with clock.at(ISSUES):
        assert as_(cast.commissioner).get(shared).url == at("dispute", health_alone.pk)
        assert as_(cast.mother).get(shared).url == f"/family/disputes/{health_alone.pk}/"
        assert as_(cast.caseworker).get(shared).url == f"/authority/disputes/{health_alone.pk}/"
        for other in (cast.stranger, cast.other_parent, cast.senco):
            assert as_(other).get(shared).status_code == 404


def test_a_school_reads_that_the_assessment_it_knew_of_was_refused_and_nothing_more(declined, cast, as_):
    with clock.at(TOLD):
        text = words(as_(cast.senco).get(declined.get_absolute_url(), follow=True))
    assert "Assessment declined." in text
    assert "School can meet the needs." not in text and "Disagreement" not in text


def test_nobody_else_finds_these_pages(health_alone, cast, as_):
    with clock.at(ISSUES):
        nobody_else(cast, as_, *(at(page, health_alone.pk) for page in PAGES))
        for page in PAGES:
            assert as_(cast.senco).get(at(page, health_alone.pk)).status_code == 404
