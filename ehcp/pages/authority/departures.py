"""Forms for a departure from the clocks: an exception, and another day on which those concerned agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError

from ehcp import wording
from ehcp.closures import closures_for, in_a_line
from ehcp.documents.lines import capital
from ehcp.models import Closure
from ehcp.models.organisations import Kind
from ehcp.pages.authority.asking import ActForm, coming_day, text
from ehcp.pages.forms import DayField
from workflows import clock
from workflows.law.terms import Ground
from workflows.lives.dispute import Route
from workflows.models import Deadline

CLOSED = {Ground.SCHOOL_CLOSED, Ground.NURSERY_CLOSED}


class OfADuty(ActForm):
    """An act about one duty that is open in the case. Its number comes with the address; without it, it is chosen."""

    which = "Which duty is it about?"
    none = "Nothing in this case can be put off in this way"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(self.case.deadlines.open())
        for each in found:
            each.case = self.case
        self.duties = {str(each.pk): each for each in found if self.fits(each)}
        asked = self.data if self.is_bound else self.initial
        self.in_hand = self.duties.get(str(asked.get("deadline") or ""))
        self.add(
            "deadline",
            forms.ChoiceField(
                label=self.which,
                choices=[(key, named(each)) for key, each in self.duties.items()],
                widget=forms.HiddenInput if self.in_hand else forms.RadioSelect,
            ),
        )

    def fits(self, deadline: Deadline) -> bool:
        raise NotImplementedError

    def to_choose_from(self) -> Iterator[tuple[str, str]]:
        """Each duty it can be about, in words, with the address that brings it along."""
        return ((named(each), f"?{urlencode({'deadline': key})}") for key, each in self.duties.items())

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.duties:
            raise ValidationError(self.none)
        return given

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "deadline": self.duties[self.cleaned_data["deadline"]]}

    def answers(self) -> Iterator[tuple[str, str]]:
        if self.in_hand:
            yield self.which, named(self.in_hand)
        yield from super().answers()


def named(deadline: Deadline) -> str:
    day = f", by {clock.in_words(deadline.due)}" if deadline.due else ""
    return f"{wording.task(deadline, 'authority')}{day} ({deadline.law.ref})"


class ExceptionForm(OfADuty):
    """The law's grounds and no others, the statement it asks for, what shows it, and its days."""

    which = "Which day cannot be kept?"
    none = "Nothing is open in this case whose day the law lets anything excuse"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = [self.in_hand] if self.in_hand else list(self.duties.values())
        self.known = {each.ground: each for duty in self.about for each in duty.law.excused_by}
        self.take_closure(self.initial.get("closure"))
        self.option_hints = {"ground": {ground: each.law for ground, each in self.known.items()}}  # type: ignore[misc]
        self.add(
            "ground",
            forms.ChoiceField(
                label="On which ground?",
                choices=[(ground.value, capital(each.words)) for ground, each in self.known.items()],
                widget=forms.RadioSelect,
                help_text="There are no others. Too few staff, or an adviser who is late, is none.",
                error_messages={
                    "invalid_choice": "The law knows no other ground for this day. Choose one of these"
                },
            ),
        )
        self.add(
            "impractical",
            forms.BooleanField(
                label="For this reason it is impractical to keep the day. The duty stays, as soon as practicable",
            ),
        )
        self.fields["impractical"].error_messages["required"] = (
            "Say that keeping the day is impractical. If it is not, there is no exception"
        )
        self.add("statement", text("Why is it impractical?", hint="The family reads this, with the ground."))
        self.add("evidence", text("What shows it?", rows=3, hint="A letter, a date, who told us."))
        self.add(
            "began_on",
            DayField(
                label="When did it begin?",
                said_as="the day it began",
                help_text="For a closed school or early years provider: its first closed day.",
            ),
        )
        self.add(
            "ended_on",
            DayField(
                label="When did it end?",
                said_as="the day it ended",
                help_text="For a closed school or early years provider: the day it opens again. "
                "For anything else, leave it blank if it goes on.",
                required=False,
            ),
        )

    def fits(self, deadline: Deadline) -> bool:
        return bool(deadline.due and deadline.law.excused_by and not deadline.excused_by_id)

    @property
    def closures(self) -> Iterator[tuple[str, str, str]]:
        """The long holidays known of the setting in this time: what it is, from when to when, and how to take it."""
        if self.in_hand and not CLOSED.isdisjoint(self.known):
            for each in self._long_closures(self.in_hand):
                address = urlencode({"deadline": self.in_hand.pk, "closure": each.pk})
                yield str(each.organisation), in_a_line(each), f"?{address}"

    def _long_closures(self, deadline: Deadline) -> list[Closure]:
        since = deadline.days.get(deadline.reckoning.start) or self.case.received_on or date.min  # type: ignore[arg-type]
        found = closures_for(self.case.school, self.case.authority, since, deadline.due or date.max)
        return [each for each in found if each.window]

    def take_closure(self, pk: Any) -> None:
        """The days of a holiday that is known, so that nobody types them, and its ground."""
        if not (self.in_hand and str(pk or "").isdecimal()):
            return
        for each in self._long_closures(self.in_hand):
            if each.pk == int(pk):
                self.initial = {
                    **self.initial,
                    "ground": _ground(self.case.school),
                    "began_on": each.first_closed_on,
                    "ended_on": each.reopens_on,
                }

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        del facts["impractical"]
        return facts


def _ground(school: Any) -> Ground:
    nursery = school is not None and school.kind == Kind.EARLY_YEARS
    return Ground.NURSERY_CLOSED if nursery else Ground.SCHOOL_CLOSED


class AnotherDayForm(OfADuty):
    """Another day that those concerned agreed on in writing: only where the law lets them."""

    which = "For which duty was another day agreed?"
    none = "Nothing is open in this case for which the law lets another day be agreed"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add("until", coming_day("By which day is it now to be done?", "the day that was agreed"))
        self.add("statement", text("Who agreed, and why?", hint="The family reads this."))
        self.add("evidence", text("Where is it written?", rows=3, hint="Which letter, of which day."))

    def fits(self, deadline: Deadline) -> bool:
        return may_be_agreed_anew(deadline)


def may_be_agreed_anew(deadline: Deadline) -> bool:
    """An order of the Tribunal sets its day; only the day of what was agreed in mediation can be agreed anew."""
    return bool(deadline.law.extended_by) and deadline.subject.route == Route.MEDIATION
