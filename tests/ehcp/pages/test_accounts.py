"""Signing in: by invitation, with an address and a password, and not by guessing."""

import re

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse

from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/"


def sign_in(client, email, password=PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def test_the_right_password_opens_the_service(client, cast):
    answer = sign_in(client, cast.mother.email.upper())
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast.mother.pk)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, cast):
    known = sign_in(client, cast.mother.email, "wrong")
    unknown = sign_in(client, "nobody@home.example", "wrong")
    said = [re.sub(r'value="[^"]*"', "", answer.text) for answer in (known, unknown)]
    assert said[0] == said[1]
    assert "Check your e-mail address and password" in said[0]


def test_guessing_is_stopped_and_a_right_guess_comes_too_late(client, cast):
    for _ in range(4):
        assert sign_in(client, cast.mother.email, "wrong").status_code == 200
    assert sign_in(client, cast.mother.email, "wrong").status_code == 429
    locked = sign_in(client, cast.mother.email)
    assert locked.status_code == 429
    assert "Wait a quarter of an hour" in locked.text
    assert "_auth_user_id" not in client.session


def test_a_guesser_elsewhere_does_not_lock_a_parent_out_at_home(client, cast):
    for _ in range(6):
        client.post(SIGN_IN, {"login": cast.mother.email, "password": "wrong"}, REMOTE_ADDR="192.0.2.7")
    assert sign_in(client, cast.mother.email).status_code == 302


@pytest.mark.parametrize("name", ["account_signup", "account_email"])
def test_nobody_signs_up_or_takes_another_address(client, name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_new_password_comes_by_a_link_that_works_once(client, cast):
    client.post("/account/password/reset/", {"email": cast.mother.email})
    [letter] = mail.outbox
    assert letter.to == [cast.mother.email]
    assert cast.child.name.split()[0] not in letter.subject + letter.body
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    form = client.get(link, follow=True)
    assert "Choose a new password" in form.text
    new = "another long sentence for tests"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert "does not work any more" in client.get(link, follow=True).text
    assert sign_in(client, cast.mother.email, new).status_code == 302


def test_an_unknown_address_gets_the_same_page_and_no_letter(client, cast):
    pages = [
        # The practice bar's forms carry a token that is new on every page.
        re.sub(
            r'value="[^"]*"',
            "",
            client.post("/account/password/reset/", {"email": email}, follow=True).text,
        )
        for email in (cast.mother.email, "nobody@home.example")
    ]
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [[cast.mother.email]]


@pytest.mark.parametrize(
    "page", ["login/", "password/reset/", "password/reset/done/", "password/reset/key/done/"]
)
def test_each_page_looks_like_the_service(client, page):
    text = client.get(f"/account/{page}").text
    assert text.count("<h1") == 1
    assert 'class="govuk-heading-l"' in text
    assert "placeholder" not in text


def test_a_page_brings_nothing_inline_and_nothing_from_elsewhere(client):
    page = client.get(SIGN_IN)
    assert set(page.headers["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }
    assert not re.search(r"<style|\bstyle=|<script>|\bon\w+=", page.text)


def test_a_page_that_does_not_say_otherwise_asks_who_is_there(client):
    answer = client.get("/account/password/change/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(SIGN_IN)
