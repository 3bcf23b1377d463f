"""Messages by GOV.UK Notify: the sender with the real client, over HTTP, against the strict fake."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from notifications import channels
from notifications.channels import CHANNELS, NotDeliverable, email, letter, text
from notifications.channels import notify as gateway
from notifications.channels.phones import NotAMobile, mobile
from notifications.models import Choice, Notice
from notifications.reminders import sweep
from notifications.sender import send_waiting
from tests import people
from tests.notifications.telling import DIGEST, GIVEN_AWAY
from workflows import clock

from .notify import notify, what_cannot_be_printed, words_in

HOME = "14 Alder Close\nNorthmoor\nNM4 2TB"


@pytest.fixture
def desk(db):
    with notify() as desk:
        yield desk


@pytest.fixture
def told(cast, desk):
    """told(channel): what waits for the mother about her request, to be sent that way."""
    people.requested(cast)
    cast.child.address = HOME
    cast.child.save()
    cast.mother.phone = "07700 900123"
    cast.mother.save()
    with clock.at(people.REQUEST):
        sweep()
        Notice.objects.exclude(reader=cast.mother, channel="email").update(state="not_owed")

        def waiting(channel):
            Notice.objects.waiting().update(channel=channel)
            return Notice.objects.get(channel=channel, reader=cast.mother)

        yield waiting


def test_every_channel_has_the_same_three_functions():
    for way in CHANNELS.values():
        assert {"can_reach", "send", "find"} <= set(dir(way))


@pytest.mark.parametrize(("channel", "kind"), [("email", "email"), ("text", "sms"), ("letter", "letter")])
def test_a_notice_goes_out_under_its_key_and_its_number_is_kept(told, desk, channel, kind):
    notice = told(channel)
    assert send_waiting().sent == 1
    (message,) = desk.messages.values()
    assert (message.kind, message.reference) == (kind, notice.key)
    notice.refresh_from_db()
    assert (notice.state, notice.gateway_ref) == ("sent", message.id)
    assert CHANNELS[channel].find(notice) == message.id
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("channel", "to"), [("email", "samina-siddiqui@people.example"), ("text", "447700900123")]
)
def test_what_goes_out_names_nobody(told, desk, channel, to):
    told(channel)
    send_waiting()
    (message,) = desk.messages.values()
    assert message.to == to
    assert "NM-2026-0001: " in str(message.content)
    assert not GIVEN_AWAY.search(f"{message.content} {DIGEST.sub('', message.reference)}")


def test_a_text_message_is_short(told, desk):
    told("text")
    send_waiting()
    (message,) = desk.messages.values()
    assert len(message.content["body"]) <= 306  # two parts at most


def test_a_message_that_was_taken_while_the_line_broke_is_not_sent_twice(told, desk):
    notice = told("text")
    desk.faults.append("dropped")
    assert send_waiting().later == 1
    assert len(desk.messages) == 1
    Notice.objects.update(next_attempt_at=timezone.now())
    assert send_waiting().sent == 1
    (message,) = desk.messages.values()
    notice.refresh_from_db()
    assert notice.gateway_ref == message.id


def test_an_old_notice_is_asked_about_before_it_is_sent_even_the_first_time(told, desk):
    """A database that was restored remembers no attempt."""
    notice = told("text")
    send_waiting()
    Notice.objects.filter(pk=notice.pk).update(
        state="waiting", attempts=0, gateway_ref="", written_at=timezone.now() - timedelta(hours=2)
    )
    assert send_waiting().sent == 1
    (message,) = desk.messages.values()
    notice.refresh_from_db()
    assert notice.gateway_ref == message.id


@pytest.mark.parametrize("fault", ["500", "503", "429", "timeout"])
def test_what_passes_by_itself_is_tried_again(told, desk, fault, monkeypatch):
    monkeypatch.setattr(gateway, "PATIENCE", 0.5)
    told("text")
    desk.faults.append(fault)
    assert send_waiting().later == 1
    assert desk.messages == {}
    Notice.objects.update(next_attempt_at=timezone.now())
    assert send_waiting().sent == 1


def test_a_wrong_key_of_ours_is_no_fault_of_the_messages(told, settings):
    told("text")
    settings.NOTIFY_API_KEY = settings.NOTIFY_API_KEY[:-1] + "0"
    assert send_waiting().later == 1


@pytest.mark.parametrize(
    ("channel", "what", "why"),
    [
        ("text", {"phone": "020 7946 0000"}, "The mobile number is missing, or is not a UK mobile number."),
        ("text", {"phone": ""}, "The mobile number is missing, or is not a UK mobile number."),
        ("letter", {"address": "14 Alder Close, Northmoor"}, "There is no postal address with a postcode."),
        ("email", {"email": "samina@people"}, "GOV.UK Notify refused it (400 ValidationError)."),
    ],
)
def test_what_cannot_arrive_is_parked_at_once_and_says_why(told, desk, cast, channel, what, why):
    notice = told(channel)
    for owner in (cast.mother, cast.child):
        for name, value in what.items():
            if hasattr(owner, name):
                type(owner).objects.filter(pk=owner.pk).update(**{name: value})
    assert send_waiting().failed == 1
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.error) == ("failed", 1, why)
    assert desk.messages == {}


@pytest.mark.parametrize(("code", "state"), [(550, "failed"), (450, "waiting")])
def test_a_mail_server_that_refuses_the_address_for_good_parks_it(told, settings, monkeypatch, code, state):
    settings.NOTIFY_EMAIL_TEMPLATE = ""
    notice = told("email")

    def refuse(message):
        raise smtplib.SMTPRecipientsRefused({"samina@people.example": (code, b"no such user: samina")})

    monkeypatch.setattr(email.EmailMessage, "send", refuse)
    send_waiting()
    notice.refresh_from_db()
    assert notice.state == state
    assert "samina" not in notice.error


def test_without_a_template_in_notify_emails_go_by_the_mail_server(told, settings, desk):
    settings.NOTIFY_EMAIL_TEMPLATE = ""
    notice = told("email")
    assert send_waiting().sent == 1
    assert len(mail.outbox) == 1
    assert desk.messages == {}
    assert email.find(notice) is None


# Who is reached


def test_text_messages_reach_who_chose_them_and_gave_a_mobile_number(cast, desk, settings):
    mother = cast.mother
    assert not text.can_reach(mother, None)
    mother.phone = "07700 900123"
    assert not text.can_reach(mother, None)
    Choice.objects.create(user=mother, text=True)
    mother.refresh_from_db()
    mother.phone = "07700 900123"
    assert text.can_reach(mother, None)
    mother.phone = "01632 960100"
    assert not text.can_reach(mother, None)
    assert not text.can_reach(None, cast.school)
    mother.phone, settings.NOTIFY_TEXT_TEMPLATE = "07700 900123", ""
    assert not text.can_reach(mother, None)


def test_letters_reach_a_family_whose_email_came_back_until_that_is_dealt_with(cast, told, settings):
    notice = told("email")
    assert not letter.can_reach(cast.mother, None)
    Notice.objects.filter(pk=notice.pk).update(receipt="permanent_failure")
    assert letter.can_reach(cast.mother, None)
    assert not letter.can_reach(cast.other_parent, None)
    settings.NOTIFY_LETTERS = False
    assert not letter.can_reach(cast.mother, None)
    settings.NOTIFY_LETTERS = True
    Notice.objects.filter(pk=notice.pk).update(settled_at=timezone.now())
    assert not letter.can_reach(cast.mother, None)


def test_letters_reach_an_office_that_has_no_email_address(cast, desk):
    assert not letter.can_reach(None, cast.school)
    cast.school.email, cast.school.address = "", "Millbrook Lane\nNorthmoor NM2 6JP"
    assert letter.can_reach(None, cast.school)
    cast.school.address = "Millbrook Lane"
    assert not letter.can_reach(None, cast.school)


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("+44 (0) 7700-900-123", "+447700900123"),
        ("00447700900123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("07624 900123", "+447624900123"),
    ],
)
def test_a_mobile_number_may_be_typed_as_people_do(typed, dialled):
    assert mobile(typed) == dialled


@pytest.mark.parametrize(
    ("typed", "what_to_do"),
    [
        ("", "Enter a mobile number with figures only, like 07700 900123"),
        ("my number", "Enter a mobile number with figures only, like 07700 900123"),
        ("01632 960100", "Enter a mobile number, which begins with 07, like 07700 900123"),
        ("07012 345678", "Enter a mobile number, which begins with 07, like 07700 900123"),
        ("+33 6 12 34 56 78", "Enter a UK mobile number: we cannot send text messages abroad"),
        ("07700 90012", "Check the mobile number: it has too few figures. It needs 11, like 07700 900123"),
        ("07700 9001234", "Check the mobile number: it has too many figures. It needs 11, like 07700 900123"),
    ],
)
def test_what_is_no_mobile_number_is_told_what_to_put_right(typed, what_to_do):
    with pytest.raises(NotAMobile) as wrong:
        mobile(typed)
    assert str(wrong.value) == what_to_do


# The letter


def test_the_letter_is_one_that_notify_prints(told, desk):
    notice = told("letter")
    send_waiting()
    (message,) = desk.messages.values()
    for _ in range(3):
        desk.advance()
    assert what_cannot_be_printed(message.pdf) == ""
    assert message.status == "received"
    assert words_in(message.pdf, (24.6, 39.5, 120, 66.3)) == ["Samina Siddiqui", *HOME.split("\n")]
    notice.refresh_from_db()
    whole = " ".join(words_in(message.pdf, (0, 0, 210, 297)))
    assert notice.subject in whole
    assert "Reference NM-2026-0001" in whole
    assert "Tuesday 1 September 2026" in whole
    # The envelope names whom it goes to, and nothing names the child.
    assert "Amira" not in whole


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("14 Alder Close, Northmoor, NM4 2TB", ["14 Alder Close", "Northmoor", "NM4 2TB"]),
        ("14 Alder Close\nNorthmoor nm42tb", ["14 Alder Close", "Northmoor", "NM4 2TB"]),
        (
            "Flat 3\nThe Maltings\nRiver Row\nOld Quay\nEast Side\nNorthmoor\nMoorshire\nNM4 2TB",
            ["Flat 3", "The Maltings", "River Row", "Old Quay", "East Side, Northmoor, Moorshire", "NM4 2TB"],
        ),
        ("NM4 2TB", []),
        ("No fixed abode", []),
        ("", []),
    ],
)
def test_an_address_becomes_the_lines_of_an_envelope(cast, address, lines):
    cast.child.address = address
    cast.child.save()
    found = channels.letter.address_of(cast.mother, None, cast.child)
    assert found == (["Samina Siddiqui", *lines] if lines else [])


def test_a_long_letter_goes_on_over_the_page_within_what_can_be_printed(told, desk):
    notice = told("letter")
    notice.body = "\n\n".join(
        ["* A point that is long enough to need two lines of a letter on paper, surely\n"] * 60
    )
    notice.subject = "NM-2026-0001: a long letter"
    pdf = letter.pdf_of(notice)
    assert what_cannot_be_printed(pdf) == ""


def test_a_parent_who_lives_elsewhere_gets_no_letter_to_the_childs_home(told, cast):
    cast.mother.family_of.update(lives_with_child=False)
    notice = told("letter")
    with pytest.raises(NotDeliverable):
        letter.send(notice)
