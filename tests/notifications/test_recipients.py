"""Who hears of what."""

from datetime import timedelta

import pytest

from ehcp.models import Child, FamilyMember, Membership, open_case
from ehcp.models.organisations import Role
from notifications.models import Notice
from notifications.recipients import TOLD
from notifications.reminders import sweep, untold
from tests import people
from workflows import clock
from workflows.checks import all_acts

from .telling import everybody_told_may_open, letters_to, look, who_heard_of

MOTHER, CASEWORKER, MANAGER, SENCO, COMMISSIONER = (
    "Samina Siddiqui",
    "Ruth Adeyemi",
    "Helen Marsh",
    "Tom Ashworth",
    "Joan Whitaker",
)
A_WEEK = timedelta(weeks=1)
ADVISERS = {"Priya Raman", "Siobhan Kelly", "Daniel Osei", "Carys Bevan", SENCO}


def at(cast, stage, day):
    case = people.at_stage(cast, stage)
    look(day)
    return case


def test_a_mother_gets_a_receipt_for_her_own_request_and_the_caseworker_hears_of_it(cast):
    people.requested(cast)
    look(people.REQUEST)
    assert who_heard_of("receive_request") == {MOTHER, CASEWORKER}


def test_the_school_and_the_health_commissioner_hear_of_the_request_as_the_law_says(cast):
    at(cast, "partners_told", people.REQUEST)
    assert who_heard_of("tell_partners") == {MOTHER, SENCO, COMMISSIONER}


def test_whoever_did_it_is_not_told_of_it(cast):
    at(cast, "agreed", people.AGREED)  # by the manager
    assert who_heard_of("agree_to_assess") == {MOTHER, SENCO, COMMISSIONER, CASEWORKER}


def test_each_service_that_is_asked_for_advice_hears_of_it_and_the_mother_is_asked_for_her_views(cast):
    at(cast, "advice_asked", people.AGREED)
    asked = Notice.objects.filter(event__act="ask_for_advice", channel="email", state="sent")
    assert {str(notice.reader) for notice in asked} == ADVISERS
    assert who_heard_of("invite_views") == {MOTHER}


def test_a_mother_whose_views_were_accepted_or_asked_about_hears_it_as_a_mother(cast):
    case = people.at_stage(cast, "advice_given")
    views = case.advice.get(kind="parent_or_young_person")
    with clock.at(people.ADVICE_IN):
        views.return_for_clarification(by=cast.caseworker, question="Which bus is it?")
        views.give_views(by=cast.mother)
        views.accept_advice(by=cast.caseworker)
    look(people.ADVICE_IN)
    notices = cast.mother.notices.filter(channel="in_app").order_by("pk")
    subjects = [notice.subject.partition(": ")[2] for notice in notices.filter(event__subject_id=views.pk)]
    assert subjects[-2:] == ["A question about what you told us", "Thank you: we have your views"]


def test_advice_that_was_asked_of_one_person_is_asked_of_that_person_alone(cast):
    colleague = people.another_person("Ursula Bright")
    Membership.objects.create(user=colleague, organisation=cast.psychology, role=Role.PROFESSIONAL)
    case = people.at_stage(cast, "agreed")
    requests = people.requests_for(cast)
    next(r for r in requests if r["kind"] == "psychological")["person"] = cast.psychologist
    with clock.at(people.AGREED):
        case.seek_advice(by=cast.caseworker, requests=requests)
    look(people.AGREED)
    assert letters_to(colleague) == []
    assert len(letters_to(cast.psychologist)) == 1


def test_what_was_asked_of_somebody_who_left_is_asked_of_the_service(cast):
    colleague = people.another_person("Ursula Bright")
    Membership.objects.create(user=colleague, organisation=cast.psychology, role=Role.PROFESSIONAL)
    cast.psychologist.memberships.update(until=people.AGREED - A_WEEK)
    case = people.at_stage(cast, "agreed")
    requests = people.requests_for(cast)
    next(r for r in requests if r["kind"] == "psychological")["person"] = cast.psychologist
    with clock.at(people.AGREED):
        case.seek_advice(by=cast.caseworker, requests=requests)
    look(people.AGREED)
    assert len(letters_to(colleague)) == 1
    assert letters_to(cast.psychologist) == []


