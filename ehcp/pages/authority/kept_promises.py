"""For managers: how often the council keeps what it promises. Every figure opens the cases it counts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.views.generic import TemplateView

from ehcp.pages.authority.manager import ManagerPage
from ehcp.pages.authority.promised import EVERY, SINCE, outcomes, percent, running, since
from workflows import clock
from workflows.law.terms import Promise


class Promises(ManagerPage, TemplateView):
    template_name = "authority/promises.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"meters": [meter(promise, self.managed) for promise in EVERY.values()], **kwargs}
        )


def meter(promise: Promise, cases: Any) -> dict[str, Any]:
    """One promise: how often it was kept in each span, and what is open now."""
    now = list(running(promise, cases, clock.today()))
    late = [each for each in now if not each.kept]
    return {
        "promise": promise,
        "spans": [_rate(promise, cases, span) for span in ("weeks", "year")],
        "open": len(now),
        "open_url": _link(promise, "open", "now"),
        "late": len(late),
        "late_url": _link(promise, "late", "now"),
    }


def _rate(promise: Promise, cases: Any, span: str) -> dict[str, Any]:
    today = clock.today()
    found = list(outcomes(promise, cases, since(span, today), today))
    kept = sum(each.kept for each in found)
    return {
        "words": SINCE[span],
        "since": since(span, today),
        "counted": len(found),
        "counted_url": _link(promise, "counted", span),
        "kept": kept,
        "kept_url": _link(promise, "kept", span),
        "broken": len(found) - kept,
        "broken_url": _link(promise, "broken", span),
        "percent": percent(promise, cases, span, today),
    }


def _link(promise: Promise, how: str, span: str) -> str:
    asked = {"promise": promise.key, "kept": how, "since": span, "whose": "all"}
    return f"{reverse('authority:cases')}?{urlencode(asked)}"
