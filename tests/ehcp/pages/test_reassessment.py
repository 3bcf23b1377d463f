"""A re-assessment through everybody's pages: who asks, who decides, the new round of advice, the draft, the answer."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from workflows import clock

ASKED = date(2027, 3, 1)
DRAFT = date(2027, 4, 26)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def case(cast):
    return people.at_stage(cast, "final_issued")


@pytest.fixture
def officer(cast):
    return Reader(cast.caseworker)


@pytest.fixture
def head(cast):
    return Reader(cast.manager)


def agree(case, cast):
    with clock.at(ASKED):
        case.agree_to_reassess(by=cast.manager, reasons="Her needs have grown.", sent_on=ASKED)


def gather(case, cast):
    with clock.at(ASKED):
        case.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
    with clock.at(date(2027, 4, 12)):
        for advice in case.advice_of_this_round:
            people.write_advice(advice, cast)
            if advice.is_the_familys:
                advice.aspirations = "We want Amira to read."
                advice.save()
                advice.give_views(by=cast.mother)
            else:
                advice.give_advice(by=people.adviser_for(advice, cast))
            advice.accept_advice(by=cast.caseworker)
    case.refresh_from_db()


# Who asks


def test_the_health_commissioner_asks_and_reads_by_when_it_is_decided(case, cast):
    client = signed_in(cast.commissioner)
    page = reverse("professional:reassessment", args=[case.pk])
    with clock.at(ASKED):
        assert page in client.get(reverse("professional:case", args=[case.pk])).content.decode()
        asked = client.post(page, {"seen": case.row_version, "reasons": ""})
        assert "What has changed" in words(asked) and asked.status_code == 200
        client.post(page, {"seen": case.row_version, "reasons": "Her hearing has changed."})
        after = words(client.get(reverse("professional:case", args=[case.pk])))
        assert client.get(page).status_code == 302  # once is enough
    assert "A re-assessment was asked for. Northmoor Council decides by Tuesday 16 March 2027" in after
    assert case.deadlines.open().get(key="decide_whether_to_reassess").due == date(2027, 3, 16)


def test_nobody_else_of_the_professionals_asks(case, cast):
    with clock.at(ASKED):
        for person in (cast.senco, cast.therapist, cast.stranger, cast.mother):
            page = signed_in(person).get(reverse("professional:reassessment", args=[case.pk]))
            assert page.status_code == 404


def test_a_refusal_is_told_with_its_reasons(case, cast, head):
    with clock.at(ASKED):
        case.ask_for_reassessment(by=cast.mother, reasons="She falls.")
        said = {**day("on", ASKED), **day("sent_on", ASKED), "sent_how": "post"}
        nothing = words(head.do(case, "decline_reassessment", reasons="", **said))
        assert "Check before" not in nothing and case.deadlines.open().filter(key="appeal").count() == 1
        head.do(case, "decline_reassessment", reasons="Assessed two months ago.", **said)
        page = words(signed_in(cast.mother).get(reverse("family:case", args=[case.pk])))
    assert "Assessed two months ago." in page


# The new round


def test_the_steps_and_the_fourteen_weeks_are_shown_to_family_and_officer(case, cast, officer):
    agree(case, cast)
    with clock.at(ASKED):
        page = words(signed_in(cast.mother).get(reverse("family:case", args=[case.pk])))
        assert "Step 3 of 6" in page
        assert "The way to the amended plan, week by week" in page
        assert "Monday 7 June 2027" in page
        assert "We are assessing Amira’s needs again." in page
        assert "Being re-assessed" in words(officer.get("cases", whose="all", step="reassessing"))
        assert case.reference in words(officer.get("cases", whose="all", step="reassessing"))
        assert case.reference not in words(officer.get("cases", whose="all", step="force"))
        assert "Monday 7 June 2027" in words(officer.get("case", case.pk))


def test_advice_is_asked_anew_and_shown_round_by_round(case, cast, officer):
    agree(case, cast)
    with clock.at(ASKED):
        page = words(officer.get("case_advice", case.pk))
        assert "Not asked yet, and required by regulation 6" in page
        asked = words(officer.get("act", "case", case.pk, "seek_advice"))
        assert "The family: who is invited to give views?" in asked
        case.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
        page = words(officer.get("case_advice", case.pk))
    assert "Not asked yet" not in page
    assert page.index("For the re-assessment: who was asked") < page.index(
        "For the assessment: who was asked"
    )


def test_the_family_still_finds_the_advice_of_the_assessment_before(case, cast):
    first = case.advice.get(kind="psychological")
    agree(case, cast)
    with clock.at(ASKED):
        client = signed_in(cast.mother)
        page = client.get(reverse("family:case", args=[case.pk])).content.decode()
        assert "Who gave advice in the assessment before" in page
        assert reverse("family:advice", args=[first.pk]) in page
        assert client.get(reverse("family:advice", args=[first.pk])).status_code == 200


def test_a_plan_sent_out_before_keeps_the_advice_that_it_rests_on(case, cast):
    before = case.final_version
    rests_on = set(before.advice_appended().values_list("pk", flat=True))
    agree(case, cast)
    gather(case, cast)
    assert set(before.advice_appended().values_list("pk", flat=True)) == rests_on
    with clock.at(DRAFT):
        draft = case.draft_reassessed_plan(by=cast.caseworker)
    assert draft.advice_appended().count() == 2 * len(rests_on)


def test_who_reads_section_a_reads_the_latest_words_of_the_family(case, cast):
    agree(case, cast)
    gather(case, cast)
    with clock.at(DRAFT):
        page = words(signed_in(cast.commissioner).get(reverse("professional:case", args=[case.pk])))
    assert "We want Amira to read." in page
    assert "We want Amira to tell us about her day." not in page


# The draft, and the answer


def drafted(case, cast, officer):
    """The draft put together on the page: the second therapy line left out with a reason."""
    line = case.advice_of_this_round.get(kind="other").provision.get()
    with clock.at(DRAFT):
        page = officer.get("act", "case", case.pk, "draft_reassessed_plan")
        fields = re.findall(r'name="((?:need|outcome|provision)_\d+)"', page.content.decode())
        choices = dict.fromkeys(fields, "use") | {f"provision_{line.pk}": "leave"}
        without = officer.do(case, "draft_reassessed_plan", **choices)
        assert "Say why this is left out" in words(without)
        choices[f"why_provision_{line.pk}"] = "It is in the plan already."
        done = officer.do(case, "draft_reassessed_plan", **choices)
    assert done.status_code == 302
    case.refresh_from_db()
    return case.working_version


def test_the_draft_takes_in_the_new_advice_and_says_what_it_left_out(case, cast, officer):
    agree(case, cast)
    gather(case, cast)
    version = drafted(case, cast, officer)
    assert version.provision_in("F").count() == 1  # as the plan had it
    assert version.left_out.get().reason == "It is in the plan already."
    assert version.needs.count() > case.final_version.needs.count()


def test_the_family_has_its_days_and_says_that_it_has_finished(case, cast, officer, head):
    agree(case, cast)
    gather(case, cast)
    version = drafted(case, cast, officer)
    with clock.at(DRAFT):
        version.agree_section_g(by=cast.commissioner)
        sent = {**day("on", DRAFT), **day("sent_on", DRAFT), **day("served_on", DRAFT), "sent_how": "post"}
        assert officer.do(case, "serve_reassessed_draft", **sent).status_code == 302
        case.refresh_from_db()
        client = signed_in(cast.mother)
        page = words(client.get(reverse("family:case", args=[case.pk])))
        assert "Step 5 of 6" in page and "until Monday 10 May 2027" in page
        served = case.served_version
        page = words(client.get(reverse("family:plan", args=[served.pk])))
        assert "Finish" in page
        client.post(reverse("family:finish", args=[case.pk]), {"seen": case.row_version})
        assert not case.deadlines.open().filter(key="answer_the_reassessed_draft").exists()
        case.refresh_from_db()
        assert head.do(case, "issue_amended_plan", **sent).status_code == 302
    case.refresh_from_db()
    assert case.state == "maintained"
    assert not case.deadlines.open().filter(key="issue_the_reassessed_plan").exists()


def test_the_plan_may_stay_as_it_is(case, cast, head):
    agree(case, cast)
    gather(case, cast)
    with clock.at(DRAFT):
        said = {**day("on", DRAFT), **day("sent_on", DRAFT), "sent_how": "post"}
        done = head.do(case, "keep_plan_after_reassessment", reasons="It meets her needs.", **said)
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.state == "maintained"


@pytest.mark.parametrize(
    "act",
    ["agree_to_reassess", "decline_reassessment", "draft_reassessed_plan", "serve_reassessed_draft"],
)
def test_a_stranger_and_a_parent_see_none_of_the_officers_pages(case, cast, act):
    for person in (cast.stranger, cast.mother, cast.commissioner):
        page = signed_in(person).get(reverse("authority:act", args=["case", case.pk, act]))
        assert page.status_code == 404
