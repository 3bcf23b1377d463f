"""The yearly review from the school's side: the meeting fixed, people invited, papers sent, the meeting, the report."""

from datetime import date

import pytest

from ehcp.models import Progress, Review
from tests import people
from tests.ehcp.pages.professional.conftest import at, nobody_else, seen, words
from workflows import clock


def day(field, when):
    return {f"{field}_day": when.day, f"{field}_month": when.month, f"{field}_year": when.year}


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def senco(cast, as_):
    return as_(cast.senco)


def test_the_list_says_when_each_review_has_to_be_complete_and_when_to_meet(cast, senco):
    with people.on_the_day_of(cast, "final_issued"):
        page = words(senco.get(at("reviews")))
    assert "Amira Siddiqui: fix the review meeting" in page
    assert "Monday 10 January 2028" in page
    assert "Meet by Monday 13 December 2027" in page


def test_the_list_holds_only_plans_that_name_my_setting(cast, as_):
    with people.on_the_day_of(cast, "final_issued"):
        assert "You work for none at present" in words(as_(cast.therapist).get(at("reviews")))
        for user in (cast.stranger, cast.other_parent, cast.mother, cast.commissioner):
            assert "Amira" not in as_(user).get(at("reviews")).text


def test_a_review_under_way_is_opened_from_the_list(cast, senco):
    with people.on_the_day_of(cast, "meeting_fixed") as case:
        page = senco.get(at("reviews"))
    assert "Amira Siddiqui: review under way" in words(page)
    assert at("review", case.current_review.pk) in page.text


def test_fixing_the_meeting_begins_a_review(cast, senco):
    case = people.at_stage(cast, "final_issued")
    with clock.at(people.MEETING_FIXED):
        page = words(senco.get(at("review_fix", case.pk)))
        assert "if you meet on Monday 18 October 2027 or later" in page
        assert "if you meet by Monday 13 December 2027" in page
        answer = senco.post(
            at("review_fix", case.pk),
            {**seen(case), **day("meeting_on", people.MEETING), "place": "The library, 2pm"},
            follow=True,
        )
    review = Review.objects.get()
    assert (review.meeting_on, review.place, review.arranged_by) == (
        people.MEETING,
        "The library, 2pm",
        cast.school,
    )
    assert answer.redirect_chain[-1][0] == at("review", review.pk)
    assert "Sunday 31 October 2027" in words(answer), "the day for invitations"


def test_a_day_too_near_is_asked_about_and_nothing_typed_is_lost(cast, senco):
    case = people.at_stage(cast, "final_issued")
    with clock.at(people.MEETING_FIXED):
        near = {**seen(case), **day("meeting_on", date(2027, 10, 11)), "place": "The library"}
        refused = senco.post(at("review_fix", case.pk), near)
        assert "should be Monday 18 October 2027 or later, so that everybody has 2 weeks’ notice" in words(
            refused
        )
        assert "The library" in refused.text and "Meet on that day even so" in refused.text
        assert not Review.objects.exists()
        senco.post(at("review_fix", case.pk), {**near, "even_so": "on"})
    assert Review.objects.get().meeting_on == date(2027, 10, 11)


def test_a_day_in_the_past_is_refused(cast, senco):
    case = people.at_stage(cast, "final_issued")
    with clock.at(people.MEETING_FIXED):
        answers = {**seen(case), **day("meeting_on", date(2027, 10, 4)), "place": "Kept"}
        page = senco.post(at("review_fix", case.pk), answers)
    assert "must be Tuesday 5 October 2027 or later" in words(page) and "Kept" in page.text


def test_those_whom_the_regulations_name_are_ticked_and_others_can_be_added(cast, senco):
    people.at_stage(cast, "meeting_fixed")
    review = Review.objects.get()
    with clock.at(people.INVITED):
        page = senco.get(at("review_invite", review.pk))
        ticked = page.context["form"].initial["people"]
        assert ticked == [
            "Amira, whose plan it is",
            "Samina Siddiqui, mother",
            "The head or principal of Millbrook Primary School",
            "Ruth Adeyemi, Northmoor Council",
            "Daniel Osei, Northmoor Community Paediatrics",
            "Carys Bevan, Northmoor Children's Social Care",
        ]
        assert "Siobhan Kelly, Northmoor Speech and Language Therapy" in words(page)
        assert "Sunday 31 October 2027" in words(page)
        senco.post(
            at("review_invite", review.pk),
            {**seen(review), "people": ticked[:2], "others": "Elsie’s mother\n\n"},
        )
    invited = fresh(review).event_of("invite_to_review").facts["invited"]
    assert invited == [*ticked[:2], "Elsie’s mother"]


