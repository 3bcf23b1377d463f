"""Reads a plan file. Whatever is wrong in it is said on one line: where it stands, and what is allowed there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

from ehcp.json_text import Fault, Mistake, Place, choice, formats, in_words, parsed, refuse
from ehcp.models.organisations import SETTINGS
from workflows import clock
from workflows.law import age

from .schema import FORMAT, VERSION, schema
from .writing import digest

WHAT = "plan file"


@dataclass(frozen=True)
class PlanFile:
    """A file that was read and found whole, and as it was written."""

    name: str
    content: dict[str, Any]

    @property
    def plan(self) -> dict[str, Any]:
        return self.content["plan"]

    @property
    def child(self) -> dict[str, Any]:
        return self.content["child"]

    @property
    def authority(self) -> str:
        """The name of the authority it comes from."""
        return str(self.content["from"]["authority"])

    @property
    def commissioner(self) -> str:
        """The name of the health commissioner there; empty where it is not said."""
        return str(self.content["from"].get("health_commissioner", ""))

    @property
    def settings(self) -> list[str]:
        """The settings that section I names, each once: the present one, and that of the next phase."""
        said = self.plan["setting"]
        named = [said.get("setting"), said.get("next", {}).get("setting")]
        return list(dict.fromkeys(name for name in named if name))

    def day(self, name: str) -> date:
        return date.fromisoformat(self.plan[name])


def read(name: str, text: str) -> PlanFile:
    """Raises Mistake for the first thing that is wrong, reading from the top."""
    content, lines = parsed(name, text, WHAT)
    if content.get("format") != FORMAT:
        raise Mistake(name, 1, f"this is no plan file. Its “format” has to be “{FORMAT}”.")
    if content.get("version") != VERSION:
        told = f"this file is of version {json.dumps(content.get('version'))}. Allowed: {VERSION}."
        raise Mistake(name, lines.get(("version",), 1), told)
    faults = list(_no_texts(content)) or list(_faults(content))
    refuse(name, lines, faults)
    refuse(name, lines, _contradictions(content))
    if content["digest"] != digest(content):
        raise Mistake(
            name,
            lines["digest",],
            "the file is not as it was written: its digest does not fit what stands in it. Ask "
            f"{content['from']['authority']} to send it again.",
        )
    return PlanFile(name, content)


def _faults(content: dict[str, Any]) -> Iterator[Fault]:
    """What the schema finds, and names and numbers that stand nowhere or twice."""
    names = _Names(content)
    checker = validators.extend(Draft202012Validator, {"refers": names.refers, "once": names.once})
    for error in checker(_schema(), format_checker=formats()).iter_errors(content):
        yield from in_words(error)


@cache
def _schema() -> dict[str, Any]:
    return schema()


class _Names:
    """The organisations and the numbers of rows that the file has."""

    SAID = {"organisation": "in `organisations`", "number": "as the `number` of a row"}

    def __init__(self, content: dict[str, Any]) -> None:
        organisations, plan = content.get("organisations"), content.get("plan")
        self.known = {"organisation": list(organisations) if isinstance(organisations, dict) else []}
        rows = (
            [plan.get(part) for part in ("needs", "outcomes", "provision")] if isinstance(plan, dict) else []
        )
        self.known["number"] = [
            row["number"]
            for part in rows
            if isinstance(part, list)
            for row in part
            if isinstance(row, dict) and isinstance(row.get("number"), str)
        ]

    def refers(self, validator: Any, kind: str, value: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and value not in self.known[kind]:
            yield ValidationError(
                f"“{value}” does not stand {self.SAID[kind]}.{choice(value, self.known[kind])}"
            )

    def once(self, validator: Any, kind: str, value: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and self.known[kind].count(value) > 1:
            yield ValidationError(f"“{value}” is the number of two rows. Each row has its own.")


def _no_texts(value: Any, place: Place = ()) -> Iterator[Fault]:
    """Texts that no database keeps: half a sign, or a sign that ends every text."""
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            yield Fault(place, "this holds a sign that is no text. Take it out where the file was made.")
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _no_texts(name, place)
            yield from _no_texts(each, (*place, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _no_texts(each, (*place, number))


def _contradictions(content: dict[str, Any]) -> Iterator[Fault]:
    """What each is right for itself, and cannot be so together."""
    yield from _days(content)
    yield from _settings(content)
    paid = [each["provision"] for each in content["plan"]["payments"]]
    for at, number in enumerate(paid):
        if number in paid[:at]:
            yield Fault(("plan", "payments", at), f"“{number}” is paid for above already.")


def _days(content: dict[str, Any]) -> Iterator[Fault]:
    born, today = content["child"]["born"], clock.today().isoformat()
    made, reviewed = content["plan"]["first_made_on"], content["plan"]["last_reviewed_on"]
    oldest = clock.today().replace(month=1, day=1, year=clock.today().year - age.YOUNG_PERSON_UNTIL - 1)
    # Days are compared as they are written: year, month, day.
    told = (
        (("child", "born"), born, oldest.isoformat(), "the oldest birthday of somebody who can have a plan"),
        (("plan", "first_made_on"), made, born, "the day of birth"),
        (("plan", "last_reviewed_on"), reviewed, made, "the day the plan was first made"),
        (("from", "written_on"), content["from"]["written_on"], reviewed, "the day of the last review"),
    )
    if ahead := [(place, day) for place, day, _, _ in told if day > today]:
        yield from (Fault(place, f"{day} is in the future. Today is {today}.") for place, day in ahead)
    else:
        for place, day, first, words in told:
            if day < first:
                yield Fault(place, f"{day} comes before {first}, {words}.")


def _settings(content: dict[str, Any]) -> Iterator[Fault]:
    """Section I names places where one is taught."""
    said = content["plan"]["setting"]
    for place, named in ((("plan", "setting"), said), (("plan", "setting", "next"), said.get("next", {}))):
        name = named.get("setting")
        if name and (kind := content["organisations"][name]["kind"]) not in SETTINGS:
            yield Fault(
                (*place, "setting"),
                f"“{name}” is no setting: `organisations` says “{kind}”. Allowed: {', '.join(SETTINGS)}.",
            )
