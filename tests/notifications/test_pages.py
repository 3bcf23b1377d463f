"""A reader's own page of notices."""

from datetime import timedelta

import pytest
from django.urls import reverse

from notifications.models import Notice
from notifications.views import Notices
from tests import people
from workflows import clock

from .telling import look


@pytest.fixture
def case(cast):
    case = people.at_stage(cast, "agreed")
    look(people.AGREED)
    with clock.at(people.AGREED):
        yield case


def page_of(client, reader):
    client.force_login(reader)
    return client.get(reverse("notices"))


def test_the_mother_sees_what_happened_newest_first_and_how_many_she_has_not_read(client, case, cast):
    page = page_of(client, cast.mother)
    subjects = [notice.subject for _, notices in page.context["unread"] for notice in notices]
    assert subjects == [
        "NM-2026-0001: We will carry out an assessment",
        "NM-2026-0001: Tell us what you want us to know",
        "NM-2026-0001: We have received the request for an assessment",
    ]
    assert page.context["header"].unread == 3
    assert "Not read yet" in page.text
    assert "Monday 5 October 2026, today" in page.text


def test_opening_one_marks_it_read_and_leads_to_the_case(client, case, cast):
    client.force_login(cast.mother)
    notice = cast.mother.notices.unread().last()
    answer = client.get(reverse("notice", args=[notice.pk]))
    assert answer.url == reverse("case", args=[case.pk])
    assert cast.mother.notices.unread().count() == 2
    notice.refresh_from_db()
    assert notice.read_at.date() == people.AGREED


def test_read_ones_stand_below_by_day(client, case, cast):
    cast.mother.notices.mark_read()
    with clock.at(people.AGREED + timedelta(days=1)):
        case.seek_advice(by=cast.caseworker, requests=people.requests_for(cast))
    look(people.AGREED + timedelta(days=1))
    page = page_of(client, cast.mother)
    assert [len(notices) for _, notices in page.context["unread"]] == [2]
    assert [(day, len(notices)) for day, notices in page.context["read"]] == [
        (people.AGREED, 3),
    ]


def test_all_can_be_marked_read_at_once_and_only_ones_own(client, case, cast):
    client.force_login(cast.mother)
    assert client.get(reverse("notices_read")).status_code == 405
    assert client.post(reverse("notices_read")).url == reverse("notices")
    assert cast.mother.notices.unread().count() == 0
    assert cast.caseworker.notices.unread().count() == 2


@pytest.mark.parametrize("reader", ["stranger", "other_parent", "caseworker"])
def test_nobody_opens_the_notice_of_another(client, case, cast, reader):
    client.force_login(getattr(cast, reader))
    notice = cast.mother.notices.unread().first()
    assert client.get(reverse("notice", args=[notice.pk])).status_code == 404
    assert notice in cast.mother.notices.unread()


def test_the_stranger_and_the_other_parent_see_an_empty_page_that_says_what_will_come(client, case, cast):
    for reader in (cast.stranger, cast.other_parent):
        page = page_of(client, reader)
        assert "There are no notices yet." in page.text
        assert "NM-2026" not in page.text


def test_the_page_asks_who_is_there(client, db):
    assert client.get(reverse("notices")).status_code == 302


def test_an_e_mail_is_not_a_notice_on_the_page(client, case, cast):
    letter = Notice.objects.filter(reader=cast.mother, channel="email", state="sent").first()
    client.force_login(cast.mother)
    assert client.get(reverse("notice", args=[letter.pk])).status_code == 404


def test_many_notices_come_in_pages(client, case, cast, monkeypatch):
    monkeypatch.setattr(Notices, "paginate_by", 2)
    page = page_of(client, cast.mother)
    assert page.context["page_obj"].paginator.num_pages == 2
    assert "We have received the request" in client.get(reverse("notices"), {"page": 2}).text
