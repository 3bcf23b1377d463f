"""The plan editor: a draft puts itself together, and every line of it can be changed until it is served."""

import pytest
from django.urls import reverse

from ehcp.models import LeftOut
from tests import people
from tests.ehcp.pages.authority.reading import day, words
from workflows import clock


@pytest.fixture
def case(cast):
    with people.on_the_day_of(cast, "draft_written") as case:
        yield case


@pytest.fixture
def draft(case):
    return case.working_version


def fields_of(line, **more):
    """A line's form as a browser sends it back."""
    from ehcp.pages.authority.line_forms import LINE_FORMS

    form = LINE_FORMS[line.kind](instance=line, version=line.plan)
    sent = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "PARTS"):
            sent |= day(bound.name, value) if value else {}
        elif value not in (None, ""):
            sent[bound.name] = (
                [getattr(each, "pk", each) for each in value] if isinstance(value, list) else value
            )
    return {**sent, **more}


def test_a_draft_takes_every_line_but_those_left_out_with_a_reason(cast, officer):
    with people.on_the_day_of(cast, "plan_decided") as case:
        rows = officer.get("act", "case", case.pk, "draft_plan").context["form"].rows
        out = next(name for name, row in rows.items() if row.kind == "need" and row.section == "C")
        sent = dict.fromkeys(rows, "use") | {out: "leave"}
        assert "Say why this is left out" in words(officer.do(case, "draft_plan", **sent))
        officer.do(case, "draft_plan", **sent, **{f"why_{out}": "It has healed."})
        draft = case.working_version
        assert draft.needs.filter(section="C").count() == 0
        assert LeftOut.objects.get().reason == "It has healed."
        said = words(officer.get("section", draft.pk, "C"))
        assert "Left out: It has healed." in said


def test_the_editor_shows_what_is_missing_in_each_section(draft, officer):
    draft.none_d = ""
    draft.save(update_fields=["none_d"])
    said = words(officer.get("section", draft.pk, "B"))
    assert "D. Social care needs (nothing yet)" in said
    assert "H1. Social care provision under the 1970 Act (none)" in said
    assert "No line of section F meets this need." in said


def test_the_plan_opens_at_the_first_section_that_says_nothing(draft, officer):
    draft.none_d = ""
    draft.save(update_fields=["none_d"])
    assert officer.get("plan", draft.pk).url.endswith("/sections/D/")


def test_a_line_is_added_changed_and_linked(draft, officer):
    need = draft.needs.first()
    officer.post(
        "add_line",
        draft.pk,
        "F",
        what="A visual timetable.",
        section="F",
        needs=[need.pk],
        minutes="5",
        sessions="2",
        every="day",
    )
    line = draft.provision.get(what="A visual timetable.")
    assert list(line.needs.all()) == [need]
    assert officer.post("edit_line", "provision", line.pk, **fields_of(line, minutes="10")).status_code == 302
    line.refresh_from_db()
    assert line.amount == "10 minutes, twice a day"


def test_a_wrong_number_keeps_what_was_typed(draft, officer):
    page = officer.post("add_line", draft.pk, "F", what="A timetable.", section="F", minutes="often")
    assert "Minutes in one session: write a whole number in figures, like 12" in words(page)
    assert "A timetable.</textarea>" in page.content.decode()


def test_a_line_that_somebody_else_changed_meanwhile_is_not_overwritten_unseen(draft, officer):
    line = draft.provision_in("F").get()
    sent = fields_of(line, minutes="30")
    line.change({"what": "Therapy in a group."})
    page = officer.post("edit_line", "provision", line.pk, **sent)
    assert "It now reads: “Therapy in a group.”" in words(page)
    line.refresh_from_db()
    assert line.minutes == 45
    again = {**sent, "read": page.context["form"].data["read"]}
    officer.post("edit_line", "provision", line.pk, **again)
    line.refresh_from_db()
    assert line.minutes == 30


def test_a_line_from_advice_is_taken_out_only_with_a_reason_and_can_come_back(draft, officer):
    line = draft.provision_in("F").get()
    needs = [need.pk for need in line.needs.all()]
    assert "There is a problem" in words(officer.post("remove_line", "provision", line.pk, reason=""))
    officer.post("remove_line", "provision", line.pk, reason="Not needed.")
    assert not draft.provision_in("F").exists()
    assert "Left out: Not needed." in words(officer.get("section", draft.pk, "F"))
    advised = LeftOut.objects.get().provision
    officer.post("use_line", draft.pk, "provision", advised.pk)
    back = draft.provision_in("F").get()
    assert ([need.pk for need in back.needs.all()], back.thread) == (needs, advised.thread)
    assert not LeftOut.objects.exists()


