"""The fictional council: every state of a case is in it, and nothing that could not have happened."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.test import TestCase

from ehcp.casefile.apart import nobody_hears
from ehcp.casefile.player import Player
from ehcp.casefile.reading import faults
from ehcp.models import Absence, Case, Child, FamilyMember, Membership, Organisation, User
from ehcp.practice import children, council, days
from ehcp.practice.models import PracticeClock
from ehcp.practice.stories import story
from notifications.models import Notice
from tests.ehcp.practice.conftest import TODAY
from workflows import clock
from workflows.law.age import year_group
from workflows.models import Deadline, Event

SPECS = {spec.name: spec for _, _, specs in council.STORIES for spec in specs}
EXAMPLES = {
    "Amira Siddiqui",
    "Dylan Hartley",
    "Chloe Bennett",
    "Kit Farrow",
    "Nora Whelan",
    "Sana Mirza",
}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.xdist_group("the whole council")
class TestTheWholeCouncil(TestCase):
    """Built once, on a day that tests know."""

    @classmethod
    def setUpTestData(cls) -> None:
        council.build(TODAY)

    def setUp(self) -> None:
        today = clock.at(TODAY)
        today.__enter__()
        self.addCleanup(today.__exit__, None, None, None)
        self.addCleanup(days.forget)

    def test_every_state_of_a_case_is_somebodys(self):
        states = set(Case.objects.values_list("state", flat=True))
        assert states == set(Case.State.values) - {Case.State.NEW}

    def test_there_are_more_than_forty_children_and_those_of_the_examples(self):
        names = set(Child.objects.values_list("name", flat=True))
        assert names == SPECS.keys() | EXAMPLES
        assert Case.objects.filter(authority__name="Northmoor Council").count() >= 40

    def test_who_is_late_is_meant_to_be(self):
        for case in Case.objects.select_related("child").exclude(child__name__in=EXAMPLES):
            late = {deadline.key for deadline in case.deadlines.duties() if deadline.is_late()}
            assert late == SPECS[case.child.name].late, case.child.name

    def test_some_are_late_and_most_are_not(self):
        late = Case.objects.filter(deadlines__in=Deadline.objects.late()).distinct().count()
        assert 8 <= late <= 20

    def test_every_family_that_waits_longer_than_the_law_allows_was_told_so(self):
        noted = Event.objects.filter(act="note_missed_day").values("case")
        explained = Event.objects.filter(act="explain_delay").values("case")
        late = Deadline.objects.late().filter(owner="local_authority", due__lt=TODAY - timedelta(days=7))
        assert late.exists()
        assert not late.exclude(case__in=noted).exists()
        assert not late.exclude(case__in=explained).exists()

    def test_each_agency_has_somebody_who_answers_for_it(self):
        found = Membership.objects.filter(answers_for_it=True).values_list("title", "organisation__name")
        assert set(found) == {
            ("Head of statutory assessment", "Northmoor Council"),
            ("Designated clinical officer", "NHS Northmoor Integrated Care Board"),
            ("Designated social care officer", "Northmoor Children's Social Care"),
            ("Head of SEND", "Southvale Council"),
            ("Designated clinical officer", "NHS Southvale Integrated Care Board"),
        }

    def test_somebody_is_away_and_what_happens_meanwhile_reaches_whoever_covers(self):
        absence = Absence.objects.current(TODAY).get()
        dev, marcus = absence.membership.user, absence.covered_by
        since = Notice.objects.filter(
            for_day__gte=absence.from_day, about__caseworker=dev, group="caseworker"
        )
        assert since.filter(reader=dev, channel="in_app").exists()
        assert not since.filter(reader=dev, channel="email").exists()
        assert since.filter(reader=marcus, channel="email").exists()

    def test_somebody_gets_one_message_a_day_and_a_mother_reads_another_language_best(self):
        tessa = User.objects.get(notice_choice__daily=True)
        assert Notice.objects.filter(
            reader=tessa, state="sent", subject__startswith="Today’s message"
        ).exists()
        assert User.objects.get(notice_choice__language="ur").full_name == "Samina Siddiqui"

    def test_every_chain_of_events_is_whole(self):
        call_command("verify_chain")

    def test_nobody_acts_on_a_weekend_save_families_and_the_service(self):
        acted = Event.objects.exclude(act="note_missed_day").exclude(case__child__name__in=EXAMPLES)
        assert {event.on.weekday() for event in acted} <= set(range(5))

    def test_nothing_lies_in_the_future(self):
        assert not Event.objects.filter(on__gt=TODAY).exists()

    def test_there_are_advice_budgets_reviews_and_consultations_at_every_step(self):
        budgets = set(apps.get_model("ehcp", "Budget").objects.values_list("state", flat=True))
        assert {
            "prepared",
            "agreed",
            "paying",
            "review_asked",
            "refused_after_review",
            "asked",
        } & budgets >= {
            "paying",
            "review_asked",
            "refused_after_review",
            "asked",
        }
        advice = set(apps.get_model("ehcp", "Advice").objects.values_list("state", flat=True))
        assert {
            "asked",
            "acknowledged",
            "given",
            "returned",
            "accepted",
            "reuse_proposed",
            "not_known",
        } <= advice
        reviews = set(apps.get_model("ehcp", "Review").objects.values_list("state", flat=True))
        assert {"planned", "invited", "circulated", "held", "reported", "decided"} & reviews >= {
            "invited",
            "held",
            "reported",
            "decided",
        }
        consultations = set(apps.get_model("ehcp", "Consultation").objects.values_list("state", flat=True))
        assert {"sent", "answered", "named"} <= consultations

    def test_everybody_is_invented_and_has_one_account(self):
        assert all(address.endswith(".example") for address in User.objects.values_list("email", flat=True))
        names = Counter(User.objects.values_list("full_name", flat=True))
        assert [name for name, times in names.items() if times > 1] == []
        assert not any(user.has_usable_password() for user in User.objects.all())
        numbers = Child.objects.values_list("nhs_number", flat=True)
        assert all(number.startswith("999 000 ") for number in numbers)
        assert len(set(numbers)) == len(numbers)

    def test_a_parent_has_two_children_here(self):
        mother = User.objects.get(full_name="Leila Haddad")
        assert FamilyMember.objects.filter(user=mother).count() == 2

    def test_the_other_council_shares_nobody_with_ours(self):
        southvale = Organisation.objects.get(name="Southvale Council")
        theirs = Membership.objects.filter(organisation__in=[southvale, *southvale.partners.all()])
        ours = Membership.objects.exclude(pk__in=theirs)
        assert theirs.exists()
        assert not set(theirs.values_list("user", flat=True)) & set(ours.values_list("user", flat=True))

    def test_nobody_was_written_to_and_the_last_week_stands_on_everybodys_page(self):
        assert mail.outbox == []
        notices = apps.get_model("notifications", "Notice").objects
        assert notices.filter(state="failed").count() == 0
        assert not notices.filter(state="waiting", bundled=False).exists()
        shown = notices.filter(state="sent", channel="in_app")
        assert shown.count() > 100
        assert min(notice.sent_at.date() for notice in shown) > TODAY - timedelta(days=8)

    def test_everybody_has_a_first_page(self):
        for user in User.objects.all():
            self.client.force_login(user)
            page = self.client.get("/", follow=True)
            assert page.status_code == 200, user

    # What may happen to a plan, or to a refusal, afterwards

    def the_case_of(self, name, **more):
        return Case.objects.get(child__name=name, **more)

    def owed_in(self, case):
        return {deadline.law.ref for deadline in case.deadlines.open().duties()}

    def test_a_family_has_moved_from_one_council_to_the_other(self):
        new = self.the_case_of("Hugo Marchetti", authority__name="Southvale Council")
        assert new.moved_from.authority.name == "Northmoor Council"
        assert new.moved_from.state == "moved"
        assert new.caseworker.full_name == "Petra Novak"
        assert {"T2", "T3", "T4"} <= self.owed_in(new)
        assert not new.moved_from.deadlines.open().exists()
        told = {each.law.ref: each.ended_how for each in new.moved_from.deadlines.exclude(ended_how="lifted")}
        assert (told["T1"], told["T5"]) == ("met", "met")

    def test_another_family_is_about_to_move(self):
        case = self.the_case_of("Mabel Oduya")
        assert case.moving_to.name == "Southvale Council"
        assert case.moving_on > TODAY
        assert {"T1", "T5"} <= self.owed_in(case)

    def test_somebody_is_in_the_last_year_of_school_and_the_plan_has_to_name_the_next_one(self):
        case = self.the_case_of("Zara Malik")
        assert case.school.last_year_group == case.child.year_group(TODAY) == 6
        assert case.current_review.kind == "next_phase"
        assert case.deadlines.open().get(key="amend_before_the_next_phase").due == date(2027, 2, 14)

    def test_nobody_else_of_the_cast_leaves_a_school_by_chance(self):
        leaving = Event.objects.filter(act="expect_next_phase").exclude(case__child__name__in=EXAMPLES)
        assert set(leaving.values_list("case__child__name", flat=True)) == {"Zara Malik"}

    def test_disagreements_stand_at_every_step(self):
        states = set(apps.get_model("ehcp", "Dispute").objects.values_list("state", flat=True))
        assert {"arranged", "appealed", "to_comply"} <= states
        assert "O2a" in self.owed_in(self.the_case_of("Jonas Whitby"))

    def test_somebody_is_being_assessed_again(self):
        case = self.the_case_of("Ines Carvalho")
        assert (case.state, case.assessment_round) == ("reassessing", 2)
        assert case.plan_is_in_force
        assert set(case.advice_of_this_round.values_list("state", flat=True)) == {"asked", "given"}

    def test_an_exception_excuses_a_day_that_has_passed(self):
        case = self.the_case_of("Sofia Lindgren")
        assert case.departures.filter(kind="exception").count() == 2
        final = case.deadlines.open().get(key="issue_the_final_plan")
        assert final.is_past() and not final.is_late()

    def test_the_rights_of_a_young_person_are_passing(self):
        case = self.the_case_of("Kieran Walsh")
        assert case.deadlines.open().get(key="act_as_the_parent").due == date(2027, 6, 25)
        in_person = case.child.family.get(is_the_child=True)
        assert not in_person.may_act(TODAY)
        assert in_person.may_act(date(2027, 6, 26))

    def test_practice_begins_today(self):
        assert PracticeClock.the_one().today == TODAY


@pytest.mark.parametrize("day", [date(2026, 12, 29), date(2027, 4, 6), date(2027, 9, 1), date(2028, 2, 29)])
def test_on_whatever_day_it_is_built_every_file_is_sound(day):
    for file in council.files(day, day - council.REMEMBERED):
        assert list(faults(file)) == [], file["child"]["name"]


@pytest.mark.django_db
def test_the_next_phase_can_be_walked_to_the_amended_plan():
    """Zara's story as it stands when the year has gone on: the plan names the next school before 15 February."""
    number = 1 + [spec.name for spec in children.NORTHMOOR].index("Zara Malik")
    later = date(2027, 2, 20)
    file = story(SPECS["Zara Malik"], council.NORTHMOOR, number, later, later)
    told = council.Told(Player(file), file["story"])
    with nobody_hears(), clock.at(later):
        Organisation.objects.create(name="Eastfield High School", kind="school", last_year_group=11)
        told.play_until(later)
    case = Case.objects.get()
    amended = case.final_version
    assert case.state == "maintained"
    assert (amended.next_setting.name, amended.next_from) == ("Eastfield High School", date(2027, 9, 1))
    named = case.deadlines.get(key="amend_before_the_next_phase")
    assert (named.ended_how, named.ended_on) == ("met", date(2027, 2, 5))


@pytest.mark.parametrize("day", [date(2026, 9, 3), date(2026, 11, 24), date(2027, 2, 26), date(2027, 8, 30)])
def test_nobody_is_in_a_last_year_by_chance_on_any_day(day):
    for first, place, specs in council.STORIES:
        for number, spec in enumerate(specs, start=first):
            file = story(spec, place, number, day, day - council.REMEMBERED)
            last = file["organisations"][spec.setting].get("last_year_group")
            year = year_group(date.fromisoformat(file["child"]["born"]), day)
            assert (year == last) is bool(spec.next_setting), spec.name


def test_an_example_is_moved_by_whole_years_to_where_its_plan_is_in_force():
    amira = next(
        f for f in council.files(date(2029, 3, 1), date(2029, 3, 1)) if f["child"]["name"].startswith("Amira")
    )
    issued = next(step["on"] for step in amira["story"] if step["do"] == "issue_final_plan")
    assert issued == "2028-07-04"
    assert any(
        "By July 2029" in step for s in amira["story"] for o in s.get("outcomes", []) for step in o["steps"]
    )
