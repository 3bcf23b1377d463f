"""What an act asks for: the fields, by the names of its facts, and the form made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q

from ehcp.models import Case, Organisation
from ehcp.models.organisations import SETTINGS
from ehcp.pages.error_words import say_what_to_do
from ehcp.pages.forms import DayField, GovukForm, SeenVersion
from workflows import clock
from workflows.acts import SENT_HOW, Act
from workflows.lives.consultation import Ground
from workflows.lives.dispute import Topic
from workflows.lives.review import ReviewKind

WAYS_TO_SEND = (
    ("service", "Through this service"),
    ("email", "By e-mail"),
    ("post", "By post"),
    ("hand", "Handed over"),
)
DAYS_IN_ORDER = (
    ("on", "sent_on", "The notice cannot have been sent before this was decided"),
    ("sent_on", "served_on", "It cannot have reached the family before it was sent"),
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """How the page of one act asks for what the act needs."""

    asks: tuple[str, ...] = ()
    """Names of FIELDS, in the order they are asked."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Other labels than FIELDS gives."""
    hints: Mapping[str, str] = field(default_factory=dict)
    prompts: tuple[str, ...] = ()
    """What to think of first: the legal test, in questions."""
    warning: str = ""
    """What cannot be taken back."""
    form: type[ActForm] | None = None
    """A form of its own, where the act needs more than fields in a row."""
    template: str = "authority/act.html"
    small: bool = False
    """Done with one press, and back to where it was: nothing to check, and no page to say that it is done."""
    way_out: bool = False
    """Ends the case otherwise than by a plan; kept apart from what is done every day."""


class ActForm(SeenVersion, GovukForm):
    """Asks what a question asks; its answers are the facts of the act."""

    def __init__(self, *args: Any, row: Any, user: Any, question: Question, act: Act, **kwargs: Any) -> None:
        self.row, self.case, self.user, self.question, self.act = row, row.the_case, user, question, act
        super().__init__(*args, **kwargs)
        for name in question.asks:
            self.ask(name)

    def ask(self, name: str) -> None:
        made = FIELDS[name](self.case)
        fact = self.act.facts.get(name)
        made.required = made.required and (fact is None or fact.default is fact.empty)
        made.label = self.question.words.get(name) or made.label
        made.help_text = self.question.hints.get(name) or made.help_text
        self.add(name, made)

    def add(self, name: str, made: forms.Field) -> None:
        """A field made after the form: it is worded like those written down in a class."""
        say_what_to_do(made, str(made.label))
        self.fields[name] = made

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for first, then, words in DAYS_IN_ORDER:
            earlier, later = given.get(first), given.get(then)
            if earlier and later and later < earlier:
                self.add_error(then, words)
        return given

    def prepare(self) -> None:
        """Write down what the act will look for on its row, where it takes no fact for it."""

    def suppose(self) -> None:
        """Let the row in hand say what it would say, where the law asks about that; nothing is saved."""

    def facts(self) -> dict[str, Any]:
        """What the act is called with. What was left empty is left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def answers(self) -> Iterator[tuple[str, str]]:
        """What was answered, to be checked: the question and the answer as it will be kept."""
        for bound in self.visible_fields():
            value = self.cleaned_data.get(bound.name)
            if bound.name not in self.unasked and not (value in (None, "") and not bound.field.required):
                yield str(bound.label), said(bound.field, value)


def said(asked: forms.Field, value: Any) -> str:
    """An answer as a person reads it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return clock.in_words(value)
    if isinstance(value, Decimal):
        return f"£{value:,.2f}"
    if isinstance(value, list):
        names = dict(asked.choices) if isinstance(asked, forms.MultipleChoiceField) else {}
        return "\n".join(str(names.get(each, each)) for each in value)
    if isinstance(asked, forms.ChoiceField):
        return next((str(words) for key, words in flat(asked.choices) if str(key) == str(value)), str(value))
    return str(value if value is not None else "")


def flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, words in choices:
        if isinstance(words, list | tuple):
            yield from flat(words)
        else:
            yield key, words


