"""Builds the fictional council: everybody in it, and every child's story up to today, by the verbs of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction

from ehcp.casefile.apart import nobody_hears
from ehcp.casefile.player import Player
from ehcp.casefile.reading import read
from ehcp.casefile.reminders import sweep
from ehcp.models import Absence, Membership, Organisation, User
from workflows import clock
from workflows.models import Deadline, Event

from . import cast, children, days, holidays
from .stories import Council, story

EXAMPLES = Path(settings.BASE_DIR) / "examples" / "cases"
REMEMBERED = timedelta(days=7)
"""So far back notices are told of; before that, practice had not begun."""
BEFORE_PRACTICE = "From before practice began."
A_YEAR = timedelta(weeks=52)
YEAR = re.compile(r"\b20\d\d\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d")

NORTHMOOR = Council(key="northmoor", organisations=cast.ORGANISATIONS, people=cast.PEOPLE, senco=cast.SENCO)
SOUTHVALE = Council(
    key="southvale",
    organisations=cast.SOUTHVALE_ORGANISATIONS,
    people=cast.SOUTHVALE_PEOPLE,
    senco={"willow": "tom"},
)


BETWEEN_THEM = Council(
    key="northmoor",
    organisations=cast.BOTH_ORGANISATIONS,
    people=cast.BOTH_PEOPLE,
    senco=cast.SENCO,
)
STORIES = (
    (1, NORTHMOOR, children.NORTHMOOR),
    (501, SOUTHVALE, children.SOUTHVALE),
    (701, BETWEEN_THEM, children.MOVING),
)
"""The number of the first child of each, where their stories play, and who they are."""


@dataclass
class Told:
    """A story being played, and how far it has come."""

    player: Player
    steps: list[Mapping[str, Any]]
    at: int = 0

    @property
    def begins(self) -> str:
        return str(self.steps[0]["on"])

    def play_until(self, day: date) -> None:
        """Play each step up to and with this day, on its own day."""
        if self.at == 0 and self.begins <= day.isoformat():
            self.player.set_the_scene()
        while self.at < len(self.steps) and self.steps[self.at]["on"] <= day.isoformat():
            step = self.steps[self.at]
            with clock.at(date.fromisoformat(step["on"])):
                self.player.play(step)
            self.at += 1


def build(today: date) -> None:
    """Fill an empty database, wholly or not at all, and let it be this day in it.

    Nobody is written to; of the last week everybody finds the notices on their page.
    """
    memory = today - REMEMBERED
    stories = sorted(_stories(today, memory), key=lambda told: told.begins)
    with nobody_hears(), transaction.atomic():
        for told in stories:
            told.play_until(memory)
        _say_which_year_is_the_last()
        _say_who_answers()
        _say_who_is_away(today)
        _say_how_they_are_told()
        _forget_what_was_owed(memory)
        for number in range(1, REMEMBERED.days + 1):
            day = memory + timedelta(days=number)
            for told in stories:
                told.play_until(day)
            with clock.at(day):
                sweep()
        holidays.enter(today)
        days.move_in(today)


def files(today: date, note_until: date) -> Iterator[dict[str, Any]]:
    """Every child's case file, the examples among them."""
    yield from (_this_year(read(path).content, today) for path in sorted(EXAMPLES.glob("*.json")))
    for first, council, specs in STORIES:
        for number, spec in enumerate(specs, start=first):
            yield story(spec, council, number, today, note_until)


def _stories(today: date, note_until: date) -> Iterator[Told]:
    for file in files(today, note_until):
        yield Told(Player(file), [step for step in file["story"] if step["on"] <= today.isoformat()])


def _this_year(content: dict[str, Any], today: date) -> dict[str, Any]:
    """An example, moved by whole years (of 52 weeks, so that weekdays stay) to where its plan is in force today."""
    issued = next(step["on"] for step in content["story"] if step["do"] == "issue_final_plan")
    years = (today - date.fromisoformat(issued)) // A_YEAR
    return _moved(content, years)


def _moved(value: Any, years: int) -> Any:
    if isinstance(value, dict):
        return {name: _moved(each, years) for name, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, years) for each in value]
    if not isinstance(value, str):
        return value
    if DAY.fullmatch(value):
        return (date.fromisoformat(value) + years * A_YEAR).isoformat()
    return YEAR.sub(lambda year: str(int(year[0]) + years), value)


def _say_which_year_is_the_last() -> None:
    """Of each setting of the cast, also where a file that does not know it entered it first."""
    for given in (*cast.ORGANISATIONS.values(), *cast.SOUTHVALE_ORGANISATIONS.values()):
        if "last_year_group" in given:
            Organisation.objects.filter(name=given["name"]).update(last_year_group=given["last_year_group"])


def _say_who_answers() -> None:
    """Of each agency, who its accountable officer is. Not each of them has a part in a story."""
    for name in cast.IN_NO_STORY:
        given = cast.PEOPLE[name]
        Membership.objects.create(
            user=User.objects.create_user(given["email"], full_name=given["name"]),
            organisation=Organisation.objects.get(name=cast.ORGANISATIONS[given["organisation"]]["name"]),
            role=given["role"],
            title=given["title"],
        )
    for people, names in (
        (cast.PEOPLE, cast.ANSWER_FOR_IT),
        (cast.SOUTHVALE_PEOPLE, cast.SOUTHVALE_ANSWER_FOR_IT),
    ):
        addresses = [people[name]["email"] for name in names]
        Membership.objects.filter(user__email__in=addresses).update(answers_for_it=True)


def _say_who_is_away(today: date) -> None:
    for name, cover in cast.AWAY.items():
        Absence.objects.create(
            membership=Membership.objects.get(user__email=cast.PEOPLE[name]["email"]),
            from_day=today - timedelta(days=3),
            until=today + timedelta(days=11),
            covered_by=User.objects.get(email=cast.PEOPLE[cover]["email"]),
        )


def _say_how_they_are_told() -> None:
    choice = apps.get_model("notifications", "Choice")
    for name in cast.ONE_MESSAGE_A_DAY:
        choice.objects.create(user=User.objects.get(email=cast.PEOPLE[name]["email"]), daily=True)
    for address, language in cast.READ_BEST.items():
        choice.objects.create(user=User.objects.get(email=address), language=language)


def _forget_what_was_owed(memory: date) -> None:
    """What happened before counts as told, and what was due before as reminded of: practice begins today."""
    notice = apps.get_model("notifications", "Notice")
    about = [
        notice(
            about_id=event.case_id,
            event=event,
            for_day=event.on,
            channel="in_app",
            state="not_owed",
            error=BEFORE_PRACTICE,
        )
        for event in Event.objects.all()
    ]
    notice.objects.write_down(about)
    # A rung that was passed before is passed; the next one is found by the sweep.
    Deadline.objects.open().filter(next_reminder_on__lt=memory).update(next_reminder_on=memory)
