"""What may become of a request for advice besides an answer."""

import pytest

from tests import people
from workflows.acts import NotNow, NotYours
from workflows.law import england_2014 as law


@pytest.fixture
def case(cast):
    with people.on_the_day_of(cast, "advice_asked") as case:
        yield case


def owed(advice):
    return advice.case.deadlines.of(advice).get(key=law.GIVE_ADVICE.key)


def test_not_known_to_this_service_opens_a_decision_and_ends_nothing(case, cast):
    advice = case.advice.get(kind="social_care")
    advice.say_not_known(by=cast.social_worker, words="No record here.")
    assert owed(advice).is_open
    assert "social care" in case.advice_not_in()
    advice.ask_again(by=cast.caseworker, reasons="Please find out.")
    assert (advice.state, advice.question) == ("asked", "Please find out.")


def test_nothing_to_add_is_accepted_by_somebody_who_may_decide(case, cast):
    advice = case.advice.get(kind="social_care")
    advice.say_not_known(by=cast.social_worker, words="No record here.")
    with pytest.raises(NotYours):
        advice.accept_not_known(by=cast.caseworker, reasons="Checked.")
    advice.accept_not_known(by=cast.manager, reasons="Checked section 17; no sign of need.")
    assert not owed(advice).is_open


def test_earlier_advice_counts_only_if_author_authority_and_family_agree(case, cast):
    advice = case.advice.get(kind="psychological")
    advice.propose_earlier_advice(by=cast.caseworker, earlier="Dr Raman's report of May 2026")
    with pytest.raises(NotNow, match="Its author and the family must also say"):
        advice.use_earlier_advice(by=cast.caseworker)
    advice.say_it_is_enough_as_author(by=cast.psychologist)
    with pytest.raises(NotNow, match="The family must also say"):
        advice.use_earlier_advice(by=cast.caseworker)
    advice.say_it_is_enough_as_family(by=cast.mother)
    advice.use_earlier_advice(by=cast.caseworker)
    assert advice.state == "accepted"
    assert not owed(advice).is_open


def test_one_who_is_not_satisfied_is_enough_to_ask_anew(case, cast):
    advice = case.advice.get(kind="psychological")
    advice.propose_earlier_advice(by=cast.caseworker, earlier="A report of 2022")
    advice.say_it_is_not_enough(by=cast.mother, reasons="She has changed since.")
    assert advice.state == "asked"
    assert owed(advice).is_open


def test_an_empty_advice_is_not_sent(case, cast):
    with pytest.raises(NotNow, match="Nothing is written yet"):
        case.advice.get(kind="psychological").give_advice(by=cast.psychologist)


def test_a_colleague_of_the_same_service_may_answer_and_another_service_may_not(case, cast):
    advice = case.advice.get(kind="psychological")
    advice.summary = "Seen on 3 October."
    advice.save()
    with pytest.raises(NotYours, match="Educational Psychology"):
        advice.give_advice(by=cast.therapist)


def test_views_are_the_familys_and_advice_is_not(case, cast):
    views = case.advice.get(kind="parent_or_young_person")
    with pytest.raises(NotNow, match="Nothing is written"):
        views.give_views(by=cast.mother)
    with pytest.raises(NotNow, match="the family's own place"):
        views.say_not_known(by=cast.mother, words="?")


def test_from_year_nine_advice_on_adulthood_is_required(case, cast):
    assert "adulthood" not in case.advice_required(people.AGREED)
    cast.child.born = cast.child.born.replace(year=2011)
    cast.child.save()
    assert "adulthood" in type(case).objects.get(pk=case.pk).advice_required(people.AGREED)


def test_where_sight_or_hearing_is_impaired_a_qualified_teacher_is_asked(case, cast):
    cast.child.hearing_impaired = True
    cast.child.save()
    assert "qualified_teacher" in type(case).objects.get(pk=case.pk).advice_required(people.AGREED)
