"""What is asked for the acts of a disagreement: about which decision, what it is to come to, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ehcp import wording
from ehcp.pages.authority.asking import ActForm, past_day, text
from ehcp.pages.authority.dispute_acts import dismissal_of, outcomes_of, rows_for
from ehcp.pages.disputing import decisions_for
from workflows import clock
from workflows.law.terms import Moment

NOTHING_ELSE = "none"
RECOMMENDED = "Leave it empty if the Tribunal recommended nothing. A recommendation binds only to an answer."


class ToldForm(ActForm):
    """What the family told about one of the decisions. Which one is asked only where there are several."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topics := self.fields.get("topics"):
            # The act takes it to be education if nothing is said; a person is asked.
            topics.required = True
        self.decisions = {str(each.event.pk): each for each in decisions_for(self.case, self.act.name)}
        if len(self.decisions) > 1:
            choices = [(key, in_words(each)) for key, each in self.decisions.items()]
            self.add(
                "decision",
                forms.ChoiceField(label="About which decision?", choices=choices, widget=forms.RadioSelect),
            )
            self.order_fields(["seen", "decision"])

    def clean(self) -> dict[str, Any]:
        if not self.decisions:
            raise ValidationError("There is no decision in this case of which this can be recorded now.")
        return super().clean()

    def facts(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("decision") or next(iter(self.decisions))
        return {**super().facts(), "decision": self.decisions[chosen].event}


def in_words(decision: Any) -> str:
    return f"{wording.happened(decision.event, 'authority')}, sent {clock.in_words(decision.sent_on)}"


class OutcomeForm(ActForm):
    """What the authority is to do now, by an order, an agreement or because it does not oppose the appeal."""

    moment: Moment
    asked = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*self.possible()]
        self.add("outcome", forms.ChoiceField(label=self.asked, choices=choices, widget=forms.RadioSelect))
        # What follows from each answer depends on the law of this case.
        self.option_hints = {  # type: ignore[misc]
            "outcome": {value: self.days(value) for value, _ in choices}
        }

    def possible(self) -> Iterator[tuple[str, str]]:
        for outcome in outcomes_of(self.row, self.moment):
            yield outcome.value, wording.OUTCOMES[outcome]

    def days(self, outcome: str) -> str:
        """What the law then asks, each with its time: "2 weeks: tell the family that the assessment begins"."""
        rows = rows_for(self.case, self.moment, outcome)
        return "; ".join(
            f"{row.within or row.how_soon}: {row.task[:1].lower()}{row.task[1:]}" for row in rows
        )

    def suppose(self) -> None:
        self.row.outcome = self.facts().get("outcome", "")

    def facts(self) -> dict[str, Any]:
        found = super().facts()
        if found.get("outcome") == NOTHING_ELSE:
            del found["outcome"]
        return found


class AgreementForm(OutcomeForm):
    moment = Moment.MEDIATION_AGREED
    asked = "What was agreed of what can be appealed?"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add("on", past_day("When was it agreed?", "the day it was agreed", self.case))
        self.add(
            "words", text("The agreement, as it is written", hint="The family reads it as you write it.")
        )
        hint = "What cannot be appealed and was agreed beside it. Leave it empty if nothing was."
        self.add(
            "for_authority", text("What else is the authority to do?", rows=3, required=False, hint=hint)
        )
        self.add("for_commissioner", text("What is the health commissioner to do?", rows=3, required=False))
        self.add(
            "authority_was_there",
            forms.TypedChoiceField(
                label="Did the authority take part in the mediation?",
                choices=(("yes", "Yes"), ("no", "No: it was about health alone")),
                coerce=lambda answer: answer == "yes",
                widget=forms.RadioSelect,
                initial="yes",
            ),
        )
        self.order_fields(["seen", "on", "words", "outcome"])

    def possible(self) -> Iterator[tuple[str, str]]:
        yield from super().possible()
        yield NOTHING_ELSE, "Nothing that can be appealed"

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("outcome") == NOTHING_ELSE and not (
            given.get("for_authority") or given.get("for_commissioner")
        ):
            self.add_error("for_authority", "Say what was agreed: what the authority, or health, is to do")
        return given

    def suppose(self) -> None:
        super().suppose()
        self.row.for_authority = self.cleaned_data["for_authority"]
        self.row.for_commissioner = self.cleaned_data["for_commissioner"]
        self.row.authority_was_there = self.cleaned_data["authority_was_there"]


class ConcedeForm(OutcomeForm):
    moment = Moment.APPEAL_CONCEDED
    asked = "What do we do, that the appeal asks for?"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add("on", past_day("When was the Tribunal told?", "the day the Tribunal was told", self.case))
        self.add("words", text("What was it told?", hint="The family reads this."))


class OrderForm(OutcomeForm):
    moment = Moment.TRIBUNAL_ORDERED
    asked = "What does it order?"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add(
            "on",
            past_day(
                "Which date does the order bear?",
                "the date of the order",
                self.case,
                "Every day to carry it out counts from this date.",
            ),
        )
        self.add("words", text("The order, as it is written"))
        for name, label in (
            ("recommends_on_health", "What does it recommend on health?"),
            ("recommends_on_social_care", "What does it recommend on social care?"),
        ):
            self.add(name, text(label, rows=3, required=False, hint=RECOMMENDED))
        self.order_fields(["seen", "on", "outcome", "words"])

    def possible(self) -> Iterator[tuple[str, str]]:
        yield from super().possible()
        dismissed = dismissal_of(self.row)
        yield dismissed.value, wording.OUTCOMES[dismissed]

    def suppose(self) -> None:
        super().suppose()
        self.row.recommends_on_health = self.cleaned_data["recommends_on_health"]
        self.row.recommends_on_social_care = self.cleaned_data["recommends_on_social_care"]