def test_a_service_without_anybody_in_it_is_reached_at_its_office(cast):
    cast.psychologist.memberships.all().delete()
    at(cast, "advice_asked", people.AGREED)
    notice = Notice.objects.get(event__act="ask_for_advice", organisation=cast.psychology)
    assert (notice.reader, notice.channel, notice.state) == (None, "email", "sent")
    assert notice.address == cast.psychology.email
    assert "/advice/" not in notice.body


def test_a_service_that_cannot_be_reached_at_all_stands_in_the_ledger_as_failed(cast):
    cast.psychologist.memberships.all().delete()
    cast.psychology.email = ""
    cast.psychology.save()
    at(cast, "advice_asked", people.AGREED)
    notice = Notice.objects.get(event__act="ask_for_advice", organisation=cast.psychology)
    assert (notice.state, notice.error) == ("failed", "No address is known.")


def test_a_case_without_a_caseworker_is_told_to_the_managers(cast):
    case = people.requested(cast)
    case.caseworker = None
    case.save()
    look(people.REQUEST)
    assert who_heard_of("receive_request") == {MOTHER, MANAGER}


def test_the_draft_goes_to_the_family_and_not_to_the_school(cast):
    at(cast, "draft_served", people.DRAFT_SERVED)  # by the caseworker
    assert who_heard_of("serve_draft") == {MOTHER}


def test_health_hears_of_a_draft_with_something_for_it_to_agree(cast):
    at(cast, "draft_written", people.PLAN_DECIDED)
    assert who_heard_of("draft_plan") == {COMMISSIONER}


def test_health_hears_nothing_of_a_draft_without_health_provision(cast):
    case = people.at_stage(cast, "draft_written")
    case.working_version.provision_in("G").delete()
    look(people.PLAN_DECIDED)
    assert who_heard_of("draft_plan") == set()
    assert not untold().exists()  # that nobody had to hear stands in the ledger too


def test_the_final_plan_goes_to_the_family_the_named_school_and_health(cast):
    at(cast, "final_issued", people.FINAL)  # by the manager
    assert who_heard_of("issue_final_plan") == {MOTHER, SENCO, COMMISSIONER, CASEWORKER}


def test_a_school_where_the_child_was_hears_nothing_once_another_is_named(cast):
    other = people._organisation("Hillside School", "school", type_of_setting="special school")
    head = people._member("Nora Field", other, Role.PROFESSIONAL, "Head")
    case = people.at_stage(cast, "commented")
    with clock.at(people.NAMED):
        consultation = case.consult_setting(by=cast.caseworker, setting=other)
        consultation.answer_consultation(by=head, can_meet_need=True, reasons="We can.")
        consultation.name_setting(by=cast.manager)
    with clock.at(people.FINAL):
        case.issue_final_plan(by=cast.manager)
    look(people.FINAL)
    assert who_heard_of("issue_final_plan") == {MOTHER, "Nora Field", COMMISSIONER, CASEWORKER}


def test_the_school_hears_that_there_will_be_no_assessment(cast):
    case = people.at_stage(cast, "partners_told")
    with clock.at(people.AGREED):
        case.decline_to_assess(by=cast.manager, reasons="No needs that call for a plan.")
    look(people.AGREED)
    assert who_heard_of("decline_to_assess") == {MOTHER, SENCO, COMMISSIONER, CASEWORKER}
    everybody_told_may_open(case, people.AGREED)


def test_comments_of_one_day_are_told_once(cast):
    case = people.at_stage(cast, "draft_served")
    with clock.at(people.COMMENTED):
        for line in case.served_version.needs.all():
            case.comment(by=cast.mother, row=line, words="We see this too.")
    look(people.COMMENTED)
    notices = Notice.objects.filter(event__act="comment", channel="email")
    assert sorted(notices.values_list("state", flat=True)) == ["covered"] * (len(notices) - 1) + ["sent"]
    assert len(notices) > 1


