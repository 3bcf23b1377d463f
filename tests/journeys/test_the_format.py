"""The table of verbs, its JSON Schema and the page that describes it say the same."""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps
from jsonschema import Draft202012Validator

from ehcp.casefile.player import VERB_OF
from ehcp.casefile.reading import read
from ehcp.casefile.reference import PAGE, example, page
from ehcp.casefile.schema import SHIPPED, schema
from ehcp.casefile.verbs import VERBS
from tests.journeys.conftest import CASES
from workflows.acts import WITHIN, acts_of
from workflows.lives.base import Life

ANEW = "run `manage.py case_file_format`"


def test_the_shipped_schema_is_current():
    assert json.loads(SHIPPED.read_text()) == schema(), ANEW


def test_the_page_is_current():
    assert PAGE.read_text() == page(), ANEW


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_any_reader_of_json_schema_can_check_a_file(path):
    assert list(Draft202012Validator(schema()).iter_errors(json.loads(path.read_text()))) == []


def test_every_act_that_somebody_does_is_a_verb():
    lives = [model for model in apps.get_models() if issubclass(model, Life)]
    acts = {act.name for life in lives for act in acts_of(life) if act.by != WITHIN}
    assert {VERB_OF.get(name, name) for name in acts} - VERBS.keys() == set()


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_every_verbs_example_is_right(verb):
    step = {"$ref": f"#/$defs/{verb.name}", "$defs": schema()["$defs"]}
    assert list(Draft202012Validator(step).iter_errors(example(verb))) == []


def test_the_short_file_on_the_page_can_be_played(play, tmp_path):
    short = re.search(r"```json\n(\{\n.*?\n\})\n```", PAGE.read_text(), re.DOTALL)[1]
    (tmp_path / "robin.json").write_text(short)
    assert play(tmp_path / "robin.json").splitlines()[-1] == (
        "No final plan was issued; the case ends as “Assessment declined”. Duties with a day: all 2 met in time."
    )


def test_everybody_in_the_examples_is_invented():
    for path in CASES.glob("*.json"):
        content = read(path).content
        for each in (*content["people"].values(), *content["organisations"].values()):
            assert each.get("email", "a@b.example").endswith(".example")
            assert each.get("phone", "01632 960000").startswith("01632 960")
        assert content["child"]["nhs_number"].startswith("999 000 ")
