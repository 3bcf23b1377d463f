"""Reading the draft, commenting on any line of it, and seeing what became of each comment."""

import pytest
from django.urls import reverse

from ehcp.models import Comment, LeftOut
from tests import people
from tests.ehcp.pages.family.conftest import words
from workflows import clock


@pytest.fixture
def case(cast):
    with people.on_the_day_of(cast, "draft_served") as case:
        yield case


@pytest.fixture
def draft(case):
    return case.served_version


@pytest.fixture
def line(draft):
    return draft.provision_in("F").get()


def comment_on(line):
    return reverse("family:comment", args=[line.plan_id, line.kind, line.pk])


def plan_page(version):
    return reverse("family:plan", args=[version.pk])


def test_every_line_says_where_it_comes_from_and_can_be_commented_on(page, draft):
    text = page(plan_page(draft))
    lines = [*draft.needs.all(), *draft.outcomes.all(), *draft.provision.all()]
    for line in lines:
        assert comment_on(line) in text
    assert "Siobhan Kelly" in text and f"0 of {len(lines)} lines have a comment" in text
    assert "Monday 14 December 2026" in text and "in 14 days" in text


def test_a_comment_is_kept_with_its_line_and_leads_back_to_it(mother, line):
    answer = mother.post(comment_on(line), {"words": "Please in Urdu too.", "suggested": line.what})
    assert answer.url == f"{plan_page(line.plan)}?commented=1#say-provision-{line.pk}"
    said = Comment.objects.get()
    assert (said.row, said.words, said.suggested) == (line, "Please in Urdu too.", "")
    page = words(mother.get(answer.url))
    assert "Your comment has been sent." in page and "Please in Urdu too." in page
    assert "1 of " in page


def test_other_words_can_be_suggested_without_a_comment(mother, line):
    mother.post(comment_on(line), {"words": "", "suggested": "Therapy at school and at home."})
    assert Comment.objects.get().suggested == "Therapy at school and at home."


def test_the_box_for_other_words_begins_with_the_present_ones(page, line):
    assert f">{line.what}</textarea>" in page(comment_on(line)).replace("> ", ">")


def test_an_empty_comment_is_not_sent(mother, line):
    page = words(mother.post(comment_on(line), {"words": "", "suggested": line.what}))
    assert "Write what you want to say, or change the words that are there" in page
    assert not Comment.objects.exists()


def test_the_whole_can_be_commented_on(mother, draft):
    mother.post(reverse("family:comment_on_all", args=[draft.pk]), {"words": "It reads well."})
    assert Comment.objects.get().row is None
    assert "It reads well." in words(mother.get(plan_page(draft)))


def test_what_somebody_else_did_meanwhile_does_not_stop_a_comment(mother, line, case, cast):
    mother.get(comment_on(line))
    case.consult_setting(by=cast.caseworker, setting=cast.school)
    assert mother.post(comment_on(line), {"words": "Still mine."}).status_code == 302


def test_finishing_shows_the_comments_once_more_and_then_what_is_next(mother, line, case):
    mother.post(comment_on(line), {"words": "Please in Urdu too."})
    finish = reverse("family:finish", args=[case.pk])
    assert "Please in Urdu too." in words(mother.get(finish))
    page = words(mother.post(finish, follow=True))
    assert "You have said what you want to say" in page and "We send the final plan" in page
    assert case.deadlines.get(key="answer_the_draft").ended_how == "used"


def test_each_comment_stands_with_its_answer_and_the_line_as_it_now_reads(page, cast):
    with people.on_the_day_of(cast, "commented") as case:
        text = page(reverse("family:comments", args=[case.pk]))
    assert "Please add a co-worker who speaks Urdu." in text
    assert "Accepted" in text and "The service has found one." in text
    assert "with an Urdu-speaking co-worker." in text


