"""The questions by which an advice is written: what one knows of the child, and its rows one at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from ehcp.models import Advice, Need, Organisation, Outcome, Provision
from ehcp.models.plan import Category, Every
from ehcp.pages.forms import DayField, GovukForm, GovukModelForm, MoneyField
from workflows import clock

from .forms import AsItWas, lines_of_text

ANSWER_FOR_HEALTH, ANSWER_FOR_SOCIAL_CARE = ("G",), ("H1", "H2")


class SummaryForm(AsItWas, GovukForm):
    heading = "summary"

    summary = forms.CharField(
        label="",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=(
            "Who you are to the child and since when, what you did for this advice and on which days, what "
            "you looked at, and whatever belongs to no single need."
        ),
    )

    def __init__(self, *args: Any, advice: Advice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["summary"].label = f"How do you know {advice.case.child.called}?"
        self.initial["summary"] = advice.summary
        self.it_says(advice.summary, advice.summary)


class RowForm(AsItWas, GovukModelForm):
    """Some of the fields of one row.

    `thread` lets a page that is sent twice, or sent again after "Back", write the row that it wrote before.
    """

    thread = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, advice: Advice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.advice = advice
        self.initial["thread"] = self.instance.thread
        self.prepare()
        said = {name: self.initial.get(name) for name in self._meta.fields}
        self.it_says(said if self.instance.pk else None, str(self.instance))

    def prepare(self) -> None:
        """What only the row at hand can say: which others it may be linked to, which answers there are."""

    def offer(self, name: str, rows: Any) -> None:
        """Offer rows of the same advice to link to; without any, the question is not asked."""
        if rows.exists():
            field: Any = self.fields[name]
            field.queryset = rows
            field.label_from_instance = _beginning
        else:
            del self.fields[name]


class LinkField(forms.ModelMultipleChoiceField):
    """Which rows this one is for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


class NeedForm(RowForm):
    reveals = {"section": {"B": "category"}}
    option_hints = {
        "section": {
            "B": "What makes learning, or taking part in school or college, harder.",
            "C": "A health need that goes with the special educational needs.",
            "D": "A social care need that goes with them, or with a disability.",
        }
    }

    class Meta(GovukModelForm.Meta):
        model = Need
        fields = ["words", "section", "category"]
        widgets = {"section": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 6})}
        labels = {
            "words": "What is the need?",
            "section": "What kind of need is it?",
            "category": "Type of need",
        }
        help_texts = {
            "words": (
                "One need at a time, in words the family can use. Say what you saw or measured, when, and "
                "what it means for learning or daily life."
            ),
            "category": "As the yearly return to the Department for Education counts it.",
        }

    def prepare(self) -> None:
        self.fields["section"].choices = Need.Section.choices  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", "None of these, or not sure"), *Category.choices]  # type: ignore[attr-defined]


class OutcomeForm(RowForm):
    by_when = DayField(
        label="By when?",
        said_as="the day by which it should be reached",
        earliest=clock.today,
        required=False,
        help_text="Often the end of a key stage or course.",
    )
    steps = forms.CharField(
        label="Steps on the way",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line, with a day if you can: “By July 2027: tells two events in order”.",
    )
    needs = LinkField(label="Which needs is it for?")

    class Meta(GovukModelForm.Meta):
        model = Outcome
        fields = ["words", "by_when", "steps", "needs"]
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        labels = {"words": "What will be different?"}
        help_texts = {
            "words": (
                "What the child or young person will do, know or have that they do not now, so that anyone "
                "can see whether it came true. What is done to get there is provision, and comes next."
            )
        }

    def prepare(self) -> None:
        self.initial["steps"] = "\n".join(self.instance.steps)
        self.offer("needs", self.advice.needs.all())

    def clean_steps(self) -> list[str]:
        return lines_of_text(self.cleaned_data["steps"])


class WhatForm(RowForm):
    option_hints = {
        "section": {
            "F": "Also therapy, and other health or social care that educates or trains.",
            "G": "Needed because of the special educational needs. The health commissioner has to agree it.",
            "H1": "For a disabled child under 18, by the Chronically Sick and Disabled Persons Act 1970.",
            "H2": "Also adult social care, for a young person over 18.",
        }
    }

    needs = LinkField(label="Which needs does it meet?")
    outcomes = LinkField(label="Which outcomes does it work towards?")

    class Meta(GovukModelForm.Meta):
        model = Provision
        fields = ["what", "section", "needs", "outcomes"]
        widgets = {"section": forms.RadioSelect, "what": forms.Textarea(attrs={"rows": 5})}
        labels = {"what": "What should be provided?", "section": "What kind of provision is it?"}
        help_texts = {
            "what": (
                "One line at a time, so exact that somebody who does not know the child could do it. How "
                "much and by whom comes next. “Access to” and “as required” promise nothing."
            ),
        }

    def prepare(self) -> None:
        self.fields["section"].choices = Provision.Section.choices  # type: ignore[attr-defined]
        self.offer("needs", self.advice.needs.all())
        self.offer("outcomes", self.advice.outcomes.all())

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            _suggest_who_answers(self.instance, self.advice)
        return super().save(commit)


