"""Somebody without an account, writing a request page by page."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from tests import people

MOTHERS = {
    "who": {"who": "parent"},
    "child": {
        "name": "Idris Bellamy",
        "known_as": "Idi",
        "born_day": "27",
        "born_month": "3",
        "born_year": "2019",
    },
    "home": {"address": "4 Alder Way\nNorthmoor NM1 4XX"},
    "setting": {"goes_to": "other", "setting_name": "Hilltop Nursery, Northmoor"},
    "needs": {"sees": "Idi cannot sit with the others, and cries before school."},
    "tried": {"tried": "A quiet corner."},
    "you": {"your_name": "Grace Bellamy", "relationship": "mother"},
    "contact": {"email": "grace.bellamy@people.example", "phone": "01632 960411", "reach": "email"},
    "else": {"more": "His father must not learn the address."},
}
DECLARED = {"true": "on", "share": "on"}


class Writer:
    """Writes a request through the pages, as a browser without JavaScript does."""

    def __init__(self, client: Client, council: Any) -> None:
        self.client, self.council = client, council
        self.token = ""

    def begin(self) -> str:
        answer = self.client.post("/request/", {"council": str(self.council.pk)})
        self.token = answer.url.split("/")[2]
        return answer.url

    def address(self, page: str = "") -> str:
        return f"/request/{self.token}/{page}/" if page else f"/request/{self.token}/"

    def answer(self, page: str, **said: str) -> Any:
        return self.client.post(self.address(page), said)

    def write(self, answers: dict[str, dict[str, str]] = MOTHERS, **changed: dict[str, str]) -> None:
        """Follow the pages from the first question on until nothing is asked any more."""
        answers = {**answers, **changed}
        url = self.begin()
        while not url.endswith("/check/"):
            page = url.rstrip("/").split("/")[-1]
            answer = self.client.post(url, answers[page])
            assert answer.status_code == 302, answer.context["form"].errors
            url = answer.url

    def send(self) -> Any:
        return self.client.post(self.address("check"), DECLARED, follow=True)


@pytest.fixture
def counting(settings) -> None:
    """A cache, which other tests do without, that has counted nobody yet."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": memory, "LOCATION": str(uuid.uuid4())}}


@pytest.fixture
def writer(client: Client, cast: people.Cast) -> Writer:
    return Writer(client, cast.council)
