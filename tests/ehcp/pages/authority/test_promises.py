"""How often the council keeps its promises: each figure, and the cases behind it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ehcp.models import Case
from ehcp.pages.authority import promised
from tests import people
from tests.ehcp.pages.authority.reading import words
from tests.notifications.telling import look
from workflows import clock
from workflows.law import promises

ASKED = date(2026, 9, 4)  # a Friday: promised by Wednesday 9 September
TODAY = date(2026, 9, 30)
S1, S2, S3 = (promises.ANSWER_A_QUESTION, promises.KEEP_THE_FAMILY_INFORMED, promises.TELL_THE_DECISION)


def ask(case, cast, on=ASKED):
    with clock.at(on):
        case.refresh_from_db()
        return case.ask_a_question(by=cast.mother, words="Who?")


def answer(enquiry, cast, on):
    with clock.at(on):
        enquiry.answer_question(by=cast.caseworker, words="She.")


def counted(promise, today=TODAY, span="weeks"):
    found = list(promised.outcomes(promise, Case.objects.all(), promised.since(span, today), today))
    return sum(each.kept for each in found), len(found)


@pytest.fixture
def case(cast):
    return people.requested(cast)


def test_a_question_counts_as_kept_up_to_the_day_itself_and_as_broken_from_the_day_after(case, cast):
    answer(ask(case, cast), cast, date(2026, 9, 9))
    answer(ask(case, cast), cast, date(2026, 9, 10))
    ask(case, cast)
    ask(case, cast, TODAY)
    assert counted(S1) == (1, 3)  # one in time, one late, one open and past; that of today is not due
    running = list(promised.running(S1, Case.objects.all(), TODAY))
    assert sorted(each.kept for each in running) == [False, True]


def test_a_span_counts_what_fell_due_in_it(case, cast):
    answer(ask(case, cast), cast, date(2026, 9, 9))
    later = date(2027, 9, 1)
    assert counted(S1, later) == (0, 0)
    assert counted(S1, later, "year") == (0, 0)
    assert counted(S1, date(2027, 8, 31), "year") == (1, 1)


def test_an_update_that_was_not_needed_any_more_is_neither_kept_nor_broken(cast):
    case = people.at_stage(cast, "advice_accepted")
    look(date(2026, 12, 23))
    with clock.at(date(2026, 12, 30)):
        case.refresh_from_db()
        case.decide_to_make_plan(by=cast.manager, reasons="Yes.", sent_on=date(2026, 12, 30))
    look(date(2026, 12, 30))
    assert counted(S2, date(2027, 3, 1)) == (0, 0)


def test_an_update_that_came_too_late_or_never_is_broken(cast):
    case = people.at_stage(cast, "advice_asked")
    look(date(2026, 12, 23))  # promised by 6 January
    with clock.at(date(2027, 1, 7)):
        case.refresh_from_db()
        case.explain_delay(by=cast.caseworker, words="A report is late.")  # promised again by the 21st
    assert counted(S2, date(2027, 1, 20)) == (0, 1)
    assert counted(S2, date(2027, 1, 22)) == (0, 2)


def test_a_decision_is_measured_from_its_day_to_the_first_message_to_the_family(case, cast):
    look(people.REQUEST)
    with clock.at(people.AGREED):
        case.agree_to_assess(by=cast.manager, reasons="Yes.")
    assert counted(S3, people.AGREED) == (0, 0)
    look(people.AGREED + timedelta(days=1))
    assert counted(S3, people.AGREED + timedelta(days=1)) == (1, 1)


def test_a_decision_told_after_the_next_working_day_is_broken(case, cast):
    look(people.REQUEST)
    with clock.at(people.AGREED):
        case.agree_to_assess(by=cast.manager, reasons="Yes.")
    look(people.AGREED + timedelta(days=2))
    assert counted(S3, people.AGREED + timedelta(days=2)) == (0, 1)


def test_every_figure_opens_the_cases_it_counts(case, cast, head):
    answer(ask(case, cast), cast, date(2026, 9, 9))
    ask(case, cast)
    with clock.at(TODAY):
        page = head.get("promises")
        assert "50%" in words(page)
        meter = page.context["meters"][0]
        for url, number in (
            (meter["spans"][0]["kept_url"], 1),
            (meter["spans"][0]["broken_url"], 1),
            (meter["late_url"], 1),
        ):
            behind = head.get(url)
            assert behind.context["page"].paginator.count == number
            assert case.reference in words(behind)
        assert "promise S1: kept in time in the last 12 weeks" in words(
            head.get(meter["spans"][0]["kept_url"])
        )
        assert "50% in time" in words(head.get("manager"))


def test_another_council_sees_none_of_it(case, cast, head):
    ask(case, cast)
    cast.stranger.memberships.update(role="manager")
    from tests.ehcp.pages.authority.reading import Reader

    stranger = Reader(cast.stranger)
    with clock.at(TODAY):
        assert head.get("promises").context["meters"][0]["late"] == 1
        assert stranger.get("promises").context["meters"][0]["late"] == 0
        url = reverse("authority:cases") + "?promise=answer_a_question&kept=late&since=now&whose=all"
        assert case.reference in words(head.get(url))
        assert case.reference not in words(stranger.get(url))


def test_an_address_that_means_nothing_narrows_nothing(case, head):
    with clock.at(TODAY):
        page = head.get(reverse("authority:cases") + "?promise=x&kept=y&since=z")
    assert page.status_code == 200 and case.reference in words(page)
