"""The table of the law for other programs to read: `python -m workflows.law --json`, and `/law.json` of the service.

    {
      "format": 1,
      "pack": {"name": "england_2014", "title": "...", "in_force_from": "2014-09-01"},
      "stages": [{"title": "A request for an assessment arrives", "rows": ["A1", "A2", ...]}, ...],
      "rows": [
        {
          "ref": "A3", "key": "decide_whether_to_assess", "stage": "A request for an assessment arrives",
          "kind": "duty",                    or "right"
          "task": "Decide whether ...", "law": "SEND Regulations 2014, reg 5(1)",
          "owner": {"name": "local_authority", "words": "the local authority"},
          "since": [{"name": "request_received", "words": "the request for an assessment was received"}],
          "within": {"number": 6, "unit": "week", "words": "6 weeks"},
          "counting": "after",               how `within` lies to the day it counts from
          "or_later": null,                  or {"within": ..., "counting": ..., "since": {"name": ..., "words": ...}}
          "calendar": null,                  or "tribunal": the last day moves to its next working day
          "how_soon": null,                  words, where the law gives no number
          "by_when": "within 6 weeks of the day the request for an assessment was received",
          "aim": null,                       or {"within": ..., "since": ...}: our own day, never law
          "condition": null,                 or {"name": ..., "words": ...}: it applies only where this is so
          "exceptions": [{"ground": {...}, "words": "...", "law": "...", "for_at_least": null}, ...],
          "extended_by": null,               or where the law lets those concerned agree on another day
          "reminders": [{"number": 2, "unit": "week", "words": "2 weeks"}, ...],
          "right": "A refusal can be appealed ...", "note": "...",
          "guidance": false,                 true: statutory guidance, not a time limit in law
          "confirmed": true                  false: a lawyer has still to confirm our source
        }, ...
      ],
      "promises": [...]                      rows of the same shape, of the kind "promise": what this council promises
    }                                        beyond the law. Their day is their `aim`, and no time limit in law.

What there is none of is null. Names stay as they are within a format; new ones may come, so a reader passes over
what it does not know. `law.schema.json` beside this module says the same as a JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workflows.clock import Period

from . import Pack
from .terms import Exception_, Right, Row, Stage, Worded

FORMAT = 1
SCHEMA = Path(__file__).with_name("law.schema.json")


def text(law: Pack) -> str:
    return json.dumps(as_json(law), ensure_ascii=False, indent=2)


def as_json(law: Pack) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "pack": {
            "name": law.name,
            "title": law.title,
            "in_force_from": law.in_force_from.isoformat(),
        },
        "stages": [{"title": stage.title, "rows": [row.ref for row in rows]} for stage, rows in law.stages],
        "rows": list(_rows(law)),
        "promises": [_row(row, law.beyond) for row in law.promises],
    }


def _rows(law: Pack) -> Iterator[dict[str, Any]]:
    for stage, rows in law.stages:
        for row in rows:
            yield _row(row, stage)


def _row(row: Row, stage: Stage) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "key": row.key,
        "stage": stage.title,
        "kind": _kind(row),
        "task": row.task,
        "law": row.law,
        "owner": _named(row.owner),
        "since": [_named(moment) for moment in row.starts],
        "within": _period(row.within),
        "counting": row.counted.value if row.within else None,
        "or_later": _or_later(row),
        "calendar": row.calendar.value if row.calendar else None,
        "how_soon": row.how_soon if row.within is None and row.starts else None,
        "by_when": row.by_when,
        "aim": _aim(row),
        "condition": {"name": row.only_if, "words": row.condition} if row.only_if else None,
        "exceptions": [_exception(each) for each in row.excused_by],
        "extended_by": row.extended_by or None,
        "reminders": [_period(each) for each in row.remind],
        "right": row.right or None,
        "note": row.note or None,
        "guidance": row.guidance,
        "confirmed": row.confirmed,
    }


def _kind(row: Row) -> str:
    if row.is_promise:
        return "promise"
    return "right" if isinstance(row, Right) else "duty"


def _named(member: Worded) -> dict[str, str]:
    return {"name": member.value, "words": member.words}


def _period(period: Period | None) -> dict[str, Any] | None:
    """Its number and unit; for a day of the year also its month."""
    return {**asdict(period), "unit": period.unit, "words": period.words} if period else None


def _or_later(row: Row) -> dict[str, Any] | None:
    other = row.or_later
    if other is None:
        return None
    return {
        "within": _period(other.within),
        "counting": other.counted.value,
        "since": _named(other.since),
    }


def _aim(row: Row) -> dict[str, Any] | None:
    if row.aim is None:
        return None
    since = (row.aim_since,) if row.aim_since else row.starts
    return {"within": _period(row.aim), "since": [_named(moment) for moment in since]}


def _exception(each: Exception_) -> dict[str, Any]:
    return {
        "ground": _named(each.ground),
        "words": each.words,
        "law": each.law,
        "for_at_least": _period(each.for_at_least),
    }
