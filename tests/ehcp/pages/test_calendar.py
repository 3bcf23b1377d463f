"""One's own days for one's own calendar program: right, nameless, and only behind an address that is still good."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from ehcp.models import Membership
from ehcp.pages import calendar as pages
from ehcp.pages.own_days import days_of
from tests import people
from tests.notifications.telling import GIVEN_AWAY
from workflows import clock
from workflows.models import Deadline


@pytest.fixture
def case(cast):
    return people.at_stage(cast, "advice_asked")


def address_for(user):
    """What the page gives this person once."""
    client = Client()
    client.force_login(user)
    page = client.post(reverse("calendar"))
    return re.search(r"(/calendar/[\w-]+\.ics)", page.text)[1]


def read(address, **headers):
    return Client().get(address, headers=headers)


def events(user, on=people.AGREED):
    """What a calendar program finds, by the day: each event's words."""
    with clock.at(on):
        found = Calendar.from_ical(read(address_for(user)).content)
    return [(event["dtstart"].dt, str(event["summary"])) for event in found.walk("VEVENT")]


def test_a_therapist_finds_the_day_of_their_advice(case, cast):
    assert events(cast.therapist) == [(date(2026, 11, 16), "NM-2026-0001: Give the advice")]


def test_what_is_done_is_not_there_any_more(case, cast):
    advice = case.advice.get(organisation=cast.therapy)
    people.write_advice(advice, cast)
    with clock.at(people.ADVICE_IN):
        advice.give_advice(by=cast.therapist)
    assert events(cast.therapist, people.ADVICE_IN) == []


def test_the_caseworker_finds_what_the_council_owes_in_their_cases(case, cast):
    found = dict(events(cast.caseworker))
    owed = Deadline.objects.open().filter(owner="local_authority", ring_on__isnull=False)
    assert set(found) == set(owed.values_list("ring_on", flat=True))
    assert len(found) >= 2


def test_a_manager_who_decides_finds_the_decisions_and_not_the_rest(cast):
    people.at_stage(cast, "plan_decided")
    (decision,) = events(cast.manager)
    assert "Send the final plan" in decision[1]
    both = [words for _, words in events(cast.caseworker)]
    assert [words for words in both if words != decision[1]] == [
        "NM-2026-0001: Prepare a draft plan with the family and send it, with section I left blank"
    ]


def test_the_mother_finds_what_she_waits_for_and_her_rights(cast):
    case = people.at_stage(cast, "advice_accepted")
    found = [words for _, words in events(cast.mother)]
    assert "NM-2026-0001: We decide whether your child needs a plan" in found
    with clock.at(people.ADVICE_IN):
        case.decide_no_plan(by=cast.manager, reasons="The school can do it from its own resources.")
    rights = [words for _, words in events(cast.mother, people.ADVICE_IN)]
    assert "NM-2026-0001: Last day: you may appeal to the Tribunal" in rights
    assert "NM-2026-0001: Last day: you may ask for mediation" in rights


def test_a_right_that_has_passed_is_no_day_of_hers_any_more(cast):
    case = people.at_stage(cast, "advice_accepted")
    with clock.at(people.ADVICE_IN):
        case.decide_no_plan(by=cast.manager, reasons="The school can do it from its own resources.")
    appeal = Deadline.objects.get(key="appeal").due
    assert any(day == appeal for day, _ in events(cast.mother, appeal))
    assert not any(day == appeal for day, _ in events(cast.mother, appeal + timedelta(days=1)))


EVERYBODY = ("mother", "caseworker", "manager", "senco", "therapist", "paediatrician", "commissioner")


@pytest.mark.parametrize(
    "stage", ["partners_told", "advice_asked", "draft_served", "final_issued", "meeting_held"]
)
def test_at_no_stage_anybody_is_named(cast, stage):
    people.at_stage(cast, stage)
    seen = 0
    for who in EVERYBODY:
        user = getattr(cast, who)
        content = pages.calendar_of(days_of(user)).decode().replace("\r\n ", "")
        seen += content.count("BEGIN:VEVENT")
        assert not GIVEN_AWAY.search(content), content
        for name in ("Samina", "Ruth", "Siobhan", "Priya", "Tom Ashworth", "Speech"):
            assert name not in content
    assert seen


@pytest.mark.parametrize("who", ["stranger", "other_parent"])
def test_a_strangers_calendar_shows_nothing_of_others(case, cast, who):
    assert events(getattr(cast, who)) == []


def test_whoever_leaves_finds_nothing_from_the_next_day(case, cast):
    last = people.AGREED + timedelta(days=10)
    Membership.objects.filter(user=cast.therapist).update(until=last)
    assert len(events(cast.therapist, last)) == 1
    assert events(cast.therapist, last + timedelta(days=1)) == []


