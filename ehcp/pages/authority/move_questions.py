"""The questions of a move: to another authority, from one, and from one health commissioner to another.

They stand in the one table of questions (questions.py). What is a page rather than an act is in moves.py.
"""

from __future__ import annotations

from typing import Any

from django import forms

from ehcp.models import Organisation
from ehcp.models.organisations import Kind
from ehcp.pages.authority.asking import ActForm, Question, line, past_day
from ehcp.pages.forms import DayField
from workflows import clock
from workflows.law import england_2014 as law

NOT_HERE = ("elsewhere", "One that is not in this list")
SAID_TO_BE = (("yes", "Yes, it will re-assess"), ("no", "No"))


class MoveForm(ActForm):
    """Where to, on which day, and since when that is known: by these the law sets the day of the transfer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.filter(kind=Kind.AUTHORITY).exclude(pk=self.case.authority_id)
        self.others = {str(each.pk): each for each in others}
        self.add(
            "to",
            forms.ChoiceField(
                label="To which authority?",
                choices=[("", "Choose"), *((pk, str(each)) for pk, each in self.others.items()), NOT_HERE],
                help_text="Those in the list work with this service: the plan then goes there by itself. "
                "To any other one it travels as a file.",
            ),
        )
        self.add(
            "to_words",
            line("Its name, if it is not in the list", required=False, max_length=200),
        )
        self.add(
            "moves_on",
            DayField(
                label="On which day does the family move, or did it?",
                said_as="the day of the move",
                earliest=self.case.received_on,
            ),
        )
        self.add(
            "aware_on", past_day("When did we become aware of it?", "the day we became aware", self.case)
        )
        self.add(
            "commissioner_aware_on",
            DayField(
                label=f"When did {self.case.commissioner or 'the health commissioner'} become aware of it?",
                said_as="the day it became aware",
                help_text="Leave it empty if you do not know: it then has to tell its successor on the day itself.",
                required=False,
                earliest=self.case.received_on,
                latest=clock.today,
            ),
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        to, words = given.get("to"), given.get("to_words")
        if to in self.others and words:
            self.add_error("to_words", f"You chose {self.others[to]}: leave this empty")
        elif to == NOT_HERE[0] and not words:
            self.add_error("to_words", "Write the name of the authority")
        elif words:
            self._check_name(words)
        return given

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {**given, "to": self.others.get(given["to"])}

    def _check_name(self, words: str) -> None:
        authorities = Organisation.objects.filter(kind=Kind.AUTHORITY, name__iexact=words)
        if authorities.filter(pk=self.case.authority_id).exists():
            self.add_error("to_words", f"That is {self.case.authority} itself: the family does not leave it")
        elif authorities.exists():
            self.add_error("to_words", f"{words} works with this service: choose it from the list")


class TransferForm(ActForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = past_day("On which day was it transferred?", "the day it was transferred", self.case)
        on.earliest = self.case.moving_on or self.case.received_on
        self.add("on", on)
        if self.case.moving_to_id is None:
            self.add(
                "was_sent",
                forms.BooleanField(
                    label=f"The file was sent to {self.case.moving_to_words or 'the new authority'}, by a way that "
                    "nobody else reads"
                ),
            )

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name != "was_sent"}


class AfterTransferForm(ActForm):
    """What the new authority tells the family: whether it re-assesses, and by when it reviews the plan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        review = self.case.deadlines.open().filter(key=law.REVIEW_THE_TRANSFERRED_PLAN.key).first()
        last = review.due if review else None
        self.add(
            "reassesses",
            forms.ChoiceField(
                label="Will the authority re-assess?", choices=SAID_TO_BE, widget=forms.RadioSelect
            ),
        )
        self.add(
            "reviewed_by",
            DayField(
                label="By which day will the plan be reviewed?",
                said_as="the day of the review",
                help_text=f"The law’s last day is {clock.in_words(last)}." if last else "",
                earliest=clock.today,
                latest=last,
            ),
        )
        self.ask("words")
        self.ask("on")

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {**given, "reassesses": given["reassesses"] == "yes"}


class OtherCommissionerForm(ActForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add("commissioner", other_commissioners(self.case))
        self.ask("aware_on")


def other_commissioners(case: Any) -> forms.ModelChoiceField:
    """Every health commissioner but the one that answers for the case now."""
    return forms.ModelChoiceField(
        label="Which health commissioner is responsible now?",
        queryset=Organisation.objects.filter(kind=Kind.HEALTH_COMMISSIONER).exclude(pk=case.commissioner_id),
        empty_label="Choose",
        help_text="As a rule the one where the family is registered with a doctor.",
    )


MOVES: dict[str, Question] = {
    "note_move": Question(
        form=MoveForm,
        prompts=(
            "The plan goes to the new authority on the day of the move. Where we did not know of it 15 working days "
            "before, we have the 15 working days that begin with the day we became aware.",
            "Until then everything in the plan is owed here.",
        ),
    ),
    "note_no_move": Question(
        asks=("reasons", "on"),
        words={"reasons": "How do we know that the family stays?", "on": "Since when do we know?"},
    ),
    "transfer_plan": Question(
        form=TransferForm,
        template="authority/transfer_plan.html",
        warning="This ends the case here. From this day on the new authority answers for the plan.",
    ),
    "tell_after_transfer": Question(
        form=AfterTransferForm,
        words={"words": "What else do we tell the family?", "on": "When was the family told?"},
        hints={"words": "The family reads this as you write it."},
        prompts=(
            "That the plan was transferred and is in force here; whether we re-assess; when we review it "
            "(regulation 15(4)).",
            "Where the setting is too far away now: which one the child attends meanwhile.",
        ),
    ),
    "tell_commissioner_of_move": Question(
        asks=("words", "on"),
        words={"words": "Who was told, and how do we know?", "on": "When was it told?"},
    ),
    "note_other_commissioner": Question(
        form=OtherCommissionerForm,
        words={"aware_on": "When did the one responsible until now become aware of it?"},
        prompts=(
            "For a change without a move to another authority, as when the family registers with another doctor.",
        ),
    ),
    "tell_new_commissioner": Question(
        asks=("on",),
        words={"on": "When was it told?"},
        warning="From this day on the new health commissioner answers for section G and sees the case; the one "
        "responsible until now sees it no longer.",
    ),
}
