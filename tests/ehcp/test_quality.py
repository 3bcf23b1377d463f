"""The golden thread: what a plan still lacks, said so that its writer knows what to do."""

from __future__ import annotations

from datetime import date

import pytest

from ehcp.models import Case, Child, Organisation
from ehcp.quality import check_plan, check_row
from tests import people
from workflows import clock

JULY = date(2028, 7, 21)


@pytest.fixture
def draft(db):
    council = Organisation.objects.create(name="Northmoor Council", kind="authority")
    child = Child.objects.create(name="Ada Low", born=date(2020, 1, 1))
    case = Case.objects.create(
        child=child,
        authority=council,
        reference="NM-2026-0099",
        requested_by="parent",
        law_pack="england_2014",
    )
    return case.plans.create(number=1)


@pytest.fixture
def need(draft):
    return draft.needs.create(section="B", category="SLCN", words="Ada does not yet hear the ends of words.")


@pytest.fixture
def outcome(draft, need):
    row = draft.outcomes.create(words="Ada will read a page to her brother.", by_when=JULY)
    row.needs.add(need)
    return row


@pytest.fixture
def line(draft, need, outcome):
    row = draft.provision.create(
        section="F",
        what="Individual phonics teaching.",
        minutes=20,
        sessions=5,
        every="week",
        weeks_a_year=38,
        group_size=1,
        delivered_by="Teaching assistant",
        qualification="Level 3",
    )
    row.needs.add(need)
    row.outcomes.add(outcome)
    return row


def rules_broken(row) -> dict[str, bool]:
    """The names of the rules, each with whether it is the law that asks."""
    row.save()
    with clock.at(people.FINAL):
        return {finding.rule: finding.legal for finding in check_row(type(row).objects.get(pk=row.pk))}


def words_of(row) -> str:
    return " ".join(finding.words for finding in check_row(row))


def test_a_plan_whose_thread_holds_has_nothing_to_mend(draft, need, outcome, line):
    with clock.at(people.FINAL):
        assert check_plan(draft) == []


def test_the_plan_is_read_in_order_and_with_few_questions(draft, line, django_assert_max_num_queries):
    draft.provision.create(section="G", what="Hearing test.")
    draft.needs.create(section="C", words="Ada has glue ear.")
    with django_assert_max_num_queries(9), clock.at(people.FINAL):
        found = check_plan(draft)
    assert list(dict.fromkeys(finding.row.section for finding in found)) == ["C", "G"]


def test_a_need_in_b_must_have_provision_in_f(need):
    assert rules_broken(need) == {"need_without_provision": True, "need_without_outcome": False}


def test_provision_in_g_does_not_meet_a_need_in_b(need, outcome, line):
    line.section = "G"
    line.save()
    assert rules_broken(need) == {"need_without_provision": True}


@pytest.mark.parametrize(("section", "meets"), [("C", "G"), ("D", "H1"), ("D", "H2")])
def test_a_need_of_health_or_social_care_should_be_met_in_its_own_section(
    need, outcome, line, section, meets
):
    need.section = section
    assert rules_broken(need) == {"need_without_provision": False}
    line.section = meets
    line.save()
    assert rules_broken(need) == {}


def test_a_need_in_b_should_have_its_type_and_no_other(need, outcome, line):
    need.category = ""
    assert rules_broken(need) == {"need_without_category": False}
    need.section = "C"
    assert "need_without_category" not in rules_broken(need)


def test_an_outcome_should_say_by_when(outcome, line):
    outcome.by_when = None
    assert rules_broken(outcome) == {"outcome_without_date": False}


def test_an_outcome_whose_day_has_passed_is_pointed_out(outcome, line):
    outcome.by_when = people.FINAL
    assert rules_broken(outcome) == {}
    outcome.by_when = date(2026, 7, 21)
    assert rules_broken(outcome) == {"outcome_that_has_passed": False}
    with clock.at(people.FINAL):
        assert "Tuesday 21 July 2026" in words_of(outcome)


