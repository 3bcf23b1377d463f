"""manage.py told: what each person received about one case."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from notifications.models import Notice
from tests import people
from workflows import clock

from .telling import look

ASKED = date(2026, 9, 4)


def told(*args, **options):
    said = StringIO()
    call_command("told", *args, stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def case(cast):
    case = people.requested(cast)
    look(people.REQUEST)
    with clock.at(ASKED):
        enquiry = case.ask_a_question(by=cast.mother, words="Who will come?")
    look(ASKED)
    with clock.at(ASKED + timedelta(days=3)):
        enquiry.answer_question(by=cast.caseworker, words="A psychologist.")
    look(ASKED + timedelta(days=3))
    return case


def test_every_message_stands_under_its_day_with_its_readers_and_ways(case, cast):
    said = told(case.reference)
    days = [line for line in said.splitlines() if line.startswith("## ")]
    assert days == ["## Tuesday 1 September 2026", "## Friday 4 September 2026", "## Monday 7 September 2026"]
    _, _, asked = said.partition("## Friday 4 September 2026")
    assert (
        f"**{cast.caseworker}, on the page and by e-mail**: {case.reference}: The family asks a question"
        in asked
    )
    assert ">" not in said  # no words were asked for


def test_words_are_shown_of_those_that_were_asked_for(case):
    said = told(case.reference, words=["family"])
    assert "> We have answered the question that you asked us." in said
    assert "> The family asked a question on Friday 4 September 2026." not in said
    assert "> The family asked a question on Friday 4 September 2026." in told(case.reference, words=[])


def test_it_can_be_narrowed_to_some_days(case):
    said = told(case.reference, first=date(2026, 9, 5), last=date(2026, 9, 7))
    assert said.count("## ") == 1 and "answered your question" in said


def test_what_did_not_go_out_is_not_said_to_have_been_received(case, cast):
    Notice.objects.filter(channel="email").update(state="failed")
    said = told(case.reference)
    assert "on the page" in said and "by e-mail" not in said


def test_of_another_case_nothing_is_told(case, cast):
    cast.child = cast.other_child
    other = people.requested(cast, on=ASKED)
    assert told(other.reference) == f"# {other.reference}: what each person received\n"
    assert other.reference not in told(case.reference)


def test_a_case_that_is_not_there_is_said_not_to_be_there(db):
    with pytest.raises(CommandError, match="There is no case EHC-1999-0001"):
        told("EHC-1999-0001")