class AmountForm(RowForm):
    widths = {"minutes": "4", "sessions": "4", "weeks_a_year": "4", "group_size": "4"}

    minutes = forms.IntegerField(
        label="Minutes in one session",
        min_value=1,
        max_value=9999,
        required=False,
        help_text="90 for an hour and a half, 1500 for 25 hours.",
    )
    sessions = forms.IntegerField(label="How many sessions?", min_value=1, max_value=999, required=False)
    weeks_a_year = forms.IntegerField(
        label="Weeks in a year",
        min_value=1,
        max_value=53,
        required=False,
        help_text="If it is every day or every week. A school year has about 38 weeks.",
    )
    group_size = forms.IntegerField(
        label="How many in the group?",
        min_value=1,
        max_value=999,
        required=False,
        help_text="1 for one to one.",
    )

    class Meta(GovukModelForm.Meta):
        model = Provision
        fields = ["minutes", "sessions", "every", "weeks_a_year", "group_size", "amount_note"]
        widgets = {"amount_note": forms.Textarea(attrs={"rows": 3})}
        labels = {"every": "In each", "amount_note": "How much, in words"}
        help_texts = {
            "amount_note": "Only if figures do not say it. These words are then read in place of the figures.",
        }

    def prepare(self) -> None:
        self.fields["every"].choices = [("", "Choose"), *Every.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("sessions") and not cleaned.get("every"):
            self.add_error("every", "Choose how often: in each day, week, month, half-term, term or year")
        if cleaned.get("every") and "sessions" not in self.errors and not cleaned.get("sessions"):
            every = Every(cleaned["every"]).label
            self.add_error("sessions", f"Enter how many sessions there are in each {every}")
        return cleaned


class PeopleForm(RowForm):
    starts_on = DayField(
        label="From when?",
        said_as="the day from which it is provided",
        required=False,
        help_text="Left empty, it is owed as soon as the plan is final.",
    )

    class Meta(GovukModelForm.Meta):
        model = Provision
        fields = ["delivered_by", "qualification", "starts_on", "reviewed"]
        labels = {
            "delivered_by": "Who does it?",
            "qualification": "With which skill, training or registration?",
            "reviewed": "When is it looked at, and by whom?",
        }
        help_texts = {
            "delivered_by": "A role rather than a name: “speech and language therapist”.",
            "reviewed": "How we will know that it works: “each term, by the therapist with the class teacher”.",
        }


class AnswerForm(RowForm):
    widths = {"yearly_cost": "10"}

    yearly_cost = MoneyField(
        label="What does it cost in a year?",
        said_as="the yearly cost",
        required=False,
        help_text="If you know it. The family may ask for a personal budget.",
    )

    class Meta(GovukModelForm.Meta):
        model = Provision
        fields = [*Provision.ANSWERABLE, "yearly_cost"]
        labels = {
            "commissioner": "Who arranges it?",
            "funder": "Who pays for it?",
            "provider": "Who provides it?",
            "monitor": "Who checks that it happens?",
        }

    def prepare(self) -> None:
        for name in Provision.ANSWERABLE:
            field: Any = self.fields[name]
            field.queryset = _who_may_answer(self.advice, getattr(self.instance, f"{name}_id"))
            field.empty_label = "The school or college that the plan will name"


def _suggest_who_answers(row: Provision, advice: Advice) -> None:
    """A new line of health or social care provision begins with those who usually answer for it."""
    case = advice.case
    if row.section in ANSWER_FOR_HEALTH:
        row.commissioner = row.funder = row.monitor = case.commissioner
        row.provider = advice.organisation
    elif row.section in ANSWER_FOR_SOCIAL_CARE:
        row.commissioner = row.funder = row.monitor = case.authority
        row.provider = advice.organisation


def _who_may_answer(advice: Advice, chosen: int | None) -> Any:
    """The authority, its partners, where the writer works, and whoever stands there already."""
    case = advice.case
    also = [pk for pk in (case.authority_id, case.commissioner_id, advice.organisation_id, chosen) if pk]
    return Organisation.objects.filter(Q(pk__in=also) | Q(works_with=case.authority_id)).distinct()


def _beginning(row: Any) -> str:
    words = str(row)
    return words if len(words) <= 140 else f"{words[:140].rsplit(' ', 1)[0]} …"
