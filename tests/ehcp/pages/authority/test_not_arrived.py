"""Messages that did not arrive: an officer sees to whom, why and what to do, and sends them again."""

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse

from ehcp.models import Case, open_case
from tests import people
from tests.ehcp.pages.authority.reading import Reader, words
from tests.ehcp.pages.authority.test_day_and_cases import another
from tests.notifications.telling import look
from workflows import clock


@pytest.fixture
def came_back(cast):
    """The news of her request came back from the mother's mailbox."""
    people.requested(cast)
    look(people.REQUEST)
    mail.outbox.clear()
    notice = ledger().get(reader=cast.mother, channel="email")
    return change(notice, receipt="permanent_failure")


def ledger():
    return apps.get_model("notifications", "Notice").objects


def change(notice, **fields):
    ledger().filter(pk=notice.pk).update(**fields)
    notice.refresh_from_db()
    return notice


def on(day=people.REQUEST):
    return clock.at(day)


def test_my_day_and_the_managers_page_say_that_there_are_some(came_back, officer, head):
    with on():
        for page in (officer.get("home"), head.get("manager")):
            assert "1 message did not arrive" in words(page)
            assert reverse("authority:not_arrived") in page.text


def test_nothing_is_said_where_all_arrived(cast, officer):
    people.requested(cast)
    look(people.REQUEST)
    with on():
        assert "did not arrive" not in words(officer.get("home"))
        assert "Every message has arrived, as far as we know." in words(officer.get("not_arrived"))


def test_the_page_says_to_whom_which_why_and_what_to_do(came_back, officer, cast):
    cast.mother.phone = "07700 900123"
    cast.mother.save()
    with on():
        said = words(officer.get("not_arrived"))
    assert "E-mail to Samina Siddiqui, mother of Amira" in said
    assert "Amira Siddiqui, NM-2026-0001" in said
    assert "NM-2026-0001: We have received the request for an assessment" in said
    assert "The e-mail address does not exist, or takes no mail." in said
    assert "Sent to samina-siddiqui@people.example" in said
    assert "Phone the family (07700 900123) and tell them what the message says" in said
    assert "Check the e-mail address with them, and correct it here if it is wrong." in said


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"receipt": "temporary_failure"}, "The mailbox was full, or its server could not be reached"),
        ({"receipt": "technical_failure"}, "It was not the address: the gateway could not deliver it."),
        (
            {"receipt": "", "state": "failed", "error": "The mail server refused the address (550)."},
            "The mail server refused the address (550).",
        ),
        (
            {"receipt": "", "state": "failed", "error": "ConnectionRefusedError"},
            "We tried for two days and could not hand it over.",
        ),
        (
            {"channel": "text", "receipt": "permanent_failure"},
            "The number does not exist, or takes no text messages.",
        ),
        ({"channel": "letter", "receipt": "permanent_failure"}, "The letter could not be printed"),
    ],
)
def test_every_reason_is_in_plain_words(came_back, officer, fields, why):
    change(came_back, **fields)
    with on():
        assert why in words(officer.get("not_arrived"))


def test_the_address_is_corrected_and_the_message_sent_again_to_it(came_back, officer, cast):
    with on():
        answer = officer.post(
            "correct_address", came_back.pk, email="Samina@Home.example", phone="07700 900123", follow=True
        )
        assert "Corrected. Now send the message again." in words(answer)
        answer = officer.post("send_again", came_back.pk, way="email", follow=True)
        assert "It goes out again within a minute" in words(answer)
        assert "Every message has arrived" in words(answer)
        look(people.REQUEST)
    (letter,) = mail.outbox
    assert letter.to == ["samina@home.example"]
    assert letter.subject == came_back.subject
    again = ledger().get(key=f"{came_back.key}, again 1")
    assert (again.state, again.event) == ("sent", came_back.event)
    change(came_back)
    assert came_back.settled_at is not None


def test_pressed_twice_it_is_sent_once(came_back, officer):
    with on():
        assert officer.post("send_again", came_back.pk, way="email").status_code == 302
        assert officer.post("send_again", came_back.pk, way="email").status_code == 404
        look(people.REQUEST)
    assert len(mail.outbox) == 1


def test_it_can_come_back_again_and_is_sent_a_third_time(came_back, officer):
    with on():
        officer.post("send_again", came_back.pk, way="email")
        look(people.REQUEST)
        second = change(ledger().get(key=f"{came_back.key}, again 1"), receipt="temporary_failure")
        officer.post("send_again", second.pk, way="email")
        look(people.REQUEST)
    assert ledger().get(key=f"{came_back.key}, again 2").state == "sent"


def test_it_can_go_by_letter_where_there_is_an_address(came_back, officer, cast):
    with on():
        assert "Send by letter" not in words(officer.get("not_arrived"))
        assert officer.post("send_again", came_back.pk, way="letter").status_code == 404
        cast.child.address = "14 Alder Close\nNorthmoor\nNM4 2TB"
        cast.child.save()
        assert "Send by letter" in words(officer.get("not_arrived"))
        officer.post("send_again", came_back.pk, way="letter")
        look(people.REQUEST)
    letter = ledger().get(reader=cast.mother, channel="letter")
    assert (letter.state, letter.event) == ("sent", came_back.event)
    assert letter.gateway_ref


