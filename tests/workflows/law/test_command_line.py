"""`python -m workflows.law`, as somebody types it."""

import json
import os
import subprocess
import sys

import pytest

from workflows.law import CURRENT, as_json, pack
from workflows.law.__main__ import main
from workflows.law.terms import Right


@pytest.fixture
def run(capsys):
    def typed(line=""):
        code = main(line.split())
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return typed


def test_it_runs_without_django_and_its_settings():
    code = "import sys; from workflows.law.__main__ import main; main([]); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={})
    assert done.stdout.splitlines()[-1] == "False"


def test_it_is_a_command():
    done = subprocess.run(
        [sys.executable, "-m", "workflows.law", "due", "C7", "2026-09-01"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "2027-01-19\nThe request for an assessment was received on Tuesday 1 September 2026.\n"
    )


def test_a_row_and_a_day_give_the_last_day_and_then_the_reason(run):
    code, out, err = run("due A3 2026-09-01")
    row = pack(CURRENT).row("A3")
    assert (code, out[0], err) == (0, "2026-10-13", [])
    assert out[1] == "The request for an assessment was received on Tuesday 1 September 2026."
    assert out[-2:] == [f"For the family: {row.right}", f"Note: {row.note}"]


def test_several_moments_are_given_by_name(run):
    code, out, _ = run("due P1 appealable_decision_sent=2026-10-01 mediation_certificate_dated=2026-11-20")
    assert (code, out[0]) == (0, "2026-12-21")


def test_a_row_is_found_by_its_name_too(run):
    assert run("due issue_the_final_plan 2026-09-01") == run("due c7 request_received=2026-09-01")


def test_a_day_without_its_name_counts_from_the_moment_that_starts_the_row(run):
    assert run("due P1 2026-10-01") == run("due P1 appealable_decision_sent=2026-10-01")
    assert run("due T1 2027-06-01") == run("due T1 move=2027-06-01")


def test_no_last_day_is_said_in_words(run):
    assert run("due C2 2026-11-20")[1][0] == "as soon as practicable"
    assert run("due E1 final_plan_sent=2027-01-19")[1][0] == "at once"
    assert run("due A5")[1][0] == "always"
    assert run("due D2 2026-11-20")[1][0] == "no last day"


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("due E17 2026-09-03", "2026-02-14"),  # before a day that the law names
        ("due E19 2028-07-31", "2028-02-28"),  # at least five months before
        ("due E9 2027-05-04", "2027-05-04"),  # on the day itself
        ("due E5 plan_reviewed=2027-03-01 final_plan_sent=2026-05-04", "2028-02-29"),  # the later starts it
        ("due T1 move=2027-01-01 move_known=2026-12-21", "2027-01-13"),  # the later of two limits
        ("due T6 2026-12-17", "2027-01-12"),  # working days
        ("due P2 2026-12-14", "2027-02-02"),  # the Tribunal's working days
        ("due M8 2027-03-02", "within the time that an order of the same kind has (O1 to O7)"),
        ("due O1 2027-03-02", "immediately"),
        ("due LGO", "always"),
    ],
)
def test_every_way_of_counting_can_be_asked_for(run, line, last):
    code, out, err = run(line)
    assert (code, out[0], err) == (0, last, [])


def test_a_birthday_before_this_law_began_is_counted_from_and_chooses_no_law(run):
    assert run("due YP 1999-02-11")[1][0] == "2015-06-26"
    assert run("due YP born=2010-02-11")[1][0] == "2026-06-26"


def test_our_own_day_can_be_asked_for_with_the_moment_it_counts_from(run):
    _, out, _ = run("due C2 plan_needed=2026-11-20 request_received=2026-09-01")
    assert any(line.startswith("Our own aim is Tuesday 8 December 2026") for line in out)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("due X9 2026-09-01", "There is no row “X9” in england_2014. There are: A1, A2, A3, A4, A5, B1,"),
        ("due C7 meeting_held=2026-09-01", "C7 does not count from “meeting_held”. It counts from: request_received."),
        ("due P1 sent=2026-09-01", "P1 does not count from “sent”. It counts from: appealable_decision_sent, "),
        ("due C7 1/9/2026", "“1/9/2026” is not a day. Write year, month and day like this: 2026-09-01."),
        ("due C7 20260901", "“20260901” is not a day."),
        ("due C7 2026-02-30", "“2026-02-30” is not a day."),
        ("due C7 request_received=", "“” is not a day."),
        ("due C7 2014-08-31", "The law here begins on 2014-09-01; 2014-08-31 is before that."),
        ("due C7 9999-09-01", "9999-09-01 is too far away."),
        ("due E5 2027-01-19", "E5 can count from several days. Name the one you mean: final_plan_sent=2027-01-19 or "),
        ("due O2a 2027-03-02", "O2a can count from several days. Name the one you mean: tribunal_ordered=2027-03-02 "),
        ("due T1 move_known=2027-03-02", "T1 counts from move (the day the family moves to another authority), and "),
        ("due M2 2100-12-30", "2101-01-04 lies after 2100, the last year whose bank holidays are known here"),
        ("due YP BORN=2010-02-11", "YP does not count from “BORN”. It counts from: born."),
        ("due C7", "C7 counts from request_received (the day the request for an assessment was received), and that"),
        ("due P1 mediation_certificate_dated=2026-11-20", "P1 counts from appealable_decision_sent"),
        ("due C7 2026-09-01 request_received=2026-09-02", "One moment is given twice: 2026-09-01, "),
        ("due A5 2026-09-01", "A5 always stands; it counts from no day."),
        ("due", "the following arguments are required: REF"),
        ("undue C7", "argument due: invalid choice: 'undue'"),
        ("--json due C7 2026-09-01", "--json gives the whole table. Leave it out to ask for one row."),
    ],
)  # fmt: skip
def test_a_mistake_gets_one_line_that_says_what_is_allowed(run, line, wrong):
    code, out, err = run(line)
    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith(wrong)


