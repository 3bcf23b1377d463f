"""What the practice bar shows. It stands on every page in practice mode, and is nowhere else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property

from workflows import clock

from . import days


def practice(request: HttpRequest) -> dict[str, Any]:
    """Context processor: gives every template `practice`."""
    return {"practice": Bar(request)}


class Bar:
    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def today(self) -> date:
        return clock.today()

    @cached_property
    def next_due(self) -> date | None:
        return days.next_due(getattr(self._request, "user", None))

    @property
    def here(self) -> str:
        """Where to come back to: the page one is on, unless it only takes forms."""
        return self._request.get_full_path() if self._request.method == "GET" else ""