def test_a_day_that_moves_is_the_same_event_with_a_higher_sequence(cast):
    case = people.at_stage(cast, "meeting_fixed")
    address = address_for(cast.senco)

    def event_of(key):
        with clock.at(people.MEETING_FIXED):
            found = Calendar.from_ical(read(address).content).walk("VEVENT")
        (event,) = [each for each in found if f"-{key}-" in each["uid"]]
        return event

    before = event_of("invite_to_the_review")
    with clock.at(people.MEETING_FIXED):
        case.current_review.move_meeting(
            by=cast.senco, meeting_on=people.MEETING + timedelta(days=7), place="The school"
        )
    after = event_of("invite_to_the_review")
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt == before["dtstart"].dt + timedelta(days=7)
    assert after["sequence"] > before["sequence"]


# The form


def test_it_keeps_the_rules_of_the_format(case, cast):
    with clock.at(people.AGREED):
        content = read(address_for(cast.caseworker)).content
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert b"VERSION:2.0" in lines and b"METHOD:PUBLISH" in lines
    for event in Calendar.from_ical(content).walk("VEVENT"):
        assert {"UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DESCRIPTION", "URL"} <= set(event)
        assert type(event["dtstart"].dt) is date  # a whole day
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert str(event["description"]).count("Sign in to read more: http") == 1
    assert b"VALARM" not in content  # one's own program reminds as one likes


def test_each_event_says_the_law_that_sets_its_day(case, cast):
    with clock.at(people.AGREED):
        content = Calendar.from_ical(read(address_for(cast.therapist)).content)
    (event,) = content.walk("VEVENT")
    law = Deadline.objects.filter(key="give_advice").first().law
    assert law.law in event["description"] and law.by_when in event["description"]


def test_nothing_new_is_said_in_a_word(case, cast):
    address = address_for(cast.therapist)
    with clock.at(people.AGREED):
        first = read(address)
        again = read(address, if_none_match=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        Deadline.objects.filter(key="give_advice").update(ring_on=date(2026, 12, 1))
        assert read(address, if_none_match=first["ETag"]).status_code == 200
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-cache" in first["Cache-Control"] and "private" in first["Cache-Control"]


# The address


def test_the_address_is_shown_once_and_kept_nowhere(client, case, cast):
    address = address_for(cast.mother)
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    client.force_login(cast.mother)
    page = client.get(reverse("calendar"))
    assert token not in page.text
    assert "You made an address on" in page.text
    (kept,) = apps.get_model("notifications", "CalendarFeed").objects.all()
    assert token not in str(vars(kept))
    assert "no-store" in page["Cache-Control"]


def test_a_new_address_takes_the_place_of_the_old_one(case, cast):
    first = address_for(cast.mother)
    second = address_for(cast.mother)
    assert read(first).status_code == 404
    assert read(second).status_code == 200


def test_it_can_be_taken_back(client, case, cast):
    address = address_for(cast.mother)
    other = address_for(cast.caseworker)
    client.force_login(cast.mother)
    assert client.get(reverse("revoke_calendar")).status_code == 405
    page = client.post(reverse("revoke_calendar"), follow=True)
    assert "The address was taken back." in page.text
    assert "Make the address" in page.text
    assert read(address).status_code == 404
    assert read(other).status_code == 200


def test_nobody_takes_back_anothers(client, case, cast):
    address = address_for(cast.mother)
    client.force_login(cast.stranger)
    client.post(reverse("revoke_calendar"))
    assert read(address).status_code == 200


def test_a_closed_account_and_nonsense_open_nothing(case, cast):
    address = address_for(cast.mother)
    cast.mother.is_active = False
    cast.mother.save()
    answers = [read(address), read(f"/calendar/{'a' * 43}.ics"), read("/calendar/x.ics")]
    assert {answer.status_code for answer in answers} == {404}


def test_the_page_needs_a_sign_in_and_the_calendar_needs_none(client, case, cast):
    assert client.get(reverse("calendar")).status_code == 302
    assert client.get(address_for(cast.mother)).status_code == 200


def test_the_page_says_when_a_calendar_last_looked(client, case, cast):
    address = address_for(cast.mother)
    client.force_login(cast.mother)
    assert "No calendar has read it yet." in client.get(reverse("calendar")).text
    read(address)
    assert "A calendar last read it on" in client.get(reverse("calendar")).text


def test_the_notices_lead_to_it(client, case, cast):
    client.force_login(cast.mother)
    assert reverse("calendar") in client.get(reverse("notices")).text


def test_the_days_of_practice_count(case, cast):
    day = people.AGREED + timedelta(days=200)
    clock.use(lambda: day)
    Membership.objects.filter(user=cast.therapist).update(until=day - timedelta(days=1))
    assert days_of(cast.therapist) == []
