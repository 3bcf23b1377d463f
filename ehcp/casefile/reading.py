"""Reads a case file and says of each mistake on which line it stands and what is allowed there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

from .schema import schema

Place = tuple[str | int, ...]
"""The way to a value in the file: ("story", 3, "by")."""

MORE_THAN_ENOUGH = 12


class Mistake(Exception):
    """Something in a case file that cannot be. The message names file, line and what is allowed."""

    def __init__(self, file: str, line: int, words: str) -> None:
        super().__init__(f"{file}, line {line}: {words}")
        self.line = line


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
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise Mistake(name, error.lineno, _no_json(error))
    lines = _Lines(name, text).lines
    if not isinstance(content, dict):
        raise Mistake(name, 1, "a case file is one JSON object: { ... }.")
    errors = sorted(faults(content), key=lambda fault: lines[fault.place])
    if errors:
        raise Mistake(name, lines[errors[0].place], errors[0].words)
    return CaseFile(name, content, lines)


NO_JSON = {
    "Expecting ',' delimiter": "a comma is missing before this, or a bracket is not closed",
    "Expecting ':' delimiter": "a colon must stand between a name and its value",
    "Expecting property name enclosed in double quotes": (
        "a name in double quotes must stand here, or there is a comma too many before it"
    ),
    "Expecting value": (
        "a value must stand here (text in double quotes, a number, true, false, a list or an object), "
        "or there is a comma too many before it"
    ),
    "Extra data": "the file should end here, with the bracket that closes it",
    "Unterminated string starting at": "the text that begins here has no closing quote",
    "Invalid control character at": "a text may not run over a line break or hold a tab; write \\n or \\t",
    "Invalid \\escape": "a backslash in a text is written twice: \\\\",
}


def _no_json(error: json.JSONDecodeError) -> str:
    words = next((words for start, words in NO_JSON.items() if error.msg.startswith(start)), error.msg)
    return f"this is not JSON: {words} (column {error.colno})."


class _Lines:
    """On which line each value of a JSON text begins, by its place. The text is known to be JSON."""

    TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines: dict[Place, int] = {}
        self._tokens = self._told(text)
        self._value((), *next(self._tokens))

    def _told(self, text: str) -> Iterator[tuple[str, int]]:
        line, at = 1, 0
        for sign in self.TOKEN.finditer(text):
            line += text.count("\n", at, sign.start())
            at = sign.start()
            yield sign[0], line

    def _value(self, place: Place, sign: str, line: int) -> None:
        if place in self.lines:
            raise Mistake(self.name, line, f"“{place[-1]}” stands here a second time.")
        self.lines[place] = line
        if sign == "{":
            self._object(place)
        elif sign == "[":
            self._list(place)

    def _object(self, place: Place) -> None:
        for sign, line in self._tokens:
            if sign == "}":
                return
            if sign == ",":
                continue
            name = json.loads(sign)
            next(self._tokens)  # the colon
            # A name and its value are one thing to a person: the line is the name's.
            self._value((*place, name), next(self._tokens)[0], line)

    def _list(self, place: Place) -> None:
        number = 0
        for sign, line in self._tokens:
            if sign == "]":
                return
            if sign == ",":
                continue
            self._value((*place, number), sign, line)
            number += 1


@dataclass(frozen=True)
class Fault:
    place: Place
    words: str


def faults(content: dict[str, Any]) -> Iterator[Fault]:
    """Everything in the content of a case file that cannot be."""
    names = _Names(content)
    checker = validators.extend(
        Draft202012Validator, {"refers": names.refers, "makes": names.makes, "in_order": _in_order}
    )
    for error in checker(_schema(), format_checker=_formats()).iter_errors(content):
        yield from _in_words(error)


@cache
def _schema() -> dict[str, Any]:
    return schema()


@cache
def _formats() -> FormatChecker:
    formats = FormatChecker(formats=())
    formats.checks("date", raises=ValueError)(_is_a_day)
    return formats


def _is_a_day(value: Any) -> bool:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return False
        date.fromisoformat(value)
    return True


class _Names:
    """What the file has named so far, by kind. The schema is gone through in the order of the file."""

    SAID = {
        "organisation": "in `organisations`",
        "person": "in `people`",
        "advice": "by a request in `seek_advice`",
        "consultation": "by a `send_consultation`",
        "comment": "by a `comment`",
        "dispute": "as a `dispute`",
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
                f"“{value}” has not been named {self.SAID[kind]} before this.{_choice(value, allowed)}"
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


def _in_words(error: ValidationError) -> Iterator[Fault]:
    place = tuple(error.absolute_path)
    says = SAYS.get(str(error.validator))
    if error.validator == "additionalProperties":
        allowed = list(error.schema["properties"])
        for name in error.instance:
            if name not in allowed:
                yield Fault((*place, name), f"“{name}” is not known here.{_choice(name, allowed)}")
    else:
        yield Fault(place, says(error) if says else error.message)


def _choice(value: str, allowed: list[str]) -> str:
    near = get_close_matches(value, allowed, n=1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    if not allowed:
        return f"{meant} Nothing has been so far."
    listed = (
        allowed if len(allowed) <= MORE_THAN_ENOUGH or not near else get_close_matches(value, allowed, n=4)
    )
    return f"{meant} Allowed: {', '.join(listed)}."


TYPES = {
    "object": "an object: { ... }",
    "array": "a list: [ ... ]",
    "string": "text in double quotes",
    "integer": "a whole number",
    "boolean": "true or false",
}
PATTERNS = {
    r"\S": "this must not be empty.",
    r"^\d{1,9}(\.\d\d)?$": 'this must be pounds as text, like "2592.00".',
    "^[a-z0-9][a-z0-9-]*$": "a name is made of small letters, figures and hyphens, like “speech-n-sounds”.",
}

SAYS: dict[str, Callable[[ValidationError], str]] = {
    "required": lambda e: (
        f"{_missing(e)} missing. Allowed here: {', '.join(e.schema.get('properties', {}))}."
        if len(e.schema.get("properties", {})) > 1
        else f"{_missing(e)} missing."
    ),
    "enum": lambda e: f"“{e.instance}” is not known here.{_choice(str(e.instance), e.schema['enum'])}",
    "const": lambda e: f"this must be {json.dumps(e.schema['const'])}.",
    "type": lambda e: f"this must be {TYPES[e.schema['type']]}.",
    "format": lambda e: f"“{e.instance}” is no day. Write year, month and day, like 2026-09-01.",
    "pattern": lambda e: PATTERNS[e.schema["pattern"]],
    "minItems": lambda e: "this list must not be empty.",
    "minProperties": lambda e: "something must stand in this.",
    "minimum": lambda e: f"this must be {e.schema['minimum']} or more.",
}


def _missing(error: ValidationError) -> str:
    lacking = [f"“{name}”" for name in error.schema["required"] if name not in error.instance]
    return f"{' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'}"
