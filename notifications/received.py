"""What each person received about one case, day by day, as the ledger has it: the honest answer to "who was told?"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from textwrap import wrap
from typing import Any

from django.utils import timezone

from workflows.clock import in_words
from workflows.words import listed

from .models import Notice

WAYS = {
    Notice.Channel.IN_APP: "on the page",
    Notice.Channel.EMAIL: "by e-mail",
    Notice.Channel.TEXT: "by text message",
    Notice.Channel.LETTER: "by letter",
}
SHOWN = (Notice.Channel.IN_APP, Notice.Channel.EMAIL, Notice.Channel.LETTER, Notice.Channel.TEXT)
"""Of the same thing said in several ways, the one whose words are shown; a letter has them in a frame besides."""
WIDTH = 100


@dataclass
class Message:
    """One thing said in the same words to one or several readers, and the ways it went to each."""

    day: date
    subject: str
    group: str
    to: dict[str, list[Notice]] = field(default_factory=dict)

    @property
    def readers(self) -> str:
        """ "Karen and Lee, on the page and by e-mail": those who had it by the same ways together."""
        by_way: dict[tuple[str, ...], list[str]] = {}
        for name, notices in self.to.items():
            ways = tuple(dict.fromkeys(WAYS[Notice.Channel(each.channel)] for each in notices))
            by_way.setdefault(ways, []).append(name)
        return "; ".join(f"{listed(names)}, {listed(ways)}" for ways, names in by_way.items())

    @property
    def words(self) -> str:
        notices = [each for of_one in self.to.values() for each in of_one]
        return min(notices, key=lambda each: SHOWN.index(Notice.Channel(each.channel))).body


def received(notices: Any) -> Iterator[Message]:
    """The messages that went out, in the order of their days. `notices`: those of the ledger to tell of."""
    sent = notices.filter(state=Notice.State.SENT).select_related("reader", "organisation").order_by("pk")
    by_day = sorted(sent, key=lambda each: timezone.localdate(each.sent_at))
    for day, of_the_day in groupby(by_day, key=lambda each: timezone.localdate(each.sent_at)):
        said: dict[tuple[Any, ...], Message] = {}
        for each in of_the_day:
            about = (each.event_id, each.deadline_id, each.rung, each.group, each.subject)
            message = said.setdefault(about, Message(day, each.subject, each.group))
            message.to.setdefault(str(each.reader or each.organisation), []).append(each)
        yield from said.values()


def lines(messages: Iterator[Message], words_of: frozenset[str]) -> Iterator[str]:
    """As a page of text (Markdown): days, then each message with its readers. `words_of`: whose words in full."""
    for day, of_the_day in groupby(messages, key=lambda each: each.day):
        yield ""
        yield f"## {in_words(day)}"
        for message in of_the_day:
            yield ""
            yield f"**{message.readers}**: {message.subject}"
            if message.group in words_of:
                yield ""
                yield from _quoted(message.words)


def _quoted(body: str) -> Iterator[str]:
    for line in body.rstrip().split("\n"):
        yield from (f"> {part}" for part in wrap(line, WIDTH)) if line.strip() else (">",)
