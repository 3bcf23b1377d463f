"""A family is told of a delay before it comes, when it is there, and every two weeks until it is over."""

from datetime import date, timedelta

import pytest

from notifications.models import Notice
from tests import people
from workflows import clock
from workflows.models import Event
from workflows.replay import differences

from .telling import GIVEN_AWAY, days_go_by, letters_to, look

# Asked for on 1 September 2026: the decision by 22 December, the plan by 19 January. Advice is due on 16 November.
DECISION, PLAN = date(2026, 12, 22), date(2027, 1, 19)
EXPLAINED = date(2026, 12, 28)


def said(act):
    return [(event.on, event.facts) for event in Event.objects.filter(act=act).order_by("pk")]


def subjects(person, *words):
    found = (letter.subject.partition(": ")[2] for letter in letters_to(person))
    return [subject for subject in found if any(word in subject for word in words)]


@pytest.fixture
def waiting(cast):
    """Advice was asked for and does not come."""
    return people.at_stage(cast, "advice_asked")


def test_a_delay_is_foreseen_once_and_told_with_its_reasons_and_the_day_that_can_be_reached(waiting, cast):
    days_go_by(date(2026, 12, 14), DECISION)
    ((on, facts),) = said("foresee_delay")
    assert (on, facts["duty"], facts["expected_on"]) == (
        DECISION,
        "decide_whether_to_make_a_plan",
        "2026-12-23",
    )
    letter = letters_to(cast.mother)[-1]
    assert letter.subject == f"{waiting.reference}: One step will be later than the day the law sets"
    for words in (
        "the decision whether a plan is needed. Its day is Tuesday 22 December 2026.",
        "* We are still waiting for the advice of social care. It was due on Monday 16 November 2026.",
        "The earliest day we can reach now is Wednesday 23 December 2026.",
        "we go on working on it",
        "complain, first to us and then to the Ombudsman",
        "we answer within 3 working days",
    ):
        assert words in " ".join(letter.body.split())
    assert not GIVEN_AWAY.search(letter.subject + letter.body)
    assert cast.stranger.pk not in Notice.objects.values_list("reader", flat=True)
    assert str(cast.psychologist) not in letter.body and str(cast.psychology) not in letter.body


def test_it_is_told_again_only_when_the_expected_day_moves_by_more_than_two_weeks(waiting, cast):
    with clock.at(date(2026, 12, 23)):
        waiting.explain_delay(by=cast.caseworker, words="A report is late.", expected_on=date(2027, 1, 4))
    look(date(2026, 12, 24))
    plan = [
        facts["expected_on"] for _, facts in said("foresee_delay") if facts["duty"] == "issue_the_final_plan"
    ]
    assert plan == []  # 4 January and 15 days can still be reached by the 19th
    for words, expected, told in (
        ("Later.", date(2027, 1, 8), ["2027-01-25"]),
        ("A little later.", date(2027, 1, 15), ["2027-01-25"]),
        ("Much later.", date(2027, 1, 29), ["2027-01-25", "2027-02-15"]),
    ):
        with clock.at(date(2026, 12, 29)):
            waiting.refresh_from_db()
            waiting.explain_delay(by=cast.caseworker, words=words, expected_on=expected)
        look(date(2026, 12, 29))
        look(date(2026, 12, 29))
        plan = [
            facts["expected_on"]
            for _, facts in said("foresee_delay")
            if facts["duty"] == "issue_the_final_plan"
        ]
        assert plan == told


def test_two_delays_of_one_case_are_told_in_the_same_sweep(cast):
    case = people.requested(cast)
    look(date(2026, 12, 1))
    assert [facts["duty"] for _, facts in said("foresee_delay")] == [
        "decide_whether_to_make_a_plan",
        "issue_the_final_plan",
    ]
    assert list(differences([case.pk])) == []


def test_a_missed_day_is_told_with_what_is_still_missing(waiting, cast):
    days_go_by(DECISION, DECISION + timedelta(days=1))
    ((_, facts),) = said("note_missed_day")
    assert facts["expected_on"] == "2026-12-24"
    letter = letters_to(cast.mother)[-1]
    assert letter.subject.endswith("We are late, and are sorry")
    body = " ".join(letter.body.split())
    assert (
        "We are still waiting for the advice of the health service. It was due on Monday 16 November 2026."
        in body
    )
    assert "After that we tell you every two weeks how it stands, until it is done." in body
    assert not GIVEN_AWAY.search(letter.subject + letter.body)


