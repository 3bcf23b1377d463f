"""manage.py plan_file, and the file that its page shows."""

import json
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ehcp.models import Case, Child
from ehcp.planfile.reading import read
from ehcp.planfile.writing import as_text
from tests.ehcp.planfile.conftest import TRANSFERRED
from workflows import clock

PAGE = Path(__file__).parents[3] / "docs" / "plan-file.md"


@pytest.fixture
def command():
    def run(*arguments: str) -> str:
        out = StringIO()
        with clock.at(TRANSFERRED):
            call_command("plan_file", *arguments, stdout=out, skip_checks=True)
        return out.getvalue()

    return run


def test_the_file_on_the_page_is_right():
    (told,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(), re.DOTALL)
    with clock.at(date(2026, 11, 24)):
        file = read(PAGE.name, told)
    assert file.settings == ["Long Lane Primary School"]


def test_a_plan_goes_out_and_in_again(command, amended, cast, farshire, tmp_path):
    path = str(tmp_path / "plan.json")
    assert command("export", amended.reference, path).startswith(f"{path}: the plan of NM-2026-0001, sha256:")
    said = command("import", path, "--authority", "farshire council", "--on", "2028-01-14")
    case = Case.objects.get(authority=farshire)
    assert said == (
        "FS-2028-0001: the plan of Northmoor Council is in force at Farshire Council. "
        "Section I: Millbrook Primary School.\n"
    )
    assert case.received_on == date(2028, 1, 14)
    assert case.final_version.setting == cast.school


def test_whose_plan_it_is_is_said_and_not_guessed(command, content, farshire, tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(as_text(content))
    command("import", str(path), "--authority", "Farshire Council")
    first = Case.objects.get(authority=farshire)
    first.save()
    with pytest.raises(
        CommandError, match=f"knows already: {first}. Say --child-of REFERENCE, or --new-child"
    ):
        command("import", str(path), "--authority", "Farshire Council")
    with pytest.raises(CommandError, match="has an open case here already"):
        command("import", str(path), "--authority", "Farshire Council", "--child-of", str(first))
    command("import", str(path), "--authority", "Farshire Council", "--new-child", "--new-settings")
    assert Child.objects.filter(name="Amira Siddiqui").count() == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "NM-1999-0001", "x.json"), "There is no case NM-1999-0001."),
        (("import", "no-such-file.json", "--authority", "Farshire Council"), "could not be read"),
        (("import", "x.json", "--authority", "Nowhere"), "Allowed: Farshire Council"),
        (
            ("import", "x.json", "--authority", "Farshire Council", "--by", "a@b.example"),
            "could not be read|Nobody",
        ),
    ],
)
def test_a_mistake_is_one_line(command, farshire, arguments, says):
    with pytest.raises(CommandError, match=says) as caught:
        command(*arguments)
    assert "\n" not in str(caught.value)


def test_a_mistake_in_the_file_is_told_and_nothing_is_written(command, content, farshire, tmp_path):
    path = tmp_path / "plan.json"
    content["plan"]["provision"][0]["every"] = "fortnight"
    path.write_text(as_text(content))
    with pytest.raises(
        CommandError, match=r"plan.json, line \d+: “fortnight” is not known here. Allowed: day, week"
    ):
        command("import", str(path), "--authority", "Farshire Council")
    assert not Case.objects.filter(authority=farshire).exists()


def test_the_schema_is_printed(command):
    assert json.loads(command("schema"))["title"].startswith("An education, health and care plan")
