"""The fictional council: every state of a case is in it, and nothing that could not have happened."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.test import TestCase

from ehcp.casefile.reading import faults
from ehcp.models import Case, Child, FamilyMember, Membership, Organisation, User
from ehcp.practice import children, council, days
from ehcp.practice.models import PracticeClock
from tests.ehcp.practice.conftest import TODAY
from workflows import clock
from workflows.models import Deadline, Event

SPECS = {spec.name: spec for spec in (*children.NORTHMOOR, *children.SOUTHVALE)}
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
        assert notices.filter(state="waiting").count() == 0
        shown = notices.filter(state="sent", channel="in_app")
        assert shown.count() > 100
        assert min(notice.sent_at.date() for notice in shown) > TODAY - timedelta(days=8)

    def test_everybody_has_a_first_page(self):
        for user in User.objects.all():
            self.client.force_login(user)
            page = self.client.get("/", follow=True)
            assert page.status_code == 200, user

    def test_practice_begins_today(self):
        assert PracticeClock.the_one().today == TODAY


@pytest.mark.parametrize("day", [date(2026, 12, 29), date(2027, 4, 6), date(2027, 9, 1), date(2028, 2, 29)])
def test_on_whatever_day_it_is_built_every_file_is_sound(day):
    for file in council.files(day, day - council.REMEMBERED):
        assert list(faults(file)) == [], file["child"]["name"]


def test_an_example_is_moved_by_whole_years_to_where_its_plan_is_in_force():
    amira = next(
        f for f in council.files(date(2029, 3, 1), date(2029, 3, 1)) if f["child"]["name"].startswith("Amira")
    )
    issued = next(step["on"] for step in amira["story"] if step["do"] == "issue_final_plan")
    assert issued == "2028-07-04"
    assert any(
        "By July 2029" in step for s in amira["story"] for o in s.get("outcomes", []) for step in o["steps"]
    )
