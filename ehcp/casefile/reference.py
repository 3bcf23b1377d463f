"""The verbs of a case file as a page to read: a table of fields and an example for each. docs/case-file.md holds it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from workflows.acts import Act, acts_of
from workflows.law.terms import Agency
from workflows.lives.base import Life

from .fields import (
    AMOUNT_FIELDS,
    CHILD_FIELDS,
    NEED_FIELDS,
    ORGANISATION_FIELDS,
    OUTCOME_FIELDS,
    PERSON_FIELDS,
    PROVISION_FIELDS,
    ROW_KEY,
    Field,
)
from .player import VERB_OF
from .schema import schema
from .verbs import VERBS, Verb

PAGE = Path(settings.BASE_DIR) / "docs" / "case-file.md"
FROM_HERE = "<!-- From here on this page is made by `manage.py case_file_format`. -->\n"

NAMES = {
    "person": "ruth",
    "organisation": "millbrook",
    "advice": "a-school",
    "consultation": "k-millbrook",
    "comment": "c-hall",
    "row": "speech-p-therapy",
    "dispute": "d-refusal",
    "question": "q-school",
}
SAMPLES = {"amount": "2592.00", "yearly_cost": "2592.00", "duty": "C7"}
"""Of texts that cannot be anything."""
DOERS = {
    Agency.LOCAL_AUTHORITY: "ruth",
    Agency.FAMILY: "samina",
    Agency.ADVISER: "tom",
    Agency.HEALTH_COMMISSIONER: "joan",
    Agency.CONSULTED_SETTING: "tom",
    Agency.REVIEW_ARRANGER: "tom",
}
WHO_DECIDES = "helen"
PARTS = {
    "`child`": CHILD_FIELDS,
    "An organisation": ORGANISATION_FIELDS,
    "A person": PERSON_FIELDS,
    "A need": ROW_KEY | NEED_FIELDS,
    "An outcome": ROW_KEY | OUTCOME_FIELDS,
    "A line of provision": ROW_KEY | PROVISION_FIELDS,
    "`amount`": AMOUNT_FIELDS,
}


def page() -> str:
    """The whole page: what was written by hand, then the reference."""
    by_hand = PAGE.read_text(encoding="utf-8").partition(FROM_HERE)[0]
    return by_hand + FROM_HERE + "\n".join(_reference()) + "\n"


def example(verb: Verb) -> dict[str, Any]:
    """A step with this verb, every field filled."""
    step: dict[str, Any] = {"on": "2026-06-10", "do": verb.name}
    if verb.doer:
        step["by"] = _doer(verb.name)
    return step | {name: _sample(field.schema, name) for name, field in verb.fields.items()}


def _reference() -> Iterator[str]:
    yield ""
    yield "## Parts"
    for title, fields in PARTS.items():
        yield f"\n### {title}\n"
        yield from _table(fields)
    yield "\n## Verbs"
    for verb in VERBS.values():
        yield f"\n### {verb.name}\n"
        yield f"{verb.words}{_who(verb)}"
        if verb.fields:
            yield ""
            yield from _table(verb.fields)
        yield f"\n```json\n{json.dumps(example(verb), ensure_ascii=False)}\n```"


def _who(verb: Verb) -> str:
    if verb.doer is None:
        return " Nobody does it: it has no `by`."
    return "" if verb.doer.required else " Without `by` the service does it."


def _table(fields: Mapping[str, Field]) -> Iterator[str]:
    yield "| Field | | What |\n| --- | --- | --- |"
    for name, field in fields.items():
        yield f"| `{name}` | {'needed' if field.required else ''} | {_what(field)} |"


def _what(field: Field) -> str:
    allowed = field.schema.get("enum")
    kinds = {"date": "a day, like `2026-09-01`"}
    said = [field.words, kinds.get(field.schema.get("format", ""), "")]
    if allowed:
        said.append("one of " + ", ".join(f"`{value}`" for value in allowed))
    elif field.schema.get("type") == "boolean":
        said.append("`true` or `false`")
    return "; ".join(words for words in said if words) or "text"


def _doer(verb: str) -> str:
    act = _act(verb)
    if act is None:
        return DOERS[Agency.FAMILY]
    if act.decision:
        return WHO_DECIDES
    return next((DOERS[Agency(agency)] for agency in act.by if agency in DOERS), DOERS[Agency.FAMILY])


def _act(verb: str) -> Act | None:
    names = {verb, *(act for act, its_verb in VERB_OF.items() if its_verb == verb)}
    lives = [model for model in apps.get_models() if issubclass(model, Life)]
    found = (act for life in lives for act in acts_of(life) if act.name in names and set(act.by) & set(DOERS))
    return next(found, None)


def _sample(given: Mapping[str, Any], name: str) -> Any:
    if "$ref" in given:
        given = schema()["$defs"][given["$ref"].rpartition("/")[2]]
    if name in SAMPLES and given.get("type", "string") == "string":
        return SAMPLES[name]
    if "enum" in given:
        return given["enum"][0]
    if kind := given.get("refers") or given.get("makes"):
        return NAMES[kind]
    match given["type"]:
        case "array":
            return [_sample(given["items"], name)]
        case "object":
            needed = given.get("required") or list(given["properties"])[:2]
            return {each: _sample(given["properties"][each], each) for each in needed}
        case "boolean":
            return True
        case "integer":
            return 45
    if given.get("format") == "date":
        return "2026-06-10"
    return "…"
