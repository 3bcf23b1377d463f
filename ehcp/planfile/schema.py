"""The plan file as a JSON Schema. `manage.py plan_file schema` writes it out.

Two words are ours: `refers`, for a name that must stand elsewhere in the file, and `once`, for a number that may stand
once. reading.py checks them; a reader of JSON Schema who does not know them passes them over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ehcp.models.advice import Views
from ehcp.models.organisations import Kind
from ehcp.models.plan import NONE_FIELDS, Category, Every, Provision
from workflows.law import PACKS

FORMAT = "ehc-plan"
VERSION = 1
SHIPPED = Path(__file__).with_name("plan-file.schema.json")

DAY = {"type": "string", "format": "date"}
MONEY = {"type": "string", "pattern": r"^\d{1,9}(\.\d\d)?$"}
COUNT = {"type": "integer", "minimum": 1, "maximum": 100_000}
FLAG = {"type": "boolean"}
MUCH = 100_000
"""Characters in one text: some fifty pages."""
MANY = 1_000
"""Rows of one kind."""


def text(at_most: int = MUCH) -> dict[str, Any]:
    return {"type": "string", "pattern": r"\S", "maxLength": at_most}


def one_of(values: Any) -> dict[str, Any]:
    return {"enum": [str(value) for value in values]}


def many(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "maxItems": MANY, "items": of}


def shape(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these fields and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **optional},
    }


ORGANISATION = {**text(200), "refers": "organisation"}
NEED = r"^[BCD]\d+$"
OUTCOME = r"^E\d+$"
PROVISION = r"^(F|G|H1\.|H2\.)\d+$"


def number(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, "once": "number"}


def numbers(pattern: str) -> dict[str, Any]:
    return {**many({"type": "string", "pattern": pattern, "refers": "number"}), "uniqueItems": True}


VIEWS = {
    **shape({}, **dict.fromkeys(Views.VIEWS, text())),
    "description": "The family's own words, by heading.",
}

CHILD = shape(
    {"name": text(150), "born": DAY},
    known_as=text(80),
    pronouns=text(40),
    nhs_number=text(12),
    upn=text(13),
    languages=text(200),
    interpreter=text(200),
    hearing_impaired=FLAG,
    vision_impaired=FLAG,
)
FROM = shape(
    {"authority": text(200), "reference": text(20), "law": one_of(PACKS), "written_on": DAY},
    health_commissioner=text(200),
    email=text(254),
    phone=text(30),
)
NEEDS = shape(
    {"number": number(NEED), "words": text()},
    category={**one_of(Category.values), "description": "As the yearly SEN2 return codes it."},
    source=text(200),
)
OUTCOMES = shape(
    {"number": number(OUTCOME), "words": text()},
    by_when=DAY,
    steps=many(text()),
    needs=numbers(NEED),
    source=text(200),
)
LINES = shape(
    {"number": number(PROVISION), "what": text()},
    needs=numbers(NEED),
    outcomes=numbers(OUTCOME),
    minutes={**COUNT, "description": "Length of one session."},
    sessions={**COUNT, "description": "How many in each period."},
    every={**one_of(Every.values), "description": "The period."},
    weeks_a_year=COUNT,
    group_size={**COUNT, "description": "1 for one to one."},
    amount_note={**text(), "description": "How much, in words; read in place of the figures."},
    delivered_by=text(300),
    qualification=text(300),
    starts_on=DAY,
    reviewed=text(300),
    **{
        part: {**ORGANISATION, "description": "Left out: the setting that section I names."}
        for part in Provision.ANSWERABLE
    },
    yearly_cost={**MONEY, "description": "Pounds."},
    source=text(200),
)
SETTING = shape({}, setting=ORGANISATION, type=text(120))
GATHERED = shape(
    {"kind": text(200)},
    who=text(500),
    on=DAY,
    summary=text(),
    views=VIEWS,
    needs=many(text()),
    outcomes=many(text()),
    provision=many(text()),
)
PLAN = shape(
    {
        "first_made_on": {**DAY, "description": "By whichever authority."},
        "last_reviewed_on": {**DAY, "description": "The day it was first made, if it never was."},
        "views": {**VIEWS, "description": "Section A."},
        "needs": {**many(NEEDS), "description": "Sections B, C and D."},
        "outcomes": {**many(OUTCOMES), "description": "Section E."},
        "provision": {**many(LINES), "description": "Sections F, G, H1 and H2."},
        "none": {
            **shape({}, **dict.fromkeys(NONE_FIELDS, text())),
            "description": "The words of a section that says on purpose that there is nothing.",
        },
        "setting": {
            **SETTING,
            "properties": {
                **SETTING["properties"],
                "next": shape({"from": DAY}, setting=ORGANISATION, type=text(120)),
            },
            "description": "Section I; `next`, what it names from a later day on.",
        },
        "payments": {
            **many(
                shape(
                    {
                        "provision": {"type": "string", "pattern": PROVISION, "refers": "number"},
                        "yearly_amount": MONEY,
                    }
                )
            ),
            "description": "Section J: lines that are paid for directly.",
        },
        "gathered": {
            **many(GATHERED),
            "description": "Section K: each advice as it was given.",
        },
    }
)


def schema() -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An education, health and care plan in force, as it travels to another authority",
        "description": "Written and read by `manage.py plan_file`. Described in docs/plan-file.md.",
        **shape(
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "from": FROM,
                "child": CHILD,
                "plan": PLAN,
                "organisations": {
                    "description": "Everybody whom the plan names, by name.",
                    "type": "object",
                    "propertyNames": {"maxLength": 200, "pattern": r"\S"},
                    "additionalProperties": shape({"kind": one_of(Kind.values)}, type_of_setting=text(120)),
                },
                "digest": {
                    "type": "string",
                    "pattern": "^sha256:[0-9a-f]{64}$",
                    "description": "SHA-256 of everything else, as docs/plan-file.md says.",
                },
            }
        ),
    }
