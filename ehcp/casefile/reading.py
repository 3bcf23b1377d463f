"""Reads a case file and says of each mistake on which line it stands and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

from ehcp.json_text import Fault, Mistake, Place, choice, formats, in_words, parsed, refuse

from .schema import schema


@dataclass(frozen=True)
class CaseFile:
    """A file that has been read and found sound: every verb, field and name in it is known."""

    name: str
    content: dict[str, Any]
    lines: dict[Place, int]

    def line(self, *place: str | int) -> int:
        return self.lines[place]


def read(path: str | Path) -> CaseFile:
    """Raises Mistake for the first thing that is wrong, reading from the top."""
    name = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Mistake(name, error.object[: error.start].count(b"\n") + 1, "this is not text in UTF-8.")
    except OSError as error:
        raise Mistake(name, 1, f"the file cannot be read: {error.strerror}.")
    content, lines = parsed(name, text, "case file")
    refuse(name, lines, faults(content))
    return CaseFile(name, content, lines)


def faults(content: dict[str, Any]) -> Iterator[Fault]:
    """Everything in the content of a case file that cannot be."""
    names = _Names(content)
    checker = validators.extend(
        Draft202012Validator, {"refers": names.refers, "makes": names.makes, "in_order": _in_order}
    )
    for error in checker(_schema(), format_checker=formats()).iter_errors(content):
        yield from in_words(error)


@cache
def _schema() -> dict[str, Any]:
    return schema()


class _Names:
    """What the file has named so far, by kind. The schema is gone through in the order of the file."""

    SAID = {
        "organisation": "in `organisations`",
        "person": "in `people`",
        "advice": "by a request in `seek_advice`",
        "consultation": "by a `send_consultation`",
        "comment": "by a `comment`",
        "dispute": "as a `dispute`",
        "question": "by an `ask_a_question`",
        "row": "as the key of a row",
    }

    def __init__(self, content: dict[str, Any]) -> None:
        self.known: dict[str, dict[str, None]] = {kind: {} for kind in self.SAID}
        for kind, part in (("organisation", "organisations"), ("person", "people")):
            if isinstance(content.get(part), dict):
                self.known[kind] = dict.fromkeys(content[part])

    def makes(self, validator: Any, kind: str, value: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, str):
            self.known[kind][value] = None
        yield from ()

    def refers(self, validator: Any, kind: str, value: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and value not in self.known[kind] and value != schema.get("or"):
            allowed = [*self.known[kind], *([schema["or"]] if "or" in schema else [])]
            yield ValidationError(
                f"“{value}” has not been named {self.SAID[kind]} before this.{choice(value, allowed)}"
            )


def _in_order(validator: Any, field: str, steps: Any, schema: Any) -> Iterator[ValidationError]:
    """Steps stand in the order of their days. (Days are compared as they are written: year, month, day.)"""
    if not isinstance(steps, list):
        return
    before = ""
    for number, step in enumerate(steps):
        day = step.get(field) if isinstance(step, dict) else None
        if not isinstance(day, str):
            continue
        if day < before:
            yield ValidationError(
                f"{day} comes before {before}, the day of the step above. Steps stand in the order of their days.",
                path=(number, field),
            )
        before = max(before, day)
