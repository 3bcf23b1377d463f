"""What Notify answers, and how it says that it will not."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any] | bytes
    kind: str = "application/json"

    def as_bytes(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Refusal(Exception):
    """Answered in Notify's format: {"status_code": 400, "errors": [{"error": kind, "message": words}]}."""

    status: int
    error: str
    messages: list[str] = field(default_factory=list)

    def answer(self) -> Answer:
        errors = [{"error": self.error, "message": message} for message in self.messages]
        return Answer(self.status, {"status_code": self.status, "errors": errors})


def invalid(*messages: str) -> Refusal:
    return Refusal(400, "ValidationError", list(messages))


def bad_request(message: str, status: int = 400) -> Refusal:
    return Refusal(status, "BadRequestError", [message])


def not_allowed(message: str, status: int = 403) -> Refusal:
    return Refusal(status, "AuthError", [message])


NO_RESULT = Refusal(404, "NoResultFound", ["No result found"])
