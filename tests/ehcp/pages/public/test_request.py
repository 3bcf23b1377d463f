"""Asking for an assessment without an account."""

from datetime import date, timedelta

import pytest
from django.core import mail

from ehcp.models import Case, Child, Invitation, RequestDraft
from ehcp.pages.public import questions
from tests import people
from tests.ehcp.pages.public.conftest import MOTHERS
from workflows import clock


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_first_address_leads_to_the_start_page(client, db):
    assert client.get("/").url == "/start/"
    assert client.get("/start/").status_code == 200


def test_looking_at_the_first_question_leaves_nothing_behind(client, cast):
    client.get("/request/")
    assert not RequestDraft.objects.exists()


def test_a_mother_asks_from_the_first_page_to_the_receipt(writer, cast):
    with clock.at(people.REQUEST):
        writer.write()
        receipt = writer.send()
    case = Case.objects.get()
    assert receipt.redirect_chain[-1][0] == writer.address("receipt")
    assert case.reference in words(receipt)
    assert clock.in_words(case.deadlines.get(key="decide_whether_to_assess").due) in words(receipt)
    assert (case.state, case.authority, case.requested_by) == ("requested", cast.council, "parent")
    assert (case.requester, case.received_on, case.via) == (
        "Grace Bellamy, mother",
        people.REQUEST,
        "online",
    )
    assert (case.child.name, case.child.called, case.child.born) == (
        "Idris Bellamy",
        "Idi",
        date(2019, 3, 27),
    )


def test_what_was_meant_for_the_council_alone_stays_out_of_the_reasons(writer):
    writer.write()
    writer.send()
    case = Case.objects.get()
    assert "A quiet corner." in case.reasons and "Hilltop Nursery" in case.reasons
    assert "father" not in case.reasons
    assert case.request_draft.answers["else"]["more"].startswith("His father")


def test_the_questions_come_one_after_the_other_and_the_way_back_is_kept(writer):
    url = writer.begin()
    assert url == writer.address("who")
    page = writer.client.get(url)
    assert 'href="/request/"' in words(page)
    assert writer.answer("who", who="parent").url == writer.address("child")
    assert f'href="{writer.address("who")}"' in words(writer.client.get(writer.address("child")))


def test_a_wrong_answer_says_what_to_do_and_keeps_what_was_typed(writer):
    writer.begin()
    writer.answer("who", who="parent")
    page = writer.answer("child", name="Idris Bellamy", born_day="31", born_month="2", born_year="2019")
    assert page.status_code == 200
    assert "The date of birth must be a real date" in words(page)
    assert 'value="Idris Bellamy"' in words(page) and 'value="31"' in words(page)
    assert words(page).count("<title>Error: ") == 1


def test_a_request_is_taken_up_where_it_was_left(writer, client):
    writer.begin()
    writer.answer("who", who="parent")
    writer.answer("child", **MOTHERS["child"])
    assert client.get(writer.address()).url == writer.address("home")
    assert 'value="Idris Bellamy"' in words(client.get(writer.address("child")))


def test_the_answers_are_listed_with_a_way_to_change_each(writer, client):
    writer.write()
    page = words(client.get(writer.address("check")))
    assert "Idris Bellamy" in page and "Wednesday 27 March 2019" in page and "A parent or carer" in page
    assert f"{writer.address('child')}?change=1" in page


def test_a_changed_answer_leads_back_to_the_list(writer, client):
    writer.write()
    changed = client.post(writer.address("child") + "?change=1", {**MOTHERS["child"], "known_as": "Idris"})
    assert changed.url == writer.address("check")
    assert f'href="{writer.address("check")}"' in words(client.get(writer.address("child") + "?change=1"))


def test_another_answer_about_who_asks_opens_the_questions_that_hang_on_it(writer, client):
    writer.write()
    assert client.post(writer.address("who"), {"who": "young_person"}).url == writer.address("child")
    assert client.get(writer.address("check")).url == writer.address("child")


def test_nothing_is_sent_without_the_declaration(writer, client):
    writer.write()
    page = client.post(writer.address("check"), {"true": "on"})
    assert "Tick the box to say that you understand" in words(page)
    assert not Case.objects.exists()


def test_an_unfinished_request_cannot_be_sent(writer, client):
    writer.begin()
    writer.answer("who", who="parent")
    assert client.post(writer.address("check"), {"true": "on", "share": "on"}).url == writer.address("child")
    assert not Case.objects.exists()


def test_two_presses_of_the_button_are_one_request(writer):
    writer.write()
    writer.send()
    assert writer.send().redirect_chain[-1][0] == writer.address("receipt")
    assert Case.objects.count() == 1 and Child.objects.filter(name="Idris Bellamy").count() == 1


def test_after_sending_the_link_shows_the_receipt_and_nothing_that_was_written(writer, client):
    writer.write()
    writer.send()
    for page in ("", "child", "check", "save"):
        assert client.get(writer.address(page)).url == writer.address("receipt")
    assert "Idris" not in words(client.get(writer.address("receipt")))


def test_a_child_who_has_a_file_already_gets_a_new_one_and_nothing_shows(writer, cast):
    born = cast.child.born
    writer.write(
        child={
            "name": cast.child.name,
            "born_day": str(born.day),
            "born_month": str(born.month),
            "born_year": str(born.year),
        }
    )
    receipt = writer.send()
    assert Child.objects.filter(name=cast.child.name).count() == 2
    assert cast.mother.full_name not in words(receipt)


