"""A case file with a mistake gets one error that names file, line and what is allowed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.core.management import CommandError

from ehcp.casefile.reading import Mistake, read
from tests.journeys.conftest import CASES

AMIRA = (CASES / "amira-5-speech-and-language.json").read_text()
STEP = '{"on": "2026-02-25", "do": "tell_partners", "by": "ruth"}'


def broken(tmp_path, right: str, wrong: str):
    """Amira's file with one thing in it put wrong, and the line on which that thing stands."""
    assert AMIRA.count(right) >= 1
    path = tmp_path / "broken.json"
    path.write_text(AMIRA.replace(right, wrong, 1))
    return path, AMIRA[: AMIRA.index(right)].count("\n") + 1


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        pytest.param(
            STEP,
            STEP.replace("tell_partners", "tell_partner"),
            "“tell_partner” is not known here. Did you mean “tell_partners”?",
            id="an unknown verb",
        ),
        pytest.param(
            STEP,
            STEP.replace("ruth", "rut"),
            "“rut” has not been named in `people` before this. Did you mean “ruth”? "
            "Allowed: samina, imran, ruth, helen, tom, priya, siobhan, daniel, carys, joan.",
            id="an unknown person",
        ),
        pytest.param(
            STEP,
            STEP.replace('"by"', '"bye"'),
            "“bye” is not known here. Did you mean “by”? Allowed: on, do, by.",
            id="an unknown field",
        ),
        pytest.param(
            STEP,
            STEP.replace(', "by": "ruth"', ""),
            "“by” is missing. Allowed here: on, do, by.",
            id="a missing field",
        ),
        pytest.param(
            STEP,
            STEP.replace("2026-02-25", "2026-02-30"),
            "“2026-02-30” is no day. Write year, month and day, like 2026-09-01.",
            id="a day that does not exist",
        ),
        pytest.param(
            STEP,
            STEP.replace("2026-02-25", "25/02/2026"),
            "“25/02/2026” is no day. Write year, month and day, like 2026-09-01.",
            id="a day written otherwise",
        ),
        pytest.param(
            STEP,
            STEP.replace("2026-02-25", "2026-02-23"),
            "2026-02-23 comes before 2026-02-24, the day of the step above. Steps stand in the order of their days.",
            id="a step out of order",
        ),
        pytest.param(
            '"row": "speech-p-therapy",',
            '"row": "speech-p-terapy",',
            "“speech-p-terapy” has not been named as the key of a row before this. Did you mean “speech-p-therapy”?",
            id="an unknown row",
        ),
        pytest.param(
            '"provider": "paediatrics"',
            '"provider": "the-clinic"',
            "“the-clinic” has not been named in `organisations` before this.",
            id="an unknown organisation",
        ),
        pytest.param(
            '"every": "week", "weeks_a_year": 38',
            '"every": "fortnight", "weeks_a_year": 38',
            "“fortnight” is not known here. Allowed: day, week, month, half_term, term, year.",
            id="a word that is none of those allowed",
        ),
        pytest.param(
            '"yearly_cost": "1076.67"',
            '"yearly_cost": 1076.67',
            "this must be text in double quotes.",
            id="money as a number",
        ),
        pytest.param(
            '"kind": "education", "from": "tom"',
            '"kind": "education", "from": []',
            "this must be text in double quotes.",
            id="a list in place of a name",
        ),
        pytest.param('"format": 1', '"format": 2', "this must be 1.", id="another format"),
        pytest.param(
            f"{STEP},",
            STEP,
            "this is not JSON: a comma is missing before this",
            id="a missing comma",
        ),
        pytest.param(
            '"upn": "A999200021001",',
            '"upn": "A999200021001", "upn": "A999200021002",',
            "“upn” stands here a second time.",
            id="a name twice",
        ),
    ],
)
def test_a_mistake_is_found_on_its_line(tmp_path, right, wrong, words):
    path, line = broken(tmp_path, right, wrong)
    with pytest.raises(Mistake) as found:
        read(path)
    # A missing comma shows where the next thing begins, two lines further down here.
    assert found.value.line == line + (2 if "comma" in words else 0)
    assert str(found.value).startswith(f"{path}, line {found.value.line}: {words}")


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        pytest.param(
            '{"on": "2026-03-26", "do": "agree_to_assess", "by": "helen"',
            '{"on": "2026-03-26", "do": "agree_to_assess", "by": "tom"',
            "`agree_to_assess` on 2026-03-26 is refused. Agree to assess is for somebody who may decide for Northmoor "
            "Council to do. Open to Tom Ashworth at this point: nothing.",
            id="by somebody whose act it is not",
        ),
        pytest.param(
            '{"on": "2026-05-18", "do": "draft_plan", "by": "ruth",',
            '{"on": "2026-05-18", "do": "edit_plan", "by": "ruth",',
            "`edit_plan` on 2026-05-18 is refused. No version of the plan is being written. Open to Ruth Adeyemi at "
            "this point: tell_partners, draft_plan, serve_draft, note_move, record_capacity, explain_delay, "
            "tell_how_it_stands, record_exception, agree_another_day, pause, end_pause, withdraw_request, "
            "move_to_another_authority, record_death.",
            id="out of turn",
        ),
        pytest.param(
            '"H1": "No provision under section 2 of the Chronically Sick and Disabled Persons Act 1970 is needed.",',
            "",
            "`serve_draft` on 2026-06-01 is refused. Section H1 has no rows and does not say “none”.",
            id="before a section says something",
        ),
        pytest.param(
            '"sent_on": "2026-07-07"',
            '"sent_on": "2026-07-08"',
            "`issue_final_plan` on 2026-07-07 is refused. Wednesday 8 July 2026 is in the future.",
            id="on a day still to come",
        ),
        pytest.param(
            '"comment": "c-urdu", "answer": "accepted"',
            '"comment": "c-hall", "answer": "accepted"',
            "`answer_comment` on 2026-06-24 is refused. A need has no what.",
            id="with fields of another kind of row",
        ),
    ],
)
def test_what_the_machine_refuses_is_told_with_its_line_and_what_was_open(
    play, tmp_path, right, wrong, words
):
    path, _ = broken(tmp_path, right, wrong)
    with pytest.raises(CommandError) as refused:
        play(path)
    step = next(
        number
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if f'"on": "{words.split()[2]}"' in line and f'"do": "{words.split("`")[1]}"' in line
    )
    assert str(refused.value).startswith(f"{path}, line {step}: {words}")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Mistake, match="the file cannot be read: No such file or directory"):
        read(tmp_path / "nobody.json")


def test_a_file_that_is_not_text(tmp_path):
    (tmp_path / "picture.json").write_bytes(b"{\n\xff\xfe}")
    with pytest.raises(Mistake, match="line 2: this is not text in UTF-8"):
        read(tmp_path / "picture.json")


@pytest.mark.parametrize("text", ["[]", '"Amira"', "null"])
def test_a_file_that_is_something_else(tmp_path, text):
    (tmp_path / "other.json").write_text(text)
    with pytest.raises(Mistake, match="a case file is one JSON object"):
        read(tmp_path / "other.json")


def test_at_a_terminal_a_mistake_is_one_line_and_no_traceback(tmp_path):
    path, line = broken(tmp_path, STEP, STEP.replace("ruth", "rut"))
    said = subprocess.run([sys.executable, "manage.py", "journey", path], capture_output=True, text=True)
    assert said.returncode == 1
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert said.stderr.startswith(f"CommandError: {path}, line {line}: “rut” has not been named")
