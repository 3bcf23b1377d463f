"""The page on which everybody chooses how they are told."""

import pytest
from django.test import Client

from notifications.models import Choice
from tests import people
from tests.ehcp.pages.authority.reading import words

PAGE = "/account/how-we-tell-you/"
AS_IT_IS = {"pace": "at_once", "ways": ["email"], "quiet_from": 21, "quiet_until": 7, "language": "en-gb"}


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def choice_of(user):
    return Choice.objects.get(user=user)


@pytest.mark.parametrize("part", ["mother", "caseworker", "psychologist", "senco"])
def test_everybody_finds_it_in_the_head_of_every_page_and_reads_what_cannot_be_chosen(cast, part):
    client = as_(getattr(cast, part))
    assert f'href="{PAGE}"' in client.get("/notices/").text
    page = words(client.get(PAGE))
    assert "Decisions, your rights, and days that the law sets always come by e-mail as well" in page
    assert getattr(cast, part).email in page


def test_whoever_has_chosen_nothing_sees_what_holds_for_everybody_and_nothing_is_kept_by_looking(cast):
    as_(cast.mother).get(PAGE)
    assert not Choice.objects.exists()


def test_one_message_a_day_asks_for_its_hour(cast):
    mother = as_(cast.mother)
    mother.post(PAGE, AS_IT_IS | {"pace": "daily", "daily_hour": 17})
    assert (choice_of(cast.mother).daily, choice_of(cast.mother).daily_hour) == (True, 17)
    mother.post(PAGE, AS_IT_IS)
    assert not choice_of(cast.mother).daily


def test_text_messages_ask_for_a_mobile_number_and_say_what_is_wrong_with_it(cast):
    mother = as_(cast.mother)
    wrong = mother.post(PAGE, AS_IT_IS | {"ways": ["email", "text"], "phone": "01632 960100"})
    assert "Enter a mobile number, which begins with 07" in words(wrong)
    assert 'value="01632 960100"' in wrong.text
    missing = mother.post(PAGE, AS_IT_IS | {"ways": ["email", "text"], "phone": ""})
    assert missing.status_code == 200
    assert not Choice.objects.exists()
    assert (
        mother.post(PAGE, AS_IT_IS | {"ways": ["email", "text"], "phone": "07700 900123"}).status_code == 302
    )
    cast.mother.refresh_from_db()
    assert (choice_of(cast.mother).text, cast.mother.phone) == (True, "07700 900123")


def test_the_number_stays_with_whoever_wants_no_texts_any_more(cast):
    cast.mother.phone = "07700 900123"
    cast.mother.save()
    as_(cast.mother).post(PAGE, AS_IT_IS)
    cast.mother.refresh_from_db()
    assert (choice_of(cast.mother).text, cast.mother.phone) == (False, "07700 900123")


def test_e_mails_that_were_stopped_by_their_link_are_had_again(cast):
    Choice.objects.create(user=cast.mother, email=False)
    assert 'value="email"' in as_(cast.mother).get(PAGE).text
    as_(cast.mother).post(PAGE, AS_IT_IS)
    assert choice_of(cast.mother).email


def test_the_caseworker_sees_which_language_a_mother_reads_best_and_the_stranger_does_not(cast):
    case = people.requested(cast)
    page = f"/authority/cases/{case.pk}/people/"
    assert "Reads best" not in words(as_(cast.caseworker).get(page))
    as_(cast.mother).post(PAGE, AS_IT_IS | {"language": "ur"})
    assert "Reads best: Urdu" in words(as_(cast.caseworker).get(page))
    assert as_(cast.stranger).get(page).status_code == 404


def test_everybody_chooses_for_themselves_alone(cast):
    as_(cast.stranger).post(PAGE, AS_IT_IS | {"pace": "daily", "daily_hour": 6, "user": cast.mother.pk})
    assert list(Choice.objects.values_list("user", flat=True)) == [cast.stranger.pk]


def test_whoever_is_not_signed_in_is_asked_who_they_are(client, db):
    assert client.get(PAGE).headers["Location"].startswith("/account/login/")