def test_a_young_person_asks_for_themselves_and_is_not_asked_their_name_twice(writer):
    with clock.at(people.REQUEST):
        writer.write(
            who={"who": "young_person"},
            child={
                "name": "Noor Haddad",
                "born_day": "2",
                "born_month": "May",
                "born_year": "2008",
            },
            contact={"reach": "phone", "phone": "01632 960422"},
        )
        assert "you" not in [q.slug for q in questions.asked_of(RequestDraft.objects.get())]
        writer.send()
    case = Case.objects.get()
    assert (case.requested_by, case.requester) == ("young_person", "Noor Haddad")


def test_a_child_cannot_ask_as_a_young_person_and_is_told_from_when(writer):
    with clock.at(people.REQUEST):
        writer.begin()
        writer.answer("who", who="young_person")
        page = writer.answer("child", name="Noor Haddad", born_day="2", born_month="5", born_year="2012")
    assert "You can ask for yourself from Friday 30 June 2028 on" in words(page)


def test_at_twenty_five_it_is_too_late(writer):
    with clock.at(people.REQUEST):
        writer.begin()
        writer.answer("who", who="parent")
        page = writer.answer("child", name="Sam Old", born_day="1", born_month="9", born_year="2001")
    assert "until the day before the 25th birthday" in words(page)


def test_the_way_to_reach_somebody_needs_its_number(writer):
    writer.begin()
    for page in ("who", "child", "home", "setting", "needs", "tried", "you"):
        writer.answer(page, **MOTHERS[page])
    page = writer.answer("contact", email="", phone="", reach="text")
    assert "Enter a telephone number, or choose another way for us to reach you" in words(page)


def test_only_schools_that_work_with_the_council_are_offered(writer, cast, client):
    far = type(cast.school).objects.create(name="Far Away School", kind="school")
    far.works_with.add(cast.other_council)
    cast.school.works_with.add(cast.council)
    writer.begin()
    writer.answer("who", who="parent")
    page = words(client.get(writer.address("setting")))
    assert "Millbrook Primary School" in page and "Far Away School" not in page
    writer.answer("setting", goes_to="listed", setting=str(cast.school.pk))
    assert RequestDraft.objects.get().answers["setting"]["setting"] == str(cast.school.pk)


def test_a_school_asks_and_gets_no_invitation_to_the_familys_pages(writer, cast):
    writer.write(
        who={"who": "setting"},
        setting={"goes_to": "listed", "setting": str(cast.school.pk)},
        you={"your_name": "Tom Ashworth", "relationship": "SENCO"},
    )
    receipt = writer.send()
    assert "Follow what happens" not in words(receipt)
    assert not Invitation.objects.exists()
    assert Case.objects.get().child.setting == cast.school


def test_somebody_else_says_what_they_are_to_the_child(writer):
    writer.write(who={"who": "other", "who_else": "grandmother"}, you={"your_name": "Ada Bellamy"})
    writer.send()
    assert Case.objects.get().requester == "Ada Bellamy, grandmother"


def test_the_receipt_is_sent_with_a_reference_and_a_link_and_no_name(writer):
    writer.write()
    writer.send()
    (letter,) = mail.outbox
    assert letter.to == ["grace.bellamy@people.example"]
    assert Case.objects.get().reference in letter.subject
    assert "/invitation/" in letter.body
    for name in ("Idris", "Idi", "Bellamy"):
        assert name not in letter.subject + letter.body


def test_the_invitation_can_be_sent_again_and_the_earlier_link_ends(writer, client):
    writer.write()
    writer.send()
    client.post(writer.address("receipt"))
    assert len(mail.outbox) == 2
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_the_link_is_sent_to_its_owner_on_request(writer, client):
    writer.begin()
    client.post(writer.address("save"), {"email": "grace.bellamy@people.example"})
    (letter,) = mail.outbox
    assert writer.address() in letter.body


def test_nobody_can_have_letters_sent_without_end(writer, client, counting):
    writer.begin()
    for _ in range(8):
        page = client.post(writer.address("save"), {"email": "grace.bellamy@people.example"})
    assert len(mail.outbox) == 5
    assert "too many letters in an hour" in words(page)


def test_nobody_can_begin_requests_without_end(writer, counting):
    answers = [writer.client.post("/request/", {"council": str(writer.council.pk)}) for _ in range(22)]
    assert [answer.status_code for answer in answers[-2:]] == [429, 429]


def test_a_wrong_link_says_what_to_do(client, db):
    page = client.get("/request/not-a-link/")
    assert page.status_code == 404
    assert "This link does not lead to a request" in words(page)


def test_a_request_left_lying_is_removed_after_its_time(writer, client):
    with clock.at(people.REQUEST):
        writer.begin()
    old = writer.address()
    with clock.at(people.REQUEST + timedelta(days=29)):
        assert client.get(old).status_code == 404
        writer.begin()
    assert RequestDraft.objects.count() == 1


def test_another_council_is_found_elsewhere(client, cast):
    assert client.post("/request/", {"council": "elsewhere"}).url == "/request/elsewhere/"
    assert "gov.uk/find-local-council" in words(client.get("/request/elsewhere/"))


def test_a_signed_in_parent_is_not_asked_for_name_and_address_again(writer, cast, client):
    client.force_login(cast.other_parent)
    writer.begin()
    writer.answer("who", who="parent")
    assert f'value="{cast.other_parent.full_name}"' in words(client.get(writer.address("you")))
    assert f'value="{cast.other_parent.email}"' in words(client.get(writer.address("contact")))


@pytest.mark.parametrize("question", [q.slug for q in questions.QUESTIONS])
def test_every_question_has_one_heading(writer, client, question):
    writer.write()
    assert words(client.get(writer.address(question))).count("<h1") == 1