def test_without_letters_none_is_offered(came_back, officer, cast, settings):
    settings.NOTIFY_LETTERS = False
    cast.child.address = "14 Alder Close\nNorthmoor\nNM4 2TB"
    cast.child.save()
    with on():
        assert "Send by letter" not in words(officer.get("not_arrived"))


def test_one_can_be_laid_aside_and_nothing_is_sent(came_back, officer):
    with on():
        answer = officer.post("settle", came_back.pk, follow=True)
        assert "Dealt with: NM-2026-0001." in words(answer)
        look(people.REQUEST)
    assert mail.outbox == []
    assert ledger().filter(key__startswith=came_back.key).count() == 1


def test_messages_to_one_reader_stand_together_and_go_together(came_back, officer, cast):
    case = Case.objects.get()
    with clock.at(people.AGREED):
        case.agree_to_assess(by=cast.manager, reasons="Amira may have needs that call for a plan.")
    look(people.AGREED)
    theirs = ledger().filter(reader=cast.mother, channel="email", state="sent")
    theirs.update(receipt="permanent_failure")
    number = theirs.count()
    assert number > 1
    mail.outbox.clear()
    with on(people.AGREED):
        page = officer.get("not_arrived")
        (card,) = page.context["cards"]
        assert len(card.notices) == number
        officer.post("send_again", card.notice.pk, way="email")
        look(people.AGREED)
    assert len(mail.outbox) == number


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"email": "samina@home"}, "Enter an e-mail address"),
        ({"email": "GEMMA-MARSH@people.example"}, "somebody else has an account with it"),
        ({"phone": "01632 960100"}, "Enter a mobile number, which begins with 07, like 07700 900123"),
    ],
)
def test_what_cannot_be_an_address_is_told_what_to_put_right(came_back, officer, cast, typed, error):
    given = {"email": "samina@home.example", "phone": "", **typed}
    with on():
        page = officer.post("correct_address", came_back.pk, **given)
    assert error in words(page)
    assert all(value in page.text for value in given.values() if value)
    before = cast.mother.email
    cast.mother.refresh_from_db()
    assert cast.mother.email == before


def test_the_address_of_somebody_at_work_is_not_the_councils_to_change(came_back, officer, cast):
    notice = ledger().get(reader=cast.caseworker, channel="email")
    change(notice, receipt="permanent_failure")
    with on():
        assert officer.get("correct_address", notice.pk).status_code == 404
        said = words(officer.get("not_arrived"))
    assert "Open Northmoor Council" in said
    assert "If this person has left, end their membership" in said


def test_nor_of_a_parent_who_has_a_case_elsewhere(came_back, officer, cast):
    cast.other_child.family.create(user=cast.mother, relationship="carer", parental_responsibility=True)
    with on():
        open_case(
            child=cast.other_child,
            authority=cast.other_council,
            by=cast.stranger,
            on=people.REQUEST,
            via="post",
            reasons="Toby cannot follow a lesson.",
        )
        assert officer.get("correct_address", came_back.pk).status_code == 404


# Who sees it


def test_a_caseworker_sees_those_of_their_own_cases_and_of_nobodys(came_back, cast, officer):
    other = another(cast, "Ben Elsewhere", caseworker=cast.manager)
    look(people.REQUEST)
    ledger().filter(about=other, channel="email").update(receipt="permanent_failure")
    with on():
        assert {each.case.reference for each in officer.get("not_arrived").context["cards"]} == {
            "NM-2026-0001"
        }
        Case.objects.filter(pk=other.pk).update(caseworker=None)
        assert other.reference in words(officer.get("not_arrived"))


def test_a_manager_sees_all(came_back, head):
    with on():
        assert "NM-2026-0001" in words(head.get("not_arrived"))


def test_the_stranger_sees_nothing_and_can_do_nothing(came_back, cast):
    stranger = Reader(cast.stranger)
    with on():
        assert "NM-2026-0001" not in words(stranger.get("not_arrived"))
        assert "did not arrive" not in words(stranger.get("manager"))
        for page in ("send_again", "settle", "correct_address"):
            assert stranger.post(page, came_back.pk, way="email").status_code == 404
        assert stranger.get("correct_address", came_back.pk).status_code == 404
    change(came_back)
    assert came_back.settled_at is None


@pytest.mark.parametrize("who", ["mother", "other_parent", "senco", "commissioner"])
def test_nobody_else_has_such_a_page(came_back, cast, who):
    reader = Reader(getattr(cast, who))
    with on():
        assert reader.get("not_arrived").status_code == 404
        assert reader.post("send_again", came_back.pk, way="email").status_code == 404


def test_the_page_asks_as_often_for_many_as_for_few(came_back, cast, head, django_assert_max_num_queries):
    with on():
        head.get("not_arrived")
        with django_assert_max_num_queries(25):
            head.get("not_arrived")
