"""The desk at which messages are handed in: it checks them, keeps them, and says later what became of them.

Everything that Notify does in its own time happens here when `advance()` is called. Nothing leaves this machine.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

from . import rules
from .answers import NO_RESULT, Answer, Refusal, bad_request, invalid

A_MINUTE = 60.0
A_PAGE = 250
RATE = 3000
"""Requests that a key may make in a minute."""
CALLS = 6
"""How often Notify calls us about a message: once, and five times again if that failed."""

EMAIL, TEXT = "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"
TEMPLATES = {
    EMAIL: ("email", {"subject": "((subject))", "body": "((body))"}),
    TEXT: ("sms", {"body": "((subject))\n((body))"}),
}
"""The templates of a council: one for each kind, with everything left to whoever sends."""

ENDS = {
    "temp-fail@simulator.notify": "temporary-failure",
    "perm-fail@simulator.notify": "permanent-failure",
    "447700900003": "temporary-failure",
    "447700900002": "permanent-failure",
}
"""The addresses and numbers with which Notify lets one try out a failure. Any other message is delivered."""
FAULTS = ("500", "503", "429", "timeout", "dropped")
"""What can go wrong with a request: an error, no answer in time, or a connection that ends after it was taken."""

Call = Callable[[dict[str, Any]], bool]


@dataclass
class Message:
    """One message that was taken."""

    kind: str
    to: str
    reference: str | None
    template: str | None = None
    content: dict[str, str] = field(default_factory=dict)
    pdf: bytes = b""
    status: str = "created"
    id: str = field(default_factory=lambda: str(uuid4()))
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    sent_at: datetime | None = None
    completed_at: datetime | None = None
    calls_left: int = CALLS

    @property
    def is_over(self) -> bool:
        return self.status not in ("created", "sending", "pending-virus-check", "accepted")


class Lost(Exception):
    """No answer comes; `held` says whether the line stays open meanwhile."""

    def __init__(self, *, held: bool = False) -> None:
        self.held = held


class Desk:
    def __init__(
        self,
        api_key: str,
        call: Call | None = None,
        look_into: Callable[[bytes], str] = lambda pdf: "",
        rate: int = RATE,
    ) -> None:
        """`call` reports a status to the service and says whether that was taken; `look_into` says what on the pages
        of a letter stands where it cannot be printed."""
        self.service, self.secret = api_key[-73:-37], api_key[-36:]
        self.call, self.look_into, self.rate = call, look_into, rate
        self.messages: dict[str, Message] = {}
        self.faults: deque[str] = deque()
        self._asked: deque[float] = deque()
        self._lock = threading.RLock()

    # Being asked

    def handle(self, method: str, path: str, query: str, headers: Any, body: bytes) -> Answer:
        """Answer a request as Notify does. Raises Lost where no answer comes."""
        with self._lock:
            fault = self.faults.popleft() if self.faults and method == "POST" else ""
            if fault in ("500", "503"):
                return Refusal(int(fault), "Exception", ["Internal server error"]).answer()
            if fault == "timeout":
                raise Lost(held=True)
            try:
                rules.check_token(headers.get("Authorization", ""), self.service, self.secret)
                self._check_rate(limit=0 if fault == "429" else self.rate)
                answer = self._routed(method, path, query, headers, body)
            except Refusal as refusal:
                return refusal.answer()
            if fault == "dropped":
                raise Lost
            return answer

    def _routed(self, method: str, path: str, query: str, headers: Any, body: bytes) -> Answer:
        parts = path.strip("/").split("/")
        match method, parts:
            case "POST", ["v2", "notifications", ("sms" | "email" | "letter") as kind]:
                return Answer(201, self._take(kind, self._json(headers, body)))
            case "GET", ["v2", "notifications"]:
                return Answer(200, self._page(parse_qs(query)))
            case "GET", ["v2", "notifications", number]:
                return Answer(200, self._told(self._message(number)))
            case "GET", ["v2", "notifications", number, "pdf"]:
                return Answer(200, self._pdf(number), "application/pdf")
        raise Refusal(404, "NotFound", ["The requested URL was not found on the server"])

    def _check_rate(self, limit: int) -> None:
        now = time.monotonic()
        while self._asked and self._asked[0] < now - A_MINUTE:
            self._asked.popleft()
        if len(self._asked) >= limit:
            words = f"Exceeded rate limit for key type LIVE of {self.rate} requests per 60 seconds"
            raise Refusal(429, "RateLimitError", [words])
        self._asked.append(now)

    def _json(self, headers: Any, body: bytes) -> dict[str, Any]:
        if not headers.get("Content-type", "").startswith("application/json"):
            raise bad_request("Content-Type must be application/json")
        try:
            given = json.loads(body)
        except ValueError:
            raise bad_request("Invalid JSON supplied in POST data") from None
        if not isinstance(given, dict):
            raise invalid("The request must be an object")
        return given

    # Taking a message

    def _take(self, kind: str, given: dict[str, Any]) -> dict[str, Any]:
        message = self._letter(given) if kind == "letter" else self._from_template(kind, given)
        self.messages[message.id] = message
        uri = f"/v2/notifications/{message.id}"
        if kind == "letter":
            return {"id": message.id, "reference": message.reference, "postage": "second"}
        sender = {"from_number": "COUNCIL"} if kind == "sms" else {"from_email": "council@notify.invalid"}
        return {
            "id": message.id,
            "reference": message.reference,
            "content": {**message.content, **sender},
            "uri": uri,
            "template": {
                "id": message.template,
                "version": 1,
                "uri": f"/v2/template/{message.template}",
            },
            "scheduled_for": None,
        }

    def _from_template(self, kind: str, given: dict[str, Any]) -> Message:
        to = "phone_number" if kind == "sms" else "email_address"
        options = ("sms_sender_id",) if kind == "sms" else ("email_reply_to_id", "one_click_unsubscribe_url")
        rules.check_shape(
            given, (to, "template_id"), (to, "template_id", "personalisation", "reference", *options)
        )
        address = given[to]
        if kind == "sms":
            address = rules.check_mobile(address)
        else:
            rules.check_email_address(address)
        template_kind, template = TEMPLATES.get(given["template_id"], ("", {}))
        if not template:
            raise bad_request("Template not found")
        if template_kind != kind:
            raise bad_request(f"{template_kind} template is not suitable for {kind} notification")
        content = rules.filled_in(template, given.get("personalisation", {}))
        rules.check_length(kind, content)
        return Message(kind, address, given.get("reference"), given["template_id"], content)

    def _letter(self, given: dict[str, Any]) -> Message:
        """A precompiled one. Letters from a template are not offered here."""
        rules.check_shape(given, ("reference", "content"), ("reference", "content", "postage"))
        if given.get("postage", "second") not in ("first", "second", "economy"):
            raise invalid("postage invalid. It must be either first, second or economy.")
        pdf = rules.check_letter(given["content"])
        return Message("letter", "Provided as PDF", given["reference"], pdf=pdf, status="pending-virus-check")

    # What became of it

    def advance(self) -> None:
        """Time passes: each message goes a step further, and those that are over are called about."""
        with self._lock:
            waiting = [each for each in self.messages.values() if not each.is_over]
            for message in waiting:
                self._next(message)
        self.call_about_what_is_over()

    def call_about_what_is_over(self) -> None:
        """Notify calls about e-mails and text messages; about letters it has to be asked."""
        with self._lock:
            over = [each for each in self.messages.values() if each.is_over and each.calls_left]
        over = [each for each in over if each.kind != "letter"]
        for message in over if self.call else ():
            message.calls_left -= 1
            if self.call and self.call(self.receipt(message)):
                message.calls_left = 0

    def _next(self, message: Message) -> None:
        now = datetime.now(UTC)
        if message.status == "created":
            message.status, message.sent_at = "sending", now
        elif message.status == "sending":
            message.status, message.completed_at = ENDS.get(message.to, "delivered"), now
        elif message.status == "pending-virus-check":
            message.status = "validation-failed" if self.look_into(message.pdf) else "accepted"
            message.completed_at = now
        elif message.status == "accepted":
            message.status, message.completed_at = "received", now

    def receipt(self, message: Message) -> dict[str, Any]:
        """What Notify posts to the service."""
        return {
            "id": message.id,
            "reference": message.reference,
            "to": message.to,
            "status": message.status,
            "created_at": _moment(message.created_at),
            "completed_at": _moment(message.completed_at),
            "sent_at": _moment(message.sent_at),
            "notification_type": message.kind,
            "template_id": message.template,
            "template_version": 1,
        }

    # Being asked what became of it

    def _message(self, number: str) -> Message:
        if not rules.is_uuid(number):
            raise invalid("id is not a valid UUID")
        if number not in self.messages:
            raise NO_RESULT
        return self.messages[number]

    def _pdf(self, number: str) -> bytes:
        message = self._message(number)
        if message.kind != "letter":
            raise bad_request("Notification is not a letter")
        if message.status == "pending-virus-check":
            raise Refusal(400, "PDFNotReadyError", ["PDF not available yet, try again later"])
        return message.pdf

    def _page(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        known = ("reference", "status", "template_type", "older_than", "include_jobs")
        if unknown := [name for name in asked if name not in known]:
            raise invalid(f"Additional properties are not allowed ({', '.join(unknown)} was unexpected)")
        found = [each for each in reversed(self.messages.values()) if _fits(each, asked)]
        if older := asked.get("older_than"):
            before = self._message(older[0])
            found = [each for each in found if each.created_at < before.created_at]
        page = found[:A_PAGE]
        links = {"current": "/v2/notifications"}
        if page:
            links["next"] = f"/v2/notifications?older_than={page[-1].id}"
        return {"notifications": [self._told(each) for each in page], "links": links}

    def _told(self, message: Message) -> dict[str, Any]:
        return {
            "id": message.id,
            "reference": message.reference,
            "email_address": message.to if message.kind == "email" else None,
            "phone_number": message.to if message.kind == "sms" else None,
            **{f"line_{number}": None for number in range(1, 8)},
            "postage": "second" if message.kind == "letter" else None,
            "type": message.kind,
            "status": message.status,
            "template": {
                "id": message.template,
                "version": 1,
                "uri": f"/v2/template/{message.template}/version/1",
            },
            "body": message.content.get("body", ""),
            "subject": message.content.get("subject"),
            "created_at": _moment(message.created_at),
            "created_by_name": None,
            "sent_at": _moment(message.sent_at),
            "completed_at": _moment(message.completed_at),
            "scheduled_for": None,
        }


def _fits(message: Message, asked: dict[str, list[str]]) -> bool:
    statuses = asked.get("status", [message.status])
    failed = "failed" in statuses and message.status.endswith("-failure")
    return (
        message.reference in asked.get("reference", [message.reference])
        and message.kind in asked.get("template_type", [message.kind])
        and (message.status in statuses or failed)
    )


def _moment(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if at else None
