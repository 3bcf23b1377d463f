"""A refusal taken to the Tribunal, a move to another council, and the next phase. The days are worked out by hand."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.journeys.conftest import CASES, last_line, the_day
from tests.journeys.test_every_verb import file_of

KIT = CASES / "kit-9-refusal-and-appeal.json"
NORA = CASES / "nora-7-moves-to-another-council.json"
SANA = CASES / "sana-10-next-phase.json"
OWED = "      "
REASON = "                 "

# Each journey is played once, for all its tests.
pytestmark = pytest.mark.xdist_group("the longer journeys")


@pytest.fixture(scope="module")
def kit(play, tmp_path_factory) -> tuple[str, bytes]:
    return _with_its_plan(play, tmp_path_factory, KIT)


@pytest.fixture(scope="module")
def nora(play, tmp_path_factory) -> tuple[str, bytes]:
    return _with_its_plan(play, tmp_path_factory, NORA)


@pytest.fixture(scope="module")
def sana(play, tmp_path_factory) -> tuple[str, bytes]:
    return _with_its_plan(play, tmp_path_factory, SANA)


def _with_its_plan(play, tmp_path_factory, path) -> tuple[str, bytes]:
    pdf = tmp_path_factory.mktemp("plans") / f"{path.stem}.pdf"
    return play(path, "--pdf", str(pdf)), pdf.read_bytes()


def owed(told: str, ref: str) -> list[str]:
    """What is said of one row of the law through the whole story: owed, moved, done."""
    said = [line for line in told.splitlines() if line.startswith(OWED) and line[len(OWED)] != " "]
    return [" ".join(line.split()) for line in said if f" {ref} " in line]


def told_of(told: str, refs: dict[str, tuple[str, str]]) -> None:
    """Of each row: by which day it was owed and by whom, and that it was done."""
    for ref, (day, who) in refs.items():
        first, *_, last = owed(told, ref)
        assert first.startswith(("owes now", "may now"))
        assert first.endswith(f": by {day} ({who})"), ref
        assert last.startswith(("done", "used")), ref


# Refused, mediated, appealed, ordered, done


def test_kits_plan_is_issued_within_the_fourteen_weeks_of_the_order_and_nothing_is_missed(kit):
    told, _ = kit
    # A3, A4 and P2; M5 and M6; O2a, O2b and O2c; four times B4; C4a
    assert last_line(told) == (
        "The final plan was issued on Thursday 10 December 2026, in week 14 after the Tribunal made its order "
        "(the law allows 14 weeks). Duties with a day: all 13 met in time."
    )


def test_a_refusal_ends_the_weeks_of_the_request_and_opens_the_way_to_the_tribunal(kit):
    told, _ = kit
    refused = the_day(told, "Friday 20 February 2026")
    assert (
        "      lifted     C7 Send the final plan to the family, the setting it names and the health commissioner"
        in refused
    )
    assert "      may now    P1 Appeal to the SEND Tribunal: by Mon 20 Apr 2026 (Kit's family)" in refused


def test_mediation_is_arranged_within_thirty_days_and_the_certificate_within_three_working_days(kit):
    told, _ = kit
    told_of(
        told,
        {
            "M5": ("Wed 8 Apr 2026", "Northmoor Council"),  # 22 days left in March, 8 in April
            # Wednesday, Thursday; Good Friday and Easter Monday are none; Tuesday
            "M6": ("Tue 7 Apr 2026", "the mediation adviser"),
        },
    )
    assert "  The mediation ended without agreement (Ruth Adeyemi)" in the_day(told, "Tuesday 31 March 2026")


def test_the_certificate_gives_a_later_day_to_appeal_and_the_appeal_needs_it(kit):
    told, _ = kit
    certified = the_day(told, "Thursday 2 April 2026")
    # One month is Saturday 2 May; Monday 4 May is a bank holiday.
    assert (
        "      moved      P1 Appeal to the SEND Tribunal: now by Tue 5 May 2026, before by Mon 20 Apr 2026"
        in certified
    )
    assert "      used       P1 Appeal to the SEND Tribunal" in the_day(told, "Friday 24 April 2026")


def test_the_authority_responds_within_thirty_working_days_of_the_tribunal(kit):
    told, _ = kit
    # From Tuesday 5 May, without 4 and 25 May: 18 to the end of May, 12 in June.
    told_of(told, {"P2": ("Tue 16 Jun 2026", "Northmoor Council")})


def test_the_order_is_carried_out_within_two_ten_and_fourteen_weeks(kit):
    told, _ = kit
    us = "Northmoor Council"
    told_of(
        told,
        {
            "O2a": ("Tue 22 Sep 2026", us),
            "O2b": ("Tue 17 Nov 2026", us),
            "O2c": ("Tue 15 Dec 2026", us),
        },
    )
    assert owed(told, "O2a")[-1] == (
        "done O2a Tell the family that the assessment begins: its day was Tue 22 Sep 2026"
    )
    # The refusal stays what it was, and the weeks of the request are not called back.
    assert [line.split()[0] for line in owed(told, "C7")] == ["owes", "lifted"]


def test_each_new_day_says_by_which_rule_it_was_found(kit):
    told, _ = kit
    day = the_day(told, "Friday 1 May 2026")
    reason = day[
        day.index("      owes now   P2 Respond to the appeal: by Tue 16 Jun 2026 (Northmoor Council)") + 1
    ]
    assert reason.startswith(f"{REASON}within 30 ")
    assert reason.endswith("rule 21)")


# From Northmoor to Southvale


def test_noras_plan_moves_with_her_and_nobody_is_late(nora):
    told, _ = nora
    assert last_line(told) == (
        "The final plan was issued on Monday 13 July 2026, in week 19 (the law allows 20 weeks). "
        "Duties with a day: all 22 met in time."
    )


def test_the_plan_is_transferred_within_the_fifteen_working_days_that_begin_with_knowing(nora):
    told, _ = nora
    told_of(
        told,
        {
            # 11 to 14 May are four, two whole weeks ten, 31 May is a bank holiday, 1 June is the fifteenth.
            "T1": ("Tue 1 Jun 2027", "Northmoor Council"),
            "T5": ("Tue 1 Jun 2027", "NHS Northmoor Integrated Care Board"),
        },
    )
    assert owed(told, "T5")[-1].endswith("its day was Tue 1 Jun 2027")


def test_the_new_authority_and_its_health_commissioner_owe_from_the_transfer_on(nora):
    told, _ = nora
    transferred = the_day(told, "Thursday 20 May 2027")
    assert "  The plan of another authority was taken over; it stays in force (this service)" in transferred
    told_of(
        told,
        {
            "T3": ("Thu 1 Jul 2027", "Southvale Council"),
            # Ten working days to 4 June without 31 May, five more in the week after
            "T7": ("Fri 11 Jun 2027", "NHS Southvale Integrated Care Board"),
        },
    )


def test_the_first_review_counts_from_the_transfer_where_that_ends_later(nora):
    told, _ = nora
    # The year from the plan would have ended on 12 July; the three months from the transfer end on 19 August.
    told_of(told, {"T4": ("Thu 19 Aug 2027", "Southvale Council")})
    assert any(line.strip().startswith("done       T4") for line in the_day(told, "Wednesday 28 July 2027"))
    assert [line.split()[0] for line in owed(told, "E5")] == ["owes", "lifted", "owes"]
    assert told.splitlines()[-2] == "  E5 Complete the review of the plan with a decision, by Thu 27 Jul 2028"


def test_after_the_move_the_story_goes_on_among_the_people_of_the_new_authority(nora):
    told, _ = nora
    after = told.split("\nThursday 20 May 2027\n")[1]
    assert "(Alan Greaves)" in after
    assert "(Helen Marsh)" not in after
    # Of the old place only the health commissioner acts, who still owed a word to the new one.
    assert [line for line in after.splitlines() if line.endswith("(Joan Whitaker)")] == [
        "  The new health commissioner was told that it is now responsible, as the family moves (Joan Whitaker)"
    ]


# To secondary school


def test_sanas_plan_names_her_next_school_in_time_and_nothing_is_missed(sana):
    told, _ = sana
    assert last_line(told) == (
        "The final plan was issued on Monday 12 January 2026, in week 17 (the law allows 20 weeks). "
        "Duties with a day: all 19 met in time."
    )
    # Before 15 February: 14 February 2027 is a Sunday, and stays the last day.
    told_of(told, {"E17": ("Sun 14 Feb 2027", "Northmoor Council")})
    assert any(line.strip().startswith("done       E17") for line in the_day(told, "Monday 7 December 2026"))


def test_a_move_ahead_is_noted_by_the_service(sana):
    told, _ = sana
    assert "  A move to the next phase of education was noted (this service)" in the_day(
        told, "Tuesday 1 September 2026"
    )


def test_the_review_before_the_next_phase_keeps_the_days_of_every_review(sana):
    told, _ = sana
    us, school = "Northmoor Council", "Oakfield Primary School"
    told_of(
        told,
        {
            "E7": ("Mon 21 Sep 2026", school),  # two whole weeks lie before Tuesday 6 October
            "E8": ("Mon 21 Sep 2026", school),
            "E9": ("Tue 6 Oct 2026", school),
            "E10": ("Tue 20 Oct 2026", school),
            "E11": ("Tue 3 Nov 2026", us),
            "E12": ("Tue 3 Nov 2026", us),
            "E13": ("Fri 13 Nov 2026", "Sana's family"),  # the fifteenth, 30 October being the first
            "E14": ("Fri 25 Dec 2026", us),
        },
    )


# All three


@pytest.mark.parametrize("journey", ["kit", "nora", "sana"])
def test_the_plan_at_the_end_is_written_as_pdf(journey, request):
    _, pdf = request.getfixturevalue(journey)
    assert pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("path", [KIT, NORA, SANA], ids=lambda path: path.stem)
def test_nobody_but_families_and_the_service_acts_on_a_weekend(path):
    content = json.loads(path.read_text())
    family = {name for name, person in content["people"].items() if person["role"] == "parent"}
    acted = [step for step in content["story"] if step.get("by") and step["by"] not in family]
    assert {date.fromisoformat(step["on"]).weekday() for step in acted} <= set(range(5))


@pytest.mark.slow
def test_in_full_the_account_says_line_by_line_why_each_day_is_that_day(play):
    told = play(KIT, "--why")
    certified = "\n".join(the_day(told, "Thursday 2 April 2026"))
    for line in (
        "The written notice of the decision was sent on Friday 20 February 2026.",
        "The later of the two days counts: Saturday 2 May 2026.",
        "The last day is the next working day, Tuesday 5 May 2026.",
    ):
        assert line in certified


# What else the account says


def test_an_excused_day_is_told_with_its_rule(play, tmp_path):
    said = play(_written(tmp_path, "excused and withdrawn"))
    day = the_day(said, "Tuesday 17 February 2026")
    excused = day.index(
        "      excused    A3 Decide whether to carry out an EHC needs assessment, and tell the family: its day, "
        "Mon 23 Feb 2026, may pass; the duty stays"
    )
    assert day[excused + 1].startswith(f"{REASON}within 6 weeks of the day")


def test_a_story_that_begins_with_a_plan_from_outside_says_where_it_came_from(play, tmp_path):
    said = play(_written(tmp_path, "comes from outside"), "--pdf", str(tmp_path / "plan.pdf"))
    assert last_line(said).startswith(
        "Farshire Council made the plan on Monday 4 March 2024; it was taken over on Thursday 20 May 2027. "
    )
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")


def _written(tmp_path, name: str):
    path = tmp_path / "story.json"
    path.write_text(json.dumps(file_of(name)))
    return path