def test_a_line_is_not_shown_as_it_is_being_rewritten_before_there_is_an_answer(page, line, case, mother):
    mother.post(comment_on(line), {"words": "Please in Urdu too."})
    row = case.working_version.row_by_thread(line.thread)
    row.change({"what": "Nothing at all."})
    assert "Nothing at all." not in page(reverse("family:comments", args=[case.pk]))


def test_before_there_is_a_comment_the_page_says_what_will_come(page, case):
    assert "There are no comments yet." in page(reverse("family:comments", args=[case.pk]))


def test_what_was_left_out_stands_with_its_reason(page, cast):
    case = people.at_stage(cast, "plan_decided")
    need = case.advice.get(kind="medical").needs.get()
    with clock.at(people.PLAN_DECIDED):
        draft = case.draft_plan(by=cast.caseworker, leave_out=[(need, "It is no health need.")])
        people.say_none(draft)
        draft.none_c = "None."
        draft.save()
        address = reverse("family:left_out", args=[case.pk])
        assert "It is no health need." not in page(address)
        case.serve_draft(by=cast.caseworker)
        text = page(address)
    assert LeftOut.objects.count() == 1
    assert need.words in text and "It is no health need." in text


def test_a_draft_being_written_is_not_a_familys_to_read(mother, case):
    assert mother.get(plan_page(case.working_version)).status_code == 404


def test_a_served_version_can_be_commented_on_until_it_is_final_and_no_longer(mother, cast):
    with people.on_the_day_of(cast, "final_issued") as case:
        old = case.plans.filter(comments__isnull=False).first()
        page = words(mother.get(plan_page(old)))
        line = old.provision_in("F").get()
        assert "Comment or suggest other words" not in page
        assert mother.post(comment_on(line), {"words": "Late"}).url == reverse("family:case", args=[case.pk])
    assert Comment.objects.count() == 1


def test_the_final_plan_is_read_without_buttons_and_downloaded(page, cast):
    with people.on_the_day_of(cast, "final_issued") as case:
        text = page(plan_page(case.final_version))
    assert reverse("plan_pdf", args=[case.final_version.pk]) in text
    assert "Comment or suggest" not in text
    assert "Appeal" in text


def test_changes_after_a_review_are_commented_on_in_the_same_way(mother, cast):
    with people.on_the_day_of(cast, "amendments_proposed") as case:
        line = case.served_version.provision_in("F").get()
        page = words(mother.get(reverse("family:case", args=[case.pk])))
        assert "Read the changes and say what you think" in page
        mother.post(comment_on(line), {"words": "Good."})
    assert Comment.objects.filter(plan=case.served_version).count() == 1


def test_a_kind_of_line_that_does_not_exist_is_not_found(mother, draft):
    assert mother.get(f"{plan_page(draft)}comment/version/1/").status_code == 404


@pytest.mark.parametrize("person", ["stranger", "other_parent", "caseworker"])
def test_nobody_else_reads_or_comments(client, cast, draft, line, case, person):
    client.force_login(getattr(cast, person))
    for address in (
        plan_page(draft),
        comment_on(line),
        reverse("family:comments", args=[case.pk]),
        reverse("family:left_out", args=[case.pk]),
        reverse("family:finish", args=[case.pk]),
        reverse("family:plans", args=[case.pk]),
    ):
        assert client.get(address).status_code == 404
    assert client.post(comment_on(line), {"words": "Not mine"}).status_code == 404
    assert not Comment.objects.exists()


def test_a_line_of_another_childs_plan_cannot_be_commented_on_from_here(mother, draft, cast):
    other = people.FamilyMember.objects.get(child=cast.other_child)
    cast.child, cast.mother = other.child, other.user
    theirs = people.at_stage(cast, "draft_served").served_version.provision_in("F").get()
    address = reverse("family:comment", args=[draft.pk, "provision", theirs.pk])
    with clock.at(people.DRAFT_SERVED):
        assert mother.post(address, {"words": "Not mine"}).status_code == 404
