"""The marks of the two pictures: every day is that of its row."""

from datetime import date
from types import SimpleNamespace

import pytest

from workflows.clock import weeks
from workflows.law import CURRENT, pack
from workflows.law.picture import ROUND_A_REVIEW, THE_WAY_TO_A_PLAN, Ending, apart, distance, drawn
from workflows.law.terms import Agency, Duty, Moment, Right

LAW = pack(CURRENT)
REQUEST = date(2026, 9, 1)
MEETING = date(2027, 11, 15)


@pytest.fixture
def plan():
    return drawn(THE_WAY_TO_A_PLAN, LAW, {Moment.REQUEST_RECEIVED: REQUEST})


@pytest.fixture
def review():
    return drawn(ROUND_A_REVIEW, LAW, {Moment.MEETING_HELD: MEETING})


def days(picture):
    return {mark.row.ref: mark.day for mark in picture.marks}


def test_the_way_to_a_plan_has_its_long_stops_in_order(plan):
    assert days(plan) == {
        "A3": date(2026, 10, 13),
        "B4": date(2026, 11, 24),
        "C2": date(2026, 12, 8),
        "C3": date(2026, 12, 22),
        "C1": date(2026, 12, 22),
        "C7": date(2027, 1, 19),
    }
    assert (plan.first, plan.last) == (REQUEST, date(2027, 1, 19))


def test_the_review_begins_before_the_meeting_and_ends_with_the_amended_plan(review):
    assert days(review) == {
        "E7": date(2027, 10, 31),
        "E8": date(2027, 10, 31),
        "E9": MEETING,
        "E10": date(2027, 11, 29),
        "E11": date(2027, 12, 13),
        "E12": date(2027, 12, 13),
        "E13": date(2027, 12, 27),
        "E14": date(2028, 2, 7),
    }
    assert (review.first, review.last) == (date(2027, 10, 31), date(2028, 2, 7))


def test_every_mark_stands_on_the_day_that_its_row_reckons(plan, review):
    for mark in (*plan.marks, *review.marks):
        found = mark.row.due(
            {mark.since: mark.counted_from, **dict.fromkeys(mark.row.starts, mark.counted_from)}
        )
        assert mark.day == (found.due or found.aim)


def test_a_right_closes_and_what_the_law_gives_no_day_for_is_only_our_aim(plan, review):
    for mark in (*plan.marks, *review.marks):
        expected = Ending.CLOSES if isinstance(mark.row, Right) else Ending.LAST_DAY
        assert mark.ending == (expected if mark.row.within is not None else Ending.AIM)


def test_a_picture_says_which_moment_it_is_told_from_and_a_mark_how_far_it_lies_from_it(plan, review):
    assert (plan.zero, plan.day) == (Moment.REQUEST_RECEIVED, REQUEST)
    assert (review.zero, review.day) == (Moment.MEETING_HELD, MEETING)
    assert {mark.row.ref: mark.distance for mark in plan.marks} == {
        "A3": "6 weeks after",
        "B4": "12 weeks after",
        "C2": "14 weeks after",
        "C3": "16 weeks after",
        "C1": "16 weeks after",
        "C7": "20 weeks after",
    }
    assert review.marks[0].distance == "15 days before"


def test_a_mark_says_what_it_was_counted_from(plan):
    assert {mark.row.ref: (mark.since, mark.counted_from) for mark in plan.marks} == {
        "A3": (Moment.REQUEST_RECEIVED, REQUEST),
        "B4": (Moment.ADVICE_REQUESTED, date(2026, 10, 13)),
        "C2": (Moment.REQUEST_RECEIVED, REQUEST),  # our own aim, which counts from the request
        "C3": (Moment.DRAFT_SERVED, date(2026, 12, 8)),
        "C1": (Moment.REQUEST_RECEIVED, REQUEST),
        "C7": (Moment.REQUEST_RECEIVED, REQUEST),
    }


def test_a_bar_begins_where_its_row_is_counted_from(plan, review):
    bars = {mark.row.ref: (mark.first, mark.last) for mark in (*plan.marks, *review.marks)}
    assert bars["C1"] == (REQUEST, date(2026, 12, 22))
    assert bars["B4"] == (date(2026, 10, 13), date(2026, 11, 24))
    assert bars["E7"] == (date(2027, 10, 31), MEETING)


def test_what_is_known_of_a_case_takes_the_place_of_what_was_taken_to_happen(plan):
    known = {Moment.REQUEST_RECEIVED: REQUEST, Moment.DRAFT_SERVED: date(2026, 11, 30)}
    assert days(drawn(THE_WAY_TO_A_PLAN, LAW, known))["C3"] == date(2026, 12, 14)


def test_another_law_is_drawn_with_the_rows_it_has(review):
    shorter = SimpleNamespace(rows=[row for row in LAW.rows if row.key != "send_the_amendment_notice"])
    drawing = drawn(ROUND_A_REVIEW, shorter, {Moment.MEETING_HELD: MEETING})
    assert list(days(drawing)) == ["E7", "E8", "E9", "E10", "E11"]
    nothing = drawn(ROUND_A_REVIEW, SimpleNamespace(rows=[]), {Moment.MEETING_HELD: MEETING})
    assert (nothing.marks, nothing.first, nothing.last) == ((), MEETING, MEETING)


def test_a_row_with_a_last_day_is_drawn_on_it_even_if_we_aim_at_another_day():
    both = Duty(
        ref="X1",
        task="Hold it",
        law="An Act",
        owner=Agency.LOCAL_AUTHORITY,
        since=Moment.MEETING_HELD,
        within=weeks(3),
        aim=weeks(1),
        aim_since=Moment.MEETING_FIXED,
    )
    object.__setattr__(both, "key", "hold_the_review_meeting")
    (mark,) = drawn(ROUND_A_REVIEW, SimpleNamespace(rows=[both]), {Moment.MEETING_HELD: MEETING}).marks
    assert (mark.day, mark.since, mark.ending) == (date(2027, 12, 6), Moment.MEETING_HELD, Ending.LAST_DAY)


def test_the_lines_of_the_grid_are_the_whole_weeks_there_are(plan, review):
    assert [number for number, _ in plan.whole_weeks] == [0, 6, 12, 14, 16, 20]
    assert [number for number, _ in review.whole_weeks] == [0, 2, 4, 6, 12]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (REQUEST, "that day"),
        (date(2026, 9, 2), "1 day after"),
        (date(2026, 9, 8), "1 week after"),
        (date(2026, 10, 13), "6 weeks after"),
        (date(2026, 8, 17), "15 days before"),
        (date(2026, 8, 18), "2 weeks before"),
    ],
)
def test_a_distance_is_told_in_weeks_where_they_are_whole(day, words):
    assert distance(REQUEST, day) == words
    assert words == "that day" or apart(day, REQUEST) == words.rpartition(" ")[0]
