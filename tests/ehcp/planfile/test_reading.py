"""What is wrong in a plan file is said on one line: where, and what is allowed there."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from ehcp.json_text import Mistake
from ehcp.planfile.reading import read
from ehcp.planfile.schema import SHIPPED, schema
from ehcp.planfile.writing import as_text, digest
from tests.ehcp.planfile.conftest import TRANSFERRED, as_file
from workflows import clock


def test_the_shipped_schema_is_current():
    assert json.loads(SHIPPED.read_text()) == schema(), "manage.py plan_file schema > " + SHIPPED.name


def test_the_schema_is_one_and_any_reader_of_it_can_check_a_file(content):
    Draft202012Validator.check_schema(schema())
    assert list(Draft202012Validator(schema()).iter_errors(content)) == []


def test_a_file_as_it_was_written_is_read(content):
    assert as_file(content).authority == "Northmoor Council"


def wrong(content, change):
    changed = copy.deepcopy(content)
    change(changed)
    text = as_text({**changed, "digest": digest(changed)})
    with clock.at(TRANSFERRED), pytest.raises(Mistake) as caught:
        read("plan.json", text)
    said = str(caught.value)
    assert "\n" not in said
    return said, text


@pytest.mark.parametrize(
    ("change", "stands_at", "says"),
    [
        (lambda c: c["child"].pop("born"), '"child"', "“born” is missing. Allowed here: name, born"),
        (lambda c: c["child"].update(born="12/02/2021"), '"born"', "is no day. Write year, month and day"),
        (lambda c: c["child"].update(born="1990-02-12"), '"born"', "comes before 2002-01-01, the oldest birthday"),
        (lambda c: c["child"].update(nickname="A"), '"nickname"', "“nickname” is not known here."),
        (lambda c: c.update(version=2), '"version"', "this file is of version 2. Allowed: 1."),
        (
            lambda c: c["from"].update(law="england_2031"),
            '"law"',
            "“england_2031” is not known here. Did you mean “england_2014”?",
        ),
        (
            lambda c: c["plan"]["provision"][0].update(provider="Nobody"),
            '"provider": "Nobody"',
            "“Nobody” does not stand in `organisations`.",
        ),
        (
            lambda c: c["plan"]["provision"][0].update(needs=["B9"]),
            '"B9"',
            "“B9” does not stand as the `number` of a row.",
        ),
        (
            lambda c: c["plan"]["needs"][1].update(number="B1"),
            '"number": "B1"',
            "“B1” is the number of two rows. Each row has its own.",
        ),
        (
            lambda c: c["plan"]["needs"][0].update(number="X1"),
            '"number": "X1"',
            "a need is numbered by its section, like “B1”.",
        ),
        (
            lambda c: c["plan"]["provision"][0].update(yearly_cost="a lot"),
            '"yearly_cost": "a lot"',
            'this must be pounds as text, like "2592.00".',
        ),
        (
            lambda c: c["plan"]["provision"][0].update(every="fortnight"),
            '"every": "fortnight"',
            "“fortnight” is not known here. Allowed: day, week, month",
        ),
        (
            lambda c: c["plan"]["provision"][0].update(sessions=0),
            '"sessions": 0',
            "this must be 1 or more.",
        ),
        (
            lambda c: c["plan"].update(last_reviewed_on="2020-01-01"),
            '"last_reviewed_on"',
            "comes before",
        ),
        (
            lambda c: c["plan"].update(last_reviewed_on="2031-01-01"),
            '"last_reviewed_on"',
            "2031-01-01 is in the future. Today is 2028-01-17.",
        ),
        (
            lambda c: c["plan"]["setting"].update(setting="Northmoor Community Paediatrics"),
            '"setting": "Northmoor Community Paediatrics"',
            "`organisations` says “paediatrics”. Allowed: school, college, early_years.",
        ),
        (
            lambda c: c["plan"].update(payments=[{"provision": "F1", "yearly_amount": "1.00"}] * 2),
            None,
            "“F1” is paid for above already.",
        ),
        (lambda c: c["plan"]["views"].update(history="a\0b"), '"history"', "a sign that is no text"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(content, change, stands_at, says):
    said, text = wrong(content, change)
    assert says in said
    if stands_at:
        lines = [at for at, line in enumerate(text.splitlines(), start=1) if stands_at in line]
        assert any(said.startswith(f"plan.json, line {at}: ") for at in lines), said


def test_a_file_that_was_changed_on_the_way_is_not_taken(content):
    changed = copy.deepcopy(content)
    changed["plan"]["provision"][0]["minutes"] = 5
    with clock.at(TRANSFERRED), pytest.raises(Mistake, match="the file is not as it was written") as caught:
        read("plan.json", as_text(changed))
    assert "Ask Northmoor Council to send it again." in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "this is not JSON"),
        ("[1, 2]", "a plan file is one JSON object"),
        ('{"format": "ehc-plan",\n "format": "x"}', "line 2: “format” stands here a second time."),
        ("{" * 3, "this is not JSON"),
        ("[" * 100_000, "nested deeper here than in any plan file"),
        ('{"version": ' + "9" * 5000 + "}", "a number in this file is too long"),
        ('{"format": "a case file"}', "line 1: this is no plan file. Its “format” has to be “ehc-plan”."),
    ],
)
def test_what_is_no_plan_file_is_told_so(text, says):
    with pytest.raises(Mistake) as caught:
        read("plan.json", text)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