def test_to_use_a_line_twice_uses_it_once(draft, officer):
    advised = type(draft.needs.first()).objects.filter(advice__isnull=False).first()
    officer.post("use_line", draft.pk, "need", advised.pk)
    assert draft.needs.filter(thread=advised.thread).count() == 1


def test_a_line_of_another_case_cannot_be_used(cast, draft, officer):
    stray = cast.other_child.cases.model(child=cast.other_child, authority=cast.council, reference="NM-X")
    stray.save()
    advice = stray.advice.create(kind="other", organisation=cast.school)
    need = advice.needs.create(section="B", words="Elsewhere.")
    assert officer.post("use_line", draft.pk, "need", need.pk).status_code == 404


def test_section_a_and_none_are_written_in_words(draft, officer):
    officer.post("views", draft.pk, aspirations="To go to the moon.")
    officer.post("say_none", draft.pk, "D", words="Visited; no need.")
    draft.refresh_from_db()
    assert (draft.aspirations, draft.none_d) == ("To go to the moon.", "Visited; no need.")


def test_a_draft_that_was_served_meanwhile_is_not_changed(cast, case, draft, officer):
    line = draft.provision_in("F").get()
    sent = fields_of(line, minutes="30")
    case.serve_draft(by=cast.caseworker)
    page = officer.post("edit_line", "provision", line.pk, **sent)
    assert "This version has been served in the meantime." in words(page)
    line.refresh_from_db()
    assert line.minutes == 45


def test_a_served_version_is_read_and_not_edited(cast, case, draft, officer):
    case.serve_draft(by=cast.caseworker)
    assert officer.get("plan", draft.pk).url == reverse("plan_page", args=[draft.pk])
    assert officer.get("edit_line", "provision", draft.provision_in("F").get().pk).status_code == 404
    assert "Change" not in words(officer.get("section", draft.pk, "F"))


def test_the_page_says_whether_section_g_is_agreed_as_it_reads(cast, draft, case, officer):
    assert "Not agreed as it now reads" in words(officer.get("case_plan", case.pk))
    draft.agree_section_g(by=cast.commissioner)
    assert "by Joan Whitaker" in words(officer.get("case_plan", case.pk))


def test_a_comment_is_answered_with_the_suggested_words(cast, officer):
    with people.on_the_day_of(cast, "draft_served") as case:
        line = case.served_version.provision_in("F").get()
        comment = case.comment(by=cast.mother, row=line, words="Too short.", suggested="Therapy for an hour.")
        page = officer.get("answer_comment", comment.pk)
        assert "Therapy for an hour.</textarea>" in page.content.decode()
        sent = {
            "seen": case.row_version,
            "answer": "accepted",
            "reasons": "Agreed.",
            "new_what": "Therapy for an hour.",
            "new_minutes": "60",
            "new_sessions": "1",
            "new_every": "week",
            "new_weeks_a_year": "36",
            "new_group_size": "1",
            "new_delivered_by": "Speech and language therapist",
            "new_qualification": "Registered with the Health and Care Professions Council",
        }
        check = words(officer.post("answer_comment", comment.pk, **sent))
        assert "What will be done?: now Therapy for an hour." in check
        assert "By whom?: now" not in check
        officer.post("answer_comment", comment.pk, **sent, step="confirm")
        now = case.working_version.row_by_thread(line.thread)
        assert (now.what, now.minutes) == ("Therapy for an hour.", 60)
        assert "Accepted Agreed." in words(officer.get("comments", case.pk))


def test_a_comment_that_is_not_accepted_changes_no_line(cast, officer):
    with people.on_the_day_of(cast, "draft_served") as case:
        line = case.served_version.provision_in("F").get()
        comment = case.comment(by=cast.mother, row=line, words="Too short.", suggested="Therapy for an hour.")
        sent = {
            "seen": case.row_version,
            "answer": "not",
            "reasons": "No.",
            "new_what": "Therapy for an hour.",
        }
        officer.post("answer_comment", comment.pk, **sent, step="confirm")
        assert case.working_version.row_by_thread(line.thread).what == line.what
        comment.refresh_from_db()
        assert comment.answer == "not"


def test_a_comment_on_the_whole_is_answered_without_a_line(cast, officer):
    with people.on_the_day_of(cast, "draft_served") as case:
        comment = case.comment(by=cast.mother, words="Thank you.")
        officer.post(
            "answer_comment",
            comment.pk,
            seen=case.row_version,
            answer="partly",
            reasons="Good.",
            step="confirm",
        )
        comment.refresh_from_db()
        assert (comment.answer, comment.answered_on) == ("partly", clock.today())