def test_an_outcome_on_its_own_hangs_in_the_air(draft):
    outcome = draft.outcomes.create(words="Ada will read a page.", by_when=JULY)
    assert rules_broken(outcome) == {"outcome_without_need": False, "outcome_without_provision": False}


@pytest.mark.parametrize(
    "words",
    [
        "Ada will receive weekly therapy.",
        "Ada will have access to a quiet room.",
        "Ada will be supported by an adult in every lesson.",
        "Ada will attend language groups.",
    ],
)
def test_an_outcome_that_says_what_is_given_is_provision(outcome, line, words):
    outcome.words = words
    assert rules_broken(outcome) == {"outcome_that_is_provision": False}


@pytest.mark.parametrize(
    "words",
    ["Ada will have a friend.", "Ada will attend school each day.", "Ada will give a talk to her class."],
)
def test_an_outcome_that_says_what_becomes_possible_is_one(outcome, line, words):
    outcome.words = words
    assert rules_broken(outcome) == {}


def test_provision_on_its_own_hangs_in_the_air(line):
    line.needs.clear()
    line.outcomes.clear()
    assert rules_broken(line) == {"provision_without_need": False, "provision_without_outcome": False}


def test_section_f_must_say_how_much_and_by_whom_and_should_say_with_which_skill(line):
    line.minutes = line.sessions = line.weeks_a_year = line.group_size = None
    line.every = line.delivered_by = line.qualification = ""
    assert rules_broken(line) == {
        "provision_without_amount": True,
        "provision_by_nobody": True,
        "provision_without_skill": False,
    }
    line.section = "G"
    assert rules_broken(line)["provision_without_amount"] is False


@pytest.mark.parametrize(
    "words",
    ["as required", "Access to", "opportunities for", "up to", "regular", "regularly", "as and when needed"],
)
def test_vague_words_without_a_quantity_cannot_be_enforced(line, words):
    line.what = f"Phonics teaching, {words} small groups."
    assert rules_broken(line) == {}
    line.sessions = None
    assert rules_broken(line) == {"provision_in_vague_words": True}
    assert f"“{words}”" in words_of(line)


def test_an_amount_in_vague_words_is_none_whatever_the_figures_say(line):
    line.amount_note = "Blocks as required"
    assert rules_broken(line) == {"provision_in_vague_words": True}
    line.amount_note = "Up to 3 hours a week"
    assert rules_broken(line) == {"provision_in_vague_words": True}
    line.amount_note = "In every lesson; 30 minutes a day to bring pictures up to date"
    assert rules_broken(line) == {}


@pytest.mark.parametrize("section", ["G", "H1", "H2"])
@pytest.mark.parametrize(
    "what",
    [
        "Teaching Ada to use her hearing aids.",
        "A worker who trains her to travel.",
        "Speech and language therapy.",
    ],
)
def test_what_educates_or_trains_belongs_in_section_f(need, line, section, what):
    line.section, line.what = section, what
    assert rules_broken(line) == {"education_outside_section_f": False}
    line.section = "F"
    assert rules_broken(line) == {}


def test_a_hearing_test_does_not_educate(line):
    line.section, line.what = "G", "Hearing test by a learning disability nurse, with the result to school."
    assert rules_broken(line) == {}


def test_jargon_is_put_into_plain_words(need, outcome, line):
    need.words = "Receptive language is delayed."
    assert rules_broken(need) == {"jargon": False}
    assert (
        words_of(need)
        == "Not everybody knows “Receptive language”. Plainer: “understanding of spoken language”."
    )
    line.delivered_by = "TA"
    assert "“teaching assistant”" in words_of(line)


@pytest.mark.parametrize("words", ["Ada ate it at once.", "Ota salted the step.", "We asked them."])
def test_words_that_only_look_like_jargon_are_let_be(need, outcome, line, words):
    need.words = words
    assert rules_broken(need) == {}


def test_advice_can_be_checked_before_it_is_given(cast):
    case = people.at_stage(cast, "advice_given")
    education = case.advice.get(kind="education")
    assert [finding.rule for finding in check_row(education.needs.get())] == [
        "need_without_provision",
        "need_without_outcome",
    ]
