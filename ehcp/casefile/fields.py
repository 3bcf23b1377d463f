"""What a case file may say in one place: its JSON Schema, and how the value is read when the file is played.

A name made in one place and used in another says so in the schema: `makes` and `refers`, each with the kind of
thing it names. reading.py checks them; a reader of JSON Schema who does not know the two words passes them over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from ehcp.models.advice import Views
from ehcp.models.organisations import Kind
from ehcp.models.plan import NONE_FIELDS, Category, Every, Need, Provision

THE_SETTING = "the-setting"
"""In place of an organisation: the setting that section I will name."""


@dataclass(frozen=True)
class Field:
    """`read` turns the value into what an act takes; it is given the player and the value."""

    schema: Mapping[str, Any]
    words: str = ""
    required: bool = True
    read: Callable[[Any, Any], Any] = lambda player, value: value

    def called(self, words: str) -> Field:
        return replace(self, words=words)


def optional(field: Field, words: str = "") -> Field:
    return replace(field, required=False, words=words or field.words)


def one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"enum": [str(value) for value in values]}


def shape(fields: Mapping[str, Field]) -> dict[str, Any]:
    """The schema of an object with these fields and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.required],
        "properties": {
            name: {**field.schema, **({"description": field.words} if field.words else {})}
            for name, field in fields.items()
        },
    }


def many(of: Field, words: str = "") -> Field:
    return Field(
        {"type": "array", "items": of.schema},
        words or of.words,
        read=lambda player, values: [of.read(player, value) for value in values],
    )


def _named(kind: str, words: str) -> Field:
    """The name of something that the file has made before."""
    return Field(
        {"type": "string", "refers": kind}, words, read=lambda player, name: getattr(player, kind)(name)
    )


def made(kind: str, words: str) -> Field:
    """A name that is given here and may be used from here on."""
    return Field({"type": "string", "pattern": NAME, "makes": kind}, words)


NAME = "^[a-z0-9][a-z0-9-]*$"
TEXT_SCHEMA = {"type": "string", "pattern": r"\S"}

TEXT = Field(TEXT_SCHEMA)
FLAG = Field({"type": "boolean"})
DAY = Field({"type": "string", "format": "date"}, read=lambda player, value: date.fromisoformat(value))
MONEY = Field({"type": "string", "pattern": r"^\d{1,9}(\.\d\d)?$"}, read=lambda player, value: Decimal(value))
NUMBER = Field({"type": "integer", "minimum": 1})
PERSON = _named("person", "a name from `people`")
ORGANISATION = _named("organisation", "a name from `organisations`")
ANSWERABLE = Field(
    {"type": "string", "refers": "organisation", "or": THE_SETTING},
    f"a name from `organisations`, or “{THE_SETTING}” for the one that section I will name",
    read=lambda player, name: None if name == THE_SETTING else player.organisation(name),
)
ADVICE = _named("advice", "the name given to the request in `seek_advice`")
CONSULTATION = _named("consultation", "the name given in `send_consultation`")
COMMENT = _named("comment", "the name given in `comment`")
DISPUTE = _named("dispute", "the name given to the disagreement")
QUESTION = _named("question", "the name given in `ask_a_question`")
DUTY = Field(
    {"$ref": "#/$defs/duty"}, "a row of the law, by its reference (`C7`) or its key (`issue_the_final_plan`)"
)
ROW = Field({"type": "string", "refers": "row"}, "the key of a need, outcome or line of provision")
ROWS = Field({"type": "array", "items": ROW.schema}, "keys of rows")

VIEWS = Field(
    {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": dict.fromkeys(Views.VIEWS, TEXT_SCHEMA),
    },
    "the headings of section A, each in the family's own words",
)

AMOUNT_FIELDS = {
    "minutes": optional(NUMBER, "length of one session"),
    "sessions": optional(NUMBER, "how many in each period"),
    "every": optional(Field(one_of(Every.values)), "the period"),
    "weeks_a_year": optional(NUMBER, "where the period is a day or a week"),
    "group_size": optional(NUMBER, "1 for one to one"),
    "in_words": optional(TEXT, "where figures do not say it all; read in place of them"),
}
AMOUNT = Field({**shape(AMOUNT_FIELDS), "minProperties": 1}, "how much and how often")

