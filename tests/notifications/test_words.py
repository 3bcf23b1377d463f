"""What notices say, and what they never say."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.template import Engine, engines

from notifications import checks, compose
from notifications.channels import CHANNELS
from notifications.models import Notice
from tests import people

from .telling import days_go_by, letters_to, look, nobody_is_given_away


def test_everything_that_is_told_has_words_for_each_of_its_readers():
    assert checks.every_notice_can_be_written(None) == []
    assert checks.the_tables_name_what_there_is(None) == []
    call_command("check", tags=["notifications"])


def test_a_notice_without_words_is_found_at_the_start(monkeypatch):
    monkeypatch.setitem(checks.TOLD, "prepare_amendments", checks.TOLD["redraft"])
    (error,) = checks.every_notice_can_be_written(None)
    assert error.id == "notifications.E001"


def test_a_notice_without_words_for_one_of_its_readers_is_found_at_the_start(monkeypatch):
    monkeypatch.setitem(checks.TOLD, "redraft", (*checks.TOLD["redraft"], checks.Group.CASEWORKER))
    errors = checks.every_notice_can_be_written(None)
    assert [error.id for error in errors] == ["notifications.E001"]
    assert "redraft says nothing to authority (news)" in errors[0].msg


def test_no_template_asks_for_a_word_that_is_not_there(monkeypatch):
    """A misspelt name in a template would leave a hole in a sentence."""
    django = engines["django"].engine
    strict = Engine(
        dirs=django.dirs,
        app_dirs=True,
        builtins=django.builtins,
        libraries=django.libraries,
        string_if_invalid="[no %s]",
    )
    monkeypatch.setattr(engines["django"], "engine", strict)
    for name, mood, group, reader, missed in checks.readings():
        sample = compose.sample(reader, group, mood, "" if mood == "news" else name, missed)
        for channel in CHANNELS:
            subject, body = compose.written(name, channel, sample)
            assert "[no " not in subject + body, (name, reader)


@pytest.mark.slow
def test_no_letter_of_a_whole_life_gives_a_child_away(cast):
    """From the request to the amended plan, late here and there, with the worker looking every third day."""
    case, day = people.requested(cast), people.REQUEST
    for _, step, on in people.STAGES:
        days_go_by(day, on, step=3)
        step(case, cast)
        case.refresh_from_db()
        look(on)
        day = on
    days_go_by(day, people.AMENDED + timedelta(days=70), step=3)
    assert len(mail.outbox) > 100
    nobody_is_given_away()
    assert all("NM-2026-0001" in letter.subject for letter in mail.outbox)
    assert not Notice.objects.filter(state="failed").exists()
    assert not Notice.objects.waiting().exists()


def test_a_letter_says_what_changed_what_to_do_by_when_and_under_which_duty(cast):
    people.at_stage(cast, "advice_asked")
    look(people.AGREED)
    (letter,) = letters_to(cast.psychologist)
    advice = people.Case.objects.get().advice.get(kind="psychological")
    assert letter.subject == "NM-2026-0001: Advice is asked of you by Monday 16 November 2026"
    assert letter.body == LETTER.format(pk=advice.pk)


LETTER = """\
Hello,

We are carrying out an education, health and care needs assessment and ask for your advice: what the child or young \
person needs, what should come of it, and what should be provided.

When you sign in you see who it is about, why we ask you, and what the family has given us. If the child or young \
person is not known to your service, or if advice you gave earlier is still enough, you can say so there.

What this asks of you:

* Give the advice: by Monday 16 November 2026
  (SEND Regulations 2014, reg 8(1))

Sign in to read more, and to answer:
http://127.0.0.1:8000/advice/{pk}/

We leave names out of e-mails on purpose. Please give the reference NM-2026-0001 when you get in touch with us.

Northmoor Council
01632 960100 or office@northmoor-council.example

You get this because you, or the service you work for, were asked for advice.
"""


def test_the_caseworker_reads_what_a_request_makes_due_soonest_first(cast):
    people.requested(cast)
    look(people.REQUEST)
    (letter,) = letters_to(cast.caseworker)
    tasks = re.findall(r"^\* (.*)$", letter.body, re.MULTILINE)
    assert [task.rpartition(": ")[2] for task in tasks] == [
        "by Tuesday 13 October 2026",
        "by Tuesday 22 December 2026",
        "by Tuesday 19 January 2027",
        "as soon as practicable",
    ]


def test_the_family_of_a_refused_request_reads_of_its_rights_and_until_when(cast):
    case = people.at_stage(cast, "partners_told")
    with people.clock.at(people.AGREED):
        case.decline_to_assess(by=cast.manager, reasons="Amira makes progress.", sent_on=people.AGREED)
    look(people.AGREED)
    letter = letters_to(cast.mother)[-1]
    assert letter.subject == "NM-2026-0001: Our decision about an assessment"
    assert "contact the mediation adviser by Saturday 5 December 2026" in letter.body
    assert "has to have your appeal by Monday 7 December 2026" in letter.body
    assert "progress" not in letter.body


def test_a_day_of_our_own_is_never_called_the_laws(cast):
    people.at_stage(cast, "plan_decided")
    look(people.DRAFT_SERVED + timedelta(days=9))
    ours = Notice.objects.filter(deadline__key="prepare_the_draft", channel="email").last()
    assert ours.subject == (
        "NM-2026-0001: 1 day past the day we aimed for: "
        "Prepare a draft plan with the family and send it, with section I left blank"
    )
    assert "The law sets no day here." in ours.body
    assert "late" not in ours.subject
