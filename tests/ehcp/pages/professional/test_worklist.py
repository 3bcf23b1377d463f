"""My work: what is asked of me and of my team, by whom and by when; what waits, and what is done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ehcp.models import Child, Membership, open_case
from ehcp.models.organisations import Role
from tests import people
from tests.ehcp.pages.professional.conftest import asked_of, at, colleague_of, words
from workflows import clock


@pytest.fixture
def work(as_):
    return lambda user, query="": words(as_(user).get(at("home") + query))


def test_a_request_stands_with_its_day_its_kind_and_the_council_that_asks(cast, work):
    with people.on_the_day_of(cast, "advice_asked"):
        page = work(cast.therapist)
    assert "Give advice about Amira Siddiqui" in page
    assert "Advice: speech and language therapy" in page
    assert "Northmoor Council, NM-2026-0001" in page
    assert "Monday 16 November 2026" in page and "Why this date?" in page and "in 42 days" in page


def test_a_team_of_one_has_everything_asked_of_me(cast, work):
    with people.on_the_day_of(cast, "advice_asked"):
        page = work(cast.therapist)
    assert "Asked of me (1)" in page and "Asked of my team (0)" in page


def test_what_nobody_has_taken_on_is_asked_of_the_team(cast, work):
    with people.on_the_day_of(cast, "advice_asked"):
        colleague_of(cast.therapist)
        page = work(cast.therapist)
    assert "Asked of me (0)" in page and "Asked of my team (1)" in page
    assert "Give advice about Amira Siddiqui" in page


def test_whoever_says_that_a_request_has_arrived_has_it_in_hand(cast, work):
    with people.on_the_day_of(cast, "advice_asked") as case:
        other = colleague_of(cast.therapist)
        asked_of(case, "other").acknowledge(by=other)
        assert "Asked of me (1)" in work(other)
        page = work(cast.therapist, "?show=team")
    assert "Nia Roberts has this in hand" in page


def test_late_is_said_in_words(cast, work):
    people.at_stage(cast, "advice_asked")
    with clock.at(people.PLAN_DECIDED.replace(day=20)):
        page = work(cast.therapist)
    assert "Late" in page and "due 4 days ago" in page


def test_what_was_sent_waits_for_the_council_and_then_is_done(cast, work):
    with people.on_the_day_of(cast, "advice_given") as case:
        waiting = work(cast.therapist, "?show=waiting")
        asked_of(case, "other").accept_advice(by=cast.caseworker)
        done = work(cast.therapist, "?show=done")
    assert "Northmoor Council is reading it" in waiting
    assert "Done (1)" in done and "Northmoor Council accepted it" in done


def test_a_question_from_the_council_is_asked_of_me_again(cast, work):
    with people.on_the_day_of(cast, "advice_given") as case:
        asked_of(case, "other").return_for_clarification(by=cast.caseworker, question="How many sessions?")
        page = work(cast.therapist)
    assert "Answer a question about your advice on Amira Siddiqui" in page
    assert "No day is set" in page


def test_section_g_and_then_its_provision_are_asked_of_the_health_commissioner(cast, work):
    with people.on_the_day_of(cast, "draft_written") as case:
        page = work(cast.commissioner)
        case.working_version.agree_section_g(by=cast.commissioner)
        assert "Asked of me (0)" in work(cast.commissioner)
    assert "Agree section G of Amira Siddiqui’s plan" in page
    assert "Tuesday 19 January 2027" in page


def test_health_provision_is_asked_of_the_health_commissioner_once_the_plan_is_final(cast, work):
    with people.on_the_day_of(cast, "final_issued") as case:
        page = work(cast.commissioner)
        case.confirm_health_provision(by=cast.commissioner, words="The audiologist confirmed both dates.")
        done = work(cast.commissioner, "?show=done")
    assert "Arrange what section G of Amira Siddiqui’s plan promises" in page
    assert "Arrange what section G of Amira Siddiqui’s plan promises" in done


def test_a_consultation_is_asked_of_the_setting(cast, work):
    case = people.at_stage(cast, "commented")
    with clock.at(people.COMMENTED):
        case.consult_setting(by=cast.caseworker, setting=cast.school, sent_on=people.COMMENTED)
        page = work(cast.senco)
    assert "Say whether you can meet Amira Siddiqui’s needs" in page
    assert "Wednesday 23 December 2026" in page


def test_a_review_comes_up_when_its_first_reminder_does(cast, work):
    people.at_stage(cast, "final_issued")
    with clock.at(people.FINAL):
        assert "Arrange the yearly review" not in work(cast.senco)
    with clock.at(people.MEETING_FIXED):
        assert "Arrange the yearly review of Amira Siddiqui’s plan" in work(cast.senco)


@pytest.mark.parametrize(
    ("stage", "task"),
    [
        ("meeting_fixed", "Invite people to the review of Amira Siddiqui’s plan"),
        ("meeting_held", "Write the report of Amira Siddiqui’s review"),
    ],
)
def test_a_review_asks_for_its_next_step(cast, work, stage, task):
    with people.on_the_day_of(cast, stage):
        assert task in work(cast.senco)


def test_a_reported_review_waits_for_the_council(cast, work):
    with people.on_the_day_of(cast, "report_sent"):
        page = work(cast.senco, "?show=waiting")
    assert "Amira Siddiqui’s review: the council decides" in page


def another_council_asks(cast, name):
    """A request of the stranger's council to the same therapists, about another child."""
    officer = cast.stranger
    child = Child.objects.create(name=name, born=cast.child.born)
    with clock.at(people.AGREED):
        case = open_case(
            child=child, authority=cast.other_council, by=officer, on=people.AGREED, via="post", reasons="-"
        )
        case.agree_to_assess(by=officer, reasons="-")
        required = ("parent_or_young_person", "education", "medical", "psychological", "social_care")
        therapy = {"kind": "other", "other": "therapy", "organisation": cast.therapy}
        case.seek_advice(by=officer, requests=[*({"kind": kind} for kind in required), therapy])


