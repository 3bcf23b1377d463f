"""The case file as a JSON Schema, made from the table of verbs. `manage.py case_file_format` writes it out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workflows.law import PACKS

from .fields import (
    CHILD_FIELDS,
    NAME,
    NEED_FIELDS,
    ORGANISATION_FIELDS,
    OUTCOME_FIELDS,
    PERSON_FIELDS,
    PROVISION_FIELDS,
    ROW_KEY,
    TEXT_SCHEMA,
    shape,
)
from .verbs import VERBS

SHIPPED = Path(__file__).with_name("case-file.schema.json")
FORMAT = 1


def schema() -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case file: one child's way to an EHC plan and through its life",
        "description": "Played by `manage.py journey`. Described in docs/case-file.md.",
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "child", "organisations", "people", "story"],
        "properties": {
            "$schema": {"type": "string"},
            "format": {"const": FORMAT},
            "about": TEXT_SCHEMA,
            "organisations": _by_name("organisation"),
            "people": _by_name("person"),
            "child": {"$ref": "#/$defs/child"},
            "story": {
                "description": "The steps, in the order of their days.",
                "type": "array",
                "minItems": 1,
                "in_order": "on",
                "items": {"$ref": "#/$defs/step"},
            },
        },
        "$defs": {
            "child": shape(CHILD_FIELDS),
            "organisation": shape(ORGANISATION_FIELDS),
            "person": shape(PERSON_FIELDS),
            "need": shape(ROW_KEY | NEED_FIELDS),
            "outcome": shape(ROW_KEY | OUTCOME_FIELDS),
            "provision": shape(ROW_KEY | PROVISION_FIELDS),
            "duty": {"enum": _rows_of_the_law()},
            "step": {
                "type": "object",
                "required": ["on", "do"],
                "properties": {"do": {"enum": list(VERBS)}},
                "allOf": [
                    {
                        "if": {"properties": {"do": {"const": name}}, "required": ["do"]},
                        "then": {"$ref": f"#/$defs/{name}"},
                    }
                    for name in VERBS
                ],
            },
            **{name: verb.schema for name, verb in VERBS.items()},
        },
    }


def _rows_of_the_law() -> list[str]:
    """Every reference, then every key, of the laws that a case may be under."""
    rows = [row for each in PACKS.values() for row in each.rows]
    return list(dict.fromkeys([*(row.ref for row in rows), *(row.key for row in rows)]))


def _by_name(kind: str) -> dict[str, Any]:
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": NAME},
        "additionalProperties": {"$ref": f"#/$defs/{kind}"},
    }
