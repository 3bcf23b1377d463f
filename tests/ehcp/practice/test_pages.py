"""The pages of practice: one click to become anybody, days that go on, and the e-mails that went out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ehcp.models import User
from ehcp.practice import days
from tests import people
from tests.ehcp.practice.conftest import TODAY
from workflows import clock

CAST, BECOME = reverse("practice_cast"), reverse("practice_become")


@pytest.fixture
def requested(practice, cast):
    return people.requested(cast, on=TODAY)


def said(page) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def test_everybody_is_listed_with_a_sentence(client, requested, cast):
    page = client.get(CAST).content.decode()
    for person in (cast.mother, cast.caseworker, cast.manager, cast.therapist, cast.senco, cast.stranger):
        assert f'value="{person.pk}">{person}</button>' in page
    assert "Mother of Amira, 5: assessment requested." in page
    assert "Head of statutory assessment, Northmoor Council. Takes decisions; 1 case in hand." in page


def test_one_click_signs_in(client, requested, cast):
    page = client.post(BECOME, {"user": cast.mother.pk})
    assert page.status_code == 302
    assert page.url == reverse("home")
    assert client.session["_auth_user_id"] == str(cast.mother.pk)


def test_and_another_click_makes_one_somebody_else(client, requested, cast):
    client.post(BECOME, {"user": cast.mother.pk})
    client.post(BECOME, {"user": cast.manager.pk})
    assert client.session["_auth_user_id"] == str(cast.manager.pk)


def test_nobody_becomes_whoever_runs_the_installation(client, requested):
    root = User.objects.create_superuser("root@council.example", full_name="Root")
    assert client.post(BECOME, {"user": root.pk}).status_code == 404
    assert "Root" not in client.get(CAST).content.decode()


@pytest.mark.parametrize("user", ["", "nobody", "0", "²", "99999999"])
def test_nobody_becomes_nobody(client, requested, user):
    assert client.post(BECOME, {"user": user}).status_code == 404


def test_a_link_alone_signs_nobody_in(client, requested, cast):
    assert client.get(BECOME, {"user": cast.mother.pk}).status_code == 405


def test_the_bar_says_what_day_it_is_on_every_page(client, requested, cast):
    client.force_login(cast.caseworker)
    for address in (reverse("start"), CAST, reverse("authority:home")):
        page = client.get(address).content.decode()
        assert "<strong>Practice:</strong> Tuesday 24 November 2026" in page
        assert "Tomorrow</button>" in page


def test_tomorrow_comes_back_to_the_page_one_was_on(client, requested):
    page = client.post(reverse("practice_tomorrow"), {"back": CAST}, follow=True)
    assert page.redirect_chain[-1][0] == CAST
    assert clock.today() == TODAY + timedelta(days=1)
    assert said(page).startswith("It is now Wednesday 25 November 2026.")


def test_the_next_due_date_is_one_click_away(client, requested):
    page = client.post(reverse("practice_next_due"), {"day": "2026-12-22", "back": CAST}, follow=True)
    assert clock.today() == date(2026, 12, 22)
    assert "reminder" in said(page)


@pytest.mark.parametrize("day", ["", "soon", "2026-13-01"])
def test_a_button_with_no_day_leads_to_the_question(client, requested, day):
    assert client.post(reverse("practice_next_due"), {"day": day}).url == reverse("practice_day")


def test_any_day_can_be_chosen(client, requested):
    names = [box["name"] for box in client.get(reverse("practice_day")).context["form"]["day"].boxes]
    values = dict(zip(names, ("7", "1", "2027"), strict=True))
    page = client.post(reverse("practice_day"), {**values, "back": CAST}, follow=True)
    assert clock.today() == date(2027, 1, 7)
    assert "2 steps became late" in said(page)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (("23", "11", "2026"), "days only go on, and what has happened stays happened"),
        (("24", "11", "2026"), "days only go on, and what has happened stays happened"),
        (("25", "11", "2028"), "Enter a day up to Friday 24 November 2028"),
    ],
)
def test_a_day_that_cannot_be_says_why(client, requested, day, words):
    form = client.get(reverse("practice_day")).context["form"]
    names = [box["name"] for box in form["day"].boxes]
    page = client.post(reverse("practice_day"), dict(zip(names, day, strict=True)))
    assert words in page.content.decode()
    assert clock.today() == TODAY


def test_nobody_is_sent_away_to_another_site(client, requested):
    page = client.post(reverse("practice_tomorrow"), {"back": "https://elsewhere.example/"})
    assert page.url == "/"


def test_a_long_way_shows_where_one_is_and_can_be_stopped(client, requested, monkeypatch):
    monkeypatch.setattr("ehcp.practice.views.A_STRETCH", 0)
    page = client.post(reverse("practice_next_due"), {"day": "2027-03-01", "back": CAST})
    assert page.url.startswith(reverse("practice_on_the_way"))
    page = client.get(page.url)
    assert "On the way to Monday 1 March 2027" in page.content.decode()
    assert '<meta http-equiv="refresh"' in page.content.decode()
    page = client.post(reverse("practice_on_the_way"), {"back": CAST}, follow=True)
    assert page.redirect_chain[-1][0] == CAST
    assert TODAY < clock.today() < date(2027, 3, 1)


def test_the_way_goes_on_by_itself_until_one_is_there(client, requested, monkeypatch):
    monkeypatch.setattr("ehcp.practice.views.A_STRETCH", 0)
    page = client.post(reverse("practice_next_due"), {"day": "2027-01-07", "back": CAST})
    while page.url.startswith(reverse("practice_on_the_way")):
        again = client.get(page.url)
        if again.status_code == 302:
            page = again
    assert page.url == CAST
    assert clock.today() == date(2027, 1, 7)


def test_what_went_out_can_be_read(client, requested, cast):
    days.set_out(date(2026, 12, 22))
    days.go_on()
    outbox = client.get(reverse("practice_outbox"))
    letter = next(each for each in outbox.context["letters"] if each.reader == cast.caseworker)
    assert letter.subject in outbox.content.decode()
    page = client.get(reverse("practice_letter", args=[letter.pk])).content.decode()
    assert cast.caseworker.email in page
    assert "Tuesday 22 December 2026" in page


def test_an_empty_outbox_says_what_will_come(client, practice):
    assert "None so far." in client.get(reverse("practice_outbox")).content.decode()


def test_a_letter_that_is_not_there(client, practice):
    assert client.get(reverse("practice_letter", args=[1])).status_code == 404