def test_nobody_invited_is_no_invitation(cast, senco):
    people.at_stage(cast, "meeting_fixed")
    review = Review.objects.get()
    with clock.at(people.INVITED):
        page = senco.post(at("review_invite", review.pk), seen(review))
    assert "Tick or write who is invited" in words(page)
    assert fresh(review).state == "planned"


def test_the_meeting_can_be_moved(cast, senco):
    people.at_stage(cast, "meeting_fixed")
    review = Review.objects.get()
    later = date(2027, 11, 22)
    with clock.at(people.INVITED):
        assert "The library, 2pm" in senco.get(at("review_move", review.pk)).text
        senco.post(
            at("review_move", review.pk), {**seen(review), **day("meeting_on", later), "place": "The hall"}
        )
        page = words(senco.get(at("review", review.pk)))
    assert fresh(review).meeting_on == later
    assert "Sunday 7 November 2027" in page


def test_papers_are_sent_and_the_meeting_recorded(cast, senco):
    people.at_stage(cast, "meeting_fixed")
    review = Review.objects.get()
    with clock.at(people.INVITED):
        review.invite_to_review(by=cast.senco, invited=["Samina Siddiqui", "Ruth Adeyemi"])
    with clock.at(people.CIRCULATED):
        review = fresh(review)
        assert "Ruth Adeyemi" in words(senco.get(at("review_circulate", review.pk)))
        senco.post(at("review_circulate", review.pk), seen(review))
        page = words(senco.get(at("review", review.pk)))
        assert "Everything that comes before the meeting is done" in page
    review = fresh(review)
    with clock.at(people.MEETING):
        held = {**seen(review), **day("on", people.MEETING), "people": ["Samina Siddiqui"]}
        wrong = senco.post(at("review_hold", review.pk), {**held, "family_said": "Typed already"})
        assert "Write what Amira said or showed" in words(wrong)
        assert "Typed already" in wrong.text
        said = {"child_said": "Amira showed her book.", "family_said": "More of it, please."}
        page = words(senco.post(at("review_hold", review.pk), {**held, **said}, follow=True))
    review = fresh(review)
    assert (review.state, review.held_on) == ("held", people.MEETING)
    assert "What Amira said or showed:\nAmira showed her book." in review.views
    assert "Monday 29 November 2027" in page, "the day for the report"


def test_a_meeting_is_not_recorded_before_it_was_held(cast, senco):
    people.at_stage(cast, "meeting_fixed")
    review = Review.objects.get()
    with clock.at(people.INVITED):
        answers = {**seen(review), **day("on", people.MEETING), "others": "Samina", "child_said": "-"}
        page = senco.post(at("review_hold", review.pk), {**answers, "family_said": "Kept"})
    assert "must be Monday 11 October 2027 or earlier" in words(page) and "Kept" in page.text
    assert fresh(review).state == "planned"


@pytest.fixture
def held(cast):
    people.at_stage(cast, "meeting_held")
    with clock.at(people.REPORTED):
        yield Review.objects.get()


def write_progress(senco, review):
    for outcome in review.plan.outcomes.all():
        senco.post(
            at("report_progress", review.pk, outcome.pk), {"progress": "on_track", "words": "Seen in class."}
        )


def test_the_report_is_written_outcome_by_outcome_and_saved_at_once(senco, held):
    page = words(senco.get(at("review_report", held.pk)))
    assert page.count("Not said yet") == 2 and "Cannot begin yet" in page
    outcome = held.plan.outcomes.first()
    address = at("report_progress", held.pk, outcome.pk)
    wrong = senco.post(address, {"words": "Typed already"})
    assert "Choose an answer: How far has it come?" in words(wrong) and "Typed already" in wrong.text
    senco.post(address, {"progress": "some", "words": "Two tests of three."})
    assert Progress.objects.get().words == "Two tests of three."
    assert "Two tests of three." in senco.get(address).text
    assert senco.get(at("report_send", held.pk)).url == at("review_report", held.pk)


