"""The fake inside this process, for practice: what is sent is checked as over HTTP, and goes nowhere.

Time does not pass for it by itself: a message is on its way, and at its end, as soon as it is taken.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import BaseAdapter

from notifications.receipts import take

from .desk import Desk, Lost

STEPS = 2
"""From taken to delivered, or not."""


class Adapter(BaseAdapter):
    """Takes the place of the network for one address."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        asked = urlsplit(request.url or "")
        body: Any = request.body or b""
        given = body if isinstance(body, bytes) else body.encode()
        try:
            answer = self.desk.handle(
                request.method or "GET", str(asked.path), str(asked.query), request.headers, given
            )
        except Lost:
            raise requests.ConnectionError(request=request) from None
        for _ in range(STEPS):
            self.desk.advance()
        response = requests.Response()
        response.status_code = answer.status
        response.request = request
        response.url = request.url or ""
        response.headers["Content-Type"] = answer.kind
        response._content = answer.as_bytes()
        return response

    def close(self) -> None:
        pass


@cache
def desk() -> Desk:
    """This process's own."""
    return Desk(settings.NOTIFY_API_KEY, _told)


def _told(receipt: dict[str, Any]) -> bool:
    take(receipt)
    return True


def adapter() -> Adapter:
    return Adapter(desk())