def test_those_whose_advice_is_not_needed_any_more_hear_so_when_a_request_is_withdrawn(cast):
    case = at(cast, "advice_asked", people.AGREED)
    with clock.at(people.AGREED + A_WEEK):
        case.withdraw_request(by=cast.mother, reasons="We are moving abroad.")
    look(people.AGREED + A_WEEK)
    assert (
        who_heard_of("withdraw_request")
        == {
            MOTHER,
            "Millbrook Primary School",
            COMMISSIONER,
            CASEWORKER,
        }
        | ADVISERS
    )


def test_no_family_learns_of_a_death_from_us_and_what_was_on_its_way_stays_here(cast):
    case = people.at_stage(cast, "final_issued")
    with clock.at(people.FINAL):
        case.record_death(by=cast.caseworker)
    look(people.FINAL)
    assert letters_to(cast.mother) == []
    assert cast.mother.notices.on_the_page().count() == 0
    assert who_heard_of("record_death") == {MANAGER, COMMISSIONER}


def test_the_other_parent_of_the_class_and_the_officer_of_another_council_hear_nothing_ever(cast):
    at(cast, "amended", people.AMENDED)
    assert not cast.stranger.notices.exists()
    assert not cast.other_parent.notices.exists()


def test_a_parent_without_parental_responsibility_hears_nothing(cast):
    uncle = people.another_person("Imran Siddiqui")
    FamilyMember.objects.create(child=cast.child, user=uncle, relationship="Uncle")
    at(cast, "final_issued", people.FINAL)
    assert not uncle.notices.exists()


def test_a_young_person_hears_in_person_and_a_parent_only_if_they_agree(cast):
    young = Child.objects.create(name="Callum Reid", known_as="Callum", born=people.date(2008, 4, 2))
    himself, father = people.another_person("Callum Reid"), people.another_person("Gordon Reid")
    FamilyMember.objects.create(child=young, user=himself, relationship="Himself", is_the_child=True)
    FamilyMember.objects.create(child=young, user=father, relationship="Father", parental_responsibility=True)
    with clock.at(people.REQUEST):
        open_case(
            child=young,
            authority=cast.council,
            by=himself,
            on=people.REQUEST,
            via="online",
            reasons="College is hard.",
            requested_by="young_person",
        )
    look(people.REQUEST)
    assert len(letters_to(himself)) == 1
    assert "an assessment of your education, health and care needs" in letters_to(himself)[0].body
    assert letters_to(father) == []


def test_an_officer_who_leaves_before_it_is_sent_is_not_told(cast):
    people.requested(cast)
    with clock.at(people.REQUEST):
        sweep()
    cast.caseworker.memberships.update(until=people.REQUEST - A_WEEK)
    look(people.REQUEST)
    assert letters_to(cast.caseworker) == []
    states = set(cast.caseworker.notices.values_list("state", "error"))
    assert states == {("not_owed", "The reader may not open the case.")}


@pytest.mark.parametrize("stage", ["advice_asked", "draft_served", "final_issued", "meeting_held", "amended"])
def test_nobody_is_told_of_a_case_that_they_may_not_open(cast, stage):
    case = people.at_stage(cast, stage)
    day = next(day for name, _, day in people.STAGES if name == stage)
    look(day)
    everybody_told_may_open(case, day)
    assert not Notice.objects.filter(state="failed").exists()


SPEAKS_FOR_ITSELF = {
    # Parts of another act, of which everybody concerned is told.
    "serve", "finalise", "supersede", "open", "close", "abandon", "fix_review_meeting", "name_next_phase",
    "want_mediation", "want_no_mediation", "begin", "certify", "appeal", "give_in_without_order",
    "put_question",
    # Whatever was late is done, and of that itself somebody hears.
    "note_caught_up",
    # The authority's own preparation.
    "prepare_amendments", "drop_amendments", "record_ceasing_consultation",
    # Nothing that the family or anybody who works on the case has to do.
    "send_answer_to_department",
}  # fmt: skip


def test_of_every_act_somebody_hears_or_it_is_said_here_why_nobody_does():
    assert {act.name for act in all_acts()} - TOLD.keys() == SPEAKS_FOR_ITSELF
