"""A real browser, and people who sit at it. Chromium is the system's; nothing is downloaded."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import people
from workflows import clock

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PICTURES = os.environ.get("PICTURES")
"""A folder for pictures of the pages, to be looked at; without it none are taken."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(
            executable_path=found, args=[*FLAGS, "--disable-component-update"]
        )
        yield browser
        browser.close()


class Calendar:
    """The day it is, for the server and for the test alike."""

    def __init__(self) -> None:
        self.day = people.REQUEST

    def go_to(self, day: date) -> None:
        self.day = day


@pytest.fixture
def calendar() -> Iterator[Calendar]:
    calendar = Calendar()
    clock.use(lambda: calendar.day)
    yield calendar
    clock.use(None)


class Person:
    """Somebody at a browser, who sees words and presses what they say."""

    def __init__(self, browser: Browser, address: str, user: Any = None, **how: Any) -> None:
        self.address = address
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.failures: list[str] = []
        self.page.on("pageerror", lambda error: self.failures.append(f"script: {error}"))
        self.page.on("response", self._note)
        if user:
            self.sign_in(user)

    def _note(self, response: Any) -> None:
        if response.status >= 500:
            self.failures.append(f"{response.status} at {response.url}")

    def sign_in(self, user: Any) -> None:
        self.go("/account/login/")
        self.fill("E-mail address", user.email)
        self.fill("Password", people.PASSWORD)
        self.press("Sign in", within="main")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def write(self, name: str, text: str) -> None:
        """Fill the box of this name, where its label is the page's own heading."""
        self.page.locator(f'main [name="{name}"]').fill(text)

    def fill_day(self, legend: str, day: date) -> None:
        group = self.page.get_by_role("group", name=legend)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part, exact=True).fill(str(value))

    def choose(self, answer: str, question: str = "") -> None:
        """Choose an answer of a question with circles or boxes; name the question where answers repeat."""
        where = self.page.get_by_role("group", name=question) if question else self.page
        where.get_by_label(answer, exact=True).first.check()

    def pick(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def follow(self, words: str, nth: int = 0) -> None:
        """Follow what leads on, whether it looks like a link or like a button."""
        self.page.locator("main a, a.govuk-back-link", has_text=words).nth(nth).click()

    def task(self, title: str) -> None:
        """Open a task of a task list."""
        self.page.locator("main .govuk-task-list").get_by_role("link", name=title).first.click()

    def press(self, button: str, within: str = "main", nth: int = 0) -> None:
        self.page.locator(within).get_by_role("button", name=button).nth(nth).click()

    def sees(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("main")).to_contain_text(re.compile(re.escape(each), re.IGNORECASE))

    def does_not_see(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)

    def has_opened(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def picture(self, name: str) -> None:
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.fixture
def sits_down(chromium: Browser, live_server: Any) -> Iterator[Any]:
    """sits_down(user): that person at a browser of their own, signed in with e-mail and password."""
    seated: list[Person] = []

    def sit(user: Any = None, **how: Any) -> Person:
        person = Person(chromium, live_server.url, user, **how)
        seated.append(person)
        return person

    yield sit
    for number, person in enumerate(seated):
        person.picture(f"last-{number}")  # where each of them stood in the end: the first thing to look at
        person.context.close()
    assert [failure for person in seated for failure in person.failures] == []
