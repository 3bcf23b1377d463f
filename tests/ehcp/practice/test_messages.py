"""In practice text messages and letters go to a fake of GOV.UK Notify, and can be looked at."""

from io import BytesIO

import pikepdf
import pytest
from django.apps import apps
from django.urls import reverse

from ehcp.pages.authority.not_arrived import WAYS
from tests import people
from tests.notifications.telling import look


@pytest.fixture
def told(cast):
    """The mother chose text messages, and has an address for letters."""
    cast.child.address = "14 Alder Close\nNorthmoor\nNM4 2TB"
    cast.child.save()
    cast.mother.phone = "07700 900123"
    cast.mother.save()
    people.requested(cast)
    look(people.REQUEST)
    return apps.get_model("notifications", "Notice").objects


def again_by(told, cast, channel):
    """The news of her request, once more and this way."""
    of_hers = told.filter(reader=cast.mother, channel="email")
    assert of_hers.update(receipt="permanent_failure", settled_at=None)
    of_hers.send_again(channel)
    look(people.REQUEST)
    return told.filter(reader=cast.mother, channel=channel, state="sent").latest("pk")


def test_what_went_out_stands_there_with_how_it_went(client, told, cast):
    for channel in ("text", "letter"):
        again_by(told, cast, channel)
    page = client.get(reverse("practice_outbox")).text
    assert all(f">{way}<" in page for way in WAYS.values())


def test_a_text_message_can_be_read_with_its_number(client, told, cast):
    text = again_by(told, cast, "text")
    assert text.receipt == "delivered"
    page = client.get(reverse("practice_letter", args=[text.pk])).text
    assert "Text message to Samina Siddiqui, 07700 900123" in page
    assert text.subject in page


def test_a_letter_can_be_read_as_it_would_be_printed(client, told, cast):
    letter = again_by(told, cast, "letter")
    address = reverse("practice_letter_pdf", args=[letter.pk])
    assert address in client.get(reverse("practice_letter", args=[letter.pk])).text
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) >= 1
    text = again_by(told, cast, "text")
    assert client.get(reverse("practice_letter_pdf", args=[text.pk])).status_code == 404


def test_a_number_that_fails_at_notify_fails_here_and_is_shown(told, cast):
    cast.mother.phone = "07700 900002"
    cast.mother.save()
    text = again_by(told, cast, "text")
    assert text.receipt == "permanent_failure"
    assert text in told.not_arrived()