def test_the_whole_table_can_be_had_as_json(run):
    code, out, err = run("--json")
    assert (code, err) == (0, [])
    assert json.loads("\n".join(out)) == as_json.as_json(pack(CURRENT))


def test_whoever_has_read_enough_may_stop_reading(monkeypatch):
    """As in `python -m workflows.law | head`: the other end of the pipe is closed."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main([]) == 0


# The table


def test_the_table_fits_a_hundred_columns(run):
    _, out, _ = run()
    assert max(map(len, out)) <= 100


def test_the_table_begins_with_what_its_signs_mean(run):
    _, out, _ = run()
    assert out[:20] == [
        "England: the Children and Families Act 2014 and its regulations",
        "In force from 2014-09-01",
        "",
        "duty   Somebody owes it; when its day passes undone, they are late.",
        "RIGHT  Its owner may use it; when its day passes, the door closes.",
        "(G)    It rests on statutory guidance, not on a time limit in law.",
        "(?)    Our source has still to be confirmed by a lawyer.",
        "The family is the child's parent or, once over compulsory school age, the young person.",
        "",
        "",
        "A REQUEST FOR AN ASSESSMENT ARRIVES",
        "",
        "ref   kind  what                                   who               by when",
        "----- ----- -------------------------------------- ----------------- -----------------------------",
        *out[14:20],
    ]
    assert out[14].startswith("A1    duty  Tell the family ")


def test_a_row_of_guidance_and_one_with_a_condition_say_so_in_the_table(run):
    _, out, _ = run()
    at = next(number for number, line in enumerate(out) if line.startswith("C4a "))
    assert [line.rstrip() for line in out[at : at + 4]] == [
        "C4a   duty  Answer the consultation                the setting that  within 15 days of the day the",
        "(G)         SEND Code of Practice 2015, para 9.83  was consulted     setting was consulted",
        "(?)",
        "",
    ]
    at = next(number for number, line in enumerate(out) if line.startswith("M10 "))
    said = " ".join(line[69:] for line in out[at : out.index("", at)]).strip()
    assert said == (
        "within 1 week of the day an agreement was reached in mediation only where the authority took no part in "
        "the mediation"
    )
    assert "only where" not in next(line for line in out if line.startswith("A3 "))


def test_a_day_up_to_the_year_2999_can_be_counted_from(run):
    code, out, _ = run("due A3 2999-01-01")
    assert (code, out[0]) == (0, "2999-02-12")
    assert run("due A3 3000-01-01")[0] == 2


def helped(capsys, *arguments):
    with pytest.raises(SystemExit) as done:
        main([*arguments, "--help"])
    assert done.value.code == 0
    return " ".join(capsys.readouterr().out.split())


def test_help_says_what_can_be_asked(capsys):
    said = helped(capsys)
    assert said.startswith(
        "usage: python -m workflows.law [-h] [--json] due ... Without a command: every duty and right, "
    )
    assert " Without a command: every duty and right, stage by stage. " in said
    assert " --json the whole table for other programs to read" in said
    assert said.endswith(" due the last day of one row, and why it is that day") or (
        " due the last day of one row, and why it is that day options: " in said
    )


def test_help_says_how_to_ask_for_a_day(capsys):
    said = helped(capsys, "due")
    assert " REF a row of the table, such as C7 " in said
    assert (
        " DATE | MOMENT=DATE the day it counts from, such as 2026-09-01 or request_received=2026-09-01 options:"
        in said
    )


def test_the_table_has_every_stage_and_every_row_in_order(run):
    _, out, _ = run()
    law = pack(CURRENT)
    titles = [stage.title.upper() for stage, _ in law.stages]
    assert [line for line in out if line in titles] == titles
    kinds = [
        line.split()[:2]
        for line in out
        if line[6:11] in ("duty ", "RIGHT") and line[0] != " " and line not in titles
    ]
    assert [ref for ref, _ in kinds] == [row.ref for row in law.rows]
    assert [ref for ref, kind in kinds if kind == "RIGHT"] == [
        row.ref for row in law.rows if isinstance(row, Right)
    ]


def test_a_row_of_the_table_says_what_who_by_when_and_where_it_is_written(run):
    _, out, _ = run()
    start = next(number for number, line in enumerate(out) if line.startswith("A3 "))
    assert out[start : start + 3] == [
        "A3    duty  Decide whether to carry out an EHC     the local         within 6 weeks of the day the",
        "            needs assessment, and tell the family  authority         request for an assessment was",
        "            SEND Regulations 2014, reg 5(1)                          received",
    ]


def test_what_a_lawyer_has_still_to_confirm_is_marked(run):
    _, out, _ = run()
    marked = [line for line in out if line.startswith("(?)")]
    assert len(marked) == 1 + sum(not row.confirmed for row in pack(CURRENT).rows)