def test_the_work_of_several_councils_can_be_told_apart(cast, work):
    another_council_asks(cast, "Beth Lowe")
    with people.on_the_day_of(cast, "advice_asked"):
        everything = work(cast.therapist)
        one_council = work(cast.therapist, f"?council={cast.other_council.pk}")
        by_name = work(cast.therapist, "?words=amira")
        of_a_kind = work(cast.therapist, "?kind=review")
    assert "Asked of me (2)" in everything and "Southvale Council, SV-2026-0001" in everything
    assert "Asked of me (1)" in one_council and "Amira" not in one_council
    assert "Asked of me (1)" in by_name and "Beth Lowe" not in by_name
    # A kind of which there is none is no choice, and chooses nothing.
    assert "Asked of me (2)" in of_a_kind


def test_what_does_not_fit_the_choice_says_so(cast, work):
    with people.on_the_day_of(cast, "advice_asked"):
        page = work(cast.therapist, "?words=zzz")
    assert "Nothing here fits what you chose above" in page and "Show everything" in page


def test_whoever_has_nothing_is_told_what_will_come(cast, work):
    assert "Nothing has been asked of you or your team yet" in work(cast.therapist)


def test_whoever_left_sees_nothing_any_more(cast, work):
    with people.on_the_day_of(cast, "advice_asked"):
        Membership.objects.filter(user=cast.therapist).update(until=people.REQUEST)
        page = work(cast.therapist)
    assert "Amira" not in page and "You are not a member of any service" in page


def test_an_ended_case_asks_nothing_more(cast, work):
    with people.on_the_day_of(cast, "advice_asked") as case:
        case.withdraw_request(by=cast.mother, reasons="We are moving abroad.")
        page = work(cast.therapist, "?show=done")
    assert "Asked of me (0)" in page and "Request withdrawn" in page


def test_nobody_else_s_work_is_shown(cast, work):
    with people.on_the_day_of(cast, "advice_asked"):
        for user in (cast.stranger, cast.other_parent, cast.mother):
            assert "Amira" not in work(user)
        assert "speech and language" not in work(cast.social_worker)


def test_many_lines_ask_the_database_no_more_often_than_one(cast, as_):
    people.at_stage(cast, "advice_asked")
    client = as_(cast.therapist)
    counts = []
    for name in ("Beth Lowe", "Cal Moss", "Dee Nash"):
        with clock.at(people.AGREED), CaptureQueriesContext(connection) as queries:
            client.get(at("home"))
        counts.append(len(queries))
        another_council_asks(cast, name)
    assert counts[1] == counts[2] <= counts[0] + 1


def test_only_settings_are_offered_yearly_reviews(cast, work):
    assert "Yearly reviews" in work(cast.senco)
    assert "Yearly reviews" not in work(cast.therapist)


def test_a_person_asked_by_name_needs_no_service(cast, work, as_):
    case = people.at_stage(cast, "agreed")
    private = cast.other_parent
    requests = [
        *people.requests_for(cast),
        {"kind": "other", "other": "a private therapist", "person": private},
    ]
    with clock.at(people.AGREED):
        case.seek_advice(by=cast.caseworker, requests=requests)
        page = work(private)
        advice = case.advice.get(person=private, kind="other")
        assert as_(private).get(at("advice", advice.pk)).status_code == 200
    assert "Advice: a private therapist" in page and "Asked of me (1)" in page


def test_roles_of_the_health_commissioner_are_not_those_of_a_therapist(cast, work):
    Membership.objects.create(user=cast.therapist, organisation=cast.icb, role=Role.PROFESSIONAL)
    with people.on_the_day_of(cast, "draft_written"):
        assert "Agree section G" not in work(cast.therapist)