NEED_FIELDS = {
    "section": Field(one_of(Need.Section.values), "B (education), C (health) or D (social care)"),
    "category": optional(Field(one_of(Category.values)), "type of need, as the yearly SEN2 return codes it"),
    "words": TEXT.called("the need"),
}
OUTCOME_FIELDS = {
    "words": TEXT.called("what we want for the child or young person"),
    "by_when": optional(DAY, "the day by which"),
    "steps": optional(Field({"type": "array", "items": TEXT_SCHEMA}), "steps on the way"),
    "needs": optional(ROWS, "keys of the needs it is for"),
}
PROVISION_FIELDS = {
    "section": Field(one_of(Provision.Section.values), "F (education), G (health), H1 or H2 (social care)"),
    "what": TEXT.called("what will be done"),
    "for": optional(ROWS, "keys of the needs and outcomes it is for"),
    "amount": optional(AMOUNT),
    "delivered_by": optional(TEXT, "who does it"),
    "qualification": optional(TEXT, "what they are qualified in"),
    "from": optional(DAY, "the day it begins"),
    "reviewed": optional(TEXT, "when and by whom it is looked at"),
    "commissioner": optional(ANSWERABLE, "who commissions it"),
    "funder": optional(ANSWERABLE, "who pays for it"),
    "provider": optional(ANSWERABLE, "who provides it"),
    "monitor": optional(ANSWERABLE, "who sees that it happens"),
    "yearly_cost": optional(MONEY, "pounds, like “2592.00”"),
}
ROW_KEY = {"key": made("row", "a name for the row, used wherever the file speaks of it")}
ROW_KINDS = {"needs": NEED_FIELDS, "outcomes": OUTCOME_FIELDS, "provision": PROVISION_FIELDS}

NEEDS, OUTCOMES, PROVISION = (
    optional(Field({"type": "array", "items": {"$ref": f"#/$defs/{name}"}}, f"rows, see {title}"))
    for name, title in (("need", "needs"), ("outcome", "outcomes"), ("provision", "lines of provision"))
)
CONTENT = {"summary": optional(TEXT), "needs": NEEDS, "outcomes": OUTCOMES, "provision": PROVISION}

ANY_OF_A_ROW = {
    name: replace(field, required=False)
    for fields in ROW_KINDS.values()
    for name, field in fields.items()
    if name not in ("needs", "for")
} | {"section": optional(Field(one_of([*Need.Section.values, *Provision.Section.values])), "another section")}
NEW = Field({**shape(ANY_OF_A_ROW), "minProperties": 1}, "the fields that now read differently")
EDITS = optional(
    Field(
        {"type": "array", "items": shape({"row": ROW, **ANY_OF_A_ROW})}, "rows, and their fields that change"
    )
)
REMOVALS = optional(
    Field({"type": "array", "items": shape({"row": ROW, "reason": TEXT})}, "rows that are taken out, and why")
)
ADDITIONS = optional(Field(shape({"needs": NEEDS, "outcomes": OUTCOMES, "provision": PROVISION}), "new rows"))
NONE = optional(
    Field(
        {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(NONE_FIELDS, TEXT_SCHEMA),
        },
        "sections with no rows, each with the words that say so on purpose",
    )
)
CHANGES = {"edit": EDITS, "remove": REMOVALS, "add": ADDITIONS, "none": NONE}

NOTICE = {
    "sent_on": optional(DAY, "the day it was sent; left out, the day of the step"),
    "served_on": optional(DAY, "the day the family had it; left out, the day it was sent"),
}

ORGANISATION_FIELDS = {
    "name": TEXT,
    "kind": Field(one_of(Kind.values)),
    "email": optional(TEXT),
    "phone": optional(TEXT),
    "type_of_setting": optional(TEXT, "as section I says it: “mainstream primary school”"),
    "reference_prefix": optional(TEXT, "for an authority: “NM” in NM-2026-0014"),
    "works_with": optional(
        Field({"type": "array", "minItems": 1, "items": ORGANISATION.schema}),
        "the authorities it works with, names from `organisations`; left out: the first one there. The first health "
        "commissioner that works with an authority is the one responsible there",
    ),
    "last_year_group": optional(
        Field({"type": "integer", "minimum": -1}),
        "for a setting: the last year group taught there (-1 before reception, 0 reception)",
    ),
}
ROLES = ("parent", "young_person", "caseworker", "manager", "professional", "health_commissioner")
PERSON_FIELDS = {
    "name": TEXT,
    "email": TEXT,
    "role": Field(one_of(ROLES), "a manager takes the authority's decisions; see also `may_decide`"),
    "organisation": optional(ORGANISATION, "where they work; none for the family"),
    "title": optional(TEXT, "what they are there"),
    "may_decide": optional(FLAG, "takes decisions in the name of the organisation"),
    "relationship": optional(TEXT, "what a parent is to the child"),
    "parental_responsibility": optional(FLAG, "left out: yes"),
    "lives_with_child": optional(FLAG, "left out: yes"),
    "young_person_agrees": optional(FLAG, "the young person agrees that this parent acts; left out: no"),
    "phone": optional(TEXT),
}
CHILD_FIELDS = {
    "name": TEXT,
    "known_as": optional(TEXT),
    "pronouns": optional(TEXT),
    "born": DAY,
    "nhs_number": optional(TEXT),
    "upn": optional(TEXT),
    "address": optional(TEXT),
    "setting": optional(
        ORGANISATION, "the school, college or early years provider attended when the story begins"
    ),
    "languages": optional(Field({"type": "array", "items": TEXT_SCHEMA})),
    "interpreter": optional(TEXT),
    "hearing_impaired": optional(FLAG),
    "vision_impaired": optional(FLAG),
}