class LinesField(forms.CharField):
    """One name to a line; comes out as a list."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def run_validators(self, value: Any) -> None:
        """What validates text has nothing to say about a list of lines."""


def text(label: str, *, rows: int = 6, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=hint, widget=forms.Textarea(attrs={"rows": rows})
    )


def line(label: str, *, required: bool = True, hint: str = "", max_length: int = 300) -> forms.CharField:
    return forms.CharField(label=label, required=required, help_text=hint, max_length=max_length)


def past_day(label: str, said_as: str, case: Case, hint: str = "", *, required: bool = True) -> DayField:
    """A day that has come, and not before the request: most often today."""
    return DayField(
        label=label,
        said_as=said_as,
        help_text=hint,
        required=required,
        initial=clock.today,
        earliest=case.received_on,
        latest=clock.today,
    )


def coming_day(label: str, said_as: str, *, required: bool = True, hint: str = "") -> DayField:
    return DayField(
        label=label,
        said_as=said_as,
        help_text=hint,
        required=required,
        earliest=lambda: clock.today() + timedelta(days=1),
    )


def settings_to_choose_from(case: Case) -> list[Any]:
    """Every setting there is: no local list can limit who is consulted. Those we work with come first."""
    found = Organisation.objects.filter(kind__in=SETTINGS)
    ours = [(each.pk, str(each)) for each in found.filter(works_with=case.authority)]
    others = [(each.pk, str(each)) for each in found.exclude(works_with=case.authority)]
    asked_for = [
        (each.setting_id, str(each.setting)) for each in case.preferences.select_related("setting")[:1]
    ]
    groups = (("The family asks for", asked_for), ("We work with", ours), ("Elsewhere", others))
    return [("", "Choose"), *((words, rows) for words, rows in groups if rows)]


class SettingField(forms.TypedChoiceField):
    def __init__(self, case: Case, **kwargs: Any) -> None:
        super().__init__(
            choices=settings_to_choose_from(case),
            coerce=lambda pk: Organisation.objects.get(Q(kind__in=SETTINGS), pk=pk),
            **kwargs,
        )


FIELDS: dict[str, Callable[[Case], forms.Field]] = {
    "reasons": lambda case: text(
        "Reasons", hint="The family will read these. Say what the decision rests on."
    ),
    "on": lambda case: past_day("When was this decided?", "the day it was decided", case),
    "sent_on": lambda case: past_day(
        "When is the notice sent?", "the day the notice was sent", case, "The law counts the day it goes out."
    ),
    SENT_HOW: lambda case: forms.ChoiceField(
        label="How is it sent?", choices=WAYS_TO_SEND, widget=forms.RadioSelect
    ),
    "served_on": lambda case: past_day(
        "When did the family have it?",
        "the day the family had it",
        case,
        "The same day if it was handed over or sent electronically. The family’s time to answer begins with this day.",
    ),
    "words": lambda case: text("What was said"),
    "statement": lambda case: text("What, and why?", hint="The family reads this."),
    "evidence": lambda case: text("What shows it?", rows=3, required=False),
    "asked_by": lambda case: line("Who asked?", required=False, max_length=200),
    "question": lambda case: text("What should be made clearer?", rows=4),
    "earlier": lambda case: text(
        "Which earlier advice?",
        rows=3,
        hint="The report, who wrote it, and its date: “Dr Osei, 3 March 2026”.",
    ),
    "kind": lambda case: forms.ChoiceField(
        label="What kind of review is it?",
        choices=ReviewKind.choices,
        widget=forms.RadioSelect,
        initial=ReviewKind.NEXT_PHASE if case.expects_next_phase() else ReviewKind.YEARLY,
    ),
    "place": lambda case: line("Where, and at what time?"),
    "meeting_on": lambda case: coming_day("On which day is the meeting?", "the day of the meeting"),
    "first_paid_on": lambda case: DayField(
        label="When is the first payment made?",
        said_as="the day of the first payment",
        help_text="The time to the first review counts from this day.",
        initial=clock.today,
    ),
    "topics": lambda case: forms.MultipleChoiceField(
        label="What is it about?",
        choices=[(topic.value, topic.label.capitalize()) for topic in Topic],
        widget=forms.CheckboxSelectMultiple,
    ),
    "mediation_on": lambda case: DayField(
        label="On which day is the mediation?", said_as="the day of the mediation", earliest=case.received_on
    ),
    "number": lambda case: line("Which number did the Tribunal give it?", required=False, max_length=60),
    "dated_on": lambda case: past_day(
        "Which date does the certificate bear?", "the date on the certificate", case
    ),
    "aware_on": lambda case: past_day("When did we become aware of it?", "the day we became aware", case),
    "expected_on": lambda case: coming_day(
        "When do we now expect to have done it?", "the day you now expect", required=False
    ),
    "authority": lambda case: line("Which authority?", max_length=200),
    "outcome": lambda case: forms.ChoiceField(
        label="What follows from the review?",
        widget=forms.RadioSelect,
        choices=[
            ("continue", "The payment goes on as it is"),
            ("change", "The payment is changed"),
            ("stop", "The payment is to be stopped"),
        ],
    ),
    "setting": lambda case: SettingField(
        case,
        label="Which setting?",
        help_text="Not in the list? Add it under Organisations first.",
    ),
    "setting_type": lambda case: line(
        "Which type of setting?",
        hint="As section I will say it: “mainstream primary school”.",
        max_length=120,
    ),
    "ground": lambda case: forms.ChoiceField(
        label="On which ground?", choices=Ground.choices, widget=forms.RadioSelect
    ),
    "invited": lambda case: LinesField(label="Who is invited?", help_text="One person to a line."),
    "attended": lambda case: LinesField(label="Who came?", help_text="One person to a line."),
    "views": lambda case: text("What the child or young person and the family said"),
}
"""Each fact that a person is asked for: a new field, given the case."""
