"""What notices say, and what they never say."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.template import Engine, engines

from ehcp.practice.cast import PEOPLE, SOUTHVALE_PEOPLE
from notifications import checks, compose
from notifications.channels import CHANNELS
from notifications.languages import ENGLISH, LANGUAGES
from notifications.models import Choice, Notice
from tests import people
from workflows.law import CURRENT, pack

from .telling import days_go_by, letters_to, look, nobody_is_given_away

THE_CAST = ("Amira Siddiqui", "Samina Siddiqui", "Toby Marsh", "Ruth Adeyemi", "Helen Marsh", "Millbrook")


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


def test_no_way_of_telling_anybody_anything_holds_a_name_or_a_birthday():
    """Every notice there can be, on every way, for every reader: the names of the cast, and dates of birth."""
    names = re.compile("|".join(NAMES), re.IGNORECASE)
    for name, mood, group, reader, missed in checks.readings():
        sample = compose.sample(reader, group, mood, "" if mood == "news" else name, missed)
        for channel in CHANNELS:
            told = "\n".join(compose.written(name, channel, sample))
            assert not names.search(told), (name, channel, names.search(told))
            assert not re.search(r"\bborn\b|date of birth", told), told
            years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", told)}
            assert years <= {2026, *OF_AN_ACT}, told


OF_AN_ACT = {int(year) for row in pack(CURRENT).rows for year in re.findall(r"\b(?:19|20)\d\d\b", row.law)}
"""The years that the law's own titles say; every other year in a sample is that of its days."""

NAMES = sorted(
    {
        part
        for person in (*PEOPLE.values(), *SOUTHVALE_PEOPLE.values(), *THE_CAST)
        for part in (person["name"] if isinstance(person, dict) else person).split()
        if len(part) > 3
    }
    - {"Marsh", "Frost", "Price", "Cole", "Bell", "Field"}
)


def test_a_text_message_is_short_enough_and_leads_to_the_page():
    for name, mood, group, reader, missed in checks.readings():
        sample = compose.sample(reader, group, mood, "" if mood == "news" else name, missed)
        sample |= {
            "council": "The Royal Borough of Kensington and Chelsea",
            "link": "https://plans.royal-borough-of-kensington.example/consultations/1234567/",
        }
        subject, body = compose.written(name, "text", sample)
        assert len(f"{subject}\n{body}") <= 306, (name, subject, body)
        assert sample["link"] in body


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != ENGLISH])
def test_whoever_reads_another_language_best_finds_first_where_to_ask_for_help(cast, language):
    Choice.objects.create(user=cast.mother, language=language)
    people.requested(cast)
    look(people.REQUEST)
    (letter,) = letters_to(cast.mother)
    assert letter.body.startswith(
        f"{LANGUAGES[language].help}\n01632 960100 or office@northmoor-council.example"
    )
    assert "\nHello,\n" in letter.body


def test_words_in_the_readers_own_language_come_before_the_english_ones(cast, settings, tmp_path):
    (tmp_path / "notices/pl/happened").mkdir(parents=True)
    (tmp_path / "notices/pl/happened/receive_request.txt").write_text(
        '{% extends "notices/base/news.txt" %}{% block family_subject %}Mamy Państwa wniosek{% endblock %}'
        "{% block family %}Dziękujemy.{% endblock %}"
    )
    templates = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**templates, "DIRS": [tmp_path, *templates["DIRS"]]}]
    Choice.objects.create(user=cast.mother, language="pl")
    Choice.objects.create(user=cast.caseworker, language="pl")
    people.requested(cast)
    look(people.REQUEST)
    assert letters_to(cast.mother)[0].subject == "NM-2026-0001: Mamy Państwa wniosek"
    assert LANGUAGES["pl"].help not in letters_to(cast.mother)[0].body
    # It says nothing to an officer, who reads the English words.
    assert letters_to(cast.caseworker)[0].body.startswith(LANGUAGES["pl"].help)


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

You get this because you, or the service you work for, were asked for advice. It is about a decision, a day or a \
right that the law gives, so it comes by e-mail at once, whatever you have chosen.
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
