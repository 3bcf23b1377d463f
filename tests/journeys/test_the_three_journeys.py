"""The files in examples/cases, from the request to their last step."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.journeys.conftest import CASES, last_line, the_day

# Each journey is played once, for all its tests.
pytestmark = pytest.mark.xdist_group("the three journeys")


@pytest.fixture(scope="module")
def amira(play) -> str:
    return play(CASES / "amira-5-speech-and-language.json")


@pytest.fixture(scope="module")
def dylan(play) -> str:
    return play(CASES / "dylan-13-autism-mental-health.json")


@pytest.fixture(scope="module")
def chloe(play) -> str:
    return play(CASES / "chloe-19-college-direct-payment.json")


def test_amiras_plan_is_issued_a_week_early_and_nothing_is_missed(amira):
    assert last_line(amira) == (
        "The final plan was issued on Tuesday 7 July 2026, in week 19 (the law allows 20 weeks). "
        "Duties with a day: all 16 met in time."
    )


def test_dylans_plan_is_two_weeks_late_after_a_health_report_four_weeks_late(dylan):
    assert last_line(dylan) == (
        "The final plan was issued on Monday 22 June 2026, in week 22 (the law allows 20 weeks). "
        "Duties with a day: 17 of 19 met in time; missed: B4 Health (medical): give advice 28 days late; "
        "C7 Send the final plan to the family, the setting it names and the health commissioner 14 days late."
    )


def test_chloes_direct_payment_is_reviewed_in_time(chloe):
    assert last_line(chloe) == (
        "The final plan was issued on Tuesday 17 March 2026, in week 19 (the law allows 20 weeks). "
        "Duties with a day: all 20 met in time."
    )
    assert (
        "      done       D7 Review the direct payment for the first time: its day was Mon 13 Jul 2026"
        in chloe
    )


def test_every_day_says_who_did_what_and_what_is_owed_from_then_on(amira):
    assert the_day(amira, "Thursday 11 June 2026")[:4] == [
        "  A setting was consulted (Ruth Adeyemi)",
        "      done       C4 Send the draft to the setting the family asked for, and to the authority that maintains "
        "it, and consult them",
        "    . Send the consultation: consultation with Millbrook Primary School",
        "      owes now   C4a Answer the consultation: by Fri 26 Jun 2026 (Millbrook Primary School)",
    ]


def test_what_is_done_late_says_by_how_much(dylan):
    assert (
        "      DONE LATE  B4 Health (medical): give advice: its day was Thu 9 Apr 2026, 28 days before"
        in the_day(dylan, "Thursday 7 May 2026")
    )


def test_dylans_family_is_told_why_it_takes_longer(dylan):
    for day in ("Tuesday 14 April 2026", "Wednesday 10 June 2026"):
        assert "  The delay was explained to the family (Marcus Webb)" in the_day(dylan, day)


def test_what_is_still_owed_when_the_story_ends_is_listed(amira):
    assert amira.splitlines()[-3:-1] == [
        "Still to do when the story ends:",
        "  E5 Complete the review of the plan with a decision, by Tue 23 May 2028",
    ]


def test_everybody_is_told_what_happened_and_reminded_of_what_is_due(dylan):
    assert (
        "    > Helen Marsh, on the page and by e-mail: NM-2026-0001: 8 days late: Give the advice"
        in the_day(dylan, "Friday 17 April 2026")
    )
    assert "  A day that the law sets passed without the step being done (this service)" in the_day(
        dylan, "Tuesday 9 June 2026"
    )


@pytest.mark.slow
def test_a_journey_leaves_nothing_behind(tmp_path):
    """No database, no letter, no message to a worker: it may be played where real plans are kept."""
    played = subprocess.run(
        [sys.executable, "manage.py", "journey", CASES / "amira-5-speech-and-language.json"],
        env={"PATH": os.environ["PATH"], "DOTENV": os.devnull, "VAR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert played.returncode == 0, played.stderr
    assert played.stderr == ""
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_plan_in_force_at_the_end_is_written_as_pdf(play, tmp_path):
    play(CASES / "chloe-19-college-direct-payment.json", "--pdf", str(tmp_path / "plan.pdf"))
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")
