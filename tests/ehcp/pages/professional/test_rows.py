"""Needs, outcomes and provision, written one at a time: saved at once, kept when wrong, and linked to each other."""

from datetime import date
from decimal import Decimal

import pytest

from tests import people
from tests.ehcp.pages.professional.conftest import asked_of, at, nobody_else, words

NEED = {"words": "Amira uses two-word sentences.", "section": "B", "category": "SLCN"}


@pytest.fixture
def advice(cast):
    """The therapist's request, on the day it was asked."""
    with people.on_the_day_of(cast, "advice_asked") as case:
        yield asked_of(case, "other")


@pytest.fixture
def therapist(cast, as_):
    return as_(cast.therapist)


def add(client, advice, rows, **answers):
    return client.post(at(f"{rows}_add", advice.pk), answers, follow=True)


def test_a_need_is_saved_as_soon_as_it_is_written(advice, therapist):
    page = words(add(therapist, advice, "needs", **NEED))
    need = advice.needs.get()
    assert (need.words, need.section, need.category) == ("Amira uses two-word sentences.", "B", "SLCN")
    assert "B1: Special educational need (section B)" in page
    assert "Speech, language and communication needs" in page
    assert "Add another need" in page


def test_wrong_answers_keep_what_was_typed_and_say_what_to_do(advice, therapist):
    page = add(therapist, advice, "needs", words="Amira cannot follow what the class is told.")
    assert "Choose an answer: What kind of need is it?" in words(page)
    assert "Amira cannot follow what the class is told." in page.text
    assert not advice.needs.exists()


def test_only_an_educational_need_has_a_category(advice, therapist):
    add(therapist, advice, "needs", **{**NEED, "section": "C"})
    assert advice.needs.get().category == ""


def test_the_same_page_sent_twice_is_one_need(advice, therapist):
    thread = therapist.get(at("needs_add", advice.pk)).context["form"].initial["thread"]
    add(therapist, advice, "needs", **NEED, thread=thread)
    add(therapist, advice, "needs", **{**NEED, "words": "Amira uses three-word sentences."}, thread=thread)
    assert [need.words for need in advice.needs.all()] == ["Amira uses three-word sentences."]


def test_a_thread_of_another_advice_is_not_taken_over(cast, advice, therapist):
    theirs = advice.case.advice.get(kind="medical").needs.create(section="C", words="Glue ear")
    add(therapist, advice, "needs", **NEED, thread=theirs.thread)
    assert advice.needs.get().thread != theirs.thread
    theirs.refresh_from_db()
    assert theirs.words == "Glue ear"


def test_a_need_is_changed(advice, therapist):
    need = advice.needs.create(**NEED)
    address = at("needs_change", advice.pk, need.pk, "words")
    form = therapist.get(address).context["form"]
    answers = {**NEED, "words": "Better words.", "as_it_was": form.initial["as_it_was"]}
    assert "Saved." in words(therapist.post(address, answers, follow=True))
    need.refresh_from_db()
    assert need.words == "Better words."


def test_a_colleague_s_change_is_not_overwritten_unread(advice, therapist):
    need = advice.needs.create(**NEED)
    address = at("needs_change", advice.pk, need.pk, "words")
    was = therapist.get(address).context["form"].initial["as_it_was"]
    advice.needs.update(words="Nia’s words.")
    refused = therapist.post(address, {**NEED, "words": "My words.", "as_it_was": was})
    assert "It now says: “Nia’s words.”" in words(refused) and "My words." in refused.text
    again = refused.context["form"].data["as_it_was"]
    therapist.post(address, {**NEED, "words": "My words.", "as_it_was": again})
    need.refresh_from_db()
    assert need.words == "My words."


def test_what_was_sent_meanwhile_is_not_changed_and_nothing_typed_is_lost(cast, advice, therapist):
    people.write_advice(advice, cast)
    need = advice.needs.get()
    advice.give_advice(by=cast.therapist)
    refused = therapist.post(at("needs_change", advice.pk, need.pk, "words"), {**NEED, "words": "Too late."})
    assert "This was not saved. The advice is now “Given”" in words(refused) and "Too late." in refused.text
    refused = therapist.post(at("needs_add", advice.pk), {**NEED, "words": "Too late as well."})
    assert "This was not saved" in words(refused) and "Too late as well." in refused.text
    assert advice.needs.get().words == "Amira has developmental language disorder."


def test_an_outcome_has_steps_a_day_and_needs(advice, therapist):
    need = advice.needs.create(**NEED)
    day = {"by_when_day": "21", "by_when_month": "7", "by_when_year": "2028"}
    steps = "By July 2027: two events\n\nBy Easter 2028: three events\n"
    page = words(
        add(therapist, advice, "outcomes", words="Tells about her day.", steps=steps, needs=[need.pk], **day)
    )
    outcome = advice.outcomes.get()
    assert outcome.by_when == date(2028, 7, 21)
    assert outcome.steps == ["By July 2027: two events", "By Easter 2028: three events"]
    assert list(outcome.needs.all()) == [need]
    assert "By 21 July 2028" in page and "For B1" in page


def test_an_outcome_in_the_past_is_refused(advice, therapist):
    page = add(
        therapist, advice, "outcomes", words="Kept", by_when_day="1", by_when_month="2", by_when_year="2020"
    )
    assert "must be Monday 5 October 2026 or later" in words(page) and "Kept" in page.text