def test_a_colleague_s_words_are_not_overwritten_unread(senco, held):
    outcome = held.plan.outcomes.first()
    address = at("report_progress", held.pk, outcome.pk)
    senco.post(address, {"progress": "some", "words": "First."})
    was = senco.get(address).context["form"].initial["as_it_was"]
    Progress.objects.update(words="Nia’s.")
    refused = senco.post(address, {"progress": "met", "words": "Mine.", "as_it_was": was})
    assert "It now says: “Nia’s.”" in words(refused) and "Mine." in refused.text


def sending(senco, review, **answers):
    form = senco.get(at("report_send", review.pk)).context["form"]
    was = {name: form.initial[name] for name in ("seen", "checked")}
    return senco.post(at("report_send", review.pk), {**was, **answers}, follow=True)


def test_the_report_is_sent_with_its_recommendation(senco, held):
    write_progress(senco, held)
    page = words(sending(senco, held, recommends="amend", reasons="F1: 60 minutes."))
    review = fresh(held)
    assert (review.state, review.recommends, review.report_reasons) == (
        "reported",
        "amend",
        "F1: 60 minutes.",
    )
    assert review.progress.count() == 2
    assert "Northmoor Council decides next" in page and "Monday 13 December 2027" in page
    assert "Seen in class." in page and "F1: 60 minutes." in page


def test_without_a_recommendation_nothing_is_sent(senco, held):
    write_progress(senco, held)
    page = words(sending(senco, held, reasons="Typed already"))
    assert "Choose an answer: What does the meeting recommend?" in page and "Typed already" in page
    assert fresh(held).state == "held"


def test_progress_that_was_changed_meanwhile_is_read_again(senco, held):
    write_progress(senco, held)
    form = senco.get(at("report_send", held.pk)).context["form"]
    was = {name: form.initial[name] for name in ("seen", "checked")}
    Progress.objects.update(words="Changed.")
    page = senco.post(at("report_send", held.pk), {**was, "recommends": "amend", "reasons": "Kept"})
    assert "Something was changed after you opened this page" in words(page)
    assert "Kept" in page.text and "Changed." in page.text
    assert fresh(held).state == "held"


def test_a_report_without_an_outcome_is_not_sent(senco, held):
    page = senco.post(
        at("report_send", held.pk), {**seen(held), "recommends": "amend", "reasons": "Kept", "checked": ""}
    )
    assert page.status_code == 200 and fresh(held).state == "held"


def test_a_report_that_was_sent_is_read_and_not_written(cast, senco):
    people.at_stage(cast, "report_sent")
    review = Review.objects.get()
    outcome = review.plan.outcomes.first()
    with clock.at(people.REPORTED):
        for page in (
            at("review_report", review.pk),
            at("report_progress", review.pk, outcome.pk),
            at("report_send", review.pk),
            at("review_invite", review.pk),
        ):
            assert senco.get(page).url == at("review", review.pk)
        late = senco.post(
            at("report_progress", review.pk, outcome.pk), {"progress": "met", "words": "Too late"}
        )
    assert "the report has been sent meanwhile" in words(late) and "Too late" in late.text
    assert not review.progress.filter(progress="met").exists()


def test_progress_that_is_not_sent_stands_nowhere_but_in_the_report(cast, as_, senco, held):
    write_progress(senco, held)
    for user in (cast.senco, cast.mother, cast.caseworker):
        page = as_(user).get(held.get_absolute_url(), follow=True)
        assert page.status_code == 200 and "Seen in class." not in page.text, user
    sending(senco, held, recommends="amend", reasons="F1: 60 minutes.")
    for user in (cast.senco, cast.mother, cast.caseworker):
        assert "Seen in class." in as_(user).get(held.get_absolute_url(), follow=True).text, user


def test_nobody_else_arranges_it(cast, as_, held):
    outcome = held.plan.outcomes.first()
    pages = [
        at(page, held.pk)
        for page in ("review", "review_move", "review_invite", "review_circulate", "review_hold", "review_report",
                     "report_send")
    ]  # fmt: skip
    pages += [at("report_progress", held.pk, outcome.pk), at("review_fix", held.case_id)]
    nobody_else(cast, as_, *pages)
    for user in (cast.therapist, cast.commissioner, cast.caseworker):
        for page in pages:
            assert as_(user).get(page).status_code == 404, (user, page)


def test_the_shared_address_of_a_review_leads_here(cast, senco, held):
    assert senco.get(held.get_absolute_url()).url == at("review", held.pk)