def test_while_it_is_late_an_update_is_promised_every_two_weeks_from_each_that_is_told(waiting, cast):
    look(DECISION + timedelta(days=1))
    promise = waiting.deadlines.open().get(key="keep_the_family_informed")
    assert (promise.due, promise.aim) == (None, date(2027, 1, 6))
    with clock.at(EXPLAINED):
        waiting.refresh_from_db()
        waiting.explain_delay(by=cast.caseworker, words="A report is late.")
    assert waiting.deadlines.open().get(key="keep_the_family_informed").aim == date(2027, 1, 11)
    days_go_by(date(2027, 1, 5), date(2027, 1, 12))
    reminded = Notice.objects.filter(
        deadline__key="keep_the_family_informed", reader=cast.caseworker, channel="email"
    )
    assert [notice.for_day for notice in reminded.order_by("pk")] == [
        date(2027, 1, 7),
        date(2027, 1, 11),
        date(2027, 1, 12),
    ]
    assert "promises to tell the family how it stands" in " ".join(reminded.last().body.split())
    with clock.at(date(2027, 1, 12)):
        waiting.refresh_from_db()
        waiting.tell_how_it_stands(
            by=cast.caseworker, words="It comes next week.", expected_on=date(2027, 1, 20)
        )
    assert waiting.deadlines.open().get(key="keep_the_family_informed").aim == date(2027, 1, 26)
    look(date(2027, 1, 12))
    assert letters_to(cast.mother)[-1].subject.endswith("How it stands with the step that is late")
    assert "We now expect it by Wednesday 20 January 2027." in letters_to(cast.mother)[-1].body
    assert "next week" not in letters_to(cast.mother)[-1].body
    # A promise that was not kept is no statutory day, and never counts as one.
    assert {facts["duty"] for _, facts in said("note_missed_day")} == {"decide_whether_to_make_a_plan"}
    assert not waiting.deadlines.late(date(2027, 1, 12)).filter(key="keep_the_family_informed").exists()
    assert list(differences([waiting.pk])) == []


def test_the_promise_ends_when_nothing_is_late_any_more_and_with_the_day_on_which_it_was_done(cast):
    case = people.at_stage(cast, "advice_accepted")
    look(DECISION + timedelta(days=1))
    with clock.at(EXPLAINED):
        case.refresh_from_db()
        case.explain_delay(by=cast.caseworker, words="Many are ill.", expected_on=date(2026, 12, 31))
        case.decide_to_make_plan(by=cast.manager, reasons="She needs one.", sent_on=EXPLAINED)
    look(date(2026, 12, 30))
    promise = case.deadlines.filter(key="keep_the_family_informed").latest("pk")
    assert (promise.ended_how, promise.ended_on) == ("lifted", EXPLAINED)
    case.refresh_from_db()
    assert case.expected_on is None
    look(date(2026, 12, 31))
    assert len(said("note_caught_up")) == 1
    assert list(differences([case.pk])) == []


def test_an_excused_day_that_passes_is_said_to_be_excused(waiting, cast):
    with clock.at(date(2026, 12, 21)):
        waiting.record_exception(
            by=cast.caseworker,
            deadline=waiting.deadlines.get(key="decide_whether_to_make_a_plan"),
            ground="circumstances",
            statement="A death in the family.",
            evidence="A letter.",
            began_on=date(2026, 12, 1),
            ended_on=None,
        )
    look(DECISION)
    body = " ".join(letters_to(cast.mother)[-1].body.split())
    assert "For this step we have recorded an exception, which the law allows" in body
    look(DECISION + timedelta(days=1))
    assert said("note_missed_day") == []
    assert not waiting.deadlines.filter(key="keep_the_family_informed").exists()


def test_a_question_is_answered_within_three_working_days_or_somebody_hears_of_it(cast):
    case = people.requested(cast)
    friday = date(2026, 9, 4)
    with clock.at(friday):
        enquiry = case.ask_a_question(by=cast.mother, words="Who will come to see her?")
    look(friday)
    assert subjects(cast.caseworker, "question") == ["The family asks a question"]
    promise = case.deadlines.get(key="answer_a_question")
    assert (promise.due, promise.aim, promise.accountable) == (None, date(2026, 9, 9), cast.council)
    days_go_by(friday, date(2026, 9, 10))
    assert subjects(cast.caseworker, "question")[1:] == [
        "A question of the family waits for an answer",
        "A question of the family is to be answered today",
        "A question of the family has waited longer than we promised",
    ]
    with clock.at(date(2026, 9, 10)):
        enquiry.answer_question(by=cast.caseworker, words="A psychologist, at school.")
    look(date(2026, 9, 10))
    letter = letters_to(cast.mother)[-1]
    assert letter.subject.endswith("We have answered your question")
    assert "psychologist" not in letter.body
    assert case.deadlines.get(key="answer_a_question").ended_how == "met"
    assert not any(
        "question" in each.subject for each in letters_to(cast.commissioner) + letters_to(cast.senco)
    )
    assert list(differences([case.pk])) == []


def test_each_question_has_its_own_three_days_and_a_refusal_does_not_answer_it(cast):
    case = people.requested(cast)
    with clock.at(date(2026, 9, 4)):
        first = case.ask_a_question(by=cast.mother, words="Who?")
    with clock.at(date(2026, 9, 8)):
        case.ask_a_question(by=cast.mother, words="When?")
        case.decline_to_assess(by=cast.manager, reasons="Not now.", sent_on=date(2026, 9, 8))
    running = case.deadlines.open().filter(key="answer_a_question").order_by("pk")
    assert [(each.subject_id == first.pk, each.aim) for each in running] == [
        (True, date(2026, 9, 9)),
        (False, date(2026, 9, 11)),
    ]
