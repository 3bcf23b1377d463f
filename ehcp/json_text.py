"""JSON that people send and write: on which line each value stands, and what is wrong with it, in words.

    content, lines = parsed("case.json", text)
    errors = [fault for error in checker.iter_errors(content) for fault in in_words(error)]
    refuse("case.json", lines, errors)

A mistake says on one line what is wrong, where, and what is allowed there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from jsonschema import FormatChecker, ValidationError

Place = tuple[str | int, ...]
"""The way to a value in the file: ("story", 3, "by")."""

MORE_THAN_ENOUGH = 12


class Mistake(Exception):
    """Something in a file that cannot be. The message names file, line and what is allowed."""

    def __init__(self, file: str, line: int, words: str) -> None:
        super().__init__(f"{file}, line {line}: {words}")
        self.line = line


@dataclass(frozen=True)
class Fault:
    place: Place
    words: str


def parsed(name: str, text: str, what: str) -> tuple[dict[str, Any], dict[Place, int]]:
    """The content of a JSON text and the line of each of its values. `what` it is meant to be: "case file"."""
    try:
        content = json.loads(text)
        lines = _Lines(name, text).lines
    except json.JSONDecodeError as error:
        raise Mistake(name, error.lineno, _no_json(error))
    except RecursionError:
        raise Mistake(name, 1, f"brackets are nested deeper here than in any {what}.")
    except ValueError:
        raise Mistake(name, 1, "a number in this file is too long to be one.")
    if not isinstance(content, dict):
        raise Mistake(name, 1, f"a {what} is one JSON object: {{ ... }}.")
    return content, lines


def refuse(name: str, lines: Mapping[Place, int], faults: Iterable[Fault]) -> None:
    """Raises Mistake for the first of these faults, reading from the top; does nothing if there are none."""
    first = min(faults, key=lambda fault: lines[fault.place], default=None)
    if first:
        raise Mistake(name, lines[first.place], first.words)


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


@cache
def formats() -> FormatChecker:
    """Knows what a day is."""
    found = FormatChecker(formats=())
    found.checks("date", raises=ValueError)(_is_a_day)
    return found


def _is_a_day(value: Any) -> bool:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return False
        date.fromisoformat(value)
    return True


def in_words(error: ValidationError) -> Iterator[Fault]:
    """What a validator found, as it is said to a person."""
    place = tuple(error.absolute_path)
    says = SAYS.get(str(error.validator))
    if error.validator == "additionalProperties":
        allowed = list(error.schema["properties"])
        for name in error.instance:
            if name not in allowed:
                yield Fault((*place, name), f"“{name}” is not known here.{choice(name, allowed)}")
    else:
        yield Fault(place, says(error) if says else error.message)


def choice(value: str, allowed: list[str]) -> str:
    """What may stand there instead, and what was perhaps meant."""
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
    r"^[BCD]\d+$": "a need is numbered by its section, like “B1”.",
    r"^E\d+$": "an outcome is numbered like “E1”.",
    r"^(F|G|H1\.|H2\.)\d+$": "a line of provision is numbered by its section, like “F1” or “H1.1”.",
    "^sha256:[0-9a-f]{64}$": "this must be “sha256:” and 64 figures and letters from a to f.",
}

SAYS: dict[str, Callable[[ValidationError], str]] = {
    "required": lambda e: (
        f"{_missing(e)} missing. Allowed here: {', '.join(e.schema.get('properties', {}))}."
        if len(e.schema.get("properties", {})) > 1
        else f"{_missing(e)} missing."
    ),
    "enum": lambda e: f"“{e.instance}” is not known here.{choice(str(e.instance), e.schema['enum'])}",
    "const": lambda e: f"this must be {json.dumps(e.schema['const'])}.",
    "type": lambda e: f"this must be {TYPES[e.schema['type']]}.",
    "format": lambda e: f"“{e.instance}” is no day. Write year, month and day, like 2026-09-01.",
    "pattern": lambda e: PATTERNS[e.schema["pattern"]],
    "minItems": lambda e: "this list must not be empty.",
    "minProperties": lambda e: "something must stand in this.",
    "minimum": lambda e: f"this must be {e.schema['minimum']} or more.",
    "maximum": lambda e: f"this must be {e.schema['maximum']} or less.",
    "maxLength": lambda e: f"this has {len(e.instance)} characters. Allowed: {e.schema['maxLength']}.",
    "maxItems": lambda e: f"this list has {len(e.instance)} entries. Allowed: {e.schema['maxItems']}.",
    "uniqueItems": lambda e: "the same stands twice in this list.",
}


def _missing(error: ValidationError) -> str:
    lacking = [f"“{name}”" for name in error.schema["required"] if name not in error.instance]
    return f"{' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'}"