def test_needs_of_another_advice_cannot_be_linked(advice, therapist):
    advice.needs.create(**NEED)
    theirs = advice.case.advice.get(kind="medical").needs.create(section="C", words="CANARY")
    assert "CANARY" not in therapist.get(at("outcomes_add", advice.pk)).text
    page = add(therapist, advice, "outcomes", words="Kept", needs=[theirs.pk])
    assert page.context["form"].errors
    assert not advice.outcomes.exists()


def test_provision_is_added_in_four_steps_each_saved(cast, advice, therapist):
    need = advice.needs.create(**NEED)
    aim = advice.outcomes.create(words="Tells about her day.")
    what = {"what": "Individual therapy.", "section": "F", "needs": [need.pk], "outcomes": [aim.pk]}
    answer = add(therapist, advice, "provision", **what)
    line = advice.provision.get()
    assert "step 2 of 4" in words(answer)
    for part, answers in (
        ("amount", {"minutes": "45", "sessions": "1", "every": "week", "weeks_a_year": "36", "group_size": "1"}),
        ("people", {"delivered_by": "Therapist", "starts_on_day": "4", "starts_on_month": "1",
                    "starts_on_year": "2027"}),
        ("answers", {"commissioner": cast.icb.pk, "provider": cast.therapy.pk, "yearly_cost": "£2,592"}),
    ):  # fmt: skip
        assert answer.redirect_chain[-1][0].startswith(at("provision_change", advice.pk, line.pk, part))
        answer = therapist.post(answer.redirect_chain[-1][0], answers, follow=True)
    line.refresh_from_db()
    assert answer.redirect_chain[-1][0] == at("provision_list", advice.pk)
    assert line.amount == "45 minutes, once a week, 36 weeks a year, one to one"
    assert line.starts_on == date(2027, 1, 4)
    assert (line.commissioner, line.provider, line.funder) == (cast.icb, cast.therapy, None)
    assert line.yearly_cost == Decimal("2592.00")
    assert list(line.needs.all()) == [need] and list(line.outcomes.all()) == [aim]


def test_one_part_changed_leads_back_to_the_list(advice, therapist):
    line = advice.provision.create(section="F", what="Therapy")
    answer = therapist.post(
        at("provision_change", advice.pk, line.pk, "amount"), {"amount_note": "25 hours a week"}
    )
    assert answer.url == at("provision_list", advice.pk)


def test_how_often_is_said_whole(advice, therapist):
    line = advice.provision.create(section="F", what="Therapy")
    address = at("provision_change", advice.pk, line.pk, "amount")
    assert "Choose how often" in words(therapist.post(address, {"sessions": "2"}))
    assert "Enter how many sessions there are in each half-term" in words(
        therapist.post(address, {"every": "half_term"})
    )
    wrong = therapist.post(address, {"minutes": "three quarters"})
    assert "write a whole number in figures" in words(wrong) and "three quarters" in wrong.text


@pytest.mark.parametrize(
    ("section", "commissioner"), [("G", "icb"), ("H1", "council"), ("H2", "council"), ("F", None)]
)
def test_who_usually_answers_is_suggested(cast, advice, therapist, section, commissioner):
    add(therapist, advice, "provision", what="Something", section=section)
    line = advice.provision.get()
    assert line.commissioner == (getattr(cast, commissioner) if commissioner else None)
    assert line.provider == (cast.therapy if commissioner else None)


def test_only_those_who_work_with_the_council_can_answer(cast, advice, therapist):
    line = advice.provision.create(section="F", what="Therapy")
    page = therapist.get(at("provision_change", advice.pk, line.pk, "answers")).text
    assert "Northmoor Community Paediatrics" in page and "Southvale Council" not in page


def test_a_row_is_removed_after_a_question(advice, therapist):
    need = advice.needs.create(**NEED)
    advice.outcomes.create(words="Tells about her day.").needs.add(need)
    address = at("needs_remove", advice.pk, need.pk)
    page = words(therapist.get(address))
    assert "Remove this need?" in page and "E1 will no longer point to it" in page
    assert advice.needs.exists()
    assert "The need is removed." in words(therapist.post(address, follow=True))
    assert not advice.needs.exists()
    assert advice.outcomes.get().needs.count() == 0


def test_nothing_is_removed_from_what_was_sent(cast, advice, therapist):
    people.write_advice(advice, cast)
    advice.give_advice(by=cast.therapist)
    page = therapist.post(at("needs_remove", advice.pk, advice.needs.get().pk), follow=True)
    assert "This was not saved" in words(page)
    assert advice.needs.exists()


def test_rows_of_others_are_not_found(cast, as_, advice, therapist):
    theirs = advice.case.advice.get(kind="medical").needs.create(section="C", words="Glue ear")
    for page in (
        at("needs_change", advice.pk, theirs.pk, "words"),
        at("needs_remove", advice.pk, theirs.pk),
        at("needs_change", theirs.advice.pk, theirs.pk, "words"),
        at("needs_remove", theirs.advice.pk, theirs.pk),
    ):
        assert therapist.get(page).status_code == 404
        assert therapist.post(page, NEED).status_code == 404
    mine = advice.needs.create(**NEED)
    nobody_else(
        cast, as_, at("needs_change", advice.pk, mine.pk, "words"), at("needs_remove", advice.pk, mine.pk)
    )
    theirs.refresh_from_db()
    assert theirs.words == "Glue ear"


def test_there_is_no_part_of_another_name(advice, therapist):
    need = advice.needs.create(**NEED)
    assert therapist.get(at("needs_change", advice.pk, need.pk, "answers")).status_code == 404
