"""A family moves: the plan goes to the new authority, and comes from the old one; or there is none yet."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ehcp.models import Case, Organisation
from ehcp.models.organisations import Kind
from ehcp.planfile.writing import as_text, plan_file
from tests import people
from tests.ehcp.pages.authority.reading import Reader, day, words
from workflows import clock

KNOWN = date(2027, 5, 24)
MOVES = date(2027, 6, 1)


@pytest.fixture
def final(cast):
    cast.other_council.health_commissioner = Organisation.objects.create(
        name="NHS Southvale", kind=Kind.HEALTH_COMMISSIONER
    )
    cast.other_council.save()
    return people.at_stage(cast, "final_issued")


@pytest.fixture
def stranger(cast):
    """An officer of the authority the family moves to."""
    return Reader(cast.stranger)


def noted(**more):
    return {**day("moves_on", MOVES), **day("aware_on", KNOWN), **more}


def note(case, cast, **more):
    to = more or {"to": cast.other_council}
    with clock.at(KNOWN):
        case.note_move(by=cast.caseworker, moves_on=MOVES, aware_on=KNOWN, **to)


# It leaves


def test_before_a_move_is_recorded_the_law_s_day_is_shown_with_its_reason(final, cast, officer):
    with clock.at(KNOWN):
        page = officer.post(
            "act", "case", final.pk, "note_move", seen=final.row_version, **noted(to=cast.other_council.pk)
        )
        said = words(page)
        assert "Check before you go on" in said
        assert "Northmoor Council must: Transfer the plan to the new authority" in said
        assert "Monday 14 June 2027" in said
        assert "The authority became aware of the move on Monday 24 May 2027" in said
        assert officer.do(final, "note_move", **noted(to=cast.other_council.pk)).status_code == 302
        final.refresh_from_db()
        assert (final.moving_to, final.moving_on) == (cast.other_council, MOVES)
        said = words(officer.get("case", final.pk))
    assert "The family moves to Southvale Council on Tuesday 1 June 2027." in said
    assert "Record a move to another authority" not in said
    assert "Transfer the plan to the new authority" in said


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ({}, "Choose an answer: To which authority?"),
        ({"to": "elsewhere"}, "Write the name of the authority"),
        (
            {"to": "elsewhere", "to_words": "southvale council"},
            "works with this service: choose it from the list",
        ),
        ({"to": "elsewhere", "to_words": "Northmoor Council"}, "the family does not leave it"),
    ],
)
def test_where_to_is_said_once(final, officer, where, says):
    with clock.at(KNOWN):
        page = officer.post("act", "case", final.pk, "note_move", seen=final.row_version, **noted(**where))
    assert says in words(page)


def test_without_a_move_nothing_of_one_is_offered(final, officer):
    with clock.at(KNOWN):
        said = words(officer.get("case", final.pk))
    assert "Record a move to another authority" in said
    for nothing in (
        "Transfer the plan",
        "does not move",
        "follows from the transfer",
        "was told of the move",
    ):
        assert nothing not in said


def test_a_move_that_does_not_come_is_taken_back(final, cast, officer):
    note(final, cast)
    with clock.at(date(2027, 5, 26)):
        officer.do(final, "note_no_move", reasons="They stay.", **day("on", date(2027, 5, 26)))
    final.refresh_from_db()
    assert final.moving_on is None
    assert not final.deadlines.open().filter(key="transfer_the_plan").exists()


def test_the_plan_goes_to_an_authority_of_this_service_by_itself(final, cast, officer, stranger):
    note(final, cast)
    with clock.at(date(2027, 5, 26)):
        assert "The plan is transferred on that day." in words(
            officer.get("act", "case", final.pk, "transfer_plan")
        )
        assert stranger.get("cases").context["page"].object_list == []
    with clock.at(MOVES):
        assert "appears there, with everything that was gathered for it" in words(
            officer.get("act", "case", final.pk, "transfer_plan")
        )
        officer.do(final, "transfer_plan", **day("on", MOVES))
        new = Case.objects.get(moved_from=final)
        old = words(officer.get("case", final.pk))
        there = words(stranger.get("case", new.pk))
        document = words(stranger.get(f"/plans/{new.final_version.pk}/read/"))
    assert f"The plan went to Southvale Council on Tuesday 1 June 2027, and goes on there as {new}" in old
    assert "The plan came from Northmoor Council (NM-2026-0001 there) on Tuesday 1 June 2027." in there
    assert "Secure" in there or "secure its provision at once" in there
    assert "Tuesday 13 July 2027" in there  # 6 weeks to tell the family
    assert "Monday 10 January 2028" in there  # the first review
    assert "Made by Northmoor Council, first on Monday 11 January 2027." in document
    assert "Taken over by Southvale Council on Tuesday 1 June 2027." in document
    assert "Signed off by" not in document


def test_each_authority_sees_its_own_file_and_not_the_other(final, cast, officer, stranger):
    note(final, cast)
    with clock.at(MOVES):
        new = final.transfer_plan(by=cast.caseworker)
        for reader, theirs, not_theirs in ((officer, final, new), (stranger, new, final)):
            assert reader.get("case", theirs.pk).status_code == 200
            for page in ("case", "people", "case_plan", "history", "plan_file", "case_advice"):
                assert reader.get(page, not_theirs.pk).status_code == 404
            version = not_theirs.plans.order_by("-number").first()
            assert reader.get(f"/plans/{version.pk}/read/").status_code == 404
        # The advice of the old file is read as section K, and nowhere else.
        advice = final.advice.first()
        assert stranger.get("advice", advice.pk).status_code == 404
        assert "gathered by Northmoor Council" in words(stranger.get("section", new.final_version.pk, "K"))


def test_the_new_authority_tells_the_family_what_follows(final, cast, stranger):
    note(final, cast)
    with clock.at(MOVES):
        new = final.transfer_plan(by=cast.caseworker)
    said = {"reassesses": "no", "words": "Welcome.", **day("on", date(2027, 6, 21))}
    with clock.at(date(2027, 6, 21)):
        assert "The law’s last day is Monday 10 January 2028." in words(
            stranger.get("act", "case", new.pk, "tell_after_transfer")
        )
        late = stranger.post(
            "act", "case", new.pk, "tell_after_transfer", seen=new.row_version,
            **said, **day("reviewed_by", date(2028, 1, 11)),
        )  # fmt: skip
        assert "must be Monday 10 January 2028 or earlier" in words(late)
        stranger.do(new, "tell_after_transfer", **said, **day("reviewed_by", date(2027, 12, 1)))
    new.refresh_from_db()
    assert not new.deadlines.open().filter(key="tell_what_the_new_authority_will_do").exists()
    assert new.event_of("tell_after_transfer").facts["reassesses"] is False


def test_a_plan_that_leaves_this_service_is_sent_as_a_file_first(final, cast, officer):
    note(final, cast, to_words="Farshire Council")
    with clock.at(MOVES):
        said = words(officer.get("act", "case", final.pk, "transfer_plan"))
        assert "so the plan travels as a file" in said
        file = officer.get("plan_file", final.pk)
        assert file["Content-Disposition"] == 'attachment; filename="NM-2026-0001-plan.json"'
        assert json.loads(file.content)["child"]["name"] == "Amira Siddiqui"
        not_sent = officer.post(
            "act", "case", final.pk, "transfer_plan", seen=final.row_version, **day("on", MOVES)
        )
        assert "There is a problem" in words(not_sent)
        officer.do(final, "transfer_plan", was_sent="on", **day("on", MOVES))
        final.refresh_from_db()
        assert final.state == "moved"
        assert "The plan went to Farshire Council on Tuesday 1 June 2027." in words(
            officer.get("case", final.pk)
        )
        assert officer.get("plan_file", final.pk).status_code == 200


def test_the_old_health_commissioner_s_telling_can_be_recorded_after_the_move(final, cast, officer):
    note(final, cast)
    with clock.at(MOVES):
        final.transfer_plan(by=cast.caseworker)
        final.refresh_from_db()
        officer.do(final, "tell_commissioner_of_move", words="Joan wrote.", **day("on", MOVES))
    assert not final.deadlines.open().exists()


def test_another_health_commissioner_is_recorded_and_takes_over(final, cast, officer):
    other = cast.other_council.health_commissioner
    with clock.at(KNOWN):
        officer.do(final, "note_other_commissioner", commissioner=other.pk, **day("aware_on", KNOWN))
        final.refresh_from_db()
        assert final.next_commissioner == other
        officer.do(final, "tell_new_commissioner", **day("on", KNOWN))
    final.refresh_from_db()
    assert final.commissioner == other


def test_before_a_plan_the_new_authority_decides_afresh(cast, officer, stranger):
    case = people.at_stage(cast, "agreed")
    with clock.at(people.AGREED):
        page = words(officer.get("act", "case", case.pk, "move_to_another_authority"))
        assert "its 6, 16 and 20 weeks count from that day (section 24 of the Act)" in page
        officer.do(
            case, "move_to_another_authority", authority="Southvale Council", **day("on", people.AGREED)
        )
        said = words(officer.get("case", case.pk))
        assert "There was no plan to transfer: Southvale Council decides afresh" in said
        assert officer.get("plan_file", case.pk).status_code == 404
        assert "enter it for the day we became responsible" in words(stranger.get("new_case"))
        stranger.post(
            "new_case", via="moved_in", requested_by="parent", requester="Samina Siddiqui, mother",
            child_name="Amira Siddiqui", reasons="Moved in.", **day("received_on", people.AGREED),
            **day("born", cast.child.born),
        )  # fmt: skip
    new = Case.objects.get(authority=cast.other_council)
    decide = new.deadlines.get(key="decide_whether_to_assess")
    assert decide.due == date(2026, 11, 16)


# It comes


@pytest.fixture
def text(final):
    """The plan as Northmoor would send it to an authority outside."""
    with clock.at(MOVES):
        return as_text(plan_file(final))


def uploaded(text, name="plan.json"):
    return {"file": SimpleUploadedFile(name, text.encode(), content_type="application/json")}


def confirmed(text, **more):
    return {"step": "confirm", "text": text, "file_name": "plan.json", **day("on", MOVES), **more}


def test_a_plan_from_outside_is_read_checked_and_taken_over(text, cast, stranger):
    with clock.at(MOVES):
        shown = words(stranger.post("take_over", **uploaded(text)))
        assert "Check the plan before it is taken over" in shown
        assert "Northmoor Council, NM-2026-0001" in shown
        assert "Amira Siddiqui, born Friday 12 February 2021" in shown
        assert "Tell the family that the plan was transferred" in shown and "Tuesday 13 July 2027" in shown
        assert "Section I names Millbrook Primary School. Is it the one we know?" in shown
        assert not Case.objects.filter(authority=cast.other_council).exists()
        done = stranger.post("take_over", **confirmed(text, setting_0="another"))
        case = Case.objects.get(authority=cast.other_council)
        assert done.url == f"/authority/cases/{case.pk}/done/{case.event_of('take_over_plan').seq}/"
        assert "The plan of another authority was taken over" in words(stranger.get(done.url))
        page = words(stranger.get("case", case.pk))
    assert "The plan came from Northmoor Council on Tuesday 1 June 2027." in page
    assert (case.state, case.caseworker, case.child.name) == ("maintained", cast.stranger, "Amira Siddiqui")
    assert case.child != cast.child
    assert case.final_version.setting != cast.school
    assert case.final_version.provision.count() == 2


def test_which_school_is_meant_has_to_be_said(text, cast, stranger):
    with clock.at(MOVES):
        page = words(stranger.post("take_over", **confirmed(text)))
        assert "Say whether Millbrook Primary School is the setting we know" in page
        stranger.post("take_over", **confirmed(text, setting_0=cast.school.pk))
    assert Case.objects.get(authority=cast.other_council).final_version.setting == cast.school


def test_a_child_we_know_is_asked_for_and_not_entered_twice(text, cast, stranger):
    with clock.at(MOVES):
        stranger.post("take_over", **confirmed(text, setting_0=cast.school.pk))
        first = Case.objects.get(authority=cast.other_council)
        page = words(stranger.post("take_over", **confirmed(text, setting_0=cast.school.pk)))
        assert "We know somebody who may be Amira Siddiqui. Is it the same child?" in page
        assert "Say whether this is a child we know already" in page
        again = confirmed(text, setting_0=cast.school.pk, child=first.child_id)
        assert f"This child has an open case here already, {first}" in words(
            stranger.post("take_over", **again)
        )
        first.note_move(by=cast.stranger, moves_on=MOVES, aware_on=MOVES, to_words="Farshire")
        first.transfer_plan(by=cast.stranger)
        stranger.post("take_over", **again)
    assert Case.objects.filter(authority=cast.other_council, child=first.child).count() == 2


def test_children_of_other_authorities_are_not_shown(text, stranger):
    """Amira's case at Northmoor is none of the stranger's business, though the file is about her."""
    with clock.at(MOVES):
        assert "We know somebody who may be" not in words(stranger.post("take_over", **uploaded(text)))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: "This is a letter.", "plan.json, line 1: this is not JSON"),
        (lambda text: text.replace('"every": "week"', '"every": "day"'), "the file is not as it was written"),
        (lambda text: text.replace('"born"', '"birthday"'), "“born” is missing."),
    ],
)
def test_a_wrong_file_is_refused_with_its_mistake(text, cast, stranger, change, says):
    with clock.at(MOVES):
        page = words(stranger.post("take_over", **uploaded(change(text))))
        assert "The plan was not taken over. This is wrong in the file:" in page
        assert says in page
        tampered = words(stranger.post("take_over", **confirmed(change(text))))
        assert says in tampered
    assert not Case.objects.filter(authority=cast.other_council).exists()


def test_our_own_plan_is_not_taken_over(text, cast, officer):
    with clock.at(MOVES):
        page = words(officer.post("take_over", **confirmed(text, child="another", setting_0=cast.school.pk)))
    assert "Only a plan of another authority is taken over." in page


@pytest.mark.parametrize("who", ["mother", "senco", "commissioner", "other_parent"])
def test_nobody_but_officers_takes_a_plan_over(text, cast, who):
    reader = Reader(getattr(cast, who))
    with clock.at(MOVES):
        assert reader.get("take_over").status_code == 404
        assert reader.post("take_over", **confirmed(text, setting_0="another")).status_code == 404
    assert not Case.objects.filter(authority=cast.other_council).exists()
