"""Whether a day can still be kept: reckoned from what must still happen, with the time the law itself gives."""

from datetime import date, timedelta

import pytest

from tests import people
from workflows import clock, delay
from workflows.delay import What
from workflows.law import pack
from workflows.lives.advice import AdviceKind

# Asked for on 1 September 2026: the decision by 22 December, the plan by 19 January. Advice is due on 16 November.
DECISION, PLAN, ADVICE = date(2026, 12, 22), date(2027, 1, 19), date(2026, 11, 16)


def seen_on(case, day):
    """What is foreseen on a day: of each duty that cannot be kept, the day that can be reached."""
    with clock.at(day):
        case.refresh_from_db()
        running = list(case.deadlines.open())
        return {found.deadline.law.ref: found.expected_on for found in delay.foreseen(running, running, day)}


def outlook(case, ref, day):
    with clock.at(day):
        case.refresh_from_db()
        return delay.outlook_of(case.deadlines.open().get(key=case_row(case, ref).key), day)


def case_row(case, ref):
    return pack(case.law_pack).row(ref)


def test_in_a_case_that_keeps_its_days_nothing_is_foreseen(cast):
    for stage, day in (
        ("requested", people.REQUEST),
        ("advice_asked", people.AGREED),
        ("plan_decided", people.PLAN_DECIDED),
        ("draft_served", people.DRAFT_SERVED),
    ):
        case = people.requested(cast) if stage == "requested" else people.at_stage(cast, stage)
        assert (stage, seen_on(case, day)) == (stage, {})


def test_a_request_not_decided_is_given_the_weeks_of_advice_and_the_days_of_the_family(cast):
    case = people.requested(cast)
    assert seen_on(case, date(2026, 11, 10)) == {}
    # 6 weeks from 11 November are 23 December, a day after the last; the plan then has to wait 15 days.
    assert seen_on(case, date(2026, 11, 11)) == {"C1": date(2026, 12, 23)}
    found = outlook(case, "C7", date(2026, 11, 25))
    assert [(step.what, step.until) for step in found.steps] == [
        (What.DECIDE, date(2026, 11, 25)),
        (What.ASK, date(2027, 1, 6)),
        (What.DRAFT, date(2027, 1, 6)),
        (What.ANSWER, date(2027, 1, 20)),  # 6 January is the first of the 15 days
    ]
    assert found.expected_on == date(2027, 1, 21)


def test_advice_that_is_out_has_until_its_day_and_once_that_has_passed_until_tomorrow(cast):
    case = people.at_stage(cast, "advice_asked")
    assert seen_on(case, ADVICE) == {}
    assert seen_on(case, date(2026, 12, 21)) == {}
    # On the last day itself it is not here: it can be here tomorrow.
    assert seen_on(case, DECISION) == {"C1": date(2026, 12, 23)}


def test_the_plan_waits_for_the_familys_days_after_the_draft(cast):
    case = people.at_stage(cast, "advice_asked")
    assert "C7" not in seen_on(case, date(2026, 12, 31))  # then 4 January, and 15 days until the 18th
    assert seen_on(case, date(2027, 1, 4)) == {"C7": date(2027, 1, 20)}


def test_a_draft_served_late_leaves_the_family_its_days(cast):
    case = people.at_stage(cast, "section_g_agreed")
    assert seen_on(case, date(2027, 1, 4)) == {}
    assert seen_on(case, date(2027, 1, 5)) == {"C7": date(2027, 1, 20)}
    day = date(2027, 1, 7)
    with clock.at(day):
        case.serve_draft(by=cast.caseworker, on=day, sent_on=day)
    found = outlook(case, "C7", day)
    assert [(step.what, step.until, step.due) for step in found.steps] == [
        (What.ANSWER, date(2027, 1, 21), date(2027, 1, 21))
    ]
    assert found.is_late and found.expected_on == date(2027, 1, 22)


def test_a_setting_that_was_asked_has_its_days_and_is_not_waited_for_after_them(cast):
    case = people.at_stage(cast, "commented")
    day = date(2027, 1, 8)
    with clock.at(day):
        case.consult_setting(by=cast.caseworker, setting=cast.school, sent_on=day)
    assert seen_on(case, day) == {"C7": date(2027, 1, 25)}  # 15 days are the 23rd, a Saturday
    assert seen_on(case, PLAN) == {"C7": date(2027, 1, 25)}


def test_the_day_an_officer_gave_counts_where_it_is_later_than_the_earliest(cast):
    case = people.at_stage(cast, "advice_asked")
    with clock.at(date(2026, 12, 23)):
        case.explain_delay(by=cast.caseworker, words="The report comes late.", expected_on=date(2027, 1, 15))
    found = outlook(case, "C7", date(2026, 12, 23))
    assert What.EXPECTED in [step.what for step in found.steps]
    assert found.expected_on == date(
        2027, 2, 1
    )  # 15 January and 15 days are the 29th, a Friday; then the weekend
    assert outlook(case, "C1", date(2026, 12, 23)).expected_on == date(2027, 1, 15)


@pytest.mark.parametrize("stage", ["advice_asked", "section_g_agreed", "draft_served", "commented"])
def test_what_is_not_looked_at_could_not_have_been_late(cast, stage):
    case = people.at_stage(cast, stage)
    advice = case.deadlines.open().filter(key="give_advice").order_by("-due").first()
    begins = {"advice_asked": people.AGREED, "section_g_agreed": people.PLAN_DECIDED}.get(
        stage, people.COMMENTED
    )
    for number in range((PLAN - begins).days + 1):
        day = begins + timedelta(days=number)
        at_most = delay.at_most(day, case.state, advice.due if advice else None, False, case.expected_on)
        for ref in {each.law.ref for each in case.deadlines.open() if each.key in delay.FORESEEN}:
            assert outlook(case, ref, day).expected_on <= at_most, (day, ref)


def test_what_was_foreseen_is_read_again_from_what_the_event_keeps(cast):
    case = people.at_stage(cast, "advice_asked")
    found = outlook(case, "C7", date(2027, 1, 4))
    assert tuple(map(delay.Step.from_fact, found.waiting)) == found.steps


def test_a_family_reads_every_step_and_no_name(cast):
    case = people.at_stage(cast, "advice_asked")
    told = delay.sentences(outlook(case, "C7", date(2027, 1, 4)).waiting, date(2027, 1, 4))
    assert (
        "We are still waiting for the advice of the educational psychology service. "
        "It was due on Monday 16 November 2026."
    ) in told
    assert told[-1] == (
        "You then have 15 days to answer it (SEND Regulations 2014, reg 13(1); Children and Families Act 2014, "
        "s38(4)): until Tuesday 19 January 2027 at the earliest, or sooner if you say that you have finished."
    )
    assert not any(
        str(organisation) in " ".join(told) for organisation in (cast.school, cast.psychology, cast.therapy)
    )


def test_every_kind_of_advice_and_every_step_has_its_words():
    assert set(delay.OF_WHOM) == set(AdviceKind.values)
    assert set(delay.SAID) == set(What)


@pytest.mark.parametrize("key", sorted(delay.FORESEEN))
def test_only_days_of_the_law_are_foreseen(key):
    row = pack("england_2014").row(key)
    assert row.within and not row.guidance and row.owner == "local_authority"
