"""The table of the law for other programs: nothing is left out, and it is what its schema says."""

import json
from dataclasses import replace
from datetime import date

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from workflows import clock
from workflows.law import CURRENT, pack
from workflows.law.as_json import SCHEMA, as_json, text
from workflows.law.counting import Calendar, Counting
from workflows.law.terms import Agency, Duty, Exception_, Ground, Moment, OrLater, Right

LAW = pack(CURRENT)
UNITS = {unit.unit: unit for unit in (*clock.Period.__subclasses__(), *clock.Days.__subclasses__())}
KINDS = {"duty": Duty, "right": Right}


@pytest.fixture
def table():
    return json.loads(text(LAW))


@pytest.fixture
def rows(table):
    return {row["ref"]: row for row in table["rows"]}


def period(said):
    """The period that the JSON tells of, made from the JSON alone."""
    return said and UNITS[said["unit"]](said["number"], *([said["month"]] if "month" in said else []))


def moments(said):
    found = tuple(Moment(each["name"]) for each in said)
    return found if len(found) > 1 else found[0] if found else None


def row_of(said):
    """The row that the JSON tells of, made from the JSON alone."""
    later, aim = said["or_later"], said["aim"]
    kind = KINDS[said["kind"]]
    return kind(
        ref=said["ref"],
        task=said["task"],
        law=said["law"],
        owner=Agency(said["owner"]["name"]),
        since=moments(said["since"]),
        within=period(said["within"]),
        counted=Counting(said["counting"] or "after"),
        **({"how_soon": said["how_soon"]} if said["how_soon"] else {}),
        or_later=later
        and OrLater(
            within=period(later["within"]),
            since=Moment(later["since"]["name"]),
            counted=Counting(later["counting"]),
        ),
        calendar=said["calendar"] and Calendar(said["calendar"]),
        aim=aim and period(aim["within"]),
        aim_since=moments(aim["since"]) if aim and aim["since"] != said["since"] else None,
        only_if=said["condition"]["name"] if said["condition"] else "",
        excused_by=tuple(
            Exception_(
                ground=Ground(each["ground"]["name"]),
                words=each["words"],
                law=each["law"],
                for_at_least=period(each["for_at_least"]),
            )
            for each in said["exceptions"]
        ),
        extended_by=said["extended_by"] or "",
        remind=tuple(map(period, said["reminders"])),
        right=said["right"] or "",
        note=said["note"] or "",
        guidance=said["guidance"],
        confirmed=said["confirmed"],
    )


def as_told(row):
    """The row itself; an aim that counts from what the row counts from need not say so twice."""
    return replace(row, aim_since=None) if (row.aim_since,) == row.starts else row


@pytest.mark.parametrize("row", LAW.rows, ids=lambda row: row.ref)
def test_the_whole_row_can_be_made_again_from_its_json(row, rows):
    assert row_of(rows[row.ref]) == as_told(row)
    assert (rows[row.ref]["key"], rows[row.ref]["by_when"]) == (row.key, row.by_when)


def test_the_rows_and_stages_stand_in_the_order_of_the_table(table):
    assert [row["ref"] for row in table["rows"]] == [row.ref for row in LAW.rows]
    assert [(stage["title"], stage["rows"]) for stage in table["stages"]] == [
        (stage.title, [row.ref for row in rows]) for stage, rows in LAW.stages
    ]
    assert {row["stage"] for row in table["rows"]} == {stage.title for stage, _ in LAW.stages}


def test_promises_stand_apart_from_the_law_and_say_what_they_are(table):
    assert [row["ref"] for row in table["promises"]] == ["S1", "S2", "S3"]
    for row in table["promises"]:
        assert (row["kind"], row["law"], row["within"]) == (
            "promise",
            "Service promise of this council",
            None,
        )
    assert [(row["aim"]["within"]["words"]) for row in table["promises"]] == [
        "3 working days",
        "14 days",
        "1 working day",
    ]
    assert "promise" not in {row["kind"] for row in table["rows"]}


def test_it_says_which_law_it_is_and_from_when(table):
    assert table["pack"] == {"name": LAW.name, "title": LAW.title, "in_force_from": "2014-09-01"}
    assert table["format"] == 1


def test_it_is_written_for_people_to_read_too():
    said = text(LAW)
    assert said.startswith('{\n  "format": 1,\n  "pack": {\n    "name": "england_2014",\n')
    assert "“by 15 February”" in said


def test_one_row_whole(rows):
    row = rows["C3"]
    assert {
        name: row[name] for name in ("kind", "within", "counting", "owner", "since", "how_soon", "aim")
    } == {
        "kind": "right",
        "within": {"number": 15, "unit": "day", "words": "15 days"},
        "counting": "beginning_with",
        "owner": {"name": "family", "words": "the family"},
        "since": [{"name": "draft_served", "words": "the draft plan was served on the family"}],
        "how_soon": None,
        "aim": None,
    }


def test_a_day_that_the_law_names_is_told_with_its_month(table):
    days = [
        row["within"] for row in table["rows"] if row["within"] and row["within"]["unit"] == "day of the year"
    ]
    assert {"number": 15, "month": 2, "unit": "day of the year", "words": "15 February"} in days


# The schema


def wrong(table):
    schema = json.loads(SCHEMA.read_text())
    return list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(table))


def test_the_schema_is_one_and_the_table_is_what_it_says(table):
    Draft202012Validator.check_schema(json.loads(SCHEMA.read_text()))
    assert wrong(table) == []


def test_the_schema_describes_every_name_of_a_row(table):
    described = json.loads(SCHEMA.read_text())["$defs"]["row"]
    assert set(described["properties"]) == set(described["required"]) == set(table["rows"][0])


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "wish"},
        {"within": {"number": -1, "unit": "week", "words": "?"}},
        {"within": {"number": 1, "unit": "fortnight", "words": "1 fortnight"}},
        {"within": {"number": 15, "unit": "day of the year", "words": "15 February"}},
        {"counting": None},
        {"owner": "the council"},
        {"confirmed": None},
    ],
)
def test_the_schema_refuses_what_is_no_row(change, table, rows):
    row = {**rows["A3"], **change}
    assert wrong({**table, "rows": [row]})


def test_the_schema_refuses_a_row_that_lacks_something(table, rows):
    row = {name: value for name, value in rows["A3"].items() if name != "law"}
    assert wrong({**table, "rows": [row]})


def test_a_law_of_another_day_is_told_in_the_same_words():
    class OfItsOwn:
        """As much of a pack as there is to tell."""

        name, title, in_force_from = "elsewhere", "Elsewhere", date(2030, 1, 1)
        stages = LAW.stages[:1]
        beyond, promises = LAW.beyond, LAW.promises

    told = as_json(OfItsOwn)
    assert told["pack"]["in_force_from"] == "2030-01-01"
    assert [row["ref"] for row in told["rows"]] == [row.ref for row in LAW.stages[0][1]]
    assert wrong(told) == []
